"""Pending keys to events and findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from riscontro.assess import VERSION
from riscontro.model import Citation, Finding, Judgement
from riscontro.reconcile import wanted
from riscontro.weighing import as_judged, weigh_key

if TYPE_CHECKING:
    from riscontro.store import Archive


def settle(archive: Archive, *, seen: Callable[[int, int], None] | None = None) -> int:
    """Finds and weighs anew the events of every key that is pending, each key in one transaction; returns how many keys there were.

    Pending are the keys of what was added or judged since, and of events that were weighed by other rules than those of today.

    Args:
        archive: an open store.
        seen: called after each key with how many are done and how many there are.
    """
    archive.ledger.renew(VERSION)
    keys = archive.ledger.pending()
    ledger = archive.ledger
    for done, key in enumerate(keys, 1):
        ledger.settle(key, wanted, find)
        if seen is not None:
            seen(done, len(keys))
    return len(keys)


def find(key: str, own: tuple[Citation, ...], others: tuple[Citation, ...], judgements: tuple[Judgement, ...]) -> tuple[Finding, ...]:
    """The findings of a key, with claims as the desk holds them."""
    return weigh_key(key, as_judged(own, judgements), as_judged(others, judgements), judgements)
