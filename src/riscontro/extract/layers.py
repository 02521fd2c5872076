"""What every layer saw in one reading, with look-ups by token."""

from __future__ import annotations

from dataclasses import dataclass, field

from riscontro.model import Attribution, GoodsMention, PartyMention, QuantityMention, Reading, Span, TimeMention


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


def index_goods(mentions: tuple[GoodsMention, ...]) -> dict[int, tuple[GoodsMention, ...]]:
    """Goods mentions by the token that heads them."""
    rows: dict[int, list[GoodsMention]] = {}
    for mention in mentions:
        rows.setdefault(mention.head, []).append(mention)
    return {i: tuple(found) for i, found in rows.items()}
