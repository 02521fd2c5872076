"""The use cases that answer questions: the same function behind the library, the command line and any other door."""

from riscontro.queries.dossier import check_asked, dossier, dossier_of
from riscontro.queries.findings import events, finding, ledger, origins, timeline
from riscontro.queries.languages import languages
from riscontro.queries.lists import claims, diff, everything, search

__all__ = [
    "check_asked",
    "claims",
    "diff",
    "dossier",
    "dossier_of",
    "events",
    "everything",
    "finding",
    "languages",
    "ledger",
    "origins",
    "search",
    "timeline",
]
