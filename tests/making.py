"""Articles and claims made by hand, for tests of the ledger that need no pipeline."""

from __future__ import annotations

import hashlib
from typing import Any

from riscontro.model import Article, Block, BlockKind, Certainty, Claim, Document, Event, Kind, Link, Party, Polarity, Quantity, Span, Tense
from riscontro.model.questions import cite

KP, RU, KR, US = (Party(name, state) for name, state in (("Pyongyang", "KP"), ("Moscow", "RU"), ("Seoul", "KR"), ("Washington", "US")))
ANALYSTS = Party("analysts")


def document(path: str, *lines: str, published: str | None = "2024-06-14", language: str = "en", **facts: Any) -> Document:
    """A document of paragraphs; the first line is its title."""
    text, blocks, start = "\n".join(lines), [], 0
    for i, line in enumerate(lines):
        blocks.append(Block(BlockKind.BODY if i else BlockKind.TITLE, Span(start, start + len(line), line)))
        start += len(line) + 1
    name = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
    return Document(name, text, language, tuple(blocks), lines[0], published, "given", path=path, **facts)


def amount(low: float | None, high: float | None, unit: str = "item", **facts: Any) -> Quantity:
    """A quantity whose words are its bounds."""
    return Quantity(low, high, unit, facts.pop("approximate", False), f"{low} to {high} {unit}", **facts)


def claim(doc: Document, words: str, **facts: Any) -> Claim:
    """A claim on these words of a document: KP gave RU missiles, plainly, in the document's own voice, unless told otherwise."""
    start = doc.text.index(words)
    by: tuple[Party, ...] = facts.pop("by", ())
    rows: dict[str, Any] = {
        "kind": Kind.TRANSFER,
        "actor": (KP,),
        "counterpart": (RU,),
        "goods": ("arms.missile",),
        "quantities": (),
        "when": None,
        "where": (),
        "attribution": tuple(Link(source) for source in by),
        "polarity": Polarity.AFFIRMED,
        "certainty": Certainty.CERTAIN,
        "tense": Tense.PAST,
        "exchange": False,
    } | facts
    name = hashlib.sha256(repr((doc.id, start, sorted(rows.items(), key=str))).encode()).hexdigest()[:16]
    return Claim(id=name, document=doc.id, language=doc.language, span=doc.span(start, start + len(words)), **rows)


def article(path: str, *claims: tuple[str, dict[str, Any]], **facts: Any) -> Article:
    """An article of one line for each claim, under a title."""
    doc = document(path, facts.pop("title", f"Title of {path}"), *(words for words, _ in claims), **facts)
    return Article(doc, tuple(claim(doc, words, **details) for words, details in claims))


def event_of(*articles: Article, sides: tuple[str, str] = ("KP", "RU"), family: str = "arms.missile") -> Event:
    """All claims of these articles as one event, whatever they say."""
    rows = tuple(c for each in articles for c in cite(each))
    return Event("made", rows[0].claim.kind, *sides, family, None, rows)
