"""The desk's judgements of a claim: they outrank the machine, and what the machine found is kept beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from riscontro.errors import UnknownParty
from riscontro.languages.naming import party_code
from riscontro.model import Certainty, Claim, Judgement, Kind, Party, PartyType, Polarity, Tense, Verb


def _parties(value: str) -> tuple[Party, ...]:
    return tuple(map(_party, _listed(value)))


def _party(text: str) -> Party:
    """A state or body by its code; whoever bears none by name alone."""
    try:
        code = party_code(text)
    except UnknownParty:
        return Party(text, None, None, PartyType.GROUP)
    return Party(code, code)


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part for word in value.split(",") if (part := word.strip()))


def _text(value: str) -> str | None:
    return value or None


FIELDS: dict[str, Callable[[str], Any]] = {
    "kind": Kind,
    "actor": _parties,
    "counterpart": _parties,
    "goods": _listed,
    "when": _text,
    "polarity": Polarity,
    "certainty": Certainty,
    "tense": Tense,
    "outcome": _text,
    "denial": _text,
    "basis": str,
}
"""The fields of a claim that can be corrected, each with what makes its value of words; lists are parted by commas."""


def judged(claim: Claim, judgements: Iterable[Judgement]) -> Claim | None:
    """The claim as the desk holds it: corrected, or None where it is rejected (a later acceptance takes it back).

    Raises:
        KeyError: a correction of a field that is not in FIELDS.
        ValueError: a value that the field cannot have.
    """
    rejected = False
    for judgement in judgements:
        if claim.id not in judgement.claims:
            continue
        if judgement.verb in (Verb.ACCEPT, Verb.REJECT):
            rejected = judgement.verb is Verb.REJECT
        elif judgement.verb is Verb.CORRECT and judgement.field is not None:
            claim = replace(claim, **{judgement.field: FIELDS[judgement.field](judgement.value or "")})
    return None if rejected else claim
