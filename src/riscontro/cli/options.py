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


class ExplainFormat(StrEnum):
    """How an explanation is printed."""

    TEXT = "text"
    JSON = "json"


class DossierFormat(StrEnum):
    """How a dossier is printed."""

    TEXT = "text"
    MD = "md"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"


class ListFormat(StrEnum):
    """How a list is printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class TextFormat(StrEnum):
    """How one thing is printed."""

    TEXT = "text"
    JSON = "json"


class ExportFormat(StrEnum):
    """How a whole store is printed."""

    JSONL = "jsonl"
    CSV = "csv"


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
Store = Annotated[
    str | None,
    typer.Option("--store", metavar="PATH|URL", help="The store; [cyan]riscontro.db[/] in this folder unless set."),
]
Format = Annotated[
    ListFormat,
    typer.Option(
        "--format",
        "-f",
        help="[cyan]text[/] is a table; [cyan]json[/] one object, [cyan]jsonl[/] one a line, [cyan]csv[/] for sheets.",
    ),
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")]
Cursor = Annotated[str | None, typer.Option("--cursor", help="Where to go on: what the list before ended with.")]
Party = Annotated[str | None, typer.Option("--party", help="A side, whichever: code, name, or part of a name.")]
Actor = Annotated[str | None, typer.Option("--actor", help="Who does it: the giver, the asker, the visitor ...")]
Counterpart = Annotated[str | None, typer.Option("--counterpart", help="To whom or with whom: the receiver, the host ...")]
Goods = Annotated[
    str | None, typer.Option("--goods", metavar="CODE", help="Goods by code and those below: [cyan]arms[/], [cyan]arms.missile[/].")
]
OfKind = Annotated[str | None, typer.Option("--kind", help="The relation: transfer, request, meet, sanction ...")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Not over before this date; undated ones are left out.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Begun by this date; undated ones are left out.")]
OfRung = Annotated[str | None, typer.Option("--rung", help="How far established: reported, corroborated, admitted ...")]
Mandate = Annotated[
    str | None,
    typer.Option(
        "--mandate",
        metavar="NAME|PATH",
        help="What findings are held against, and the thresholds: a name such as [cyan]dprk[/], or a file of your own; "
        "unless given, the one that fits the sides.",
    ),
]
Between = Annotated[
    tuple[str, str],
    typer.Option("--between", metavar="ONE OTHER", help='The two sides, by code or name: [cyan]RU KP[/], [cyan]Russia "North Korea"[/].'),
]
InUi = Annotated[Ui | None, typer.Option("--ui", help="Language of the reasons; English unless set.")]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why, in words; kept with the judgement.")]
By = Annotated[str | None, typer.Option("--by", help="Who decides; your login name unless given.")]
