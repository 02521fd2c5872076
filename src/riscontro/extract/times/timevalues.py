"""What a time expression means: its TIMEX3 value (TimeML, ISO 8601) and its EDTF date, reckoned from the document's day.

Each reckoning takes the parts of a match, which are the same in every language, and where it stands (`Standing`). Where
what is needed to reckon is unknown, the value has X in the unknown places and the EDTF date is None: nothing is guessed.
"""

from __future__ import annotations

from riscontro.extract.times.timecalendar import CALENDAR
from riscontro.extract.times.timemoment import Moment, Parts, Standing
from riscontro.extract.times.timerelative import RELATIVE

_RECKONINGS = CALENDAR | RELATIVE


def reckon(does: str, parts: Parts, options: dict[str, str], standing: Standing) -> Moment | None:
    """The moment that a match means, None where it means none after all (the 45th of March, 25 o'clock)."""
    try:
        return _RECKONINGS[does](parts, options, standing)
    except (ValueError, OverflowError, KeyError):
        return None
