"""What is weighed and what is left out: copies, times before the cut, other parties, no direction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from riscontro.languages.edtf import bounds, ends_before
from riscontro.languages.naming import Phrases
from riscontro.model import Article, BlockKind, Citation, Claim, Document, Kind, Omission, Tense
from riscontro.model.questions import code, codes, is_answer

ALONE = frozenset({Kind.LAUNCH})
"""Kinds that stand on the timeline with one side alone and nobody opposite."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """The claims of two sides: those about what passes, those for the timeline, and what was left out with its reason."""

    passing: tuple[Citation, ...]
    timeline: tuple[Citation, ...]
    omissions: tuple[Omission, ...]


def drop_copies(articles: Iterable[Article], say: Phrases) -> tuple[tuple[Article, ...], tuple[Omission, ...]]:
    """Each document once: the same bytes, or the same words whatever their format, are one carrier."""
    kept, omissions = [], []
    known: dict[str, Document] = {}
    for article in articles:
        doc = article.document
        words = " ".join(re.findall(r"\w+", doc.text.casefold()))
        first = known.get(doc.id) or known.get(words)
        if first:
            omissions.append(Omission("copy", say("left-copy", path=doc.path or doc.id, first=first.path or first.id)))
        else:
            kept.append(article)
        known.setdefault(doc.id, first or doc)
        known.setdefault(words, first or doc)
    return tuple(kept), tuple(omissions)


def furniture(articles: Iterable[Article], say: Phrases) -> tuple[Omission, ...]:
    """How many stretches of each document were passed over as menus, adverts, links and the like."""
    rows = [(a.document, sum(b.kind is BlockKind.FURNITURE for b in a.document.blocks)) for a in articles]
    return tuple(Omission("furniture", say("left-furniture", n=n, path=doc.path or doc.id)) for doc, n in rows if n)


def sift(citations: Iterable[Citation], between: tuple[str, str], since: str | None, say: Phrases) -> Sifted:
    """Sorts claims (already without copies and repeated headlines) by what they are for."""
    bins: dict[str, list[Citation]] = {}
    rows = tuple(citations)
    votes = {_spot(c) for c in rows if c.claim.kind is Kind.DECIDE and set(codes(c.claim.actor)) & set(between)}
    for citation in rows:
        bins.setdefault(_bin(citation, between, since, votes), []).append(citation)
    left = [Omission(reason, say(f"left-{reason}", n=len(bins[reason])), tuple(bins[reason])) for reason in REASONS if reason in bins]
    return Sifted(tuple(bins.get("passing", ())), tuple(bins.get("timeline", ())), tuple(left))


REASONS = ("before-since", "no-direction", "both-ways", "other-parties")
"""Why a claim is left out, in the order in which they are told."""


Spot = tuple[str, int]


def _spot(citation: Citation) -> Spot:
    """Document and paragraph."""
    return citation.document.id, citation.paragraph


def _bin(citation: Citation, between: tuple[str, str], since: str | None, votes: AbstractSet[Spot]) -> str:
    """Where a claim goes. A vote stands on the timeline if it is a side's, or told in the paragraph of a side's or in the next."""
    claim = citation.claim
    if since and too_early(citation, since):
        return "before-since"
    doc, paragraph = _spot(citation)
    if claim.kind is Kind.DECIDE and {(doc, paragraph), (doc, paragraph - 1)} & votes:
        return "timeline"
    present = {code(p) for p in (*claim.actor, *claim.counterpart)}
    others = present - set(between)
    if claim.kind in (Kind.TRANSFER, Kind.TRACE):
        return _passing(claim, between)
    both = set(between) <= present
    if both or (claim.kind in ALONE and present and not others):
        return "timeline"
    if claim.kind is Kind.USE and set(codes(claim.actor)) & set(between):
        return "passing"
    return "no-direction" if present and not others else "other-parties"


def _passing(claim: Claim, between: tuple[str, str]) -> str:
    gives, gets = set(codes(claim.actor)) & set(between), set(codes(claim.counterpart)) & set(between)
    if gives and gets:
        return "passing" if len(gives | gets) == 2 and not gives & gets else "both-ways"
    one_end = (gives and not claim.counterpart) or (gets and not claim.actor)
    if one_end:
        return "passing" if claim.kind is Kind.TRACE or is_answer(claim) else "no-direction"
    return "other-parties" if claim.actor or claim.counterpart else "no-direction"


def too_early(citation: Citation, since: str) -> bool:
    """Whether the event is over before the cut; an undated one only where its article came out before it."""
    start = (bounds(since) or (None, None))[0] or date.min
    claim = citation.claim
    if claim.when is not None:
        return ends_before(claim.when, start)
    return claim.tense is not Tense.FUTURE and ends_before(citation.document.published, start)
