"""The small questions that every rule asks of claims, and claims with their places."""

from __future__ import annotations

from collections.abc import Iterable

from riscontro.model.claims import Article, Certainty, Claim, Kind, Party, Polarity, Quantity, Tense
from riscontro.model.ledger import STOPPED, Citation
from riscontro.model.texts import BlockKind

DISPUTING = frozenset({"categorical", "of a report", "of proof"})
"""The denials that make a finding disputed. Source: the evidence rules, Denials."""

BESIDE = DISPUTING | {"of legitimacy", "declined", "cannot confirm"}
"""Answers that stand beside a claim and never count for it."""


CAPACITY = "capacity"
"""The kind of a quantity that could be carried and says nothing of contents."""

HANDFUL = 10
"""Smaller figures are shared by chance."""

Figure = tuple[float, str]
"""A number and its unit."""


def cite(article: Article, family: str = "") -> tuple[Citation, ...]:
    """Every claim of an article with the number of its paragraph; `family` names the copies that the article belongs to."""
    starts = [block.span.start for block in article.document.blocks if block.kind is not BlockKind.FURNITURE]
    return tuple(Citation(c, article.document, sum(s <= c.span.start for s in starts), family) for c in article.claims)


def code(party: Party) -> str:
    """What identifies a party: its state, else its id, else its name."""
    return party.state or party.id or party.name


def codes(parties: Iterable[Party]) -> tuple[str, ...]:
    """The codes of parties, each once, in order."""
    return tuple(dict.fromkeys(map(code, parties)))


def family(goods: str) -> str:
    """The family of a goods code: its top two parts; a general code such as `arms` is its own."""
    return ".".join(goods.split(".")[:2])


def families(claim: Claim) -> tuple[str, ...]:
    """The families that a claim speaks of; one empty family where it names no goods."""
    return tuple(dict.fromkeys(map(family, claim.goods))) or ("",)


def covers(general: str, special: str) -> bool:
    """Whether a denial of one family denies the other: the same, its parent, or everything."""
    return general == special or not general or special.startswith(f"{general}.")


def is_answer(claim: Claim) -> bool:
    """Whether a claim stands beside others (a denial, a refusal to confirm, a doubt) instead of supporting them."""
    if claim.polarity is Polarity.DENIED or claim.denial in BESIDE:
        return True
    return claim.certainty is Certainty.UNLIKELY and claim.denial != "limited admission"


def disputes(claim: Claim) -> bool:
    """Whether a claim makes a finding disputed. A denial of unknown type does; a stopped delivery does not."""
    if claim.denial is not None:
        return claim.denial in DISPUTING
    return claim.polarity is Polarity.DENIED and claim.certainty is not Certainty.UNSPECIFIED and claim.outcome not in STOPPED


def runs(claim: Claim, giver: str, receiver: str) -> bool:
    """Whether a transfer (or a trace with both ends) runs this way and not the other way as well."""
    gives, gets = codes(claim.actor), codes(claim.counterpart)
    return claim.kind in (Kind.TRANSFER, Kind.TRACE) and giver in gives and receiver in gets and not (giver in gets and receiver in gives)


def ids(citations: Iterable[Citation]) -> tuple[str, ...]:
    """The ids of the claims cited, each once."""
    return tuple(dict.fromkeys(c.claim.id for c in citations))


def weighed(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The claims of an event that are weighed: those of the past and present, or all of them where all speak of what is to come."""
    rows = tuple(citations)
    return tuple(c for c in rows if c.claim.tense is not Tense.FUTURE) or rows


def level(quantity: Quantity) -> float:
    """The figure that a quantity puts forward: its lower bound, or the upper one where that is all there is."""
    return quantity.min if quantity.min is not None else (quantity.max or 0.0)


def figures(citation: Citation) -> frozenset[Figure]:
    """The figures of a claim that are too large to be shared by chance."""
    return frozenset((level(q), q.unit) for q in citation.claim.quantities if level(q) > HANDFUL)
