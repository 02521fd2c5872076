"""A dossier put into words once: sections, lines and notes, which the text, Markdown and HTML renderers only set.

Every line that states a fact of the world carries the numbers of its notes; a note leads to claim, file, place and hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from riscontro.languages.naming import Phrases
from riscontro.model import Citation, Document

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: a label, words of ours, words of the source, an aside, its notes, how deep it stands and in what tone.

    Tones: lead, fact, origin, quote, aside, warning, head.
    """

    text: str
    quote: str = ""
    language: str = ""
    aside: str = ""
    label: str = ""
    notes: tuple[int, ...] = ()
    depth: int = 0
    tone: str = "fact"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart before it is drawn: its title, what it shows in words, the locale of its dates and figures, a Vega-Lite specification."""

    id: str
    title: str
    told: str
    locale: str
    spec: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as shown: its goods, its badges (rung first), its lines, and what of it stands in an overview."""

    title: str
    badges: tuple[str, ...]
    rung: str
    lines: tuple[Line, ...]
    brief: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One direction."""

    title: str
    cards: tuple[Card, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of lines."""

    title: str
    lines: tuple[Line, ...]
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Note:
    """Where a claim stands: `place` in words, `document` its sha256 id, `quote` the words themselves."""

    number: int
    claim: str
    place: str
    document: str
    quote: str
    language: str


@dataclass(frozen=True, slots=True)
class Page:
    """A dossier in words; `published` is the day up to which it reads (EDTF)."""

    ui: str
    title: str
    question: str
    standard: tuple[str, ...]
    columns: tuple[Column, Column]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    notes_title: str
    standard_title: str = ""
    exchange_title: str = ""
    findings_title: str = ""
    published: str | None = None
    charts: tuple[Chart, ...] = ()


@dataclass
class Notes:
    """Hands out the numbers of notes in the order in which claims are first cited."""

    say: Phrases
    rows: dict[str, Note] = field(default_factory=dict)

    def numbers(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """The numbers of these citations, in rising order."""
        return tuple(sorted({self._number(c) for c in citations}))

    def by_id(self, citations: Iterable[Citation], wanted: Iterable[str]) -> tuple[int, ...]:
        """The numbers of those citations whose claims are wanted."""
        chosen = set(wanted)
        return self.numbers(c for c in citations if c.claim.id in chosen)

    def _number(self, citation: Citation) -> int:
        claim = citation.claim
        if claim.id not in self.rows:
            self.rows[claim.id] = Note(
                len(self.rows) + 1, claim.id, place(citation, self.say), citation.document.id, plain(claim.span.text), claim.language
            )
        return self.rows[claim.id].number


def place(citation: Citation, say: Phrases) -> str:
    """File, paragraph and characters of a claim, in words."""
    span = citation.claim.span
    return say("place", document=carrier(citation.document), paragraph=str(citation.paragraph), start=str(span.start), end=str(span.end))


def carrier(doc: Document) -> str:
    """How an article is called: its publisher and the name of its file, as far as known; the list of articles has whole paths."""
    return plain(", ".join(part for part in (doc.publisher, doc.path and PurePath(doc.path).name) if part) or doc.id)


def plain(text: str) -> str:
    """Text on one line, without control characters and without marks that turn the direction of writing."""
    return " ".join(_CONTROL.sub("", re.sub(r"\s+", " ", text)).split())


def quoted(text: str, ui: str) -> str:
    """Words in the quotation marks of the language of the interface."""
    return f"«{text}»" if ui == "it" else f"“{text}”"


def line_text(line: Line, ui: str) -> str:
    """The words of a line without its notes."""
    label, aside = f"{line.label}:" if line.label else "", f"({line.aside})" if line.aside else ""
    parts = (label, line.text, quoted(line.quote, ui) if line.quote else "", aside)
    return " ".join(p for p in parts if p)
