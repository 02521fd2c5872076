"""Headlines that the body of their own document repeats: the body wins, and the two are counted once."""

from __future__ import annotations

from collections.abc import Sequence

from riscontro.model import Citation, Claim
from riscontro.model.questions import codes, covers, families, is_answer

Folded = tuple[Citation, tuple[Citation, ...]]
"""A headline and the claims of the body that repeat it."""


def fold_headlines(citations: Sequence[Citation]) -> tuple[tuple[Citation, ...], tuple[Folded, ...]]:
    """Claims without the headlines that the body repeats, and each such headline with its counterparts.

    Looks within each document alone, so a document's claims can be folded once, when it is read.
    """
    kept, folded = [], []
    bodies: dict[str, list[Citation]] = {}
    for citation in citations:
        if not citation.claim.headline:
            bodies.setdefault(citation.document.id, []).append(citation)
    for citation in citations:
        rows = bodies.get(citation.document.id, ()) if citation.claim.headline else ()
        body = tuple(c for c in rows if _repeats(citation, c))
        if body:
            folded.append((citation, body))
        else:
            kept.append(citation)
    return tuple(kept), tuple(folded)


def _repeats(headline: Citation, body: Citation) -> bool:
    """Whether both state the same relation in one document; a headline may name fewer parties and vaguer goods."""
    one, other = headline.claim, body.claim
    if one.kind is not other.kind or is_answer(one) != is_answer(other) or not _same_parties(one, other):
        return False
    return any(covers(a, b) or covers(b, a) for a in families(one) for b in families(other))


def _same_parties(headline: Claim, body: Claim) -> bool:
    first, second = set(codes(headline.actor)), set(codes(headline.counterpart))
    return first <= set(codes(body.actor)) and second <= set(codes(body.counterpart)) and bool(first | second)
