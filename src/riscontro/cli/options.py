"""The options that several commands share, and the formats that they print."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Layer(StrEnum):
    """The layers that can be looked at."""

    SENTENCES = "sentences"
    PARTIES = "parties"
    DATES = "dates"
    QUANTITIES = "quantities"
    GOODS = "goods"
    ATTRIBUTIONS = "attributions"
    PREDICATES = "predicates"
    CLAIMS = "claims"


class ReadFormat(StrEnum):
    """How a layer is printed."""

    TEXT = "text"
    JSONL = "jsonl"
    CONLLU = "conllu"


class DossierFormat(StrEnum):
    """How a dossier is printed."""

    TEXT = "text"
    MD = "md"
    JSON = "json"
    HTML = "html"


class ListFormat(StrEnum):
    """How a list is printed."""

    TEXT = "text"
    JSONL = "jsonl"


class Ui(StrEnum):
    """Languages in which a dossier can be written."""

    EN = "en"
    IT = "it"


Language = Annotated[
    str | None, typer.Option("--language", "-l", help="Language of the text, [cyan]en[/] or [cyan]it[/]; told from the text otherwise.")
]
Published = Annotated[
    str | None,
    typer.Option("--published", "-p", metavar="DATE", help="Date of publication, as 2024-06-19; looked for in the file otherwise."),
]
