"""Arithmetic on EDTF dates: what days they cover, how precise they are, and intervals that reach to a document's own day.

EDTF is ISO 8601-2:2019 (https://www.loc.gov/standards/datetime/). Years, months, days, seasons (21 to 24), intervals with
open ends (`..`), unspecified digits (`199X`) and the marks `~ ? %` are read; nothing else is ever written.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from riscontro.languages.edtf import MARKS, SEASONS, edge, interval

OPEN = ".."
edtf_interval = interval


def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    return monthrange(year, month)[1]


def make_day(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none such (31 February, month 13)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of the month.

    Raises:
        ValueError: no such month.
    """
    return date(year, month, days_in(year, month))


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    """The year and month that lie `by` months away."""
    total = year * 12 + month - 1 + by
    return total // 12, total % 12 + 1


def shift(day: date, by: int, unit: str) -> date | None:
    """The day `by` units away; units are those of ISO 8601 durations: Y M W D. Month ends are kept inside their month.

    None where the calendar does not reach so far.
    """
    try:
        if unit in "DW":
            return day + timedelta(by * (7 if unit == "W" else 1))
        year, month = shift_months(day.year, day.month, by * (12 if unit == "Y" else 1))
        return date(year, month, min(day.day, days_in(year, month)))
    except (ValueError, OverflowError):
        return None


def edtf_of(day: date, unit: str) -> str:
    """The day cut to a unit (Y, M, or anything finer = a day), as EDTF."""
    whole = day.isoformat()
    return {"Y": whole[:4], "M": whole[:7]}.get(unit, whole)


def week_of(day: date) -> str:
    """Monday to Sunday of the day's week, as an EDTF interval."""
    monday = day - timedelta(day.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"


def precision(edtf: str) -> str:
    """How finely the beginning of an EDTF string is given: Y, M or D (a season counts as months)."""
    point = MARKS.sub("", edtf.partition("/")[0])
    return {0: "Y", 1: "M"}.get(point.count("-"), "D")


def begin(edtf: str) -> str:
    """The beginning of an EDTF string, at its own precision; a season gives its first month."""
    return _plain(edtf.partition("/")[0], last=False)


def finish(edtf: str) -> str:
    """The end of an EDTF string, at its own precision; a season gives its last month."""
    first, slash, last = edtf.partition("/")
    return _plain(last if slash else first, last=True)


def _plain(point: str, last: bool) -> str:
    mark = "~" if point.endswith("~") else ""
    if point[5:7].isdigit() and int(point[5:7]) in SEASONS:
        day = edge(point, last)
        return edtf_of(day, "M") + mark if day else point
    return point


def since(edtf: str, published: date | None) -> str:
    """From then to the document's day, which is cut to the precision of the beginning; open where it lies ahead or is unknown."""
    start = begin(edtf)
    covered = edtf_interval(start)
    if published is None or covered is None or covered[0] > published:
        return f"{start}/{OPEN}"
    end = edtf_of(published, precision(start))
    return start if start == end else f"{start}/{end}"


def until(edtf: str, published: date | None, open_start: bool = False) -> str:
    """Up to then: from the document's day where the end is still to come (unless `open_start`), else from an unknown beginning."""
    end = finish(edtf)
    covered = edtf_interval(end)
    if open_start or published is None or covered is None or covered[1] < published:
        return f"{OPEN}/{end}"
    start = edtf_of(published, precision(end))
    return end if start == end else f"{start}/{end}"


def between(first: str, last: str) -> str | None:
    """From the beginning of the one to the end of the other; None where that runs backwards."""
    joined = f"{begin(first)}/{finish(last)}"
    if begin(first) == finish(last):
        return begin(first)
    return joined if edtf_interval(joined) else None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    month = (h + j - 7 * m + 90) // 25
    return date(year, month, (h + j - 7 * m + 33 * month + 19) % 32)
