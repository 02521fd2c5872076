"""Quantities of a finding: what each source states, series of one origin, and ranges. Nothing is averaged or added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from riscontro.languages.voices import spoken_on
from riscontro.model import Amount, AmountRange, Origin, Quantity
from riscontro.model.questions import CAPACITY, families, level

_HOME = {
    "item": (
        *(f"arms.{kind}" for kind in ("missile", "drone", "artillery", "armour", "aircraft", "ship", "smallarms")),
        "space",
        "transport",
    ),
    "person": ("people",),
    "round": ("arms.ammunition",),
    "barrel": ("energy.oil",),
    "litre": ("energy.oil",),
    **dict.fromkeys(("usd", "eur", "rub", "krw", "cny"), ("money",)),
}
"""Where a unit belongs when one sentence names goods of several families."""


def find_amounts(origins: Iterable[Origin], family: str) -> tuple[Amount, ...]:
    """Every quantity that the claims state of this family, superseded ones marked, each origin's latest first."""
    rows = [
        Amount(quantity, origin.key, citation)
        for origin in origins
        for citation in sorted(origin.citations, key=spoken_on, reverse=True)
        for quantity in citation.claim.quantities
        if _belongs(quantity, families(citation.claim), family)
    ]
    return _mark_superseded(rows)


def _belongs(quantity: Quantity, claimed: tuple[str, ...], family: str) -> bool:
    homes = _HOME.get(quantity.unit, ())
    fitting = [f for f in claimed if any(f == h or f.startswith(f"{h}.") for h in homes)]
    return not fitting or family in fitting


def _mark_superseded(rows: list[Amount]) -> tuple[Amount, ...]:
    """Marks figures that the same origin later raised: an office counting on, not a second witness."""
    groups: dict[tuple[str, str, bool], list[Amount]] = defaultdict(list)
    for row in rows:
        groups[(row.origin, row.quantity.unit, row.quantity.kind == CAPACITY)].append(row)
    latest = {key: group[0] for key, group in groups.items()}

    def overtaken(row: Amount) -> bool:
        if row.origin.startswith(("carrier", "unresolved:", "undisclosed:")):
            return False
        head = latest[(row.origin, row.quantity.unit, row.quantity.kind == CAPACITY)]
        return spoken_on(row.citation) < spoken_on(head.citation) and level(row.quantity) < level(head.quantity)

    return tuple(replace(row, superseded=overtaken(row)) for row in rows)


def find_ranges(amounts: Iterable[Amount], origins: Iterable[Origin]) -> tuple[AmountRange, ...]:
    """For each unit the lowest and highest figure that stands; capacities and superseded figures are not in it.

    Where an origin that counts gives a figure in the unit, those of origins that do not count stay out.
    """
    counted = frozenset(o.key for o in origins if o.counted)
    groups: dict[str, list[Amount]] = defaultdict(list)
    for amount in amounts:
        if not amount.superseded and amount.quantity.kind != CAPACITY:
            groups[amount.quantity.unit].append(amount)
    return tuple(_range(unit, [r for r in rows if r.origin in counted] or rows, counted) for unit, rows in groups.items())


def _range(unit: str, rows: list[Amount], counted: frozenset[str]) -> AmountRange:
    figures = [q.min for row in rows if (q := row.quantity).min is not None]
    tops = [q.max for row in rows if (q := row.quantity).max is not None]
    low = min(figures + tops, default=None) if figures else None
    high = max(figures + tops, default=None)
    unbounded = any(row.quantity.max is None and level(row.quantity) == high for row in rows)
    return AmountRange(unit, low, high, unbounded, len({row.origin for row in rows} & counted))
