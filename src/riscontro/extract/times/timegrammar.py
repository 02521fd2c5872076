"""The grammar of time expressions of one language, compiled from `languages/*/times.toml` into one regular expression.

A rule's pattern names word lists (`{month}`) and figures (`{day}`); a match gives back what the words mean, under the
names of the lists, so that what follows knows no language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from riscontro import languages

_FIGURES = {
    "day": r"(?<![\d.,])[0-3]?\d(?:st|nd|rd|th|°|º|\^)?(?![\d])",
    "year": r"(?:1[0-9]\d\d|20\d\d|2[1-9]\d\d|3000)",
    "yy": r"\d\d",
    "count": r"(?<![\d.,])\d{1,3}(?:[.,]\d)?(?![\d.,]\d)",
    "hour": r"(?<![\d.,:])[0-2]?\d",
    "minute": r"[0-5]\d",
}
_ALIASES = {
    "weekdayabbr": "weekday", "fullmonth": "month", "weakmonth": "month", "units": "unit", "era": "unit", "frame": "unit", "whole": "unit",
    "past": "relation", "coming": "relation", "aheadunits": "unit", "unitw": "unit", "after": "relation",
}  # fmt: skip
_PLACE = re.compile(r"\{(?:([a-z]+)(\d*)=)?([a-z]+)(\d*)\}")
_NAMED = re.compile(r"\(\?P(<|=)(\w+)(>|\))")
_SPACES = re.compile(r"\s+")
_TRIGGERS = (
    "month", "weekday", "season", "unit", "era", "deictic", "nightly", "part", "reference", "frequency", "holiday", "noon", "tens", "rank",
)  # fmt: skip
_FIGURE = re.compile(r"\d{4}(?!\d)|\d{1,2}[:.]\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d|\d0s?\b|\d{1,2}\s?[ap]\.?m", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_REACH = 8
_GUARDS = {"before", "not_before", "not_after"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of the grammar: `does` names the reckoning, the guards look at the words around a match."""

    name: str
    does: str
    before: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None
    weak: bool = False
    upos: frozenset[str] = frozenset()
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: where in the text, by which rule, and its parts as meanings. `solid` is false where a weak rule's guard failed."""

    start: int
    end: int
    rule: Rule
    parts: dict[str, str]
    solid: bool = True


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that one language says of time expressions."""

    rules: tuple[Rule, ...]
    pattern: re.Pattern[str]
    unguarded: re.Pattern[str]
    triggers: frozenset[str]
    groups: tuple[tuple[tuple[str, str, str], ...], ...]
    meanings: dict[str, dict[str, str]]
    connectives: tuple[tuple[str, re.Pattern[str]], ...]
    joins: dict[str, re.Pattern[str]]
    future: frozenset[str]
    auxiliaries: frozenset[str]
    past: frozenset[str]
    perfect: frozenset[str]
    openers: frozenset[str]

    def hits(self, text: str, start: int, end: int) -> Iterator[Hit]:
        """The matches in text[start:end], left to right, none overlapping."""
        at = start
        listed = -1
        for first, last in self._windows(text, start, end):
            at = max(at, first)
            while at < last and (match := self.pattern.search(text, at, last)):
                hit = self._hit(match, start, end, listed)
                if hit is None and (other := self.unguarded.match(text, match.start(), last)):
                    hit, match = self._hit(other, start, end, listed), other
                at = match.start() + 1 if hit is None else match.end()
                listed = hit.end if hit and "year" in hit.parts else listed
                if hit and hit.rule.does != "none":
                    yield hit

    def _windows(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches around words that a time cannot do without, so that idle text is never searched."""
        words = [(m[0].lower(), m.start()) for m in _WORD.finditer(text, start, end)]
        spans: list[tuple[int, int]] = []
        for i, (word, where) in enumerate(words):
            if word in self.triggers or (word[0].isdigit() and _FIGURE.match(text, where)):
                first = words[max(0, i - _REACH)][1] if i else start
                last = words[i + _REACH][1] if i + _REACH < len(words) else end
                if spans and first <= spans[-1][1]:
                    spans[-1] = (spans[-1][0], last)
                else:
                    spans.append((first - (first > start and text[first - 1] in "'’"), last))
        return spans

    def _hit(self, match: re.Match[str], start: int, end: int, listed: int) -> Hit | None:
        """The match with its parts, None where a guard forbids it. A list of years goes on from `listed`, where the last year ended."""
        number = int((match.lastgroup or "r0")[1:])
        rule, text = self.rules[number], match.string
        before = text[max(start, match.start() - 60) : match.start()]
        if rule.not_before and rule.not_before.search(before):
            return None
        if rule.not_after and rule.not_after.match(text, match.end(), min(end, match.end() + 60)):
            return None
        solid = rule.before is None or bool(rule.before.search(before))
        solid = solid or (listed >= 0 and rule.does == "year" and bool(self.joins["list"].fullmatch(text, listed, match.start())))
        if not solid and not rule.weak:
            return None
        named = ((short, vocabulary, match[full]) for full, short, vocabulary in self.groups[number])
        parts = {short: self._meaning(vocabulary, words) for short, vocabulary, words in named if words is not None}
        return Hit(match.start(), match.end(), rule, parts, solid)

    def _meaning(self, vocabulary: str, words: str) -> str:
        if vocabulary.startswith("="):
            return vocabulary[1:]
        key = normal(words)
        table = self.meanings.get(vocabulary)
        return key if table is None else table.get(key, table.get(key.rstrip("."), key))


def apostrophes(pattern: str) -> str:
    """The pattern with each curly apostrophe standing for the straight one too."""
    return pattern.replace("’", "[’']")


def normal(words: str) -> str:
    """Words as the lists spell them: lower case, single spaces, straight apostrophes."""
    return _SPACES.sub(" ", words.lower().replace("’", "'").strip())


@cache
def grammar(language: str) -> Grammar:
    """The compiled grammar of `languages/<language>/times.toml`."""
    data = languages.table(language, "times")
    forms = {name: [w for row in rows.values() for w in row] for name, rows in data["words"].items()}
    cased = frozenset(data.get("cased", ()))
    fragments = {name: _alternatives(words, name in cased) for name, words in forms.items()} | _FIGURES
    bodies, groups = [], []
    for i, entry in enumerate(data["rules"]):
        body, names = _expand(entry["pattern"], f"r{i}_", fragments)
        bodies.append(f"(?P<r{i}>{body})")
        groups.append(names)
    filler = apostrophes(data["joins"]["filler"])
    needed = (w for name in _TRIGGERS for w in forms.get(name, ()))
    return Grammar(
        rules=tuple(_rule(entry, data["guards"]) for entry in data["rules"]),
        pattern=_any(bodies),
        unguarded=_any([b for b, entry in zip(bodies, data["rules"], strict=True) if not _GUARDS & entry.keys()]),
        triggers=frozenset(_WORD.findall(w.lower())[-1] for w in needed) | frozenset(data["triggers"]),
        groups=tuple(groups),
        meanings={name: _meanings(rows) for name, rows in data["words"].items()},
        connectives=tuple((c["does"], _ending(rf"(?<!\w)(?:{apostrophes(c['pattern'])})\s*{filler}")) for c in data["connectives"]),
        joins={
            name: re.compile(rf"\s*(?:{apostrophes(p)})\s*{filler}", re.IGNORECASE) for name, p in data["joins"].items() if name != "filler"
        },
        future=frozenset(data["tense"]["future"]),
        auxiliaries=frozenset(data["tense"]["auxiliaries"]),
        past=frozenset(data["tense"]["past"]),
        perfect=frozenset(data["tense"]["perfect"]),
        openers=frozenset(data["tense"]["openers"]),
    )


def _meanings(rows: dict[str, list[str]]) -> dict[str, str]:
    return {normal(word): meaning for meaning, words in rows.items() for word in words}


def _alternatives(words: list[str], cased: bool) -> str:
    """Any of the words, the longest first, with either apostrophe and any white space; with a capital where `cased`."""
    rows = sorted({form for w in words for form in ([w.capitalize(), w.upper()] if cased else [w])}, key=lambda w: (-len(w), w))
    body = "|".join(re.escape(w).replace("\\ ", r"\s+").replace("'", "[’']") + (r"(?!\w)" if w[-1].isalnum() else "") for w in rows)
    return f"(?-i:{body})" if cased else f"(?:{body})"


def _expand(pattern: str, prefix: str, fragments: dict[str, str]) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """The pattern with its lists filled in and its groups named apart, and (group, part, vocabulary) for each group."""
    names: list[tuple[str, str, str]] = []

    def place(found: re.Match[str]) -> str:
        part, name = found[1] or _ALIASES.get(found[3], found[3]), found[3]
        group = f"{prefix}{found[1] or name}{found[2] or found[4]}"
        names.append((group, part, name))
        return f"(?P<{group}>{fragments[name]})"

    def named(found: re.Match[str]) -> str:
        if found[1] == "<" and not found[2].startswith(prefix):
            base, _, value = found[2].partition("_")
            part = base.rstrip("0123456789")
            names.append((prefix + found[2], _ALIASES.get(part, part), f"={value}" if value else part))
        return found[0] if found[2].startswith(prefix) else f"(?P{found[1]}{prefix}{found[2]}{found[3]}"

    # white space first: a filled-in list has none left that is not already `\s+`
    body = re.sub(r"(?<![\\\[]) (?![*?+\]])", r"\\s+", apostrophes(pattern))
    body = _NAMED.sub(named, body)
    return _PLACE.sub(place, body), tuple(names)


def _rule(entry: dict[str, Any], guards: dict[str, list[str]]) -> Rule:
    def ends(key: str) -> re.Pattern[str] | None:
        return _ending("(?:" + "|".join(map(apostrophes, guards[entry[key]])) + r")\s*") if key in entry else None

    after = entry.get("not_after")
    return Rule(
        name=entry["name"],
        does=entry["does"],
        before=ends("before"),
        not_before=ends("not_before"),
        not_after=re.compile(r"\s*(?:" + "|".join(map(apostrophes, guards[after])) + ")", re.IGNORECASE) if after else None,
        weak=bool(entry.get("weak")),
        upos=frozenset(entry.get("upos", ())),
        options=tuple((key, str(entry[key])) for key in ("sign", "base", "order") if key in entry),
    )


def _any(bodies: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?=[\w’'])(?:{'|'.join(bodies)})(?!\w)", re.IGNORECASE)


def _ending(body: str) -> re.Pattern[str]:
    return re.compile(body + r"$", re.IGNORECASE)
