"""What texts claim: parties, amounts, times, sources, and the claims that they make up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from riscontro.model.texts import Document, Sentence, Span


class PartyType(StrEnum):
    """What kind of thing a party is."""

    STATE = "state"
    GOVERNMENT = "government"
    BODY = "body"
    PERSON = "person"
    PLACE = "place"
    GROUP = "group"


class Kind(StrEnum):
    """The relation that a claim states."""

    TRANSFER = "transfer"
    REQUEST = "request"
    NEED = "need"
    AGREE = "agree"
    MEET = "meet"
    LAUNCH = "launch"
    USE = "use"
    TRACE = "trace"
    DECIDE = "decide"
    SANCTION = "sanction"
    DEMAND = "demand"
    SUPPORT = "support"
    OPPOSE = "oppose"


class Polarity(StrEnum):
    """Whether the source affirms or denies the proposition."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Certainty(StrEnum):
    """How firmly the source puts it forward, as the document tells it."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    UNSPECIFIED = "unspecified"


class Tense(StrEnum):
    """When the thing lies, relative to the document."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who can act: a state, a body, a person, a group. `name` is as written, `state` as resolved."""

    name: str
    state: str | None = None
    id: str | None = None
    type: PartyType = PartyType.STATE


@dataclass(frozen=True, slots=True)
class PartyMention:
    """Words that name a party; `head` is the token that carries the mention in the tree.

    `coreference` is true where the party was resolved from a pronoun, a dropped subject or a definite description.
    For a dropped subject, span and head are those of the verb.
    """

    span: Span
    party: Party
    head: int
    coreference: bool = False


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that name a time. `type` is date, time, duration or set; `value` a TIMEX3 value; `edtf` None for the last two."""

    span: Span
    type: str
    value: str
    edtf: str | None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: bounds (None = open), unit, and how it is known (counted, estimate, capacity, declared)."""

    min: float | None
    max: float | None
    unit: str
    approximate: bool
    text: str
    kind: str = "counted"
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """Words that state an amount; `of` are the words of what is counted, `head` the token of the counted noun or number."""

    span: Span
    quantity: Quantity
    head: int
    of: Span | None = None


@dataclass(frozen=True, slots=True)
class GoodsMention:
    """Words that name goods, with their code; `head` is the noun in the tree."""

    span: Span
    code: str
    head: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of attributing: who (`source`), by which words (`cue`), which words of theirs (`contents`).

    `style` is direct, indirect or mixed. `party` is the source resolved, `said` when it was said (EDTF),
    `medium` the statement, letter, interview ... named. `cue_head` is the token of the cue's head, None without a cue.
    """

    source: Span | None
    cue: Span | None
    contents: tuple[Span, ...]
    style: str
    party: Party | None = None
    said: str | None = None
    medium: str | None = None
    cue_head: int | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or event noun with its factuality in its source's own terms; `why` are the words that decided."""

    span: Span
    token: int
    lemma: str
    polarity: Polarity
    certainty: Certainty
    tense: Tense
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain of sources: who, by which cue, when and in which medium it was said."""

    source: Party
    cue: str | None = None
    said: str | None = None
    medium: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place named for an event."""

    name: str
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition that one document puts forward, with its exact words and the chain of sources it rests on.

    `id` hashes what makes it the same claim (document, span, kind, roles as written); `extractor` and `rule` are
    facts of the run beside it. The chain runs from the paper to the source nearest the event, which stands last.
    """

    id: str
    document: str
    language: str
    kind: Kind
    actor: tuple[Party, ...]
    counterpart: tuple[Party, ...]
    goods: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    when: str | None
    where: tuple[Place, ...]
    attribution: tuple[Link, ...]
    polarity: Polarity
    certainty: Certainty
    tense: Tense
    exchange: bool
    span: Span
    outcome: str | None = None
    basis: str = "unstated"
    denial: str | None = None
    headline: bool = False
    extractor: str = ""
    rule: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A document that was read, and the claims it makes."""

    document: Document
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read: which, why, and what the user can do (see errors.py for the codes)."""

    path: str
    code: str
    what: str
    remedy: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class LanguageFacts:
    """A language, the pipeline that reads it, and its terms. `commercial` None = not known here; scores in percent."""

    code: str
    name: str
    pipeline: str
    licence: str
    commercial: bool | None
    why: str
    scores: tuple[tuple[str, float], ...]


LayerItem = Sentence | PartyMention | TimeMention | QuantityMention | GoodsMention | Attribution | Predicate | Claim
"""What a layer of a reading can hold."""
