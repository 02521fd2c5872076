"""Lists of what the claims come to: events, origins, judgements, and the changes between runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from riscontro.model import AmountRange, Citation, EventRow, Judgement, OriginRow, RunDiff
from riscontro.report.ledger import ground_json
from riscontro.report.sheets import Sheet, citation_json, sides
from riscontro.report.wire import Json, claim_json, number


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
