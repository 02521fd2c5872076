"""Numbers that state no amount: dates, times, ages, labels, ordinals, scores, telephone numbers, designations."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from riscontro import languages
from riscontro.extract.measures.amounts import Amount
from riscontro.extract.measures.atoms import Atom, atoms_within
from riscontro.extract.measures.phrases import Phrases
from riscontro.extract.measures.units import Counted
from riscontro.model import Reading, Sentence

_SHAPES = re.compile(
    r"""https?://\S+ | www\.\S+ | \S+@\S+\.\S+
    | (?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d) | (?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)
    | (?<![\d.,])\d{1,2}:\d{2}(?::\d{2})?(?!\d) | (?<!\d)\d{1,4}/\d{1,4}(?:/\d+)?(?!\d)
    | \+?\(?\d{1,4}\)?(?:[-\s.]\d{3,4}){2,}-\d+ | \+\d[\d\s-]{6,20}\d | (?<!\d)\d{3}-\d{3,4}-\d{4}(?!\d) | (?<!\d)\d+(?:\.\d+){3,}(?!\d)
    | (?<![\w])['’]\d{2}s?(?!\d) | \#\d+ | (?<![\w.])\d+\s?[°º]""",
    re.VERBOSE,
)
_MODERN = range(1800, 2101)


@dataclass(frozen=True, slots=True)
class NonAmounts:
    """Words of one language beside which a number is no amount."""

    labels: Phrases[bool]
    months: frozenset[str]
    ordinals: frozenset[str]
    fractions: frozenset[str]
    clock: frozenset[str]
    year_before: frozenset[str]
    fold: dict[str, str]


@cache
def nonamounts(language: str) -> NonAmounts:
    """Labels, months and the like of `languages/<language>/measures.toml`."""
    data, fold = languages.table(language, "measures"), languages.table(language, "spelling")["fold"]
    return NonAmounts(
        Phrases(((label, True) for label in data["labels"]), fold),
        frozenset(data["months"]),
        frozenset(data["ordinals"]),
        frozenset(data["fractions"]),
        frozenset(data["clock"]),
        frozenset(data["year_before"]),
        fold,
    )


def masked(reading: Reading, sentence: Sentence, atoms: Sequence[Atom], table: NonAmounts, designations: re.Pattern[str]) -> Set[int]:
    """Places of atoms whose shape alone says that they begin no amount."""
    if all(atom.kind != "number" for atom in atoms):
        return frozenset()
    text, (start, end) = reading.document.text, (sentence.span.start, sentence.span.end)
    spans = [m.span() for pattern in (_SHAPES, designations) for m in pattern.finditer(text, start, end)]
    inside = {k for a, b in spans for k in atoms_within(atoms, a, b)}
    return inside | {k for k in range(len(atoms)) if atoms[k].kind == "number" and _part_of_name(atoms, k, table)}


def _part_of_name(atoms: Sequence[Atom], k: int, table: NonAmounts) -> bool:
    """Whether letters touch the number ("G7", "Covid-19", "16s", "5th"), so that it is part of a name or an ordinal."""
    if k and atoms[k].gap in ("", "-") and atoms[k - 1].kind == "word" and atoms[k - 1].text not in ("us", "usd", "eur", "rub"):
        return True
    if k + 1 >= len(atoms) or atoms[k + 1].gap != "":
        return False
    return atoms[k + 1].text in table.ordinals


def is_none(reading: Reading, atoms: Sequence[Atom], amount: Amount, what: Counted | None, table: NonAmounts) -> bool:
    """Whether a number that was read as an amount is none, by the words beside it."""
    if amount.currency:
        return False
    first, end = amount.number_first, amount.number_end
    before = atoms[first - 1] if first else None
    after = atoms[end] if end < len(atoms) else None
    if not amount.ranged and _score(atoms, first, end):
        return True
    if after is not None and ((after.text in table.fractions and amount.words) or _joined_on(atoms, amount, what)):
        return True
    if before is None:
        return _date(atoms, amount, what, table)
    if before.text in table.clock and (what is None or not what.known):
        return True
    labelled = any(table.labels.ending(atoms, k) is not None for k in {first, amount.first}) or _behind_stop(atoms, first, table)
    labelled = labelled or (amount.ranged and amount.first > 1 and table.labels.ending(atoms, amount.first - 1) is not None)
    return (labelled and (what is None or not what.known or atoms[first].kind == "number")) or _date(atoms, amount, what, table)


def _score(atoms: Sequence[Atom], first: int, end: int) -> bool:
    """A number joined by a hyphen to one that is no higher: "won 3-1"."""
    joined_after = end < len(atoms) and atoms[end].kind == "number" and atoms[end].gap == "-"
    return joined_after or (first > 0 and atoms[first].gap == "-" and atoms[first - 1].kind == "number")


def _behind_stop(atoms: Sequence[Atom], first: int, table: NonAmounts) -> bool:
    """ "No. 5", "n. 3": a label with a full stop."""
    return first > 1 and atoms[first - 1].text == "." and atoms[first - 1].gap == "" and table.labels.ending(atoms, first - 1) is not None


def _joined_on(atoms: Sequence[Atom], amount: Amount, what: Counted | None) -> bool:
    """Whether a hyphen makes the number part of an adjective ("three-day", "two-state"), unless a known noun follows."""
    if amount.number_end >= len(atoms) or atoms[amount.number_end].gap != "-" or atoms[amount.number_end].kind != "word":
        return False
    return what is None or not what.known or what.end > amount.number_end + 1


def _date(atoms: Sequence[Atom], amount: Amount, what: Counted | None, table: NonAmounts) -> bool:
    """A day beside its month, or a year."""
    first, end, value = amount.number_first, amount.number_end, amount.max if amount.max is not None else amount.min
    before = table.fold.get(atoms[first - 1].text, atoms[first - 1].text) if first else ""
    if before == "." and first > 1:
        before = atoms[first - 2].text
    after = atoms[end].text if end < len(atoms) else ""
    whole = value is not None and value == int(value)
    if whole and value is not None and value <= 31 and (after in table.months or before in table.months):
        return True
    digits = [a for a in atoms[first:end] if a.kind == "number"]
    if not whole or not digits or not all(a.text.isdecimal() and len(a.text) == 4 for a in digits[-1:]) or amount.scale > 1:
        return False
    if value is None or int(value) not in _MODERN:
        return False
    return what is None or not what.known or before in table.months or before in table.year_before
