"""The use cases that answer questions: the same function behind the library, the command line and any other door."""

from riscontro.queries.dossier import dossier
from riscontro.queries.languages import languages
from riscontro.queries.lists import claims, search

__all__ = ["claims", "dossier", "languages", "search"]
