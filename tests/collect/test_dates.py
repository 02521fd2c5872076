"""Tests of datelines; dates that are given are tested with the collector."""

import datetime

import pytest

from riscontro import languages
from riscontro.collect.dates import dateline, is_dateline, plausible
from riscontro.model import Block, BlockKind, Document, Span

_TODAY = datetime.date(2024, 6, 19)


def _found(text: str, language: str, before: int = 0) -> str | None:
    text = "Some words stand here.\n" * before + text
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.BODY, Span(at, at + len(line), line)))
        at += len(line) + 1
    return dateline(Document("sha256:0", text, language, tuple(blocks)), _TODAY)[0]


@pytest.mark.parametrize(
    ("language", "case"), [(lang, case) for lang in languages.LANGUAGES for case in languages.table(lang, "dateline")["examples"]], ids=str
)
def test_the_examples_of_each_language(language, case):
    """Every example of a dateline table gives its date."""
    assert _found(case["text"], language) == case["date"]


@pytest.mark.parametrize(
    ("language", "text"), [(lang, text) for lang in languages.LANGUAGES for text in languages.table(lang, "dateline")["counterexamples"]]
)
def test_the_counterexamples_of_each_language(language, text):
    """No counterexample gives a date."""
    assert _found(text, language) is None


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("en", "MINSK, Belarus (EX) - Feb. 23, 2024: The ministry said so.", "2024-02-23"),
        ("en", "MINSK, February 23. /EXA/. The ministry said so.", None),
        ("en", "KYIV, March 1st, 2024 /Example/ -- The ministry said so.", "2024-03-01"),
        ("en", "ST. ANN, Minn., Dec. 3, 2023 — The ministry said so.", "2023-12-03"),
        ("en", "Washington, D.C., 3 December 2023", "2023-12-03"),
        ("en", "Updated 24 February 2024\nPublished 23 February 2024", "2024-02-23"),
        ("en", "Last updated: 2024-02-24T10:00:00Z", "2024-02-24"),
        ("en", "23/02/2024", "2024-02-23"),
        ("en", "02/23/2024", "2024-02-23"),
        ("en", "February 30, 2024", None),
        ("en", "February 23, 2025", None),
        ("it", "MINSK – 1º marzo 2024 – Il ministero lo ha detto.", "2024-03-01"),
        ("it", "Roma, lì 3 dicembre 2023", "2023-12-03"),
        ("it", "Roma, 3 dicembre 2023", "2023-12-03"),
        ("it", "Aggiornato il 3 dic. 2023, 10:15", "2023-12-03"),
        ("it", "Mercoledì 3 gennaio 2024 - 10:15", "2024-01-03"),
    ],
)
def test_forms_of_datelines(language, text, date):
    """Place and date, publication lines and dates alone are read; impossible and future ones are not."""
    assert _found(text, language) == date


def test_only_the_ends_of_a_document_are_searched():
    """A date line in the middle is none of publication, one at the end is."""
    assert _found("23 February 2024" + "\nSome words stand here." * 20, "en", before=20) is None
    assert _found("Minsk, 23 February 2024", "en", before=40) == "2024-02-23"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("NAIROBI, Kenya (EX) _", True),
        ("(Example)", True),
        ("MINSK, May 3 (Example) --", True),
        ("Minsk denies (again)", False),
        ("", False),
        ("A" * 500, False),
    ],
)
def test_lines_that_are_datelines_alone(text, wanted):
    """A place, an agency and perhaps a date, and nothing else."""
    assert is_dateline(text) is wanted


@pytest.mark.parametrize(
    ("edtf", "wanted"),
    [
        ("1900", True),
        ("1899-12-31", False),
        ("2024-06-20", True),
        ("2024-06-21", False),
        ("2024-06", True),
        ("2024-07", False),
        ("x", False),
    ],
)
def test_dates_that_can_be_of_publication(edtf, wanted):
    """From 1900 to tomorrow."""
    assert plausible(edtf, _TODAY) is wanted
