"""Claims weighed: events, origins, findings, judgements, and the dossier that they make up."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from riscontro.model.claims import Claim, Kind, Quantity, Refusal
from riscontro.model.keys import EventKey
from riscontro.model.texts import Document

if TYPE_CHECKING:
    from riscontro.model.mandates import CapAccount, Holding, Mandate


class Rung(StrEnum):
    """How far a finding has come on the ladder, lowest first."""

    DENIED_ONLY = "denied only"
    SPECULATED = "speculated"
    REPORTED = "reported"
    CORROBORATED = "corroborated"
    DOCUMENTED = "documented"
    ADMITTED = "admitted"


class Standing(StrEnum):
    """What kind of voice an origin is.

    `party` is a side to the event itself, `named` is any other voice that can be named, `undisclosed` a member that a compiling body
    does not name, `unresolved` has no name (analysts, reports), `carrier` is an article or outlet that names no source of its own.
    """

    PARTY = "party"
    NAMED = "named"
    UNDISCLOSED = "undisclosed"
    UNRESOLVED = "unresolved"
    CARRIER = "carrier"


STOPPED = frozenset({"suspended", "blocked", "refused", "stopped"})
"""Outcomes of a denied transfer that say it was not carried out; they deny no fact."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a rule decided as it did: its name, a score, one sentence, and the ids of the claims it used."""

    rule: str
    score: float
    sentence: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim with its place: the document, and the paragraph of it (counted from 1, furniture left out; 0 = unknown).

    `family` names the copies and rewrites that the document belongs to; empty = it has none.
    """

    claim: Claim
    document: Document = field(repr=False)
    paragraph: int
    family: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What several claims are about: one kind, actor, counterpart and family of goods, at overlapping times.

    `id` hashes the key and the smallest id of its claims; `when` covers every time that they name. Answers (denials, doubts) are claims
    of an event only where nobody affirms it. `turned` are claims the other way round that are held to be a slip of a carrier: they carry
    an utterance of this event with giver and receiver swapped.
    """

    id: str
    kind: Kind
    actor: str
    counterpart: str
    family: str
    when: str | None
    citations: tuple[Citation, ...]
    grounds: tuple[Ground, ...] = ()
    turned: tuple[Citation, ...] = ()

    @property
    def key(self) -> EventKey:
        """What its claims have in common besides their time."""
        return EventKey(self.kind, self.actor, self.counterpart, self.family)

    @property
    def sides(self) -> tuple[str, str]:
        """Actor and counterpart."""
        return self.actor, self.counterpart

    @property
    def admitting(self) -> frozenset[str]:
        """Those whose own word admits it: both sides of what passes or is agreed, else who does it and not whom it is done to."""
        both = self.kind in (Kind.TRANSFER, Kind.TRACE, Kind.AGREE, Kind.MEET)
        return frozenset(self.sides if both else (self.actor,)) - {""}


@dataclass(frozen=True, slots=True)
class Utterance:
    """One occasion on which one voice spoke: who, in what setting, when, with which figures, and the claims that carry it."""

    speaker: str
    setting: str | None
    said: str | None
    figures: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """One voice at the end of attribution chains, and every claim that rests on it.

    `names` are the speakers as written. `counted` tells whether it raises the number of independent origins.
    """

    key: str
    names: tuple[str, ...]
    standing: Standing
    counted: bool
    citations: tuple[Citation, ...]
    grounds: tuple[Ground, ...] = ()
    utterances: tuple[Utterance, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as one claim states it. `superseded` where the same origin gave a later, higher figure."""

    quantity: Quantity
    origin: str
    citation: Citation
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class AmountRange:
    """From the lowest to the highest amount stated in one unit; never a mean, never a sum. `low`, `high` None = none given.

    `open` tells that the highest figure is a lower bound ("more than"); `origins` counts those that count.
    """

    unit: str
    low: float | None
    high: float | None
    open: bool
    origins: int


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a finding (goods, quantity, time, place) and the origins that agree on it."""

    name: str
    value: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """A meeting, agreement, vote, launch or the like: one line of the timeline, undated where `when` is None."""

    kind: Kind
    when: str | None
    actor: tuple[str, ...]
    counterpart: tuple[str, ...]
    goods: tuple[str, ...]
    outcome: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class DeskWarning:
    """Something that a person must look at before relying on the claims concerned."""

    ground: Ground
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """The Admiralty code of a claim: a digit from 1 to 6 (6 = cannot be judged), and the letter of its origin where the desk gave one."""

    claim: str
    digit: int
    letter: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """An event weighed: how well it is established, on whose word, against whose denial.

    `count` is the number of origins that count; `denials` are all answers that stand beside it, `support` what is shown and never counted
    (announcements, traces, uses); `goods` the codes that its claims name within the family; `holdings` what it would breach, if
    established.
    """

    event: Event
    rung: Rung
    disputed: bool
    count: int
    goods: tuple[str, ...]
    when: str | None
    origins: tuple[Origin, ...]
    denials: tuple[Citation, ...]
    support: tuple[Citation, ...]
    amounts: tuple[Amount, ...]
    ranges: tuple[AmountRange, ...]
    elements: tuple[Element, ...]
    exchange: bool
    warnings: tuple[DeskWarning, ...]
    grounds: tuple[Ground, ...]
    version: str
    refuted: bool = False
    holdings: tuple[Holding, ...] = ()
    grades: tuple[Grade, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """What was left out of a dossier, and why: a reason, a sentence, and the claims concerned."""

    reason: str
    sentence: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """What each of two sides is said to get from the other, and how that is known.

    `there` runs from `between[0]` to `between[1]`, `back` the other way. `until` is the latest date of publication. `mandate` is what the
    findings are held against, `caps` the sums under it.
    """

    between: tuple[str, str]
    since: str | None
    until: str | None
    ui: str
    standard: tuple[str, ...]
    documents: tuple[Document, ...]
    there: tuple[Finding, ...]
    back: tuple[Finding, ...]
    timeline: tuple[Happening, ...]
    warnings: tuple[DeskWarning, ...]
    omissions: tuple[Omission, ...]
    refusals: tuple[Refusal, ...]
    mandate: Mandate | None = None
    caps: tuple[CapAccount, ...] = ()
