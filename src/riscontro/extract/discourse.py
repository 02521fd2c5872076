"""What a sentence says of claims made before it: denials of them, and what is given in return.

"Pyongyang denies these deliveries" and "the Kremlin called the report baseless" deny the claim that stands before them; EVIDENCE's types of
denial are told by the words of the denial.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from riscontro import languages
from riscontro.extract.clause import arguments, closed_class
from riscontro.extract.factuality import judge
from riscontro.extract.layers import Layers
from riscontro.extract.lemmas import lemmas
from riscontro.extract.lexicon import NOUN, lexicon
from riscontro.extract.parties.antecedents import key
from riscontro.model import BlockKind, Certainty, Claim, Kind, Link, Party, PartyMention, Polarity, Reading, Sentence, Tense, Token

_BACK = 6
"""How many sentences back the claim that is denied may stand."""
_DYAD = 6
"""How many sentences back a claim may complete another's empty side."""
_NEARLY_ALL = 0.7
_FEW, _MOST = 4, 0.5
"""From how many claims, and from which share of them, a document is about one state."""
_BODY = 3
"""How many sentences back the body in which a vote fell may be named."""
_TWO_SIDED = frozenset({Kind.TRANSFER, Kind.REQUEST, Kind.AGREE, Kind.MEET, Kind.DEMAND})
_DYADIC = frozenset({Kind.TRANSFER, Kind.REQUEST, Kind.AGREE, Kind.MEET, Kind.SUPPORT, Kind.OPPOSE, Kind.DEMAND, Kind.SANCTION})
_HOSTILE = frozenset({Kind.OPPOSE, Kind.SANCTION, Kind.DEMAND})
_DENIABLE = frozenset({Kind.TRANSFER, Kind.USE, Kind.LAUNCH, Kind.TRACE, Kind.AGREE, Kind.SANCTION, Kind.REQUEST, Kind.OPPOSE, Kind.MEET})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `languages/<language>/discourse.toml`."""

    deny: frozenset[str]
    report: frozenset[str]
    pronouns: frozenset[str]
    false: frozenset[str]
    exchange: tuple[str, ...]
    types: tuple[tuple[str, tuple[str, ...]], ...]
    of_report: frozenset[str]


@cache
def words(language: str) -> Words:
    """The discourse words of a language."""
    data: dict[str, Any] = languages.table(language, "discourse")
    types = (("of proof", "of_proof"), ("of legitimacy", "of_legitimacy"), ("declined", "declined"), ("cannot confirm", "cannot_confirm"))
    return Words(
        deny=frozenset(data["deny"]),
        report=frozenset(data["report"]),
        pronouns=frozenset(data["pronouns"]),
        false=frozenset(data["false"]),
        exchange=tuple(data["exchange"]),
        types=tuple((name, tuple(data[field])) for name, field in types),
        of_report=frozenset(data["of_report"]),
    )


def denied_before(layers: Layers, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims that deny one made before: the same proposition, negative, on the word of who denies."""
    reading = layers.reading
    for sentence in reading.sentences:
        if sentence.block is BlockKind.FURNITURE or not _may_deny(reading, sentence):
            continue
        for token in reading.words(sentence):
            deniers = _deniers(layers, token)
            before = _claim_before(layers, claims, sentence, token, deniers) if deniers else None
            if before is not None:
                yield _denial(layers, before, token, deniers)


def _may_deny(reading: Reading, sentence: Sentence) -> bool:
    """Whether any word of the sentence denies, or calls something false."""
    language = reading.document.language
    telling = words(language).deny | words(language).false
    return any(not telling.isdisjoint(lemmas(token, language)) for token in reading.words(sentence))


def _deniers(layers: Layers, token: Token) -> tuple[PartyMention, ...]:
    """Who denies an earlier claim at this verb; empty where nothing is denied or nobody is named."""
    language = layers.reading.document.language
    if token.upos not in ("VERB", "AUX", "ADJ", "NOUN") and token.feats.get("VerbForm") is None:
        return ()
    vocabulary = words(language)
    slots = arguments(layers.reading, token.i)
    denies = any(w in vocabulary.deny for w in lemmas(token, language))
    if denies and judge(layers.reading, token.i).polarity is Polarity.DENIED:
        return ()  # "did not deny it"
    objects = slots.get("obj", ()) + slots.get("iobj", ()) + slots.get("to", ())
    if denies and any(_stands_for_claim(layers, j) for j in objects):
        return _parties(layers, slots.get("subj", ()))
    if denies and not slots.get("obj") and not layers.reading.kids(token.i, "ccomp", "xcomp"):
        clitic = any(k.lower in vocabulary.pronouns for k in layers.reading.kids(token.i))
        return _parties(layers, slots.get("subj", ())) if clitic else ()
    if _is_false(layers, token):
        return _speakers(layers, token)
    if not denies and any(_is_report(layers, j) for j in objects) and _calls_false(layers, token):
        return _parties(layers, slots.get("subj", ()))
    return ()


def _is_false(layers: Layers, token: Token) -> bool:
    """Whether the token says of a report that it is false ("La notizia è falsa")."""
    language = layers.reading.document.language
    if token.upos not in ("ADJ", "NOUN") or not any(w in words(language).false for w in lemmas(token, language)):
        return False
    return any(_is_report(layers, k.i) for k in layers.reading.kids(token.i, "nsubj"))


def _speakers(layers: Layers, token: Token) -> tuple[PartyMention, ...]:
    """Who is reported to say the words at the token."""
    rows = [a for a in layers.attributions if a.party and a.source and any(c.start <= token.start < c.end for c in a.contents)]
    return tuple(PartyMention(a.source, a.party, token.i) for a in rows[:1] if a.source and a.party)


def _parties(layers: Layers, heads: Iterable[int]) -> tuple[PartyMention, ...]:
    return tuple(m for j in heads for m in layers.party_at.get(j, ()))


def _stands_for_claim(layers: Layers, i: int) -> bool:
    token, vocabulary = layers.reading.tokens[i], words(layers.reading.document.language)
    return (token.upos == "PRON" and token.lower in vocabulary.pronouns) or _is_report(layers, i)


def _is_report(layers: Layers, i: int) -> bool:
    """A bare noun for what was said ("the accusation"); one with a complement of its own states its claim itself."""
    reading, language = layers.reading, layers.reading.document.language
    names = lemmas(reading.tokens[i], language)
    passing = any(f.kind is Kind.TRANSFER and f.pos == NOUN for w in names for f, _ in lexicon(language).by_word.get(w, ()))
    if not passing and not any(w in words(language).report for w in names):
        return False
    return not reading.kids(i, "acl", "ccomp")


def _calls_false(layers: Layers, token: Token) -> bool:
    reading, language = layers.reading, layers.reading.document.language
    false = words(language).false
    return any(w in false for j in reading.subtree(token.i) for w in lemmas(reading.tokens[j], language))


def _claim_before(
    layers: Layers, claims: Sequence[Claim], sentence: Sentence, token: Token, deniers: Sequence[PartyMention]
) -> Claim | None:
    """The nearest earlier claim that the deniers are a side to, of the goods that the denial names; else one not on their word."""
    first = layers.reading.sentences[max(0, sentence.index - _BACK)].span.start
    near = [c for c in claims if first <= c.span.start < token.start and c.kind in _DENIABLE and c.polarity is Polarity.AFFIRMED]
    names = {key(m.party) for m in deniers}
    near = [c for c in near if not any(key(link.source) in names for link in c.attribution)]
    about = [c for c in near if names & {key(p) for p in (*c.actor, *c.counterpart)} and c.kind is not Kind.OPPOSE]
    chosen = about or [c for c in near if c.kind is not Kind.OPPOSE and c.attribution]
    families = {g.code.split(".")[0] for j in layers.reading.subtree(token.i) for g in layers.goods_at.get(j, ())}
    chosen = [c for c in chosen if families & {code.split(".")[0] for code in c.goods}] or chosen
    weighty = [c for c in chosen if c.kind is not Kind.MEET] or chosen
    return weighty[-1] if weighty else None


def _denial(layers: Layers, before: Claim, token: Token, deniers: tuple[PartyMention, ...]) -> Claim:
    reading = layers.reading
    edges = [(token.start, token.end), *((m.span.start, m.span.end) for m in deniers)]
    edges += [(reading.tokens[j].start, reading.tokens[j].end) for j in arguments(reading, token.i).get("obj", ())]
    bounds = reading.sentence(token.i).span
    edges = [e for e in edges if bounds.start <= e[0] and e[1] <= bounds.end]
    span = reading.document.span(min(a for a, _ in edges), max(b for _, b in edges))
    links = {key(m.party): Link(m.party, token.text) for m in deniers}
    return replace(
        before,
        id=hashlib.sha256(f"{before.id}\x1f{span.start}\x1f{span.end}\x1fdenied".encode()).hexdigest()[:16],
        attribution=tuple(links.values()),
        polarity=Polarity.DENIED,
        certainty=Certainty.CERTAIN,
        tense=Tense.PAST,
        quantities=(),
        when=None,
        where=(),
        span=span,
        basis="declared" if {key(m.party) for m in deniers} & {key(p) for p in (*before.actor, *before.counterpart)} else "unstated",
        denial=denial_type(layers, token.i),
        headline=reading.sentence(token.i).block is BlockKind.TITLE,
        rule=f"denied-before/{token.lemma}",
        why=(token.text,),
    )


def denial_type(layers: Layers, i: int) -> str:
    """The type of the denial at token i, after EVIDENCE.md; `categorical` where no words say otherwise."""
    reading, language = layers.reading, layers.reading.document.language
    text = reading.sentence(i).span.text.lower()
    vocabulary = words(language)
    for name, phrases in vocabulary.types:
        if any(phrase in text for phrase in phrases):
            return name
    objects = arguments(reading, i).get("obj", ())
    if any(w in vocabulary.of_report for j in objects for w in lemmas(reading.tokens[j], language)):
        return "of a report"
    return "categorical"


def completed(layers: Layers, claims: Sequence[Claim], lacking: Mapping[str, tuple[str, ...]]) -> Iterator[Claim]:
    """The claims, an empty side filled from what was said of the same matter ("In return, Russia is sending food").

    Only by states and bodies, and from claims at most `_DYAD` sentences back or in the same sentence; who launched is taken from the
    whole document where it speaks of one launcher nearly alone, who imposed from any other claim of sanctions on the same target.
    """
    starts = [s.span.start for s in layers.reading.sentences]
    places = [bisect_right(starts, claim.span.start) for claim in claims]
    launcher, topic = _launcher(claims), _topic(claims)
    done: list[tuple[int, Claim]] = []
    for claim, at in zip(claims, places, strict=True):
        beside = [c for c, k in zip(claims, places, strict=True) if k == at and c.id != claim.id]
        near = beside + [c for k, c in done if at - k <= _DYAD]
        full = _before_body(layers, _against(_complete(claim, near), near), at - 1)
        if full.kind is Kind.LAUNCH and not full.actor and launcher is not None:
            full = replace(full, actor=(launcher,))
        full = _about(_beside_it(layers, _imposed(full, claims)), topic)
        if not _in_carriers(layers, full):
            full = _same_goods(full, [c for k, c in done if at - k <= _DYAD])
        if _has(full, lacking.get(full.id, ())):
            done.append((at, full))
            yield full


def _has(claim: Claim, sides: Iterable[str]) -> bool:
    """Whether the claim has the sides named."""
    given = {"actor": bool(claim.actor), "counterpart": bool(claim.counterpart), "party": bool(claim.actor or claim.counterpart)}
    return all(given[side] for side in sides)


_SALIENT = frozenset({Kind.TRANSFER, Kind.SANCTION, Kind.OPPOSE})


def _beside_it(layers: Layers, claim: Claim) -> Claim:
    """The other side of a claim that has one, where its sentence or the one before in its paragraph speaks of one other state alone."""
    if claim.kind not in _SALIENT or bool(claim.actor) == bool(claim.counterpart) or not _official(*claim.actor, *claim.counterpart):
        return claim
    reading = layers.reading
    at = next(s for s in reading.sentences if s.span.start <= claim.span.start < s.span.end)
    known = {key(p) for p in (*claim.actor, *claim.counterpart)} | {key(link.source) for link in claim.attribution}
    for sentence in (at, *(s for s in reading.sentences[max(0, at.index - 1) : at.index] if s.paragraph == at.paragraph)):
        told = [m.party for m in layers.parties if m.party.state not in (None, "WEST") and sentence.span.holds(m.span)]
        others = {key(p): p for p in told if key(p) not in known}
        if len(others) == 1:
            other = tuple(others.values())
            return replace(claim, counterpart=other) if claim.actor else replace(claim, actor=other)
        if others:
            break
    return claim


def _topic(claims: Sequence[Claim]) -> Party | None:
    """The state that most claims of a document are about, None where there is none."""
    sided = [{key(p): p for p in (*c.actor, *c.counterpart) if p.state} for c in claims]
    sided = [row for row in sided if row]
    counted = Counter(state for row in sided for state in row).most_common(1)
    if len(sided) < _FEW or not counted or counted[0][1] < _MOST * len(sided):
        return None
    return next(row[counted[0][0]] for row in sided if counted[0][0] in row)


def _about(claim: Claim, topic: Party | None) -> Claim:
    """A transfer or sanction whose receiving side is left out, in a document that is about one state: that state's."""
    if topic is None or claim.kind not in (Kind.TRANSFER, Kind.SANCTION) or claim.counterpart or not _official(*claim.actor):
        return claim
    if claim.outcome == "breach" or key(topic) in {key(p) for p in claim.actor}:
        return claim
    return replace(claim, counterpart=(topic,))


def _launcher(claims: Sequence[Claim]) -> Party | None:
    """The state that nearly all launches of a document are by, None where there is none."""
    actors = [p for c in claims if c.kind is Kind.LAUNCH for p in c.actor if p.state]
    counted = Counter(key(p) for p in actors).most_common(1)
    if not counted or counted[0][1] < _NEARLY_ALL * len(actors):
        return None
    return next(p for p in actors if key(p) == counted[0][0])


def _imposed(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Sanctions without an imposer have that of the nearest other sanctions on the same target."""
    if claim.kind is not Kind.SANCTION or claim.actor or not _official(*claim.counterpart):
        return claim
    target = {key(p) for p in claim.counterpart}
    same = [
        c
        for c in claims
        if c.kind is Kind.SANCTION and _official(*c.actor) and target & {key(p) for p in c.counterpart} and c.outcome != "breach"
    ]
    if not same:
        return claim
    return replace(claim, actor=min(same, key=lambda c: abs(c.span.start - claim.span.start)).actor)


def _complete(claim: Claim, before: Sequence[Claim]) -> Claim:
    """The other side of a claim that has one: the last partner of the same party."""
    if claim.kind is Kind.TRANSFER and not claim.actor and not claim.counterpart:
        return _again(claim, before)
    if claim.kind not in _TWO_SIDED or bool(claim.actor) == bool(claim.counterpart) or not _official(*claim.actor, *claim.counterpart):
        return claim
    known = {key(p) for p in (*claim.actor, *claim.counterpart)}
    denier = claim.attribution[-1].source if claim.attribution and claim.polarity is Polarity.DENIED else None
    if denier is not None and _official(denier) and key(denier) not in known:
        return replace(claim, counterpart=(denier,)) if claim.actor else replace(claim, actor=(denier,))
    for other in reversed(before):
        sides = ({key(p) for p in other.actor}, {key(p) for p in other.counterpart})
        if other.kind not in _DYADIC or not all(sides):
            continue
        partner = other.counterpart if known <= sides[0] else other.actor if known <= sides[1] else ()
        if partner and all(p.state for p in partner) and not known & {key(p) for p in partner}:
            return replace(claim, counterpart=partner) if claim.actor else replace(claim, actor=partner)
    return claim


def _in_carriers(layers: Layers, claim: Claim) -> bool:
    """Whether the words are of what goods travel in, which says nothing of what is inside."""
    language = layers.reading.document.language
    carriers = closed_class(language).carriers
    return any(w in carriers for j in layers.tokens_of(claim.span) for w in lemmas(layers.reading.tokens[j], language))


def _same_goods(claim: Claim, before: Sequence[Claim]) -> Claim:
    """A transfer of nothing that is named ("these deliveries") is of what last passed the same way."""
    if claim.kind is not Kind.TRANSFER or claim.goods:
        return claim
    way = {key(p) for p in claim.actor}, {key(p) for p in claim.counterpart}
    for other in reversed(before):
        same = other.kind is Kind.TRANSFER and other.goods and way == ({key(p) for p in other.actor}, {key(p) for p in other.counterpart})
        if same:
            return replace(claim, goods=other.goods)
    return claim


def _again(claim: Claim, before: Sequence[Claim]) -> Claim:
    """A transfer of which no side is named, between those of the last one of the same goods ("the missiles had been delivered")."""
    families = {code.split(".")[0] for code in claim.goods} - {"aid"}
    for other in reversed(before):
        same = not families or families & {code.split(".")[0] for code in other.goods}
        if other.kind in (Kind.TRANSFER, Kind.REQUEST) and other.actor and other.counterpart and same:
            giver, receiver = (other.actor, other.counterpart) if other.kind is Kind.TRANSFER else (other.counterpart, other.actor)
            return replace(claim, actor=giver, counterpart=receiver, goods=other.goods if set(claim.goods) <= {"aid"} else claim.goods)
    return claim


def _against(claim: Claim, before: Sequence[Claim]) -> Claim:
    """Whom a condemnation or sanction without object is against: who was last condemned, sanctioned, or did what is condemned."""
    if claim.kind not in (Kind.OPPOSE, Kind.SANCTION) or claim.counterpart or not _official(*claim.actor) or claim.outcome == "breach":
        return claim
    known = {key(p) for p in claim.actor}
    for other in reversed(before):
        target = other.actor if other.kind in (Kind.LAUNCH, Kind.USE) else other.counterpart if other.kind in _HOSTILE else ()
        if target and _official(*target) and not known & {key(p) for p in target}:
            return replace(claim, counterpart=target)
    return claim


def _official(*parties: Party) -> bool:
    return bool(parties) and all(p.state or p.id for p in parties)


def _before_body(layers: Layers, claim: Claim, index: int) -> Claim:
    """A vote, or a breach of what a body imposed, with the body that was last named as its other side."""
    voted = claim.kind is Kind.DECIDE and any(p.state for p in claim.actor)
    breached = claim.kind is Kind.SANCTION and claim.outcome == "breach"
    passed = claim.kind is Kind.DECIDE and not claim.actor
    if claim.counterpart or not (voted or passed or (breached and claim.actor)) or index < 0:
        return claim
    first = layers.reading.sentences[max(0, index - _BODY)].span.start
    last = layers.reading.sentences[index].span.end
    bodies = [m.party for m in layers.parties if first <= m.span.start < last and m.party.id and m.party.id.startswith("UN")]
    bodies = [b for b in bodies if key(b) not in {key(p) for p in claim.actor}]
    if not bodies:
        return claim
    return replace(claim, actor=(bodies[-1],)) if passed else replace(claim, counterpart=(bodies[-1],))


def with_exchange(layers: Layers, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims, those marked that their sentence says to be in return for something."""
    vocabulary = words(layers.reading.document.language)
    spans = [s.span for s in layers.reading.sentences if any(cue in s.span.text.lower() for cue in vocabulary.exchange)]
    for claim in claims:
        given = claim.kind in (Kind.TRANSFER, Kind.REQUEST) and any(s.touches(claim.span) for s in spans)
        yield replace(claim, exchange=True) if given and not claim.exchange else claim
