"""The date of publication: given and checked, or read from a dateline. Never guessed: what names no year gives no date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from riscontro import languages
from riscontro.errors import BadDate
from riscontro.model import Document

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:.]+(?:Z|[+-]\d\d(?::?\d\d)?)?)?")
_REMEDY = "Write it as 2024-02-23, 2024-02 or 2024."
_FIRST_YEAR = 1900
_TOP, _BOTTOM = 10, 3
"""How many blocks from the top and from the bottom may hold a dateline."""
_LONGEST_LINE = 140
_CAP = "A-ZÀ-ÖØ-ÞŠŽČĆĐŁŚİ"
_PLACE = rf"(?:[{_CAP}][\w.'’/-]{{0,24}}|of|the|and|di|del|della|d|la|el|al)"
_PLACES = rf"(?:\(?[{_CAP}][\w. ]{{1,20}}\)? ?[-–—] ?)?(?=[{_CAP}]){_PLACE}(?:,? \(?{_PLACE}\)?){{0,5}}"


def checked(given: str | None, today: date | None = None) -> str | None:
    """The date a user gave, as EDTF to the day, month or year. Raises BadDate where it is none or none of publication."""
    if given is None:
        return None
    text = given.strip()
    match = _EDTF.fullmatch(text)
    if not match or not _exists(match):
        raise BadDate(f"{given!r} is no date.", _REMEDY)
    edtf = "-".join(part for part in match.groups() if part)
    if int(match[1]) < _FIRST_YEAR:
        raise BadDate(f"{given!r} lies before {_FIRST_YEAR}: no report of that age is read.", _REMEDY)
    if not plausible(edtf, today):
        raise BadDate(f"{given!r} lies in the future: nothing is published yet on that date.", _REMEDY)
    return edtf


def _exists(match: re.Match[str]) -> bool:
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def plausible(edtf: str, today: date | None = None) -> bool:
    """Whether a date (EDTF: day, month, year) can be one of publication: from 1900 to tomorrow."""
    match = _EDTF.fullmatch(edtf)
    if not match or not _exists(match):
        return False
    first = date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    return first.year >= _FIRST_YEAR and first <= (today or date.today()) + timedelta(days=1)


@cache
def _months(language: str) -> dict[str, int]:
    months: dict[str, int] = languages.table(language, "dateline")["months"]
    return months


@cache
def _forms(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How a language opens a report with place and date, says when it was published and updated, and a line that is a date alone."""
    data = languages.table(language, "dateline")
    month = "|".join(sorted(map(re.escape, data["months"]), key=len, reverse=True))
    week = "|".join(sorted(map(re.escape, data["weekdays"]), key=len, reverse=True))
    day, year = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th|°|º|\.)?", r"(?P<{0}>(?:19|20)\d\d)"
    when = (
        rf"(?:(?:{week})\.?,? )?(?:{day.format('d1')} (?:of |de |di )?(?P<m1>{month})\b\.?(?:,? {year.format('y1')})?"
        rf"|(?P<m2>{month})\b\.? {day.format('d2')}\b(?:,? {year.format('y2')})?"
        rf"|{year.format('y3')}-(?P<m3>\d\d)-(?P<d3>\d\d)(?:T[\d:.+Z-]{{0,24}})?"
        rf"|(?P<d4>\d{{1,2}})[/.](?P<m4>\d{{1,2}})[/.]{year.format('y4')})"
    )
    agency = r"(?:[.,]? ?(?:\([^()]{1,40}\)|/[A-Z][\w. -]{1,20}/|[A-Z]{2,10}))?"
    close = r"[.,]? ?(?:-{1,2}|–|—|_|:|/|\||$)"
    article = "|".join(map(re.escape, data["before_day"]))
    opening = rf"\(?(?-i:{_PLACES})[,.]{{0,2}} ?[-–—(]? ?(?:(?:{article}) )?{when}\)?{agency}{close}"
    cues = ["|".join(sorted(map(re.escape, data[key]), key=len, reverse=True)) for key in ("published", "updated")]
    said = [rf"(?:{cue})(?: on| at| il| in data)?\b ?[:|]? ?{when}.{{0,60}}$" for cue in cues]
    alone = rf"{when}(?:[ ,|·•–-]+(?:at |alle |ore |h )*\d{{1,2}}[:.h]\d\d.{{0,30}})?$"
    return tuple(re.compile(form, re.I) for form in (opening, *said, alone))  # type: ignore[return-value]  # four in, four out


def dateline(doc: Document, today: date | None = None) -> tuple[str | None, str | None]:
    """The date (EDTF day) that the document itself bears, and a note where it bears one without a year.

    Read in the first and last blocks: `SEOUL, Feb 23, 2024 (Agency) -`, `Published: 23 February 2024`, a date alone on its
    line. A date of publication goes before one of an update.
    """
    blocks = doc.blocks[:_TOP] + doc.blocks[max(_TOP, len(doc.blocks) - _BOTTOM) :]
    lines = [" ".join(block.span.text[:400].split()) for block in blocks]
    yearless: str | None = None
    opening, published, updated, alone = _forms(doc.language)
    for form in (published, opening, alone, updated):
        for line in lines:
            match = form.match(line) if form is opening or len(line) <= _LONGEST_LINE else None
            edtf = _edtf(match, doc.language) if match else None
            if edtf and plausible(edtf, today):
                return edtf, None
            if match and not edtf and form is opening:
                yearless = yearless or match[0].strip(" -–—_:/|")
    return None, f"The dateline {yearless!r} names no year, so no date of publication was taken from it." if yearless else None


def _edtf(match: re.Match[str], language: str) -> str | None:
    """The date of a match; None where the year is missing, or day and month cannot be told apart."""
    parts = match.groupdict()
    year = next((int(parts[k]) for k in ("y1", "y2", "y3", "y4") if parts[k]), None)
    day = next((int(parts[k]) for k in ("d1", "d2", "d3", "d4") if parts[k]), None)
    name = next((parts[k] for k in ("m1", "m2", "m3", "m4") if parts[k]), "")
    month = int(name) if name.isdigit() else _months(language)[name.lower()]
    if year is None or day is None:
        return None
    if parts["m4"] and not languages.table(language, "dateline")["day_first"]:
        if day <= 12 and month <= 12 and day != month:
            return None
        day, month = (month, day) if month > 12 else (day, month)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def is_dateline(text: str) -> bool:
    """Whether the text is nothing but the place, agency and date that open a report."""
    line = " ".join(text.split())
    return len(line) <= 80 and bool(_BARE_DATELINE.fullmatch(line) or any(_whole(language, line) for language in languages.LANGUAGES))


_BARE_DATELINE = re.compile(
    rf"(?:{_PLACES},? )?\([A-Z][\w ./-]{{1,30}}\)\.? ?(?:-{{1,2}}|–|—|_)?|[A-ZÀ-Þ][A-ZÀ-Þ.' -]{{2,30}}(?:, [\w. ]{{2,20}})? ?(?:--?|–|—|_)"
)


def _whole(language: str, line: str) -> bool:
    match = _forms(language)[0].match(line)
    return bool(match and match.end() == len(line))
