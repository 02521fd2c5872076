"""Commands that fill a store and tell what it holds: init, add, settle, runs, diff."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riscontro.cli.door import PARTLY, complain, door, given, own_archive, own_reader, own_settings, write
from riscontro.cli.listing import show
from riscontro.cli.options import ExportFormat, Format, Language, ListFormat, Published, Store
from riscontro.cli.root import app

if TYPE_CHECKING:
    from riscontro.model import Run
    from riscontro.store import Archive


@app.command(epilog="Example:  riscontro init --store press.db")
@door
def init(store: Store = None) -> None:
    """Make a store: one file, or the tables in a PostgreSQL base.

    A store that is there already stays as it is.
    """
    from riscontro.store import Archive

    with Archive.create(store or own_settings().store) as archive:
        write(f"The store is {archive.where}. Add articles: riscontro add FILES\n")


@app.command(epilog="Example:  riscontro add press/ statement.html --store press.db")
@door
def add(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILES...",
            help="Articles (text, Markdown, HTML, PDF, e-mail), archives (JSON lines, WARC, WACZ), folders; [cyan]-[/]: standard input.",
        ),
    ],
    language: Language = None,
    published: Published = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="OURS=THEIRS",
            help="Where JSON lines keep text, title, published, modified, publisher, author, address, language: "
            "[cyan]--field text=story.body[/]; usual names are known.",
        ),
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes that read; one a core unless given.")] = None,
    store: Store = None,
) -> None:
    """Read articles into the store, and weigh anew what they touch.

    What is there already is known by its bytes and passed over. Of a folder
    all that can be read in it and below it is, of an archive every article.

    It can be stopped at any moment and called again: each article is in the
    store with all its claims, or not at all. A file that cannot be read is
    named and the others go on; the exit code is then 20.
    """
    from riscontro.collect import ARCHIVES, checked_fields
    from riscontro.pipeline import add as put
    from riscontro.pipeline import files_in

    settings = own_settings()
    with own_archive(store) as archive:
        named, fields = files_in(map(given, files)), checked_fields(field or ())
        many = any(path.name.lower().endswith(ARCHIVES) for path in named)
        with progress("Reading", None if many else len(named)) as step:
            run = put(
                archive,
                named,
                reader=own_reader(settings),
                language=language,
                published=published,
                fields=fields,
                jobs=jobs or os.cpu_count() or 1,
                seen=lambda *_: step(),
            )
        settled(archive)
        _summary(archive, run)


def settled(archive: Archive) -> int:
    """Works off what is pending, with a progress bar on a terminal; returns how many keys there were."""
    from riscontro.pipeline import settle as work

    bars: list[Callable[[], None]] = []
    with ExitStack() as stack:

        def seen(_done: int, total: int) -> None:
            if not bars:
                bars.append(stack.enter_context(progress("Weighing", total)))
            bars[0]()

        return work(archive, seen=seen)


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, nothing in a pipe; one that only moves where the total is not known."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def _summary(archive: Archive, run: Run) -> None:
    """What came of a run; ends the command with an error's code where files were refused."""
    known = f", {run.known} known already" if run.known else ""
    write(f"Run {run.id}: {run.documents} documents added with {run.claims} claims{known}, {run.refused} refused.\n")
    refusals = tuple(archive.runs.refusals(run.id))
    for refusal in refusals:
        complain(refusal.what, refusal.remedy)
    if refusals:
        raise typer.Exit(PARTLY if run.documents or run.known else refusals[0].exit_code)


@app.command(epilog="Example:  riscontro settle")
@door
def settle(store: Store = None) -> None:
    """Find and weigh anew the events that an interrupted command left.

    Every command that shows events does so by itself.
    """
    with own_archive(store) as archive:
        write(f"{settled(archive)} groups of claims were weighed.\n")


@app.command(epilog="Example:  riscontro runs --format csv")
@door
def runs(format: Format = ListFormat.TEXT, store: Store = None) -> None:
    """List the times that articles were added, the latest first."""
    from riscontro.model import Listing
    from riscontro.report.sheets import RUNS

    with own_archive(store) as archive:
        show(RUNS, Listing(archive.runs.all()), format)


@app.command(epilog="Example:  riscontro diff 1 3")
@door
def diff(
    one: Annotated[int, typer.Argument(metavar="RUN", help="The earlier run, by its number.")],
    other: Annotated[int, typer.Argument(metavar="RUN", help="The later run.")],
    format: Format = ListFormat.TEXT,
    store: Store = None,
) -> None:
    """Show the claims gained, lost and changed between two runs, in the articles that both know.

    This is how a better extractor is looked at before it is trusted.
    """
    from riscontro.model import Listing
    from riscontro.queries import diff as compare
    from riscontro.report.weighed import CHANGES, changes

    with own_archive(store) as archive:
        found = compare(archive, one, other)
    if format is ListFormat.TEXT:
        counts = (f"{len(found.gained)} claims gained", f"{len(found.lost)} lost", f"{len(found.changed)} changed")
        write(f"{', '.join(counts)}; {found.added} documents added.\n")
    if found.gained or found.lost or found.changed or format is not ListFormat.TEXT:
        show(CHANGES, Listing(changes(found)), format)


@app.command(epilog="Example:  riscontro export > everything.jsonl")
@door
def export(
    format: Annotated[
        ExportFormat,
        typer.Option("--format", "-f", help="[cyan]jsonl[/]: everything, one object a line. [cyan]csv[/]: the claims."),
    ] = ExportFormat.JSONL,
    store: Store = None,
) -> None:
    """Write out everything that the store holds, but for the bytes of the articles."""
    from riscontro.queries import everything
    from riscontro.report.exporting import export_csv, export_jsonl

    with own_archive(store) as archive:
        settled(archive)
        for part in export_jsonl(everything(archive)) if format is ExportFormat.JSONL else export_csv(archive.claims.all()):
            write(part)
