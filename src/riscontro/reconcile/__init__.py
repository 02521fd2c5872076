"""Claims -> events and origins: what is about one thing, and what rests on one voice; every grouping says why."""

from riscontro.reconcile.desk import FIELDS, judged
from riscontro.reconcile.events import find_events
from riscontro.reconcile.headlines import fold_headlines
from riscontro.reconcile.keys import event_keys, touched, wanted
from riscontro.reconcile.origins import find_origins

__all__ = ["FIELDS", "event_keys", "find_events", "find_origins", "fold_headlines", "judged", "touched", "wanted"]
