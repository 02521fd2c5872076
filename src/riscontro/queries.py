"""The use cases that answer questions: the same function behind the library, the command line and any other door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from riscontro.assess import FACTOR, THRESHOLD, VERSION, drop_copies, find_happenings, find_warnings, found_in_use, furniture, sift
from riscontro.errors import BadDate, UnknownParty
from riscontro.languages import LANGUAGES, table
from riscontro.languages.edtf import bounds, sort_key
from riscontro.languages.naming import Phrases, party_code
from riscontro.model import Article, Citation, Dossier, EventKey, Finding, Kind, LanguageFacts, Omission, Refusal, Rung
from riscontro.model.questions import cite
from riscontro.reconcile import event_keys, fold_headlines
from riscontro.weighing import weigh_key


def dossier(articles: Iterable[Article | Refusal], *, between: tuple[str, str], since: str | None = None, ui: str = "en") -> Dossier:
    """What does each side get from the other, and how do we know?

    Args:
        articles: what `pipeline.read_documents` gives: articles, and refusals of those that could not be read.
        between: two states or bodies, by code or name.
        since: EDTF; events known to be over before it are left out, and said to be.
        ui: language of names and reasons, a code from LANGUAGES.

    Raises:
        UnknownParty: a side that no state or body bears, or the same one twice.
        BadDate: `since` is no date.
    """
    one, two = party_code(between[0]), party_code(between[1])
    if one == two:
        raise UnknownParty(f"{between[0]} and {between[1]} are the same party.", "Give two different ones.")
    if since is not None and bounds(since) is None:
        raise BadDate(f"{since}: this is no date.", "Write it as 2024, 2024-05 or 2024-05-10.")
    rows = tuple(articles)
    say = Phrases(ui)
    kept, copies = drop_copies((a for a in rows if isinstance(a, Article)), say)
    citations, headlines = fold_headlines([c for article in kept for c in cite(article)])
    sifted = sift(citations, (one, two), since, say)
    there, back = _column(sifted.passing, one, two, say), _column(sifted.passing, two, one, say)
    documents = tuple(sorted((a.document for a in kept), key=lambda d: (sort_key(d.published), d.path or "")))
    return Dossier(
        between=(one, two),
        since=since,
        until=max((d.published for d in documents if d.published), default=None, key=lambda d: sort_key(d)[1]),
        ui=ui,
        standard=_standard(say),
        documents=documents,
        there=there,
        back=back,
        timeline=find_happenings(sifted.timeline),
        warnings=find_warnings(sifted.passing, (*there, *back), headlines, (one, two), say),
        omissions=(*copies, *sifted.omissions, *_unplaced(sifted.passing, (*there, *back), headlines, say), *furniture(kept, say)),
        refusals=tuple(r for r in rows if isinstance(r, Refusal)),
    )


def _column(passing: tuple[Citation, ...], giver: str, receiver: str, say: Phrases) -> tuple[Finding, ...]:
    """The findings from giver to receiver, best established first; denials alone only where they stand beside nothing told."""
    groups: dict[EventKey, list[Citation]] = {}
    for citation in passing:
        for key in map(EventKey.parse, event_keys(citation.claim)):
            groups.setdefault(key, []).append(citation)
    rows = [
        finding
        for key, cited in groups.items()
        if _this_way(key, cited, passing, giver, receiver)
        for finding in weigh_key(str(key), cited, passing, say=say)
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
    passing: tuple[Citation, ...], findings: tuple[Finding, ...], headlines: tuple[tuple[Citation, tuple[Citation, ...]], ...], say: Phrases
) -> tuple[Omission, ...]:
    """Claims that found no place in any finding, and headlines that the body repeats: nothing goes missing unsaid."""
    placed = {c.claim.id for f in findings for c in (*f.denials, *f.support, *(c for o in f.origins for c in o.citations))}
    stray = tuple(c for c in passing if c.claim.id not in placed)
    repeated = tuple(headline for headline, _ in headlines)
    rows = (("no-flow", stray), ("headline", repeated))
    return tuple(Omission(reason, say(f"left-{reason}", n=len(cited)), cited) for reason, cited in rows if cited)


def _standard(say: Phrases) -> tuple[str, ...]:
    """The rules applied, which every dossier states before anything else."""
    return (
        say("standard-origins"),
        say("standard-ladder", threshold=THRESHOLD, version=VERSION),
        say("standard-quantities", factor=FACTOR),
        say("standard-limits"),
    )


def languages(pipelines: Mapping[str, str]) -> tuple[LanguageFacts, ...]:
    """The languages, the pipeline that reads each (`shipped` unless one is named), its licence and scores."""
    return tuple(_language(code, pipelines.get(code)) for code in LANGUAGES)


def _language(code: str, named: str | None) -> LanguageFacts:
    about = table(code, "about")
    if named:
        return LanguageFacts(code, about["name"], named, f"that of {named}", None, "", ())
    scores = tuple(about["scores"].items())
    return LanguageFacts(code, about["name"], "shipped", about["licence"], about["commercial"], about["why"], scores)
