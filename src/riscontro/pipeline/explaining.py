"""The use case that explains a claim of an article."""

from __future__ import annotations

from riscontro.errors import AmbiguousId, UnknownId
from riscontro.extract import extract_claims
from riscontro.extract.explain import explain_claim
from riscontro.model import Claim, Explanation, Reading


def claims_of(reading: Reading) -> tuple[Claim, ...]:
    """The claims of a reading, in text order."""
    return extract_claims(reading)


def explain(reading: Reading, claim: str) -> Explanation:
    """Why a claim of a reading is as it is; `claim` is its id or the beginning of it. Raises UnknownId, AmbiguousId."""
    found = [row for row in extract_claims(reading) if claim and row.id.startswith(claim)]
    if not found:
        raise UnknownId(f"No claim of this article has an id that begins with {claim!r}.", "Without --claim, its claims are listed.")
    if len(found) > 1:
        raise AmbiguousId(f"{len(found)} claims of this article have ids that begin with {claim!r}.", "Give more of the id.")
    return explain_claim(reading, found[0])
