"""Who speaks inside quotations, as far as first persons need it: the subject of the verb beside the quotation, else the last speaker."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from riscontro.extract.attribution.quotes import Quote, find_quotes
from riscontro.extract.parties.antecedents import role_of
from riscontro.extract.parties.dropped import is_agentive, is_speech
from riscontro.extract.parties.view import Found, View

_TAG = 4


@dataclass(frozen=True, slots=True)
class Speech:
    """The quotations of a reading and the speaker of each, None where not told."""

    quotes: tuple[Quote, ...]
    starts: tuple[int, ...]
    speakers: tuple[Found | None, ...]

    def quote(self, i: int) -> int | None:
        """The number of the outermost quotation around token i."""
        k = bisect_right(self.starts, i) - 1
        while k >= 0 and not self.quotes[k].holds(i) and k > bisect_right(self.starts, i) - 4:
            k -= 1
        return k if k >= 0 and self.quotes[k].holds(i) else None

    def speaker(self, i: int) -> Found | None:
        """Who speaks at token i; None outside quotations."""
        k = self.quote(i)
        return None if k is None else self.speakers[k]

    def told_before(self, i: int) -> frozenset[int]:
        """The tokens of the quotation that ends right before token i, in its sentence or with it: its speaker is nobody named inside."""
        k = bisect_right(self.starts, i) - 1
        if k < 0 or self.quotes[k].last >= i or i - self.quotes[k].last > _TAG:
            return frozenset()
        return frozenset(range(self.quotes[k].first, self.quotes[k].last))

    def barred(self, i: int) -> tuple[int, ...]:
        """Heads that a third person at token i cannot mean: the speaker of the quotation it stands in."""
        speaker = self.speaker(i)
        return () if speaker is None else (speaker.head,)


def make_speech(view: View, found: list[Found]) -> Speech:
    """The speakers of all quotations."""
    quotes = find_quotes(view.reading)
    speakers: list[Found | None] = []
    by_sentence: dict[int, list[Found]] = {}
    for f in found:
        by_sentence.setdefault(view.reading.sentence_of[f.head], []).append(f)
    quoted = frozenset(i for q in quotes for i in range(q.first, q.last + 1))
    last: Found | None = None
    for quote in quotes:
        here = _beside(view, quote, by_sentence, quoted)
        last = (
            here or _introduced(view, quote, by_sentence, quoted) or (last if last is not None and _adjacent(view, last, quote) else None)
        )
        speakers.append(last)
    return Speech(quotes, tuple(q.first for q in quotes), tuple(speakers))


def _beside(view: View, quote: Quote, by_sentence: dict[int, list[Found]], quoted: frozenset[int]) -> Found | None:
    """The subject of a verb of saying outside the quotation, in its last or its first sentence."""
    for i in (quote.last, quote.first):
        rows = [f for f in by_sentence.get(view.reading.sentence_of[i], ()) if f.head not in quoted and _speaks(view, f)]
        rows = rows or [
            f for f in by_sentence.get(view.reading.sentence_of[i], ()) if f.head not in quoted and role_of(view, f.head) == "subj"
        ]
        if rows:
            return min(rows, key=lambda f: min(abs(f.head - quote.first), abs(f.head - quote.last)))
    return None


def _introduced(view: View, quote: Quote, by_sentence: dict[int, list[Found]], quoted: frozenset[int]) -> Found | None:
    """The speaker of the sentence before a quotation that stands alone ("A spokesman denied it. "We have sold nothing.")."""
    sentence = view.reading.sentence_of[quote.first]
    end = view.bounds(quote.last)[1]
    if not sentence or view.reading.sentences[sentence].first != quote.first or quote.last + _TAG < end:
        return None
    before = view.reading.sentences[sentence - 1]
    if view.reading.sentences[sentence].paragraph - before.paragraph > 1:
        return None
    rows = [f for f in by_sentence.get(sentence - 1, ()) if f.head not in quoted and _speaks(view, f) and _speech_verb(view, f)]
    return rows[0] if rows else None


def _speech_verb(view: View, found: Found) -> bool:
    verb = view.reading.tokens[found.head]
    if not (found.coreference and verb.upos == "VERB"):
        verb = view.reading.tokens[verb.head]
    return is_speech(view, verb)


def _speaks(view: View, found: Found) -> bool:
    token = view.reading.tokens[found.head]
    if found.coreference and token.upos == "VERB":
        return is_agentive(view, token)
    verb = view.reading.head(found.head)
    return role_of(view, token.i) == "subj" and verb is not None and is_agentive(view, verb)


def _adjacent(view: View, speaker: Found, quote: Quote) -> bool:
    reading = view.reading
    return reading.sentence(quote.first).paragraph - reading.sentence(speaker.head).paragraph <= 1
