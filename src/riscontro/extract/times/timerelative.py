"""Times told from the document's day or from the time last spoken of, and lengths, sets and hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from riscontro.extract.times import calendar as cal
from riscontro.extract.times.timemoment import CONTEXT, PUBLISHED, STEPS, Moment, Parts, Standing, approximate, with_edge

_WINDOWS = {"D": (7, "D"), "W": (28, "D"), "M": (6, "M"), "Y": (5, "Y"), "DE": (30, "Y"), "H": (1, "D"), "MI": (0, "D")}
_FINER = {"Y": (12, "M"), "D": (24, "H"), "H": (60, "MI"), "W": (7, "D")}
_LENGTHS: dict[str, tuple[float, str]] = {
    "H": (1 / 24, "D"), "D": (1, "D"), "W": (7, "D"), "M": (1, "M"), "Y": (1, "Y"), "DE": (10, "Y"), "CE": (100, "Y"),
}  # fmt: skip
_UNKNOWN = {"M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX", "WE": "XXXX-WXX-WE", "Q": "XXXX-QX"}
_FINE = {"D": 2, "W": 7, "WE": 7, "M": 31}
_UNIT_YEARS = {"Y": 1, "DE": 10, "CE": 100}

Reckoning = Callable[[Parts, dict[str, str], Standing], Moment | None]


def _deictic(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    offset, _, part = parts["nightly"].partition(" ") if "nightly" in parts else (parts["deictic"], "", "")
    if offset == "~":
        offset = "0" if at.direction > 0 else "-1"
    return _on_day(cal.shift(at.published, int(offset), "D") if at.published else None, part, PUBLISHED)


def _on_day(day: date | None, part: str, anchor: str | None) -> Moment:
    suffix = f"T{part}" if part else ""
    if day is None:
        return Moment("date", f"XXXX-XX-XX{suffix}")
    text = day.isoformat()
    edtf = text
    if part == "NI" and anchor == PUBLISHED:
        following = cal.shift(day, 1, "D")
        edtf = f"{text}/{following.isoformat()}" if following else text
    return Moment("time" if part else "date", text + suffix, edtf, anchor)


def _weekday(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    weekday, p = int(parts["weekday"]), at.published
    if p is None:
        return Moment("date", f"XXXX-WXX-{weekday + 1}")
    if "weekrelation" in parts:
        day = p - timedelta(p.weekday() - weekday - 7 * STEPS[parts["weekrelation"]])
    else:
        day = _nearest_weekday(weekday, p, parts.get("relation"), at.direction)
        if "relation" not in parts and at.direction > 0 and _written_earlier(day, p, at.day_spoken_of):
            day -= timedelta(7)
    if "nextafter" in parts:
        day = _nearest_weekday(weekday, p, None, 1) + timedelta(7)
    if "part" in parts:
        return replace(_on_day(day, parts["part"], PUBLISHED), floating=True)
    if "day" in parts:
        day += timedelta(STEPS[parts.get("dayside", "that")])
    return Moment("date", day.isoformat(), day.isoformat(), PUBLISHED, "weekrelation" not in parts)


def _written_earlier(day: date, p: date, told: date | None) -> bool:
    """Whether the text was put out days after it was written: "will ... on Thursday" then follows the day it tells of."""
    return told is not None and told < day - timedelta(7) < p and (day - p).days > 4 and (p - told).days < 5


def _nearest_weekday(weekday: int, p: date, relation: str | None, direction: int) -> date:
    back, forth = (p.weekday() - weekday) % 7, (weekday - p.weekday()) % 7
    if relation == "last":
        return p - timedelta(back or 7)
    if relation == "next":
        return p + timedelta(forth or 7)
    if relation == "this" and direction == 0:
        return p - timedelta(p.weekday() - weekday)
    return p + timedelta(forth) if direction > 0 else p - timedelta(back)


def _number(parts: Parts) -> float | None:
    """The number that is written; None for "several" and the like, or where none is."""
    text = parts.get("number") or parts.get("count") or "X"
    if text == "X":
        return None
    return float(text.replace(",", ".")) + (0.5 if "half" in parts else 0)


def _offset(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    """So many units before or after the document's day, or the day last spoken of."""
    sign, base = int(options["sign"]), options.get("base", PUBLISHED)
    number, unit = _number(parts), _fortnight(parts.get("unit", "D"))
    start = _context_for(unit, at) if base == CONTEXT else at.published
    if number is None:
        return _vague_offset(unit, sign, start, base)
    if start is None:
        return Moment("date", "XXXX-XX-XX" if unit in "DW" else "XXXX")
    if number != int(number):
        factor, unit = _FINER.get(unit, (1, unit))
        number = round(number * factor)
    moment = _counted_offset(start, sign * int(number), unit, base)
    return replace(moment, edtf=approximate(moment.edtf)) if moment and "about" in parts else moment


def _fortnight(unit: str) -> str:
    return "W" if unit == "FN" else unit


def _counted_offset(start: date, by: int, unit: str, anchor: str) -> Moment | None:
    if unit in ("DE", "CE"):
        by, unit = by * _UNIT_YEARS[unit], "Y"
    if unit in ("H", "MI", "S"):
        by, unit = (int(by / 24) if unit == "H" else 0), "D"
    day = cal.shift(start, by, unit)
    if day is None:
        return None
    if unit == "W":
        year, week, _ = day.isocalendar()
        return Moment("date", f"{year:04}-W{week:02}", cal.week_of(day), anchor)
    text = cal.edtf_of(day, unit)
    return Moment("date", text, text, anchor)


def _vague_offset(unit: str, sign: int, start: date | None, anchor: str) -> Moment:
    """ "A few weeks ago": a stretch of rough length that ends now; of years nothing can be said."""
    value = "FUTURE_REF" if sign > 0 else "PAST_REF"
    window = _window_edges(start, None, unit) if start and unit in ("D", "W", "M") else None
    if window is None:
        return Moment("date", value)
    if sign > 0:
        return Moment("date", value, f"{cal.edtf_of(start, window[2])}/.." if start else None, anchor)
    return Moment("date", value, f"{window[0]}~/{window[1]}", anchor)


def _window_edges(p: date | None, number: float | None, unit: str) -> tuple[str, str, str] | None:
    """Where a stretch up to the day begins and ends, and the precision of both."""
    if p is None:
        return None
    length, grain = _WINDOWS.get(unit, (100, "Y"))
    if number is not None:
        factor, grain = _LENGTHS.get(unit, (0, "D"))
        length = int(number * factor)
        if number != int(number) and unit == "Y":
            length, grain = int(number * 12), "M"
    start = cal.shift(p, -length, grain)
    return (cal.edtf_of(start, grain), cal.edtf_of(p, grain), grain) if start else None


def _window(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    """A stretch that ends or begins with the document's day: "the past two months", "the coming weeks"."""
    unit = _fortnight(parts["unit"])
    number = _number(parts) if "number" in parts or "count" in parts else None
    value = _length(number, unit)
    ahead = parts.get("relation") == "next" or "ahead" in parts or "these" in parts
    if at.published is None:
        return Moment("date", value)
    if ahead:
        return Moment("date", value, _ahead(at.published, number, unit), PUBLISHED)
    edges = _window_edges(at.published, number, unit)
    if edges is None:
        return Moment("date", value)
    start, end, _ = edges
    return Moment("date", value, f"{start}{'~' if number is None else ''}/{end}" if start != end else start, PUBLISHED)


def reach(parts: Parts, published: date | None, direction: int) -> str | None:
    """The stretch of a length told up to the document's day (-1: "da tre mesi") or from it (1: "within two weeks"), as EDTF."""
    if published is None or "unit" not in parts:
        return None
    number, unit = _number(parts), _fortnight(parts["unit"])
    if direction > 0:
        return _ahead(published, number, unit)
    edges = _window_edges(published, number, unit)
    return f"{edges[0]}~/{edges[1]}" if edges and edges[0] != edges[1] else None


def _ahead(p: date, number: float | None, unit: str) -> str:
    """From the document's day, open where no number is given."""
    if number is None:
        return f"{p.isoformat()}/.."
    factor, grain = {"W": (7, "D"), "DE": (120, "M"), "Y": (12, "M"), "M": (1, "M"), "CE": (1200, "M")}.get(unit, (1, "D"))
    days = number / {"H": 24, "MI": 1440, "S": 86400}.get(unit, 1)
    end = cal.shift(p, int(days * factor), grain)
    keep = {"Y": "Y", "DE": "Y", "CE": "Y", "M": "M"}.get(unit, "D")
    first, last = cal.edtf_of(p, keep), cal.edtf_of(end, keep) if end else cal.OPEN
    return first if first == last else f"{first}/{last}"


def _length(number: float | None, unit: str) -> str:
    """A TIMEX3 duration: P3M, PT16H, PXY; half years are months, half days hours."""
    if number is not None and number != int(number):
        factor, finer = _FINER.get(unit, (1, unit))
        number, unit = number * factor, finer
    if unit in ("DE", "CE"):
        number, unit = (None if number is None else number * _UNIT_YEARS[unit]), "Y"
    figure = "X" if number is None else f"{number:g}"
    if unit in ("H", "MI", "S"):
        return f"PT{figure}{unit[0]}"
    return f"P{figure}{unit}"


def _duration(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    return Moment("duration", _length(_number(parts), "2W" if parts["unit"] == "FN" else parts["unit"]))


def _set(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    if "frequency" in parts:
        return Moment("set", parts["frequency"].upper())
    if "weekday" in parts:
        return Moment("set", f"XXXX-WXX-{int(parts['weekday']) + 1}")
    if "part" in parts:
        return Moment("set", f"XXXX-XX-XXT{parts['part']}")
    number = _number(parts) or float(parts.get("each", "1"))
    return Moment("set", _length(number, parts["unit"]))


def _era(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    """A week, month, year ... told from now: "last month", "the end of the year"."""
    step = STEPS[parts.get("relation", "this")]
    if "relation" not in parts and parts["unit"] == "WE":
        step = -1 if at.direction <= 0 and at.published and at.published.weekday() < 5 else 0
    return with_edge(_unit_at(at.published, step, parts["unit"], PUBLISHED), parts.get("mod"))


def _unit_at(base: date | None, step: int, unit: str, anchor: str) -> Moment:
    day = _step(base, step, unit) if base else None
    if day is None:
        return Moment("date", _UNKNOWN.get(unit, "XXXX"))
    iso = day.isocalendar()
    if unit == "W":
        return Moment("date", f"{iso[0]:04}-W{iso[1]:02}", cal.week_of(day), anchor)
    if unit == "WE":
        saturday = day + timedelta(5 - day.weekday())
        return Moment("date", f"{iso[0]:04}-W{iso[1]:02}-WE", f"{saturday.isoformat()}/{(saturday + timedelta(1)).isoformat()}", anchor)
    if unit == "Q":
        quarter = (day.month + 2) // 3
        return Moment("date", f"{day.year:04}-Q{quarter}", f"{day.year:04}-{quarter * 3 - 2:02}/{day.year:04}-{quarter * 3:02}", anchor)
    if unit in ("DE", "CE"):
        years, unknown = (10, 1) if unit == "DE" else (100, 2)
        start = day.year - day.year % years
        return Moment("date", f"{start:04}"[:-unknown] + "X" * unknown, f"{start:04}/{start + years - 1:04}", anchor)
    text = cal.edtf_of(day, unit)
    return Moment("date", text, text, anchor)


def _step(base: date, step: int, unit: str) -> date | None:
    if unit in ("W", "WE", "D", "Y", "M"):
        return cal.shift(base, step, "W" if unit == "WE" else unit)
    if unit == "Q":
        return cal.shift(base, step * 3, "M")
    return cal.shift(base, step * _UNIT_YEARS.get(unit, 1), "Y")


def _told(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    """A unit told from the day last spoken of: "the next day", "that year"."""
    step = STEPS[parts.get("side") or parts["told"]]
    if "part" in parts:
        day = cal.shift(at.context, step, "D") if at.context else None
        return replace(_on_day(day, parts["part"], CONTEXT), anchor=CONTEXT if day else None)
    return _unit_at(_context_for(parts["unit"], at), step, parts["unit"], CONTEXT)


def _context_for(unit: str, at: Standing) -> date | None:
    """The time last spoken of, where it is known finely enough to count such units from."""
    return at.context if at.context_days <= _FINE.get(unit, 40000) else None


def _part(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    """A part of a day that is not named: of the day last spoken of, else of the document's."""
    return replace(_on_day(*_day_spoken_of(parts["part"], at)), part=True)


def _day_spoken_of(part: str, at: Standing) -> tuple[date | None, str, str | None]:
    day = at.day_spoken_of or at.published
    anchor = (CONTEXT if at.day_spoken_of else PUBLISHED) if day else None
    return day, part, "near" if anchor == PUBLISHED and part == "NI" else anchor


def _clock(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    if "noon" in parts:
        hour, minute = (int(n) for n in parts["noon"].split(":"))
    else:
        hour, minute = int(parts["hour"]), int(parts.get("minute", "0"))
    if parts.get("meridiem") == "pm" and hour < 12:
        hour += 12
    if parts.get("meridiem") == "am" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    day, _, anchor = _day_spoken_of("", at)
    text = day.isoformat() if day else None
    return Moment("time", f"{text or 'XXXX-XX-XX'}T{hour:02}:{minute:02}", text, anchor, part=True)


def _reference(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    return Moment("date", parts["reference"].upper())


RELATIVE: dict[str, Reckoning] = {
    "deictic": _deictic, "weekday": _weekday, "offset": _offset, "window": _window, "duration": _duration, "set": _set, "era": _era,
    "told": _told, "part": _part, "clock": _clock, "reference": _reference,
}  # fmt: skip
