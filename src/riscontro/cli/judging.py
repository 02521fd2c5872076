"""Commands for what people decide: judge, and the list of judgements."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from riscontro.cli.door import door, own_archive, write
from riscontro.cli.listing import show
from riscontro.cli.options import By, Format, ListFormat, Reason, Store
from riscontro.cli.root import app
from riscontro.cli.storing import settled

if TYPE_CHECKING:
    from riscontro.model import Verb

judging = typer.Typer(
    no_args_is_help=True,
    help="Decide what the machine cannot: every judgement is kept with its reason, and outranks the machine.\n\n"
    "Judgements are appended and never changed; of two that contradict each other the later one holds. They name claims, by id or by so "
    "much of it as makes it unique; an event's id stands for its claims.",
)
app.add_typer(judging, name="judge")

Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Claims, or events that stand for their claims.")]


def _judge(verb: Verb, ids: list[str], store: str | None, reason: str, by: str | None, **facts: str) -> None:
    from riscontro.pipeline import judge

    with own_archive(store) as archive:
        made = judge(archive, verb, ids, reason=reason, by=by or getpass.getuser(), **facts)
        weighed = settled(archive)
        about = f"{len(made.claims)} claims" if made.claims else str(made.source)
        write(f"Kept: {made.verb} ({about}), by {made.by}. {weighed} groups of claims were weighed anew.\n")


@judging.command(epilog="Example:  riscontro judge accept 2e504c75 --reason 'Checked against the tape.'")
@door
def accept(ids: Ids, reason: Reason, by: By = None, store: Store = None) -> None:
    """Accept claims; one that was rejected counts again."""
    from riscontro.model import Verb

    _judge(Verb.ACCEPT, ids, store, reason, by)


@judging.command(epilog="Example:  riscontro judge reject 2e504c75 --reason 'The sentence is about 1951.'")
@door
def reject(ids: Ids, reason: Reason, by: By = None, store: Store = None) -> None:
    """Reject claims: they count in no finding; as found they stay in the list of claims."""
    from riscontro.model import Verb

    _judge(Verb.REJECT, ids, store, reason, by)


@judging.command(epilog="Example:  riscontro judge correct 2e504c75 counterpart RU --reason 'Her means Russia.'")
@door
def correct(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim.")],
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD", help="kind, actor, counterpart, goods, when, polarity, certainty, tense, outcome, denial or basis."
        ),
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it is; of several, parted by commas; empty for none.")],
    reason: Reason,
    by: By = None,
    store: Store = None,
) -> None:
    """Correct a field of a claim; as found it stays in the list of claims."""
    from riscontro.model import Verb

    _judge(Verb.CORRECT, [claim], store, reason, by, field=field, value=value)


@judging.command(epilog="Example:  riscontro judge merge 99be6ee8 97fc0c25 --reason 'One shipment, told twice.'")
@door
def merge(ids: Ids, reason: Reason, by: By = None, store: Store = None) -> None:
    """Hold that claims are about one event."""
    from riscontro.model import Verb

    _judge(Verb.MERGE, ids, store, reason, by)


@judging.command(epilog="Example:  riscontro judge split 2e504c75 --reason 'Another ship, another month.'")
@door
def split(ids: Ids, reason: Reason, by: By = None, store: Store = None) -> None:
    """Hold that claims are not about the event of the others."""
    from riscontro.model import Verb

    _judge(Verb.SPLIT, ids, store, reason, by)


@judging.command("same-origin", epilog="Example:  riscontro judge same-origin 2e504c75 ef0f5f5c --reason 'Both rest on one briefing.'")
@door
def same_origin(ids: Ids, reason: Reason, by: By = None, store: Store = None) -> None:
    """Hold that claims rest on one origin."""
    from riscontro.model import Verb

    _judge(Verb.SAME_ORIGIN, ids, store, reason, by)


@judging.command("different-origin", epilog="Example:  riscontro judge different-origin 2e504c75 ef0f5f5c --reason 'Two files.'")
@door
def different_origin(ids: Ids, reason: Reason, by: By = None, store: Store = None) -> None:
    """Hold that claims rest on different origins."""
    from riscontro.model import Verb

    _judge(Verb.DIFFERENT_ORIGIN, ids, store, reason, by)


@judging.command(epilog="Example:  riscontro judge refute 99be6ee8 --reason 'The ship never left, as the port log shows.'")
@door
def refute(ids: Ids, reason: Reason, by: By = None, store: Store = None) -> None:
    """Hold that an event did not take place, whatever was said."""
    from riscontro.model import Verb

    _judge(Verb.REFUTE, ids, store, reason, by)


@judging.command(epilog="Example:  riscontro judge letter state:KR B --reason 'Right in most cases since 2022.'")
@door
def letter(
    origin: Annotated[str, typer.Argument(metavar="ORIGIN", help="The key of an origin, as `riscontro origins` lists it.")],
    value: Annotated[str, typer.Argument(metavar="LETTER", help="Reliability by the Admiralty code: A to E; F = cannot be judged.")],
    reason: Reason,
    by: By = None,
    store: Store = None,
) -> None:
    """Give an origin its letter; earlier letters are kept with their dates."""
    from riscontro.model import Verb

    _judge(Verb.LETTER, [], store, reason, by, source=origin, value=value)


@app.command(epilog="Example:  riscontro judgements --format csv")
@door
def judgements(format: Format = ListFormat.TEXT, store: Store = None) -> None:
    """List what was decided, in the order in which it was."""
    from riscontro.model import Listing
    from riscontro.report.weighed import JUDGEMENTS

    with own_archive(store) as archive:
        show(JUDGEMENTS, Listing(archive.judgements.all()), format)
