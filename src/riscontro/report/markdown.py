"""The dossier as Markdown with footnotes: every sentence of fact leads to claim, file, place and hash.

Footnotes as GitHub, Pandoc and most others read them: `[^1]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from riscontro.model import Dossier
from riscontro.report.composing import build_page
from riscontro.report.page import Card, Line, Note, Page, line_text, quoted

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+])(?=\s)")


def dossier_markdown(dossier: Dossier) -> str:
    """The dossier as Markdown, UTF-8, lines of any length."""
    return "\n".join(_page(build_page(dossier))) + "\n"


def escape(text: str) -> str:
    """Text that Markdown prints as it is, whatever marks it holds."""
    return _LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", _SPECIAL.sub(r"\\\1", text))


def _page(page: Page) -> Iterator[str]:
    yield from (f"# {escape(page.title)}", "", f"*{escape(page.question)}*", "")
    for sentence in page.standard:
        yield from (f"> {escape(sentence)}", ">")
    for column in page.columns:
        yield from ("", f"## {escape(column.title)}", "")
        yield from (escape(column.empty), "") if column.empty else ()
        for card in column.cards:
            yield from _card(card, page.ui)
    for section in page.sections:
        yield from ("", f"## {escape(section.title)}", "")
        yield from _lines(section.lines, page.ui)
    yield from ("", f"## {escape(page.notes_title)}", "")
    yield from (_note(note, page.ui) for note in page.notes)


def _card(card: Card, ui: str) -> Iterator[str]:
    yield from (f"### {escape(card.title)}", "", f"**{escape(' · '.join(card.badges))}**", "")
    yield from _lines(card.lines, ui)
    yield ""


def _lines(lines: Iterable[Line], ui: str) -> Iterator[str]:
    """A nested list; a head is an item one step above the lines under it."""
    for line in lines:
        words = escape(line_text(line, ui))
        marks = "".join(f"[^{n}]" for n in line.notes)
        yield f"{'  ' * line.depth}- {f'**{words}**' if line.tone == 'head' else words}{marks}"


def _note(note: Note, ui: str) -> str:
    return f"[^{note.number}]: `{note.claim}` · {escape(note.place)} · `{note.document}` · {escape(quoted(note.quote, ui))}"
