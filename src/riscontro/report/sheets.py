"""Lists for people and for sheets: a table on a terminal, aligned lines in a pipe, CSV that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from rich.console import Console
from rich.table import Table
from rich.text import Text

from riscontro.model import Citation, Claim, Excerpt, Party, Run
from riscontro.report.page import carrier, plain
from riscontro.report.wire import Json, claim_json, document_json, number, span_json

T = TypeVar("T")
_WIDEST = 60
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """How items of one kind are listed: as cells under heads, and as JSON. The last column holds the longest words."""

    heads: tuple[str, ...]
    cells: Callable[[T], Sequence[str]]
    wire: Callable[[T], Json]
    csv_heads: tuple[str, ...] = ()
    csv_cells: Callable[[T], Sequence[object]] | None = None


def sheet_text(sheet: Sheet[T], items: Iterable[T]) -> str:
    """A list as aligned lines; cells are cut where they are long, but for the last."""
    rows = [sheet.heads, *(tuple(map(_line, sheet.cells(item))) for item in items)]
    widths = [min(_WIDEST, max(len(row[k]) for row in rows)) for k in range(len(sheet.heads) - 1)]
    return "".join("  ".join((*map(_cut, row, widths), row[-1])).rstrip() + "\n" for row in rows)


def print_sheet(sheet: Sheet[T], items: Iterable[T], console: Console) -> None:
    """A list on a terminal."""
    table = Table(box=None, header_style="bold", pad_edge=False, row_styles=["", "on grey7"])
    for head in sheet.heads:
        last = head == sheet.heads[-1]
        table.add_column(head, overflow="fold", ratio=1 if last else None, min_width=8 if head == "id" else None)
    for item in items:
        table.add_row(*(Text(_line(cell)) for cell in sheet.cells(item)))
    console.print(table)


def sheet_csv(sheet: Sheet[T], items: Iterable[T]) -> str:
    """A list as CSV (RFC 4180); a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(sheet.csv_heads or sheet.heads)
    for item in items:
        writer.writerow([_guarded(cell) for cell in (sheet.csv_cells or sheet.cells)(item)])
    return written.getvalue()


def sheet_csv_row(sheet: Sheet[T], item: T) -> str:
    """One line of `sheet_csv`."""
    return sheet_csv(sheet, (item,)).partition("\r\n")[2]


def _guarded(cell: object) -> object:
    text = plain(cell) if isinstance(cell, str) else cell
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def _cut(text: str, width: int) -> str:
    return (text if len(text) <= width else f"{text[: width - 1]}…").ljust(width)


def citation_json(citation: Citation) -> Json:
    """A claim with its place: what `read --format jsonl` gives, and paragraph, path, publisher and date of its document."""
    doc = citation.document
    place = {"paragraph": citation.paragraph, "path": doc.path, "publisher": doc.publisher, "published": doc.published}
    return {**claim_json(citation.claim), **place}


def sides(claim: Claim) -> str:
    """Who, and to whom, by code where there is one."""
    ends = [", ".join(dict.fromkeys(_code(p) for p in side)) or "?" for side in (claim.actor, claim.counterpart)]
    return " -> ".join(ends if claim.counterpart or claim.kind == "transfer" else ends[:1])


def _code(party: Party) -> str:
    return party.state or party.id or party.name


def put(claim: Claim) -> str:
    """How a claim is put forward, where it is not put plainly."""
    marks = (claim.polarity if claim.polarity != "affirmed" else "", claim.certainty if claim.certainty != "certain" else "")
    return " ".join(m for m in (*marks, "to come" if claim.tense == "future" else "") if m)


def _claim_cells(citation: Citation) -> Sequence[str]:
    claim, doc = citation.claim, citation.document
    word = claim.attribution[-1].source.name if claim.attribution else "-"
    what = (claim.kind, sides(claim), ", ".join(claim.goods), claim.when or "")
    return (claim.id, doc.published or "", *what, put(claim), word, claim.span.text)


_CLAIM_COLUMNS: tuple[tuple[str, Callable[[Citation], object]], ...] = (
    ("id", lambda c: c.claim.id),
    ("kind", lambda c: str(c.claim.kind)),
    ("actor", lambda c: "; ".join(p.name for p in c.claim.actor)),
    ("actor_codes", lambda c: "; ".join(map(_code, c.claim.actor))),
    ("counterpart", lambda c: "; ".join(p.name for p in c.claim.counterpart)),
    ("counterpart_codes", lambda c: "; ".join(map(_code, c.claim.counterpart))),
    ("goods", lambda c: "; ".join(c.claim.goods)),
    ("quantities", lambda c: "; ".join(q.text for q in c.claim.quantities)),
    ("min", lambda c: "; ".join(_figure(q.min) for q in c.claim.quantities)),
    ("max", lambda c: "; ".join(_figure(q.max) for q in c.claim.quantities)),
    ("unit", lambda c: "; ".join(q.unit for q in c.claim.quantities)),
    ("when", lambda c: c.claim.when or ""),
    ("outcome", lambda c: c.claim.outcome or ""),
    ("source", lambda c: "; ".join(link.source.name for link in c.claim.attribution)),
    ("source_codes", lambda c: "; ".join(_code(link.source) for link in c.claim.attribution)),
    ("said", lambda c: (c.claim.attribution[-1].said or "") if c.claim.attribution else ""),
    ("polarity", lambda c: str(c.claim.polarity)),
    ("certainty", lambda c: str(c.claim.certainty)),
    ("tense", lambda c: str(c.claim.tense)),
    ("denial", lambda c: c.claim.denial or ""),
    ("words", lambda c: c.claim.span.text),
    ("publisher", lambda c: c.document.publisher or ""),
    ("published", lambda c: c.document.published or ""),
    ("path", lambda c: c.document.path or ""),
    ("paragraph", lambda c: c.paragraph),
    ("document", lambda c: c.document.id),
    ("extractor", lambda c: c.claim.extractor),
)


def _figure(value: float | None) -> str:
    return "" if value is None else str(number(value))


CLAIMS: Sheet[Citation] = Sheet(
    ("id", "published", "kind", "sides", "goods", "when", "put", "on the word of", "words"),
    _claim_cells,
    citation_json,
    tuple(head for head, _ in _CLAIM_COLUMNS),
    lambda citation: [read(citation) for _, read in _CLAIM_COLUMNS],
)
"""Claims; as CSV with every field of a claim that is a value."""


def run_json(run: Run) -> Json:
    """A run."""
    return {
        "id": run.id,
        "extractor": run.extractor,
        "arguments": list(run.arguments),
        "began": run.began,
        "ended": run.ended,
        "documents": run.documents,
        "claims": run.claims,
        "known": run.known,
        "refused": run.refused,
    }


def _run_cells(run: Run) -> Sequence[str]:
    counts = (run.documents, run.claims, run.known, run.refused)
    some = ", ".join(run.arguments[:3]) + (f" and {len(run.arguments) - 3} more" if len(run.arguments) > 3 else "")
    return (str(run.id), run.began, run.ended or "cut off", run.extractor, *map(str, counts), some)


RUNS: Sheet[Run] = Sheet(
    ("run", "began", "ended", "extractor", "documents", "claims", "known", "refused", "arguments"), _run_cells, run_json
)
"""Runs."""


def excerpt_json(excerpt: Excerpt) -> Json:
    """A document found by its words, with the place."""
    return {**document_json(excerpt.document), "claims": excerpt.claims, "span": span_json(excerpt.span)}


def _excerpt_cells(excerpt: Excerpt) -> Sequence[str]:
    doc = excerpt.document
    return (doc.id.removeprefix("sha256:")[:12], doc.published or "", carrier(doc), str(excerpt.claims), excerpt.span.text)


EXCERPTS: Sheet[Excerpt] = Sheet(("document", "published", "carrier", "claims", "words"), _excerpt_cells, excerpt_json)
"""Documents found by their words."""


def listing_json(sheet: Sheet[T], items: Iterable[T], cursor: str | None) -> dict[str, Any]:
    """A stretch of a list as one object."""
    return {"items": [sheet.wire(item) for item in items], "cursor": cursor}
