"""The PDF: the same bytes each time, dated by its cut-off, and no word of an article a command."""

import re

import pytest

from making import KP, KR, RU, US, amount, article
from riscontro.model import Dossier, Kind, Polarity, Refusal
from riscontro.queries import dossier_of as dossier
from riscontro.report import dossier_pdf, dossier_pictures
from riscontro.report.composing import build_page
from riscontro.report.pdf import _data, _day

NASTY = '#panic("x") #import "@preview/a:1.0.0" $x$ \\ [*b*] <note-1> @ref `raw` // no /* no #read("/etc/passwd") ="'


def _dossier(ui: str = "en") -> Dossier:
    facts = {"goods": ("energy.oil",), "actor": (RU,), "counterpart": (KP,), "when": "2024-03", "quantities": (amount(9, 9, "barrel"),)}
    one = article(
        f"{NASTY.replace('/', '|')}.txt",
        (f"Diesel {NASTY} went.", {**facts, "by": (KR,)}),
        ("Moscow called it invented.", {"by": (RU,), "polarity": Polarity.DENIED, "denial": "categorical", "goods": ("arms",)}),
        ("They met in May.", {"kind": Kind.MEET, "goods": (), "when": "2024-05"}),
        publisher=NASTY,
    )
    two = article("b.txt", ("More went.", {"by": (US,)}), published="2024-07-01")
    return dossier([one, two, Refusal("c.txt", "not-text", "c.txt: no text.", "Give a text.", 6)], between=("RU", "KP"), ui=ui)


@pytest.mark.parametrize("ui", ["en", "it"])
def test_a_dossier_is_a_pdf(ui: str) -> None:
    """Whatever an article says, the page is set; a note that is called and not there would not compile."""
    assert dossier_pdf(_dossier(ui)).startswith(b"%PDF-1.")


def test_the_same_dossier_is_the_same_bytes() -> None:
    """Nothing in the file hangs on the hour or on the machine's fonts."""
    assert dossier_pdf(_dossier()) == dossier_pdf(_dossier())


def test_its_date_is_the_cut_off() -> None:
    """The file is dated by the latest article, never by today."""
    assert re.findall(rb"/CreationDate\s*\(D:(\d{8})", dossier_pdf(_dossier())) == [b"20240701"]


def test_an_empty_dossier_is_a_pdf() -> None:
    """Nothing found is a page too, without a date of its own."""
    made = dossier([], between=("RU", "KP"))
    assert _day(build_page(made)).year == 1970
    assert len(dossier_pictures(made, 40)) == 1


def test_every_line_reaches_the_template() -> None:
    """The data that is set holds every line, note and chart of the page."""
    page = build_page(_dossier())
    rows = _data(page, _day(page))
    assert [len(card["lines"]) for c in rows["columns"] for card in c["cards"]] == [
        len(card.lines) for c in page.columns for card in c.cards
    ]
    assert [len(s["lines"]) for s in rows["sections"]] == [len(s.lines) for s in page.sections]
    assert len(rows["notes"]) == len(page.notes) > 3
    assert len(rows["charts"]) == len(page.charts) == 1


def test_pictures_are_png() -> None:
    """The pages can be looked at."""
    pictures = dossier_pictures(_dossier(), 40)
    assert len(pictures) >= 2
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
