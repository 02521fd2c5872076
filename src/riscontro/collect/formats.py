"""Which format bytes are in, and its reader: told by the bytes first, by name and media type where they decide nothing."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from riscontro.collect.decode import decode
from riscontro.collect.mail import looks_like_mail, read_mail
from riscontro.collect.markdown import read_markdown
from riscontro.collect.page import looks_like_page, read_page
from riscontro.collect.pdftext import looks_like_pdf, read_pdf
from riscontro.collect.plain import read_plain
from riscontro.collect.raw import Raw
from riscontro.collect.records import RECORD, read_record
from riscontro.errors import EmptyDocument, ManyDocuments
from riscontro.model import Told

_TEXT = (".txt", ".text")
_MARKDOWN = (".md", ".markdown")
_PAGE = (".html", ".htm", ".xhtml")
_PDF = (".pdf",)
_MAIL = (".eml",)
ARCHIVES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".warc", ".warc.gz", ".wacz")
"""File endings of archives."""
SUFFIXES = _TEXT + _MARKDOWN + _PAGE + _PDF + _MAIL + ARCHIVES
"""File endings whose format is known; a file with another one is known by how it begins, else it is plain text."""
PAGE_MEDIA = ("text/html", "application/xhtml+xml")
MARKDOWN_MEDIA = ("text/markdown",)
_ARCHIVE_START = re.compile(rb"WARC/\d")


class Format(StrEnum):
    """The formats that hold one document."""

    TEXT = "text"
    MARKDOWN = "markdown"
    PAGE = "page"
    PDF = "pdf"
    MAIL = "mail"
    RECORD = "record"


def format_of(data: bytes, name: str, media: str | None = None) -> Format:
    """The format of these bytes."""
    suffix = PurePath(name).suffix.lower()
    if media == RECORD:
        return Format.RECORD
    if looks_like_pdf(data):
        return Format.PDF
    if suffix in _MAIL or looks_like_mail(data):
        return Format.MAIL
    if suffix in _PAGE or media in PAGE_MEDIA or (suffix not in _TEXT + _MARKDOWN and looks_like_page(data)):
        return Format.PAGE
    return Format.MARKDOWN if suffix in _MARKDOWN or media in MARKDOWN_MEDIA else Format.TEXT


def read_raw(data: bytes, name: str, told: Told) -> Raw:
    """The clean text of these bytes with what their format says of it.

    Raises:
        EmptyDocument, NotText, WrongEncoding, NoArticle, Damaged, NoTextLayer, Protected, ManyDocuments.
    """
    if _ARCHIVE_START.match(data):
        raise ManyDocuments(f"{name} is an archive of many documents.", "Put it into a store: `riscontro add FILE`.")
    form = format_of(data, name, told.media)
    if form is Format.PDF:
        return read_pdf(data, name)
    if form is Format.MAIL:
        return read_mail(data, name)
    if form is Format.RECORD:
        return read_record(data, name, told.fields)
    text, notes = decode(data, name, page=form is Format.PAGE, charset=told.charset)
    if not any(c.isprintable() and not c.isspace() for c in text):
        raise EmptyDocument(f"{name} holds no text.", "Give a file with the words of a report in it.")
    raw = read_page(text, name) if form is Format.PAGE else read_markdown(text) if form is Format.MARKDOWN else read_plain(text)
    return raw.noting(*notes)
