"""A date as feeds, messages and records write it -> its day as EDTF; None for what cannot be told."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?=$|[T\s])")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=$|T|\d{6}$)")
_SECONDS, _MILLISECONDS = range(10**8, 10**10), range(10**11, 10**13)


def day_of(written: object) -> str | None:
    """The day: of ISO 8601 (`2024-06-14T09:30:00Z`, `2024-06`, `20240614`), of a message's date, of seconds since 1970."""
    if isinstance(written, bool) or written is None:
        return None
    if isinstance(written, int | float):
        return _of_number(int(written)) if written == written and abs(written) < 10**15 else None
    text = str(written).strip()
    found = _ISO.match(text) or _COMPACT.match(text)
    if found:
        return _real(*found.groups())
    if text.isascii() and text.isdigit():
        return _of_number(int(text)) if len(text) < 15 else None
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _of_number(value: int) -> str | None:
    seconds = value if value in _SECONDS else value // 1000 if value in _MILLISECONDS else None
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds is not None else None


def _real(year: str, month: str, day: str | None) -> str | None:
    try:
        found = date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return None
    return found if day else found[:7]
