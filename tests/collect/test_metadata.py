"""Author, agency, translation and house: every example and counterexample of the data, and the two dates of a report."""

import datetime

import pytest

from riscontro import languages
from riscontro.collect import collect_bytes
from riscontro.collect.metadata import described, house_of
from riscontro.model import Block, BlockKind, Document, Told

_ROWS = [(language, row) for language in languages.LANGUAGES for row in languages.table(language, "credits")["examples"]]
_NONE = [(language, text) for language in languages.LANGUAGES for text in languages.table(language, "credits")["counterexamples"]]
_WORDS = "The government in Minsk has denied that it sent shells to the port of Odesa in May, a spokesman said on Monday."


def _told(language: str, line: str) -> dict[str, str | None]:
    doc = Document("sha256:0", line, language, ())
    doc = described(Document("sha256:0", line, language, (Block(BlockKind.LEDE, doc.span(0, len(line))),)))
    return {"author": doc.author, "agency": doc.agency, "translated": doc.translated_from}


@pytest.mark.parametrize(("language", "row"), _ROWS, ids=lambda value: str(value)[:50])
def test_examples(language: str, row: dict[str, str]) -> None:
    """Each tells what it says, and nothing else."""
    assert {k: v for k, v in _told(language, row["text"]).items() if v} == {k: v for k, v in row.items() if k != "text"}


@pytest.mark.parametrize(("language", "text"), _NONE, ids=lambda value: str(value)[:50])
def test_counterexamples(language: str, text: str) -> None:
    """Each tells nothing."""
    assert not any(_told(language, text).values())


def test_houses() -> None:
    """By name, by host and hosts below it; every name and domain belongs to one house alone."""
    assert house_of("La Stampa", None) == house_of(None, "https://www.repubblica.it/x") == "GEDI"
    assert house_of("Tideway Post", "https://notrepubblica.it/") is None
    assert house_of(None, "http://[broken") is None
    rows = languages.table("common", "publishers")["house"]
    for key in ("names", "domains"):
        values = [v.casefold() for row in rows for v in row[key]]
        assert len(values) == len(set(values))


def test_page_date_and_dateline_are_both_kept() -> None:
    """Where they differ a note warns; where they agree there is none."""
    page = '<html><head><meta property="article:published_time" content="2024-06-{}T08:00:00Z"><link rel="canonical" href="https://a.example/x">'
    page += '<meta property="article:modified_time" content="2024-06-20"></head><body><article><h1>Minsk denies it</h1><p>{}</p>'
    page += (
        "<p>He gave no further details, and did not say who had paid for the train that was seen at the border.</p></article></body></html>"
    )
    lede = f"MINSK, June 12, 2024 (AFP) - {_WORDS}"
    doc = collect_bytes(page.format(14, lede).encode(), "a.html", today=datetime.date(2024, 7, 1))
    assert (doc.published, doc.published_basis, doc.dateline, doc.modified) == ("2024-06-14", "metadata", "2024-06-12", "2024-06-20")
    assert (doc.agency, doc.address) == ("AFP", "https://a.example/x")
    assert [n for n in doc.notes if "dateline" in n] == [
        "The dateline says 2024-06-12, while the date of publication is 2024-06-14 (from the page's own data)."
    ]
    assert collect_bytes(page.format(12, lede).encode(), "a.html", today=datetime.date(2024, 7, 1)).notes == ()


def test_what_a_source_tells() -> None:
    """Its publisher, house and language hold; its date stands behind the page's own and before the dateline."""
    told = Told(publisher="Tideway Post", house="Tideway", published="2024-06-14", address="https://a.example/x")
    doc = collect_bytes(f"Minsk denies\n\n{_WORDS}".encode(), "a.txt", told=told)
    assert (doc.publisher, doc.house, doc.published, doc.published_basis, doc.address) == (
        "Tideway Post",
        "Tideway",
        "2024-06-14",
        "source",
        "https://a.example/x",
    )
