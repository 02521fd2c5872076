"""What a sentence leaves out and the ones before it tell: an empty side, the goods, what is given in return."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import islice

from riscontro.extract.answers import words
from riscontro.extract.clause import closed_class
from riscontro.extract.layers import Layers
from riscontro.extract.lemmas import lemmas
from riscontro.extract.lexicon import NOUN, lexicon
from riscontro.extract.parties.antecedents import key
from riscontro.model import Claim, Kind, Party, Polarity, Tense

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DYAD = 6
"""How many sentences back a claim may complete another's empty side."""
_MOST_NEAR = 60
"""How many claims back at the most, where one sentence makes very many."""
_NEARLY_ALL = 0.7
_FEW, _MOST = 4, 0.5
"""From how many claims, and from which share of them, a document is about one state."""
_BODY = 3
"""How many sentences back the body in which a vote fell may be named."""
_TWO_SIDED = frozenset({Kind.TRANSFER, Kind.REQUEST, Kind.AGREE, Kind.MEET, Kind.DEMAND})
_DYADIC = frozenset({Kind.TRANSFER, Kind.REQUEST, Kind.AGREE, Kind.MEET, Kind.SUPPORT, Kind.OPPOSE, Kind.DEMAND, Kind.SANCTION})
_HOSTILE = frozenset({Kind.OPPOSE, Kind.SANCTION, Kind.DEMAND})
_SALIENT = frozenset({Kind.TRANSFER, Kind.SANCTION, Kind.OPPOSE, Kind.TRACE})


def completed(layers: Layers, claims: Sequence[Claim], lacking: Mapping[str, tuple[str, ...]], whole: AbstractSet[str]) -> Iterator[Claim]:
    """The claims, an empty side filled from what was said of the same matter ("In return, Russia is sending food").

    Only by states and bodies, and from claims at most `_DYAD` sentences back or in the same sentence; who launched is taken from the
    whole document where it speaks of one launcher nearly alone, who imposed from any other claim of sanctions on the same target.

    Args:
        layers: of the reading the claims are from.
        claims: in text order.
        lacking: sides without which a claim is none, by its id.
        whole: ids of claims whose target is a thing and no party.
    """
    starts = [s.span.start for s in layers.reading.sentences]
    places = [bisect_right(starts, claim.span.start) for claim in claims]
    by_place: dict[int, list[Claim]] = defaultdict(list)
    for claim, at in zip(claims, places, strict=True):
        by_place[at].append(claim)
    launcher, topic = _launcher(claims), _topic(claims)
    done: list[tuple[int, Claim]] = []
    for claim, at in zip(claims, places, strict=True):
        before = [c for k, c in islice(reversed(done), _MOST_NEAR) if at - k <= _DYAD][::-1]
        near = [c for c in by_place[at] if c.id != claim.id] + before
        full = _before_body(layers, _against(_complete(claim, near), near), at - 1)
        full = _imposed(full, claims)
        full = full if claim.id in whole else _beside_it(layers, full, at - 1)
        full = _launched_by(_about(full, topic), launcher)
        if not _in_carriers(layers, full):
            full = _same_goods(full, before)
        if _has(full, lacking.get(full.id, ())):
            done.append((at, full))
    told = [claim for _, claim in done]
    dates = _dates(done)
    yield from (_dated(_imposed(claim, told), at, dates) for at, claim in done)


Dates = Mapping[tuple[object, ...], set[str]]


def _dates(claims: Iterable[tuple[int, Claim]]) -> Dates:
    """The days on which each thing that happens once is said to have happened."""
    found: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for at, claim in claims:
        if claim.when is not None and claim.tense is not Tense.FUTURE and _DAY.fullmatch(claim.when):
            for name in _event(claim, at):
                found[name].add(claim.when)
    return found


def _dated(claim: Claim, at: int, dates: Dates) -> Claim:
    """A launch, meeting or vote told again without its day has the one day that the document gives it."""
    if claim.when is not None or claim.tense is Tense.FUTURE or (claim.kind is Kind.MEET and not _by_noun(claim)):
        return claim
    days = [dates[name] for name in _event(claim, at) if len(dates.get(name, ())) == 1]
    return replace(claim, when=next(iter(days[0]))) if days else claim


def _by_noun(claim: Claim) -> bool:
    """Whether a noun states the claim ("the visit"), as one spoken of already."""
    name = claim.rule.partition("/")[0]
    return any(frame.id == name and frame.pos == NOUN for frame in lexicon(claim.language).frames)


def _event(claim: Claim, at: int) -> tuple[tuple[object, ...], ...]:
    """What makes a telling one of the same event: who launched what, who met whom, the votes of a sentence and the next."""
    sides = frozenset(key(p) for p in (*claim.actor, *claim.counterpart))
    if claim.kind is Kind.LAUNCH and sides:
        return ((claim.kind, sides, claim.goods),)
    if claim.kind is Kind.MEET and len(sides) > 1:
        return ((claim.kind, sides),)
    return ((claim.kind, at), (claim.kind, at - 1)) if claim.kind is Kind.DECIDE else ()


def _launched_by(claim: Claim, launcher: Party | None) -> Claim:
    """A launch by nobody who is named, in a document of one launcher, is that one's."""
    return replace(claim, actor=(launcher,)) if claim.kind is Kind.LAUNCH and not claim.actor and launcher is not None else claim


def _has(claim: Claim, sides: Iterable[str]) -> bool:
    """Whether the claim has the sides named."""
    given = {"actor": bool(claim.actor), "counterpart": bool(claim.counterpart), "party": bool(claim.actor or claim.counterpart)}
    return all(given[side] for side in sides)


def _beside_it(layers: Layers, claim: Claim, index: int) -> Claim:
    """The other side of a claim that has one, where its sentence or the one before in its paragraph speaks of one other state alone."""
    if claim.kind not in _SALIENT or bool(claim.actor) == bool(claim.counterpart) or not _official(*claim.actor, *claim.counterpart):
        return claim
    reading = layers.reading
    at = reading.sentences[index]
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
    """Sanctions of which one side is left out have that of the nearest other sanctions with the same other side."""
    sides = (claim.actor, claim.counterpart)
    if claim.kind is not Kind.SANCTION or bool(claim.actor) == bool(claim.counterpart) or not _official(*claim.actor, *claim.counterpart):
        return claim
    known = {key(p) for side in sides for p in side}
    full = [c for c in claims if c.kind is Kind.SANCTION and _official(*c.actor) and _official(*c.counterpart) and c.outcome != "breach"]
    same = [c for c in full if known & {key(p) for p in (c.counterpart if claim.counterpart else c.actor)}]
    if not same or (claim.actor and claim.outcome == "breach"):
        return claim
    nearest = min(same, key=lambda c: abs(c.span.start - claim.span.start))
    return replace(claim, actor=nearest.actor) if claim.counterpart else replace(claim, counterpart=nearest.counterpart)


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
