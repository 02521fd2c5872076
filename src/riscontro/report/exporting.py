"""Everything that a store holds, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from riscontro.model import Citation, Document, EventRow, Judgement, OriginRow, Refusal, Run
from riscontro.report.ledger import refusal_json
from riscontro.report.sheets import CLAIMS, citation_json, run_json, sheet_csv, sheet_csv_row
from riscontro.report.weighed import event_json, judgement_json, origin_json
from riscontro.report.wire import Json, document_json

Item = Document | Citation | EventRow | OriginRow | Judgement | Run | Refusal


def export_jsonl(items: Iterable[tuple[Item, Json]]) -> Iterator[str]:
    """One object a line: its type, the noun, and what belongs to it."""
    for item, more in items:
        name, row = _typed(item)
        yield json.dumps({"type": name, **row, **more}, ensure_ascii=False) + "\n"


def export_csv(citations: Iterable[Citation]) -> Iterator[str]:
    """The claims as CSV, guarded against formulas."""
    yield sheet_csv(CLAIMS, ())
    for citation in citations:
        yield sheet_csv_row(CLAIMS, citation)


def _typed(item: Item) -> tuple[str, Json]:
    match item:
        case Document():
            blocks = [{"kind": str(b.kind), "start": b.span.start, "end": b.span.end} for b in item.blocks]
            return "document", {**document_json(item), "blocks": blocks, "text": item.text}
        case Citation():
            return "claim", citation_json(item)
        case EventRow():
            return "event", event_json(item)
        case OriginRow():
            return "origin", origin_json(item)
        case Judgement():
            return "judgement", judgement_json(item)
        case Run():
            return "run", run_json(item)
        case Refusal():
            return "refusal", refusal_json(item)
