"""Lines known by their words: what stands around an article, captions, section labels. Data: languages/*/furniture.toml."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from riscontro import languages

_BULLETS = " \t\u00a0\u200b\ufeff•·▪►▶→»›–—*+|◦●■-"
_LONGEST = 620
_LONGEST_CAPTION = 320


@cache
def _patterns(table: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of all languages, each with its scope: an Italian page may say `Advertisement`."""
    groups = [group for language in languages.LANGUAGES for group in languages.table(language, "furniture").get(table, ())]
    return tuple((re.compile("|".join(f"(?:{p})" for p in group["patterns"]), re.I), group.get("scope", "line")) for group in groups)


def bare(line: str) -> str:
    """The line as patterns see it: white space squeezed, bullets and arrows taken off both ends."""
    return " ".join(line.split()).strip(_BULLETS)


@lru_cache(maxsize=4096)
def _scopes_seen(words: str) -> tuple[str, ...]:
    return tuple(scope for pattern, scope in _patterns("furniture") if pattern.fullmatch(words))


def scope(line: str) -> str | None:
    """What a line of furniture takes with it: `line`, `links`, `rest`; None for a line that is none."""
    words = bare(line)
    if not words:
        return "line"
    if len(words) > _LONGEST:
        return None
    found = _scopes_seen(words)
    return max(found, key=("line", "links", "rest").index) if found else None


def is_caption(line: str) -> bool:
    """Whether the words of the line say that it stands under a picture."""
    words = bare(line)
    return len(words) <= _LONGEST_CAPTION and any(pattern.search(words) for pattern, _ in _patterns("caption"))


def is_label(line: str) -> bool:
    """Whether the line is a section label that reports are wont to carry."""
    words = bare(line)
    return len(words) <= 60 and any(pattern.fullmatch(words) for pattern, _ in _patterns("heading"))
