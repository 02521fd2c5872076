"""What every layer saw in one reading, with look-ups by token."""

from __future__ import annotations

from dataclasses import dataclass, field

from riscontro.extract.parties.gazetteer import Role, scan
from riscontro.model import Attribution, GoodsMention, Party, PartyMention, QuantityMention, Reading, Span, TimeMention


@dataclass(frozen=True, slots=True)
class Layers:
    """The mentions of one reading; token look-ups are made once."""

    reading: Reading
    parties: tuple[PartyMention, ...]
    times: tuple[TimeMention, ...]
    quantities: tuple[QuantityMention, ...]
    goods: tuple[GoodsMention, ...]
    attributions: tuple[Attribution, ...]
    party_at: dict[int, tuple[PartyMention, ...]] = field(repr=False)
    goods_at: dict[int, tuple[GoodsMention, ...]] = field(repr=False)
    party_over: dict[int, tuple[PartyMention, ...]] = field(repr=False)
    nation_at: dict[int, PartyMention] = field(repr=False)
    name_at: dict[int, PartyMention] = field(repr=False)

    def tokens_of(self, span: Span) -> tuple[int, ...]:
        """Tokens of the span, by binary search."""
        return tokens_in(self.reading, span)


def tokens_in(reading: Reading, span: Span) -> tuple[int, ...]:
    """Indexes of the tokens that the span touches."""
    low, high = 0, len(reading.tokens)
    while low < high:
        middle = (low + high) // 2
        if reading.tokens[middle].end <= span.start:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < len(reading.tokens) and reading.tokens[low].start < span.end:
        found.append(low)
        low += 1
    return tuple(found)


def index_parties(mentions: tuple[PartyMention, ...]) -> dict[int, tuple[PartyMention, ...]]:
    """Party mentions by the token that heads them."""
    rows: dict[int, list[PartyMention]] = {}
    for mention in mentions:
        rows.setdefault(mention.head, []).append(mention)
    return {i: tuple(found) for i, found in rows.items()}


def cover_parties(reading: Reading, mentions: tuple[PartyMention, ...]) -> dict[int, tuple[PartyMention, ...]]:
    """Named parties by every token that they cover, the shortest name first, for heads that a wrong tree puts elsewhere in the name."""
    rows: dict[int, list[PartyMention]] = {}
    for mention in sorted((m for m in mentions if not m.coreference), key=lambda m: m.span.end - m.span.start):
        for j in tokens_in(reading, mention.span):
            if not rows.get(j) or rows[j][0].span == mention.span:
                rows.setdefault(j, []).append(mention)
    return {i: tuple(found) for i, found in rows.items()}


def index_names(reading: Reading) -> tuple[dict[int, PartyMention], dict[int, PartyMention]]:
    """Adjectives of states, and names of states and capitals, by their last token, also those inside a longer mention."""
    adjectives: dict[int, PartyMention] = {}
    names: dict[int, PartyMention] = {}
    for hit in scan(reading):
        if len(hit.entry.states) == 1 and hit.entry.role in (Role.ADJECTIVE, Role.STATE, Role.CAPITAL):
            span = reading.span(hit.first, hit.last)
            mention = PartyMention(span, Party(span.text, hit.entry.states[0]), hit.last)
            (adjectives if hit.entry.role is Role.ADJECTIVE else names)[hit.last] = mention
    return adjectives, names


def without_goods(mentions: tuple[PartyMention, ...], goods: tuple[GoodsMention, ...]) -> tuple[PartyMention, ...]:
    """The mentions but for names of goods that the pipeline took for somebody ("Shahed")."""
    things = [g.span for g in goods if not g.code.startswith("people")]
    return tuple(
        m for m in mentions if m.party.state or (m.party.id and m.party.id != m.span.text) or not any(s.holds(m.span) for s in things)
    )


COUNTED = {
    "usd": "money",
    "eur": "money",
    "rub": "money",
    "krw": "money",
    "cny": "money",
    "person": "people",
    "barrel": "energy.oil",
    "round": "arms.ammunition",
}
"""Goods that an amount names by its unit alone."""


def with_counted(goods: tuple[GoodsMention, ...], quantities: tuple[QuantityMention, ...]) -> tuple[GoodsMention, ...]:
    """The goods, and those that an amount names by its unit alone ("$1.7 billion", "four Russians", "900,000 barrels")."""
    named = {g.head for g in goods}
    counted = [
        GoodsMention(q.of or q.span, COUNTED[q.quantity.unit], q.head)
        for q in quantities
        if q.quantity.unit in COUNTED and q.head not in named and not any(q.span.touches(g.span) for g in goods)
    ]
    return tuple(sorted((*goods, *counted), key=lambda g: g.span))


def index_goods(mentions: tuple[GoodsMention, ...]) -> dict[int, tuple[GoodsMention, ...]]:
    """Goods mentions by the token that heads them."""
    rows: dict[int, list[GoodsMention]] = {}
    for mention in mentions:
        rows.setdefault(mention.head, []).append(mention)
    return {i: tuple(found) for i, found in rows.items()}
