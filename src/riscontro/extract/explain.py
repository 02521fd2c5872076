"""Why a claim is as it is, told from what the extractor noted while it made it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from riscontro.extract.claims import extract_claims, read_layers
from riscontro.extract.layers import Layers
from riscontro.extract.record import Built, Record
from riscontro.model import Claim, Explanation, PartyMention, Polarity, Reading, Reason, TreeWord

_FIELDS = (
    *("kind", "actor", "counterpart", "goods", "quantities", "when", "where", "outcome", "attribution"),
    *("polarity", "certainty", "tense", "exchange", "basis", "denial", "headline"),
)


def explain_claim(reading: Reading, claim: Claim) -> Explanation:
    """The explanation of one of the claims of a reading. Raises KeyError where the reading has no such claim."""
    layers, record = read_layers(reading), Record()
    found = {row.id: row for row in extract_claims(reading, layers, record)}[claim.id]
    built = record.built.get(claim.id)
    token = built.match.trigger if built else _first_token(layers, claim)
    reasons = [*(_built(layers, built, found) if built else _answer(found)), *_changed(record, found)]
    return Explanation(
        claim=found,
        sentence=reading.sentence(token).span,
        tree=tuple(_tree(reading, token, _marks(built) if built else {})),
        entry=built.match.frame.id if built else found.rule.partition("/")[0],
        requires=tuple(sorted(built.match.frame.require)) if built else (),
        reasons=tuple(sorted(reasons, key=lambda reason: _FIELDS.index(reason.field))),
    )


def _first_token(layers: Layers, claim: Claim) -> int:
    return layers.tokens_of(claim.span)[0]


def _answer(claim: Claim) -> Iterator[Reason]:
    """An answer repeats an earlier claim; its own words decide what it makes of it."""
    yield Reason("kind", "answer", claim.why)
    yield Reason("polarity", "words", claim.why)
    yield Reason("attribution", "answers", tuple(link.source.name for link in claim.attribution))


def _changed(record: Record, claim: Claim) -> Iterator[Reason]:
    """Fields that a later step filled or changed."""
    states = [(name, claims[claim.id]) for name, claims in record.steps if claim.id in claims]
    for (_, before), (name, after) in pairwise(states):
        for field in _FIELDS:
            if getattr(before, field) != getattr(after, field):
                yield Reason(field, f"step-{name}")


def _built(layers: Layers, built: Built, claim: Claim) -> Iterator[Reason]:
    tokens, match = layers.reading.tokens, built.match
    yield Reason("kind", "entry", (tokens[match.trigger].text,), match.frame.id)
    if match.roles.carrier is not None:
        yield Reason("kind", "carried", (tokens[match.roles.carrier].text,))
    yield from _sides(built, "actor", match.frame.actor, match.roles.actor)
    yield from _sides(built, "counterpart", ("receiving", *match.frame.counterpart), match.roles.counterpart)
    yield from _goods(built)
    yield from (Reason("quantities", "amount", (row.span.text,), row.quantity.kind) for row in built.amounts)
    yield from _time(built)
    if built.claim.outcome:
        yield Reason("outcome", "entry-outcome" if match.frame.outcome else "outcome-word", (tokens[match.trigger].text,))
    yield from _sources(built)
    yield from _factual(layers, built)
    if built.claim.exchange:
        yield Reason("exchange", "entry-exchange", (tokens[match.trigger].text,))
    yield from _known(built)
    if claim.headline:
        yield Reason("headline", "in-title")


def _sides(built: Built, field: str, slots: tuple[str, ...], mentions: tuple[PartyMention, ...]) -> Iterator[Reason]:
    """Where the parties of a side stand: the best slot of the entry that holds them."""
    given = built.match.roles.slots
    for mention in mentions:
        slot = next((name for name in slots if mention.head in given.get(name, ())), "")
        yield Reason(field, "slot" if slot else "near", (mention.span.text,), slot)
        if mention.coreference:
            yield Reason(field, "stands-for", (mention.span.text,), mention.party.state or mention.party.id or mention.party.name)
    if not mentions:
        yield Reason(field, "nobody")


def _goods(built: Built) -> Iterator[Reason]:
    named = built.match.roles.goods
    for mention in named:
        changed = mention.code not in built.claim.goods
        yield Reason("goods", "goods-turned" if changed else "goods-named", (mention.span.text,), mention.code)
    if not named and built.claim.goods:
        yield Reason("goods", "goods-default", fact=", ".join(built.claim.goods))


def _time(built: Built) -> Iterator[Reason]:
    if built.time is None:
        yield Reason("when", "no-time")
        return
    yield Reason("when", "own-time" if built.own_time else "only-time", (built.time.span.text,))
    if built.time.anchor:
        yield Reason("when", f"anchor-{built.time.anchor}", (built.time.span.text,))
    if built.claim.when != built.time.edtf:
        yield Reason("when", "until-said")


def _sources(built: Built) -> Iterator[Reason]:
    for row in built.sources:
        words = tuple(span.text for span in (row.source, row.cue) if span is not None)
        yield Reason("attribution", "content-of", words)
    if not built.claim.attribution:
        yield Reason("attribution", "own-voice")


def _factual(layers: Layers, built: Built) -> Iterator[Reason]:
    """The words that decided polarity, certainty and tense, outermost first."""
    why, verb = built.factual.why, (layers.reading.tokens[built.factual.token].text,)
    held = built.claim.polarity is Polarity.DENIED and built.factual.polarity is not Polarity.DENIED
    yield Reason("polarity", "held-back" if held else "words" if why else "plain", verb if held else why)
    yield Reason("certainty", "words" if why else "plain", why)
    yield Reason("tense", "tense-of", verb)


def _known(built: Built) -> Iterator[Reason]:
    claim = built.claim
    if not claim.attribution or claim.basis == "unstated":
        yield Reason("basis", "basis-unstated")
    else:
        last = claim.attribution[-1]
        told = tuple(word for word in (last.source.name, last.cue, last.medium) if word)
        yield Reason("basis", "basis-declared" if claim.basis == "declared" else "basis-told", told)
    if claim.denial:
        yield Reason("denial", "denial-type", built.factual.why)


def _marks(built: Built) -> dict[int, tuple[str, ...]]:
    """The parts that tokens play in a claim."""
    roles, rows = built.match.roles, []
    rows += [(built.match.trigger, "kind")]
    rows += [(roles.carrier, "kind")] if roles.carrier is not None else []
    rows += [(m.head, name) for name, side in (("actor", roles.actor), ("counterpart", roles.counterpart)) for m in side]
    rows += [(g.head, "goods") for g in roles.goods] + [(q.head, "quantities") for q in built.amounts]
    rows += [(row.cue_head, "attribution") for row in built.sources if row.cue_head is not None]
    marks: dict[int, tuple[str, ...]] = {}
    for token, name in dict.fromkeys(rows):
        marks[token] = (*marks.get(token, ()), name)
    return marks


def _tree(reading: Reading, token: int, marks: dict[int, tuple[str, ...]]) -> Iterator[TreeWord]:
    """The words of the token's sentence from the top down, dependents in text order, with the lines that lead to each."""
    words = reading.words(reading.sentence(token))
    stack = [(word.i, "", "") for word in reversed(words) if word.head == word.i]
    while stack:
        i, branch, below = stack.pop()
        word = reading.tokens[i]
        yield TreeWord(i, word.text, word.lemma, word.upos, word.deprel, branch, marks.get(i, ()))
        kids = reading.children[i]
        rows = [(k, below + ("└─ " if k == kids[-1] else "├─ "), below + ("   " if k == kids[-1] else "│  ")) for k in kids]
        stack.extend(reversed(rows))
