"""Languages as data: one folder each, TOML tables and a trained pipeline, never Python.

`en/` and `it/` hold lexicons whose every entry carries examples; `common/` holds what all languages share
(states, bodies, goods, units).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "it")
"""BCP 47 codes of the languages that have a folder."""


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """The table `<language>/<name>.toml`, as it stands in the file.

    Args:
        language: a code from LANGUAGES, or `common`.
        name: file name without its ending: `frames`, `times`, ...

    Raises:
        FileNotFoundError: no such table.
    """
    text = (files(__name__) / language / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def pipeline_path(language: str) -> Path:
    """Where the trained pipeline of a language lies on disk."""
    return Path(str(files(__name__) / language / "pipeline"))


@cache
def goods_codes() -> frozenset[str]:
    """Every code of goods there is."""
    return frozenset(table("en", "interface")["goods"]) - {"none"}
