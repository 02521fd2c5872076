"""Definite descriptions of parties named before: "the country", "il ministro", "the two leaders", "entrambe le nazioni"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from riscontro import languages
from riscontro.extract.parties.antecedents import Antecedent, Discourse, key
from riscontro.extract.parties.view import Found, View
from riscontro.model import Party, PartyType, Token

_WINDOW = 3
_SAME_NOUN = 12
_LOOSE = 1
_PAIR = 2
_TOPIC = 2.0
_FAR = 5
_HOPS = 4
_GAP = 3
_OFTEN, _PERSON, _ELSEWHERE, _HERE = 3.0, 1.0, 2.0, 1.5


Named = dict[int, tuple[Found, ...]]


def describe(view: View, said: Discourse, found: Found, named: Named) -> tuple[Party, ...]:
    """The parties that an unowned noun stands for: whoever bore that noun before, whose organ it is by custom, or the salient state.

    `named` holds the mentions of each sentence, those of the whole document.
    """
    if not found.definite and not _at_start(view, found) and not _official(view, found):
        return ()
    name = view.reading.span(found.first, found.last).text
    head = view.reading.tokens[found.head]
    if found.plural and _counted(view, found.head) and (pair := two_of(view, said, head, named)):
        return _renamed(pair, name)
    barred = _co_subject(view, said, found)
    if not _qualified(view, found.last) or _governmental(view, found):
        same = _same_noun(view, said, found, barred)
        if same is not None:
            return tuple(replace(p, name=name) for p in same)
    elif not found.plural:
        return ()
    if found.plural and (pair := two_of(view, said, head, named)):
        return _renamed(pair, name)
    if found.plural and _qualified(view, found.last) and not _governmental(view, found):
        return ()
    return _renamed(_other_description(view, said, found, barred), name)


def _renamed(parties: tuple[Party, ...], name: str) -> tuple[Party, ...]:
    return tuple(replace(p, name=name, id=p.id if not p.state else None) for p in parties)


def state_of_title(view: View, said: Discourse, found: Found) -> tuple[Party, ...]:
    """The state of somebody named with a bare title of state ("the minister X"): the most salient one near by."""
    if found.noun not in view.words.descriptions["title"] or found.plural:
        return ()
    row = _salient(said, found.first, False)
    return row.parties if row is not None else ()


def _same_noun(view: View, said: Discourse, found: Found, barred: frozenset[str]) -> tuple[Party, ...] | None:
    """Whoever bore that noun before; for a customary organ whoever did most often. None where nobody known did."""
    rows = [row for row in said.recent(found.first, _SAME_NOUN) if row.noun == found.noun and row.plural == found.plural]
    if rows and not _known(rows[0]) and found.noun in view.words.descriptions["group"]:
        return ()
    known = [row for row in rows if _known(row) and not barred & {key(p) for p in row.parties}]
    if not known:
        return said.bearers.get(found.noun) if found.noun in view.words.descriptions["lasting"] else None
    if found.noun in view.words.home:
        own = [row for row in known if {key(p) for p in row.parties} == {view.words.home[found.noun]}]
        return max(own or known, key=lambda row: sum(said.counts[key(p)] for p in row.parties)).parties
    return known[0].parties


def _other_description(view: View, said: Discourse, found: Found, barred: frozenset[str]) -> tuple[Party, ...]:
    """The state or group that an unowned noun stands for where nobody bore the noun before."""
    home, kind = view.words.home.get(found.noun), found.parties[0].type
    row: Antecedent | None
    if home is not None and (home in said.counts or not said.counts or home == view.home(found.first)):
        return (Party("", home, None, kind),)
    if not (found.definite or _official(view, found)) or found.noun not in view.words.descriptions["one"]:
        return ()
    if found.noun in view.words.descriptions["group"]:
        row = _group(said, found.first)
    elif found.noun in view.words.descriptions["junta"]:
        row = _salient(said, found.first, False, barred, ruled_by_juntas(view.reading.document.published))
    elif found.noun in view.words.rulers:
        row = _salient(said, found.first, False, barred, view.words.rulers[found.noun])
    else:
        person = found.noun in view.words.descriptions["person"]
        row = _salient(said, found.first, person, barred) or (_salient(said, found.first, False, barred) if person else None)
    local = view.home(found.first)
    if row is None and local and found.noun not in view.words.descriptions["group"] | view.words.descriptions["junta"]:
        return (Party("", local, None, kind),)
    return row.parties if row is not None else ()


@cache
def ruled_by_juntas(day: str | None) -> frozenset[str]:
    """The states that soldiers who had seized power ruled on a day, or ever where the day is not known."""
    rows = languages.table("common", "states")["juntas"]
    year = day[:4] if day and day[:4].isdigit() else ""
    return frozenset(
        state for state, terms in rows.items() if not year or any(start <= year and (not end or year <= end) for start, end in terms)
    )


def _co_subject(view: View, said: Discourse, found: Found) -> frozenset[str]:
    """Whom an object cannot mean: the subject of its own verb, as far as the noun names somebody else than the subject's own organ."""
    token = view.reading.tokens[found.head]
    if not view.words.has("elsewhere", token) and found.noun not in view.words.words["elsewhere"]:
        return frozenset()
    return subject_keys(view, said, token)


def subject_keys(view: View, said: Discourse, token: Token, persons: bool = True) -> frozenset[str]:
    """The parties of the subject of the verb whose object token is; those of persons only if `persons`."""
    verb, relation = view.reading.head(token.i), token.relation
    if verb is not None and relation == "nsubj" and verb.feats.get("VerbForm") == "Inf":
        verb, relation = view.reading.head(verb.i), "obj"
    if verb is None or relation not in ("obj", "iobj", "obl") or any(w in view.words.words["recalls"] for w in (verb.lemma, verb.lower)):
        return frozenset()
    hops = 0
    while hops < _HOPS and verb.head != verb.i and not any(k.deprel.startswith("nsubj") for k in view.reading.kids(verb.i)):
        if hops == 0 and verb.deprel != "conj":
            break
        verb, hops = view.reading.tokens[verb.head], hops + 1
    subjects = {k.i for k in view.reading.kids(verb.i) if k.deprel.startswith("nsubj")} or {verb.i}
    subjects |= {k.i for i in tuple(subjects) for k in view.reading.kids(i) if k.deprel == "conj"}
    rows = (row for row in said.recent(token.i, 0) if row.token in subjects and (persons or not row.animate))
    return frozenset(key(p) for row in rows for p in row.parties)


def _official(view: View, found: Found) -> bool:
    """Whether an indefinite noun bears the name of an organ ("an army spokesman", "a government source")."""
    return any(view.words.has("organs", t) for t in view.reading.tokens[found.first : found.last])


def _governmental(view: View, found: Found) -> bool:
    """Whether all that qualifies the noun is that it governs or is armed ("the military government")."""
    after = view.token(found.last + 1)
    inside = view.reading.tokens[found.first : found.last]
    if inside and all(view.words.has("governmental", t) or view.words.has("organs", t) for t in inside):
        return True
    return after is not None and view.words.has("governmental", after)


def _at_start(view: View, found: Found) -> bool:
    """Whether the noun opens its sentence or bears a capital, as headlines and customary organs do."""
    return view.reading.tokens[found.first].text[:1].isupper()


def _known(row: Antecedent) -> bool:
    return bool(row.parties) and all(p.state or p.id for p in row.parties)


def _salient(
    said: Discourse, i: int, person: bool, barred: frozenset[str] = frozenset(), among: frozenset[str] | None = None, topic: float = 0.0
) -> Antecedent | None:
    """The most salient single state before token i, of those `among` where given; for an office, a person who speaks for one."""
    rows = [row for row in said.recent(i, _WINDOW - 1) if _known(row) and len({key(p) for p in row.parties}) == 1 and row.animate == person]
    rows = [
        row for row in rows if row.parties[0].state and row.parties[0].type is not PartyType.GROUP and key(row.parties[0]) not in barred
    ]
    if among is not None:
        rows = [row for row in said.recent(i, _SAME_NOUN) if len(row.parties) == 1 and row.parties[0].state in among]
    else:
        rows = [row for row in rows if row.parties[0].type is not PartyType.PLACE]
    total = max(1, said.total)
    return max(rows, key=lambda row: said.score(row, i) + topic * said.counts[key(row.parties[0])] / total, default=None)


def _group(said: Discourse, i: int) -> Antecedent | None:
    """The most salient body or group before token i."""
    rows = [row for row in said.recent(i, _WINDOW - 1) if len(row.parties) == 1 and row.parties[0].type is PartyType.GROUP]
    return max((row for row in rows if row.parties[0].id), key=lambda row: said.score(row, i), default=None)


def land(view: View, said: Discourse, token: Token) -> tuple[Party, ...]:
    """The state meant by "the country" or "il Paese"."""
    if view.words.nouns.get(token.lower) != "land" or token.lower in view.words.plurals or not _definite(view, token.i):
        return ()
    topic = 0.0 if token.deprel.startswith("nsubj") else _TOPIC
    row = _salient(said, token.i, False, subject_keys(view, said, token), topic=topic)
    return row.parties if row is not None else ()


def two_of(view: View, said: Discourse, token: Token, named: Named) -> tuple[Party, ...]:
    """The two parties meant by "the two leaders", "both countries", "le due nazioni"; or the one meant by "the country"."""
    if token.upos not in ("NOUN", "PROPN"):
        return ()
    if token.lower not in view.words.descriptions["two"]:
        return ()
    if view.words.has("domestic_two", token) and any(view.words.has("domestic", t) for t in _sentence(view, token.i)):
        return ()
    counted, definite = _counted(view, token.i), _definite(view, token.i)
    plural = token.lower in view.words.plurals or token.feats.get("Number") == "Plur" or counted
    if counted or (definite and plural and not _qualified(view, token.i)):
        later = {key(p) for f in named.get(view.reading.sentence_of[token.i], ()) if f.first > token.i for p in f.parties}
        if not counted and (group := _together(said, token.i)):
            return group
        sides = token.lower in view.words.descriptions["sides"]
        persons = token.lower in view.words.descriptions["person"]
        barred = subject_keys(view, said, token, persons=False)
        if sides and not counted and not token.deprel.startswith("nsubj"):
            return ()
        return _pair(said, token.i, persons, (_FAR if barred else _WINDOW) if counted else _LOOSE, later, barred, sides)
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


def _sentence(view: View, i: int) -> tuple[Token, ...]:
    first, last = view.bounds(i)
    return view.reading.tokens[first:last]


def _together(said: Discourse, i: int) -> tuple[Party, ...]:
    """Those who acted together as the subject of the sentence before, or of this one."""
    rows = [row for row in said.recent(i, _LOOSE) if len(row.parties) > 1 and row.role == "subj" and _known(row)]
    return max(rows, key=lambda row: said.score(row, i)).parties if rows else ()


def _pair(said: Discourse, i: int, persons: bool, window: int, later: set[str], barred: frozenset[str], sides: bool) -> tuple[Party, ...]:
    """The two most salient states before token i; persons first where leaders are meant.

    What the sentence goes on to name is somebody else ("both countries have blocked action against X").
    """
    best: dict[str, float] = {}
    who: dict[str, Party] = {}
    total = max(1, said.total)
    for row in said.recent(i, window):
        for party in row.parties:
            if key(party) in barred or not (party.state or (sides and party.id and party.type is PartyType.GROUP)):
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
