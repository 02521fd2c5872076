"""Claims weighed: origins, flows, findings, and the dossier that they make up."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from riscontro.model.claims import Claim, Kind, Quantity, Refusal
from riscontro.model.texts import Document


class Rung(StrEnum):
    """How far a flow has come on the ladder, lowest first.

    `documented` and `refuted` need kept originals or the desk's judgement, so a ledger of articles never gives them.
    """

    DENIED_ONLY = "denied only"
    SPECULATED = "speculated"
    REPORTED = "reported"
    CORROBORATED = "corroborated"
    DOCUMENTED = "documented"
    ADMITTED = "admitted"


class Standing(StrEnum):
    """What kind of voice an origin is.

    `party` gives or receives in the flow itself, `named` is any other voice that can be named, `unresolved` has no name
    (analysts, reports), `carrier` is an article or outlet that names no source of its own.
    """

    PARTY = "party"
    NAMED = "named"
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
    """A claim with its place: the document, and the paragraph of it (counted from 1, furniture left out; 0 = unknown)."""

    claim: Claim
    document: Document = field(repr=False)
    paragraph: int


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
    """One element of a flow (goods, quantity, time, place) and the origins that agree on it."""

    name: str
    value: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """What one side is said to get from the other in one family of goods, and how that is known."""

    giver: str
    receiver: str
    family: str
    goods: tuple[str, ...]
    rung: Rung
    disputed: bool
    count: int
    when: str | None
    origins: tuple[Origin, ...]
    denials: tuple[Citation, ...]
    support: tuple[Citation, ...]
    amounts: tuple[Amount, ...]
    ranges: tuple[AmountRange, ...]
    elements: tuple[Element, ...]
    exchange: bool
    grounds: tuple[Ground, ...]


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
class Omission:
    """What was left out of a dossier, and why: a reason, a sentence, and the claims concerned."""

    reason: str
    sentence: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """What each of two sides is said to get from the other, and how that is known.

    `there` runs from `between[0]` to `between[1]`, `back` the other way. `until` is the latest date of publication.
    """

    between: tuple[str, str]
    since: str | None
    until: str | None
    ui: str
    standard: tuple[str, ...]
    documents: tuple[Document, ...]
    there: tuple[Flow, ...]
    back: tuple[Flow, ...]
    timeline: tuple[Happening, ...]
    warnings: tuple[DeskWarning, ...]
    omissions: tuple[Omission, ...]
    refusals: tuple[Refusal, ...]
