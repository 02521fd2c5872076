"""Quantities: ranges without means or sums, series of one office, capacities apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import ANALYSTS, KR, US, amount, article, event_of
from riscontro.assess.amounts import find_amounts, find_ranges
from riscontro.reconcile.origins import find_origins


def _amounts(*rows):
    articles = [
        article(f"{i}.txt", (f"Figure {i} it is.", {"by": (who,), "quantities": quantities}), published=day)
        for i, (who, day, *quantities) in enumerate(rows)
    ]
    origins = find_origins(event_of(*articles))
    return find_amounts(origins, "arms.missile"), origins


def _ranges(*rows):
    return [(r.low, r.high, r.open) for r in find_ranges(*_amounts(*rows))]


def test_unnamed_sources_are_no_origin_of_a_range() -> None:
    """A range says how many origins that count stand behind it."""
    rows = _amounts((KR, "2024-01-01", amount(40, 40)), (ANALYSTS, "2024-01-01", amount(60, 60)))
    assert [r.origins for r in find_ranges(*rows)] == [1]


CASES = [
    ("one figure", [(KR, "2024-01-01", amount(40, 40))], [(40, 40, False)]),
    ("two sources", [(KR, "2024-01-01", amount(40, 40)), (US, "2024-01-02", amount(60, 70))], [(40, 70, False)]),
    ("open above", [(KR, "2024-01-01", amount(40, None))], [(40, 40, True)]),
    ("open below", [(KR, "2024-01-01", amount(None, 40))], [(None, 40, False)]),
    ("alternatives are no sum", [(KR, "2024-01-01", amount(300, 300), amount(50, 50))], [(50, 300, False)]),
    ("later and higher of one office", [(KR, "2024-01-01", amount(40, 40)), (KR, "2024-03-01", amount(90, 90))], [(90, 90, False)]),
    ("later and lower of one office", [(KR, "2024-01-01", amount(90, 90)), (KR, "2024-03-01", amount(40, 40))], [(40, 90, False)]),
    ("unnamed sources count on nothing", [(ANALYSTS, "2024-01-01", amount(4, 4)), (ANALYSTS, "2024-03-01", amount(9, 9))], [(4, 9, False)]),
    ("capacity is no figure of contents", [(KR, "2024-01-01", amount(500, 500, kind="capacity"))], []),
]


@pytest.mark.parametrize(("rows", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_range(rows, expected) -> None:
    """The range runs from the lowest to the highest figure that stands."""
    assert _ranges(*rows) == expected


def test_series_is_kept_latest_first() -> None:
    """An office counting on keeps every figure, the latest first, the others marked."""
    rows, _ = _amounts(
        (KR, "2024-01-01", amount(2000, 2000)), (KR, "2024-05-01", amount(7000, 7000)), (KR, "2024-03-01", amount(5000, 5000))
    )
    assert [(a.quantity.min, a.superseded) for a in rows] == [(7000, False), (5000, True), (2000, True)]


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6))
def test_bounds_are_figures_that_were_stated(figures: list[int]) -> None:
    """A range never shows a number that no source gave."""
    ((low, high, _),) = _ranges(*((US if i else KR, "2024-01-01", amount(n, n)) for i, n in enumerate(figures)))
    assert low in figures
    assert high in figures
