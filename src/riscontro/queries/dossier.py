"""What does each side get from the other, and how do we know?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riscontro.assess import (
    FACTOR,
    THRESHOLD,
    VERSION,
    distinct,
    drop_copies,
    find_caps,
    find_happenings,
    found_in_use,
    furniture,
    sift,
)
from riscontro.errors import BadDate, UnknownParty
from riscontro.languages.edtf import bounds, sort_key
from riscontro.languages.naming import Phrases, party_code
from riscontro.mandates import load_mandate, mandate_for
from riscontro.model import Article, Citation, Dossier, EventKey, Finding, Judgement, Kind, Mandate, Omission, Refusal, Rung
from riscontro.model.questions import cite
from riscontro.reconcile import Folded, event_keys, find_families, fold_headlines, signature
from riscontro.weighing import as_judged, weigh_key

if TYPE_CHECKING:
    from riscontro.store import Archive


def dossier(
    archive: Archive,
    *,
    between: tuple[str, str] | None = None,
    since: str | None = None,
    mandate: str | None = None,
    ui: str = "en",
    everything: bool = False,
) -> Dossier:
    """What does each side get from the other, and how do we know?

    Args:
        archive: an open store.
        between: two states or bodies, by code or name; those of the mandate unless given.
        since: EDTF; events known to be over before it are left out, and said to be.
        mandate: as in `dossier_of`.
        ui: language of names and reasons, a code from LANGUAGES.
        everything: all documents of the store, to say of each claim why it is left out; else those that name both sides.

    Raises:
        UnknownParty, UnknownMandate, BadMandate, BadDate: as `dossier_of`.
        StoreError.
    """
    sides = _sides(between, load_mandate(mandate) if mandate else None)
    rows: list[Article | Refusal] = [*archive.documents.articles(None if everything else sides), *archive.documents.still_refused()]
    return dossier_of(
        rows, between=sides, since=since, mandate=mandate, ui=ui, judgements=archive.judgements.all(), families=archive.documents.families()
    )


def dossier_of(
    articles: Iterable[Article | Refusal],
    *,
    between: tuple[str, str] | None = None,
    since: str | None = None,
    mandate: str | None = None,
    ui: str = "en",
    judgements: tuple[Judgement, ...] = (),
    families: Mapping[str, str] | None = None,
) -> Dossier:
    """The dossier of these articles; a pure function.

    Args:
        articles: articles, and refusals of files that could not be read.
        between: two states or bodies, by code or name; those of the mandate unless given.
        since: EDTF; events known to be over before it are left out, and said to be.
        mandate: what findings are held against, and the thresholds: the name of one that comes with the program, or the path of a file of
            one's own; unless given, the one that fits the two sides, if there is one.
        ui: language of names and reasons, a code from LANGUAGES.
        judgements: the desk's, in the order in which they were made.
        families: by document the family of copies that it belongs to, where they were found before.

    Raises:
        UnknownParty: a side that no state or body bears, the same one twice, or none where no mandate names them.
        UnknownMandate, BadMandate: `mandate` names none, or its file does not say what it must.
        BadDate: `since` is no date.
    """
    named = load_mandate(mandate) if mandate else None
    one, two = _sides(between, named)
    standard = named or mandate_for(one, two)
    _check_since(since)
    rows = tuple(articles)
    say = Phrases(ui)
    kept, copies = drop_copies((a for a in rows if isinstance(a, Article)), say)
    alike = find_families(signature(a.document) for a in kept) if families is None else families
    told, headlines = fold_headlines([c for a in kept for c in cite(a, alike.get(a.document.id, ""))])
    citations = as_judged(told, judgements)
    sifted = sift(citations, (one, two), since, say)
    standing = _Standing(standard, headlines, judgements, say)
    there, back = (_column(sifted.passing, *way, standing) for way in ((one, two), (two, one)))
    documents = tuple(sorted((a.document for a in kept), key=lambda d: (sort_key(d.published), d.path or "")))
    return Dossier(
        between=(one, two),
        since=since,
        until=max((d.published for d in documents if d.published), default=None, key=lambda d: sort_key(d)[1]),
        ui=ui,
        standard=_standard(standard, say),
        documents=documents,
        there=there,
        back=back,
        timeline=find_happenings(sifted.timeline),
        warnings=distinct(w for f in (*there, *back) for w in f.warnings),
        omissions=(
            *copies,
            *_rejected(told, citations, say),
            *sifted.omissions,
            *_unplaced(sifted.passing, (*there, *back), headlines, say),
            *furniture(kept, say),
        ),
        refusals=tuple(r for r in rows if isinstance(r, Refusal)),
        mandate=standard,
        caps=find_caps(citations, standard, say) if standard else (),
    )


def check_asked(between: tuple[str, str] | None, since: str | None, mandate: str | None) -> None:
    """Checks what is asked of a dossier, before anything is read for it. Raises what `dossier_of` does."""
    _sides(between, load_mandate(mandate) if mandate else None)
    _check_since(since)


def _check_since(since: str | None) -> None:
    if since is not None and bounds(since) is None:
        raise BadDate(f"{since}: this is no date.", "Write it as 2024, 2024-05 or 2024-05-10.")


def _sides(between: tuple[str, str] | None, mandate: Mandate | None) -> tuple[str, str]:
    """The codes of the two sides: those named, else the mandate's own."""
    if between is None and mandate is None:
        raise UnknownParty("No sides are named.", "Name two with --between, or a mandate that has its own.")
    named = between or (mandate.between if mandate else ("", ""))
    one, two = party_code(named[0]), party_code(named[1])
    if one == two:
        raise UnknownParty(f"{named[0]} and {named[1]} are the same party.", "Give two different ones.")
    return one, two


@dataclass(frozen=True, slots=True)
class _Standing:
    """What every finding of a dossier is weighed by."""

    mandate: Mandate | None
    headlines: tuple[Folded, ...]
    judgements: tuple[Judgement, ...]
    say: Phrases


def _column(passing: tuple[Citation, ...], giver: str, receiver: str, by: _Standing) -> tuple[Finding, ...]:
    """The findings from giver to receiver, best established first; denials alone only where they stand beside nothing told."""
    groups: dict[EventKey, list[Citation]] = {}
    for citation in passing:
        for key in map(EventKey.parse, event_keys(citation.claim)):
            groups.setdefault(key, []).append(citation)
    rows = [
        finding
        for key, cited in groups.items()
        if _this_way(key, cited, passing, giver, receiver)
        for finding in weigh_key(str(key), cited, passing, by.judgements, headlines=by.headlines, mandate=by.mandate, say=by.say)
    ]
    beside = {c.claim.id for f in rows if f.rung is not Rung.DENIED_ONLY for c in (*f.denials, *f.support)}
    kept = [f for f in rows if f.origins or not {c.claim.id for c in f.event.citations} <= beside]
    return tuple(sorted(kept, key=lambda f: (-_RUNGS.index(f.rung), -f.count, f.event.family, sort_key(f.when), f.event.id)))


_RUNGS = list(Rung)


def _this_way(key: EventKey, cited: list[Citation], passing: tuple[Citation, ...], giver: str, receiver: str) -> bool:
    if key.kind not in (Kind.TRANSFER, Kind.TRACE) or key.actor != giver:
        return False
    return key.counterpart == receiver or (not key.counterpart and any(found_in_use(c, passing, giver, receiver) for c in cited))


def _unplaced(
    passing: tuple[Citation, ...], findings: tuple[Finding, ...], headlines: tuple[Folded, ...], say: Phrases
) -> tuple[Omission, ...]:
    """Claims that found no place in any finding, and headlines that the body repeats: nothing goes missing unsaid."""
    placed = {c.claim.id for f in findings for c in (*f.denials, *f.support, *(c for o in f.origins for c in o.citations))}
    turned = {c.claim.id for f in findings for c in f.event.turned} - placed
    stray = tuple(c for c in passing if c.claim.id not in placed | turned)
    slips = tuple(c for c in passing if c.claim.id in turned)
    repeated = tuple(headline for headline, _ in headlines)
    rows = (("no-flow", stray), ("turned", slips), ("headline", repeated))
    return tuple(Omission(reason, say(f"left-{reason}", n=len(cited)), cited) for reason, cited in rows if cited)


def _rejected(told: tuple[Citation, ...], held: tuple[Citation, ...], say: Phrases) -> tuple[Omission, ...]:
    """What the desk rejected."""
    kept = {c.claim.id for c in held}
    gone = tuple(c for c in told if c.claim.id not in kept)
    return (Omission("rejected", say("left-rejected", n=len(gone)), gone),) if gone else ()


def _standard(mandate: Mandate | None, say: Phrases) -> tuple[str, ...]:
    """The rules and the mandate applied, which every dossier states before anything else."""
    held = say("mandate-none")
    if mandate:
        held = say("mandate-standard", name=mandate.name[say.ui], limits=mandate.limits[say.ui])
    return (
        held,
        say("standard-origins"),
        say("standard-ladder", threshold=mandate.threshold if mandate else THRESHOLD, version=VERSION),
        say("standard-quantities", factor=mandate.factor if mandate else FACTOR),
        say("standard-limits"),
    )
