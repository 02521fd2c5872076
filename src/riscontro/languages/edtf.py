"""Reading EDTF (ISO 8601-2) dates as intervals of days: the part of the standard that claims use.

Years, months, days, weeks, seasons, unspecified digits (`202X`, `2024-1X`), qualifiers (`~ ? %`) and intervals with
open ends. Source: https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_DAY = re.compile(r"(\d[\dX]{3})(?:-([\dX]{2}))?(?:-([\dX]{2}))?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
Interval = tuple[date | None, date | None]


@lru_cache(maxsize=4096)
def bounds(edtf: str | None) -> Interval | None:
    """First and last day, None for an open end; None as a whole where there is no date or it cannot be read."""
    if not edtf:
        return None
    first, slash, last = edtf.partition("/")
    start, end = _point(first, False), _point(last if slash else first, True)
    if start is None and end is None:
        return None
    return (start, end) if start is None or end is None or start <= end else None


def _point(text: str, last: bool) -> date | None:
    text = re.sub(r"[~?%]", "", text).split("T")[0].strip()
    if week := _WEEK.fullmatch(text):
        return _week(int(week[1]), int(week[2]), last)
    match = _DAY.fullmatch(text)
    if not match:
        return None
    year, month, day = (_fill(part, last, top) for part, top in zip(match.groups(), (9999, 12, 31), strict=True))
    first_month, last_month = _SEASONS.get(month or 0, (month or 1, month or 12))
    chosen = last_month if last else first_month
    if not year or not 1 <= chosen <= 12:
        return None
    top = monthrange(year, chosen)[1]
    if day is not None and day > top and "X" not in text:
        return None
    return date(year, chosen, min(day or (top if last else 1), top))


def _week(year: int, week: int, last: bool) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1) + timedelta(days=6 if last else 0)
    except ValueError:
        return None


def _fill(part: str | None, last: bool, top: int) -> int | None:
    """The number with its unspecified digits at their lowest or highest."""
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
