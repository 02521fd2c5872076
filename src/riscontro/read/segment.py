"""Sentence bounds by rule: an end mark, what follows it, and the abbreviations of the language.

The parsers' own bounds are less sure than these on quotations, titles and initials, so they are told, not asked.
A line end inside a block is white space: blocks are told apart where a document is collected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from riscontro import languages
from riscontro.model import BlockKind, Document, Span

_MARK = "[.!?…]"
_CLOSING = "[\"”»’›')\\]]"
_HIDDEN = "[\u00ad\u200b-\u200f\u2060\ufeff]"
_END = re.compile(
    rf"{_MARK}{{1,12}}(?:{_CLOSING}{{0,4}}|[ \u00a0\u202f][»›”]){_HIDDEN}{{0,4}}(?=\s)"  # the mark, the quotes it closes, white space
    r"|(?<=[a-zà-ÿ]{3})[.!?](?=[A-ZÀ-Þ][a-zà-ÿ']{1,30}[ ,\n])"  # white space forgotten: «by rail.Officials saw»
)
_OPENING = re.compile(r"[\s\"“«‘'(\[–—-]{0,12}(\w)")
_FOLLOWING = re.compile(r"[\s\"“«‘'(\[]{0,12}(\w+)(?![.\w-])")
_LAST_WORD = re.compile(r"[\w.-]*$")
_SPELLED = re.compile(r"(?:\w{1,2}\.)+\w{1,2}")
_NUMBERED = re.compile(r"\s{0,4}(?:[\d§]|[IVXLC]+\b|[a-z]\b)")
_ENUMERATOR = re.compile(r"[\s\"“«(]*(?:\d{1,3}|[IVX]{1,5}|[a-zA-Z])")
_ATTRIBUTED = re.compile(r"\s{1,4}((?:[A-ZÀ-Þ][\w.'’-]{0,30} ){1,4})(\w+)")
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ]{3,}(?:[ '’-][A-ZÀ-Þ]{2,}){0,4}(?:\s?,[^!?\n\"“«]{0,40}?)?(?:\s?\([^()\n]{2,40}\))?"  # SEOUL, Feb. 23 (Agency) -
    r"|[A-ZÀ-Þ][^!?\n\"“«()]{2,50}\([^()\n]{2,40}\))\s?[–—-]{1,2}\s(?=[\"“«'‘A-ZÀ-Þ])"  # Seul, 23 febbraio (Agenzia) -
)
_LOOK_BACK, _LOOK_AHEAD = 30, 160
_LONGEST = 5000
"""Characters after which a sentence without an end is cut at a blank, so that no parser or rule meets a whole file as one."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence before it is parsed: its span, the kind of its block, and the block's number."""

    span: Span
    block: BlockKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of a language's segment table."""

    titles: frozenset[str]
    before_numbers: frozenset[str]
    closers: frozenset[str]
    starters: frozenset[str]
    speech: frozenset[str]


@cache
def _words(language: str) -> _Words:
    data = languages.table(language, "segment")
    return _Words(*(frozenset(data[name]) for name in ("titles", "before_numbers", "closers", "starters", "speech")))


def cut_sentences(doc: Document) -> Iterator[Cut]:
    """The sentences of a document in order, furniture included; blank stretches are left out."""
    for number, block in enumerate(doc.blocks):
        for start, end in _bounds(block.span.text, doc.language):
            yield Cut(doc.span(block.span.start + start, block.span.start + end), block.kind, number)


def _bounds(text: str, language: str) -> Iterator[tuple[int, int]]:
    start = 0
    words = _words(language)
    if dateline := _DATELINE.match(text):  # stands for itself: no party or verb of the sentence after it
        yield from _trimmed(text, 0, dateline.end())
        start = dateline.end()
    for match in _END.finditer(text, start):
        if _ends(text, start, match, words):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without white space at its ends, in pieces none of which is too long; nothing where nothing is left."""
    while end - start > _LONGEST:
        blank = max(text.rfind(" ", start + 1, start + _LONGEST), text.rfind("\n", start + 1, start + _LONGEST))
        middle = blank if blank > 0 else start + _LONGEST
        yield from _trimmed(text, start, middle)
        start = middle
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends(text: str, start: int, match: re.Match[str], words: _Words) -> bool:
    """Whether the mark at `match` ends the sentence that began at `start`."""
    opening = _OPENING.match(text, match.end())
    if opening and opening[1].islower():
        return False
    if match.start() and text[match.start() - 1] in "[(":
        return False  # words left out: [...]
    if not text[match.end() : match.end() + 1].isspace() and not _joined(text, match, words):
        return False
    if not match[0].startswith(".") or match[0].startswith(".."):
        return not (match[0][-1] in "\"”»’›'" and _is_attributed(text, match.end(), words))
    return not _abbreviates(text, start, match, words)


def _is_attributed(text: str, end: int, words: _Words) -> bool:
    """Whether a name and a verb of speech follow a quotation that ends with a question or cry."""
    follows = _ATTRIBUTED.match(text[end : end + _LOOK_AHEAD])
    return bool(follows and follows[2] in words.speech and follows[1].split()[0] not in words.starters)


def _joined(text: str, match: re.Match[str], words: _Words) -> bool:
    """Whether a mark without white space after it stands between two sentences, and not inside an address or a name."""
    last = _LAST_WORD.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
    return bool(last and last[0].islower() and last[0].isalpha()) or _starts(text[match.end() : match.end() + _LOOK_AHEAD], words)


def _abbreviates(text: str, start: int, match: re.Match[str], words: _Words) -> bool:
    """Whether the full stop belongs to an abbreviation, initial or enumerator and ends nothing."""
    back = text[max(start, match.start() - _LOOK_BACK) : match.start()]
    last = _LAST_WORD.search(back)
    word = last[0] if last else ""
    ahead = text[match.end() : match.end() + _LOOK_AHEAD]
    if _ENUMERATOR.fullmatch(text[start : match.start()][:20]) and match.start() - start < 20:
        return True
    if word in words.before_numbers and _NUMBERED.match(ahead):
        return True
    if word in words.titles or (len(word) > 1 and word.lower() in words.titles and word.isupper()):
        return True
    if word in words.closers or _SPELLED.fullmatch(word):
        return not _starts(ahead, words)
    if len(word) == 1 and word.isupper():
        before = back[: len(back) - 1].split()
        return not (before and before[-1].islower() and _starts(ahead, words))
    return False


def _starts(ahead: str, words: _Words) -> bool:
    """Whether a word that opens sentences follows."""
    following = _FOLLOWING.match(ahead)
    return bool(following and following[1] in words.starters)
