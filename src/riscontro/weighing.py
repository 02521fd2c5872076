"""Reconcile and assess put together: the claims of one key to findings. Pure; nothing is read or kept here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from riscontro.assess import weigh
from riscontro.languages.naming import Phrases
from riscontro.model import Citation, Event, Finding, Judgement, Mandate
from riscontro.reconcile import Folded, find_events, find_origins, judged


def weigh_key(
    key: str,
    citations: Iterable[Citation],
    others: Iterable[Citation] = (),
    judgements: Iterable[Judgement] = (),
    *,
    headlines: Iterable[Folded] = (),
    mandate: Mandate | None = None,
    say: Phrases | None = None,
) -> tuple[Finding, ...]:
    """The findings of one key.

    Args:
        key: as `reconcile.event_keys` gave it.
        citations: every claim of the key.
        others: the claims of the keys that `reconcile.wanted` asks for.
        judgements: all that name a claim concerned, in the order in which they were made.
        headlines: those that `reconcile.fold_headlines` folded, for the warnings.
        mandate: its thresholds hold, and findings are held against its provisions; the usual thresholds without one.
        say: the language of the reasons; English unless given.
    """
    own, made, titles = tuple(citations), tuple(judgements), tuple(headlines)
    rows = tuple({c.claim.id: c for c in (*own, *others)}.values())
    events = find_events(key, own, rows, made, say)
    return tuple(weigh_event(event, rows, made, headlines=titles, mandate=mandate, say=say) for event in events)


def weigh_event(
    event: Event,
    others: Iterable[Citation] = (),
    judgements: Iterable[Judgement] = (),
    *,
    headlines: Iterable[Folded] = (),
    mandate: Mandate | None = None,
    say: Phrases | None = None,
) -> Finding:
    """The finding of an event that was found before, weighed again (in another language, or after a judgement)."""
    made = tuple(judgements)
    return weigh(event, find_origins(event, made, say), others, made, headlines=headlines, mandate=mandate, say=say)


def as_judged(citations: Iterable[Citation], judgements: tuple[Judgement, ...]) -> tuple[Citation, ...]:
    """The claims as the desk holds them: corrected, and without those that it rejected."""
    if not judgements:
        return tuple(citations)
    pairs = ((c, judged(c.claim, judgements)) for c in citations)
    return tuple(replace(c, claim=claim) if claim is not c.claim else c for c, claim in pairs if claim is not None)
