"""Commands that show where everything came from, and that nothing was touched since: custody, verify."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from riscontro.cli.door import door, own_archive, write
from riscontro.cli.listing import show
from riscontro.cli.options import Format, ListFormat, Store, TextFormat
from riscontro.cli.root import app

if TYPE_CHECKING:
    from riscontro.model import Entry
    from riscontro.store import Archive


@app.command(epilog="Example:  riscontro custody https://tideway.example/shells")
@door
def custody(
    what: Annotated[str | None, typer.Argument(metavar="[DOCUMENT|ADDRESS]", help="Of one document, by its id, or one address.")] = None,
    format: Format = ListFormat.TEXT,
    store: Store = None,
) -> None:
    """List what was done to documents: captured, found again, read, bundled.

    JSON shows how each was had: when, from where, over which addresses, with
    which headers. A page that changed has several captures of its address.
    """
    from riscontro.model import Listing
    from riscontro.report.custody import ENTRIES

    with own_archive(store) as archive:
        show(ENTRIES, Listing(_entries(archive, what)), format)


def _entries(archive: Archive, what: str | None) -> tuple[Entry, ...]:
    if what is None:
        return tuple(archive.custody.entries())
    if what.startswith(("http://", "https://")):
        return archive.custody.at(what)
    return archive.custody.of([archive.documents.document(what).id])


@app.command(epilog="Example:  riscontro verify --head 5f2c...")
@door
def verify(
    head: Annotated[
        str | None, typer.Option(metavar="HASH", help="The head that an earlier verify printed: the log must still lead through it.")
    ] = None,
    format: Annotated[TextFormat, typer.Option("--format", "-f", help="[cyan]json[/] for machines.")] = TextFormat.TEXT,
    store: Store = None,
) -> None:
    """Re-hash everything, and name what is not as it was taken in.

    Originals, texts, claims and the custody log are held against the hashes
    noted when they came in. Keep the head that is printed somewhere else: who
    can write to the store could write the whole log anew, but not to the same
    head. Where something differs the exit code is 46.
    """
    from riscontro.errors import Altered
    from riscontro.report.custody import verification_json, verification_text

    with own_archive(store) as archive:
        found = archive.verify(head)
        where = archive.where
    write(json.dumps(verification_json(found), indent=2) + "\n" if format is TextFormat.JSON else verification_text(found))
    if found.differences:
        raise Altered(f"{where} is not as it was taken in.", "Restore it from a copy, and find out who could write to it.")
