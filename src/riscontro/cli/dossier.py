"""The command that makes a dossier."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riscontro.cli.door import PARTLY, complain, console, door, given, own_reader, own_settings, write, write_bytes
from riscontro.cli.options import DossierFormat, Language, Published, Ui
from riscontro.cli.root import app

if TYPE_CHECKING:
    from riscontro.model import Article, Dossier, Refusal
    from riscontro.pipeline import Reader


@app.command(epilog="Example:  riscontro dossier press/*.txt --between RU KP --since 2023-09 --format html > dossier.html")
@door
def dossier(
    files: Annotated[list[Path], typer.Argument(metavar="FILES...", help="Articles: text, Markdown, HTML; [cyan]-[/]: standard input.")],
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="ONE OTHER",
            help='The two sides, by code or name: [cyan]RU KP[/], [cyan]Russia "North Korea"[/]; those of the mandate unless given.',
        ),
    ] = None,
    mandate: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|PATH",
            help="What findings are held against, and the thresholds: a name such as [cyan]dprk[/], or a file of your own; "
            "unless given, the one that fits the sides.",
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Leave out events that were over before this date (2024, 2024-05, 2024-05-10).")
    ] = None,
    format: Annotated[
        DossierFormat,
        typer.Option(
            "--format",
            "-f",
            help="[cyan]text[/] is set for a terminal and bare in a pipe; [cyan]md[/], [cyan]html[/] and "
            "[cyan]pdf[/] have footnotes; send a PDF to a file, with [cyan]> dossier.pdf[/].",
        ),
    ] = DossierFormat.TEXT,
    ui: Annotated[Ui | None, typer.Option(help="Language of the dossier; English unless set.")] = None,
    language: Language = None,
    published: Published = None,
) -> None:
    """What does each side get from the other, and how do we know?

    Two columns of flows, each with goods, amounts as ranges, period, on
    whose word, denials, the number of distinct origins, and the words with
    their place; then timeline, warnings, and what was left out.

    A file that cannot be read is named and the others go on; the exit code
    is then 20.
    """
    from riscontro.queries import dossier as weigh

    settings = own_settings()
    rows = _read_all(list(map(given, files)), own_reader(settings), language, published)
    result = weigh(rows, between=between, since=since, mandate=mandate, ui=ui or settings.ui)
    some = len(result.refusals) < len(files)
    if some:
        _print_dossier(result, format)
    for refusal in result.refusals:
        complain(refusal.what, refusal.remedy)
    if result.refusals:
        raise typer.Exit(PARTLY if some else result.refusals[0].exit_code)


def _read_all(files: list[Path], reader: Reader, language: str | None, published: str | None) -> Iterator[Article | Refusal]:
    """The articles, with a progress bar on a terminal."""
    from riscontro.pipeline import read_documents

    rows = read_documents(files, reader=reader, language=language, published=published)
    if not sys.stderr.isatty():
        yield from rows
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(rows, description="Reading", total=len(files), console=Console(stderr=True), transient=True)


def _print_dossier(result: Dossier, format: DossierFormat) -> None:
    from riscontro import report

    if format is DossierFormat.JSON:
        write(json.dumps(report.dossier_json(result), ensure_ascii=False, indent=2) + "\n")
    elif format is DossierFormat.MD:
        write(report.dossier_markdown(result))
    elif format is DossierFormat.PDF:
        write_bytes(report.dossier_pdf(result))
    elif format is DossierFormat.HTML:
        write(report.dossier_html(result))
    elif sys.stdout.isatty():
        report.print_dossier(result, console())
    else:
        write(report.dossier_text(result))
