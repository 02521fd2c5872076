"""The nouns of Riscontro: frozen dataclasses that every step takes and gives.

Offsets are counted in characters of the document's clean text, which is fixed once collected: for every Span,
`document.text[span.start:span.end] == span.text`. Dates are EDTF (ISO 8601-2) strings, states ISO 3166-1 alpha-2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of a document is; furniture makes no claims."""

    TITLE = "title"
    LEDE = "lede"
    BODY = "body"
    CAPTION = "caption"
    HEADING = "heading"
    FURNITURE = "furniture"


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


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's clean text."""

    start: int
    end: int
    text: str

    def touches(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, title, caption or other stretch of one kind."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text as collected: clean text that never changes again, and what is known of where it came from.

    `id` is `sha256:` and the hex digest of the bytes as received. `published` is EDTF or None;
    `published_basis` says where it was found (given, metadata, dateline), or None.
    """

    id: str
    text: str
    language: str
    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    publisher: str | None = None
    path: str | None = None
    notes: tuple[str, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span of these offsets."""
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a reading, with its place in the tree of its sentence (Universal Dependencies v2).

    `i` counts through the document, `head` is the `i` of the head (its own at a root). `feats` are the
    morphological features as UD names them; `entity` is PER, LOC, ORG or empty.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: dict[str, str]
    head: int
    deprel: str
    entity: str = ""

    @property
    def lower(self) -> str:
        """The surface form in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span, the tokens [first, last) in it, and the kind of block it stands in."""

    index: int
    span: Span
    block: BlockKind
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its sentences and trees. `children[i]` are the dependents of token i, in order."""

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False)
    sentence_of: tuple[int, ...] = field(repr=False)

    def kids(self, i: int, *deprels: str) -> tuple[Token, ...]:
        """Dependents of token i; with relations named, those alone (`nsubj` covers `nsubj:pass`)."""
        rows = (self.tokens[j] for j in self.children[i])
        if not deprels:
            return tuple(rows)
        return tuple(t for t in rows if t.deprel in deprels or t.deprel.split(":")[0] in deprels)

    def subtree(self, i: int) -> tuple[int, ...]:
        """Token i and all that hangs below it, in text order."""
        seen, queue = {i}, [i]
        while queue:
            for j in self.children[queue.pop()]:
                if j not in seen:
                    seen.add(j)
                    queue.append(j)
        return tuple(sorted(seen))

    def head(self, i: int) -> Token | None:
        """The head of token i, None at a root."""
        token = self.tokens[i]
        return None if token.head == i else self.tokens[token.head]

    def span(self, first: int, last: int) -> Span:
        """The text from token `first` through token `last`."""
        return self.document.span(self.tokens[first].start, self.tokens[last].end)

    def sentence(self, i: int) -> Sentence:
        """The sentence that token i stands in."""
        return self.sentences[self.sentence_of[i]]

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]


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
