"""How lists are printed, whichever they are."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

import typer

from riscontro.cli.door import console, dumped, write
from riscontro.cli.options import ListFormat

if TYPE_CHECKING:
    from riscontro.model import Listing
    from riscontro.report.sheets import Sheet

T = TypeVar("T")


def show(sheet: Sheet[T], listing: Listing[T], format: ListFormat) -> None:
    """Prints a stretch of a list; where there is more, stderr says how to go on."""
    _print(sheet, listing.items, listing.cursor, format)
    if not listing.items and format is ListFormat.TEXT:
        typer.echo("Nothing was found.", err=True)
    if listing.cursor and format is not ListFormat.JSON:
        typer.echo(f"There is more: --cursor {listing.cursor}", err=True)


def _print(sheet: Sheet[T], items: Iterable[T], cursor: str | None, format: ListFormat) -> None:
    from riscontro.report import sheets

    rows = tuple(items)
    if format is ListFormat.JSON:
        write(json.dumps(sheets.listing_json(sheet, rows, cursor), ensure_ascii=False, indent=2) + "\n")
    elif format is ListFormat.JSONL:
        write("".join(dumped(sheet.wire(row)) + "\n" for row in rows))
    elif format is ListFormat.CSV:
        write(sheets.sheet_csv(sheet, rows))
    elif not rows:
        return
    elif sys.stdout.isatty():
        sheets.print_sheet(sheet, rows, console())
    else:
        write(sheets.sheet_text(sheet, rows))
