"""Who: every mention of a party in a reading, resolved to the state or body it stands for.

Names come from the gazetteer, persons from names and titles, unnamed officials and forces from noun phrases, the rest from the discourse:
pronouns, dropped subjects and definite descriptions ("the two leaders"). The pipeline's own entities serve where no table knows a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from riscontro.extract.parties.coreference import resolve
from riscontro.extract.parties.gazetteer import Hit, Role
from riscontro.extract.parties.people import find_people, without_titles
from riscontro.extract.parties.person_names import find_runs, run_tokens
from riscontro.extract.parties.phrases import find_phrases
from riscontro.extract.parties.view import Found, View, make_view, outside_head, party_of
from riscontro.model import Party, PartyMention, PartyType, Reading

_BARE = {"LOC": PartyType.PLACE, "ORG": PartyType.BODY}


def find_parties(reading: Reading) -> tuple[PartyMention, ...]:
    """All mentions of parties in text order; a mention of several parties is given once for each, on the same span.

    Mentions resolved from the discourse carry `coreference`; for a dropped subject span and head are those of the verb.
    """
    view = make_view(reading)
    runs = tuple(run for run in find_runs(view) if run.first not in view.dateline)
    persons = run_tokens(reading, runs)
    phrases = find_phrases(view, persons)
    people = find_people(view, runs, phrases)
    found = [*people, *without_titles(phrases, people)]
    found += _names(view, found)
    found += _entities(view, found)
    found = resolve(view, sorted(found, key=lambda f: (f.first, f.last)))
    return tuple(mention for f in sorted(found, key=lambda f: (f.first, f.last)) for mention in _mentions(reading, f))


def _mentions(reading: Reading, found: Found) -> Iterator[PartyMention]:
    span = reading.span(found.first, found.last)
    for party in found.parties:
        yield PartyMention(span, party, found.head, found.coreference)


def _names(view: View, found: Iterable[Found]) -> Iterator[Found]:
    """The hits of the gazetteer that no phrase or person has taken for its own."""
    taken = _absorbed(view, found)
    for hit in view.hits:
        if hit.first not in taken:
            yield _name(view, hit)


def _absorbed(view: View, found: Iterable[Found]) -> frozenset[int]:
    """Tokens inside a mention that are no mention of their own: names of persons, and what qualifies a noun without "of" or "'s"."""
    taken: set[int] = set()
    for f in found:
        for i in range(f.first, f.last + 1):
            hit = view.hit_at.get(i)
            if hit is None or hit.entry.role is Role.ADJECTIVE or not _owns(view, hit, f):
                taken.add(i)
    return frozenset(taken)


def _owns(view: View, hit: Hit, found: Found) -> bool:
    """Whether the name is a possessor with a phrase of its own inside the mention."""
    before, after = view.token(hit.first - 1), view.token(hit.last + 1)
    if after is not None and view.words.has("possessive", after):
        return True
    return (
        hit.first > found.first
        and before is not None
        and (view.words.has("of", before) or view.words.has("articles", before) or view.words.has("and", before))
    )


def _name(view: View, hit: Hit) -> Found:
    span = view.reading.span(hit.first, hit.last)
    kind = hit.entry.type
    if hit.entry.role is Role.CAPITAL and _is_where(view, hit):
        kind = PartyType.PLACE
    people = hit.entry.role is Role.ADJECTIVE and _is_people(view, hit)
    if people:
        kind = PartyType.GROUP
    head = outside_head(view.reading, hit.first, hit.last, hit.last if view.words.before else hit.first)
    plural = people or len(hit.entry.states) > 1
    before = view.token(hit.first - 1)
    plural |= hit.entry.role is Role.STATE and before is not None and before.upos in ("DET", "ADP") and before.feats.get("Number") == "Plur"
    plural |= hit.entry.role is Role.GROUP and view.reading.tokens[hit.last].feats.get("Number") == "Plur"
    return Found(hit.first, hit.last, head, party_of(hit.entry, span.text, kind), plural=plural, coreference=hit.entry.role is Role.HALF)


def _is_where(view: View, hit: Hit) -> bool:
    """Whether a capital is where something is, not who acts: after "in" and "near", or after "at" where a sentence opens."""
    first = view.bounds(hit.first)[0]
    before, after = view.token(hit.first - 1), view.token(hit.last + 1)
    if before is None or before.i < first:
        return False
    if view.words.has("near", before):
        return True
    return before.i == first and view.words.has("locative", before) and after is not None and after.text == ","


def _is_people(view: View, hit: Hit) -> bool:
    token = view.reading.tokens[hit.last]
    before = view.token(hit.first - 1)
    if token.deprel in ("amod", "compound", "nmod:desc") or token.upos not in ("NOUN", "PROPN"):
        return False
    if view.words.after and before is not None and before.upos == "NOUN":
        return False
    return token.feats.get("Number") == "Plur"


def _entities(view: View, found: Iterable[Found]) -> Iterator[Found]:
    """Organisations and places that the pipeline names and no table knows."""
    taken = {i for f in found for i in range(f.first, f.last + 1)} | set(view.hit_at) | view.dateline
    for sentence in view.reading.sentences:
        i = sentence.first
        while i < sentence.last:
            end = _entity_end(view, i, sentence.last, taken)
            if end is not None:
                kind = _BARE[view.reading.tokens[i].entity]
                name = view.reading.span(i, end).text
                yield Found(i, end, outside_head(view.reading, i, end, end if view.words.before else i), (Party(name, None, None, kind),))
            i = i + 1 if end is None else end + 1


def _entity_end(view: View, i: int, limit: int, taken: set[int]) -> int | None:
    tokens = view.reading.tokens
    kind = tokens[i].entity
    if kind not in _BARE or i in taken or not tokens[i].text[:1].isupper() or tokens[i].upos not in ("PROPN", "NOUN", "X", "ADJ"):
        return None
    end = i
    while end + 1 < limit and tokens[end + 1].entity == kind and end + 1 not in taken:
        end += 1
    while end > i and not tokens[end].text[-1:].isalnum():
        end -= 1
    return end


@dataclass(frozen=True, slots=True)
class PartyIndex:
    """Look-ups of mentions by token; made once for a reading."""

    reading: Reading
    mentions: tuple[PartyMention, ...]
    _heads: dict[int, tuple[PartyMention, ...]] = field(init=False, repr=False, default_factory=dict)
    _cover: dict[int, tuple[PartyMention, ...]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        starts = {token.start: token.i for token in self.reading.tokens}
        for mention in sorted(self.mentions, key=lambda m: m.span.end - m.span.start):
            self._heads[mention.head] = (*self._heads.get(mention.head, ()), mention)
            i = starts.get(mention.span.start, mention.head)
            while i < len(self.reading.tokens) and self.reading.tokens[i].end <= mention.span.end:
                rows = self._cover.get(i, ())
                if not rows or rows[0].span == mention.span:
                    self._cover[i] = (*rows, mention)
                i += 1

    def at(self, token: int) -> tuple[PartyMention, ...]:
        """The mentions that this token heads; else those of the smallest span around it."""
        return self._heads.get(token) or self._cover.get(token, ())

    def headed(self, token: int) -> tuple[PartyMention, ...]:
        """The mentions that this token heads, no others."""
        return self._heads.get(token, ())

    def within(self, first: int, last: int) -> tuple[PartyMention, ...]:
        """The mentions headed by the tokens first to last."""
        return tuple(m for i in range(first, last + 1) for m in self._heads.get(i, ()))
