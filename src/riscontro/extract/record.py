"""What the extractor notes down while it finds claims, for those who ask why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from riscontro.extract.frames import Match
from riscontro.model import Attribution, Claim, Predicate, QuantityMention, TimeMention


@dataclass(frozen=True, slots=True)
class Built:
    """A claim as its match alone states it, and the mentions of other layers that it took: `own_time` where the clause itself names it."""

    claim: Claim
    match: Match
    factual: Predicate
    amounts: tuple[QuantityMention, ...]
    sources: tuple[Attribution, ...]
    time: TimeMention | None
    own_time: bool


@dataclass(slots=True)
class Record:
    """All claims as built, by id, and every step after that with the claims it left."""

    built: dict[str, Built] = field(default_factory=dict)
    steps: list[tuple[str, dict[str, Claim]]] = field(default_factory=list)

    def step(self, name: str, claims: Iterable[Claim]) -> None:
        """Notes the claims as a step left them."""
        self.steps.append((name, {claim.id: claim for claim in claims}))
