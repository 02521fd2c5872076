"""Quotation marks paired: which stretches of a reading are quoted.

Pairs are made paragraph by paragraph, whatever the marks: typographic marks have a side of their own, straight ones get theirs from the
spaces around them and from what is open. A mark that is never closed runs to the end of its sentence, or of its paragraph where the next
paragraph opens with a mark again (the usual way to print a quotation of several paragraphs).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from riscontro.model import Reading, Token, once

_OPENING = {"“": "“", "«": "«", "‘": "'", "„": "“", "‹": "‹"}
_CLOSING = {"”": "“", "»": "«", "’": "'", "›": "‹"}
_STRAIGHT = {'"': '"', "''": '"', "``": '"', "'": "'"}
_MARKS = frozenset([*_OPENING, *_CLOSING, *_STRAIGHT])


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens `first` through `last` are a quotation, its marks with it; `closed` where the closing mark stands there."""

    first: int
    last: int
    closed: bool = True

    @property
    def words(self) -> int:
        """How many tokens lie between the marks."""
        return self.last - self.first - 1 if self.closed else self.last - self.first

    def holds(self, i: int) -> bool:
        """Whether token i lies between the marks."""
        return self.first < i and (i < self.last or (i == self.last and not self.closed))


def is_mark(token: Token) -> bool:
    """Whether a token may be a quotation mark."""
    return token.text in _MARKS


@once
def find_quotes(reading: Reading) -> tuple[Quote, ...]:
    """All quotations of a reading by their first token; nested ones follow the one that holds them."""
    paragraphs = [list(rows) for _, rows in groupby(reading.sentences, key=lambda s: s.paragraph)]
    ranges = [(rows[0].first, rows[-1].last) for rows in paragraphs if rows[-1].last > rows[0].first]
    found: list[Quote] = []
    for k, (first, last) in enumerate(ranges):
        following = ranges[k + 1][0] if k + 1 < len(ranges) else -1
        runs_on = following >= 0 and _side(reading, following) == "open"
        found += _pairs(reading, first, last, runs_on)
    return tuple(sorted(found, key=lambda q: (q.first, -q.last)))


def _pairs(reading: Reading, first: int, last: int, runs_on: bool) -> Iterator[Quote]:
    stack: list[tuple[str, int]] = []
    for i in range(first, last):
        text = reading.tokens[i].text
        if text not in _MARKS:
            continue
        family = _family(text)
        is_open = any(f == family for f, _ in stack)
        side = _side(reading, i)
        if side == "open" and is_open and text in _STRAIGHT:
            yield from _abandoned(reading, stack, family)
            stack.append((family, i))
        elif side == "open" or (side == "either" and not is_open and text not in ("'", "’")):
            stack.append((family, i))
        elif is_open:
            yield Quote(_pop(stack, family), i)
    for _, start in stack:
        yield Quote(start, last - 1 if runs_on else _sentence_end(reading, start), closed=False)


def _family(text: str) -> str:
    return _OPENING.get(text) or _CLOSING.get(text) or _STRAIGHT[text]


def _pop(stack: list[tuple[str, int]], family: str) -> int:
    """Close the innermost mark of this family, and forget marks opened inside it that were never closed."""
    while stack:
        name, start = stack.pop()
        if name == family:
            return start
    raise ValueError("no open mark of this family")


def _abandoned(reading: Reading, stack: list[tuple[str, int]], family: str) -> Iterator[Quote]:
    start = _pop(stack, family)
    yield Quote(start, _sentence_end(reading, start), closed=False)


def _sentence_end(reading: Reading, i: int) -> int:
    return max(i, reading.sentence(i).last - 1)


def _side(reading: Reading, i: int) -> str:
    """Which side of a quotation the mark at token i stands on: open, close, either; none for other tokens and apostrophes."""
    token, text = reading.tokens[i], reading.document.text
    if token.text in _OPENING:
        return "open"
    if token.text in _CLOSING and token.text != "’":
        return "close"
    if token.text not in _MARKS:
        return "none"
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    loose_before = not before or before.isspace() or before in "([{—–-/" or before in '“«‘"'
    loose_after = not after or after.isspace() or after in '.,;:!?)]}—–-/”»’"'
    if token.text == "’":
        return "close" if loose_after and not loose_before else "none"
    if token.text == "'" and not loose_before and not loose_after:
        return "none"
    if loose_before != loose_after:
        return "open" if loose_before else "close"
    return "either"
