"""Meetings, agreements, votes, launches and the like, by date; undated things stay undated and stand last."""

from __future__ import annotations

from collections.abc import Iterable

from riscontro.languages.edtf import sort_key
from riscontro.model import Citation, Happening, Kind
from riscontro.model.questions import codes, family

_SYMMETRIC = frozenset({Kind.MEET, Kind.AGREE})


def find_happenings(citations: Iterable[Citation]) -> tuple[Happening, ...]:
    """One line for claims of the same kind, parties, goods family, outcome and date."""
    groups: dict[tuple[object, ...], list[Citation]] = {}
    for citation in citations:
        groups.setdefault(_key(citation), []).append(citation)
    return tuple(sorted(map(_happening, groups.values()), key=lambda h: (*sort_key(h.when), h.kind)))


def _key(citation: Citation) -> tuple[object, ...]:
    claim = citation.claim
    actor, counterpart = frozenset(codes(claim.actor)), frozenset(codes(claim.counterpart))
    sides: object = actor | counterpart if claim.kind in _SYMMETRIC else (actor, counterpart)
    return (claim.kind, sides, frozenset(map(family, claim.goods)), claim.outcome, claim.when, claim.polarity)


def _happening(rows: list[Citation]) -> Happening:
    first = rows[0].claim
    goods = tuple(dict.fromkeys(g for c in rows for g in c.claim.goods))
    return Happening(first.kind, first.when, codes(first.actor), codes(first.counterpart), goods, first.outcome, tuple(rows))
