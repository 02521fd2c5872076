"""What several tests share: a reading of a few words, with each language's pipeline loaded once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache

import pytest

from riscontro.model import Block, BlockKind, Document, Reading, Span
from riscontro.read import Pipeline


@cache
def pipeline(language: str) -> Pipeline:
    """The shipped pipeline of a language."""
    return Pipeline(language)


def document(text: str, language: str, published: str | None = None) -> Document:
    """A document of body paragraphs, one a line."""
    blocks = tuple(Block(BlockKind.BODY, Span(m.start(), m.end(), m[0])) for m in re.finditer(r"[^\n]+", text) if m[0].strip())
    return Document("sha256:" + hashlib.sha256(text.encode()).hexdigest(), text, language, blocks, None, published)


@cache
def reading_of(text: str, language: str, published: str | None = None) -> Reading:
    """The reading of a text of body paragraphs."""
    return pipeline(language).read(document(text, language, published))


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """A function (text, language, published=None) -> Reading."""
    return reading_of
