"""An e-mail newsletter -> its text: subject, sender, day, and the words of its plain or HTML part. Nothing is fetched."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from riscontro.collect.days import day_of
from riscontro.collect.decode import decode
from riscontro.collect.page import read_fragment
from riscontro.collect.plain import read_plain
from riscontro.collect.raw import Raw
from riscontro.errors import EmptyDocument, NoArticle

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]{0,2000}(?:\r?\n[ \t][^\r\n]{0,2000}){0,40}\r?\n")
_SURE = (b"mime-version:", b"message-id:", b"received:", b"return-path:", b"dkim-signature:")
_FEWEST_HEADERS = 3
_TELLING = 200
"""Letters from which a plain part is taken for the whole newsletter and not for a hint to open the HTML."""


def looks_like_mail(data: bytes) -> bool:
    """Whether the bytes begin with the headers of a message: several, one of them of a kind that only messages have."""
    at, found = 0, list[bytes]()
    while len(found) < 100 and (header := _HEADER.match(data, at)):
        found.append(header[0].partition(b":")[0].lower() + b":")
        at = header.end()
    return len(found) >= _FEWEST_HEADERS and any(header in _SURE for header in found) and data[at : at + 1] in (b"\r", b"\n")


def read_mail(data: bytes, name: str) -> Raw:
    """The text of a message under its subject.

    Raises:
        EmptyDocument: it has no words.
        WrongEncoding, NotText: they cannot be told.
    """
    message = message_from_bytes(data, policy=policy.default)
    raw = _plain(message, name) or _page(message, name)
    if raw is None:
        raise EmptyDocument(f"The message {name} has no words in it.", "Give the text that came with it.")
    sender = _header(message, "From")
    attached = sum(1 for part in message.walk() if part.get_content_disposition() == "attachment")
    notes = (f"The message has {attached} attachments, which were not read.",) if attached else ()
    told = raw.noting(*notes).titled(_header(message, "Subject"))
    return told.of(parseaddr(sender)[0] or None if sender else None, day_of(_header(message, "Date")))


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError, TypeError):  # what Python's parser does on a header that is none
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def _plain(message: EmailMessage, name: str) -> Raw | None:
    """The plain part, where it is more than a hint."""
    text = _words(message, "plain", name)
    has_page = _part(message, "html") is not None
    return read_plain(text) if text and sum(c.isalpha() for c in text) >= (_TELLING if has_page else 1) else None


def _page(message: EmailMessage, name: str) -> Raw | None:
    text = _words(message, "html", name)
    try:
        return read_fragment(text, name) if text else None
    except NoArticle:
        return None


def _words(message: EmailMessage, subtype: str, name: str) -> str | None:
    part = _part(message, subtype)
    data = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(data, bytes) or not data.strip():
        return None
    charset = part.get_param("charset")
    return decode(data, name, page=subtype == "html", charset=charset if isinstance(charset, str) else None)[0]


def _part(message: EmailMessage, subtype: str) -> EmailMessage | None:
    """The first part of text of this kind that is no attachment."""
    for part in message.walk():
        if part.get_content_type() == f"text/{subtype}" and part.get_content_disposition() != "attachment":
            return part
    return None
