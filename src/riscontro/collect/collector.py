"""The two ways in: a file on disk, or bytes that somebody else has fetched."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from riscontro.collect.blocks import classify
from riscontro.collect.dates import checked, dateline, plausible
from riscontro.collect.decode import decode
from riscontro.collect.markdown import read_markdown
from riscontro.collect.page import looks_like_page, read_page
from riscontro.collect.plain import read_plain
from riscontro.collect.raw import Raw
from riscontro.collect.tongue import known_language, language_of
from riscontro.errors import EmptyDocument, MissingFile, TooLarge
from riscontro.model import BlockKind, Document

MAX_BYTES = 20_000_000
"""The largest file that is read, in bytes."""

_TEXT = (".txt", ".text")
_MARKDOWN = (".md", ".markdown")
_PAGE = (".html", ".htm", ".xhtml")
SUFFIXES = _TEXT + _MARKDOWN + _PAGE
"""File endings whose format is known; a file with another one is read as plain text, or as a page if it begins like one."""


def collect_file(
    path: Path | str,
    *,
    language: str | None = None,
    published: str | None = None,
    limit: int = MAX_BYTES,
    today: date | None = None,
) -> Document:
    """The document that a file holds.

    Args:
        path: a text, Markdown or HTML file (SUFFIXES); pipes are read too.
        language: one of `languages.LANGUAGES`; told from the text when None.
        published: EDTF date of publication (day, month or year); looked for in the document when None.
        limit: largest size in bytes.
        today: the day beyond which a date lies in the future; the clock's when None.

    Raises:
        MissingFile, TooLarge, and whatever `collect_bytes` raises.
    """
    return collect_bytes(read_bytes(path, limit=limit), str(path), language=language, published=published, limit=limit, today=today)


def check_given(language: str | None, published: str | None, today: date | None = None) -> None:
    """Checks what holds for every file of a batch before any is read. Raises UnknownLanguage, BadDate."""
    if language is not None:
        known_language(language)
    checked(published, today)


def read_bytes(path: Path | str, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file, of one larger than the limit just so many that it shows. Raises MissingFile."""
    try:
        with Path(path).open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        if str(path).startswith(("http:/", "https:/")):
            raise MissingFile(f"{path} is an address, not a file.", "Nothing is fetched: save the page, and name its file.") from None
        raise MissingFile(f"There is no file {path}.", "Check the path.") from None
    except IsADirectoryError:
        raise MissingFile(f"{path} is a folder, not a file.", "Name one file in it.") from None
    except (OSError, ValueError) as error:
        raise MissingFile(
            f"{str(path)!r} cannot be opened: {getattr(error, 'strerror', None) or error}.", "Check the path, and that you may read it."
        ) from error


def collect_bytes(
    data: bytes,
    name: str,
    *,
    language: str | None = None,
    published: str | None = None,
    limit: int = MAX_BYTES,
    today: date | None = None,
) -> Document:
    """The document that these bytes hold; `name` is the path or address they came from, and its ending tells their format.

    Arguments are those of `collect_file`.

    Raises:
        TooLarge, EmptyDocument, NotText, WrongEncoding, NoArticle, UnknownLanguage, BadDate.
    """
    if len(data) > limit:
        raise TooLarge(f"{name} is larger than {limit / 1e6:g} MB.", "Split it, or raise the limit (max_bytes in riscontro.toml).")
    given = checked(published, today)
    suffix = Path(name).suffix.lower()
    is_page = suffix in _PAGE or (suffix not in _TEXT + _MARKDOWN and looks_like_page(data))
    text, notes = decode(data, name, page=is_page)
    if not any(c.isprintable() and not c.isspace() for c in text):
        raise EmptyDocument(f"{name} holds no text.", "Give a file with the words of a report in it.")
    raw = read_page(text, name) if is_page else read_markdown(text) if suffix in _MARKDOWN else read_plain(text)
    return _dated(_document(raw, data, name, language, notes), raw, given, today)


def _document(raw: Raw, data: bytes, name: str, language: str | None, notes: tuple[str, ...]) -> Document:
    title, blocks = classify(raw)
    telling = "\n".join(b.span.text for b in blocks if b.kind is not BlockKind.FURNITURE) or raw.text
    return Document(
        id=f"sha256:{hashlib.sha256(data).hexdigest()}",
        text=raw.text,
        language=language_of(telling, name, language, raw.language),
        blocks=blocks,
        title=title,
        publisher=raw.publisher,
        path=name,
        notes=notes,
    )


def _dated(doc: Document, raw: Raw, given: str | None, today: date | None) -> Document:
    """The document with its date of publication: the one given, else the page's own, else that of its dateline."""
    if given:
        return replace(doc, published=given, published_basis="given")
    if raw.published and plausible(raw.published, today):
        return replace(doc, published=raw.published, published_basis="metadata")
    found, note = dateline(doc, today)
    if found:
        return replace(doc, published=found, published_basis="dateline")
    return replace(doc, notes=(*doc.notes, note)) if note else doc
