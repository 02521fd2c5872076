"""Judgements of people: checked, appended, and what they touch made pending."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from riscontro.errors import BadJudgement, UnknownId
from riscontro.languages import goods_codes
from riscontro.languages.edtf import bounds
from riscontro.model import Judgement, Keys, Verb
from riscontro.pipeline.adding import keys_of
from riscontro.reconcile import FIELDS, judged

if TYPE_CHECKING:
    from riscontro.store import Archive

_SEVERAL = frozenset({Verb.MERGE, Verb.SAME_ORIGIN, Verb.DIFFERENT_ORIGIN})
LETTERS = "ABCDEF"


def judge(
    archive: Archive,
    verb: Verb,
    claims: Iterable[str] = (),
    *,
    reason: str,
    by: str,
    field: str | None = None,
    value: str | None = None,
    source: str | None = None,
    at: str | None = None,
) -> Judgement:
    """Appends a judgement; events that it touches are found and weighed anew by the next `settle`.

    Args:
        archive: an open store.
        verb: what it does.
        claims: the claims that it names, by id or beginning of one; the id of an event stands for its claims, in what is said of
            events for one of them.
        reason: why, in words.
        by: who decided.
        field: of a correction, which of `reconcile.FIELDS`.
        value: of a correction, the new value; of a letter, A to F.
        source: of a letter, the key of the origin, as `origins` lists it.
        at: when, as EDTF; now unless given.

    Raises:
        UnknownId, AmbiguousId, BadJudgement.
    """
    named = tuple(dict.fromkeys(name for prefix in claims for name in _claims(archive, verb, prefix)))
    when = at or datetime.now(UTC).isoformat(timespec="seconds")
    made = Judgement(verb, named, reason.strip(), when, by.strip(), field, value, source)
    _check(archive, made)
    keys: dict[str, Keys] = {}
    for doc in {c.document.id for c in archive.judgements.citations(named)}:
        keys |= keys_of(archive, archive.claims.of(doc), (made,))
    archive.judgements.add(made, keys)
    return made


def _claims(archive: Archive, verb: Verb, prefix: str) -> tuple[str, ...]:
    """The claims that an id stands for."""
    with suppress(UnknownId):
        return (archive.claims.one(prefix).claim.id,)
    try:
        event = archive.events.one(prefix).id
    except UnknownId:
        raise UnknownId(f"No claim or event has an id that begins with {prefix!r}.", "`claims` and `events` list them.") from None
    told = tuple(name for name, _ in archive.events.claims(event)["told"])
    return told[:1] if verb in (Verb.MERGE, Verb.REFUTE) else told


def _check(archive: Archive, made: Judgement) -> None:
    """Raises BadJudgement, UnknownId."""
    if not made.reason or not made.by:
        raise BadJudgement("A judgement needs a reason and a name.", "Say why with --reason, and who with --by.")
    if made.verb is Verb.LETTER:
        _check_letter(archive, made)
    elif len(made.claims) < (2 if made.verb in _SEVERAL else 1):
        raise BadJudgement(f"{made.verb}: too few claims are named.", "Name two or more." if made.verb in _SEVERAL else "Name one or more.")
    if made.verb is Verb.CORRECT:
        _check_correction(archive, made)


def _check_letter(archive: Archive, made: Judgement) -> None:
    if made.value is None or made.value not in LETTERS:
        raise BadJudgement(f"{made.value}: a letter is one of {', '.join(LETTERS)}.", "A is reliable, E is not, F cannot be judged.")
    if made.source not in {o.key for o in archive.events.origins()}:
        raise UnknownId(f"No origin has the key {made.source!r}.", "`riscontro origins` lists them with their keys.")


def _check_correction(archive: Archive, made: Judgement) -> None:
    if made.field not in FIELDS:
        raise BadJudgement(f"{made.field}: this field cannot be corrected.", f"Fields are {', '.join(FIELDS)}.")
    if made.field == "when" and made.value and bounds(made.value) is None:
        raise BadJudgement(f"{made.value}: this is no date.", "Write it as 2024, 2024-05, 2024-05-10 or 2024-05/2024-08.")
    unknown = [g for g in (made.value or "").split(",") if g.strip() and g.strip() not in goods_codes()] if made.field == "goods" else []
    if unknown:
        raise BadJudgement(f"{', '.join(unknown)}: there is no such code of goods.", "Codes look like arms.missile; see docs/reference.")
    try:
        judged(archive.claims.one(made.claims[0]).claim, (made,))
    except ValueError as error:
        raise BadJudgement(f"{made.field} cannot be {made.value!r}.", f"{error}".rstrip(".") + ".") from error
