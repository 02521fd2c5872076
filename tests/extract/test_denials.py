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
