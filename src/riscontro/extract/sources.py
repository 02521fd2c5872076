"""Whose word a claim rests on: the sources whose words hold it, as a chain."""

from __future__ import annotations

from collections.abc import Iterable

from riscontro.extract.attribution.cues import cue_kind
from riscontro.extract.frames import Match
from riscontro.extract.layers import Layers
from riscontro.extract.parties.antecedents import key
from riscontro.extract.shallow import joined_by_words
from riscontro.model import (
    Attribution,
    Link,
    Party,
    PartyType,
)


def sources_of(layers: Layers, match: Match) -> tuple[Attribution, ...]:
    """The attributions whose contents hold the trigger, the paper's nearest first, the event's nearest last."""
    at = layers.reading.tokens[match.trigger].start
    holding = []
    for row in layers.attributions:
        inside = [c for c in row.contents if c.start <= at < c.end]
        if inside and row.cue_head != match.trigger and not _within(row, at) and not _narrated(layers, row):
            holding.append((sum(c.end - c.start for c in row.contents), row))
    holding.sort(key=lambda pair: -pair[0])
    return tuple(row for _, row in holding)


def chain_of(layers: Layers, sources: Iterable[Attribution]) -> tuple[Link, ...]:
    """Everybody who speaks in these attributions, in their order."""
    links = []
    for row in sources:
        links += [Link(party, row.cue.text if row.cue else None, row.said, row.medium) for party in _speakers(layers, row)]
    return tuple({key(link.source): link for link in reversed(links)}.values())[::-1]


def _speakers(layers: Layers, row: Attribution) -> tuple[Party, ...]:
    """Everybody who speaks in an attribution ("Moscow and Pyongyang"); a pronoun that stands for nobody known is no source."""
    if row.source is None:
        return () if row.party is None else (row.party,)
    inside = [j for j in layers.tokens_of(row.source) if j in layers.party_at]
    joint = sorted({*_joint(layers, inside), *(j for j in joined_by_words(layers, inside[:1]) if j in inside)})
    named = [m.party for j in joint for m in layers.party_at[j] if m.party.state or m.party.id]
    if row.party is not None and len(named) > 1 and key(row.party) in map(key, named):
        return tuple({key(p): p for p in named}.values())
    if row.party is not None:
        return (row.party,)
    tokens = [layers.reading.tokens[j] for j in layers.tokens_of(row.source)]
    bare = all(t.upos in ("PRON", "DET", "PUNCT") for t in tokens)
    return () if bare else (Party(row.source.text, None, None, PartyType.GROUP),)


def _joint(layers: Layers, heads: list[int]) -> list[int]:
    """The first party of a source and those joined to it by conjunctions and commas alone ("the US and South Korea")."""
    reading = layers.reading
    joined = heads[:1]
    for j in heads[1:]:
        before = layers.party_at[joined[-1]][0].span
        start = min(m.span.start for m in layers.party_at[j])
        between = [t for t in reading.tokens[joined[-1] : j] if before.end <= t.start and t.end <= start]
        if not between or any(t.upos not in ("CCONJ", "DET") and t.text != "," for t in between) or all(t.text == "," for t in between):
            break
        joined.append(j)
    return joined


def _narrated(layers: Layers, row: Attribution) -> bool:
    """Whether the document narrates an attitude ("condemned the test", "plans to visit"): its object is on the document's own word."""
    return row.cue_head is not None and row.style == "indirect" and cue_kind(layers.reading, row.cue_head) in ("judge", "want")


def _within(row: Attribution, at: int) -> bool:
    return any(s is not None and s.start <= at < s.end for s in (row.source, row.cue))
