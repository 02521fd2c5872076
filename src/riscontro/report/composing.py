"""Puts a dossier into words: the page that every renderer sets."""

from __future__ import annotations

from riscontro.languages.naming import Phrases
from riscontro.model import Dossier
from riscontro.report.charts import flows_chart, series_charts
from riscontro.report.columns import column
from riscontro.report.listing import sections
from riscontro.report.page import Notes, Page


def build_page(dossier: Dossier) -> Page:
    """The dossier in words, in the language it was made for."""
    say = Phrases(dossier.ui)
    notes = Notes(say)
    one, two = (say.party(code) for code in dossier.between)
    there = column(dossier.there, *dossier.between, dossier.mandate, notes)
    back = column(dossier.back, *dossier.between[::-1], dossier.mandate, notes)
    rest = sections(dossier, notes)
    return Page(
        ui=dossier.ui,
        title=say("title", one=one, other=two),
        question=say("question"),
        standard=(*_cut(dossier, say), *dossier.standard),
        columns=(there, back),
        sections=rest,
        notes=tuple(notes.rows.values()),
        notes_title=say("notes"),
        standard_title=say("standard-title"),
        exchange_title=say("exchange"),
        findings_title=say("findings"),
        published=dossier.until,
        charts=(*flows_chart(dossier, say), *series_charts(dossier, say)),
    )


def _cut(dossier: Dossier, say: Phrases) -> tuple[str, ...]:
    lines = [say("documents", n=len(dossier.documents))]
    lines.append(say("cut-off", date=say.when(dossier.until)) if dossier.until else say("cut-off-unknown"))
    if dossier.since:
        lines.append(say("since", date=say.when(dossier.since)))
    if dossier.refusals:
        lines.append(say("refused-files", n=len(dossier.refusals)))
    return (" ".join(lines),)
