"""JSON lines: each a record of one article, with the usual names of fields or a map."""

import json

import pytest

from riscontro.collect import checked_fields, collect_bytes
from riscontro.collect.days import day_of
from riscontro.collect.records import RECORD
from riscontro.errors import Damaged, EmptyDocument, InputError
from riscontro.model import Document, Told

_WORDS = "The government in Minsk has denied that it sent shells to the port of Odesa in May, a spokesman said on Monday."


def _read(row: object, *fields: str) -> Document:
    return collect_bytes(json.dumps(row).encode(), "press.jsonl#7", told=Told(media=RECORD, fields=checked_fields(fields)))


def test_usual_names_are_known() -> None:
    """Text, title, date, publisher, author, address."""
    doc = _read(
        {
            "headline": "Minsk denies",
            "body": _WORDS,
            "date": "2024-06-14T09:00:00Z",
            "source": {"name": "Tideway Post"},
            "authors": ["A", "B"],
        }
    )
    assert (doc.title, doc.published, doc.publisher, doc.author) == ("Minsk denies", "2024-06-14", "Tideway Post", "A, B")
    assert doc.text == f"Minsk denies\n\n{_WORDS}"
    assert all(doc.text[b.span.start : b.span.end] == b.span.text for b in doc.blocks)


def test_a_map_outranks_them() -> None:
    """`a.b` is b inside a; a field that is mapped is looked for nowhere else."""
    doc = _read({"body": "Nothing", "story": {"words": _WORDS}, "when": "20240614"}, "text=story.words", "published=when")
    assert (doc.text, doc.published) == (_WORDS, "2024-06-14")
    with pytest.raises(EmptyDocument, match="other"):
        _read({"body": _WORDS}, "text=other")


def test_markup_is_taken_off() -> None:
    """A text with tags is read as HTML, its paragraphs apart."""
    assert _read({"text": f"<p>{_WORDS}</p><p>It went <b>on</b>.</p>"}).text == f"{_WORDS}\n\nIt went on."


@pytest.mark.parametrize("row", [{}, {"text": " "}, {"text": 7}, {"text": None, "title": "x"}, {"text": ["a", ["b"]]}])
def test_a_record_without_text_is_refused(row: object) -> None:
    """It is told where the text was looked for."""
    with pytest.raises((EmptyDocument, InputError)):
        _read(row)


@pytest.mark.parametrize("data", [b"{", b"[1]", b"nothing", b'{"text": ' + b"[" * 100_000, b"\xff\xfe{}"])
def test_what_is_no_record_is_refused(data: bytes) -> None:
    """Broken JSON, other values, nesting without end, bytes that are no text."""
    with pytest.raises(Damaged):
        collect_bytes(data, "press.jsonl#7", told=Told(media=RECORD))


def test_a_map_of_no_field_is_refused() -> None:
    """All that are wrong are named."""
    with pytest.raises(InputError, match="body=x, text"):
        checked_fields(["body=x", "text", "title=a"])


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-06-14", "2024-06-14"),
        ("2024-06", "2024-06"),
        ("2024-06-14 08:00", "2024-06-14"),
        ("Fri, 14 Jun 2024 09:30:00 GMT", "2024-06-14"),
        (1718352000, "2024-06-14"),
        ("1718352000000", "2024-06-14"),
        ("2024-13-40", None),
        ("soon", None),
        (True, None),
        (float("nan"), None),
        (10**400, None),
    ],
)
def test_days(written: object, day: str | None) -> None:
    """ISO 8601, dates of messages, seconds since 1970; nothing is guessed."""
    assert day_of(written) == day
