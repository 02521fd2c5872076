"""A record of an archive of JSON lines -> its text: one JSON object with the words of an article in one of its fields."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from riscontro.collect.days import day_of
from riscontro.collect.page import read_fragment
from riscontro.collect.plain import read_plain
from riscontro.collect.raw import Raw
from riscontro.errors import Damaged, EmptyDocument, InputError

RECORD = "application/vnd.riscontro.record+json"
"""The media type by which a line of such an archive is handed on."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext", "articleBody", "full_text", "html"),
    "title": ("title", "headline", "name"),
    "published": ("published", "date_published", "datePublished", "pubDate", "publication_date", "date_publish", "date"),
    "modified": ("modified", "date_modified", "dateModified", "updated", "date_modify"),
    "publisher": ("publisher", "source", "source_name", "outlet", "site_name", "sitename", "domain", "source_domain"),
    "author": ("author", "authors", "byline", "creator"),
    "address": ("url", "link", "address", "source_url", "canonical"),
    "language": ("language", "lang"),
}
"""Our fields and the names under which they are looked for, the first that is there first; `a.b` is b inside a."""

_MARKUP = re.compile(r"</(?:p|div|h[1-6]|br|span|a|article)>|<(?:p|br|div)\b", re.I)


def checked_fields(pairs: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """A field map as a user writes it, `text=story.body`. Raises InputError naming all that are none."""
    rows = tuple((ours.strip(), theirs.strip()) for ours, _, theirs in (pair.partition("=") for pair in pairs))
    wrong = [pair for pair, (ours, theirs) in zip(pairs, rows, strict=True) if ours not in FIELDS or not theirs]
    if wrong:
        raise InputError(f"{', '.join(wrong)}: this maps no field.", f"Write OURS=THEIRS, where OURS is one of {', '.join(FIELDS)}.")
    return rows


def read_record(data: bytes, name: str, fields: tuple[tuple[str, str], ...] = ()) -> Raw:
    """The article in a record.

    Args:
        data: a JSON object in UTF-8.
        name: how the record is called in errors.
        fields: pairs of a field of FIELDS and the name that it has here; where one is given no other name is tried.

    Raises:
        Damaged: it is no JSON object.
        EmptyDocument: it has no text.
        NoArticle: the text is a page without an article.
    """
    row = _object(data, name)
    found = {ours: _found(row, _names(ours, fields)) for ours in FIELDS}
    text = _words(found["text"])
    if not text or not text.strip():
        names = ", ".join(_names("text", fields))
        raise EmptyDocument(f"{name} has no text under {names}.", "Say where it stands, for example --field text=story.body.")
    raw = read_fragment(text, name) if _MARKUP.search(text) else read_plain(text)
    title, author = _words(found["title"]), _words(found["author"])
    told = raw.titled(title).of(_words(found["publisher"]) or raw.publisher, day_of(found["published"]) or raw.published)
    return told.also(
        author=author, modified=day_of(found["modified"]), address=_words(found["address"]), language=_words(found["language"])
    )


def _object(data: bytes, name: str) -> dict[str, Any]:
    try:
        row = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Damaged(f"{name} is no JSON: {type(error).__name__}.", "Check how the file was made; the other lines are read.") from None
    if not isinstance(row, dict):
        raise Damaged(f"{name} is no JSON object.", "Each line must hold one article with named fields.")
    return row


def _names(ours: str, fields: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(theirs for mine, theirs in fields if mine == ours) or FIELDS[ours]


def _found(row: dict[str, Any], names: tuple[str, ...]) -> object:
    """The first field that is there and not empty."""
    for name in names:
        value: object = row
        for part in [name] if name in row else name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if value not in (None, "", [], {}):
            return value
    return None


def _words(value: object) -> str | None:
    """A text, or texts in a row, as one; characters that no text can hold are taken out."""
    if isinstance(value, dict):
        value = value.get("name")
    rows = value if isinstance(value, list) else [value]
    texts = [str(row.get("name", "")) if isinstance(row, dict) else row for row in rows]
    joined = ", ".join(t.strip() for t in texts if isinstance(t, str) and t.strip()) if len(rows) != 1 else texts[0]
    return _sound(joined) or None if isinstance(joined, str) else None


def _sound(text: str) -> str:
    return "".join(c for c in text if not "\ud800" <= c <= "\udfff" and c != "\0").replace("\r\n", "\n").replace("\r", "\n")
