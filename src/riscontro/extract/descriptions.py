"""Definite descriptions of parties named before: "the country", "il ministro", "the two leaders", "entrambe le nazioni"."""

from __future__ import annotations

from dataclasses import replace

from riscontro.extract.antecedents import Antecedent, Discourse, key
from riscontro.extract.party_view import Found, View
from riscontro.model import Party, PartyType, Token

_WINDOW = 3
_SAME_NOUN = 12
_LOOSE = 1
_PAIR = 2
_GAP = 3
_OFTEN, _PERSON, _ELSEWHERE, _HERE = 3.0, 1.0, 2.0, 1.5


Named = dict[int, tuple[Found, ...]]


def describe(view: View, said: Discourse, found: Found, named: Named) -> tuple[Party, ...]:
    """The parties that an unowned noun stands for: whoever bore that noun before, whose organ it is by custom, or the salient state.

    `named` holds the mentions of each sentence, those of the whole document.
    """
    if (not found.definite and not _at_start(view, found)) or _abstract(view, found):
        return ()
    name = view.reading.span(found.first, found.last).text
    if found.plural and (pair := two_of(view, said, view.reading.tokens[found.head], named)):
        return tuple(replace(p, name=name, id=p.id if not p.state else None) for p in pair)
    if _qualified(view, found.last) and not _governmental(view, found):
        return ()
    rows = (row for row in said.recent(found.first, _SAME_NOUN) if row.noun == found.noun and row.plural == found.plural)
    home = view.words.home.get(found.noun)
    known = [row for row in rows if _known(row)]
    same = known[0] if known and home is None else max(known, key=lambda row: sum(said.counts[key(p)] for p in row.parties), default=None)
    if same is not None:
        return tuple(replace(p, name=name) for p in same.parties)
    if home is not None:
        return (Party(name, home, None, found.parties[0].type),)
    if not found.definite or found.noun not in view.words.descriptions["one"]:
        return ()
    if found.noun in view.words.descriptions["group"]:
        row = _group(said, found.first)
    else:
        person = found.noun in view.words.descriptions["person"]
        row = _salient(said, found.first, person) or (_salient(said, found.first, False) if person else None)
    return tuple(replace(p, name=name, id=p.id if not p.state else None) for p in row.parties) if row is not None else ()


def _abstract(view: View, found: Found) -> bool:
    """Whether the noun is a set of rules, not of rulers ("the sanctions regime")."""
    return any(view.words.has("abstract", t) for t in view.reading.tokens[found.first : found.last])


def _governmental(view: View, found: Found) -> bool:
    after = view.token(found.last + 1)
    return after is not None and view.words.has("governmental", after)


def _at_start(view: View, found: Found) -> bool:
    """Whether the noun opens its sentence or bears a capital, as headlines and customary organs do."""
    return view.reading.tokens[found.first].text[:1].isupper()


def _known(row: Antecedent) -> bool:
    return bool(row.parties) and all(p.state or p.id for p in row.parties)


def _salient(said: Discourse, i: int, person: bool) -> Antecedent | None:
    """The most salient single state before token i; for an office, a person who speaks for one."""
    rows = [row for row in said.recent(i, _WINDOW - 1) if _known(row) and len({key(p) for p in row.parties}) == 1 and row.animate == person]
    rows = [row for row in rows if row.parties[0].state and row.parties[0].type not in (PartyType.PLACE, PartyType.GROUP)]
    return max(rows, key=lambda row: said.score(row, i), default=None)


def _group(said: Discourse, i: int) -> Antecedent | None:
    """The most salient body or group before token i."""
    rows = [
        row for row in said.recent(i, _WINDOW - 1) if len(row.parties) == 1 and row.parties[0].type in (PartyType.GROUP, PartyType.BODY)
    ]
    return max((row for row in rows if row.parties[0].id), key=lambda row: said.score(row, i), default=None)


def land(view: View, said: Discourse, token: Token) -> tuple[Party, ...]:
    """The state meant by "the country" or "il Paese"."""
    if view.words.nouns.get(token.lower) != "land" or token.lower in view.words.plurals or not _definite(view, token.i):
        return ()
    row = _salient(said, token.i, person=False)
    return row.parties if row is not None else ()


def two_of(view: View, said: Discourse, token: Token, named: Named) -> tuple[Party, ...]:
    """The two parties meant by "the two leaders", "both countries", "le due nazioni"; or the one meant by "the country"."""
    if token.upos not in ("NOUN", "PROPN"):
        return ()
    if token.lower not in view.words.descriptions["two"]:
        return ()
    counted, definite = _counted(view, token.i), _definite(view, token.i)
    plural = token.lower in view.words.plurals or token.feats.get("Number") == "Plur" or counted
    if counted or (definite and plural and not _qualified(view, token.i)):
        later = {key(p) for f in named.get(view.reading.sentence_of[token.i], ()) if f.first > token.i for p in f.parties}
        return _pair(said, token.i, token.lower in view.words.descriptions["person"], _WINDOW if counted else _LOOSE, later)
    return land(view, said, token) if not plural and not _qualified(view, token.i) else ()


def _counted(view: View, i: int) -> bool:
    """Whether a word for both, or for two after an article, stands before the noun."""
    first = view.bounds(i)[0]
    before = view.reading.tokens[max(first, i - _GAP) : i]
    return any(view.words.has("both", t) or (view.words.has("numbers", t) and t.i > first and _points(view, t.i - 1)) for t in before)


def _points(view: View, i: int) -> bool:
    token = view.reading.tokens[i]
    return view.words.has("articles", token) or (token.upos == "DET" and token.feats.get("PronType") in ("Art", "Dem"))


def _definite(view: View, i: int) -> bool:
    first = view.bounds(i)[0]
    j = i - 1
    while j >= first and view.reading.tokens[j].upos in ("ADJ", "NUM"):
        j -= 1
    return j >= first and view.words.has("articles", view.reading.tokens[j])


def _qualified(view: View, i: int) -> bool:
    """Whether an "of" phrase, a relative clause or an adjective says which."""
    after, before = view.token(i + 1), view.token(i - 1)
    if after is not None and (
        view.words.has("of", after) or view.words.has("relatives", after) or (after.upos == "ADJ" and view.words.after)
    ):
        return True
    return before is not None and before.upos in ("ADJ", "NOUN", "PROPN")


def _pair(said: Discourse, i: int, persons: bool, window: int, later: set[str]) -> tuple[Party, ...]:
    """The two most salient states before token i; persons first where leaders are meant.

    What the sentence goes on to name is somebody else ("both countries have blocked action against X").
    """
    best: dict[str, float] = {}
    who: dict[str, Party] = {}
    total = max(1, said.total)
    for row in said.recent(i, window):
        for party in row.parties:
            if not party.state:
                continue
            here = _HERE if row.sentence == said.view.reading.sentence_of[i] else 0.0
            value = said.score(row, i) + here + _OFTEN * said.counts[key(party)] / total
            value += (_PERSON if persons and row.animate else 0.0) - (
                _ELSEWHERE if party.type is PartyType.PLACE or key(party) in later else 0.0
            )
            if value > best.get(key(party), 0.0):
                best[key(party)] = value
                who.setdefault(key(party), party)
    return _two(best, who)


def _two(best: dict[str, float], who: dict[str, Party]) -> tuple[Party, ...]:
    names = sorted(best, key=lambda name: -best[name])[:_PAIR]
    return tuple(who[name] for name in names) if len(names) == _PAIR else ()
