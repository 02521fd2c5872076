"""What can be asked of a store, and the stretch of a list that comes back. The names are those of options and query fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from riscontro.model.claims import Kind
from riscontro.model.desk import Judgement
from riscontro.model.keys import EventKey
from riscontro.model.ledger import AmountRange, Citation, Finding, Ground, Rung, Standing
from riscontro.model.mandates import Mandate
from riscontro.model.texts import Document, Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims are wanted; what is None is not asked.

    Args:
        party: a state or body by code or name, or a part of a name; as actor or counterpart.
        actor, counterpart: the same, on one side.
        goods: a goods code; codes below it are meant too.
        kind, polarity, certainty: their values.
        since, until: EDTF; claims whose event is over before, or begins after. Undated events are not among them.
        source: whoever stands in the chain of sources; code, name or part of a name.
        publisher: name of the paper or part of it.
        text: words of the claim; all of them, "in quotes" in this order, `begin*` by their beginning.
    """

    party: str | None = None
    actor: str | None = None
    counterpart: str | None = None
    goods: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    polarity: str | None = None
    certainty: str | None = None
    source: str | None = None
    publisher: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """A stretch of a list; `cursor` is what to give to get the next one, None at the end."""

    items: tuple[T, ...]
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are wanted; what is None is not asked. The names that ClaimFilter has mean the same here."""

    party: str | None = None
    actor: str | None = None
    counterpart: str | None = None
    goods: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    rung: str | None = None
    disputed: bool | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as lists show it: what it is about, and how far it is established."""

    id: str
    kind: Kind
    actor: str
    counterpart: str
    family: str
    goods: tuple[str, ...]
    when: str | None
    rung: Rung
    disputed: bool
    refuted: bool
    count: int
    claims: int
    ranges: tuple[AmountRange, ...] = ()
    grounds: tuple[Ground, ...] = ()

    @property
    def key(self) -> EventKey:
        """What its claims have in common besides their time."""
        return EventKey(self.kind, self.actor, self.counterpart, self.family)


@dataclass(frozen=True, slots=True)
class OriginRow:
    """A voice as lists show it: the names it goes by, how many events and claims rest on it, and its letter by the desk."""

    key: str
    names: tuple[str, ...]
    standing: Standing
    events: int
    claims: int
    letter: str | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A document that holds the words searched for, and the first place where they stand."""

    document: Document
    span: Span
    claims: int


@dataclass(frozen=True, slots=True)
class RunDiff:
    """What changed between the claims as of one run and as of another, in the documents that both know.

    `changed` are pairs of the same claim, before and after. `added` counts documents that only the later one knows.
    """

    gained: tuple[Citation, ...]
    lost: tuple[Citation, ...]
    changed: tuple[tuple[Citation, Citation], ...]
    added: int


@dataclass(frozen=True, slots=True)
class FindingPage:
    """A finding with all that a page about it shows.

    `judgements` are those that name a claim of its, in the order in which they were made; `found` are the claims that they correct or
    reject, as they were found.
    """

    finding: Finding
    mandate: Mandate | None
    judgements: tuple[Judgement, ...]
    found: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What passes between two parties, finding by finding: `there` from the first to the second, `back` the other way."""

    between: tuple[str, str]
    there: tuple[EventRow, ...]
    back: tuple[EventRow, ...]
