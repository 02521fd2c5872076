"""Events, findings and the origins behind them, as they stand in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riscontro.errors import UnknownId, UnknownParty
from riscontro.languages.edtf import ends_before, sort_key
from riscontro.languages.naming import Phrases, party_code
from riscontro.mandates import load_mandate, mandate_for
from riscontro.model import Citation, EventFilter, EventRow, FindingPage, Judgement, Kind, LedgerView, Listing, OriginRow, Rung, Verb
from riscontro.queries.lists import checked, first_day
from riscontro.reconcile import Folded, event_keys, fold_headlines, wanted
from riscontro.weighing import as_judged, weigh_key

if TYPE_CHECKING:
    from riscontro.store import Archive

_RUNGS = list(Rung)
_PASSING = (Kind.TRANSFER, Kind.TRACE)


def events(
    archive: Archive, *, limit: int | None = None, cursor: str | None = None, disputed: bool | None = None, **asked: str | None
) -> Listing[EventRow]:
    """The events that fit, the latest to begin first, undated last.

    Args:
        archive: an open store, settled.
        limit: how many at most; all unless given.
        cursor: where to go on, as the listing before says.
        disputed: whether a denial stands against them.
        asked: the other fields of EventFilter.

    Raises:
        BadDate, BadCursor, BadFilter, StoreError.
    """
    return archive.events.find(checked(EventFilter(disputed=disputed, **asked)), limit, cursor)


def timeline(archive: Archive, *, limit: int | None = None, cursor: str | None = None, **asked: str | None) -> Listing[EventRow]:
    """The dated events that fit, the first to begin first.

    Raises:
        BadDate, BadCursor, BadFilter, StoreError.
    """
    return archive.events.find(checked(EventFilter(disputed=None, **asked)), limit, cursor, oldest_first=True)


def origins(archive: Archive, event: str | None = None, *, limit: int | None = None) -> tuple[OriginRow, ...]:
    """The voices behind an event, by id or beginning of one, or behind all, those behind the most events first.

    Raises:
        UnknownId, AmbiguousId, StoreError.
    """
    return archive.events.origins(archive.events.one(event).id if event else None, limit)


def ledger(archive: Archive, *, between: tuple[str, str], goods: str | None = None, since: str | None = None) -> LedgerView:
    """What passes between two parties, best established first; denials alone only where they stand beside nothing told.

    Args:
        archive: an open store, settled.
        between: two states or bodies, by code or name.
        goods: a goods code; those below it are meant too.
        since: EDTF; events known to be over before are left out.

    Raises:
        UnknownParty: a side that no state or body bears, or the same one twice.
        BadDate, BadFilter, StoreError.
    """
    one, two = party_code(between[0]), party_code(between[1])
    if one == two:
        raise UnknownParty(f"{between[0]} and {between[1]} are the same party.", "Give two different ones.")
    checked(EventFilter(goods=goods))
    there, back = (_column(archive, *way, goods, since) for way in ((one, two), (two, one)))
    beside = archive.events.only_beside([r.id for r in (*there, *back) if r.rung is Rung.DENIED_ONLY])
    there, back = (tuple(r for r in rows if r.id not in beside) for rows in (there, back))
    return LedgerView((one, two), there, back)


def _column(archive: Archive, giver: str, receiver: str, goods: str | None, since: str | None) -> tuple[EventRow, ...]:
    start = first_day(since) if since else None
    rows = archive.events.between(giver, receiver, _PASSING)
    kept = [r for r in rows if _of(r, goods) and not (start and ends_before(r.when, start))]
    return tuple(sorted(kept, key=lambda r: (-_RUNGS.index(r.rung), -r.count, r.family, sort_key(r.when), r.id)))


def _of(row: EventRow, goods: str | None) -> bool:
    return goods is None or any(g == goods or g.startswith(f"{goods}.") for g in (*row.goods, row.family))


def finding(archive: Archive, event: str, *, mandate: str | None = None, ui: str = "en") -> FindingPage:
    """All that is known of an event, weighed in the language asked for.

    Args:
        archive: an open store, settled.
        event: its id, or the beginning of it.
        mandate: what it is held against, by name or path; unless given, the one that fits its sides, if there is one.
        ui: language of the reasons, a code from LANGUAGES.

    Raises:
        UnknownId, AmbiguousId, UnknownMandate, BadMandate, StoreError.
    """
    row = archive.events.one(event)
    standard = load_mandate(mandate) if mandate else mandate_for(row.actor, row.counterpart)
    own, others, judgements = archive.ledger.bearing(row.id, wanted)
    rows = weigh_key(
        str(row.key),
        as_judged(own, judgements),
        as_judged(others, judgements),
        judgements,
        headlines=_headlines(archive, own),
        mandate=standard,
        say=Phrases(ui),
    )
    found = next((f for f in rows if f.event.id == row.id), None)
    if found is None:
        archive.ledger.doubt(str(row.key))
        raise UnknownId(f"The claims of event {row.id} come to other events by now.", "List the events again.")
    named = {c.claim.id for c in (*found.event.citations, *found.denials, *found.support)}
    touched = _moved(archive, row)
    told = tuple(j for j in archive.judgements.all() if set(j.claims) & (named | {c.claim.id for c in touched}) or _graded(j, row, archive))
    changed = {name for j in told if j.verb in (Verb.CORRECT, Verb.REJECT) for name in j.claims}
    originals = {c.claim.id: c for c in (*own, *others, *touched) if c.claim.id in changed}
    return FindingPage(found, standard, told, tuple(originals[name] for name in sorted(originals)))


def _graded(judgement: Judgement, row: EventRow, archive: Archive) -> bool:
    return judgement.verb is Verb.LETTER and judgement.source in {o.key for o in archive.events.origins(row.id)}


def _moved(archive: Archive, row: EventRow) -> tuple[Citation, ...]:
    """Claims that stood under the event's key before the desk corrected or rejected them."""
    names = {n for j in archive.judgements.all() if j.verb in (Verb.CORRECT, Verb.REJECT) for n in j.claims}
    return tuple(c for c in archive.judgements.citations(names) if str(row.key) in event_keys(c.claim))


def _headlines(archive: Archive, own: tuple[Citation, ...]) -> tuple[Folded, ...]:
    """The headlines of the documents concerned that their bodies repeat."""
    docs = dict.fromkeys(c.document.id for c in own)
    return tuple(pair for doc in docs for pair in fold_headlines(archive.claims.of(doc))[1])
