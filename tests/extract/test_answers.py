"""Types of denial and limited admissions, told by their words."""

from __future__ import annotations

from typing import Any

import pytest

from riscontro.extract import extract_claims


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Iran admitted that it had given Russia a few drones before the war.", [("affirmed", "limited admission")]),
        ("it", "Teheran ha ammesso di aver dato alla Russia un piccolo numero di droni.", [("affirmed", "limited admission")]),
        (
            "it",
            "L'Iran ha dato droni alla Russia. Il governo iraniano nega di averne forniti altri.",
            [("affirmed", None), ("denied", "limited admission")],
        ),
        ("en", "Seoul said that Iran had given Russia a few drones.", [("affirmed", None)]),
        ("en", "Iran denied that it had given Russia drones.", [("denied", "categorical")]),
    ],
)
def test_denials_are_typed(read: Any, language: str, text: str, wanted: list[tuple[str, str | None]]) -> None:
    """A side's own word for a little, and its denial of more, are limited admissions; another's word for a little is none."""
    found = [c for c in extract_claims(read(text, language, "2024-06-19")) if c.kind == "transfer"]
    assert [(str(c.polarity), c.denial) for c in found] == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Seoul said that Pyongyang had sent shells to Moscow. The Kremlin confirmed it.", ("RU", "affirmed", "certain", None)),
        (
            "en",
            "Seoul said that Pyongyang had sent shells to Moscow. Moscow did not deny it.",
            ("RU", "affirmed", "unspecified", "cannot confirm"),
        ),
        ("it", "Seul dice che Pyongyang ha inviato granate a Mosca. Il Cremlino lo ha confermato.", ("RU", "affirmed", "certain", None)),
        (
            "it",
            "Seul dice che Pyongyang ha inviato granate a Mosca. In ottobre il Cremlino aveva smentito.",
            ("RU", "denied", "certain", "categorical"),
        ),
    ],
)
def test_answers_to_what_was_said_before(read: Any, language: str, text: str, wanted: tuple[str, str, str, str | None]) -> None:
    """A confirmation, a refusal to deny and a denial without object take the proposition before them on the word of who answers."""
    last = [c for c in extract_claims(read(text, language, "2024-06-19")) if c.kind == "transfer"][-1]
    assert (last.attribution[-1].source.state, str(last.polarity), str(last.certainty), last.denial) == wanted
    assert ([p.state for p in last.actor], [p.state for p in last.counterpart]) == (["KP"], ["RU"])
