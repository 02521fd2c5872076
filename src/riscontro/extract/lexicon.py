"""The frames of a language: which word states which relation, and where its roles stand.

Loaded from `languages/<language>/frames.toml`, whose head explains the fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from riscontro import languages
from riscontro.model import Kind

VERB, NOUN = "verb", "noun"


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry of the lexicon: a relation, the words that state it, and the slots where its roles stand, best first."""

    id: str
    kind: Kind
    pos: str
    words: tuple[tuple[str, str], ...] = ()
    actor: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    require: frozenset[str] = frozenset()
    goods: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    default: str | None = None
    outcome: str | None = None
    symmetric: bool = False
    exchange: bool = False
    also: bool = False
    adjective: bool = False
    knowhow: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames of a language, by the lemma of their words, in the order of the file."""

    frames: tuple[Frame, ...]
    by_word: dict[str, tuple[tuple[Frame, str], ...]]
    light: frozenset[str]
    receiving: frozenset[str]
    imposers: frozenset[str]
    press: frozenset[str]
    deny: frozenset[str]
    targets: frozenset[str]
    opaque: frozenset[str]
    asking: frozenset[str]
    forbidding: frozenset[str]
    stopping: frozenset[str]
    permitting: frozenset[str]
    rules: frozenset[str]
    outcomes: dict[str, dict[str, str]]


_SIDES = ("imposers", "press", "targets", "opaque", "asking", "forbidding", "stopping", "permitting", "rules")
"""The lists of sides.toml that a lexicon holds."""


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language. Raises FileNotFoundError where the language has none."""
    data = languages.table(language, "frames")
    frames = tuple(_frame(entry, pos) for pos, entry in _entries(data))
    by_word: dict[str, list[tuple[Frame, str]]] = {}
    for frame in frames:
        for word, particle in frame.words:
            by_word.setdefault(word, []).append((frame, particle))
    outcomes = {kind: {w: name for name, words in table.items() for w in words.split()} for kind, table in data["outcomes"].items()}
    sides = languages.table(language, "sides")
    return Lexicon(
        frames=frames,
        by_word={word: tuple(rows) for word, rows in by_word.items()},
        light=frozenset(data["light"].split()),
        receiving=frozenset(data["receiving"].split()),
        deny=frozenset(languages.table(language, "discourse")["deny"]),
        outcomes=outcomes,
        **{name: frozenset(sides[name]) for name in _SIDES},
    )


def _entries(data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(VERB, entry) for entry in data["verb"]] + [(NOUN, entry) for entry in data["noun"]]


def _frame(entry: dict[str, Any], pos: str) -> Frame:
    words = tuple((w.partition("+")[0], w.partition("+")[2]) for w in entry["words"].split())
    slots = {role: tuple(entry.get(role, "").split()) for role in ("actor", "counterpart", "theme")}
    return Frame(
        id=entry["id"],
        kind=Kind(entry["kind"]),
        pos=pos,
        words=words,
        actor=slots["actor"],
        counterpart=slots["counterpart"],
        theme=slots["theme"],
        require=frozenset(entry["require"]),
        goods=tuple(entry.get("goods", "").split()),
        objects=frozenset(entry.get("objects", "").split()),
        default=entry.get("default"),
        outcome=entry.get("outcome"),
        symmetric=bool(entry.get("symmetric", False)),
        exchange=bool(entry.get("exchange", False)),
        also=bool(entry.get("also", False)),
        adjective=bool(entry.get("adjective", False)),
        knowhow=bool(entry.get("knowhow", False)),
    )
