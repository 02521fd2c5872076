"""Blocking: the keys under which claims can be about one event, and which other keys' claims bear upon them.

Everything that follows looks within one key and at the claims that it asks for, so that work grows with the claims and not
with their pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from riscontro.model import Claim, EventKey, KeyPattern, Kind
from riscontro.model.questions import codes, families, is_answer

MUTUAL = frozenset({Kind.MEET, Kind.AGREE})
"""Kinds without a direction: who meets whom is the same both ways."""


def event_keys(claim: Claim) -> tuple[str, ...]:
    """The keys of a claim: one for each pair of actor and counterpart and each family of goods.

    A transfer that names the same two at both ends has none: its direction is open.
    """
    found = families(claim)
    return tuple(str(EventKey(claim.kind, a, b, family)) for a, b in _pairs(claim) for family in found)


def _pairs(claim: Claim) -> tuple[tuple[str, str], ...]:
    one, other = _safe(codes(claim.actor)), _safe(codes(claim.counterpart))
    if claim.kind in MUTUAL:
        everybody = sorted({*one, *other})
        return tuple(combinations(everybody, 2)) or tuple((a, "") for a in everybody)
    pairs = tuple((a, b) for a, b in product(one or ("",), other or ("",)) if a != b)
    return tuple((a, b) for a, b in pairs if (b, a) not in pairs)


def _safe(found: tuple[str, ...]) -> tuple[str, ...]:
    """Codes without the bar that parts a key."""
    return tuple(code.replace("|", "/") for code in found)


def wanted(key: str) -> tuple[KeyPattern, ...]:
    """The keys whose claims can answer or support an event of this key, or turn out to be one of its utterances turned round.

    For a transfer: denials of the goods, of their parent or of no goods named, with one end unnamed or neither; traces of the giver's
    goods; uses of arms by the receiver in the same documents; the same family, or none that is told, the other way. For other kinds:
    denials of the parent or of no goods.
    """
    asked = EventKey.parse(key)
    return tuple(dict.fromkeys(p for p in _wanted(asked) if not p.fits(asked)))


def _wanted(key: EventKey) -> Iterator[KeyPattern]:
    parents = tuple(dict.fromkeys((key.family, key.family.split(".")[0], "")))
    if key.kind in (Kind.TRANSFER, Kind.TRACE):
        yield KeyPattern(Kind.USE, key.counterpart or None, None, None, near=True)
    if key.kind is not Kind.TRANSFER:
        yield from (KeyPattern(key.kind, key.actor, key.counterpart, name) for name in parents)
        return
    for actor, counterpart in ((key.actor, key.counterpart), (key.actor, ""), ("", key.counterpart)):
        yield from (KeyPattern(Kind.TRANSFER, actor, counterpart, name) for name in parents if actor or counterpart)
    yield from (KeyPattern(Kind.TRANSFER, key.counterpart, key.actor, name) for name in mirrors(key.family))
    yield from (KeyPattern(Kind.TRACE, key.actor, found_with, key.family) for found_with in (key.counterpart, "") if key.actor)


_VAGUE = ("", "transport")
"""Families under which a carrier that swaps giver and receiver may lose what passes: a container is told, its contents are not."""


def mirrors(family: str) -> tuple[str | None, ...]:
    """The families under which the other way round can carry the same utterance; None = any."""
    return (None,) if family in _VAGUE else (family, *_VAGUE)


def touched(claim: Claim) -> tuple[KeyPattern, ...]:
    """The keys whose findings a claim can change besides its own: `wanted` seen from the other end.

    An affirming transfer changes none but the same family the other way; a denial of all arms changes every family of arms.
    """
    found = [p for key in map(EventKey.parse, event_keys(claim)) for p in _touched(key, is_answer(claim))]
    return tuple(dict.fromkeys(found))


def _touched(key: EventKey, answer: bool) -> Iterator[KeyPattern]:
    if key.kind is Kind.USE:
        yield KeyPattern(Kind.TRANSFER, None, key.actor, None, near=True)
        yield from (KeyPattern(Kind.TRACE, None, found_with, None, near=True) for found_with in (key.actor, ""))
    elif key.kind is Kind.TRACE:
        yield KeyPattern(Kind.TRANSFER, key.actor, key.counterpart or None, key.family)
    elif key.kind is Kind.TRANSFER and not answer:
        yield from (KeyPattern(Kind.TRANSFER, key.counterpart, key.actor, name) for name in mirrors(key.family))
    if answer:
        yield KeyPattern(key.kind, key.actor or None, key.counterpart or None, key.family if "." in key.family else None)
