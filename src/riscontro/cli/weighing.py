"""Commands that show what the claims come to: events, finding, origins, timeline, ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from riscontro.cli.door import console, door, own_archive, own_settings, write
from riscontro.cli.listing import show
from riscontro.cli.options import (
    Actor,
    Between,
    Counterpart,
    Cursor,
    Format,
    Goods,
    InUi,
    Limit,
    ListFormat,
    Mandate,
    OfKind,
    OfRung,
    Party,
    Since,
    Store,
    TextFormat,
    Until,
)
from riscontro.cli.root import app
from riscontro.cli.storing import settled

if TYPE_CHECKING:
    from riscontro.model import LedgerView
    from riscontro.store import Archive


@contextmanager
def settled_archive(store: str | None) -> Iterator[Archive]:
    """The store that is meant, open, with nothing pending."""
    with own_archive(store) as archive:
        settled(archive)
        yield archive


@app.command(epilog="Example:  riscontro events --actor KP --goods arms --rung corroborated")
@door
def events(
    party: Party = None,
    actor: Actor = None,
    counterpart: Counterpart = None,
    goods: Goods = None,
    kind: OfKind = None,
    since: Since = None,
    until: Until = None,
    rung: OfRung = None,
    disputed: Annotated[bool | None, typer.Option("--disputed/--undisputed", help="Whether a denial stands against it.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    format: Format = ListFormat.TEXT,
    store: Store = None,
) -> None:
    """List events, each weighed: how far it is established, by how many origins.

    An event is what several claims are about: one kind, direction and family
    of goods, at overlapping times. The latest to begin come first, undated
    ones last.
    """
    from riscontro.queries import events as found
    from riscontro.report.weighed import EVENTS

    asked = {"party": party, "actor": actor, "counterpart": counterpart, "goods": goods, "kind": kind, "since": since, "until": until}
    with settled_archive(store) as archive:
        show(EVENTS, found(archive, limit=limit, cursor=cursor, disputed=disputed, rung=rung, **asked), format)


@app.command(epilog="Example:  riscontro timeline --party KP --kind meet --since 2024")
@door
def timeline(
    party: Party = None,
    actor: Actor = None,
    counterpart: Counterpart = None,
    goods: Goods = None,
    kind: OfKind = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    format: Format = ListFormat.TEXT,
    store: Store = None,
) -> None:
    """List events in the order of time; undated ones are left out."""
    from riscontro.queries import timeline as found
    from riscontro.report.weighed import EVENTS

    asked = {"party": party, "actor": actor, "counterpart": counterpart, "goods": goods, "kind": kind, "since": since, "until": until}
    with settled_archive(store) as archive:
        show(EVENTS, found(archive, limit=limit, cursor=cursor, **asked), format)


@app.command(epilog="Example:  riscontro finding 99be6ee8")
@door
def finding(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Its id, or so much of it as makes it unique.")],
    mandate: Mandate = None,
    ui: InUi = None,
    format: Annotated[TextFormat, typer.Option("--format", "-f", help="[cyan]json[/] for machines.")] = TextFormat.TEXT,
    store: Store = None,
) -> None:
    """Show one event: why it stands where it stands, on whose word, against whose.

    The reasons in their order, amounts, origins with their words and places,
    denials, agreement element by element, provisions, warnings, and what the
    desk decided.
    """
    from riscontro import report
    from riscontro.queries import finding as found

    language = ui or own_settings().ui
    with settled_archive(store) as archive:
        page = found(archive, event, mandate=mandate, ui=language)
    if format is TextFormat.JSON:
        write(json.dumps(report.finding_page_json(page), ensure_ascii=False, indent=2) + "\n")
    elif sys.stdout.isatty():
        report.print_finding(page, language, console())
    else:
        write(report.finding_text(page, language))


@app.command(epilog="Example:  riscontro origins 99be6ee8")
@door
def origins(
    event: Annotated[str | None, typer.Argument(metavar="[EVENT]", help="Of one event alone, by its id.")] = None,
    limit: Limit = 50,
    format: Format = ListFormat.TEXT,
    store: Store = None,
) -> None:
    """List the voices at the end of the chains of sources, those behind the most events first.

    The key in the first column is what `judge letter` takes.
    """
    from riscontro.model import Listing
    from riscontro.queries import origins as found
    from riscontro.report.weighed import ORIGINS

    with settled_archive(store) as archive:
        show(ORIGINS, Listing(found(archive, event, limit=limit)), format)


@app.command(epilog="Example:  riscontro ledger --between RU KP --goods arms")
@door
def ledger(
    between: Between,
    goods: Goods = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Leave out events that were over before this date.")] = None,
    format: Format = ListFormat.TEXT,
    store: Store = None,
) -> None:
    """What each side gets from the other, one line a finding, best established first.

    `riscontro finding ID` opens a line, `riscontro dossier` writes it all out.
    """
    from riscontro.model import Listing
    from riscontro.queries import ledger as found
    from riscontro.report.weighed import EVENTS

    with settled_archive(store) as archive:
        view = found(archive, between=between, goods=goods, since=since)
    if format is ListFormat.TEXT:
        _print_ledger(view)
    else:
        show(EVENTS, Listing((*view.there, *view.back)), format)


def _print_ledger(view: LedgerView) -> None:
    """Two tables, one for each direction."""
    from riscontro.languages.naming import Phrases
    from riscontro.model import Listing
    from riscontro.report.weighed import LEDGER

    say = Phrases(own_settings().ui)
    for way, rows in ((view.between, view.there), (view.between[::-1], view.back)):
        write(say("column", giver=say.party(way[0]), receiver=say.party(way[1])).upper() + "\n")
        if rows:
            show(LEDGER, Listing(rows), ListFormat.TEXT)
        write("\n" if rows else f"{say('nothing')}\n\n")
