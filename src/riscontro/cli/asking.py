"""Commands that ask the store: claims, search."""

from __future__ import annotations

from typing import Annotated

import typer

from riscontro.cli.door import door, own_archive
from riscontro.cli.listing import show
from riscontro.cli.options import Actor, Counterpart, Cursor, Format, Goods, Limit, ListFormat, OfKind, Party, Since, Store, Until
from riscontro.cli.root import app

WORDS = 'words; "in quotes" as they follow each other, [cyan]ship*[/] as they begin.'


@app.command(epilog="Example:  riscontro claims --actor KP --counterpart RU --goods arms --polarity denied")
@door
def claims(
    party: Party = None,
    actor: Actor = None,
    counterpart: Counterpart = None,
    goods: Goods = None,
    kind: OfKind = None,
    since: Since = None,
    until: Until = None,
    polarity: Annotated[str | None, typer.Option(help="[cyan]affirmed[/] or [cyan]denied[/].")] = None,
    certainty: Annotated[str | None, typer.Option(help="certain, probable, possible, unlikely, unspecified.")] = None,
    source: Annotated[str | None, typer.Option(help="Whoever stands in the chain of sources: code, name, part of a name.")] = None,
    publisher: Annotated[str | None, typer.Option(help="The paper: its name or part of it.")] = None,
    text: Annotated[str | None, typer.Option(help=f"Of the claim: {WORDS}")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    format: Format = ListFormat.TEXT,
    store: Store = None,
) -> None:
    """List claims as the articles make them, newest publication first.

    Each condition narrows the list. What the desk corrected or rejected
    is shown here as it was found; `riscontro finding` shows what holds.
    """
    from riscontro.queries import claims as found
    from riscontro.report.sheets import CLAIMS

    with own_archive(store) as archive:
        listing = found(
            archive,
            party=party,
            actor=actor,
            counterpart=counterpart,
            goods=goods,
            kind=kind,
            since=since,
            until=until,
            polarity=polarity,
            certainty=certainty,
            source=source,
            publisher=publisher,
            text=text,
            limit=limit,
            cursor=cursor,
        )
        show(CLAIMS, listing, format)


@app.command(epilog="Example:  riscontro search '\"defence minister\" container*'")
@door
def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help=f"Of the article: {WORDS}")],
    limit: Limit = 50,
    cursor: Cursor = None,
    format: Format = ListFormat.TEXT,
    store: Store = None,
) -> None:
    """List articles that hold these words, newest first, with the place.

    Case and accents do not matter.
    """
    from riscontro.queries import search as found
    from riscontro.report.sheets import EXCERPTS

    with own_archive(store) as archive:
        show(EXCERPTS, found(archive, text, limit=limit, cursor=cursor), format)
