"""Datelines: where and for whom a report was written ("SEOUL, Feb. 23 (Agency) -"). What they name takes no part in what is told."""

from __future__ import annotations

from collections.abc import Iterator

from riscontro.extract.parties.gazetteer import Hit, Role
from riscontro.model import Reading, Sentence, Token

_DASHES = frozenset({"-", "–", "—", "--", "―"})
_PLACES = (Role.CAPITAL, Role.CITY, Role.STATE, Role.BODY, Role.PLACE)
_LONGEST = 24
_BARE = 3


def dateline_tokens(reading: Reading, hits: dict[int, Hit]) -> frozenset[int]:
    """The tokens of all datelines: what opens a paragraph up to its dash, and lines that hold a place and a day alone."""
    found: set[int] = set()
    paragraph = -1
    for sentence in reading.sentences:
        if sentence.paragraph != paragraph:
            found.update(_dateline(reading, sentence, hits))
        paragraph = sentence.paragraph
    return frozenset(found)


def _dateline(reading: Reading, sentence: Sentence, hits: dict[int, Hit]) -> Iterator[int]:
    tokens = reading.tokens[sentence.first : min(sentence.last, sentence.first + _LONGEST)]
    if not tokens or not tokens[0].text[:1].isupper():
        return
    dash = next((k for k, t in enumerate(tokens) if t.text in _DASHES and k and tokens[k - 1].end < t.start), None)
    if dash is None:
        if sentence.last - sentence.first <= _LONGEST // 2 and _place_and_day(reading, sentence, hits):
            yield from range(sentence.first, sentence.last)
        return
    head = tokens[:dash]
    if _places_first(head, hits) and not any(t.upos in ("VERB", "AUX", "PRON") and t.text[:1].islower() for t in head):
        yield from range(sentence.first, sentence.first + dash + 1)


def _places_first(head: tuple[Token, ...], hits: dict[int, Hit]) -> bool:
    """Whether it opens with a place in capitals, or with a place and an agency in brackets, or is a city alone."""
    first, hit = head[0], hits.get(head[0].i)
    capitals = len(first.text) > 2 and first.text.isupper()
    bracket = any(t.text == "(" for t in head) and head[-1].text == ")"
    if capitals:
        return hit is not None or bracket or any(t.text == "," for t in head)
    if hit is None or hit.entry.role not in _PLACES:
        return False
    alone = hit.last == head[-1].i and len(head) <= _BARE and hit.entry.role in (Role.CAPITAL, Role.CITY)
    return bracket or alone or (any(t.text == "," for t in head) and any(t.text.rstrip(".").isdigit() for t in head))


def _place_and_day(reading: Reading, sentence: Sentence, hits: dict[int, Hit]) -> bool:
    """Whether a sentence is a place, a comma and a day, no more ("Singapore, June 2, 2024")."""
    tokens = reading.tokens[sentence.first : sentence.last]
    hit = hits.get(sentence.first)
    if hit is None or hit.entry.role not in _PLACES or hit.last + 1 >= sentence.last or reading.tokens[hit.last + 1].text != ",":
        return False
    rest = [t for t in tokens if t.i > hit.last and t.text not in (",", ".")]
    year = any(len(t.text) == len("2024") and t.text.isdigit() for t in rest)
    return year and all(t.i in hits or t.upos in ("NUM", "PROPN", "NOUN", "X", "DET") for t in rest)
