"""Which way a clause looks in time, and which of a document's times belongs to a verb or noun of it."""

from __future__ import annotations

from collections.abc import Iterable

from riscontro.extract.times import calendar as cal
from riscontro.extract.times.timegrammar import Grammar
from riscontro.model import Reading, Span, TimeMention, Token

_CLIMB = 6
_AHEAD = 13
_AUXILIARIES = ("aux", "aux:pass", "cop")


def direction_at(reading: Reading, i: int, rules: Grammar) -> int:
    """-1 where the clause around token i tells of the past, 1 where it looks ahead, 0 where it does not say.

    The first verb up the tree with a tense of its own decides; words that look ahead ("will", "expected to",
    "prevedere") decide over a past form. Where the tree leads to no verb, the words before and after do.
    """
    if i > reading.sentence(i).first and reading.tokens[i - 1].lower in rules.openers:
        # "said that on Monday the ship will sail": a small parser hangs Monday on "said"
        return _of_next_verb(reading, i, rules) or _of_tree(reading, i, rules)
    return _of_tree(reading, i, rules)


def _of_next_verb(reading: Reading, i: int, rules: Grammar) -> int:
    for j in range(i + 1, min(i + _AHEAD, reading.sentence(i).last)):
        token = reading.tokens[j]
        if token.lower in rules.openers or token.upos == "PUNCT":
            break
        if token.upos in ("VERB", "AUX") and token.feats.get("VerbForm") == "Fin":
            return _of_verb(reading, token, rules) or 0
    return 0


def _of_tree(reading: Reading, i: int, rules: Grammar) -> int:
    token = reading.tokens[i]
    for _ in range(_CLIMB):
        if token.upos in ("VERB", "AUX") or reading.kids(token.i, *_AUXILIARIES):
            direction = _of_verb(reading, token, rules)
            if direction is not None:
                return direction
        if token.lower in rules.future or token.lemma.lower() in rules.future:
            return 1
        head = reading.head(token.i)
        if head is None:
            break
        token = head
    return _of_words(reading, i, rules)


def _of_verb(reading: Reading, verb: Token, rules: Grammar) -> int | None:
    """The direction of one verb with its auxiliaries, None where the verb above it must tell."""
    auxiliaries = reading.kids(verb.i, *_AUXILIARIES)
    group = (verb, *auxiliaries)
    if any(t.feats.get("Tense") == "Fut" or t.lower in rules.future for t in group):
        perfect = any(t.feats.get("Mood") == "Cnd" for t in auxiliaries) and verb.feats.get("VerbForm") == "Part"
        have = any(t.lower in rules.perfect for t in auxiliaries)
        return -1 if perfect or have else 1
    if verb.lemma.lower() in rules.future:
        return 1
    if any(t.feats.get("Mood") == "Cnd" for t in group):
        return -1 if auxiliaries and verb.feats.get("VerbForm") == "Part" else 1
    if any(t.feats.get("Tense") in ("Past", "Imp") and t.feats.get("VerbForm") in ("Fin", "Part") for t in group):
        return -1
    return 0 if any(t.feats.get("VerbForm") == "Fin" for t in group) else None


def _of_words(reading: Reading, i: int, rules: Grammar) -> int:
    """By the nearest telling word of the sentence."""
    sentence = reading.sentence(i)
    for distance in range(1, 13):
        for j in (i - distance, i + distance):
            if sentence.first <= j < sentence.last:
                token = reading.tokens[j]
                if token.lower in rules.auxiliaries or token.feats.get("Tense") == "Fut":
                    return 1
                if token.lower in rules.past or (token.upos == "VERB" and token.feats.get("Tense") in ("Past", "Imp")):
                    return -1
    return 0


def time_of(reading: Reading, i: int, times: Iterable[TimeMention], outside: Iterable[Span] = ()) -> TimeMention | None:
    """The dated mention that belongs to the verb or noun at token i, None where none does.

    A mention belongs to the first verb above it in the tree (or to a noun that it hangs on); of several the nearest in
    the text is taken. Those inside a span of `outside` (what is quoted or reported) are left out.
    """
    sentence = reading.sentence(i)
    rows = [t for t in times if t.edtf and sentence.span.holds(t.span) and not any(s.holds(t.span) for s in outside)]
    own = [t for t in rows if _governor(reading, t, i)]
    at = reading.tokens[i].start
    return min(own, key=lambda t: (abs(t.span.start - at), t.span.start), default=None)


def _governor(reading: Reading, mention: TimeMention, i: int) -> bool:
    """Whether climbing from the mention meets token i before any other verb."""
    token = next((t for t in reading.words(reading.sentence(i)) if t.end > mention.span.start), None)
    for _ in range(_CLIMB):
        if token is None:
            return False
        if token.i == i:
            return True
        if token.upos == "VERB" and not mention.span.start <= token.start < mention.span.end:
            return False
        token = reading.head(token.i)
    return False


def said_on(reading: Reading, cue: int, times: Iterable[TimeMention], contents: Iterable[Span] = ()) -> str | None:
    """When the utterance with its cue at token `cue` was made, as EDTF: the time that belongs to the cue and stands outside what was said.

    None where no time does; an interval with an open end is none of an utterance.
    """
    mention = time_of(reading, cue, times, contents)
    if mention is None or mention.edtf is None or ".." in mention.edtf or cal.edtf_interval(mention.edtf) is None:
        return None
    return mention.edtf
