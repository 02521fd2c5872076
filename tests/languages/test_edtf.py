"""EDTF dates as intervals of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riscontro.languages.edtf import bounds, cover, ends_before, overlap


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3)),
        ("2024~", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-05-1X", date(2024, 5, 10), date(2024, 5, 19)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("2024-XX-XX", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-21", date(2024, 3, 1), date(2024, 5, 31)),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
        ("2024-34", date(2024, 4, 1), date(2024, 6, 30)),
        ("2024-W07", date(2024, 2, 12), date(2024, 2, 18)),
        ("2023-09/2024-02", date(2023, 9, 1), date(2024, 2, 29)),
        ("2024-06-19/..", date(2024, 6, 19), None),
        ("../2024", None, date(2024, 12, 31)),
        ("2024-06-19T10:00", date(2024, 6, 19), date(2024, 6, 19)),
    ],
)
def test_bounds(edtf: str, first: date | None, last: date | None) -> None:
    """The first and last day of a date."""
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize("edtf", [None, "", "yesterday", "2024-13", "2024-02-30", "2024-W60", "../..", "2025/2024", "2024/soon", "０"])
def test_no_date(edtf: str | None) -> None:
    """What is no date has no bounds."""
    assert bounds(edtf) is None


@given(st.text(alphabet="0123456789X-/.~?%TW", max_size=24))
def test_no_text_breaks_it(text: str) -> None:
    """Odd strings are no dates, never errors."""
    known = bounds(text)
    assert known is None or known[0] is None or known[1] is None or known[0] <= known[1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("2024", "2024-05", True), ("2024-05", "2024-06", False), ("2024-05/..", "2030", True), (None, "2024", False)],
)
def test_overlap(one: str | None, other: str | None, same: bool) -> None:
    """Two dates overlap where they can mean the same day; an unknown one never does."""
    assert overlap(one, other) is same


def test_cover_is_the_shortest_interval_that_holds_all() -> None:
    """Unknown dates add nothing; open ends stay open."""
    assert cover(["2024-02", None, "2024-05-03"]) == "2024-02-01/2024-05-03"
    assert cover(["2024-02", "2024-02"]) == "2024-02"
    assert cover(["2024-02", "2024-05/.."]) == "2024-02-01/.."
    assert cover([None, ""]) is None


def test_open_end_is_not_over() -> None:
    """Only a known end can lie before a day."""
    assert ends_before("2023", date(2024, 1, 1))
    assert not ends_before("2023/..", date(2024, 1, 1))
    assert not ends_before(None, date(2024, 1, 1))
