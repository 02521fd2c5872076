"""Texts as collected and as read: documents with their offsets, sentences and trees."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class BlockKind(StrEnum):
    """What a stretch of a document is; furniture makes no claims."""

    TITLE = "title"
    LEDE = "lede"
    BODY = "body"
    CAPTION = "caption"
    HEADING = "heading"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's clean text."""

    start: int
    end: int
    text: str

    def touches(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, title, caption or other stretch of one kind."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text as collected: clean text that never changes again, and what is known of where it came from.

    `id` is `sha256:` and the hex digest of the bytes as received. `published` is EDTF or None;
    `published_basis` says where it was found (given, metadata, source, dateline), or None; `dateline` is the day that the text itself
    bears, `modified` the one of its last change. `house` owns or syndicates the publisher, `agency` is the news agency credited,
    `address` the one that the page gives as its own, `translated_from` the language that the text says it was in. `pages` are the
    offsets where the pages of a paginated text begin.
    """

    id: str
    text: str
    language: str
    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    publisher: str | None = None
    path: str | None = None
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    author: str | None = None
    agency: str | None = None
    dateline: str | None = None
    modified: str | None = None
    address: str | None = None
    house: str | None = None
    translated_from: str | None = None

    def page(self, offset: int) -> int | None:
        """The number of the page on which a character stands, from 1; None where there are no pages."""
        return bisect_right(self.pages, offset) or None

    def span(self, start: int, end: int) -> Span:
        """The span of these offsets."""
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a reading, with its place in the tree of its sentence (Universal Dependencies v2).

    `i` counts through the document, `head` is the `i` of the head (its own at a root). `feats` are the
    morphological features as UD names them; `entity` is PER, LOC, ORG or empty.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: dict[str, str]
    head: int
    deprel: str
    entity: str = ""
    lower: str = field(init=False, repr=False, compare=False)
    """The surface form in lower case."""
    relation: str = field(init=False, repr=False, compare=False)
    """The relation without its subtype: `nsubj` for `nsubj:pass`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower())
        object.__setattr__(self, "relation", self.deprel.partition(":")[0])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span, the tokens [first, last) in it, and the kind of block it stands in."""

    index: int
    span: Span
    block: BlockKind
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its sentences and trees. `children[i]` are the dependents of token i, in order.

    `known` keeps what functions marked `once` have worked out of it.
    """

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False)
    sentence_of: tuple[int, ...] = field(repr=False)
    known: dict[tuple[object, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def kids(self, i: int, *deprels: str) -> tuple[Token, ...]:
        """Dependents of token i; with relations named, those alone (`nsubj` covers `nsubj:pass`)."""
        below = self.children[i]
        if not below:
            return ()
        tokens = self.tokens
        if not deprels:
            return tuple([tokens[j] for j in below])
        return tuple([t for j in below if (t := tokens[j]).relation in deprels or t.deprel in deprels])

    def subtree(self, i: int) -> tuple[int, ...]:
        """Token i and all that hangs below it, in text order."""
        seen, queue = {i}, [i]
        while queue:
            for j in self.children[queue.pop()]:
                if j not in seen:
                    seen.add(j)
                    queue.append(j)
        return tuple(sorted(seen))

    def head(self, i: int) -> Token | None:
        """The head of token i, None at a root."""
        token = self.tokens[i]
        return None if token.head == i else self.tokens[token.head]

    def span(self, first: int, last: int) -> Span:
        """The text from token `first` through token `last`."""
        return self.document.span(self.tokens[first].start, self.tokens[last].end)

    def sentence(self, i: int) -> Sentence:
        """The sentence that token i stands in."""
        return self.sentences[self.sentence_of[i]]

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]


def once(find: Callable[Concatenate[Reading, P], R]) -> Callable[Concatenate[Reading, P], R]:
    """A function of a reading that is worked out once for each reading and arguments; what it returns must not be changed."""

    def found(reading: Reading, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (find, *args, *kwargs.items())
        if key not in reading.known:
            reading.known[key] = find(reading, *args, **kwargs)
        result: R = reading.known[key]
        return result

    update_wrapper(found, find)
    return found
