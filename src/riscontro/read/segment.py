"""Sentence bounds by rule: an end mark, what follows it, and the abbreviations of the language.

The parsers' own bounds are less sure than these on quotations, titles and initials, so they are told, not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from riscontro import languages
from riscontro.model import BlockKind, Document, Span

_END = re.compile(r"(?:[.!?…]+|\.\.\.)[\"”»’'')\]]*(?=\s)|\n+")
_OPENING = re.compile(r"\s*[\"“«‘'(\[–—-]*\s*(\w)")
_INITIAL = re.compile(r"(?:^|[\s.(\"“«])[A-ZÀ-Ý]\.$")


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence before it is parsed: its span, the kind of its block, and the block's number."""

    span: Span
    block: BlockKind
    paragraph: int


@cache
def _words(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = languages.table(language, "segment")
    return frozenset(data["abbreviations"]), frozenset(data["closers"]), frozenset(data["starters"])


def cut_sentences(doc: Document) -> Iterator[Cut]:
    """The sentences of a document in order, furniture included; blank stretches are left out."""
    for number, block in enumerate(doc.blocks):
        for start, end in _bounds(block.span.text, doc.language):
            yield Cut(doc.span(block.span.start + start, block.span.start + end), block.kind, number)


def _bounds(text: str, language: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match[0].isspace() or _ends(text, start, match, language):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends(text: str, start: int, match: re.Match[str], language: str) -> bool:
    """Whether the mark at `match` ends the sentence that began at `start`."""
    opening = _OPENING.match(text, match.end())
    if opening and opening[1].islower():
        return False
    if not match[0].startswith(".") or match[0].startswith(".."):
        return True
    word = re.search(r"[\w.]*$", text[max(start, match.start() - 20) : match.start()])
    before = word[0] if word else ""
    abbreviations, closers, starters = _words(language)
    if before in closers:
        following = re.match(r"\s*[\"“«]*(\w+)", text[match.end() : match.end() + 40])
        return bool(following and following[1] in starters)
    initial = _INITIAL.search(text[max(start, match.start() - 3) : match.start() + 1])
    return not initial and before not in abbreviations and before.lower() not in abbreviations
