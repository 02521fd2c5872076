"""The walk from a party noun to both sides: how far its phrase goes, and whose the words around it say it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from riscontro.extract.parties.gazetteer import Entry, Hit, Role
from riscontro.extract.parties.view import View
from riscontro.extract.parties.words import NOMINAL, OFFICE
from riscontro.model import Token

_REACH = 9
_NEAR = 4
_OWNERS = (Role.STATE, Role.CAPITAL, Role.SEAT, Role.ADJECTIVE, Role.BODY, Role.NATIONAL, Role.PAST, Role.HALF)
_LEFT = frozenset({"ADJ", "NOUN", "PROPN", "X", "NUM"})


@dataclass(slots=True)
class Walk:
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


def walk_left(view: View, walk: Walk, persons: frozenset[int]) -> None:
    """Extends the phrase to the left: names, adjectives and nouns before the noun; `persons` are tokens where it stops."""
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


def _look_before(view: View, walk: Walk, i: int, start: int) -> None:
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


def _may_stand_left(view: View, walk: Walk, token: Token, hit: Hit | None) -> bool:
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


def _mark(view: View, walk: Walk, token: Token) -> None:
    walk.apart |= view.words.has("apart", token) or view.words.has("backed", token)
    walk.former |= view.words.has("former", token)


def _only_backs(view: View, hit: Hit) -> bool:
    """Whether the state only backs what follows ("Iranian-backed militias", "US-trained forces")."""
    after = view.token(hit.last + 1)
    if after is not None and view.is_hyphen(after.i):
        after = view.token(hit.last + 2)
    return after is not None and view.words.has("backed", after)


def walk_right(view: View, walk: Walk, persons: frozenset[int]) -> None:
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


def _takes(view: View, walk: Walk, hit: Hit, linked: bool) -> bool:
    if hit.entry.role not in _OWNERS and hit.entry.role is not Role.GROUP:
        return False
    if linked:
        return not walk.right or hit.entry.role is Role.ADJECTIVE
    return view.words.after and not walk.right


def _take(view: View, walk: Walk, hit: Hit, end: int) -> int:
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


def _is_plural(view: View, walk: Walk) -> bool:
    return walk.plural or any(
        t.lower in view.words.plurals or (t.upos == "NOUN" and t.feats.get("Number") == "Plur")
        for t in view.reading.tokens[walk.first : walk.last + 1]
    )


def _links(view: View, walk: Walk, i: int) -> bool:
    """Whether token i opens a phrase that may say whose: "of", or "in" before where they rule ("the government in Rabat")."""
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


def trim(view: View, walk: Walk) -> None:
    """Takes numerals and articles off the front: they are no part of the name."""
    tokens = view.reading.tokens
    while walk.first < walk.last and (
        tokens[walk.first].upos == "NUM"
        or view.words.has("numbers", tokens[walk.first])
        or view.words.has("determiners", tokens[walk.first])
    ):
        joined = view.is_hyphen(walk.first + 1)  # "twenty-nine officials", but "one-term presidents"
        if walk.first in view.hit_at or (joined and (walk.first + 2 >= walk.last or tokens[walk.first + 2].upos != "NUM")):
            break
        walk.plural |= tokens[walk.first].upos == "NUM"
        walk.first += 2 if joined else 1


def _may_stand_right(view: View, walk: Walk, token: Token, linked: bool) -> bool:
    if view.words.has("articles", token) or view.is_hyphen(token.i):
        return linked
    if token.upos == "ADJ" or view.words.has("apart", token):
        return view.words.after or linked
    if token.upos in NOMINAL or view.words.has("possessive", token):
        return linked
    return view.words.has("linking", token)


def owners_of(view: View, walk: Walk) -> list[Entry]:
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
