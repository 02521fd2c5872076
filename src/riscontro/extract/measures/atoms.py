"""Words, numbers and signs of a sentence, cut from its text alone.

A tokenizer made for parsing cuts "KN-23", "3-5" or "1.7bn" now one way, now another. Quantities and names of goods need one
way, so they are read from atoms, each of which knows the token it stands in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from riscontro.model import Reading, Sentence, once

_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_SPACED = r"\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)|\d{1,3}(?: 000)+(?!\d)"
_ATOM = re.compile(rf"(?P<number>{_SPACED}|\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_](?:[^\W\d_]|[{_INVISIBLE}])*)|(?P<sign>\S)")
_DROPPED = re.compile(rf"[{_INVISIBLE}]")
_JOINTS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212'\u2019\u2018`\"“”„«»")
_DASHES = frozenset("\u2012\u2013\u2014\u2212-\u2010\u2011")


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, number or sign. `gap` is what stands between it and the atom before: "" " " "-" "'" or "|" for a spaced dash.

    `text` is in lower case without invisible characters; `kind` is number, word or sign; `token` the `i` of the token it stands in.
    """

    start: int
    end: int
    text: str
    kind: str
    gap: str
    token: int
    capital: bool


@once
def sentence_atoms(reading: Reading, sentence: Sentence) -> tuple[Atom, ...]:
    """The atoms of a sentence, in text order; none where it has no tokens. Hyphens, apostrophes and quotation marks are gaps."""
    if sentence.first >= sentence.last:
        return ()
    starts = [t.start for t in reading.words(sentence)]
    atoms: list[Atom] = []
    text, end = reading.document.text, sentence.span.start
    for found in _ATOM.finditer(text, sentence.span.start, sentence.span.end):
        if found[0] in _JOINTS:
            continue
        word = _DROPPED.sub("", found[0]) if not found[0].isascii() else found[0]
        token = sentence.first + max(bisect_right(starts, found.start()) - 1, 0)
        gap = _gap(text[end : found.start()])
        atoms.append(Atom(found.start(), found.end(), word.lower(), found.lastgroup or "sign", gap, token, word[:1].isupper()))
        end = found.end()
    return tuple(atoms)


def atoms_within(atoms: Sequence[Atom], start: int, end: int) -> range:
    """Places of the atoms that begin in [start, end) of the text."""
    return range(bisect_left(atoms, start, key=lambda a: a.start), bisect_left(atoms, end, key=lambda a: a.start))


def _gap(between: str) -> str:
    if not between or between == " ":
        return between
    if any(c in _DASHES for c in between):
        spaced = between[0].isspace() and between[-1].isspace()
        return "|" if spaced or "\u2014" in between else "-"
    return " " if any(c.isspace() for c in between) else "'"
