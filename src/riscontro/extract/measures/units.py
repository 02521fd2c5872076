"""What a number counts: the noun behind it, and the unit that the noun stands for.

The tree is a weak witness here (a small parser hangs one numeral in ten on the wrong word), so the noun is sought among
the words that follow, by part of speech, and known words outweigh guessed ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from riscontro import languages
from riscontro.extract.measures.atoms import Atom
from riscontro.extract.measures.goods import goods_table
from riscontro.extract.measures.phrases import Phrases, inflection
from riscontro.model import Reading, Token

_RUN = 8
_ADJECTIVAL = frozenset({"ADJ", "NOUN", "PROPN", "X", "NUM", "SYM"})
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Units:
    """Units of one language. A unit named "" is none: what it follows is no amount (days, ages)."""

    nouns: Phrases[str]
    currencies: dict[str, str]
    prefixes: dict[str, str]
    symbols: dict[str, str]
    unmeasured: frozenset[str]
    whole: frozenset[str]
    holders: frozenset[str]
    goods: dict[str, str]
    peoples: frozenset[str]
    people_endings: tuple[str, ...]
    partitives: frozenset[str]
    determiners: frozenset[str]
    coordinators: frozenset[str]
    noun_last: bool
    lemma_as_unit: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: its unit, the atoms of the noun phrase [first, end), the head token, and the noun behind a holder."""

    unit: str
    first: int
    end: int
    head: int
    of: tuple[int, int]
    known: bool


@cache
def units(language: str) -> Units:
    """The units of `languages/<language>/measures.toml` and `languages/common/units.toml`."""
    data, common, spelling = (languages.table(*row) for row in ((language, "measures"), ("common", "units"), (language, "spelling")))
    entries = [(phrase, group["code"]) for group in data["units"] for phrase in group["words"]]
    return Units(
        nouns=Phrases(entries, spelling["fold"], inflection(spelling)),
        currencies=common["currencies"],
        prefixes=common["prefixes"],
        symbols=common["symbols"],
        unmeasured=frozenset(common["unmeasured"]),
        whole=frozenset(common["whole"]),
        holders=frozenset(common["holders"]),
        goods=common["goods"],
        peoples=frozenset(data["people"]["nouns"]),
        people_endings=tuple(data["people"]["endings"]),
        partitives=frozenset(data["partitives"]),
        determiners=frozenset(data["determiners"]),
        coordinators=frozenset(data["coordinators"]),
        noun_last=data["noun"] == "last",
        lemma_as_unit=data["unknown"] == "lemma",
    )


def counted(reading: Reading, atoms: Sequence[Atom], at: int, table: Units) -> Counted | None:
    """What the number that ends before atom `at` counts, None where no noun follows."""
    symbol = _symbol(atoms, at, table)
    if symbol is not None:
        return _with_holding(reading, atoms, symbol, table)
    start = _skip_partitive(atoms, _skip_calibre(atoms, at, table), table)
    found = _noun(reading, atoms, start, table)
    return _with_holding(reading, atoms, found, table) if found else None


def _symbol(atoms: Sequence[Atom], at: int, table: Units) -> Counted | None:
    if at >= len(atoms) or atoms[at].gap not in ("", " ", "-"):
        return None
    atom = atoms[at]
    if atom.text in table.unmeasured and _skip_calibre(atoms, at, table) == at:
        return Counted("", at, at + 1, atom.token, (at, at + 1), True)
    unit = table.currencies.get(atom.text) or table.symbols.get(atom.text)
    if unit is None or (len(atom.text) == 1 and atom.kind == "word" and atom.gap == "-"):
        return None
    return Counted(unit, at, at + 1, atom.token, (at, at + 1), True)


def _skip_calibre(atoms: Sequence[Atom], at: int, table: Units) -> int:
    """Past a calibre that stands between the number and its noun: "5,000 152-mm shells"."""
    if at + 2 < len(atoms) and atoms[at].kind == "number" and atoms[at + 1].text in table.unmeasured:
        return at + 2
    return at


def _skip_partitive(atoms: Sequence[Atom], at: int, table: Units) -> int:
    if at < len(atoms) and table.nouns.word(atoms[at]) in table.partitives:
        at += 1
    while at < len(atoms) and atoms[at].text in table.determiners:
        at += 1
    return at


def _noun(reading: Reading, atoms: Sequence[Atom], at: int, table: Units) -> Counted | None:
    """The counted noun at or soon after atom `at`."""
    direct = table.nouns.longest(atoms, at) if at < len(atoms) and atoms[at].gap != "|" else None
    if direct is not None and (not table.noun_last or not _goes_on(reading, atoms, direct[0])):
        return _counted(reading, atoms, at, direct[0], direct[1], table)
    run = _run(reading, atoms, at, table)
    if run <= at:
        return _counted(reading, atoms, at, direct[0], direct[1], table) if direct else None
    return _in_run_last(reading, atoms, at, run, table) if table.noun_last else _in_run_first(reading, atoms, at, run, table)


def _goes_on(reading: Reading, atoms: Sequence[Atom], at: int) -> bool:
    """Whether a noun phrase goes on behind a known noun ("artillery | shells"), rather than end there ("missiles | Monday")."""
    if at >= len(atoms) or atoms[at].gap not in (" ", "-") or atoms[at].kind != "word":
        return False
    before, after = reading.tokens[atoms[at - 1].token], reading.tokens[atoms[at].token]
    if before.i == after.i:
        return False
    if before.feats.get("Number") == "Plur":
        return after.upos == "NOUN" and before.deprel == "compound"
    return after.upos in _NOUNS


def _run(reading: Reading, atoms: Sequence[Atom], at: int, table: Units) -> int:
    """The end of the words that may belong to one noun phrase from atom `at` on."""
    k = at
    while k < len(atoms) and k - at < _RUN and atoms[k].gap != "|":
        token = reading.tokens[atoms[k].token]
        joined = atoms[k].text in table.coordinators and table.noun_last and k > at and _joins(reading, atoms, k)
        initial = atoms[k].kind == "sign" and atoms[k].text == "." and atoms[k].gap == "" and token.upos == "PROPN"
        if atoms[k].kind == "sign" and not joined and not initial:
            break
        participle = token.upos == "VERB" and token.feats.get("VerbForm") in ("Part", "Ger") and token.deprel == "amod"
        if not (joined or initial or token.upos in _ADJECTIVAL or participle or (atoms[k].gap == "-" and k > at)):
            break
        if k > at and _closed(reading, atoms, k, table):
            break
        k += 1
    return k


def _joins(reading: Reading, atoms: Sequence[Atom], k: int) -> bool:
    """Whether a coordinator joins two adjectives of one noun ("Iranian and American men")."""
    if k + 1 >= len(atoms) or atoms[k + 1].kind != "word":
        return False
    before, after = reading.tokens[atoms[k - 1].token], reading.tokens[atoms[k + 1].token]
    return before.upos == "ADJ" and after.upos in ("ADJ", "PROPN")


def _closed(reading: Reading, atoms: Sequence[Atom], k: int, table: Units) -> bool:
    """Whether the noun phrase has ended before atom k: a plural noun is followed by no part of it but another noun."""
    before, after = reading.tokens[atoms[k - 1].token], reading.tokens[atoms[k].token]
    if before.i == after.i or atoms[k].gap == "-" or not table.noun_last:
        return False
    plural = before.upos == "NOUN" and before.feats.get("Number") == "Plur"
    return (plural and after.upos != "NOUN") or (after.upos == "NUM" and atoms[k].kind == "number")


def _in_run_last(reading: Reading, atoms: Sequence[Atom], at: int, run: int, table: Units) -> Counted | None:
    """The last known noun of the run, else its last noun."""
    for end in range(run, at, -1):
        found = table.nouns.ending(atoms, end)
        if found is not None and found[0] >= at and (found[1] or end == run):
            return _counted(reading, atoms, at, end, found[1], table)
    for end in range(run, at, -1):
        if reading.tokens[atoms[end - 1].token].upos in _NOUNS and atoms[end - 1].kind != "sign":
            return _counted(reading, atoms, at, end, None, table)
    last = reading.tokens[atoms[run - 1].token]
    named = _people(atoms[run - 1], last, table)
    return _counted(reading, atoms, at, run, "person", table) if named else None


def _in_run_first(reading: Reading, atoms: Sequence[Atom], at: int, run: int, table: Units) -> Counted | None:
    """The first known noun of the run, else its first noun."""
    for k in range(at, run):
        found = table.nouns.longest(atoms, k)
        if found is not None and (k == at or reading.tokens[atoms[k - 1].token].upos in ("ADJ", "VERB", "NUM", "PROPN")):
            return _counted(reading, atoms, k, found[0], found[1], table)
        if reading.tokens[atoms[k].token].upos in _NOUNS or _people(atoms[k], reading.tokens[atoms[k].token], table):
            return _counted(reading, atoms, k, k + 1, None, table)
    return None


def _counted(reading: Reading, atoms: Sequence[Atom], first: int, end: int, unit: str | None, table: Units) -> Counted:
    head = _last_noun(reading, atoms, first, end) if table.noun_last else first
    token = reading.tokens[atoms[head].token]
    if unit is None:
        while end < len(atoms) and atoms[end].gap in ("-", "") and atoms[end].kind != "sign":
            end += 1
        unit, known = _unit(reading, atoms, first, end, token, table)
        return Counted(unit, first, end, token.i, (first, end), known)
    return Counted(unit, first, end, token.i, (first, end), True)


def _last_noun(reading: Reading, atoms: Sequence[Atom], first: int, end: int) -> int:
    """The last atom before the first preposition or article inside a phrase: "barrels" of "barrels per day"."""
    for k in range(first + 1, end):
        if reading.tokens[atoms[k].token].upos in ("ADP", "DET"):
            return k - 1
    return end - 1


def _unit(reading: Reading, atoms: Sequence[Atom], first: int, end: int, token: Token, table: Units) -> tuple[str, bool]:
    """The unit of a noun that no table of units knows, and whether it was more than guessed: as goods, as a people, else its own name."""
    code = _goods_code(reading.document.language, atoms, first, end, table)
    if code:
        for path in (code.rsplit(".", n)[0] for n in range(code.count(".") + 1)):
            if path in table.goods:
                return table.goods[path], True
    if _people(atoms[end - 1 if table.noun_last else first], token, table):
        return "person", True
    named = table.lemma_as_unit and token.upos == "NOUN" and token.lemma.isalpha() and not token.text[:1].isupper()
    return (token.lemma if named else "item"), False


def _goods_code(language: str, atoms: Sequence[Atom], first: int, end: int, table: Units) -> str:
    phrases = goods_table(language).phrases
    starts = range(first, end) if table.noun_last else (first,)
    for k in starts:
        found = phrases.longest(atoms, k)
        if found is not None and found[1] and (not table.noun_last or found[0] >= end):
            return found[1]
    return ""


def _people(atom: Atom, token: Token, table: Units) -> bool:
    if atom.text in table.peoples:
        return True
    plain = atom.capital and token.entity not in ("PER", "LOC") and len(atom.text) > 4
    return plain and atom.text.endswith(table.people_endings)


def _with_holding(reading: Reading, atoms: Sequence[Atom], found: Counted, table: Units) -> Counted:
    """With the noun that a container or measure holds as what is counted: "tonnes of wheat"."""
    k = found.end
    if found.unit not in table.holders or k >= len(atoms) or table.nouns.word(atoms[k]) not in table.partitives:
        return found
    held = _noun(reading, atoms, _skip_partitive(atoms, k, table), table)
    if held is None:
        return found
    return Counted(found.unit, found.first, found.end, found.head, held.of, found.known)
