"""What the readers of the formats hand on: clean text, its pieces, and what the format itself said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

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
    """Clean text with its pieces in order, and what the format says of it. `structured` where it marks titles itself."""

    text: str
    pieces: tuple[Piece, ...]
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    structured: bool = False


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
