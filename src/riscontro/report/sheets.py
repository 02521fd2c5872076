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

from riscontro.model import AmountRange, Citation, Claim, EventRow, Excerpt, Judgement, OriginRow, Party, Run, RunDiff
from riscontro.report.ledger import ground_json
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


def event_json(row: EventRow) -> Json:
    """An event with its finding, as lists show it."""
    return {
        "id": row.id,
        "kind": str(row.kind),
        "actor": row.actor,
        "counterpart": row.counterpart,
        "family": row.family,
        "goods": list(row.goods),
        "when": row.when,
        "state": str(row.rung),
        "disputed": row.disputed,
        "refuted": row.refuted,
        "count": row.count,
        "claims": row.claims,
        "ranges": [range_json(r) for r in row.ranges],
        "grounds": [ground_json(g) for g in row.grounds],
    }


def range_json(spread: AmountRange) -> Json:
    """From the lowest to the highest amount in one unit."""
    return {"unit": spread.unit, "low": number(spread.low), "high": number(spread.high), "open": spread.open, "origins": spread.origins}


def _event_cells(row: EventRow) -> Sequence[str]:
    who = f"{row.actor or '?'} -> {row.counterpart or '?'}" if row.counterpart or row.kind == "transfer" else row.actor
    marks = "".join(f", {mark}" for mark, on in (("disputed", row.disputed), ("refuted", row.refuted)) if on)
    counts = (str(row.count), str(row.claims))
    return (row.id, row.when or "", row.kind, who, row.family, f"{row.rung}{marks}", *counts, "; ".join(map(_range, row.ranges)))


def _range(spread: AmountRange) -> str:
    low, high = (None if v is None else f"{number(v):,}" for v in (spread.low, spread.high))
    figure = low if low == high else f"{low or ''}..{high or ''}"
    return f"{figure}{'+' if spread.open else ''} {spread.unit}"


EVENTS: Sheet[EventRow] = Sheet(
    ("id", "when", "kind", "sides", "goods", "state", "origins", "claims", "amounts"),
    _event_cells,
    event_json,
    ("id", "when", "kind", "actor", "counterpart", "family", "goods", "state", "disputed", "refuted", "origins", "claims", "amounts"),
    lambda row: (
        *(row.id, row.when or "", str(row.kind), row.actor, row.counterpart, row.family, "; ".join(row.goods), str(row.rung)),
        *(row.disputed, row.refuted, row.count, row.claims, "; ".join(map(_range, row.ranges))),
    ),
)
"""Events."""


LEDGER: Sheet[EventRow] = Sheet(
    ("id", "goods", "state", "origins", "claims", "when", "amounts"),
    lambda row: (row.id, row.family or "not named", *_event_cells(row)[5:8], row.when or "undated", "; ".join(map(_range, row.ranges))),
    event_json,
)
"""Events of one direction."""


def origin_json(row: OriginRow) -> Json:
    """A voice."""
    return {
        "key": row.key,
        "names": list(row.names),
        "standing": str(row.standing),
        "events": row.events,
        "claims": row.claims,
        "letter": row.letter,
    }


def _origin_cells(row: OriginRow) -> Sequence[str]:
    return (row.key, row.standing, str(row.events), str(row.claims), row.letter or "", ", ".join(row.names))


ORIGINS: Sheet[OriginRow] = Sheet(("origin", "standing", "events", "claims", "letter", "names"), _origin_cells, origin_json)
"""Origins."""


def judgement_json(made: Judgement) -> Json:
    """A judgement."""
    return {
        "verb": str(made.verb),
        "claims": list(made.claims),
        "field": made.field,
        "value": made.value,
        "source": made.source,
        "reason": made.reason,
        "by": made.by,
        "at": made.at,
    }


def _judgement_cells(made: Judgement) -> Sequence[str]:
    what = f"{made.field} = {made.value}" if made.field else (made.value or "")
    return (made.at, made.by, made.verb, made.source or " ".join(made.claims), what, made.reason)


JUDGEMENTS: Sheet[Judgement] = Sheet(("at", "by", "verb", "of", "to", "reason"), _judgement_cells, judgement_json)
"""Judgements."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a difference between runs: what happened to a claim (gained, lost, changed), and the claim as it is or was."""

    what: str
    citation: Citation
    before: Citation | None = None


def changes(diff: RunDiff) -> tuple[Change, ...]:
    """The lines of a difference."""
    gained, lost = (tuple(Change(w, c) for c in rows) for w, rows in (("gained", diff.gained), ("lost", diff.lost)))
    return (*lost, *gained, *(Change("changed", after, before) for before, after in diff.changed))


def _changed_fields(change: Change) -> dict[str, tuple[Any, Any]]:
    if change.before is None:
        return {}
    old, new = claim_json(change.before.claim), claim_json(change.citation.claim)
    return {name: (old[name], new[name]) for name in new if old[name] != new[name] and name not in ("extractor", "rule", "why")}


def change_json(change: Change) -> Json:
    """A claim gained, lost or changed; of a changed one the fields before and after."""
    fields = {name: {"before": a, "after": b} for name, (a, b) in _changed_fields(change).items()}
    return {"what": change.what, "fields": fields, "claim": citation_json(change.citation)}


def _change_cells(change: Change) -> Sequence[str]:
    claim = change.citation.claim
    fields = ", ".join(_changed_fields(change))
    return (change.what, claim.id, claim.kind, sides(claim), ", ".join(claim.goods), fields, claim.span.text)


CHANGES: Sheet[Change] = Sheet(("what", "id", "kind", "sides", "goods", "fields", "words"), _change_cells, change_json)
"""Claims gained, lost and changed."""
