"""The custody log and what re-hashing a store came to, for people and machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riscontro.model import Entry, Verification
from riscontro.report.page import plain
from riscontro.report.sheets import Sheet
from riscontro.report.wire import Json


def entry_json(entry: Entry) -> Json:
    """An entry with its hash."""
    return {**entry.facts, "hash": entry.hash}


def _cells(entry: Entry) -> Sequence[str]:
    facts: dict[str, Any] = entry.facts
    document = str(facts.get("document") or "").removeprefix("sha256:")[:12]
    capture = facts.get("capture") or {}
    told = capture.get("name") or facts.get("extractor") or facts.get("event") or ""
    return str(entry.number), str(facts["at"]), str(facts["act"]), document, entry.hash[:12], str(told)


ENTRIES: Sheet[Entry] = Sheet(("entry", "at", "act", "document", "hash", "what"), _cells, entry_json)
"""The entries of the custody log."""


def verification_text(found: Verification) -> str:
    """What differs, one line each, and what was looked at."""
    lines = [f"{plain(d.where)}  {plain(d.what)}" for d in found.differences]
    verdict = f"{len(found.differences)} differences." if lines else "Nothing differs from what was taken in."
    return (
        "\n".join([*lines, f"{found.documents} documents and {found.entries} entries of the log: {verdict}", f"head {found.head}"]) + "\n"
    )


def verification_json(found: Verification) -> Json:
    """The same for machines."""
    rows = [{"where": d.where, "what": d.what} for d in found.differences]
    return {"documents": found.documents, "entries": found.entries, "head": found.head, "differences": rows}
