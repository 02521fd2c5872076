"""The dossier for a terminal (Rich: colours, two columns where they fit) and for a pipe (plain lines, never wrapped)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from riscontro.model import Dossier
from riscontro.report.composing import build_page
from riscontro.report.page import Card, Column, Line, Note, Page, Section, line_text, quoted

WIDE = 140
"""Columns of a terminal from which the two directions stand side by side."""

RUNGS = {"admitted": "green", "corroborated": "cyan", "reported": "yellow", "speculated": "magenta", "denied-only": "red"}
_TONES = {"lead": "italic", "aside": "dim", "warning": "bold yellow", "head": "bold", "origin": "bold"}


def dossier_text(dossier: Dossier) -> str:
    """The dossier as plain text: one line a statement, indented by depth, for pipes and files."""
    return "\n".join(_plain(build_page(dossier))) + "\n"


def _plain(page: Page) -> Iterator[str]:
    yield from (page.title, "=" * len(page.title), "", page.question, "")
    yield from page.standard
    for column in page.columns:
        yield from ("", column.title.upper(), "")
        yield from (column.empty,) if column.empty else ()
        for card in column.cards:
            yield f"{card.title} [{' · '.join(card.badges)}]"
            yield from plain_lines(card.lines, page.ui)
            yield ""
    for section in page.sections:
        yield from ("", section.title.upper(), "")
        yield from plain_lines(section.lines, page.ui)
    yield from ("", page.notes_title.upper(), "")
    for note in page.notes:
        yield f"[{note.number}] {note.claim} · {note.place} · {note.document}"


def plain_lines(lines: Iterable[Line], ui: str) -> Iterator[str]:
    """Lines as plain text, indented by depth, with the numbers of their notes."""
    for line in lines:
        numbers = "".join(f"[{n}]" for n in line.notes) if line.tone != "head" else ""
        yield f"  {'  ' * line.depth}{line_text(line, ui)} {numbers}".rstrip()


def print_lines(title: str, lines: Iterable[Line], notes: Iterable[Note], ui: str, console: Console) -> None:
    """A title, lines and their notes on a terminal."""
    console.print(
        Panel(Group(*(_line(line, ui) for line in lines)), title=Text(title, style="bold"), title_align="left", border_style="blue")
    )
    for note in notes:
        console.print(Text(f"[{note.number}] {note.claim} · {note.place} · {note.document}", style="dim"))


def print_dossier(dossier: Dossier, console: Console) -> None:
    """The dossier on a terminal."""
    page = build_page(dossier)
    console.print(Panel(Text(page.question, style="italic"), title=Text(page.title, style="bold"), border_style="blue", padding=(1, 2)))
    for sentence in page.standard:
        console.print(Padding(Text(sentence, style="dim"), (0, 2)))
    console.print()
    console.print(_columns(page, console.width))
    for section in page.sections:
        console.print(_section(section, page.ui))
    console.rule(Text(page.notes_title, style="bold"), align="left", style="dim")
    for note in page.notes:
        console.print(Text(f"[{note.number}] {note.claim} · {note.place} · {note.document}", style="dim"))


def _columns(page: Page, width: int) -> RenderableType:
    left, right = (_column(c, page.ui) for c in page.columns)
    if width < WIDE:
        return Group(left, Text(), right)
    grid = Table.grid(expand=True, padding=(0, 2))
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)
    grid.add_row(left, right)
    return grid


def _column(column: Column, ui: str) -> RenderableType:
    cards: list[RenderableType] = [_card(card, ui) for card in column.cards]
    body = cards or [Padding(Text(column.empty, style="dim"), (0, 2))]
    return Group(Text(column.title, style="bold reverse"), Text(), *body)


def _card(card: Card, ui: str) -> RenderableType:
    colour = RUNGS.get(card.rung, "white")
    title = Text.assemble((f" {card.title} ", "bold"))
    badges = Text(" · ".join(card.badges), style=f"bold {colour}")
    return Panel(Group(badges, *(_line(line, ui) for line in card.lines)), title=title, title_align="left", border_style=colour)


def _section(section: Section, ui: str) -> RenderableType:
    style = "yellow" if section.tone == "warning" else "blue"
    lines: list[RenderableType] = [_line(line, ui) for line in section.lines]
    return Padding(Panel(Group(*lines), title=Text(section.title, style="bold"), title_align="left", border_style=style), (1, 0, 0, 0))


def _line(line: Line, ui: str) -> RenderableType:
    text = Text(style=_TONES.get(line.tone, ""))
    if line.label:
        text.append(f"{line.label}: ", style="bold")
    text.append(line.text)
    if line.quote:
        text.append(f"{' ' if line.text else ''}{quoted(line.quote, ui)}", style="cyan")
    if line.aside:
        text.append(f" ({line.aside})", style="dim")
    text.append(" " + "".join(f"[{n}]" for n in line.notes) if line.notes and line.tone != "head" else "", style="dim blue")
    return Padding(text, (1 if line.tone == "head" else 0, 0, 0, 2 * line.depth))
