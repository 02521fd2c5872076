"""The command that makes a dossier."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from riscontro.cli.door import PARTLY, complain, console, door, given, own_archive, own_reader, own_settings, write, write_bytes
from riscontro.cli.options import DossierFormat, Language, Mandate, Published, Store, Ui
from riscontro.cli.root import app
from riscontro.cli.storing import progress

if TYPE_CHECKING:
    from riscontro.model import Dossier
    from riscontro.store import Archive


@app.command(epilog="Example:  riscontro dossier --between RU KP --since 2023-09 --format html > dossier.html")
@door
def dossier(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILES...]",
            help="Articles and folders that the dossier is made of, and the store left alone; [cyan]-[/]: standard input. "
            "Without any: the store.",
        ),
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="ONE OTHER",
            help='The two sides, by code or name: [cyan]RU KP[/], [cyan]Russia "North Korea"[/]; those of the mandate unless given.',
        ),
    ] = None,
    mandate: Mandate = None,
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
    store: Store = None,
) -> None:
    """What does each side get from the other, and how do we know?

    Two columns of findings, each with goods, amounts as ranges, period, on
    whose word, denials, the number of distinct origins, and the words with
    their place; then timeline, warnings, and what was left out.

    A file that cannot be read is named and the others go on; the exit code
    is then 20.
    """
    from riscontro.queries import dossier as weigh

    wanted: dict[str, Any] = {"between": between, "since": since, "mandate": mandate, "ui": ui or own_settings().ui}
    if not files:
        with own_archive(store) as archive:
            _print_dossier(weigh(archive, **wanted), format)
        return
    with _of_files(files, language, published, wanted) as archive:
        result = weigh(archive, **wanted, everything=True)
    if result.documents:
        _print_dossier(result, format)
    for refusal in result.refusals:
        complain(refusal.what, refusal.remedy)
    if result.refusals:
        raise typer.Exit(PARTLY if result.documents else result.refusals[0].exit_code)


@contextmanager
def _of_files(files: list[Path], language: str | None, published: str | None, wanted: dict[str, Any]) -> Iterator[Archive]:
    """A store in memory that holds these files; what else was asked is checked before they are read."""
    from riscontro.pipeline import add, files_in
    from riscontro.queries import check_asked
    from riscontro.store import Archive

    check_asked(wanted["between"], wanted["since"], wanted["mandate"])
    named = files_in(map(given, files))
    with Archive.in_memory() as archive:
        with progress("Reading", len(named)) as step:
            add(
                archive,
                named,
                reader=own_reader(own_settings()),
                language=language,
                published=published,
                jobs=os.cpu_count() or 1,
                seen=lambda *_: step(),
            )
        yield archive


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
