"""The two ways in: a file on disk, or bytes that somebody else has fetched."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from riscontro.collect.blocks import classify
from riscontro.collect.dates import checked, dateline, plausible
from riscontro.collect.formats import read_raw
from riscontro.collect.metadata import described
from riscontro.collect.raw import Raw
from riscontro.collect.receipts import too_large
from riscontro.collect.tongue import known_language, language_of
from riscontro.errors import MissingFile
from riscontro.model import BlockKind, Document, Told

MAX_BYTES = 20_000_000
"""The largest file that is read, in bytes."""

NOTHING_TOLD = Told()


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
        path: a file that holds one document (SUFFIXES, but for archives); pipes are read too.
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
    except (OSError, ValueError) as error:
        raise cannot_open(path, error) from None


def cannot_open(path: Path | str, error: OSError | ValueError) -> MissingFile:
    """What to tell of a path that could not be opened or read."""
    if isinstance(error, FileNotFoundError):
        return MissingFile(f"There is no file {path}.", "Check the path.")
    if isinstance(error, IsADirectoryError):
        return MissingFile(f"{path} is a folder, not a file.", "Name one file in it.")
    reason = getattr(error, "strerror", None) or error
    return MissingFile(f"{str(path)!r} cannot be opened: {reason}.", "Check the path, and that you may read it.")


def collect_bytes(
    data: bytes,
    name: str,
    *,
    language: str | None = None,
    published: str | None = None,
    limit: int = MAX_BYTES,
    today: date | None = None,
    told: Told = NOTHING_TOLD,
) -> Document:
    """The document that these bytes hold; `name` is the path or address they came from.

    Arguments are those of `collect_file`; `told` is what the source of the bytes tells of them: its publisher goes before that of
    a page, its date behind it.

    Raises:
        TooLarge, EmptyDocument, NotText, WrongEncoding, NoArticle, Damaged, NoTextLayer, Protected, ManyDocuments, UnknownLanguage,
        BadDate.
    """
    if len(data) > limit:
        raise too_large(name, limit)
    given = checked(published, today)
    raw = read_raw(data, name, told)
    return _dated(_document(raw, data, name, told.language if language is None else language, told), raw, given, told.published, today)


def _document(raw: Raw, data: bytes, name: str, language: str | None, told: Told) -> Document:
    title, blocks = classify(raw)
    telling = "\n".join(b.span.text for b in blocks if b.kind is not BlockKind.FURNITURE) or raw.text
    doc = Document(
        id=f"sha256:{hashlib.sha256(data).hexdigest()}",
        text=raw.text,
        language=language_of(telling, name, language, raw.language),
        blocks=blocks,
        title=title,
        publisher=told.publisher or raw.publisher,
        path=name,
        notes=raw.notes,
        pages=raw.pages,
        author=raw.author,
        modified=raw.modified,
        address=raw.address or told.address,
        house=told.house,
    )
    return described(doc)


def _dated(doc: Document, raw: Raw, given: str | None, source: str | None, today: date | None) -> Document:
    """The document with its date of publication: the one given, else the page's own, else its source's, else that of its dateline.

    Where the dateline bears another day than the one taken, both are kept and a note says so.
    """
    found, note = dateline(doc, today)
    rows = ((given, "given"), (raw.published, "metadata"), (source, "source"), (found, "dateline"))
    taken = next(((day, basis) for day, basis in rows if day and (basis == "given" or plausible(day, today))), (None, None))
    doc = replace(doc, published=taken[0], published_basis=taken[1], dateline=found)
    if taken[0] and found and not found.startswith(taken[0]):
        note = f"The dateline says {found}, while the date of publication is {taken[0]} ({_BASES[str(taken[1])]})."
    return replace(doc, notes=(*doc.notes, note)) if note and (found or not taken[0]) else doc


_BASES = {
    "given": "as given",
    "metadata": "from the page's own data",
    "source": "from what led to it",
    "dateline": "from the dateline",
}
