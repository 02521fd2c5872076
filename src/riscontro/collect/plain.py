"""Plain text -> its paragraphs, telling lines that were wrapped at a width from lines that are paragraphs themselves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from riscontro.collect.raw import Piece, Raw

_LINE = re.compile(r"[^\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_ITEM = re.compile(r"(?:[-*•·–—>#]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_STOP = (".", "!", "?", "…", ":", ".”", '."', ".»", "!”", '!"', "?”", '?"', "''", ".'", ".)")
_NARROWEST, _WIDEST, _SLACK = 40, 130, 3
_FEWEST_FULL, _SHORTEST_RUN_ON = 2, 25


def read_plain(text: str) -> Raw:
    """The paragraphs of a text that is kept as it is.

    Blank lines part paragraphs. A single line end parts them too, unless it is a wrap: the next word would not have
    fitted in the width to which the text is filled, or the sentence plainly runs on.
    """
    return Raw(text, tuple(paragraphs(text)))


def paragraphs(text: str) -> Iterator[Piece]:
    """The pieces of a text in order, wrapped lines joined."""
    groups = list(_groups(text))
    width = _width(text, groups)
    for group in groups:
        start, joined = group[0][0], False
        for here, after in itertools.pairwise(group):
            if not _wrapped(text, (start, here[1]), after, width):
                yield _trimmed(text, start, here[1], joined)
                start, joined = after[0], True
        yield _trimmed(text, start, group[-1][1], joined)


def _trimmed(text: str, start: int, end: int, joined: bool) -> Piece:
    piece = text[start:end]
    return Piece(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()), None, joined)


def _groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines with no blank one between, as offsets; invisible characters alone do not fill a line."""
    group: list[tuple[int, int]] = []
    last = 0
    for line in _LINE.finditer(text):
        blank = not line[0].strip(" \t\u00a0\u200b\u200e\u200f\ufeff\u3000\r")
        if group and (blank or line.start() - last > 1):
            yield group
            group = []
        if not blank and line[0].strip():
            group.append(line.span())
        last = line.end()
    if group:
        yield group


def _width(text: str, groups: list[list[tuple[int, int]]]) -> int | None:
    """The width to which lines are filled, None where they are not: most lines must leave no room for the word that follows."""
    lengths = sorted(len(text[a:b].rstrip()) for group in groups for a, b in group if " " in text[a:b].strip())
    if not lengths:
        return None
    width = lengths[-1 - len(lengths) // 50]
    breaks = [(here, after) for group in groups for here, after in itertools.pairwise(group)]
    if not _NARROWEST <= width <= _WIDEST or not breaks:
        return None
    long = [(here, after) for here, after in breaks if here[1] - here[0] > width / 2]  # short lines are lists and tables
    filled = sum(_full(text, here, after, width) for here, after in long)
    return width if filled >= max(_FEWEST_FULL, 0.6 * len(long)) else None


def _full(text: str, here: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    word = re.match(r"\s*\S{1,60}", text[after[0] : after[1]])
    return len(text[here[0] : here[1]].rstrip()) + 1 + len(word[0].strip() if word else "") > width - _SLACK


def _wrapped(text: str, so_far: tuple[int, int], after: tuple[int, int], width: int | None) -> bool:
    """Whether the line end between a paragraph so far and a further line is a wrap."""
    begun, following = text[so_far[0] : so_far[1]], text[after[0] : after[1]]
    here = so_far[0] + begun.rfind("\n") + 1, so_far[1]
    if _ITEM.match(following.lstrip()) or _indented(following) > _indented(text[here[0] : here[1]]) + 1:
        return False
    bare = begun[-200:].rstrip() if len(begun) > 200 else begun.strip()
    opening = following.lstrip(" \t\"“«‘'(")[:1]
    if len(bare) >= _SHORTEST_RUN_ON and opening.islower() and not bare.endswith(_STOP):
        return True
    return width is not None and _full(text, here, after, width)


def _indented(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
