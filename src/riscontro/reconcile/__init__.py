"""Claims -> events and origins: what is about one thing, and what rests on one voice; every grouping says why."""

from riscontro.reconcile.copies import Signature, alike, find_families, signature
from riscontro.reconcile.desk import FIELDS, judged
from riscontro.reconcile.events import find_events
from riscontro.reconcile.headlines import Folded, fold_headlines
from riscontro.reconcile.keys import event_keys, touched, wanted
from riscontro.reconcile.origins import find_origins

__all__ = [
    "FIELDS",
    "Folded",
    "Signature",
    "alike",
    "event_keys",
    "find_events",
    "find_families",
    "find_origins",
    "fold_headlines",
    "judged",
    "signature",
    "touched",
    "wanted",
]
