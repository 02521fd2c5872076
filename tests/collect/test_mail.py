"""Newsletters: subject, sender, day and words of a message; and what looks like one and is none."""

import email.message

import pytest

from riscontro.collect import collect_bytes
from riscontro.collect.mail import looks_like_mail
from riscontro.errors import EmptyDocument
from riscontro.model import BlockKind

_WORDS = (
    "The government in Minsk has denied that it sent shells to the port of Odesa in May, a spokesman said on Monday. "
    "He gave no further details, and did not say who had paid for the train that was seen at the border."
)


def _message(plain: str | None = None, html: str | None = None, **headers: str) -> bytes:
    made = email.message.EmailMessage()
    rows = {"From": "The Tideway Post <news@tideway.example>", "Subject": "Minsk denies: è così", "Date": "Fri, 14 Jun 2024 09:30:00 +0200"}
    for name, value in (rows | headers).items():
        made[name] = value
    made["Message-ID"] = "<1@tideway.example>"
    if plain is not None:
        made.set_content(plain)
    if html is not None:
        made.add_alternative(html, subtype="html") if plain is not None else made.set_content(html, subtype="html")
    return made.as_bytes()


def test_a_plain_message() -> None:
    """The subject is the title, the sender the publisher, the day that of the message."""
    doc = collect_bytes(_message(_WORDS), "weekly.eml")
    assert (doc.title, doc.publisher, doc.published, doc.published_basis) == (
        "Minsk denies: è così",
        "The Tideway Post",
        "2024-06-14",
        "metadata",
    )
    assert [b.kind for b in doc.blocks] == [BlockKind.TITLE, BlockKind.LEDE]
    assert _WORDS.split()[-1] in doc.text


def test_the_html_part_serves_where_the_plain_one_is_a_hint() -> None:
    """Markup, styles and comments are left out; blocks are paragraphs."""
    html = f"<html><head><style>p {{color: red}}</style></head><body><table><tr><td><h2>In brief</h2><p>{_WORDS}</p><!-- x --></td></tr></table></body></html>"
    doc = collect_bytes(_message("Read this in your browser.", html), "weekly")
    assert [(b.kind, b.span.text) for b in doc.blocks[1:]] == [(BlockKind.HEADING, "In brief"), (BlockKind.LEDE, _WORDS)]


def test_what_was_not_read_is_said() -> None:
    """Attachments are counted."""
    made = email.message.EmailMessage()
    made["From"], made["Subject"], made["MIME-Version"] = "a@b.example", "News", "1.0"
    made.set_content(_WORDS)
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    assert collect_bytes(made.as_bytes(), "weekly.eml").notes == ("The message has 1 attachments, which were not read.",)


@pytest.mark.parametrize("data", [b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\n", _message(html="<p> </p>")])
def test_a_message_without_words_is_refused(data: bytes) -> None:
    """There is nothing to read."""
    with pytest.raises(EmptyDocument):
        collect_bytes(data, "weekly.eml")


def test_an_unknown_charset_is_no_fault() -> None:
    """The words are told from the bytes."""
    data = _message(_WORDS).replace(b'charset="utf-8"', b'charset="x-none"')
    assert "Odesa" in collect_bytes(data, "weekly.eml").text


def test_a_text_with_colons_is_no_message() -> None:
    """A press release that says from whom and when it comes bears no header that only messages have."""
    assert not looks_like_mail(b"From: the Ministry\nTo: the press\nDate: 14 June 2024\nSubject: shells\n\nNothing was sent.\n")
    assert looks_like_mail(_message(_WORDS))
