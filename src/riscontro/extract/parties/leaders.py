"""The table of leaders: who spoke for which state or body, and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from riscontro import languages
from riscontro.extract.parties.gazetteer import pieces


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of the table of leaders: who, of what, from when to when, and the words of the name."""

    name: str
    of: str
    terms: tuple[tuple[str, str], ...]
    full: tuple[str, ...]
    last: tuple[str, ...]
    alone: bool
    female: bool

    def serves(self, day: str | None) -> bool:
        """Whether in office on a day (EDTF, compared as far as it goes); yes where the day is not known."""
        if not day or not day[:4].isdigit():
            return True
        return any(start[: len(day)] <= day[:10] and (not end or day[:10] <= end) for start, end in self.terms)


@cache
def leaders() -> dict[str, tuple[Leader, ...]]:
    """Leaders by the first word of the name that later mentions use."""
    rows: dict[str, list[Leader]] = {}
    for name, row in languages.table("common", "leaders")["leaders"].items():
        for spelling in (name, *row.get("also", ())):
            leader = _leader(name, spelling, row)
            rows.setdefault(leader.last[0], []).append(leader)
    return {word: tuple(found) for word, found in rows.items()}


def _leader(name: str, spelling: str, row: dict[str, Any]) -> Leader:
    full = tuple(w for w, _ in pieces(spelling))
    last = tuple(w for w, _ in pieces(row["last"])) if spelling == name and "last" in row else ()
    if not last:
        short = tuple(w for w, _ in pieces(row.get("last", "")))
        last = short if short and short[0] in full else full[-1:]
    terms = tuple((start, end) for start, end in row["in"])
    return Leader(name, row["of"], terms, full, last, row.get("alone", True), row.get("f", False))


@cache
def first_names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Full names of leaders by their first word, longest first."""
    rows: dict[str, set[tuple[str, ...]]] = {}
    for group in leaders().values():
        for leader in group:
            rows.setdefault(leader.full[0], set()).add(leader.full)
    return {word: tuple(sorted(names, key=len, reverse=True)) for word, names in rows.items()}


def leader_of(words: tuple[str, ...], day: str | None, titled: bool = False) -> Leader | None:
    """The leader whom these words name; the one in office on that day first.

    A bare surname serves where it is rare or a title stands by it.
    """
    found = [leader for word in dict.fromkeys(words) for leader in leaders().get(word, ()) if _named(leader, words, titled)]
    if not found:
        return None
    serving = [leader for leader in found if leader.serves(day)]
    exact = [leader for leader in found if leader.full == words or words[0] == leader.full[0]]
    return next(iter([x for x in serving if x in exact] or exact or serving or found))


def _named(leader: Leader, words: tuple[str, ...], titled: bool) -> bool:
    if words == leader.last:
        return leader.alone or titled
    if words == leader.full:
        return True
    size = len(leader.last)
    ends = words[-size:] == leader.last or (words[:size] == leader.last and leader.full[:size] == leader.last)
    if not ends or len(words) <= size:
        return False
    if leader.full[0] == leader.last[0]:
        return words == leader.full[: len(words)] and len(words) == len(leader.full)
    return words[0][:3] == leader.full[0][:3]
