"""Names of states, capitals, seats, bodies, groups and places, and the adjectives of states, found by one pass over the tokens.

The tables stand in `languages/common/{states,bodies,cities}.toml`; names of states in every language come from CLDR through Babel
(https://cldr.unicode.org). Words are compared without accents, dots, hyphens and case, but a name that is written with a capital must stand
with one in the text, and an acronym in capitals: "US" is a state, "us" is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from riscontro import languages
from riscontro.model import PartyType, Reading, Sentence, once

_SPLIT = re.compile(r"[\s\-‐‑–'’ʼ`]+")
_ARTICLES = re.compile(r"^(?:the |il |lo |la |i |gli |le |l')")
_SHORTEST = 2


class Role(StrEnum):
    """What a word of the gazetteer names."""

    STATE = "state"
    CAPITAL = "capital"
    SEAT = "seat"
    ADJECTIVE = "adjective"
    BODY = "body"
    NATIONAL = "national"
    GROUP = "group"
    CITY = "city"
    PLACE = "place"
    PAST = "past"
    HALF = "half"


TYPES = {
    Role.STATE: PartyType.STATE,
    Role.CAPITAL: PartyType.GOVERNMENT,
    Role.SEAT: PartyType.GOVERNMENT,
    Role.ADJECTIVE: PartyType.STATE,
    Role.BODY: PartyType.BODY,
    Role.NATIONAL: PartyType.BODY,
    Role.GROUP: PartyType.GROUP,
    Role.CITY: PartyType.PLACE,
    Role.PLACE: PartyType.PLACE,
    Role.PAST: PartyType.STATE,
    Role.HALF: PartyType.STATE,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a name: its role and the states it stands for (none for bodies, groups and places), or its id."""

    role: Role
    states: tuple[str, ...] = ()
    id: str | None = None

    @property
    def type(self) -> PartyType:
        """The type of party that it names when it acts."""
        return TYPES[self.role]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found on the tokens first to last."""

    first: int
    last: int
    entry: Entry


Row = tuple[tuple[str, ...], tuple[int, ...], Entry]
Piece = tuple[str, int, int, bool, bool]


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Lower case, without accents and dots."""
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ł", "l"))
    return "".join(c for c in plain if not unicodedata.combining(c) and c != ".").casefold()


@lru_cache(maxsize=100_000)
def pieces(text: str) -> tuple[tuple[str, int], ...]:
    """The words inside a token or a name, folded, each with its case: 0 small, 1 capital, 2 capitals throughout."""
    found = []
    for part in _SPLIT.split(text):
        word = fold(part)
        if word:
            letters = [c for c in part if c.isalpha()]
            case = 0 if not letters or not letters[0].isupper() else 2 if len(letters) > 1 and part.isupper() else 1
            found.append((word, case))
    return tuple(found)


@cache
def gazetteer(language: str) -> dict[str, tuple[Row, ...]]:
    """All names by their first word, longest first: names of every language, adjectives of this one."""
    rows: dict[str, dict[tuple[tuple[str, ...], tuple[int, ...]], Entry]] = {}
    for name, entry in _all(language):
        parts = pieces(_ARTICLES.sub("", name))
        if parts and (len(parts) > 1 or len(parts[0][0]) >= _SHORTEST):
            key = (tuple(p for p, _ in parts), tuple(c for _, c in parts))
            rows.setdefault(parts[0][0], {}).setdefault(key, entry)
    return {
        first: tuple(
            sorted(((*key, entry) for key, entry in found.items()), key=lambda row: (-len(row[0]), tuple(-case for case in row[1])))
        )
        for first, found in rows.items()
    }


def _all(language: str) -> Iterator[tuple[str, Entry]]:
    yield from state_names()
    yield from _adjectives(language)
    bodies, cities, states = (languages.table("common", name) for name in ("bodies", "cities", "states"))
    for body, names in bodies["international"].items():
        yield from ((name, Entry(Role.BODY, (), body)) for name in names)
    yield from ((name, Entry(Role.BODY)) for name in bodies["named"]["names"])
    for state, names in bodies["national"].items():
        yield from ((name, Entry(Role.NATIONAL, (state,))) for name in names)
    for group, names in bodies["groups"].items():
        yield from ((name, Entry(Role.GROUP, (), group)) for name in names)
    for state, names in cities["cities"].items():
        yield from ((name, Entry(Role.CITY, (state,))) for name in names)
    yield from ((name, Entry(Role.PLACE)) for name in cities["places"]["names"])
    yield from ((name, Entry(Role.PAST)) for name in states["past"]["names"])
    for name, row in states["pairs"].items():
        yield name, Entry(Role.STATE, tuple(row))


def state_names() -> Iterator[tuple[str, Entry]]:
    """Names, capitals and seats of all states, in every language that has a folder."""
    for code, row in languages.table("common", "states")["states"].items():
        entry = Entry(Role.STATE, (code,))
        yield from ((name, entry) for name in (*row.get("names", ()), *cldr_names(code)))
        yield from ((name, Entry(Role.CAPITAL, (code,))) for name in row["capitals"])
        yield from ((name, Entry(Role.SEAT, (code,))) for name in row.get("seats", ()))


@cache
def cldr_names(code: str) -> tuple[str, ...]:
    """The names of a state in the languages that have a folder, after CLDR; those it glosses ("Congo - Kinshasa") are left out."""
    from babel import Locale

    names = (Locale(language).territories.get(code, "") for language in languages.LANGUAGES)
    return tuple(name for name in names if name and not re.search(r" - |\(|&| SAR|RAS ", name))


@cache
def bodies() -> frozenset[str]:
    """The ids of bodies of several states and of groups."""
    table = languages.table("common", "bodies")
    return frozenset((*table["international"], *table["groups"]))


def _adjectives(language: str) -> Iterator[tuple[str, Entry]]:
    states = languages.table("common", "states")
    for code, row in states["states"].items():
        yield from ((form, Entry(Role.ADJECTIVE, (code,))) for word in row.get(language, ()) for form in inflections(word, language))
    yield from ((form, Entry(Role.ADJECTIVE)) for word in states["past"].get(language, ()) for form in inflections(word, language))
    for body, forms in languages.table(language, "parties")["adjectives"].items():
        yield from ((form, Entry(Role.ADJECTIVE, (), body)) for word in forms for form in inflections(word, language))


def inflections(word: str, language: str) -> tuple[str, ...]:
    """All forms of a citation form, by the longest ending that the language has a rule for; the form itself where none fits."""
    rules: dict[str, Any] = languages.table(language, "parties")["inflection"]
    fits = [ending for ending in rules if word.endswith(ending)]
    if not fits:
        return (word,)
    ending = max(fits, key=len)
    stem = word[: len(word) - len(ending)]
    return tuple(stem + new for new in rules[ending])


@once
def scan(reading: Reading) -> tuple[Hit, ...]:
    """Every name and adjective of the gazetteer, longest first, none inside another, in text order."""
    table = gazetteer(reading.document.language)
    return tuple(hit for sentence in reading.sentences for hit in _scan_sentence(reading, sentence, table))


def _scan_sentence(reading: Reading, sentence: Sentence, table: dict[str, tuple[Row, ...]]) -> Iterator[Hit]:
    row = list(_pieces_of(reading, sentence))
    k = 0
    while k < len(row):
        found = _longest(row, k, table) if row[k][3] else None
        if found is None:
            k += 1
            continue
        length, entry = found
        yield Hit(row[k][2], row[k + length - 1][2], entry)
        k += length


def _longest(row: list[Piece], k: int, table: dict[str, tuple[Row, ...]]) -> tuple[int, Entry] | None:
    for words, cases, entry in table.get(row[k][0], ()):
        end = k + len(words)
        if (
            end <= len(row)
            and row[end - 1][4]
            and all(row[k + n][0] == w and row[k + n][1] >= c for n, (w, c) in enumerate(zip(words, cases, strict=True)))
        ):
            return len(words), entry
    return None


def _pieces_of(reading: Reading, sentence: Sentence) -> Iterator[Piece]:
    """The words of a sentence with case, token, and whether they open and close their token; hyphens that stand alone are passed over."""
    for token in reading.words(sentence):
        parts = pieces(token.text)
        for n, (word, case) in enumerate(parts):
            yield word, case, token.i, n == 0, n == len(parts) - 1
