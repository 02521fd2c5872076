"""The languages there are."""

from __future__ import annotations

from collections.abc import Mapping

from riscontro.languages import LANGUAGES, table
from riscontro.model import LanguageFacts


def languages(pipelines: Mapping[str, str]) -> tuple[LanguageFacts, ...]:
    """The languages, the pipeline that reads each (`shipped` unless one is named), its licence and scores."""
    return tuple(_language(code, pipelines.get(code)) for code in LANGUAGES)


def _language(code: str, named: str | None) -> LanguageFacts:
    about = table(code, "about")
    if named:
        return LanguageFacts(code, about["name"], named, f"that of {named}", None, "", ())
    scores = tuple(about["scores"].items())
    return LanguageFacts(code, about["name"], "shipped", about["licence"], about["commercial"], about["why"], scores)
