"""A PDF report -> its text in reading order, with headings, page numbers of every offset, running heads and footnotes apart."""

from __future__ import annotations

import io
import re
import time
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from riscontro.collect.raw import Piece, Raw
from riscontro.errors import Damaged, NoTextLayer, Protected, TooLarge
from riscontro.model import BlockKind

if TYPE_CHECKING:
    from pdfplumber.page import Page

_TAIL, _HEAD = 2048, 1024
_MOST_PAGES, _MOST_SECONDS = 2000, 300.0
_FEWEST_LETTERS = 40
"""Letters below which a document of pictures counts as scanned."""
_SMALL, _LARGE, _RAISED = 0.93, 1.15, 0.8
"""Sizes of footnotes, of headings and of the figures that point to notes, beside that of the text."""
_MARGIN = 0.09
"""The share of a page's height where running heads and page numbers stand."""
_GAP, _SHORT = 1.45, 0.85
"""Line distance from which a paragraph ends, beside the usual one; width below which a line is the last of its paragraph."""
_NUMBER = re.compile(r"[\W_]*(?:(?:page|pagina|pag\.|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|di|su)\s*\d{1,4})?[\W_]*", re.I)
_NUMBERED = re.compile(r"(?:\d{1,3}[.)]|\([a-z\d]{1,3}\)|[•–—-])\s")
_NOTE_MARK = re.compile(r"(?:\d{1,3}|[*†‡])(?=\s|[A-ZÀ-Þ\"“«])")
_POINTER = re.compile(r"(?<=[a-zà-ÿ)][.,;:!?”\"»])\d{1,3}(?=\s|$)")
"""A figure right behind a stop points to a note, where its size does not show it."""
_HYPHENS = {0xAD: "-", 0x2010: "-"}
_STOP = re.compile(r"[.!?:;…][\"”»'’)\]]*$")
_AGAIN = "Fetch the file again: its end is missing, or it was changed on the way."


@dataclass(slots=True)
class _Line:
    """A line of a page: its words, its place in points from the top left, its size, whether it is bold."""

    page: int
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    kind: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page: its height and lines, in the order in which the file sets them."""

    height: float
    lines: list[_Line]


def looks_like_pdf(data: bytes) -> bool:
    """Whether the bytes begin as a PDF does."""
    return b"%PDF-" in data[:_HEAD] and not data[:_HEAD].lstrip().startswith((b"<", b"From"))


def read_pdf(data: bytes, name: str) -> Raw:
    """The text of a PDF, in the order in which the file sets it, and where each page begins.

    Lines are joined to paragraphs and hyphens at their ends taken out. Page numbers, running heads and footnotes are furniture, set behind
    the paragraph that they interrupt; the figures in the text that point to notes are left out. Sizes and places of letters are those that
    pdfplumber finds.

    Raises:
        Damaged: the end is missing, or it cannot be taken apart.
        NoTextLayer: its pages are pictures.
        Protected: it opens with a password alone.
        TooLarge: it has more pages than are read, or takes too long.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise Damaged(f"{name} is a PDF without its end: the file is cut off.", _AGAIN)
    sheets, made = _sheets(data, name)
    letters = sum(c.isalpha() for sheet in sheets for line in sheet.lines for c in line.text)
    if letters < _FEWEST_LETTERS:
        what = f"{name} is a PDF of {len(sheets)} pages without words in it: it was scanned."
        raise NoTextLayer(what, "Put a text layer into it, for example with `ocrmypdf IN.pdf OUT.pdf`, and check what it read.")
    body = _body_size(sheets)
    _mark(sheets, body)
    text, pieces, pages = _set(_paragraphs(sheets, body), len(sheets))
    notes = (f"The PDF says that it was made on {made}.",) if made else ()
    return Raw(text, pieces, structured=any(p.kind is BlockKind.TITLE for p in pieces), notes=notes, pages=pages)


def _sheets(data: bytes, name: str) -> tuple[list[_Sheet], str | None]:
    """The pages, and the day on which the file says that it was made."""
    import pdfplumber

    end = time.monotonic() + _MOST_SECONDS
    try:
        with warnings.catch_warnings(action="ignore"), pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > _MOST_PAGES:
                raise TooLarge(f"{name} has {len(pdf.pages)} pages; up to {_MOST_PAGES} are read.", "Split it.")
            sheets = []
            for page in pdf.pages:
                sheets.append(_sheet(page))
                page.close()
                if time.monotonic() > end:
                    raise TooLarge(f"{name} takes longer than {_MOST_SECONDS:g} seconds to read.", "Split it.")
            return sheets, _day(pdf.metadata.get("CreationDate"))
    except TooLarge:
        raise
    except Exception as error:  # whatever a parser does on a broken file: it cannot be read, and that is all the user can use
        if "Password" in repr(error) or "Encrypt" in repr(error):
            raise Protected(f"{name} is a PDF that opens with a password alone.", "Save it without one.") from error
        raise Damaged(f"The PDF {name} cannot be taken apart ({type(error).__name__}).", _AGAIN) from error


def _day(made: object) -> str | None:
    """The day of a date as PDF writes it: D:20240614093000Z."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(made))
    return "-".join(found.groups()) if found else None


def _sheet(page: Page) -> _Sheet:
    words = page.extract_words(x_tolerance_ratio=0.15, use_text_flow=True, extra_attrs=["size", "fontname"])
    return _Sheet(float(page.height), [_line(page.page_number, row) for row in _rows(words)])


def _rows(words: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Words that follow each other on one line."""
    row: list[dict[str, Any]] = []
    for word in words:
        last = row[-1] if row else word
        overlap = min(word["bottom"], last["bottom"]) - max(word["top"], last["top"])
        if row and (overlap < 0.3 * min(word["bottom"] - word["top"], last["bottom"] - last["top"]) or word["x0"] < last["x0"]):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _line(page: int, row: Sequence[dict[str, Any]]) -> _Line:
    size = Counter(round(w["size"] * 2) / 2 for w in row for _ in w["text"]).most_common(1)[0][0]
    parts: list[str] = []
    for i, word in enumerate(row):
        if i and word["size"] < _RAISED * size and word["text"].strip("[]()*,").isdigit() and word["x0"] - row[i - 1]["x1"] < 0.2 * size:
            continue  # it points to a note
        close = i and word["x0"] - row[i - 1]["x1"] < 0.1 * size
        parts.append(word["text"] if close or not i else f" {word['text']}")
    text = "".join(c for c in "".join(parts).translate(_HYPHENS) if c.isprintable())
    text = _POINTER.sub("", text)
    bold = all("bold" in w["fontname"].lower() or "black" in w["fontname"].lower() for w in row)
    edges = min(w["x0"] for w in row), max(w["x1"] for w in row), min(w["top"] for w in row), max(w["bottom"] for w in row)
    return _Line(page, text, *edges, size, bold)


def _body_size(sheets: Iterable[_Sheet]) -> float:
    """The size that most letters have."""
    sizes = Counter[float]()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _mark(sheets: Sequence[_Sheet], body: float) -> None:
    """What each line is, where its place and size say so."""
    heads = _running(sheets)
    for sheet in sheets:
        for line in sheet.lines:
            if _at_edge(line, sheet) and (_NUMBER.fullmatch(line.text) or _bare(line.text) in heads):
                line.kind = BlockKind.FURNITURE
        _mark_notes([line for line in sheet.lines if line.kind is None], sheet, body)
    _mark_headings([line for sheet in sheets for line in sheet.lines if line.kind is None], body)


def _at_edge(line: _Line, sheet: _Sheet) -> bool:
    return line.top < _MARGIN * sheet.height or line.bottom > (1 - _MARGIN) * sheet.height


def _bare(text: str) -> str:
    """The words of a running head without the number of the page."""
    return re.sub(r"[\W\d_]+", " ", text).strip().casefold()


def _running(sheets: Sequence[_Sheet]) -> set[str]:
    """What stands at the edge of several pages: at least three and a fifth of them, or both of two."""
    seen = Counter(words for sheet in sheets for words in {_bare(line.text) for line in sheet.lines if _at_edge(line, sheet)} if words)
    return {words for words, n in seen.items() if n >= max(min(3, max(2, len(sheets))), len(sheets) / 5)}


def _mark_notes(lines: list[_Line], sheet: _Sheet, body: float) -> None:
    """Small lines at the foot of a page, from the first that begins with a mark."""
    foot: list[_Line] = []
    for line in sorted(lines, key=lambda one: one.top, reverse=True):
        if line.size > _SMALL * body or line.top < 0.4 * sheet.height:
            break
        foot.append(line)
    marked = [i for i, line in enumerate(foot) if _NOTE_MARK.match(line.text)]
    for line in foot[: marked[-1] + 1 if marked else 0]:
        line.kind = BlockKind.FURNITURE


def _mark_headings(lines: Sequence[_Line], body: float) -> None:
    """The largest lines of the first page are the title; others that are larger or bold, without a stop, headings."""
    first = [line for line in lines if line.page == 1]
    top = max((line.size for line in first), default=body)
    for line in lines:
        if line.size > _LARGE * body:
            line.kind = BlockKind.TITLE if line.page == 1 and line.size == top else BlockKind.HEADING
        elif line.bold and len(line.text) < 120 and not _STOP.search(line.text):
            line.kind = BlockKind.HEADING


def _paragraphs(sheets: Sequence[_Sheet], body: float) -> Iterator[list[_Line]]:
    """Lines that make up one paragraph, title, heading or note; what interrupts a paragraph comes after it."""
    open_: list[_Line] = []
    apart: list[list[_Line]] = []
    leading = _leading(sheets) or 1.3 * body
    for line in (line for sheet in sheets for line in sheet.lines if line.text.strip()):
        if line.kind is BlockKind.FURNITURE:
            _set_apart(apart, line)
            continue
        if open_ and not _goes_on(open_, line, leading):
            yield open_
            yield from apart
            open_, apart = [], []
        open_.append(line)
    if open_:
        yield open_
    yield from apart


def _set_apart(apart: list[list[_Line]], line: _Line) -> None:
    """Adds a line of furniture: to the note it goes on with, or as one of its own."""
    begins = not apart or apart[-1][-1].page != line.page or _NOTE_MARK.match(line.text) or apart[-1][-1].size != line.size
    if begins or _NUMBER.fullmatch(line.text):
        apart.append([line])
    else:
        apart[-1].append(line)


def _leading(sheets: Iterable[_Sheet]) -> float:
    """The usual distance of one line to the next, in points."""
    pairs = ((a, b) for sheet in sheets for a, b in zip(sheet.lines, sheet.lines[1:], strict=False) if a.size == b.size)
    gaps = Counter(round(b.top - a.top, 0) for a, b in pairs if 0 < b.top - a.top < 3 * a.size)
    return gaps.most_common(1)[0][0] if gaps else 0.0


def _goes_on(open_: Sequence[_Line], line: _Line, leading: float) -> bool:
    """Whether a line belongs to the paragraph so far."""
    last = open_[-1]
    if line.kind is not last.kind or abs(line.size - last.size) > 0.6:
        return False
    if line.kind is not None:
        return line.page == last.page and line.top - last.top < 2 * line.size
    if _NUMBERED.match(line.text) and (_STOP.search(last.text) or _NUMBERED.match(open_[0].text)):
        return False
    if not 0 < line.top - last.top <= _GAP * leading:  # over a page or a column: it goes on where the sentence does
        return not _STOP.search(last.text)
    width = max(one.x1 for one in open_) - min(one.x0 for one in open_)
    short = last.x1 - last.x0 < _SHORT * max(width, line.x1 - line.x0) and bool(_STOP.search(last.text))
    indented = line.x0 > last.x0 + 0.8 * line.size and bool(_STOP.search(last.text))
    return not short and not indented


def _set(paragraphs: Iterable[list[_Line]], count: int) -> tuple[str, tuple[Piece, ...], tuple[int, ...]]:
    """The text, its pieces, and the offset where each page begins."""
    text, pieces, starts, at = list[str](), list[Piece](), dict[int, int](), 0
    for lines in paragraphs:
        start = at
        for line in lines:
            words = " ".join(line.text.split())
            if at > start:
                joint = _joint(text[-1], words)
                text[-1] = text[-1].removesuffix("-") if joint is None else text[-1] + joint
                at += -1 if joint is None else len(joint)
            if line.kind is not BlockKind.FURNITURE:
                starts.setdefault(line.page, at)
            text.append(words)
            at += len(words)
        pieces.append(Piece(start, at, lines[0].kind))
        text[-1] += "\n\n"
        at += 2
    whole = "".join(text).removesuffix("\n\n")
    pages, last = [], len(whole)
    for page in range(count, 0, -1):
        last = starts.get(page, last)
        pages.append(last)
    return whole, tuple(pieces), tuple(reversed(pages))


def _joint(before: str, after: str) -> str | None:
    """What joins two lines: a blank, nothing after a dash or a slash, or None where a hyphen is to be taken out."""
    if before.endswith("-") and before[-2:-1].isalpha() and after[:1].islower():
        return None
    return "" if before.endswith(("-", "–", "—", "/")) and before[-2:-1].isalnum() else " "
