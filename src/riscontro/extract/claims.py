"""Reading -> Claim: frames joined with attribution, factuality, quantity, time and place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from riscontro.extract.against import DUTY, demanded, spoken_against
from riscontro.extract.answers import LIMITED, admits_little, answered_before, denial_type, words
from riscontro.extract.attribution import find_attributions
from riscontro.extract.basis import basis_of
from riscontro.extract.circumstances import amounts_of, outcome_of, places_of, time_of, until_said
from riscontro.extract.clause import arguments
from riscontro.extract.discourse import completed, with_exchange
from riscontro.extract.factuality import judge
from riscontro.extract.frames import Match, find_frames
from riscontro.extract.layers import Layers, cover_parties, index_goods, index_names, index_parties, tokens_in, with_counted, without_goods
from riscontro.extract.lemmas import lemmas
from riscontro.extract.lexicon import NOUN, lexicon
from riscontro.extract.measures.goods import find_goods
from riscontro.extract.measures.quantities import find_quantities
from riscontro.extract.parties import find_parties
from riscontro.extract.parties.antecedents import key
from riscontro.extract.record import Built, Record
from riscontro.extract.roles import Filler
from riscontro.extract.sources import chain_of, sources_of
from riscontro.extract.times import find_times
from riscontro.model import (
    BlockKind,
    Certainty,
    Claim,
    Kind,
    Party,
    PartyMention,
    PartyType,
    Polarity,
    Predicate,
    Reading,
    Span,
    Tense,
)

EXTRACTOR = "riscontro-frames-1"
_HELD_BACK = frozenset({"suspended", "blocked", "refused"})
"""Outcomes of a transfer that does not take place: CLAIMS, decision 4."""
_NEAR = 6
"""How far from its verb, in words, an auxiliary is still quoted with it."""
_KNOWHOW = {
    "space": "tech.space",
    "arms.missile": "tech.missile",
    "arms.nuclear": "tech.nuclear",
    "nuclear": "tech.nuclear",
    "arms": "tech.military",
}
"""Help with goods is the know-how of them."""


def read_layers(reading: Reading) -> Layers:
    """Every layer of a reading that claims are made from."""
    times = find_times(reading)
    quantities = find_quantities(reading)
    goods = with_counted(find_goods(reading), quantities)
    parties = without_goods(find_parties(reading), goods)
    attributions = find_attributions(reading, parties, times)
    tables = index_parties(parties), index_goods(goods), cover_parties(reading, parties), *index_names(reading)
    return Layers(reading, parties, times, quantities, goods, attributions, *tables)


def extract_claims(reading: Reading, layers: Layers | None = None, record: Record | None = None) -> tuple[Claim, ...]:
    """The claims of a reading, in text order. Method: frame lexicon over Universal Dependencies, see docs/how-claims-are-read.md.

    `record` takes down what decided, for those who ask.
    """
    layers, record = layers or read_layers(reading), record or Record()
    rows = [build_claim(layers, match) for match in _matches(layers)]
    record.built.update((row.claim.id, row) for row in rows)
    built = [(row.claim, row.match) for row in rows]
    lacking = {claim.id: match.lacking for claim, match in built if match.lacking}
    whole = {claim.id for claim, match in built if _is_whole(layers, match)}
    stated = sorted(_distinct([claim for claim, _ in built]), key=lambda claim: claim.span.start)
    record.step("stated", stated)
    stated = [claim for claim in _distinct(completed(layers, stated, lacking, whole)) if _concerns(claim)]
    record.step("discourse", stated)
    answers = list(answered_before(layers, stated))
    stated = [claim for claim in stated if not any(_same(claim, other) for other in answers)]
    stated = [replace(c, denial=LIMITED) if c.denial is None and admits_little(layers, c) else c for c in stated]
    record.step("admission", [*stated, *answers])
    found = tuple(with_exchange(layers, sorted([*stated, *answers], key=lambda claim: (claim.span.start, claim.span.end))))
    record.step("exchange", found)
    return found


def _is_whole(layers: Layers, match: Match) -> bool:
    """Whether an attitude has a thing for its object ("criticised the deal"): nobody else need be its target."""
    if match.frame.kind not in (Kind.OPPOSE, Kind.SUPPORT) or match.frame.pos == NOUN:
        return False
    heads = arguments(layers.reading, match.trigger).get("obj", ())
    return any(layers.reading.tokens[h].upos == "NOUN" and h not in layers.party_at for h in heads)


def _matches(layers: Layers) -> list[Match]:
    filler = Filler(layers, lexicon(layers.reading.document.language))
    matches = list(find_frames(filler))
    opposed = [(m.trigger, m.roles) for m in matches if m.frame.kind in (Kind.OPPOSE, Kind.DEMAND)]
    from_words = (*spoken_against(filler, opposed), *demanded(filler, opposed))
    return matches + [Match(frame, i, roles) for frame, i, roles in from_words]


def _concerns(claim: Claim) -> bool:
    """Whether a claim is of the kind of affairs that are watched: a state or body is a side, or weapons are used, or nobody is named.

    Quarrels and meetings of private persons are left aside.
    """
    sides = (*claim.actor, *claim.counterpart)
    if claim.kind is Kind.TRANSFER and not sides:
        return False
    official = any(p.state or p.type is PartyType.BODY or (p.id and p.type is not PartyType.PERSON) for p in sides)
    return not sides or claim.kind is Kind.USE or official


def build_claim(layers: Layers, match: Match) -> Built:
    """The claim that a matched frame states, with what decided it."""
    reading, frame, roles = layers.reading, match.frame, match.roles
    outcome = outcome_of(layers, match)
    factual = _not_yet(_judged(layers, match), outcome)
    span = _span(layers, match)
    sources = sources_of(layers, match)
    chain = chain_of(layers, sources)
    actor, counterpart = _parties(roles.actor), _parties(roles.counterpart)
    amounts = amounts_of(layers, match)
    time, own_time = time_of(layers, match)
    claim = Claim(
        id=_id(reading, span, frame.kind, actor, counterpart),
        document=reading.document.id,
        language=reading.document.language,
        kind=frame.kind,
        actor=actor,
        counterpart=counterpart,
        goods=_goods(layers, match),
        quantities=tuple(row.quantity for row in amounts),
        when=until_said(time.edtf if time else None, chain),
        where=places_of(layers, match),
        attribution=chain,
        polarity=Polarity.DENIED if frame.kind is Kind.TRANSFER and outcome in _HELD_BACK else factual.polarity,
        certainty=factual.certainty,
        tense=factual.tense,
        exchange=frame.exchange,
        span=span,
        outcome=outcome,
        basis=basis_of(chain, (*actor, *counterpart), reading.document.language),
        denial=denial_type(layers, match.trigger) if factual.polarity is Polarity.DENIED and chain else None,
        headline=reading.sentence(match.trigger).block is BlockKind.TITLE,
        extractor=EXTRACTOR,
        rule=f"{frame.id}/{reading.tokens[match.trigger].lemma}",
        why=factual.why,
    )
    return Built(claim, match, factual, amounts, sources, time, own_time)


def _goods(layers: Layers, match: Match) -> tuple[str, ...]:
    """Codes of what passes; for bare containers and vehicles, of what the same sentence says is in them."""
    codes = {g.code for g in match.roles.goods}
    if codes == {"transport"}:
        sentence = layers.reading.sentence(match.trigger).span
        codes = {g.code for g in layers.goods if sentence.holds(g.span) and g.code != "transport"} or codes
    if match.frame.knowhow:
        codes = {_KNOWHOW.get(code, _KNOWHOW.get(".".join(code.split(".")[:2]), _KNOWHOW.get(code.split(".")[0], code))) for code in codes}
    if not codes and match.frame.kind is Kind.USE:
        wielded = (g for m in match.roles.actor for j in layers.tokens_of(m.span) for g in layers.goods_at.get(j, ()))
        codes = {g.code for g in wielded if g.code.startswith("arms")}
    if not codes and match.frame.default:
        codes = {match.frame.default}
    if not codes and match.frame.goods == ("people",):
        codes = {"people"}
    return tuple(sorted(codes))


def _id(reading: Reading, span: Span, kind: str, actor: Iterable[Party], counterpart: Iterable[Party]) -> str:
    """Hash of what makes the claim the same: document, span, kind, roles as written."""
    parts = [
        reading.document.id,
        str(span.start),
        str(span.end),
        kind,
        "|".join(p.name for p in actor),
        "|".join(p.name for p in counterpart),
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _parties(mentions: tuple[PartyMention, ...]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for mention in mentions:
        found.setdefault(key(mention.party), mention.party)
    return tuple(found.values())


def _judged(layers: Layers, match: Match) -> Predicate:
    """Factuality of the trigger; a noun carried by a light verb has the verb's."""
    carrier = match.roles.carrier
    if carrier is not None and any(
        w in words(layers.reading.document.language).deny for w in lemmas(layers.reading.tokens[carrier], layers.reading.document.language)
    ):
        carrier = None
    judged = judge(layers.reading, match.trigger if carrier is None else carrier)
    if judged.polarity is Polarity.DENIED and _goes_on(layers, match):
        return replace(judged, polarity=Polarity.AFFIRMED)
    if match.frame is DUTY:  # the demand is made, whether or not what is demanded will be done
        return replace(judged, polarity=Polarity.AFFIRMED, certainty=Certainty.CERTAIN, tense=Tense.PRESENT)
    return judged


def _goes_on(layers: Layers, match: Match) -> bool:
    """Whether what the noun names is said not to stop ("the flow of shells has not stopped"): it goes on."""
    token = layers.reading.tokens[match.trigger]
    head = layers.reading.tokens[token.head]
    language = layers.reading.document.language
    stopping = lexicon(language).stopping
    return match.frame.pos == NOUN and token.relation in ("nsubj", "obj") and any(w in stopping for w in lemmas(head, language))


def _not_yet(judged: Predicate, outcome: str | None) -> Predicate:
    """What is offered may be given, what is promised or approved is to be: none of it has been."""
    if outcome not in ("offered", "promised", "approved") or judged.polarity is Polarity.DENIED:
        return judged
    offered = outcome == "offered" and judged.certainty in (Certainty.CERTAIN, Certainty.PROBABLE)
    return replace(judged, tense=Tense.FUTURE, certainty=Certainty.POSSIBLE if offered else judged.certainty)


def _span(layers: Layers, match: Match) -> Span:
    """From the first to the last word of trigger, carrier, their auxiliaries, roles, goods and amounts, within the trigger's sentence."""
    reading, roles = layers.reading, match.roles
    sentence = reading.sentence(match.trigger)
    heads = [match.trigger, *(() if roles.carrier is None else (roles.carrier,))]
    if not roles.actor and not roles.counterpart:
        heads.append(reading.tokens[match.trigger].head)
    words = [reading.tokens[h] for h in heads]
    words += [k for h in heads for k in reading.kids(h, "aux", "cop", "expl", "det") if abs(k.i - h) < _NEAR]
    amounts = [q.span for q in layers.quantities if q.head in {*roles.theme, *(g.head for g in roles.goods)}]
    spans = [*(m.span for m in (*roles.actor, *roles.counterpart)), *(g.span for g in roles.goods), *amounts]
    edges = [(w.start, w.end) for w in words] + [(s.start, s.end) for s in spans]
    edges = [e for e in edges if sentence.span.start <= e[0] and e[1] <= sentence.span.end]
    first, last = min(a for a, _ in edges), max(b for _, b in edges)
    return reading.document.span(_with_article(layers, first, sentence.first), last)


def _with_article(layers: Layers, start: int, first: int) -> int:
    """Where the article before a phrase that begins at character `start` begins, so that the quotation reads as written."""
    at = tokens_in(layers.reading, layers.reading.document.span(start, start + 1))
    before = layers.reading.tokens[at[0] - 1] if at and at[0] > first else None
    return before.start if before is not None and before.upos == "DET" else start


def _distinct(claims: Iterable[Claim]) -> Iterable[Claim]:
    """One claim of a kind, its parties, polarity and certainty where quotations touch; the one that says more stays."""
    kept: list[Claim] = []
    for claim in claims:
        twin = next((k for k in kept if _same(k, claim)), None)
        if twin is None:
            kept.append(claim)
        elif _richness(claim) > _richness(twin):
            kept[kept.index(twin)] = claim
    return kept


def _same(a: Claim, b: Claim) -> bool:
    if a.kind is not b.kind or a.polarity is not b.polarity or a.certainty is not b.certainty or not a.span.touches(b.span):
        return False
    names = [frozenset(key(p) for p in side) for side in (a.actor, a.counterpart, b.actor, b.counterpart)]
    return names[0] == names[2] and names[1] == names[3] and (not a.goods or not b.goods or bool(set(a.goods) & set(b.goods)))


def _richness(claim: Claim) -> int:
    return len(claim.goods) + len(claim.quantities) + (claim.when is not None) + len(claim.attribution)
