"""What a time expression means: its TIMEX3 value (TimeML, ISO 8601) and its EDTF date, reckoned from the document's day.

Each reckoning takes the parts of a match, which are the same in every language, and where it stands (`Standing`). Where
what is needed to reckon is unknown, the value has X in the unknown places and the EDTF date is None: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from riscontro.extract import calendar as cal

Parts = dict[str, str]
PUBLISHED, CONTEXT = "published", "context"
_FAR, _NEAR = 290, 62
_WINDOWS = {"D": (7, "D"), "W": (28, "D"), "M": (6, "M"), "Y": (5, "Y"), "DE": (30, "Y"), "H": (1, "D"), "MI": (0, "D")}
_SEASON_NAMES = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
_STEPS = {"last": -1, "this": 0, "next": 1, "before": -1, "that": 0, "after": 1}
_UNIT_YEARS = {"Y": 1, "DE": 10, "CE": 100}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an expression stands: the document's day, the day last spoken of, and which way the clause looks.

    `direction` is -1 for the past, 1 for the future, 0 where the clause does not tell.
    """

    published: date | None
    context: date | None = None
    direction: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """A time reckoned. `floating` is true where its year or week was inferred; `edge` is its beginning or end where one was named."""

    type: str
    value: str
    edtf: str | None = None
    anchor: str | None = None
    floating: bool = False
    edge: str | None = None
    part: bool = False


def reckon(does: str, parts: Parts, options: dict[str, str], standing: Standing) -> Moment | None:
    """The moment that a match means, None where it means none after all."""
    try:
        return RECKONINGS[does](parts, options, standing)
    except (ValueError, OverflowError):
        return None


def _date(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    if "isoyear" in parts:
        return _day_moment(int(parts["isoyear"]), int(parts["isomonth"]), int(parts["isoday"]))
    month, day = int(parts["month"]), int("".join(c for c in parts["day"] if c.isdigit()))
    if not 1 <= day <= 31:
        return None
    year, anchor = _year_of(parts, at), None
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


def _year_of(parts: Parts, at: Standing) -> int | None:
    """The year that is written, or that "of last year" means."""
    if "year" in parts:
        return int(parts["year"])
    if "yearrelation" in parts and at.published:
        return at.published.year + _STEPS[parts["yearrelation"]]
    return None


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
    year, floating = _year_of(parts, at), "year" not in parts
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
    return _with_edge(Moment("date", parts["year"], parts["year"]), parts.get("mod"))


def _with_edge(moment: Moment, mod: str | None) -> Moment:
    """The moment with its first, middle or last month (of a year) or day (of anything shorter) as its edge."""
    covered = cal.edtf_interval(moment.edtf)
    if covered is None or mod not in ("START", "MID", "END"):
        return moment
    first, last = covered
    day = {"START": first, "MID": first + (last - first) / 2, "END": last}[mod]
    return replace(moment, edge=cal.edtf_of(day, "M" if (last - first).days > 40 else "D"))


def _years(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    first = parts["year"]
    last = parts.get("lastyear") or first[:2] + parts["yy"]
    if int(last) < int(first):
        return None
    return Moment("date", first, f"{first}/{last}")


def _season(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    season = int(parts["season"])
    name = _SEASON_NAMES[season]
    year, floating = _year_of(parts, at), "year" not in parts
    if year is None and floating:
        found = pick(lambda y: cal.edtf_interval(f"{y}-{season}") or (None, None), parts.get("relation"), at)
        year = found.year if found else None
    if year is None:
        return Moment("date", f"XXXX-{name}")
    return Moment("date", f"{year:04}-{name}", f"{year:04}-{season}", PUBLISHED if floating else None, floating)


def _quarter(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    number = int(parts.get("ordinal") or parts["ordinalfig"])
    half = "half" in parts
    year = _year_of(parts, at)
    year = at.published.year if year is None and at.published else year
    size = 6 if half else 3
    if not 1 <= number <= 12 // size:
        return None
    code = f"{'H' if half else 'Q'}{number}"
    if year is None:
        return Moment("date", f"XXXX-{code}")
    first = (number - 1) * size + 1
    return Moment("date", f"{year:04}-{code}", f"{year:04}-{first:02}/{year:04}-{first + size - 1:02}", None if "year" in parts else PUBLISHED)


def _decade(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    figures = parts.get("decadefig") or parts.get("decadeshort") or parts["tens"]
    tens = int("".join(c for c in figures if c.isdigit()))
    start = tens if tens >= 100 else tens + (1900 if tens >= 20 else 2000)
    first, last = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}.get(parts.get("mod", ""), (0, 9))
    return Moment("date", f"{start // 10}X", f"{start + first}/{start + last}")


def _century(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    first = (int(parts["rank"]) - 1) * 100
    return Moment("date", f"{first // 100}XX", f"{first + 1:04}/{first + 100:04}")


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
        day = p - timedelta(p.weekday() - weekday - 7 * _STEPS[parts["weekrelation"]])
    else:
        day = _nearest_weekday(weekday, p, parts.get("relation"), at.direction)
    if "nextafter" in parts:
        day = _nearest_weekday(weekday, p, None, 1) + timedelta(7)
    if "part" in parts:
        return replace(_on_day(day, parts["part"], PUBLISHED), floating=True)
    if "day" in parts:
        day += timedelta(_STEPS[parts.get("dayside", "that")])
    return Moment("date", day.isoformat(), day.isoformat(), PUBLISHED, "weekrelation" not in parts)


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
    start = at.context if base == CONTEXT else at.published
    number, unit = _number(parts), _fortnight(parts.get("unit", "D"))
    if number is None:
        return _vague_offset(unit, sign, start, base)
    if start is None:
        return Moment("date", "XXXX-XX-XX" if unit in "DW" else "XXXX")
    if number != int(number):
        number, unit = number * 12 if unit == "Y" else number * 7 if unit == "W" else round(number), {"Y": "M", "W": "D"}.get(unit, unit)
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
    """"A few weeks ago": a stretch of rough length that ends now; of years nothing can be said."""
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
        factor, grain = {"W": (7, "D"), "DE": (10, "Y"), "CE": (100, "Y"), "D": (1, "D"), "M": (1, "M"), "Y": (1, "Y"), "H": (1 / 24, "D")}.get(unit, (0, "D"))
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


def _ahead(p: date, number: float | None, unit: str) -> str:
    """From the document's day, open where no number is given."""
    if number is None:
        return f"{p.isoformat()}/.."
    factor, grain = {"W": (7, "D"), "DE": (120, "M"), "Y": (12, "M"), "M": (1, "M"), "CE": (1200, "M")}.get(unit, (1, "D"))
    if unit in ("H", "MI", "S"):
        factor = 0
    end = cal.shift(p, int(number * factor), grain)
    keep = {"Y": "Y", "DE": "Y", "CE": "Y", "M": "M"}.get(unit, "D")
    return f"{cal.edtf_of(p, keep)}/{cal.edtf_of(end, keep) if end else '..'}"


def _length(number: float | None, unit: str) -> str:
    """A TIMEX3 duration: P3M, PT16H, PXY; half years are months, half days hours."""
    if number is not None and number != int(number):
        number, unit = {"Y": (number * 12, "M"), "D": (number * 24, "H"), "H": (number * 60, "MI"), "DE": (number * 10, "Y")}.get(unit, (number, unit))
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
    step = _STEPS[parts.get("relation", "this")]
    if "relation" not in parts and parts["unit"] == "WE":
        step = -1 if at.direction <= 0 and at.published and at.published.weekday() < 5 else 0
    return _with_edge(_unit_at(at.published, step, parts["unit"], PUBLISHED), parts.get("mod"))


def _unit_at(base: date | None, step: int, unit: str, anchor: str) -> Moment:
    unknown = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX", "WE": "XXXX-WXX-WE", "Q": "XXXX-QX", "DE": "XXXX", "CE": "XXXX"}
    day = _step(base, step, unit) if base else None
    if day is None:
        return Moment("date", unknown.get(unit, "XXXX"))
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
        years = _UNIT_YEARS[unit]
        start = day.year - day.year % years
        return Moment("date", str(start)[: 3 if unit == "DE" else 2] + ("X" if unit == "DE" else "XX"), f"{start}/{start + years - 1}", anchor)
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
    step = _STEPS[parts.get("side") or parts["told"]]
    if "part" in parts:
        day = cal.shift(at.context, step, "D") if at.context else None
        return replace(_on_day(day, parts["part"], CONTEXT), anchor=CONTEXT if day else None)
    return _unit_at(at.context, step, parts["unit"], CONTEXT)


def _part(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    """A part of a day that is not named: of the day last spoken of, else of the document's."""
    return replace(_on_day(*_day_spoken_of(parts["part"], at)), part=True)


def _day_spoken_of(part: str, at: Standing) -> tuple[date | None, str, str | None]:
    day = at.context or at.published
    anchor = (CONTEXT if at.context else PUBLISHED) if day else None
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


def _holiday(parts: Parts, options: dict[str, str], at: Standing) -> Moment | None:
    year, floating = _year_of(parts, at), "year" not in parts
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


def approximate(edtf: str | None) -> str | None:
    """The date with EDTF's `~` on each end that is given."""
    if edtf is None:
        return None
    return "/".join(p if p in ("..", "") or p.endswith("~") else p + "~" for p in edtf.split("/"))


RECKONINGS: dict[str, Callable[[Parts, dict[str, str], Standing], Moment | None]] = {
    "date": _date, "numeric": _numeric, "month": _month, "year": _year, "years": _years, "season": _season, "quarter": _quarter,
    "decade": _decade, "century": _century, "deictic": _deictic, "weekday": _weekday, "offset": _offset, "window": _window,
    "duration": _duration, "set": _set, "era": _era, "told": _told, "part": _part, "clock": _clock, "reference": _reference,
    "holiday": _holiday,
}  # fmt: skip
