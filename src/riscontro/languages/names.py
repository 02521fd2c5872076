"""Names compared over spellings and scripts: Shin Won-sik and Shin Wonsik, Šojgu and Shoigu, Лавров and Lavrov."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from riscontro import languages


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name in small Latin letters, without accents, marks and a leading article, to compare with others."""
    words = re.findall(r"\w+", _latin(name).casefold())
    return " ".join(words[1:] if len(words) > 1 and words[0] in _articles() else words)


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """A key that is the same for spellings of one name: letters alone, those that are heard alike made one, none doubled."""
    letters = fold(name).replace(" ", "").replace("_", "")
    for written, heard in _sounds():
        letters = letters.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", letters)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, however spelled."""
    return bool(one and other) and sound(one) == sound(other)


def _latin(name: str) -> str:
    from anyascii import anyascii

    return anyascii(re.sub(r"[’']", " ", name)).replace("'", "")


@cache
def _articles() -> frozenset[str]:
    return frozenset(w for code in languages.LANGUAGES for w in languages.table(code, "unnamed")["articles"]["words"])


@cache
def _sounds() -> tuple[tuple[str, str], ...]:
    return tuple((written, heard) for written, heard in languages.table("common", "names")["sounds"])
