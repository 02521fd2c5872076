"""The dossier as one HTML page: self-contained, no scripts, no addresses outside itself, light and dark, fit to print.

All words from articles are escaped; a content security policy forbids everything but the page's own style.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from riscontro.model import Dossier
from riscontro.report.charts import svg
from riscontro.report.composing import build_page
from riscontro.report.page import Card, Chart, Column, Line, Note, Page, Section, quoted


def dossier_html(dossier: Dossier) -> str:
    """The dossier as a whole HTML document."""
    return "\n".join(_page(build_page(dossier))) + "\n"


def _page(page: Page) -> Iterator[str]:
    style = (files("riscontro.report") / "dossier.css").read_text(encoding="utf-8")
    title = escape(page.title)
    yield f'<!doctype html>\n<html lang="{escape(page.ui)}">\n<head>\n<meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">'
    yield f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>"
    yield f'<header><h1>{title}</h1>\n<p class="question">{escape(page.question)}</p>'
    cut, *rest = page.standard
    yield f'<section class="standards"><p><b>{escape(cut)}</b></p>\n<h2>{escape(page.standard_title)}</h2>'
    yield "".join(f'<p class="standard">{escape(sentence)}</p>' for sentence in rest) + "</section></header>"
    yield from _figures(page.charts)
    yield '<div class="columns">'
    yield from (part for column in page.columns for part in _column(column, page.ui))
    yield "</div>"
    yield from (part for section in page.sections for part in _section(section, page.ui))
    yield f'<section class="notes"><h2>{escape(page.notes_title)}</h2>\n<ol>'
    yield from (_note(note, page.ui) for note in page.notes)
    yield "</ol></section>\n</main>\n</body>\n</html>"


def _figures(charts: tuple[Chart, ...]) -> Iterator[str]:
    """The charts, drawn; each with its title above and its description within, for those who do not see it."""
    if charts:
        yield '<section class="charts">'
        yield from (f'<figure class="chart"><figcaption>{escape(chart.title)}</figcaption>\n{svg(chart)}</figure>' for chart in charts)
        yield "</section>"


def _column(column: Column, ui: str) -> Iterator[str]:
    yield f'<section class="column"><h2>{escape(column.title)}</h2>'
    if column.empty:
        yield f'<p class="aside">{escape(column.empty)}</p>'
    yield from (part for card in column.cards for part in _card(card, ui))
    yield "</section>"


def _card(card: Card, ui: str) -> Iterator[str]:
    badges = "".join(f'<span class="badge">{escape(badge)}</span>' for badge in card.badges)
    yield f'<article class="card {escape(card.rung)}"><h3>{escape(card.title)}</h3>\n<p class="badges">{badges}</p>'
    yield from _lines(card.lines, ui)
    yield "</article>"


def _section(section: Section, ui: str) -> Iterator[str]:
    yield f'<section class="{escape(section.tone)}"><h2>{escape(section.title)}</h2>'
    yield from _lines(section.lines, ui)
    yield "</section>"


def _lines(lines: Iterable[Line], ui: str) -> Iterator[str]:
    for line in lines:
        if line.tone == "head":
            yield f"<h4>{escape(line.text)}</h4>"
        else:
            yield f'<p class="line depth-{line.depth} {escape(line.tone)}">{_words(line, ui)}</p>'


def _words(line: Line, ui: str) -> str:
    label = f"<b>{escape(line.label)}:</b>" if line.label else ""
    lang = f' lang="{escape(line.language)}"' if line.language else ""
    quote = f"<q{lang}>{escape(quoted(line.quote, ui))}</q>" if line.quote else ""
    aside = f'<span class="aside">({escape(line.aside)})</span>' if line.aside else ""
    marks = "".join(f'<sup><a href="#note-{n}">{n}</a></sup>' for n in line.notes)
    return " ".join(part for part in (label, escape(line.text), quote, aside, marks) if part)


def _note(note: Note, ui: str) -> str:
    quote = f'<q lang="{escape(note.language)}">{escape(quoted(note.quote, ui))}</q>'
    codes = f"<code>{escape(note.claim)}</code> <code>{escape(note.document)}</code>"
    return f'<li id="note-{note.number}">{escape(note.place)} {quote} {codes}</li>'
