"""What stands beside an event: answers (denials, doubts) that cover it, and traces and uses that support it.

Traces and uses of the giver's goods are shown and never counted as saying that something passed.
"""

from __future__ import annotations

from collections.abc import Iterable

from riscontro.languages.voices import may_answer
from riscontro.model import Citation, Event, Kind
from riscontro.model.questions import codes, covers, families, is_answer, runs


def find_answers(event: Event, others: Iterable[Citation]) -> tuple[Citation, ...]:
    """The answers that cover the event: of its goods, of their parent, or of none named where their own article tells of it."""
    told = {c.document.id for c in event.citations}
    found = [c for c in others if is_answer(c.claim) and _same_way(c, event) and may_answer(c, event.when)]
    return _distinct(c for c in found if any(_denies(name, c, event, told) for name in families(c.claim)))


def _denies(name: str, answer: Citation, event: Event, told: set[str]) -> bool:
    return covers(name, event.family) and (bool(name) or not event.family or answer.document.id in told)


def _same_way(citation: Citation, event: Event) -> bool:
    claim = citation.claim
    if event.kind is Kind.TRANSFER:
        return runs(claim, *event.sides) or one_sided_denial(citation, *event.sides)
    ends = (event.actor in codes(claim.actor) or not event.actor, event.counterpart in codes(claim.counterpart) or not event.counterpart)
    turned = event.actor in codes(claim.counterpart) and event.counterpart in codes(claim.actor)
    return claim.kind is event.kind and (all(ends) or (turned and event.kind in (Kind.MEET, Kind.AGREE)))


def one_sided_denial(citation: Citation, giver: str, receiver: str) -> bool:
    """Whether a transfer is denied with one end unnamed and the other fitting: "we never sent arms", "has received none"."""
    claim = citation.claim
    if claim.kind is not Kind.TRANSFER or not is_answer(claim):
        return False
    gives, gets = codes(claim.actor), codes(claim.counterpart)
    return (giver in gives and not gets) or (receiver in gets and not gives)


def find_support(event: Event, others: Iterable[Citation]) -> tuple[Citation, ...]:
    """Traces of the giver's goods to the receiver, and uses by the receiver in whose words or paragraph they stand."""
    if event.kind not in (Kind.TRANSFER, Kind.TRACE):
        return ()
    rows = tuple(others)
    own = {c.claim.id for c in event.citations}
    traces = [c for c in rows if c.claim.id not in own and _traced(c, event, rows)]
    spots = (*event.citations, *traces)
    uses = [c for c in rows if is_use(c, event.counterpart or None) and _of_goods(c, event.family) and any(_one_spot(s, c) for s in spots)]
    return _distinct((*traces, *uses))


def _traced(citation: Citation, event: Event, rows: Iterable[Citation]) -> bool:
    claim = citation.claim
    if claim.kind is not Kind.TRACE or is_answer(claim) or event.family not in families(claim):
        return False
    return runs(claim, *event.sides) or found_in_use(citation, rows, *event.sides)


def found_in_use(citation: Citation, rows: Iterable[Citation], giver: str, receiver: str) -> bool:
    """Whether the giver's goods are traced, to nobody who is named, in a paragraph that tells of the receiver's using arms."""
    claim = citation.claim
    if claim.kind is not Kind.TRACE or claim.counterpart or giver not in codes(claim.actor):
        return False
    return any(is_use(c, receiver) and _one_paragraph(c, citation) for c in rows)


def is_use(citation: Citation, user: str | None) -> bool:
    """Whether a claim tells of arms used by this party; None = by anybody."""
    claim = citation.claim
    return claim.kind is Kind.USE and not is_answer(claim) and (user is None or user in codes(claim.actor))


def _of_goods(use: Citation, family: str) -> bool:
    return not use.claim.goods or family in families(use.claim)


def _one_paragraph(one: Citation, other: Citation) -> bool:
    return one.document.id == other.document.id and one.paragraph == other.paragraph


def _one_spot(told: Citation, use: Citation) -> bool:
    if told.document.id != use.document.id:
        return False
    loose = told.claim.kind is Kind.TRACE and not told.claim.counterpart
    return told.claim.span.touches(use.claim.span) or (loose and _one_paragraph(told, use))


def _distinct(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple({c.claim.id: c for c in citations}.values())
