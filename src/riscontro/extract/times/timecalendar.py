"""Dates that a calendar names: days, months, years, seasons, quarters, decades, centuries, feasts.

Where the year is left out, it is the nearest past one, or the next where the clause looks ahead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from riscontro.extract.times import calendar as cal
from riscontro.extract.times.timemoment import PUBLISHED, Moment, Parts, Standing, with_edge, year_of

_FAR, _NEAR = 290, 62
_SEASON_NAMES = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}

Reckoning = Callable[[Parts, dict[str, str], Standing], Moment | None]


def _date(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    if "isoyear" in parts:
        return _day_moment(int(parts["isoyear"]), int(parts["isomonth"]), int(parts["isoday"]))
    month, day = int(parts["month"]), int("".join(c for c in parts["day"] if c.isdigit()))
    if not 1 <= day <= 31:
        return None
    year, anchor = year_of(parts, at), None
    floating = "year" not in parts
    if year is None and floating:
        found = pick(lambda y: (cal.make_day(y, month, day), cal.make_day(y, month, day)), parts.get("relation"), at)
        year, anchor = (found.year if found else None), PUBLISHED
    if year is None:
        return Moment("date", f"XXXX-{month:02}-{day:02}")
    moment = replace(_day_moment(year, month, day), anchor=anchor or (PUBLISHED if floating else None), floating=floating)
    return _through(moment, year, month, day, parts.get("lastday")) if "lastday" in parts else moment


def _through(moment: Moment, year: int, month: int, day: int, last: str | None) -> Moment:
    """The moment stretched to a later day of its month, or begun in the month before ("from 28 to 2 May")."""
    end = cal.make_day(year, month, int("".join(c for c in last or "" if c.isdigit()) or 0))
    start = cal.make_day(year, month, day)
    if end is None or start is None or end < start:
        return moment
    return replace(moment, edtf=f"{start.isoformat()}/{end.isoformat()}")


def _day_moment(year: int, month: int, day: int) -> Moment:
    known = cal.make_day(year, month, day)
    value = f"{year:04}-{month:02}-{day:02}"
    return Moment("date", value, value if known else None)


def _numeric(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    first, second = int(parts["first"]), int(parts["second"])
    month, day = (first, second) if options.get("order") == "mdy" else (second, first)
    if month > 12 >= day:
        month, day = day, month
    year = int(parts["yearfig"])
    if len(parts["yearfig"]) == 2:
        year += 2000 if year < 70 else 1900
    return _day_moment(year, month, day) if cal.make_day(year, month, day) else None


def pick(bounds: Callable[[int], tuple[date | None, date | None]], relation: str | None, at: Standing) -> date | None:
    """The first day of the year's instance that is meant: the nearest past one, or the next where the clause looks ahead.

    `bounds` gives first and last day of the instance in a year. "last" and "next" leave out the instance that is now.
    Without a cue, an instance that would be nearly a year past yields to one that is close ahead.
    """
    p = at.published
    if p is None:
        return None
    rows = [(a, b) for y in range(p.year - 9, p.year + 10) for a, b in [bounds(y)] if a and b]
    if relation == "this":
        return min((a for a, b in rows), key=lambda a: abs(a.year - p.year), default=None)
    past = [a for a, b in rows if (b < p if relation == "last" else a <= p)]
    ahead = [a for a, b in rows if (a > p if relation == "next" else b >= p)]
    back, forth = (past[-1] if past else None), (ahead[0] if ahead else None)
    if relation in ("last", "next") or at.direction > 0:
        return back if relation == "last" or (relation is None and at.direction < 0) else forth
    near = _NEAR if at.direction == 0 else _NEAR // 2 if bounds(p.year)[0] == bounds(p.year)[1] else 0
    if back and forth and (p - back).days >= _FAR and (forth - p).days <= near:
        return forth
    return back


def _month(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    month = int(parts["month"])
    year, floating = year_of(parts, at), "year" not in parts
    if year is None and floating:
        found = pick(lambda y: (date(y, month, 1), cal.month_end(y, month)), parts.get("relation"), at)
        year = found.year if found else None
    if year is None:
        return Moment("date", f"XXXX-{month:02}")
    text = f"{year:04}-{month:02}"
    edge = _edge_of_month(year, month, parts.get("mod"))
    return Moment("date", text, text, PUBLISHED if floating else None, floating, edge)


def _edge_of_month(year: int, month: int, mod: str | None) -> str | None:
    day = {"START": 1, "MID": 15, "END": cal.days_in(year, month)}.get(mod or "")
    return f"{year:04}-{month:02}-{day:02}" if day else None


def _year(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    return with_edge(Moment("date", parts["year"], parts["year"]), parts.get("mod"))


def _years(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    first = parts["year"]
    last = parts.get("lastyear") or first[:2] + parts["yy"]
    if int(last) < int(first):
        return None
    return Moment("date", first, f"{first}/{last}")


def _season(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    season = int(parts["season"])
    name = _SEASON_NAMES[season]
    year, floating = year_of(parts, at), "year" not in parts
    if year is None and floating:
        found = pick(lambda y: cal.edtf_interval(f"{y}-{season}") or (None, None), parts.get("relation"), at)
        year = found.year if found else None
    if year is None:
        return Moment("date", f"XXXX-{name}")
    return Moment("date", f"{year:04}-{name}", f"{year:04}-{season}", PUBLISHED if floating else None, floating)


def _quarter(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    number = int(parts.get("ordinal") or parts["ordinalfig"])
    half = "half" in parts
    year = year_of(parts, at)
    year = at.published.year if year is None and at.published else year
    size = 6 if half else 3
    if not 1 <= number <= 12 // size:
        return None
    code = f"{'H' if half else 'Q'}{number}"
    if year is None:
        return Moment("date", f"XXXX-{code}")
    first = (number - 1) * size + 1
    edtf = f"{year:04}-{first:02}/{year:04}-{first + size - 1:02}"
    return Moment("date", f"{year:04}-{code}", edtf, None if "year" in parts else PUBLISHED)


def _decade(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    figures = parts.get("decadefig") or parts.get("decadeshort") or parts["tens"]
    tens = int("".join(c for c in figures if c.isdigit()))
    start = tens if tens >= 100 else tens + (1900 if tens >= 20 else 2000)
    first, last = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}.get(parts.get("mod", ""), (0, 9))
    return Moment("date", f"{start // 10}X", f"{start + first}/{start + last}")


def _century(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    first = (int(parts["rank"]) - 1) * 100
    return Moment("date", f"{first // 100}XX", f"{first + 1:04}/{first + 100:04}")


def _holiday(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    year, floating = year_of(parts, at), "year" not in parts
    day: date | None
    if year is None:
        day = pick(lambda y: (holiday(parts["holiday"], y),) * 2, parts.get("relation"), at)
    else:
        day = holiday(parts["holiday"], year)
    if day is None:
        return Moment("date", "XXXX-XX-XX")
    return Moment("date", day.isoformat(), day.isoformat(), PUBLISHED if floating else None, floating)


def holiday(code: str, year: int) -> date | None:
    """The day of a feast: `MM-DD`, `easter+N` days, or `MM-Nth-W` (the Nth weekday W of the month, Monday = 0)."""
    if code.startswith("easter"):
        return cal.shift(cal.easter(year), int(code[6:]), "D")
    if "th-" in code:
        month, nth, weekday = code.split("-")
        first = date(year, int(month), 1)
        return first + timedelta((int(weekday) - first.weekday()) % 7 + 7 * (int(nth[:-2]) - 1))
    return cal.make_day(year, int(code[:2]), int(code[3:]))


CALENDAR: dict[str, Reckoning] = {
    "date": _date, "numeric": _numeric, "month": _month, "year": _year, "years": _years, "season": _season, "quarter": _quarter,
    "decade": _decade, "century": _century, "holiday": _holiday,
}  # fmt: skip
