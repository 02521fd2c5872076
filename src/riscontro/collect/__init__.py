"""Bytes -> Document: texts, pages, PDF reports, newsletters, records and web archives; the only place where text is cleaned."""

from riscontro.collect.collector import MAX_BYTES, NOTHING_TOLD, check_given, collect_bytes, collect_file, read_bytes
from riscontro.collect.formats import ARCHIVES, SUFFIXES
from riscontro.collect.items import items_in
from riscontro.collect.receipts import Taken, now, refused
from riscontro.collect.records import checked_fields

__all__ = [
    "ARCHIVES",
    "MAX_BYTES",
    "NOTHING_TOLD",
    "SUFFIXES",
    "Taken",
    "check_given",
    "checked_fields",
    "collect_bytes",
    "collect_file",
    "items_in",
    "now",
    "read_bytes",
    "refused",
]
