"""Tests of the lines known by their words."""

import time

import pytest

from riscontro import languages
from riscontro.collect import furniture

_PATIENCE = 2.0
"""Seconds; a pattern that backtracks without bound takes minutes."""
_TABLES = {
    "furniture": lambda line: furniture.scope(line) is not None,
    "caption": furniture.is_caption,
    "heading": furniture.is_label,
}
_CASES = [
    (table, line, key == "examples")
    for language in languages.LANGUAGES
    for table in _TABLES
    for group in languages.table(language, "furniture")[table]
    for key in ("examples", "counterexamples")
    for line in group[key]
]


@pytest.mark.parametrize(("table", "line", "wanted"), _CASES, ids=lambda value: str(value)[:50])
def test_every_example_matches_and_no_counterexample(table, line, wanted):
    """The tables of all languages know their examples, and leave their counterexamples alone."""
    assert _TABLES[table](line) is wanted


def test_every_group_has_both():
    """No group stands without examples and counterexamples."""
    for language in languages.LANGUAGES:
        for table in _TABLES:
            for group in languages.table(language, "furniture")[table]:
                assert group["examples"], group["name"]
                assert group["counterexamples"], group["name"]


@pytest.mark.parametrize(
    ("line", "wanted"), [("• Leggi anche:", "links"), ("Commenti (3)", "rest"), ("» Share", "line"), ("***", "line"), ("Seul tace", None)]
)
def test_scopes(line, wanted):
    """A line says how much goes with it; bullets and arrows do not count."""
    assert furniture.scope(line) == wanted


@pytest.mark.parametrize("line", ["a" * 600, "by " + "A " * 300, "share " * 100, "(" * 500, "photo " * 100, "facebook, " * 60, "1" * 600])
def test_no_pattern_runs_away(line):
    """Lines made to mislead are decided quickly."""
    begun = time.perf_counter()
    furniture.scope(line)
    furniture.is_caption(line[:300])
    furniture.is_label(line[:50])
    assert time.perf_counter() - begun < _PATIENCE
