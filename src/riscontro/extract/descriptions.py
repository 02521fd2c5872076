"""Definite descriptions of parties named before: "the country", "il ministro", "the two leaders", "entrambe le nazioni"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from riscontro.extract.antecedents import Antecedent, Discourse, key
from riscontro.extract.party_view import Found, View
from riscontro.model import Party, PartyType, Token

_WINDOW = 3
_SAME_NOUN = 12
_LOOSE = 1
_PAIR = 2
_GAP = 3


def describe(view: View, said: Discourse, found: Found) -> tuple[Party, ...]:
    """The parties that an unowned noun stands for: whoever bore that noun before, whose organ it is by custom, or the salient state."""
    if not found.definite and not _at_start(view, found):
        return ()
    name = view.reading.span(found.first, found.last).text
    same = next((row for row in said.recent(found.first, _SAME_NOUN) if row.noun == found.noun and _known(row)), None)
    if same is not None:
        return tuple(replace(p, name=name) for p in same.parties)
    home = view.words.home.get(found.noun)
    if home is not None:
        return (Party(name, home, None, found.parties[0].type),)
    if not found.definite or found.noun not in view.words.descriptions["one"]:
        return ()
    row = _salient(said, found.first, found.noun in view.words.descriptions["person"])
    return tuple(replace(p, name=name, id=p.id if not p.state else None) for p in row.parties) if row is not None else ()


def _at_start(view: View, found: Found) -> bool:
    """Whether the noun opens its sentence or bears a capital, as headlines and customary organs do."""
    return view.reading.tokens[found.first].text[:1].isupper()


def _known(row: Antecedent) -> bool:
    return bool(row.parties) and all(p.state or p.id for p in row.parties)


def _salient(said: Discourse, i: int, person: bool) -> Antecedent | None:
    """The most salient single state before token i; for an office, a person who speaks for one."""
    rows = [row for row in said.recent(i, _WINDOW - 1) if _known(row) and len({key(p) for p in row.parties}) == 1 and row.animate == person]
    rows = [row for row in rows if row.parties[0].state and row.parties[0].type is not PartyType.PLACE]
    return max(rows, key=lambda row: said.score(row, i), default=None)


def land(view: View, said: Discourse, token: Token) -> tuple[Party, ...]:
    """The state meant by "the country" or "il Paese"."""
    if view.words.nouns.get(token.lower) != "land" or token.lower in view.words.plurals or not _definite(view, token.i):
        return ()
    row = _salient(said, token.i, person=False)
    return row.parties if row is not None else ()


def two_of(view: View, said: Discourse, token: Token) -> tuple[Party, ...]:
    """The two parties meant by "the two leaders", "both countries", "le due nazioni"; or the one meant by "the country"."""
    if token.upos not in ("NOUN", "PROPN"):
        return ()
    if token.lower not in view.words.descriptions["two"]:
        return ()
    counted, definite = _counted(view, token.i), _definite(view, token.i)
    plural = token.lower in view.words.plurals or token.feats.get("Number") == "Plur"
    if counted or definite and plural and not _qualified(view, token.i):
        return _pair(said, token.i, token.lower in view.words.descriptions["person"], _WINDOW if counted else _LOOSE)
    return land(view, said, token) if not plural and not _qualified(view, token.i) else ()


def _counted(view: View, i: int) -> bool:
    first = view.bounds(i)[0]
    return any(view.words.has("numbers", t) for t in view.reading.tokens[max(first, i - _GAP) : i])


def _definite(view: View, i: int) -> bool:
    first = view.bounds(i)[0]
    j = i - 1
    while j >= first and view.reading.tokens[j].upos in ("ADJ", "NUM"):
        j -= 1
    return j >= first and view.words.has("articles", view.reading.tokens[j])


def _qualified(view: View, i: int) -> bool:
    """Whether an "of" phrase, a relative clause or an adjective says which."""
    after, before = view.token(i + 1), view.token(i - 1)
    if after is not None and (view.words.has("of", after) or view.words.has("relatives", after) or after.upos == "ADJ" and view.words.after):
        return True
    return before is not None and before.upos in ("ADJ", "NOUN", "PROPN")


def _pair(said: Discourse, i: int, persons: bool, window: int) -> tuple[Party, ...]:
    """The two most salient parties before token i; persons first where leaders are meant. A pair named together outranks the rest."""
    rows = [row for row in said.recent(i, window) if _known(row) or row.parties and row.animate]
    best: Counter[str] = Counter()
    who: dict[str, Party] = {}
    for row in sorted(rows, key=lambda row: (-row.sentence, -row.token)):
        for party in row.parties:
            value = said.score(row, i) + (1.0 if persons and row.animate else 0.0) - (2.0 if party.type is PartyType.PLACE else 0.0)
            if value > best[key(party)]:
                best[key(party)], who[key(party)] = value, _prefer(who.get(key(party)), party)
            who.setdefault(key(party), party)
    return _two(best, who)


def _prefer(old: Party | None, new: Party) -> Party:
    return new if old is None else old


def _two(best: Counter[str], who: dict[str, Party]) -> tuple[Party, ...]:
    names: Iterable[str] = [name for name, _ in best.most_common(_PAIR)]
    parties = tuple(who[name] for name in names)
    return parties if len(parties) == _PAIR else ()
