"""What one pass through a text knows, and whose the nouns are that a possessive, a person or a title beside them claims."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from riscontro.extract.parties.antecedents import Discourse
from riscontro.extract.parties.descriptions import state_of_title
from riscontro.extract.parties.gazetteer import bodies
from riscontro.extract.parties.publisher import is_author
from riscontro.extract.parties.speech import Speech
from riscontro.extract.parties.view import Found, View
from riscontro.model import Party, PartyType, Token

_BETWEEN = 4
_APPOSED = 5


@dataclass(slots=True)
class Pass:
    """The state of one pass."""

    view: View
    speech: Speech
    said: Discourse
    at: dict[int, Found]
    starts: dict[int, Found]
    named: dict[int, tuple[Found, ...]]
    inside: frozenset[int]
    authors: tuple[Party, ...] = ()
    persons: dict[str, tuple[Party, ...]] = field(default_factory=dict)
    made: dict[int, Found] = field(default_factory=dict)
    last: Found | None = None
    before: Found | None = None
    first_persons: list[int] = field(default_factory=list)


def is_short(view: View, found: Found) -> bool:
    """Whether the mention is a mere noun that stands only for a body named before ("the command", "the panel")."""
    return found.first == found.last and found.noun in view.words.words["short"] and not view.reading.tokens[found.head].entity


def named_authors(run: Pass, found: Found) -> tuple[Party, ...]:
    """The authors of a communiqué where the mention means them, under its own words."""
    name = run.view.reading.span(found.first, found.last).text
    return tuple(replace(p, name=name) for p in run.authors) if is_author(run.view, found, run.authors) else ()


def person_of(run: Pass, found: Found) -> Found:
    """A named person of no known state: as before, else by the title set beside the name ("its envoy, X"), else by the title before it."""
    person = found.parties[0]
    if len(found.parties) != 1 or person.id is None or person.type is not PartyType.PERSON or person.id in bodies():
        return found
    parties = run.persons.get(person.id) or _beside(run, found)
    if not parties and found.noun and not run.authors:
        parties = state_of_title(run.view, run.said, found)
    if not parties:
        return found
    run.persons[person.id] = parties
    named = tuple(Party(person.name, p.state, p.id if not p.state else person.id, PartyType.PERSON) for p in parties)
    found = replace(found, parties=named)
    run.at[found.head] = found
    return found


def _beside(run: Pass, found: Found) -> tuple[Party, ...]:
    """The party of the resolved title right before the name, a comma and "to the UN" between them at most."""
    tokens = run.view.reading.tokens
    for title in (run.last, run.before):
        if title is None or not title.noun or not title.animate or title.plural or not title.known or not title.coreference:
            continue
        gap = tokens[title.last + 1 : found.first]
        if (
            len(gap) <= _APPOSED
            and gap
            and gap[-1].text == ","
            and not any(t.upos in ("AUX", "PRON", "CCONJ") or t.feats.get("VerbForm") == "Fin" for t in gap)
        ):
            return title.parties if sum(t.text == "," for t in gap) == 1 else ()
    return ()


def owns_before(run: Pass, token: Token, kept: dict[int, Found]) -> None:
    """Gives the party of a possessive to the noun that it follows after "of" or "for" ("a spokesman for its mission")."""
    owner = run.made.get(token.i)
    if (
        owner is None
        or token.i < 2
        or not is_possessive(run.view, token)
        or not run.view.words.has("of", run.view.reading.tokens[token.i - 1])
    ):
        return
    found = run.last
    if found is None or not found.noun or found.known or found.plural or not token.i - 2 <= found.last:
        return
    parties = _as(run, found, owner)
    if parties:
        kind = found.parties[0].type
        known = replace(found, parties=tuple(replace(p, type=kind) for p in parties), coreference=True)
        run.at[found.head] = run.last = known
        kept.update({ident: known for ident, f in kept.items() if f == found})
        run.said.add(known)


def owned(run: Pass, found: Found) -> tuple[Party, ...]:
    """The party of the possessive before the noun ("its army", "le sue truppe"), or the person whose it is ("Assad's army")."""
    person = _ofperson_of(run, found)
    if person is not None:
        return _as(run, found, person)
    for i in range(found.first, max(found.first - 2, -1), -1):
        owner = run.made.get(i) or (run.made.get(i - 1) if i else None)
        token = run.view.reading.tokens[owner.head] if owner is not None else None
        if owner is not None and token is not None and is_possessive(run.view, token):
            return _as(run, found, owner)
    return ()


def _as(run: Pass, found: Found, owner: Found) -> tuple[Party, ...]:
    """The owner's states under the name of what is owned."""
    name = run.view.reading.span(found.first, found.last).text
    return tuple(replace(p, name=name, id=None if p.state else p.id) for p in owner.parties if p.state or p.id)


def _ofperson_of(run: Pass, found: Found) -> Found | None:
    """The person right before the noun or after its "of" ("Obama's adviser", "il regime di Kim")."""
    view, before = run.view, run.last
    if before is not None and before.animate and before.last < found.first:
        gap = view.reading.tokens[before.last + 1 : found.first]
        if (len(gap) == 0 and view.words.before) or (len(gap) == 1 and view.words.has("possessive", gap[0])):
            return before
    i, end = found.last + 1, view.bounds(found.last)[1]
    while i < end and i - found.last <= _BETWEEN - 2 and view.reading.tokens[i].upos == "ADJ":
        i += 1
    if i + 1 < end and view.words.has("of", view.reading.tokens[i]):
        after = run.starts.get(i + 1)
        return after if after is not None and after.animate and not after.noun else None
    return None


def is_possessive(view: View, token: Token) -> bool:
    """Whether a pronoun or determiner says whose something is."""
    return token.feats.get("Poss") == "Yes" or token.deprel in ("nmod:poss", "det:poss")
