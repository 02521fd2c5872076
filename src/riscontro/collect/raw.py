"""What the readers of the formats hand on: clean text, its pieces, and what the format itself said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from riscontro.model import BlockKind


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or line, [start, end) in the text. `kind` where the format says it; `joined` where no blank line stands before it."""

    start: int
    end: int
    kind: BlockKind | None = None
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """Clean text with its pieces in order, and what the format says of it.

    `structured` where it marks titles itself; `pages` are the offsets where the pages of a paginated text begin; `address` is what a page
    gives as its own.
    """

    text: str
    pieces: tuple[Piece, ...]
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    structured: bool = False
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    author: str | None = None
    modified: str | None = None
    address: str | None = None

    def noting(self, *notes: str) -> Raw:
        """The same with more notes."""
        return replace(self, notes=(*self.notes, *notes)) if notes else self

    def of(self, publisher: str | None, published: str | None) -> Raw:
        """The same with publisher and day."""
        return replace(self, publisher=publisher, published=published)

    def also(self, **told: str | None) -> Raw:
        """The same with these fields, where they are told."""
        return replace(self, **{name: value for name, value in told.items() if value})  # type: ignore[arg-type]  # fields of texts alone

    def titled(self, title: str | None) -> Raw:
        """The same under this title, unless it has one."""
        if not title or any(piece.kind is BlockKind.TITLE for piece in self.pieces):
            return self
        words = " ".join(title.split())
        by = len(words) + 2
        moved = (replace(p, start=p.start + by, end=p.end + by) for p in self.pieces)
        pieces = (Piece(0, len(words), BlockKind.TITLE), *moved)
        return replace(self, text=f"{words}\n\n{self.text}", pieces=pieces, pages=tuple(p + by for p in self.pages), structured=True)


def assemble(parts: Iterable[tuple[str, BlockKind | None]]) -> tuple[str, tuple[Piece, ...]]:
    """A text of these paragraphs, blank lines between them, and where each one stands. White space is squeezed."""
    text, pieces, at = [], [], 0
    for words, kind in parts:
        clean = re.sub(r"\s+", " ", words).strip()
        if clean:
            text.append(clean)
            pieces.append(Piece(at, at + len(clean), kind))
            at += len(clean) + 2
    return "\n\n".join(text), tuple(pieces)
