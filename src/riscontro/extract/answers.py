"""Answers to claims made before: denials with their types, confirmations, and refusals to say.

"Pyongyang denies these deliveries" and "the Kremlin called the report baseless" deny the claim that stands before them, "Moscow confirmed
it" takes it on its own word; EVIDENCE's types of denial are told by the words of the denial.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from riscontro import languages
from riscontro.extract.clause import arguments
from riscontro.extract.factuality import judge
from riscontro.extract.layers import Layers
from riscontro.extract.lemmas import lemmas
from riscontro.extract.lexicon import NOUN, lexicon
from riscontro.extract.parties.antecedents import key
from riscontro.model import BlockKind, Certainty, Claim, Kind, Link, PartyMention, Polarity, Reading, Sentence, Tense, Token

LIMITED = "limited admission"
_BACK = 6
"""How many sentences back the claim that is denied may stand."""
_DENIABLE = frozenset({Kind.TRANSFER, Kind.USE, Kind.LAUNCH, Kind.TRACE, Kind.AGREE, Kind.SANCTION, Kind.REQUEST, Kind.OPPOSE, Kind.MEET})


class Stance(StrEnum):
    """How an answer stands to what was said."""

    DENIED = "denied"
    CONFIRMED = "confirmed"
    OPEN = "left open"


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers, and how."""

    who: tuple[PartyMention, ...]
    stance: Stance


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `languages/<language>/discourse.toml`."""

    deny: frozenset[str]
    confirm: frozenset[str]
    report: frozenset[str]
    pronouns: frozenset[str]
    false: frozenset[str]
    exchange: tuple[str, ...]
    types: tuple[tuple[str, tuple[str, ...]], ...]
    of_report: frozenset[str]
    more: frozenset[str]
    little: tuple[str, ...]


@cache
def words(language: str) -> Words:
    """The discourse words of a language."""
    data: dict[str, Any] = languages.table(language, "discourse")
    types = (("of proof", "of_proof"), ("of legitimacy", "of_legitimacy"), ("declined", "declined"), ("cannot confirm", "cannot_confirm"))
    return Words(
        deny=frozenset(data["deny"]),
        confirm=frozenset(data["confirm"]),
        report=frozenset(data["report"]),
        pronouns=frozenset(data["pronouns"]),
        false=frozenset(data["false"]),
        exchange=tuple(data["exchange"]),
        types=tuple((name, tuple(data[field])) for name, field in types),
        of_report=frozenset(data["of_report"]),
        more=frozenset(data["more"]),
        little=tuple(data["little"]),
    )


def answered_before(layers: Layers, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims that answer one made before: the same proposition denied, confirmed or left open, on the word of who answers."""
    reading = layers.reading
    cues = {row.cue_head for row in layers.attributions if row.contents}
    for sentence in reading.sentences:
        if sentence.block is BlockKind.FURNITURE or not _may_answer(reading, sentence):
            continue
        for token in reading.words(sentence):
            answer = _answer(layers, token, token.i in cues)
            before = _claim_before(layers, claims, sentence, token, answer.who) if answer and answer.who else None
            if answer is not None and before is not None:
                yield _answering(layers, before, token, answer)


def _may_answer(reading: Reading, sentence: Sentence) -> bool:
    """Whether any word of the sentence denies, confirms, or calls something false."""
    language = reading.document.language
    telling = words(language).deny | words(language).confirm | words(language).false
    return any(not telling.isdisjoint(lemmas(token, language)) for token in reading.words(sentence))


def _answer(layers: Layers, token: Token, quotes: bool) -> Answer | None:
    """The answer to an earlier claim that this word gives, if any; a verb that quotes words of its own answers by them."""
    if token.upos not in ("VERB", "AUX", "ADJ", "NOUN") and token.feats.get("VerbForm") is None:
        return None
    language = layers.reading.document.language
    vocabulary, names = words(language), lemmas(token, language)
    slots = arguments(layers.reading, token.i)
    objects = slots.get("obj", ()) + slots.get("iobj", ()) + slots.get("to", ())
    denies, confirms = (any(w in names for w in table) for table in (vocabulary.deny, vocabulary.confirm))
    if (denies or confirms) and _takes_up(layers, token, slots, objects, quotes):
        judged = judge(layers.reading, token.i)
        open_ = judged.polarity is Polarity.DENIED or judged.certainty is Certainty.UNSPECIFIED
        who = _parties(layers, slots.get("subj", ())) or _left_out(layers, token)
        return Answer(who, Stance.OPEN if open_ else Stance.DENIED if denies else Stance.CONFIRMED)
    if _is_false(layers, token):
        return Answer(_speakers(layers, token), Stance.DENIED)
    spoken_of = objects + slots.get("of", ()) + slots.get("about", ())
    if not denies and any(_is_report(layers, j) for j in spoken_of) and _calls_false(layers, token):
        return Answer(_parties(layers, slots.get("subj", ())), Stance.DENIED)
    return None


def _takes_up(layers: Layers, token: Token, slots: Mapping[str, tuple[int, ...]], objects: tuple[int, ...], quotes: bool) -> bool:
    """Whether what is denied or confirmed is a claim made before: by its pronoun, by a noun for it, or left out altogether."""
    if any(_stands_for_claim(layers, j) for j in objects):
        return True
    if slots.get("obj") or layers.reading.kids(token.i, "ccomp", "xcomp"):
        return False
    clitic = any(k.lower in words(layers.reading.document.language).pronouns for k in layers.reading.kids(token.i))
    more = [
        k
        for k in layers.reading.kids(token.i, "obl", "advcl")
        if not any(time.span.start <= k.start < time.span.end for time in layers.times) and not _after_stop(layers.reading, token.i, k.i)
    ]
    alone = not quotes and not more and token.deprel.split(":")[0] in ("root", "conj", "parataxis")
    return clitic or alone


def _left_out(layers: Layers, token: Token) -> tuple[PartyMention, ...]:
    """The subject that an Italian verb leaves out, where the discourse gives it."""
    return tuple(m for m in layers.party_at.get(token.i, ()) if m.coreference)


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
    return all(_after_stop(reading, i, k.i) for k in reading.kids(i, "acl", "ccomp"))


def _after_stop(reading: Reading, noun: int, clause: int) -> bool:
    """Whether a comma or colon parts a clause from the noun it hangs on ("the accusation, saying that")."""
    return any(t.text in (",", ":", ";") for t in reading.tokens[noun + 1 : clause])


def _calls_false(layers: Layers, token: Token) -> bool:
    reading, language = layers.reading, layers.reading.document.language
    false = words(language).false
    return any(w in false for j in reading.subtree(token.i) for w in lemmas(reading.tokens[j], language))


def _claim_before(
    layers: Layers, claims: Sequence[Claim], sentence: Sentence, token: Token, deniers: Sequence[PartyMention]
) -> Claim | None:
    """The nearest earlier claim that the deniers are a side to; else one not on their word. A denial that names goods is of those."""
    first = layers.reading.sentences[max(0, sentence.index - _BACK)].span.start
    names = {key(m.party) for m in deniers}
    told = [c for c in claims if c.span.start < token.start and c.kind in _DENIABLE and c.polarity is Polarity.AFFIRMED]
    told = [c for c in told if not any(key(link.source) in names for link in c.attribution)]
    kinds = _kinds_denied(layers, token)
    told = [c for c in told if not kinds or c.kind in kinds]
    families = {code.split(".")[0] for code in _goods_denied(layers, token)}
    fitting = [c for c in told if families & {code.split(".")[0] for code in c.goods}]
    fitting = fitting or [c for c in told if c.kind is Kind.TRANSFER and not c.goods]
    near = fitting if families else [c for c in told if first <= c.span.start]
    about = [c for c in near if names & {key(p) for p in (*c.actor, *c.counterpart)} and c.kind is not Kind.OPPOSE]
    chosen = about or [c for c in near if c.kind is not Kind.OPPOSE and c.attribution]
    chosen = [c for c in chosen if c.kind is not Kind.MEET] or chosen
    weighty = [c for c in chosen if c.actor and c.counterpart] or chosen
    return weighty[-1] if weighty else None


def _kinds_denied(layers: Layers, token: Token) -> frozenset[Kind]:
    """The kinds of relation that the noun denied names ("any arms trade")."""
    language = layers.reading.document.language
    objects = arguments(layers.reading, token.i).get("obj", ())
    names = (w for j in objects for w in lemmas(layers.reading.tokens[j], language))
    return frozenset(frame.kind for w in names for frame, _ in lexicon(language).by_word.get(w, ()) if frame.pos == NOUN)


def _goods_denied(layers: Layers, token: Token) -> tuple[str, ...]:
    """Codes of the goods that the denial itself names."""
    return tuple(dict.fromkeys(g.code for j in layers.reading.subtree(token.i) for g in layers.goods_at.get(j, ())))


def _answering(layers: Layers, before: Claim, token: Token, answer: Answer) -> Claim:
    reading, deniers = layers.reading, answer.who
    edges = [(token.start, token.end), *((m.span.start, m.span.end) for m in deniers)]
    edges += [(reading.tokens[j].start, reading.tokens[j].end) for j in arguments(reading, token.i).get("obj", ())]
    bounds = reading.sentence(token.i).span
    edges = [e for e in edges if bounds.start <= e[0] and e[1] <= bounds.end]
    span = reading.document.span(min(a for a, _ in edges), max(b for _, b in edges))
    links = {key(m.party): Link(m.party, token.text) for m in deniers}
    denied = answer.stance is Stance.DENIED
    types = {Stance.DENIED: denial_type(layers, token.i), Stance.OPEN: "cannot confirm", Stance.CONFIRMED: None}
    return replace(
        before,
        id=hashlib.sha256(f"{before.id}\x1f{span.start}\x1f{span.end}\x1f{answer.stance}".encode()).hexdigest()[:16],
        attribution=tuple(links.values()),
        polarity=Polarity.DENIED if denied else before.polarity,
        certainty=Certainty.UNSPECIFIED if answer.stance is Stance.OPEN else Certainty.CERTAIN,
        tense=Tense.PAST if denied else before.tense,
        goods=_goods_denied(layers, token) or before.goods,
        quantities=(),
        when=None,
        where=(),
        span=span,
        basis="declared" if {key(m.party) for m in deniers} & {key(p) for p in (*before.actor, *before.counterpart)} else "unstated",
        denial=types[answer.stance],
        headline=reading.sentence(token.i).block is BlockKind.TITLE,
        rule=f"{answer.stance.replace(' ', '-')}-before/{token.lemma}",
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
    if any(k.lower in vocabulary.more for j in (i, *objects) for k in (reading.tokens[j], *reading.kids(j))):
        return LIMITED
    if any(w in vocabulary.of_report for j in objects for w in lemmas(reading.tokens[j], language)):
        return "of a report"
    return "categorical"


def admits_little(layers: Layers, claim: Claim) -> bool:
    """Whether a side to what passed says itself that it was little ("a few drones, before the war")."""
    sides = {key(p) for p in (*claim.actor, *claim.counterpart)}
    own = bool(claim.attribution) and key(claim.attribution[-1].source) in sides
    told = f" {layers.reading.document.text[claim.span.start : claim.span.end].lower()} "
    return own and claim.kind is Kind.TRANSFER and any(f" {phrase} " in told for phrase in words(claim.language).little)
