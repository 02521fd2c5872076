"""Numbers in figures and in words, with either decimal convention.

The grammar is common: small numbers add up, scales multiply; which words they are is data (`languages/*/measures.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from riscontro import languages
from riscontro.extract.measures.atoms import Atom
from riscontro.extract.measures.phrases import Phrases

_LONGEST = 48


@dataclass(frozen=True, slots=True)
class Number:
    """A number at atoms [first, end). `open` has no upper bound ("dozens"); `about` is a round figure ("a dozen").

    `other` is what it would be if its separator were read the other way; `scale` the scale word it ends in, 1 without;
    `words` whether it is written out.
    """

    first: int
    end: int
    value: float
    open: bool = False
    about: bool = False
    other: float | None = None
    scale: float = 1
    words: bool = False


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of one language, under their folded forms."""

    small: dict[str, float]
    scales: dict[str, float]
    bare: dict[str, float]
    inside: dict[str, float]
    abbreviations: dict[str, float]
    vague: dict[str, float]
    collective: dict[str, float]
    articles: frozenset[str]
    joins: frozenset[str]
    halves: frozenset[str]
    half_articles: frozenset[str]
    partitives: frozenset[str]
    indefinite: Phrases[bool]
    single: Phrases[bool]
    fold: dict[str, str]
    decimal: str
    thousands: str
    pieces: tuple[str, ...]
    glue: re.Pattern[str]
    openers: frozenset[str]


@cache
def numerals(language: str) -> Numerals:
    """The number words of `languages/<language>/measures.toml`."""
    data, fold = languages.table(language, "measures"), languages.table(language, "spelling")["fold"]

    def tables(name: str) -> dict[str, float]:
        return {word: float(value) for word, value in data.get(name, {}).items()}

    def words(name: str) -> frozenset[str]:
        return frozenset(data[name])

    parts = {*tables("small"), *tables("inside"), *tables("scales")} if data.get("glued") else set()
    pieces = tuple(sorted(parts, key=len, reverse=True))
    indefinite = Phrases(((w, True) for w in data["indefinite"]["words"]), fold)
    single = Phrases(((w, True) for w in data["single"]["words"]), fold)
    named = (tables("small"), tables("bare"), tables("vague"), words("halves"), words("articles"), indefinite.root.next, single.root.next)
    return Numerals(
        tables("small"), tables("scales"), tables("bare"), tables("inside"), tables("abbreviations"), tables("vague"), tables("collective"),
        words("articles"), words("joins"), words("halves"), words("half_articles"), words("partitives"),
        indefinite, single, fold, data["decimal"], data["thousands"],
        pieces, re.compile(f"(?:{'|'.join(map(re.escape, pieces))})+" if pieces else r"(?!)"),
        frozenset(word for group in named for word in group),
    )  # fmt: skip


def figures(text: str, decimal: str, thousands: str) -> tuple[float, float | None] | None:
    """The value of a number in figures, and its value if the separator were read the other way, or None where both agree.

    The language decides. Against it speak only forms that it does not have: several groups of three behind its decimal
    sign, or one of three zeros ("10,000" in Italian).
    """
    text = re.sub(r"\s", "", text)
    d, t = re.escape(decimal), re.escape(thousands)
    if text.isdecimal():
        return float(int(text)), None
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:{t}\d{{3}})+(?:{d}\d+)?", text):
        return float(text.replace(thousands, "").replace(decimal, ".")), None
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:{d}\d{{3}}){{2,}}(?:{t}\d+)?|[1-9]\d{{0,2}}(?:{d}\d{{3}})+{t}\d+|[1-9]\d{{0,2}}{d}000", text):
        return float(text.replace(decimal, "").replace(thousands, ".")), None
    if re.fullmatch(rf"\d+{d}\d+", text):
        grouped = re.fullmatch(rf"[1-9]\d{{0,2}}{d}\d{{3}}", text)
        return float(text.replace(decimal, ".")), float(text.replace(decimal, "")) if grouped else None
    if re.fullmatch(rf"\d+{t}\d+", text):
        return float(text.replace(thousands, ".")), None
    return None


def read_number(atoms: Sequence[Atom], at: int, table: Numerals) -> Number | None:
    """The number that begins at atom `at`, None where none does. Labels, dates and the like are not told apart here."""
    word = _word(atoms, at, table)
    if atoms[at].kind != "number" and word not in table.openers and not parts_of(word, table):
        return None
    readers = (_half, _open, _collective, _single, _figures, _words)
    for reader in readers:
        number = reader(atoms, at, table)
        if number is not None:
            return _and_a_half(atoms, number, table)
    return None


def _word(atoms: Sequence[Atom], at: int, table: Numerals) -> str:
    return table.fold.get(atoms[at].text, atoms[at].text) if 0 <= at < len(atoms) and atoms[at].kind == "word" else ""


def _half(atoms: Sequence[Atom], at: int, table: Numerals) -> Number | None:
    """ "half a million", "mezzo milione": half of a scale."""
    if _word(atoms, at, table) not in table.halves:
        return None
    k = at + 1 + (_word(atoms, at + 1, table) in table.half_articles)
    scale = table.scales.get(_word(atoms, k, table)) or table.collective.get(_word(atoms, k, table))
    if scale is None or scale < 10:
        return None
    return Number(at, k + 1, scale / 2, scale=scale, words=True)


def _open(atoms: Sequence[Atom], at: int, table: Numerals) -> Number | None:
    """ "dozens", "decine di migliaia", "several hundred": a lower bound and no upper one."""
    some = table.indefinite.longest(atoms, at)
    k = some[0] if some else at
    word = _word(atoms, k, table)
    value = table.vague.get(word)
    if value is None and some:
        value = table.scales.get(word) or (table.collective.get(word) or 0)
        value = value if value >= 10 else None
    if value is None:
        return None
    k += 1
    while _word(atoms, k, table) in table.partitives and (more := table.vague.get(_word(atoms, k + 1, table))) and more >= 100:
        value, k = value * more, k + 2
    if some and (scale := table.scales.get(_word(atoms, k, table))):
        value, k = value * scale, k + 1
    return Number(at, k, value, open=True, about=True, words=True)


def _collective(atoms: Sequence[Atom], at: int, table: Numerals) -> Number | None:
    """ "a dozen", "un centinaio di migliaia": about so many."""
    if _word(atoms, at, table) not in table.articles:
        return None
    value = table.collective.get(_word(atoms, at + 1, table))
    if value is None:
        return None
    k = at + 2
    if _word(atoms, k, table) in table.partitives and (more := table.vague.get(_word(atoms, k + 1, table))) and more >= 1000:
        value, k = value * more, k + 2
    return Number(at, k, value, about=True, words=True)


def _single(atoms: Sequence[Atom], at: int, table: Numerals) -> Number | None:
    found = table.single.longest(atoms, at)
    return Number(at, found[0], 1, words=True) if found else None


def _figures(atoms: Sequence[Atom], at: int, table: Numerals) -> Number | None:
    if atoms[at].kind != "number":
        return None
    read = figures(atoms[at].text, table.decimal, table.thousands)
    if read is None:
        return None
    number = Number(at, at + 1, read[0], other=read[1])
    number = _scaled(atoms, number, table)
    while number.scale >= 1000:
        more = _lesser(atoms, number, table)
        if more is None:
            break
        number = more
    return number


def _scaled(atoms: Sequence[Atom], number: Number, table: Numerals) -> Number:
    """The number times the scale words or abbreviations behind it ("1.7bn", "3 million", "50mila")."""
    while number.end < len(atoms):
        atom = atoms[number.end]
        word = _word(atoms, number.end, table)
        scale = table.scales.get(word)
        if scale is None and (atom.gap == "" or len(word) > 1):
            scale = table.abbreviations.get(word)
        if scale is None or atom.gap == "|" or (number.scale >= 1000 and scale <= number.scale):
            break
        number = replace(number, end=number.end + 1, value=number.value * scale, scale=number.scale * scale, other=None)
    return number


def _lesser(atoms: Sequence[Atom], number: Number, table: Numerals) -> Number | None:
    """ "3 milioni e 200 mila": figures of a lesser scale are added."""
    k = number.end + (_word(atoms, number.end, table) in table.joins)
    if k >= len(atoms) or atoms[k].kind != "number":
        return None
    read = figures(atoms[k].text, table.decimal, table.thousands)
    more = _scaled(atoms, Number(k, k + 1, read[0]), table) if read else None
    if more is None or more.scale < 100 or more.value >= number.scale:
        return None
    return replace(number, end=more.end, value=number.value + more.value, scale=more.scale)


def _words(atoms: Sequence[Atom], at: int, table: Numerals) -> Number | None:
    """A number written out; one word may hold all of it ("venticinquemila")."""
    total, current, last, scale, end = 0.0, None, float("inf"), 1.0, at
    k = at
    while k < len(atoms) and (k == at or atoms[k].gap != "|"):
        word = _word(atoms, k, table)
        parts = parts_of(word, table) if word else ()
        if not parts and k == at and word in table.articles and _word(atoms, k + 1, table) in table.scales:
            parts = ("\0one",)
        if not parts and k > at and word in table.joins and scale >= 100 and _continues(atoms, k + 1, scale, table):
            k += 1
            continue
        state = _accumulate(parts, total, current, last, table) if parts else None
        if state is None:
            break
        total, current, last = state
        scale = _scale_of(parts[-1], table)
        k += 1
        end = k
    if end == at:
        return None
    return Number(at, end, total + (current or 0), scale=scale, words=True)


def _continues(atoms: Sequence[Atom], at: int, scale: float, table: Numerals) -> bool:
    """Whether the word after "and" goes on with the number: "two hundred and five", not "two hundred and five hundred"."""
    word, after = _word(atoms, at, table), _word(atoms, at + 1, table)
    value = table.small.get(word)
    return value is not None and 0 < value < scale and not (after in table.scales and table.scales[after] >= scale)


def _scale_of(part: str, table: Numerals) -> float:
    return table.scales.get(part, 1.0)


_State = tuple[float, float | None, float]


def _accumulate(parts: tuple[str, ...], total: float, current: float | None, last: float, table: Numerals) -> _State | None:
    """The number so far with these words added, None where they cannot follow. `last` is the last scale closed."""
    for part in parts:
        value = 1.0 if part == "\0one" else table.small.get(part, table.inside.get(part))
        scale = table.scales.get(part)
        if value is not None:
            if current is not None and not _fits(current, value):
                return None
            current = (current or 0) + value
        elif scale is None:
            return None
        elif scale == 100:
            current = _hundreds(current, part in table.bare)
            if current is None:
                return None
        elif scale >= last or (current is None and part not in table.bare):
            return None
        else:
            total, current, last = total + (1.0 if current is None else current) * scale, None, scale
    return total, current, last


def _hundreds(current: float | None, bare: bool) -> float | None:
    if current is None:
        return 100.0 if bare else None
    return current * 100 if 0 < current < 100 else None


def _fits(current: float, value: float) -> bool:
    """Whether a smaller number may follow: units after tens, tens and units after hundreds."""
    if current % 100 == 0:
        return current > 0 and value < 100
    return current % 10 == 0 and current % 100 >= 20 and 0 < value < 10


def parts_of(word: str, table: Numerals) -> tuple[str, ...]:
    """The number words that a word consists of, itself where it is one, none where it is no number."""
    if word in table.small or word in table.scales:
        return (word,)
    if not 5 <= len(word) <= _LONGEST or not table.glue.fullmatch(word):
        return ()
    return _split(word, table.pieces)


def _split(word: str, pieces: tuple[str, ...]) -> tuple[str, ...]:
    for piece in pieces:
        if word == piece:
            return (piece,)
        if word.startswith(piece) and (rest := _split(word[len(piece) :], pieces)):
            return (piece, *rest)
    return ()


def _and_a_half(atoms: Sequence[Atom], number: Number, table: Numerals) -> Number:
    """ "a million and a half", "due milioni e mezzo", "two and a half million"."""
    if number.open or _word(atoms, number.end, table) not in table.joins:
        return number
    k = number.end + 1
    k += _word(atoms, k, table) in table.half_articles and _word(atoms, k + 1, table) in table.halves
    if _word(atoms, k, table) not in table.halves:
        return number
    unit = number.scale if number.scale >= 1000 else 1.0
    more = replace(number, end=k + 1, value=number.value + unit / 2)
    return more if unit > 1 else _scaled(atoms, more, table)
