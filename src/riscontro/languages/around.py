"""The words around a claim, and what they tell of its source: cooperation declared, anonymity asked for, things examined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from riscontro import languages
from riscontro.languages.names import fold
from riscontro.model import Citation

_END = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+(?=[\"'“‘«(]?[A-ZÀ-ÝŠŽ0-9])")
_REACH = 6
"""How many words after a phrase a party may be named."""


def sentence_of(citation: Citation, beside: int = 0) -> str:
    """The sentence of a claim, with as many on either side in the same paragraph as asked for."""
    doc, span = citation.document, citation.claim.span
    block = next((b.span for b in doc.blocks if b.span.start <= span.start < b.span.end), None)
    start, text = (block.start, block.text) if block else (max(0, span.start - 400), doc.text[max(0, span.start - 400) : span.end + 400])
    cuts = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    at = span.start - start
    here = max((i for i in range(len(cuts) - 1) if cuts[i] <= at), default=0)
    last = max((i for i in range(len(cuts) - 1) if cuts[i] < span.end - start), default=here)
    return text[cuts[max(0, here - beside)] : cuts[min(len(cuts) - 1, last + 1 + beside)]]


def cooperators(text: str, language: str) -> tuple[str, ...]:
    """The states and bodies that a text says its speaker worked with or has it from."""
    return tuple(dict.fromkeys(_cooperators(text, language)))


def _cooperators(text: str, language: str) -> Iterator[str]:
    data = languages.table(language, "evidence")["cooperation"]
    for match in _phrases(language, "cooperation", "with").finditer(text):
        yield from _first_state(text[match.end() :])
    for match in _phrases(language, "cooperation", "from").finditer(text):
        after = " ".join(re.findall(r"\w+", text[match.end() :])[:_REACH]).casefold().split()
        if match[0].casefold() in data["plain"] or set(after) & set(data["of"]):
            yield from _first_state(text[match.end() :])


def state_in(text: str) -> str | None:
    """The first state that the words themselves name."""
    return next(_first_state(text), None)


def _first_state(text: str) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]+(?:\.[A-Z]\.?)*", text)[:_REACH]
    for i in range(len(words)):
        for n in (3, 2, 1):
            code = _states().get(_stem(" ".join(words[i : i + n]))) if words[i][:1].isupper() or n == 1 else None
            if code and i + n <= len(words):
                yield code
                return


def is_anonymous(text: str, language: str) -> bool:
    """Whether a text says that its speaker would not be named."""
    return bool(_phrases(language, "anonymous", "phrases").search(text))


def told_of(text: str, language: str, group: str) -> frozenset[str]:
    """The words of a group (things, examining, knowing) that a text holds."""
    return frozenset(re.findall(r"\w+", text.casefold())) & _words(language, group)


def setting(medium: str | None, language: str) -> str | None:
    """The kind of occasion that a medium is, whatever the language; its own words where it is none of the known."""
    if not medium:
        return None
    folded = medium.casefold()
    rows: dict[str, list[str]] = languages.table(language, "evidence")["settings"]
    return next((kind for kind, words in rows.items() if any(w in folded for w in words)), folded)


@cache
def _words(language: str, group: str) -> frozenset[str]:
    return frozenset(languages.table(language, "evidence")[group]["words"])


@cache
def _phrases(language: str, group: str, name: str) -> re.Pattern[str]:
    rows = sorted(languages.table(language, "evidence")[group][name], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, rows)) + r")\b", re.IGNORECASE)


@cache
def _states() -> dict[str, str]:
    """States by their names, capitals and adjectives in every language, as stems; ambiguous small words are left out."""
    found: dict[str, str] = {}
    for code, row in languages.table("common", "states")["states"].items():
        names = [Locale.parse(ui).territories.get(code, "") for ui in languages.LANGUAGES]
        for group in ("names", "capitals", "seats", *languages.LANGUAGES):
            names += row.get(group, ())
        found.update({_stem(name): code for name in names if len(name) > 1})
    return found


def _stem(words: str) -> str:
    """Folded words, the last without the ending that changes with gender and number."""
    folded = fold(words)
    return re.sub(r"(?<=\w{4})(?:[aeio]|he|hi|i)$", "", folded)
