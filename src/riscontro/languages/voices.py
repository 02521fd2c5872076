"""Whose word a claim rests on: the voice at the end of its chain of sources.

The simplest honest rule: the same final source is one origin. Everybody who speaks for one state is one voice, since two
speakers of one government are one origin for the same proposition; that can count too few, never too many.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from riscontro import languages
from riscontro.model import Citation, Party, Standing

_WORD = re.compile(r"[\w.’'-]+")


@dataclass(frozen=True, slots=True)
class Voice:
    """The final source of one claim: a key that is the same for the same voice, its name as written, its standing."""

    key: str
    name: str
    standing: Standing


def voice(citation: Citation) -> Voice:
    """The final source of a claim. Whether a named voice is a side to a flow is the flow's to say."""
    doc, chain = citation.document, citation.claim.attribution
    if not chain:
        return Voice(f"carrier:{doc.publisher or doc.id}", doc.publisher or doc.path or doc.id, Standing.CARRIER)
    source = chain[-1].source
    if unnamed(source, citation.claim.language):
        return Voice(f"unresolved:{fold(source.name)}", source.name, Standing.UNRESOLVED)
    if source.state:
        return Voice(f"state:{source.state}", source.name, Standing.NAMED)
    speaks_for = outlet(source.name)
    if speaks_for is None:
        return Voice(f"name:{fold(source.id or source.name)}", source.name, Standing.NAMED)
    if speaks_for:
        return Voice(f"state:{speaks_for}", source.name, Standing.NAMED)
    return Voice(f"carrier:{fold(source.name)}", source.name, Standing.CARRIER)


def unnamed(source: Party, language: str) -> bool:
    """Whether a source is nobody in particular: analysts, reports, several governments, "it is said".

    Officials, ministers, authorities are somebody where their state is known. A name without any capital letter
    and without a state names nobody, and neither does a number of people.
    """
    anonymous, collective, office = _lists(language)
    words = _common_words(source.name)
    if (words & anonymous or _counted(source.name)) and not (source.state and words & office):
        return True
    if source.state or source.id:
        return False
    return bool(words & collective) or source.name == source.name.lower()


def _counted(name: str) -> bool:
    """Whether a name begins with a figure ("40 soldiers") and is no outlet of such a name."""
    return name[:1].isdigit() and outlet(name) is None


def outlet(name: str) -> str | None:
    """None where the name is no known outlet; else the state that it speaks for, empty for an independent one."""
    return _outlets().get(fold(name))


def fold(name: str) -> str:
    """A name without case, accents, marks and a leading article, to compare with others."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.findall(r"\w+", plain)
    return " ".join(words[1:] if len(words) > 1 and words[0] in _articles() else words)


def _common_words(name: str) -> frozenset[str]:
    """Words of a name that are written small, and the first one unless a capital follows it."""
    words = _WORD.findall(name)
    small = {w for w in words if w == w.lower()}
    if words and (len(words) == 1 or words[1] == words[1].lower()):
        small.add(words[0].lower())
    return frozenset(part for w in small for part in re.split(r"[’']", w) if part)


@cache
def _lists(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = languages.table(language, "unnamed")
    return frozenset(data["anonymous"]["words"]), frozenset(data["collective"]["words"]), frozenset(data["office"]["words"])


@cache
def _articles() -> frozenset[str]:
    return frozenset(w for code in languages.LANGUAGES for w in languages.table(code, "unnamed")["articles"]["words"])


@cache
def _outlets() -> dict[str, str]:
    data = languages.table("common", "outlets")
    plain = {fold(name): "" for name in data["independent"]["names"]}
    return plain | {fold(name): code for code, names in data["state"].items() for name in names}
