"""Amounts: numbers with the words that make them ranges, bounds or round figures."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from riscontro import languages
from riscontro.extract.measures.atoms import Atom
from riscontro.extract.measures.numerals import Number, Numerals, read_number
from riscontro.extract.measures.phrases import Phrases
from riscontro.extract.measures.units import Units

_MODIFIERS = 4
_BETWEEN = 4


@dataclass(frozen=True, slots=True)
class Bounds:
    """The words of one language that bound an amount. The value of a modifier is lower, upper, about or estimate."""

    before: Phrases[str]
    after: Phrases[str]
    ranges: dict[str, str]
    bare: frozenset[str]
    skipped: frozenset[str]
    fold: dict[str, str]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at atoms [first, end), from its modifiers on; `last` is the end of words behind its noun that bound it."""

    first: int
    end: int
    min: float | None
    max: float | None
    approximate: bool
    number_first: int
    number_end: int
    last: int = 0
    open: bool = False
    words: bool = False
    bounded: bool = False
    estimated: bool = False
    currency: str | None = None
    sign: int | None = None
    other: tuple[float | None, float | None] | None = None
    scale: float = 1
    ranged: bool = False


@cache
def bounds_of(language: str) -> Bounds:
    """The modifiers and ranges of `languages/<language>/measures.toml`."""
    data, fold = languages.table(language, "measures"), languages.table(language, "spelling")["fold"]

    def modifiers(name: str) -> Phrases[str]:
        return Phrases(((phrase, kind) for kind, phrases in data[name].items() for phrase in phrases), fold)

    ranges = {opener: closer for opener, closer in data["ranges"].items() if isinstance(closer, str)}
    return Bounds(modifiers("modifiers"), modifiers("after"), ranges, frozenset(data["ranges"]["bare"]), frozenset(data["skipped"]), fold)


def amount_at(atoms: Sequence[Atom], at: int, hidden: Set[int], numbers: Numerals, table: Bounds, units: Units) -> Amount | None:
    """The amount whose number begins at atom `at`, with its modifiers before and behind; None where no number does."""
    number = read_number(atoms, at, numbers)
    if number is None:
        return None
    sign, currency = _currency_before(atoms, at, units)
    second, opener = _second(atoms, number, hidden, numbers, table, units, sign)
    amount = _single(number) if second is None else _ranged(number, second)
    first = opener if opener is not None else sign if sign is not None else at
    amount = replace(amount, first=first, currency=currency, sign=sign)
    return _bounded_after(atoms, _bounded_before(atoms, amount, table, units), table, units)


def _currency_before(atoms: Sequence[Atom], at: int, units: Units) -> tuple[int | None, str | None]:
    """The place and code of a currency before the number: "$", "US$", "A$", "EUR"."""
    if at == 0 or atoms[at - 1].text not in units.currencies or atoms[at].gap == "|":
        return None, None
    unit = units.currencies[atoms[at - 1].text]
    if at > 1 and unit == "usd" and atoms[at - 1].gap == "" and atoms[at - 2].text in units.prefixes:
        return at - 2, units.prefixes[atoms[at - 2].text]
    return at - 1, unit


def _single(number: Number) -> Amount:
    other = None if number.other is None else (number.other, number.other)
    return Amount(
        number.first, number.end, number.value, None if number.open else number.value, number.about, number.first, number.end,
        open=number.open, words=number.words, other=other, scale=number.scale,
    )  # fmt: skip


def _ranged(low: Number, high: Number) -> Amount:
    """The range of two numbers; the first shares the scale of the second where it has none ("2 to 3 million")."""
    first = low.value
    if low.scale == 1 and high.scale > 1 and first < high.value and first <= max(high.value / high.scale, 1):
        first *= high.scale
    ends = sorted((first, high.value))
    other = None
    if low.other is not None or high.other is not None:
        other = (low.other or first, high.other or high.value)
    return Amount(
        low.first, high.end, ends[0], None if high.open else ends[1], low.about or high.about, low.first, high.end,
        words=low.words, other=other, scale=high.scale, ranged=True,
    )  # fmt: skip


def _second(
    atoms: Sequence[Atom], low: Number, hidden: Set[int], numbers: Numerals, table: Bounds, units: Units, sign: int | None
) -> tuple[Number | None, int | None]:
    """The second number of a range and the place of the word that opens it, if any."""
    k = low.end
    if k < len(atoms) and atoms[k].gap == "-" and k not in hidden and (high := read_number(atoms, k, numbers)):
        return (high, None) if low.value < _reach(low, high) else (None, None)
    opener = _opener(atoms, sign if sign is not None else low.first, table)
    if opener is not None:
        high = _closing(atoms, low, table.ranges[_folded(atoms, opener, table)], hidden, numbers, table, units)
        if high is not None:
            return high, opener
    if k + 1 < len(atoms) and _folded(atoms, k, table) in table.bare and atoms[k].gap != "|":
        at = _past_sign(atoms, k + 1, units)
        high = read_number(atoms, at, numbers) if at < len(atoms) and at not in hidden else None
        if high is not None and low.value < _reach(low, high) and not high.open:
            return high, None
    return None, None


def _reach(low: Number, high: Number) -> float:
    """The second number, in the scale of the first where it shares none."""
    return high.value if high.scale >= low.scale else high.value * low.scale


def _folded(atoms: Sequence[Atom], k: int, table: Bounds) -> str:
    return table.fold.get(atoms[k].text, atoms[k].text)


def _opener(atoms: Sequence[Atom], first: int, table: Bounds) -> int | None:
    """The word before a number that opens a range; modifiers and articles may stand between."""
    for k in range(first - 1, max(-1, first - 3), -1):
        if _folded(atoms, k, table) in table.ranges:
            return k
        if atoms[k].kind != "word" or (atoms[k].text not in table.skipped and table.before.ending(atoms, k + 1) is None):
            return None
    return None


def _closing(
    atoms: Sequence[Atom], low: Number, closer: str, hidden: Set[int], numbers: Numerals, table: Bounds, units: Units
) -> Number | None:
    """The number behind the word that closes the range; the unit may be named before it too."""
    for k in range(low.end, min(len(atoms) - 1, low.end + _BETWEEN)):
        if _folded(atoms, k, table) == closer:
            at = _past_sign(atoms, k + 1, units)
            while at < len(atoms) and atoms[at].kind == "word" and atoms[at].text in table.skipped:
                at += 1
            return read_number(atoms, at, numbers) if at < len(atoms) and at not in hidden else None
        if atoms[k].kind == "number" or (atoms[k].kind == "sign" and atoms[k].text not in units.currencies and atoms[k].text != "%"):
            return None
    return None


def _past_sign(atoms: Sequence[Atom], at: int, units: Units) -> int:
    while at < len(atoms) and (atoms[at].text in units.currencies or [a.text for a in atoms[at : at + 2]] == ["us", "$"]):
        at += 1
    return at


def _bounded_before(atoms: Sequence[Atom], amount: Amount, table: Bounds, units: Units) -> Amount:
    k, found = amount.first, []
    for _ in range(_MODIFIERS):
        modifier = table.before.ending(atoms, k)
        if modifier is not None and atoms[k].gap != "|":
            k = modifier[0]
            found.append(modifier[1])
            amount = replace(amount, first=k)
        elif k > 0 and atoms[k - 1].kind == "word" and atoms[k - 1].text in table.skipped:
            k -= 1
        else:
            break
    for kind in found:
        amount = _bounded(amount, kind)
    return amount


def _bounded_after(atoms: Sequence[Atom], amount: Amount, table: Bounds, units: Units) -> Amount:
    """Bounds behind the number or one noun later ("200 or more", "40 missiles or so")."""
    for k in range(amount.end, min(len(atoms), amount.end + 3)):
        if atoms[k].gap == "|":
            break
        found = table.after.longest(atoms, k)
        follows = atoms[found[0]].kind if found and found[0] < len(atoms) else "sign"
        if found is not None and not amount.bounded and (k == amount.end or follows == "sign"):
            amount = _bounded(amount, found[1])
            return replace(amount, end=found[0]) if k == amount.end else replace(amount, last=found[0])
        if atoms[k].kind == "sign":
            break
    return amount


def _bounded(amount: Amount, kind: str) -> Amount:
    if kind == "estimate":
        return replace(amount, approximate=True, estimated=True, bounded=True)
    if kind == "about":
        return replace(amount, approximate=True, bounded=True)
    if amount.ranged:
        return replace(amount, bounded=True)
    value = amount.min if amount.min is not None else amount.max
    if kind == "lower":
        return replace(amount, min=value, max=None, bounded=True, other=amount.other and (amount.other[0], None))
    return replace(amount, min=None, max=value, approximate=True, bounded=True, other=amount.other and (None, amount.other[0]))
