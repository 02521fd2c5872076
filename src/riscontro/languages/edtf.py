"""Reading EDTF (ISO 8601-2) dates as intervals of days: the part of the standard that claims use.

Years, months, days, weeks, seasons, unspecified digits (`202X`, `2024-1X`), qualifiers (`~ ? %`) and intervals with
open ends. Source: https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

SEASONS = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10}
"""Seasons (21 to 24, spring first) and quarters (33 to 36) with the month in which they begin; each lasts three."""
MARKS = re.compile(r"[~?%]")
_OPEN = ("", "..")
_POINT = re.compile(r"(\d[\dX]{3})(?:-([\dX]{2}))?(?:-([\dX]{2}))?", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
Interval = tuple[date | None, date | None]


def bounds(edtf: str | None) -> Interval | None:
    """First and last day, None for an open end; None as a whole where there is no date or it cannot be read."""
    days = interval(edtf)
    if days is None or days == (date.min, date.max):
        return None
    start, end = days
    return (None if start == date.min else start, None if end == date.max else end)


@lru_cache(maxsize=4096)
def interval(edtf: str | None) -> tuple[date, date] | None:
    """First and last day that a date covers; an open end is `date.min` or `date.max`.

    A winter (`2023-24`) runs from December of its year to the end of the next February. None where there is no date, where it
    is none of the kinds read here, or where it ends before it begins.
    """
    if not edtf:
        return None
    first, slash, last = edtf.partition("/")
    start, end = edge(first, False), edge(last if slash else first, True)
    return (start, end) if start and end and start <= end else None


def edge(point: str, last: bool) -> date | None:
    """The first or last day of one end of an interval; None where it cannot be read."""
    text = MARKS.sub("", point).split("T")[0].strip()
    if text in _OPEN:
        return date.max if last else date.min
    try:
        if week := _WEEK.fullmatch(text):
            return date.fromisocalendar(int(week[1]), int(week[2]), 7 if last else 1)
        match = _POINT.fullmatch(text)
        return _day(match[1], match[2], match[3], last) if match else None
    except (ValueError, OverflowError):
        return None


def _day(year: str, month: str | None, day: str | None, last: bool) -> date:
    """The day of a year, month and day as written. Raises ValueError where the calendar has none such."""
    full = _fill(year, last, 9999) or 0
    number = _fill(month, last, 12)
    if number in SEASONS:
        months = SEASONS[number] - 1 + (2 if last else 0)
        full, number = full + months // 12, months % 12 + 1
    chosen = number or (12 if last else 1)
    top = monthrange(full, chosen)[1]
    wanted = _fill(day, last, top)
    return date(full, chosen, wanted or (top if last else 1))


def _fill(part: str | None, last: bool, top: int) -> int | None:
    """The number with its unspecified digits at their lowest or highest; None where nothing is specified."""
    if part is None or part == "XX":
        return None
    value = int(part.replace("X", "9" if last else "0"))
    return value if "X" not in part else max(1, min(value, top))


def overlap(one: str | None, other: str | None) -> bool:
    """Whether two dates can mean the same time; an unknown one overlaps with nothing."""
    a, b = bounds(one), bounds(other)
    if a is None or b is None:
        return False
    return (a[0] or date.min) <= (b[1] or date.max) and (b[0] or date.min) <= (a[1] or date.max)


def apart(one: str | None, other: str | None) -> bool:
    """Whether two dates are known to be of different times; an unknown one is apart from nothing."""
    return bounds(one) is not None and bounds(other) is not None and not overlap(one, other)


def ends_before(edtf: str | None, day: date) -> bool:
    """Whether the time is known to be over before this day."""
    known = bounds(edtf)
    return known is not None and known[1] is not None and known[1] < day


def cover(dates: Iterable[str | None]) -> str | None:
    """The shortest EDTF interval that holds every readable date; None where there is none."""
    known = [(text, interval) for text in dates if text and (interval := bounds(text))]
    if not known:
        return None
    if len({text for text, _ in known}) == 1:
        return known[0][0]
    starts = [a for _, (a, _) in known]
    ends = [b for _, (_, b) in known]
    start = None if None in starts else min(a for a in starts if a)
    end = None if None in ends else max(b for b in ends if b)
    return f"{start or '..'}/{end or '..'}"


def sort_key(edtf: str | None) -> tuple[date, date]:
    """A key that sorts by first day, then last; undated things last."""
    known = bounds(edtf)
    if known is None:
        return (date.max, date.max)
    return (known[0] or date.min, known[1] or date.max)
