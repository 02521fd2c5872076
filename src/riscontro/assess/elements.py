"""Agreement element by element: origins may agree that something passed and not on what, how much or when."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import accumulate

from riscontro.assess.ladder import is_firm
from riscontro.languages.edtf import interval
from riscontro.model import Amount, Citation, Element, Event, Origin, Quantity
from riscontro.model.questions import CAPACITY, covers


def find_elements(event: Event, origins: tuple[Origin, ...], amounts: tuple[Amount, ...]) -> tuple[Element, ...]:
    """What counted origins say firmly of parties and direction, goods, quantity, time and place, and who agrees.

    `value` is a code or two codes and an arrow, EDTF, or the words.
    """
    family = event.family
    voices = tuple((o.key, [c for c in o.citations if is_firm(c)]) for o in origins if o.counted)
    keys = {key for key, _ in voices}
    firm = [a for a in amounts if a.origin in keys and is_firm(a.citation)]
    standing = [a for a in firm if not a.superseded and a.quantity.kind != CAPACITY]
    direction = " → ".join(side for side in event.sides if side)
    return (
        *_named("direction", voices, lambda c: [direction]),
        *_named("goods", voices, lambda c: _with_family([g for g in c.claim.goods if covers(family, g)], family)),
        *_quantities(standing),
        *_times(voices),
        *_named("place", voices, lambda c: [p.name for p in c.claim.where]),
    )


def _with_family(goods: list[str], family: str) -> list[str]:
    """The codes named, and the family that they are all of; nothing where no goods are named."""
    return list(dict.fromkeys((family, *goods))) if family and goods else goods


Voices = tuple[tuple[str, list[Citation]], ...]


def _named(name: str, voices: Voices, read: Callable[[Citation], list[str]]) -> tuple[Element, ...]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, cited in voices:
        for value in dict.fromkeys(v for c in cited for v in read(c)):
            found[value].append(key)
    return tuple(Element(name, value, tuple(keys)) for value, keys in found.items())


def _quantities(amounts: list[Amount]) -> tuple[Element, ...]:
    """For each distinct figure the origins whose figures can mean the same."""
    distinct: dict[tuple[object, ...], Quantity] = {}
    told: dict[str, dict[str, list[Interval]]] = defaultdict(lambda: defaultdict(list))
    for amount in amounts:
        q = amount.quantity
        distinct.setdefault((q.unit, q.min, q.max, q.approximate), q)
        told[q.unit][amount.origin].append(_interval(q))
    reaches = {unit: {key: _reach(rows) for key, rows in sorted(origins.items())} for unit, origins in told.items()}
    rows: dict[tuple[str, ...], Element] = {}
    for quantity in distinct.values():
        keys = tuple(key for key, reach in reaches[quantity.unit].items() if _meets(_interval(quantity), reach))
        rows.setdefault((quantity.unit, *keys), Element("quantity", quantity.text, keys))
    return tuple(rows.values())


Interval = tuple[float, float]
Reach = tuple[list[float], list[float]]
"""Starts of intervals in rising order, and how far those up to each of them reach."""


def _reach(intervals: Iterable[Interval]) -> Reach:
    rows = sorted(intervals)
    return [low for low, _ in rows], list(accumulate((high for _, high in rows), max))


def _meets(interval: Interval, reach: Reach) -> bool:
    """Whether an interval overlaps with one of many."""
    begun = bisect_right(reach[0], interval[1])
    return begun > 0 and reach[1][begun - 1] >= interval[0]


def _interval(quantity: Quantity) -> Interval:
    """The figures that an amount can mean; an approximate one leaves a tenth of play."""
    play = 0.1 if quantity.approximate else 0.0
    low = 0.0 if quantity.min is None else quantity.min * (1 - play)
    high = float("inf") if quantity.max is None else quantity.max * (1 + play)
    return low, high


def _times(voices: Voices) -> tuple[Element, ...]:
    """For each distinct date the origins that name an overlapping time."""
    told: dict[str, Reach] = {}
    dates: dict[str, Interval] = {}
    for key, cited in voices:
        days = {
            c.claim.when: (float(known[0].toordinal()), float(known[1].toordinal())) for c in cited if (known := interval(c.claim.when))
        }
        dates |= {when: span for when, span in days.items() if when}
        told[key] = _reach(days.values())
    rows: dict[tuple[str, ...], Element] = {}
    for when, span in dates.items():
        keys = tuple(sorted(key for key, reach in told.items() if _meets(span, reach)))
        rows.setdefault(keys, Element("time", when, keys))
    return tuple(rows.values())
