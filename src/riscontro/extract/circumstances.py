"""How much, when, where and with what outcome: what stands around a frame in its clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from riscontro.extract.clause import preposition
from riscontro.extract.frames import Match
from riscontro.extract.layers import Layers, tokens_in
from riscontro.extract.lemmas import lemmas
from riscontro.extract.lexicon import NOUN, lexicon
from riscontro.model import (
    Link,
    PartyType,
    Place,
    QuantityMention,
    Reading,
    TimeMention,
)

_VERBAL = ("VERB", "AUX")


def _governed(layers: Layers, match: Match) -> set[int]:
    """Tokens of the clause that states the match: below the trigger or its carrier, subordinate statements left out."""
    reading = layers.reading
    top = match.trigger if match.roles.carrier is None else match.roles.carrier
    seen, queue = {top, match.trigger}, [top, match.trigger]
    while queue:
        for kid in reading.kids(queue.pop()):
            apart = kid.relation in ("ccomp", "parataxis", "advcl", "acl") or (kid.deprel == "conj" and kid.upos in _VERBAL)
            if kid.i not in seen and not (apart and kid.upos in _VERBAL):
                seen.add(kid.i)
                queue.append(kid.i)
    return seen


def _noun_phrase(reading: Reading, i: int) -> Iterator[int]:
    """The tokens below i that are no part of a clause of their own ("a group that eleven countries set up")."""
    yield i
    for kid in reading.kids(i):
        if kid.relation not in ("acl", "advcl", "ccomp", "parataxis"):
            yield from _noun_phrase(reading, kid.i)


def amounts_of(layers: Layers, match: Match) -> tuple[QuantityMention, ...]:
    """Amounts of the goods, of the theme, or of the trigger itself ("two tests"), and what the theme is said to hold."""
    heads = {match.trigger, *match.roles.theme, *(g.head for g in match.roles.goods)}
    themes = heads if match.roles.theme else set()
    below = {j for h in themes for j in _noun_phrase(layers.reading, h)}
    clauses = {j for h in themes for j in layers.reading.subtree(h)}
    of_people = any(g.code.startswith("people") for g in match.roles.goods)

    def belongs(q: QuantityMention) -> bool:
        if q.quantity.unit == "percent" or (q.quantity.unit == "person" and not of_people):
            return q.head in heads and q.quantity.unit != "percent"
        return q.head in heads | (clauses if q.quantity.kind == "capacity" else below)

    rows = [q for q in layers.quantities if belongs(q)]
    return tuple(replace(q, quantity=replace(q.quantity, unit="person")) if of_people and q.quantity.unit == "item" else q for q in rows)


def time_of(layers: Layers, match: Match) -> tuple[TimeMention | None, bool]:
    """The time that the clause itself names (True), nearest to the trigger; else the one that its sentence names apart from reporting."""
    reading = layers.reading
    sentence = reading.sentence(match.trigger)
    governed = _governed(layers, match)
    rows = [t for t in layers.times if t.edtf and sentence.span.holds(t.span)]
    own = [t for t in rows if any(j in governed for j in tokens_in(reading, t.span))]
    if own:
        return _nearest(layers, match, own), True
    at = reading.tokens[match.trigger].start
    told = [c for row in layers.attributions for c in row.contents if c.start <= at < c.end]
    free = [t for t in rows if any(c.holds(t.span) for c in told)] or [t for t in rows if not _of_reporting(layers, t)]
    return (free[0] if len(free) == 1 and not _of_next_clause(layers, match, free[0]) else None), False


def _of_next_clause(layers: Layers, match: Match, time: TimeMention) -> bool:
    """Whether a verb joined to the trigger's by "and" has the time for its own ("has received missiles and will use them in May")."""
    reading = layers.reading
    at = tokens_in(reading, time.span)[0]
    while reading.tokens[at].upos not in _VERBAL and reading.tokens[at].head != at:
        at = reading.tokens[at].head
    own_clause = reading.tokens[at].deprel == "conj" and bool(reading.kids(at, "aux", "aux:pass", "nsubj", "nsubj:pass"))
    return own_clause and at > match.trigger and match.trigger not in reading.subtree(at)


def until_said(when: str | None, chain: tuple[Link, ...]) -> str | None:
    """A stretch that reaches to the publication ("since September") reaches, in words said before, to when they were said."""
    said = chain[-1].said if chain else None
    start, slash, end = (when or "").partition("/")
    if not slash or not said or "/" in said or not start[:1].isdigit() or not end[:1].isdigit():
        return when
    until = said[: len(end)]
    return f"{start}/{until}" if start < until < end else when


def _of_reporting(layers: Layers, time: TimeMention) -> bool:
    """Whether the time says when something was said."""
    reading = layers.reading
    cues = {row.cue_head for row in layers.attributions}
    at = tokens_in(reading, time.span)[0]
    for _ in range(6):
        if at in cues:
            return True
        if reading.tokens[at].upos in _VERBAL or reading.tokens[at].head == at:
            return False
        at = reading.tokens[at].head
    return False


def _nearest(layers: Layers, match: Match, rows: list[TimeMention]) -> TimeMention:
    at = layers.reading.tokens[match.trigger].start
    return min(rows, key=lambda t: abs(t.span.start - at))


def places_of(layers: Layers, match: Match) -> tuple[Place, ...]:
    """Places named with a preposition of place in the clause."""
    governed = _governed(layers, match)
    taken = {m.span for m in (*match.roles.actor, *match.roles.counterpart)}
    found = [
        Place(m.span.text, m.party.state)
        for j in sorted(governed)
        for m in layers.party_at.get(j, ())
        if m.party.type in (PartyType.PLACE, PartyType.STATE)
        and m.span not in taken
        and preposition(layers.reading, j) in ("in", "at", "near")
    ]
    return tuple(dict.fromkeys(found))


def outcome_of(layers: Layers, match: Match) -> str | None:
    """The outcome that the entry fixes, or that the trigger or its carrier names."""
    if match.frame.outcome:
        return match.frame.outcome
    reading, language = layers.reading, layers.reading.document.language
    table = lexicon(language).outcomes.get(match.frame.kind, {})
    words = [match.trigger] if match.frame.pos != NOUN else [j for j in (match.roles.carrier, match.trigger) if j is not None]
    for j in words:
        for w in lemmas(reading.tokens[j], language):
            if w in table:
                return table[w]
    return None
