"""What attribution looks at: a reading with its quotations, the parties and times found in it, and the words of its language."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from riscontro.extract.attribution.cues import Cue, verb_cues
from riscontro.extract.attribution.cuewords import Lexicon, lexicon, plain
from riscontro.extract.attribution.quotes import Quote, find_quotes
from riscontro.model import PartyMention, Reading, TimeMention, Token

SHORT = 3
"""A quotation of at most so many words is no stretch of speech of its own."""
_DASHES = frozenset({"-", "--", "–", "—", "―"})


@dataclass(frozen=True, slots=True)
class Scope:
    """The tokens low..high in which a cue may find its source and content: its sentence with the quotations that cross its bounds, or,
    for a cue inside a quotation, what that quotation holds of the sentence."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class View:
    """A reading with all that attribution looks at: quotations, parties by head, tokens of times, the words of the language."""

    reading: Reading
    quotes: tuple[Quote, ...]
    quoted: tuple[int, ...]
    covered: tuple[bool, ...]
    at: dict[int, tuple[Quote, ...]]
    parties: dict[int, PartyMention]
    mentions: tuple[PartyMention, ...]
    timed: frozenset[int]
    named: frozenset[int]
    breaks: frozenset[int]
    table: Lexicon = field(repr=False)

    def word(self, i: int, group: str) -> bool:
        """Whether token i is one of a group of closed-class words."""
        return plain(self.reading.tokens[i].text) in self.table.words.get(group, frozenset())

    def word_of(self, word: str, group: str) -> bool:
        """Whether a word is one of a group of closed-class words."""
        return plain(word) in self.table.words.get(group, frozenset())

    def finite(self, i: int) -> bool:
        """Whether token i is a finite verb: by its tag, or as a past form between its subject and its object, taken for a participle."""
        tokens = self.reading.tokens
        token = tokens[i]
        if token.upos not in ("VERB", "AUX") or i in self.named:
            return False
        if token.feats.get("VerbForm") == "Fin":
            return True
        if token.feats.get("VerbForm") != "Part" or token.feats.get("Tense") == "Pres" or not 0 < i < len(tokens) - 1:
            return False
        return tokens[i - 1].upos in ("NOUN", "PROPN", "PRON") and tokens[i + 1].upos in ("DET", "NOUN", "PROPN", "NUM", "PRON")

    def adjunct(self, i: int) -> bool:
        """Whether token i may stand between a verb of saying and "that": times, settings, names of those addressed, no verbs."""
        token = self.reading.tokens[i]
        return i in self.timed or token.upos in ("ADP", "PROPN", "NOUN", "DET", "ADJ", "NUM", "ADV", "PRON")


def make_view(reading: Reading, parties: tuple[PartyMention, ...], times: tuple[TimeMention, ...]) -> View:
    """The view of a reading."""
    quotes = find_quotes(reading)
    quoted = [-1] * len(reading.tokens)
    for k, quote in enumerate(quotes):
        if quote.words > SHORT:
            for i in range(quote.first + 1, quote.last + (0 if quote.closed else 1)):
                quoted[i] = k
    covered = [False] * len(reading.tokens)
    at: dict[int, tuple[Quote, ...]] = {}
    for quote in quotes:
        if not covered[quote.first]:
            covered[quote.first : quote.last + 1] = [True] * (quote.last + 1 - quote.first)
        at[quote.first] = (*at.get(quote.first, ()), quote)
        at[quote.last] = (*at.get(quote.last, ()), quote)
    spans = sorted((t.span.start, t.span.end) for t in times)
    table = lexicon(reading.document.language)
    timed = {tok.i for tok in reading.tokens if (spans and _within(spans, tok)) or _time_word(reading, table, tok.i)}
    breaks = frozenset(c.first for c in verb_cues(reading) if _resumes(reading, c))
    names = sorted((m.span.start, m.span.end) for m in parties if not m.coreference)
    named = frozenset(tok.i for tok in reading.tokens if names and _within(names, tok))
    heads: dict[int, PartyMention] = {}
    for mention in parties:
        heads.setdefault(mention.head, mention)
    return View(reading, quotes, tuple(quoted), tuple(covered), at, heads, parties, frozenset(timed), named, breaks, table)


def _resumes(reading: Reading, cue: Cue) -> bool:
    """Whether a cue is a gerund after a comma, where the writer comes back to the speaker: ", adding that"."""
    tokens = reading.tokens
    return (
        cue.kind in ("say", "judge")
        and tokens[cue.head].feats.get("VerbForm") == "Ger"
        and cue.first == cue.head
        and cue.first > 0
        and tokens[cue.first - 1].text == ","
    )


def _time_word(reading: Reading, table: Lexicon, i: int) -> bool:
    """Whether token i is a word of time that stands by itself ("Monday", "last week"), whatever other layers say."""
    tokens, words = reading.tokens, table.words
    if tokens[i].lower in words["days"]:
        return True
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    before = tokens[i - 1].lower if i else ""
    pairs = ((tokens[i].lower, after), (before, tokens[i].lower))
    if before in words["days"] and tokens[i].lower in words["time_units"]:
        return True
    return any(
        (a in words["time_openers"] and b in words["time_units"]) or (b in words["time_openers"] and a in words["time_units"])
        for a, b in pairs
    )


def _within(spans: list[tuple[int, int]], token: Token) -> bool:
    k = bisect_right(spans, (token.start, float("inf"))) - 1
    return k >= 0 and spans[k][1] > token.start


def is_dash(view: View, k: int) -> bool:
    """Whether token k is a dash between clauses, not a hyphen in a word."""
    token, text = view.reading.tokens[k], view.reading.document.text
    if token.text not in _DASHES:
        return False
    return token.text != "-" or text[token.start - 1 : token.start].isspace() or text[token.end : token.end + 1].isspace()


def scope_of(view: View, i: int) -> Scope:
    """The scope of the token i."""
    sentence = view.reading.sentence(i)
    low, high = sentence.first, sentence.last - 1
    inside = view.quoted[i]
    if inside >= 0:
        quote = view.quotes[inside]
        return Scope(max(low, quote.first + 1), min(high, quote.last - (1 if quote.closed else 0)))
    if view.quoted[low] >= 0:
        low = view.quotes[view.quoted[low]].first
    if view.quoted[high] >= 0:
        high = view.quotes[view.quoted[high]].last
    return Scope(low, high)
