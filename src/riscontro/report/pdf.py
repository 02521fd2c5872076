"""The dossier as a PDF, set by Typst from the same page as every other form.

The words reach the template as data and never as markup, so nothing in an article can be taken for a command; no file, package or
address is read but the template itself, and only the fonts that come with Typst are used. The same dossier gives the same bytes:
the date of creation is the day up to which it reads. It is tagged for readers that speak (PDF/UA-1).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.resources import files
from tempfile import TemporaryDirectory
from typing import Any, Literal

from riscontro.languages.edtf import bounds
from riscontro.model import Dossier
from riscontro.report.charts import svg
from riscontro.report.composing import build_page
from riscontro.report.page import Card, Chart, Column, Line, Page, quoted


def dossier_pdf(dossier: Dossier) -> bytes:
    """The dossier as a PDF document."""
    pages = _compiled(build_page(dossier), "pdf")
    return pages[0]


def dossier_pictures(dossier: Dossier, ppi: float = 100) -> tuple[bytes, ...]:
    """The pages of the PDF as PNG pictures, to look at."""
    return _compiled(build_page(dossier), "png", ppi)


def _compiled(page: Page, form: Literal["pdf", "png"], ppi: float | None = None) -> tuple[bytes, ...]:
    import typst

    template = (files("riscontro.report") / "dossier.typ").read_bytes()
    day = _day(page)
    words = json.dumps(_data(page, day), ensure_ascii=False)
    with TemporaryDirectory() as empty:
        fonts = typst.Fonts(include_system_fonts=False)
        compiler = typst.Compiler(template, root=empty, font_paths=fonts, package_path=empty, package_cache_path=empty)
        options: dict[str, Any] = {"ppi": ppi} if ppi else {"pdf_standards": ["ua-1"]}
        made = compiler.compile(format=form, sys_inputs={"page": words}, timestamp=day, **options)
    return tuple(made) if isinstance(made, list) else (made or b"",)


def _day(page: Page) -> datetime:
    """The day up to which it reads; the first of all where no article has a date."""
    last = (bounds(page.published) or (None, None))[1]
    return datetime(last.year, last.month, last.day, tzinfo=UTC) if last else datetime(1970, 1, 1, tzinfo=UTC)


def _data(page: Page, day: datetime) -> dict[str, Any]:
    """What the template sets: the page with its quotations in marks and its charts drawn."""
    rows = asdict(page)
    rows["day"] = [day.year, day.month, day.day] if page.published else None
    rows["columns"] = [_column(column, page.ui) for column in page.columns]
    rows["sections"] = [{**asdict(s), "lines": _lines(s.lines, page.ui)} for s in page.sections]
    rows["notes"] = [{**asdict(n), "quote": quoted(n.quote, page.ui)} for n in page.notes]
    rows["charts"] = _charts(page.charts)
    return rows


def _column(column: Column, ui: str) -> dict[str, Any]:
    return {"title": column.title, "empty": column.empty, "cards": [_card(card, ui) for card in column.cards]}


def _card(card: Card, ui: str) -> dict[str, Any]:
    lines, brief = _lines(card.lines, ui), _lines(card.brief, ui)
    return {"title": card.title, "badges": card.badges, "rung": card.rung, "lines": lines, "brief": brief}


def _lines(lines: Iterable[Line], ui: str) -> list[dict[str, Any]]:
    return [{**asdict(line), "quote": quoted(line.quote, ui) if line.quote else ""} for line in lines]


def _charts(charts: Iterable[Chart]) -> list[dict[str, str]]:
    return [{"title": chart.title, "told": chart.told, "svg": svg(chart)} for chart in charts]
