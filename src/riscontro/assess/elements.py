"""Agreement element by element: origins may agree that something passed and not on what, how much or when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from riscontro.assess.ladder import is_firm
from riscontro.languages.edtf import bounds, overlap
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
    distinct: dict[tuple[object, ...], tuple[Quantity, set[str]]] = {}
    for amount in amounts:
        q = amount.quantity
        distinct.setdefault((q.unit, q.min, q.max, q.approximate), (q, set()))[1].add(amount.origin)
    rows: dict[tuple[str, ...], Element] = {}
    for quantity, _ in distinct.values():
        keys = tuple(sorted(set().union(*(voices for other, voices in distinct.values() if agree(other, quantity)))))
        rows.setdefault((quantity.unit, *keys), Element("quantity", quantity.text, keys))
    return tuple(rows.values())


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts in one unit can be the same; an approximate figure leaves a tenth of play."""
    if one.unit != other.unit or (one.kind == CAPACITY) != (other.kind == CAPACITY):
        return False
    (a, b), (c, d) = _interval(one), _interval(other)
    return a <= d and c <= b


def _interval(quantity: Quantity) -> tuple[float, float]:
    play = 0.1 if quantity.approximate else 0.0
    low = 0.0 if quantity.min is None else quantity.min * (1 - play)
    high = float("inf") if quantity.max is None else quantity.max * (1 + play)
    return low, high


def _times(voices: Voices) -> tuple[Element, ...]:
    """For each distinct date the origins that name an overlapping time."""
    dated: dict[str, set[str]] = defaultdict(set)
    for key, cited in voices:
        for citation in cited:
            if citation.claim.when and bounds(citation.claim.when):
                dated[citation.claim.when].add(key)
    rows: dict[tuple[str, ...], Element] = {}
    for when in dated:
        keys = tuple(sorted(set().union(*(found for other, found in dated.items() if overlap(when, other)))))
        rows.setdefault(keys, Element("time", when, keys))
    return tuple(rows.values())
