"""Quantities: amounts with their bounds, units, and how they are known.

Bounds follow the ledger's reading: "over 10,000" is a lower bound, "almost 5 million" an upper one, "about 40" both, and approximate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from riscontro import languages
from riscontro.extract.measures.amounts import Amount, Bounds, amount_at, bounds_of
from riscontro.extract.measures.atoms import Atom, sentence_atoms
from riscontro.extract.measures.goods import goods_table
from riscontro.extract.measures.nonamounts import NonAmounts, is_none, masked, nonamounts
from riscontro.extract.measures.numerals import Numerals, numerals
from riscontro.extract.measures.phrases import Phrases
from riscontro.extract.measures.units import Counted, Units, counted, units
from riscontro.model import Quantity, QuantityMention, Reading, Sentence

_NEAR = 7
_FAR = 14
_BACK = 2
_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class Cues:
    """Words near an amount that say how it is known, and whether it is a running total."""

    kinds: dict[str, Phrases[bool]]
    cumulative: Phrases[bool]
    others: frozenset[str]
    clitics: frozenset[str]
    anaphors: Phrases[bool]
    harm: frozenset[str]
    coordinators: frozenset[str]
    determiners: frozenset[str]
    ones: frozenset[str]
    one_before: frozenset[str]
    one_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Tables:
    numerals: Numerals
    units: Units
    bounds: Bounds
    cues: Cues
    none: NonAmounts
    designations: re.Pattern[str]


@cache
def cues(language: str) -> Cues:
    """The cues of `languages/<language>/measures.toml`."""
    data, fold = languages.table(language, "measures"), languages.table(language, "spelling")["fold"]

    def phrases(words: Sequence[str]) -> Phrases[bool]:
        return Phrases(((word, True) for word in words), fold)

    return Cues(
        {kind: phrases(words) for kind, words in data["kinds"].items()},
        phrases([w.replace("#", "0") for w in data["cumulative"]["words"]]),
        frozenset(data["others"]),
        frozenset(data["clitics"]),
        phrases(data["anaphors"]),
        frozenset(data["harm"]),
        frozenset(data["coordinators"]),
        frozenset(data["determiners"]),
        frozenset(data["ones"]),
        frozenset(data["one_before"]),
        frozenset(data["one_after"]),
    )


@cache
def _tables(language: str) -> _Tables:
    return _Tables(
        numerals(language), units(language), bounds_of(language), cues(language), nonamounts(language), goods_table(language).designations
    )


def find_quantities(reading: Reading) -> tuple[QuantityMention, ...]:
    """Every amount the text states, in text order; ages, dates, ordinals, labels and designations are none.

    Units are those of the ledger (`item`, `round`, `person`, `usd`, ...), others the singular English name. `of` are the
    words of what is counted (for "tonnes of wheat" the wheat), `head` the token of the unit's noun, or of the number.
    """
    tables = _tables(reading.document.language)
    found: list[QuantityMention] = []
    for sentence in reading.sentences:
        atoms = sentence_atoms(reading, sentence)
        if atoms:
            found.extend(_sentence_quantities(reading, sentence, atoms, tables, found))
    return tuple(found)


def _sentence_quantities(
    reading: Reading, sentence: Sentence, atoms: Sequence[Atom], tables: _Tables, before: Sequence[QuantityMention]
) -> list[QuantityMention]:
    hidden = masked(reading, sentence, atoms, tables.none, tables.designations)
    found: list[QuantityMention] = []
    at = 0
    while at < len(atoms):
        amount = None if at in hidden else amount_at(atoms, at, hidden, tables.numerals, tables.bounds, tables.units)
        if amount is None:
            at += 1
            continue
        what = counted(reading, atoms, amount.end, tables.units)
        mention = _mention(reading, sentence, atoms, amount, what, tables, [*before[-_REMEMBERED:], *found[-_REMEMBERED:]])
        if mention is not None:
            found.append(_like_before(atoms, amount, mention, found, tables.cues))
        at = max(amount.end, what.end if what and mention else amount.end)
    return found


def _like_before(
    atoms: Sequence[Atom], amount: Amount, mention: QuantityMention, before: Sequence[QuantityMention], table: Cues
) -> QuantityMention:
    """The mention, known as the one is to which a coordinator joins it ("could hold 3 million shells or 500,000 rockets")."""
    if not before or mention.quantity.kind != "counted" or before[-1].quantity.kind == "counted":
        return mention
    between = [a for a in atoms[max(0, amount.first - 3) : amount.first] if a.start >= before[-1].span.end]
    if not between or len(between) > 2 or not all(a.text in table.coordinators for a in between):
        return mention
    return replace(mention, quantity=replace(mention.quantity, kind=before[-1].quantity.kind))


def _mention(
    reading: Reading,
    sentence: Sentence,
    atoms: Sequence[Atom],
    amount: Amount,
    what: Counted | None,
    tables: _Tables,
    before: Sequence[QuantityMention],
) -> QuantityMention | None:
    if amount.currency:
        what = _money(atoms, amount, what)
    if (what is not None and not what.unit) or is_none(reading, atoms, amount, what, tables.none):
        return None
    if what is not None and not what.known and tables.cues.anaphors.longest(atoms, amount.end) is not None:
        what = None
    if _mere_one(atoms, amount, what, tables.cues):
        return None
    if what is None:
        return _bare(reading, sentence, atoms, amount, tables, before)
    end = max(what.end, amount.last)
    span = reading.document.span(atoms[amount.first].start, atoms[end - 1].end)
    of = reading.document.span(atoms[what.of[0]].start, atoms[what.of[1] - 1].end)
    amount = _whole(amount, what.unit, tables.units)
    return QuantityMention(span, _quantity(atoms, amount, what.unit, span.text, tables.cues, end), what.head, of)


def _money(atoms: Sequence[Atom], amount: Amount, what: Counted | None) -> Counted:
    """The unit of an amount with a sign of currency before it; a word for the currency behind it belongs to it."""
    sign = amount.sign if amount.sign is not None else amount.first
    own = (sign, sign + 1)
    if what is not None and what.known and what.unit == amount.currency:
        return what
    return Counted(amount.currency or "", sign, amount.end, atoms[sign].token, own, True)


def _whole(amount: Amount, unit: str, table: Units) -> Amount:
    """The amount with its separators read the other way where a fraction of the unit makes no sense ("2.500 missiles")."""
    if unit not in table.whole or amount.other is None:
        return amount
    low, high = amount.other
    return replace(amount, min=low, max=high)


def _mere_one(atoms: Sequence[Atom], amount: Amount, what: Counted | None, table: Cues) -> bool:
    """Whether "one" is a pronoun here, and no number."""
    if amount.number_end - amount.number_first != 1 or atoms[amount.number_first].text not in table.ones:
        return False
    if amount.min is None or amount.max is None or amount.min != amount.max:
        return False
    before = atoms[amount.number_first - 1].text if amount.number_first else ""
    after = atoms[amount.end].text if amount.end < len(atoms) else ""
    return what is None or not what.known or before in table.one_before or after in table.one_after


def _bare(
    reading: Reading, sentence: Sentence, atoms: Sequence[Atom], amount: Amount, tables: _Tables, before: Sequence[QuantityMention]
) -> QuantityMention | None:
    """A number without a noun, where the words show that it counts what was counted before ("the seven", "circa 200")."""
    unit = _carried_unit(reading, sentence, atoms, amount, tables, before)
    if unit is None:
        return None
    end = max(amount.end, amount.last)
    span = reading.document.span(atoms[amount.first].start, atoms[end - 1].end)
    head = atoms[amount.number_end - 1].token
    return QuantityMention(span, _quantity(atoms, _whole(amount, unit, tables.units), unit, span.text, tables.cues, end), head, None)


def _carried_unit(
    reading: Reading, sentence: Sentence, atoms: Sequence[Atom], amount: Amount, tables: _Tables, before: Sequence[QuantityMention]
) -> str | None:
    previous = atoms[amount.first - 1].text if amount.first else ""
    same = [m for m in before if (m.quantity.min, m.quantity.max) == (amount.min, amount.max) and m.of is not None]
    if same and previous in tables.cues.determiners and amount.words:
        return same[-1].quantity.unit
    beside = {a.text for a in (*atoms[max(0, amount.first - 2) : amount.first], *atoms[amount.end : amount.end + 4])}
    if not beside.isdisjoint(tables.cues.harm):
        return "person"
    if not _refers_back(atoms, amount, previous, tables.cues):
        return None
    return _unit_before(reading, sentence, atoms, amount, tables, before) or "item"


def _refers_back(atoms: Sequence[Atom], amount: Amount, previous: str, table: Cues) -> bool:
    """Whether a number without a noun counts things named before: "over 200", "another 15", "62 of which", "ne ha tre"."""
    if amount.bounded or amount.open or amount.approximate or previous in table.others:
        return True
    if table.anaphors.longest(atoms, amount.end) is not None:
        return True
    return any(a.text in table.clitics for a in atoms[max(0, amount.first - 5) : amount.first])


def _unit_before(
    reading: Reading, sentence: Sentence, atoms: Sequence[Atom], amount: Amount, tables: _Tables, before: Sequence[QuantityMention]
) -> str | None:
    """The unit counted in whole numbers that stands nearest before the amount, in a quantity or as a plural noun."""
    near = [m for m in before if m.quantity.unit in tables.units.whole and reading.sentence(m.head).index >= sentence.index - _BACK]
    for k in range(amount.first - 1, max(-1, amount.first - 2 * _FAR), -1):
        if near and atoms[k].start < near[-1].span.end:
            break
        found = tables.units.nouns.longest(atoms, k)
        token = reading.tokens[atoms[k].token]
        if found and found[1] in tables.units.whole and token.upos == "NOUN" and token.feats.get("Number") != "Sing":
            return found[1]
    return near[-1].quantity.unit if near else None


def _quantity(atoms: Sequence[Atom], amount: Amount, unit: str, text: str, table: Cues, end: int) -> Quantity:
    return Quantity(
        min=amount.min,
        max=amount.max,
        unit=unit,
        approximate=amount.approximate,
        text=text,
        kind=_kind(atoms, amount, table, end),
        cumulative=_near(atoms, max(0, amount.first - _FAR), min(len(atoms), end + _FAR), table.cumulative),
    )


def _kind(atoms: Sequence[Atom], amount: Amount, table: Cues, end: int) -> str:
    """How the amount is known, by the words around it: capacity before estimate before declared before counted."""
    first, last = max(0, amount.first - _NEAR), min(len(atoms), end + _NEAR)
    capacity = table.kinds["capacity"]
    if _near(atoms, first, amount.number_first + 1, capacity, amount.number_first - _NEAR + 2):
        return "capacity"
    if amount.estimated or _near(atoms, first, last, table.kinds["estimate"]):
        return "estimate"
    return "declared" if _near(atoms, first, last, table.kinds["declared"]) else "counted"


def _near(atoms: Sequence[Atom], first: int, last: int, phrases: Phrases[bool], least: int = 0) -> bool:
    """Whether one of the phrases stands among atoms [first, last); a year stands for the `#` of the table."""
    window = tuple(replace(a, text="0") if a.kind == "number" and len(a.text) == 4 else a for a in atoms[first:last])
    for k in range(len(window)):
        found = phrases.longest(window, k)
        if found is not None and first + found[0] > least:
            return True
    return False
