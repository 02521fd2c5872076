"""Noun phrases whose head is a word for somebody who acts: "Russian forces", "il ministro della Difesa sudcoreano", "officials in Seoul".

The state is read from the words around the noun, the tree apart: adjectives and names before it, adjectives after it, and what follows
"of" or "for". Analysts, rebels, lawmakers and the like speak for no state; nor do former officials, or forces that a state only backs.
"""

from __future__ import annotations

from dataclasses import replace

from riscontro.extract.parties.gazetteer import Entry, Role
from riscontro.extract.parties.view import Found, View, outside_head
from riscontro.extract.parties.walk import Walk, owners_of, trim, walk_left, walk_right
from riscontro.extract.parties.words import LAND, NOMINAL, OFFICE, ORGAN, PRIVATE, WEAK, compound_at
from riscontro.model import Party, PartyType, Token

_NEAR = 4


def find_phrases(view: View, persons: frozenset[int]) -> tuple[Found, ...]:
    """All phrases of a reading; `persons` are the tokens of names of persons, where a phrase stops."""
    found: list[Found] = []
    taken: dict[int, Found] = {}
    starts: dict[int, Found] = {}
    for sentence in view.reading.sentences:
        for i in range(sentence.last - 1, sentence.first - 1, -1):
            if i in taken and taken[i].first <= i <= taken[i].head:
                continue
            phrase = _phrase(view, i, persons)
            if phrase is not None:
                phrase = _of_members(view, phrase, starts)
                found.append(phrase)
                starts[phrase.first] = phrase
                taken.update({k: phrase for k in range(phrase.first, phrase.last + 1) if k not in taken})
    return tuple(sorted(found, key=lambda f: (f.first, f.last)))


def _of_members(view: View, phrase: Found, starts: dict[int, Found]) -> Found:
    """A group said to be of somebody bears their name ("a group of 29 lawmakers" are lawmakers)."""
    after = view.token(phrase.last + 1)
    if phrase.known or phrase.noun or after is None or not view.words.has("of", after) or view.words.has("for", after):
        return phrase
    if not view.words.has("collective", view.reading.tokens[phrase.last]):
        return phrase
    i = after.i + 1
    while i - after.i <= _NEAR and i in range(*view.bounds(after.i)):
        members = starts.get(i)
        if members is not None:
            return replace(phrase, parties=members.parties, plural=True, animate=members.animate) if members.plural else phrase
        if view.reading.tokens[i].upos not in ("NUM", "DET", "ADV", "ADJ") and not view.words.has("numbers", view.reading.tokens[i]):
            break
        i += 1
    return phrase


def _phrase(view: View, i: int, persons: frozenset[int]) -> Found | None:
    token = view.reading.tokens[i]
    lower = token.lower
    if lower not in view.words.nouns and lower not in view.words.compound_ends and token.lemma not in view.words.nouns:
        return None
    hit = view.hit_at.get(i)
    if i in persons or i in view.dateline or (hit is not None and hit.entry.role is not Role.ADJECTIVE):
        return None
    compound = _compound(view, i)
    kind = view.words.kind(token) or _nominal_after_owner(view, token)
    if compound is not None:
        kind = OFFICE if compound[2] else WEAK
    if kind is None or hit is not None or (compound is None and _names_goods(view, token, kind)):
        return None
    walk = Walk(i, i)
    if compound is not None:
        walk.first, walk.last = compound[0], compound[1]
    walk_left(view, walk, persons)
    walk_right(view, walk, persons)
    trim(view, walk)
    owners = owners_of(view, walk)
    if compound is not None and compound[2] and not owners and _goes_without_saying(view, compound):
        owners = [_owner_entry(compound[2])]
    if not owners:
        owners = _customary(view, walk)
    return _found(view, walk, kind, i, owners)


def _compound(view: View, i: int) -> tuple[int, int, str] | None:
    """The compound office that ends at token i: first, last, owner."""
    if view.reading.tokens[i].lower not in view.words.compound_ends:
        return None
    start = view.bounds(i)[0]
    for first in range(i, max(start, i - 4) - 1, -1):
        row = compound_at(view.words, view.reading.tokens, first, i + 1)
        if row is not None and row[0] == i:
            return first, i, row[1]
    return None


def _goes_without_saying(view: View, compound: tuple[int, int, str]) -> bool:
    """Whether the owner of a compound needs no name: for a panel of experts a text must speak of the body or its sanctions."""
    last = view.reading.tokens[compound[1]]
    if view.words.noun(last) not in view.words.words["experts"] or view.reading.tokens[compound[0]].text[:1].isupper():
        return True
    return any(hit.entry.id in ("UN", "UNSC") for hit in view.hits)


def _customary(view: View, walk: Walk) -> list[Entry]:
    """The state of a customary organ inside the phrase ("administration officials")."""
    states = (view.words.home.get(t.lemma) or view.words.home.get(t.lower) for t in view.reading.tokens[walk.first : walk.last])
    return [Entry(Role.STATE, (state,)) for state in states if state][:1] if view.words.before else []


def _owner_entry(owner: str) -> Entry:
    return Entry(Role.STATE, (owner,)) if len(owner) == 2 and owner not in ("UN", "EU") else Entry(Role.BODY, (), owner)


def _names_goods(view: View, token: Token, kind: str) -> bool:
    """Whether the word is part of the name of a thing ("fighter jets", "F-16 fighters") or of rules ("the sanctions regime")."""
    before, after = view.token(token.i - 1), view.token(token.i + 1)
    if after is not None and (view.words.has("abstract_after", after) or (view.words.before and view.words.has("things", after))):
        return True
    if before is None:
        return False
    designated = any(c.isdigit() for c in before.text) and any(c.isalpha() for c in before.text)
    return view.words.has("abstract", before) or (kind == PRIVATE and view.words.before and designated)


def _nominal_after_owner(view: View, token: Token) -> str | None:
    """The kind of a party noun taken for an adjective though nothing follows that it could qualify ("Israel's military struck")."""
    before, after = view.token(token.i - 1), view.token(token.i + 1)
    if token.upos != "ADJ" or before is None or not view.words.has("possessive", before):
        return None
    return None if after is not None and after.upos in NOMINAL else view.words.nouns.get(token.lower)


def _found(view: View, walk: Walk, kind: str, noun: int, owners: list[Entry]) -> Found | None:
    token = view.reading.tokens[noun]
    bare = walk.definite and walk.first == walk.last == noun
    after = view.token(noun + 1)
    longer = after is not None and (
        (bool(token.entity) and after.entity == token.entity)
        or after.upos in ("ADJ", "NOUN", "PROPN")
        or view.words.has("of", after)
        or view.words.has("for", after)
    )
    if (
        kind == WEAK
        and not any(e.states or e.id for e in owners)
        and not (bare and not longer and view.words.noun(token) in view.words.words["short"])
    ):
        return None
    if kind == LAND and not _bloc(owners):
        return None
    plural = walk.plural or token.lower in view.words.plurals or (token.feats.get("Number") == "Plur" and kind != ORGAN)
    collective = token.lemma in view.words.words["collective"] or token.lower in view.words.words["collective"]
    expert = view.words.noun(token) in view.words.words["experts"]
    of_state = (expert and any(e.role is Role.BODY for e in owners)) or view.words.noun(token) in view.words.words["firms"]
    mute = (kind == PRIVATE and not of_state) or walk.apart or walk.former
    nameless = any(e.role is Role.PAST or (e.role is Role.ADJECTIVE and not (e.states or e.id)) for e in owners)
    open_group = bare and (collective or expert or view.words.noun(token) in view.words.descriptions["group"])
    return Found(
        walk.first,
        walk.last,
        outside_head(view.reading, walk.first, walk.last, noun),
        _parties(view, walk, [] if mute else owners, _type(kind, plural or collective)),
        plural=plural,
        animate=kind in (OFFICE, PRIVATE) and not collective,
        noun=view.words.noun(token) if open_group or not (mute or nameless) else "",
        definite=walk.definite,
    )


def _type(kind: str, many: bool) -> PartyType:
    if kind == PRIVATE:
        return PartyType.GROUP if many else PartyType.PERSON
    return {OFFICE: PartyType.PERSON, LAND: PartyType.GROUP}.get(kind, PartyType.GOVERNMENT)


def _parties(view: View, walk: Walk, owners: list[Entry], kind: PartyType) -> tuple[Party, ...]:
    name = view.reading.span(walk.first, walk.last).text
    keyed = dict.fromkeys((state, e.id) for e in owners for state in (e.states or (None,)))
    return tuple(Party(name, state, ident, kind) for state, ident in keyed if state or ident) or (Party(name, None, None, kind),)


def _bloc(owners: list[Entry]) -> bool:
    """Whether a word for lands is qualified by a bloc ("Western countries")."""
    return any(e.id == "WEST" for e in owners)
