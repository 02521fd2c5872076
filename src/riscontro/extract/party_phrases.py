"""Noun phrases whose head is a word for somebody who acts: "Russian forces", "il ministro della Difesa sudcoreano", "officials in Seoul".

The state is read from the words around the noun, the tree apart: adjectives and names before it, adjectives after it, and what follows
"of" or "for". Analysts, rebels, lawmakers and the like speak for no state; nor do former officials, or forces that a state only backs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from riscontro.extract.gazetteer import Entry, Hit, Role
from riscontro.extract.party_view import Found, View, outside_head
from riscontro.extract.party_words import LAND, NOMINAL, OFFICE, ORGAN, PRIVATE, WEAK, compound_at
from riscontro.model import Party, PartyType, Token

_REACH = 9
_NEAR = 4
_OWNERS = (Role.STATE, Role.CAPITAL, Role.SEAT, Role.ADJECTIVE, Role.BODY, Role.NATIONAL, Role.PAST, Role.HALF)
_LEFT = frozenset({"ADJ", "NOUN", "PROPN", "X", "NUM"})


@dataclass(slots=True)
class _Walk:
    """What a walk from the noun has met."""

    first: int
    last: int
    left: list[Hit] = field(default_factory=list)
    right: list[Hit] = field(default_factory=list)
    apart: bool = False
    former: bool = False
    definite: bool = False
    plural: bool = False
    joined: bool = False


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
    hit = view.hit_at.get(i)
    if i in persons or i in view.dateline or (hit is not None and hit.entry.role is not Role.ADJECTIVE):
        return None
    compound = _compound(view, i)
    kind = view.words.kind(token) or _nominal_after_owner(view, token)
    if compound is not None:
        kind = OFFICE if compound[2] else WEAK
    if kind is None or hit is not None or (compound is None and _names_goods(view, token, kind)):
        return None
    walk = _Walk(i, i)
    if compound is not None:
        walk.first, walk.last = compound[0], compound[1]
    _walk_left(view, walk, persons)
    _walk_right(view, walk, persons)
    _trim(view, walk)
    owners = _owners(view, walk, kind)
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


def _customary(view: View, walk: _Walk) -> list[Entry]:
    """The state of a customary organ inside the phrase ("administration officials")."""
    states = (view.words.home.get(t.lemma) or view.words.home.get(t.lower) for t in view.reading.tokens[walk.first : walk.last])
    return [Entry(Role.STATE, (state,)) for state in states if state][:1] if view.words.before else []


def _owner_entry(owner: str) -> Entry:
    return Entry(Role.STATE, (owner,)) if len(owner) == 2 and owner not in ("UN", "EU") else Entry(Role.BODY, (), owner)


def _walk_left(view: View, walk: _Walk, persons: frozenset[int]) -> None:
    start, tokens, noun = view.bounds(walk.first)[0], view.reading.tokens, walk.first
    i = walk.first - 1
    while i >= start and walk.first - i <= _REACH:
        token = tokens[i]
        hit = view.hit_at.get(i)
        if i in persons or not _may_stand_left(view, walk, token, hit):
            break
        if hit is not None:
            backs = hit.last + 1 < noun and _only_backs(view, hit)
            if hit.entry.role in _OWNERS and not backs:
                walk.left.append(hit)
            walk.apart |= backs
            i = hit.first
        _mark(view, walk, token)
        if token.upos not in ("CCONJ", "PUNCT") or view.is_hyphen(i):
            walk.first = i
        i -= 1
    while walk.first < walk.last and view.words.has("possessive", tokens[walk.first]):
        walk.first += 1
    _look_before(view, walk, i, start)


def _look_before(view: View, walk: _Walk, i: int, start: int) -> None:
    """What the words before the phrase say: an article, a number, a plural."""
    tokens = view.reading.tokens
    while i >= start and (
        tokens[i].upos in ("NUM", "DET", "ADJ") or view.words.has("numbers", tokens[i]) or view.words.has("articles", tokens[i])
    ):
        walk.definite |= (
            view.words.has("articles", tokens[i]) or tokens[i].feats.get("Definite") == "Def" or view.words.has("numbers", tokens[i])
        )
        walk.plural |= view.words.has("numbers", tokens[i]) or (tokens[i].upos == "DET" and tokens[i].feats.get("Number") == "Plur")
        i -= 1
    walk.definite |= any(view.words.has("numbers", t) for t in tokens[walk.first : walk.last])


def _may_stand_left(view: View, walk: _Walk, token: Token, hit: Hit | None) -> bool:
    if hit is not None:
        return hit.entry.role is Role.ADJECTIVE or view.words.before
    if token.upos in ("CCONJ", "PUNCT") and not view.is_hyphen(token.i):
        walk.joined |= view.words.has("and", token)
        return walk.joined and bool(walk.left) and (token.text == "," or view.words.has("and", token)) and _hit_before(view, token.i)
    if view.words.has("apart", token) or view.words.has("former", token) or view.is_hyphen(token.i):
        return True
    if view.words.before:
        return (token.upos in _LEFT and not view.words.has("determiners", token)) or view.words.has("possessive", token)
    return token.upos == "ADJ" and token.i not in view.hit_at


def _hit_before(view: View, i: int) -> bool:
    """Whether a name or adjective stands before a comma, an "and", or both."""
    before = view.token(i - 1)
    return i - 1 in view.hit_at or (before is not None and before.text == "," and i - 2 in view.hit_at)


def _mark(view: View, walk: _Walk, token: Token) -> None:
    walk.apart |= view.words.has("apart", token) or view.words.has("backed", token)
    walk.former |= view.words.has("former", token)


def _only_backs(view: View, hit: Hit) -> bool:
    """Whether the state only backs what follows ("Iranian-backed militias", "US-trained forces")."""
    after = view.token(hit.last + 1)
    if after is not None and view.is_hyphen(after.i):
        after = view.token(hit.last + 2)
    return after is not None and view.words.has("backed", after)


def _walk_right(view: View, walk: _Walk, persons: frozenset[int]) -> None:
    """Adjectives, names and "of" phrases after the noun; a name is taken once, its coordinates with it."""
    end, tokens = view.bounds(walk.last)[1], view.reading.tokens
    i = walk.last + 1
    linked = False
    while i < end and i - walk.last <= _REACH:
        token, hit = tokens[i], view.hit_at.get(i)
        if i in persons:
            if not (view.words.has("of", tokens[i - 1]) or view.words.has("articles", tokens[i - 1])):
                walk.last = i - 1
            break
        if hit is not None:
            if not _takes(view, walk, hit, linked):
                break
            i = _take(view, walk, hit, end)
            if hit.entry.role is not Role.ADJECTIVE:
                break
            continue
        if _links(view, walk, i):
            linked = True
        elif not _may_stand_right(view, walk, token, linked):
            break
        else:
            _mark(view, walk, token)
        i += 1


def _takes(view: View, walk: _Walk, hit: Hit, linked: bool) -> bool:
    if hit.entry.role not in _OWNERS and hit.entry.role is not Role.GROUP:
        return False
    if linked:
        return not walk.right or hit.entry.role is Role.ADJECTIVE
    return view.words.after and not walk.right


def _take(view: View, walk: _Walk, hit: Hit, end: int) -> int:
    """Takes a hit and the hits coordinated with it; returns the token after them."""
    walk.right.append(hit)
    walk.last = hit.last
    after = view.token(hit.last + 1)
    owns = after is not None and view.words.has("possessive", after)
    if view.words.before and (hit.entry.role is Role.ADJECTIVE or owns):
        walk.last += 1 if owns else 0
        while walk.last + 1 < end and view.reading.tokens[walk.last + 1].upos in ("ADJ", "NOUN", "PROPN") and walk.last - hit.last < _NEAR:
            walk.last += 1
        return walk.last + 1
    i = hit.last + 1
    while i < end and (view.reading.tokens[i].text == "," or view.words.has("and", view.reading.tokens[i])):
        j = i + 1
        while j < end and (view.words.has("of", view.reading.tokens[j]) or view.words.has("articles", view.reading.tokens[j])):
            j += 1
        other = view.hit_at.get(j)
        if other is None or other.entry.role is not hit.entry.role or not _is_plural(view, walk):
            break
        walk.right.append(other)
        walk.last = other.last
        i = other.last + 1
    return i


def _is_plural(view: View, walk: _Walk) -> bool:
    return walk.plural or any(
        t.lower in view.words.plurals or (t.upos == "NOUN" and t.feats.get("Number") == "Plur")
        for t in view.reading.tokens[walk.first : walk.last + 1]
    )


def _links(view: View, walk: _Walk, i: int) -> bool:
    """Whether token i opens a phrase that may say whose: "of", or "in" before the seat of who rules or speaks ("the government in Rabat")."""
    token = view.reading.tokens[i]
    if view.words.has("of", token):
        return not (view.words.has("for", token) and view.words.has("craft", view.reading.tokens[walk.last]))
    if not view.words.has("locative", token) or i != walk.last + 1:
        return False
    hit, noun = view.hit_at.get(i + 1), view.reading.tokens[i - 1]
    if hit is None:
        return False
    if view.words.has("ruling", noun):
        return hit.entry.role in (Role.CAPITAL, Role.SEAT, Role.STATE, Role.CITY) and not walk.left
    return hit.entry.role in (Role.CAPITAL, Role.SEAT) and view.words.kind(noun) == OFFICE


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
    """The kind of a party noun that was taken for an adjective though nothing follows that it could qualify ("Israel's military struck")."""
    before, after = view.token(token.i - 1), view.token(token.i + 1)
    if token.upos != "ADJ" or before is None or not view.words.has("possessive", before):
        return None
    return None if after is not None and after.upos in NOMINAL else view.words.nouns.get(token.lower)


def _trim(view: View, walk: _Walk) -> None:
    """Takes numerals and articles off the front: they are no part of the name."""
    tokens = view.reading.tokens
    while walk.first < walk.last and (
        tokens[walk.first].upos == "NUM" or view.words.has("numbers", tokens[walk.first]) or view.words.has("determiners", tokens[walk.first])
    ):
        if walk.first in view.hit_at or view.is_hyphen(walk.first + 1):
            break
        walk.plural |= tokens[walk.first].upos == "NUM"
        walk.first += 1


def _may_stand_right(view: View, walk: _Walk, token: Token, linked: bool) -> bool:
    if view.words.has("articles", token) or view.is_hyphen(token.i):
        return linked
    if token.upos == "ADJ" or view.words.has("apart", token):
        return view.words.after or linked
    if token.upos in NOMINAL or view.words.has("possessive", token):
        return linked
    return view.words.has("linking", token)


def _owners(view: View, walk: _Walk, kind: str) -> list[Entry]:
    """Whose the noun is: names before it outrank those after; groups own nothing but their own."""
    left = [h.entry for h in sorted(walk.left, key=lambda h: h.first)]
    right = [h.entry for h in walk.right]
    if left:
        same = [e for e in left if e.role is left[0].role]
        return same if _coordinated(view, walk.left) else same[:1]
    return right


def _coordinated(view: View, hits: list[Hit]) -> bool:
    rows = sorted(hits, key=lambda h: h.first)
    return len(rows) > 1 and all(
        any(view.words.has("and", t) or t.text in (",", "-") for t in view.reading.tokens[a.last + 1 : b.first])
        and b.first - a.last <= _NEAR
        for a, b in pairwise(rows)
    )


def _found(view: View, walk: _Walk, kind: str, noun: int, owners: list[Entry]) -> Found | None:
    token = view.reading.tokens[noun]
    bare = walk.definite and walk.first == walk.last == noun
    after = view.token(noun + 1)
    longer = after is not None and (
        (bool(token.entity) and after.entity == token.entity)
        or after.upos in ("ADJ", "NOUN", "PROPN")
        or view.words.has("of", after)
        or view.words.has("for", after)
    )
    if kind == WEAK and not any(e.states or e.id for e in owners) and not (bare and not longer and view.words.noun(token) in view.words.words["short"]):
        return None
    if kind == LAND and not _bloc(owners):
        return None
    plural = walk.plural or token.lower in view.words.plurals or (token.feats.get("Number") == "Plur" and kind != ORGAN)
    collective = token.lemma in view.words.words["collective"] or token.lower in view.words.words["collective"]
    expert = view.words.noun(token) in view.words.words["experts"]
    mute = (kind == PRIVATE and not (expert and any(e.role is Role.BODY for e in owners))) or walk.apart or walk.former
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


def _parties(view: View, walk: _Walk, owners: list[Entry], kind: PartyType) -> tuple[Party, ...]:
    name = view.reading.span(walk.first, walk.last).text
    keyed = dict.fromkeys((state, e.id) for e in owners for state in (e.states or (None,)))
    return tuple(Party(name, state, ident, kind) for state, ident in keyed if state or ident) or (Party(name, None, None, kind),)


def _bloc(owners: list[Entry]) -> bool:
    """Whether a word for lands is qualified by a bloc ("Western countries")."""
    return any(e.id == "WEST" for e in owners)
