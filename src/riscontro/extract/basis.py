"""How a source knows what it says: declared by a side, witnessed, measured, from a document, inferred, told, or unstated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from riscontro import languages
from riscontro.extract.parties.antecedents import key
from riscontro.model import Link, Party

KINDS = ("witnessed", "measured", "document", "inferred", "told")
_WORD = re.compile(r"\w+")


@cache
def _table(language: str) -> dict[str, str]:
    data = languages.table(language, "basis")
    return {word: kind for kind in reversed(KINDS) for word in data[kind]}


def basis_of(chain: Sequence[Link], sides: Iterable[Party], language: str) -> str:
    """The basis of a claim with this chain of sources.

    `declared` where the last source is itself a side to the claim; else what its name, cue or medium tells; `unstated` where they tell
    nothing or nobody is named. Terms: CLAIMS, "More fields".
    """
    if not chain:
        return "unstated"
    last = chain[-1]
    if key(last.source) in {key(p) for p in sides}:
        return "declared"
    return basis_in(" ".join(filter(None, (last.source.name, last.cue, last.medium))), language)


def basis_in(text: str, language: str) -> str:
    """The first basis, in the order of KINDS, that a word of the text tells; `unstated` without one."""
    table = _table(language)
    found = {table[w] for w in _WORD.findall(text.lower()) if w in table}
    return next((kind for kind in KINDS if kind in found), "unstated")
