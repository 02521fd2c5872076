"""What each piece of a text is: title, lede, body, caption, heading or furniture."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from riscontro.collect import furniture
from riscontro.collect.dates import is_dateline
from riscontro.collect.raw import Piece, Raw
from riscontro.model import Block, BlockKind, Span

_END = (".", "!", "?", "…", ".”", '."', ".»", "».", "”.", '".', "?”", '?"', "!”", '!"', ".'", "''", ".)", ";", ",", ":")
_FULL_STOP = re.compile(r"[.;:,][\"”»'’)]*$")
_NAMES_ITS_LINK = re.compile(r"[:|»→–-] *\w")
_DOT = re.compile(r"\.[\"”»'’)]*$")
_LONGEST_TITLE, _LONGEST_HEADING, _LONGEST_LINK = 220, 90, 200
_KICKER_WORDS, _REPEATED_WORDS = 3, 5
_CAPTION_OF_CUT = 320


@dataclass(slots=True)
class _Part:
    """A piece being classified."""

    piece: Piece
    text: str
    kind: BlockKind | None


def classify(raw: Raw) -> tuple[str | None, tuple[Block, ...]]:
    """The title, and every piece as a block of its kind, in order."""
    parts = [_Part(p, raw.text[p.start : p.end], p.kind) for p in raw.pieces]
    _mark_furniture(parts)
    _mark_cut_lines(parts)
    title = _mark_title(parts, raw.structured)
    _mark_repeats(parts)
    _mark_rest(parts)
    blocks = tuple(Block(part.kind or BlockKind.BODY, Span(part.piece.start, part.piece.end, part.text)) for part in parts)
    return " ".join(title.split()) if title else None, blocks


def _mark_furniture(parts: list[_Part]) -> None:
    """Lines known by their words; with `read also` the links under it, with `comments` all that follows."""
    total = sum(len(part.text) for part in parts)
    seen, links, rest = 0, False, False
    for part in parts:
        scope = None if part.kind is BlockKind.TITLE else furniture.scope(part.text)
        if scope:
            rest = rest or (scope == "rest" and seen * 2 > total)
            links = (scope == "links" and not _NAMES_ITS_LINK.search(part.text)) or (links and scope == "line")
            part.kind = BlockKind.FURNITURE
        elif rest or (links and part.kind is None and _is_link(part.text)):
            part.kind = BlockKind.FURNITURE
        else:
            links = False
        seen += len(part.text)


def _is_link(text: str) -> bool:
    """Whether a line under `read also` is a headline: short, and not ended as a sentence is."""
    return len(text) <= _LONGEST_LINK and not _FULL_STOP.search(text.rstrip()) and "\n" not in text


def _mark_cut_lines(parts: list[_Part]) -> None:
    """A line cut off with dots that the next one gives in full is furniture; the full one, if short, a caption."""
    for part, following in itertools.pairwise(parts):
        stem = re.sub(r"\s*(?:\.{3}|…)$", "", part.text)
        if stem != part.text and len(stem) >= 15 and _plain(following.text).startswith(_plain(stem)):
            part.kind = BlockKind.FURNITURE
            if len(following.text) <= _CAPTION_OF_CUT and following.kind is None:
                following.kind = BlockKind.CAPTION


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _mark_title(parts: list[_Part], structured: bool) -> str | None:
    """Marks the headline, a section label over it and a second deck under it; gives the headline's words."""
    marked = next((part.text for part in parts if part.kind is BlockKind.TITLE), None)
    if marked is not None or structured:
        return marked
    open_parts = [part for part in parts if part.kind is None]
    while open_parts and is_dateline(open_parts[0].text):
        open_parts.pop(0).kind = BlockKind.HEADING
    if len(open_parts) > 2 and _is_kicker(open_parts):
        open_parts.pop(0).kind = BlockKind.HEADING
    if len(open_parts) < 2 or not _is_headline(open_parts):
        return None
    first = open_parts[0]
    first.kind = BlockKind.TITLE
    deck = open_parts[1]
    if len(open_parts) > 2 and (_is_deck(deck) or (deck.piece.joined and first.text.endswith(";"))):
        deck.kind = BlockKind.TITLE
    return first.text.rstrip("; ")


def _is_kicker(parts: list[_Part]) -> bool:
    first, second = parts[0].text, parts[1].text
    return (
        len(first.split()) <= _KICKER_WORDS
        and not first.endswith(_END)
        and len(first) < 40
        and len(second) <= _LONGEST_TITLE
        and len(second.split()) > max(_KICKER_WORDS, len(first.split()))
        and not _FULL_STOP.search(second)
        and any(len(part.text) > len(second) for part in parts[2:8])
    )


def _is_headline(parts: list[_Part]) -> bool:
    """Whether the first part is set over the others: short, and either without a full stop or much shorter than they are."""
    text = parts[0].text
    if len(text) > _LONGEST_TITLE or not any(c.isalpha() for c in text) or furniture.is_caption(text) or furniture.is_label(text):
        return False
    if text.startswith(("“", '"', "«", "''")) and text.endswith(("”", '"', "»", "''", ",")):
        return False
    if not _FULL_STOP.search(text) or text.endswith((";", "; ")):
        return True
    if not _DOT.search(text) or parts[1].piece.joined or len(text) > 150:
        return False
    others = sorted(len(part.text) for part in parts[1:] if len(part.text) > 60) or [0]
    return _is_title_case(text) or (len(text) <= 120 and len(text) < 0.6 * others[len(others) // 2])


def _is_title_case(text: str) -> bool:
    """Whether nearly all longer words begin with a capital, as English headlines are set."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= 0.85 * len(words)


def _is_deck(part: _Part) -> bool:
    """A line under the headline that belongs to it: hung on it without a blank line, or short and without a full stop."""
    if furniture.is_caption(part.text) or furniture.is_label(part.text) or is_dateline(part.text) or len(part.text) > _LONGEST_TITLE:
        return False
    return not part.text.endswith(_END) and len(part.text.split()) > _KICKER_WORDS


def _mark_repeats(parts: list[_Part]) -> None:
    """Words that stood before word for word (the headline again, a pulled quote) count once."""
    seen: set[str] = set()
    for part in parts:
        words = _plain(part.text)
        if part.kind is BlockKind.FURNITURE:
            continue
        if words in seen and (part.kind is not BlockKind.TITLE):
            part.kind = BlockKind.FURNITURE
        elif len(words.split()) >= _REPEATED_WORDS or part.kind is BlockKind.TITLE:
            seen.add(words)


def _mark_rest(parts: list[_Part]) -> None:
    lede = False
    for i, part in enumerate(parts):
        if part.kind is not None:
            continue
        if furniture.is_caption(part.text):
            part.kind = BlockKind.CAPTION
        elif _is_heading(parts, i):
            part.kind = BlockKind.HEADING
        else:
            part.kind = BlockKind.BODY if lede else BlockKind.LEDE
            lede = True


def _is_heading(parts: list[_Part], i: int) -> bool:
    """A section label, a dateline by itself, or a short line without an end mark over a longer paragraph."""
    text = parts[i].text.strip()
    if furniture.is_label(text) or is_dateline(text) or (text.isupper() and len(text.split()) <= 6):
        return True
    if text.endswith(_END) or len(text) > _LONGEST_HEADING or text[:1] in '“"«-•*–—' or text[:1].islower():
        return False
    following = next((part for part in parts[i + 1 :] if part.kind is not BlockKind.FURNITURE), None)
    return following is not None and len(following.text) > 1.5 * len(text)
