"""EDTF arithmetic."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riscontro.extract.times import calendar as cal

DAY = date(2024, 6, 19)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-06-19", DAY, DAY),
        ("2010-21", date(2010, 3, 1), date(2010, 5, 31)),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2023-09/2024-02", date(2023, 9, 1), date(2024, 2, 29)),
        ("2024-06-19/..", DAY, date.max),
        ("../2016", date.min, date(2016, 12, 31)),
        ("2023-12~/2024-06", date(2023, 12, 1), date(2024, 6, 30)),
        ("2024-W25", date(2024, 6, 17), date(2024, 6, 23)),
    ],
)
def test_edtf_covers_days(edtf: str, first: date, last: date) -> None:
    """An EDTF string covers its first to its last day."""
    assert cal.edtf_interval(edtf) == (first, last)


@pytest.mark.parametrize("edtf", [None, "", "soon", "2024-13", "2024-02-31", "2024-06/2023-01", "20240619", "0000", "2024-W60"])
def test_what_is_no_edtf_covers_nothing(edtf: str | None) -> None:
    """What is no date, or ends before it begins, gives None."""
    assert cal.edtf_interval(edtf) is None


@pytest.mark.parametrize(
    ("start", "published", "want"),
    [("2023-09", date(2024, 2, 3), "2023-09/2024-02"), ("2011", date(2010, 11, 21), "2011/.."), ("2012", None, "2012/.."), ("2024-06", DAY, "2024-06"),
     ("2010-21", date(2010, 11, 21), "2010-03/2010-11")],
)  # fmt: skip
def test_since_reaches_to_the_documents_day(start: str, published: date | None, want: str) -> None:
    """The end of "since" is the document's day at the precision of the start, and open where the start lies ahead."""
    assert cal.since(start, published) == want


@pytest.mark.parametrize(
    ("end", "want"), [("2026", "2024/2026"), ("2016", "../2016"), ("2024", "2024"), ("2024-06-30", "2024-06-19/2024-06-30")]
)
def test_until_starts_from_the_documents_day(end: str, want: str) -> None:
    """An end to come starts from the document's day, an end that is past from nowhere."""
    assert cal.until(end, DAY) == want


@pytest.mark.parametrize(("year", "want"), [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (1998, date(1998, 4, 12))])
def test_easter(year: int, want: date) -> None:
    """Easter falls where the church puts it."""
    assert cal.easter(year) == want


@given(st.dates(), st.integers(-40_000, 40_000), st.sampled_from("YMWD"))
def test_shift_never_fails(day: date, by: int, unit: str) -> None:
    """Any shift gives a day, or None off the calendar's end."""
    assert cal.shift(day, by, unit) is None or isinstance(cal.shift(day, by, unit), date)


@given(st.dates(), st.sampled_from("YMD"))
def test_a_day_lies_in_its_edtf(day: date, unit: str) -> None:
    """A day cut to a year, month or day lies within what that covers."""
    covered = cal.edtf_interval(cal.edtf_of(day, unit))
    assert covered and covered[0] <= day <= covered[1]
