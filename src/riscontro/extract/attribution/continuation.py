"""Quotations that go on without a cue of their own, and labels that stand for one ("Seoul: \"We are ready\"")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from riscontro.extract.attribution.cues import Cue
from riscontro.extract.attribution.markers import Found
from riscontro.extract.attribution.nounphrases import NOMINAL, Speaker, phrase, phrase_from, trimmed
from riscontro.extract.attribution.quotes import Quote, is_mark
from riscontro.extract.attribution.reach import Range, trim
from riscontro.extract.attribution.view import Scope, View, is_dash, scope_of
from riscontro.model import BlockKind

_LEAST = 4
_LABEL = 7


def joined(view: View, found: list[Found]) -> list[Found]:
    """The attributions with every quotation that has no cue added to the one before, where the same speaker goes on."""
    rows = list(found)
    owners = _owners(view, rows)
    for quote in view.quotes:
        whole = quote.last >= view.reading.sentence(quote.first).last - 1
        if (quote.words < _LEAST and not whole) or view.quoted[quote.first] >= 0 or quote.first in owners:
            continue
        if not _stands_alone(view, quote):
            continue
        owner = _previous(view, quote, owners)
        if owner is not None:
            rows[owner] = replace(rows[owner], contents=(*rows[owner].contents, (quote.first, quote.last)))
            owners[quote.first] = owner
    return rows


def _owners(view: View, rows: list[Found]) -> dict[int, int]:
    """For each quotation that is content, by its first token, the attribution that it belongs to; outer cues win."""
    covering: dict[int, int] = {}
    for k, row in enumerate(rows):
        if row.cue is not None and row.cue.kind in ("judge", "want"):
            continue
        for first, last in row.contents:
            for i in range(first, last + 1):
                if i in view.at:
                    covering.setdefault(i, k)
    return {q.first: covering[q.first] for q in view.quotes if q.first in covering}


def _stands_alone(view: View, quote: Quote) -> bool:
    """Whether the quotation is one or more whole sentences, or what its sentence begins with."""
    return quote.first == view.reading.sentence(quote.first).first


def _previous(view: View, quote: Quote, owners: dict[int, int]) -> int | None:
    """The attribution of the nearest quotation before, where nothing but its own sentence lies between."""
    here = view.reading.sentence(quote.first)
    k = bisect_left(view.quotes, quote.first, key=lambda q: q.first) - 1
    while k >= 0 and (view.quotes[k].first not in owners or view.quoted[view.quotes[k].first] >= 0):
        if here.index - view.reading.sentence_of[view.quotes[k].first] > 60:
            return None
        k -= 1
    if k < 0:
        return None
    last = view.quotes[k]
    there = view.reading.sentence(min(last.last, quote.first - 1))
    near = here.index - there.index <= 1 and here.paragraph - there.paragraph <= 1
    return owners[last.first] if near else None


def following_quote(view: View, cue: Cue) -> tuple[Range, ...]:
    """The quotation that opens the next sentence, where the sentence of the cue ends with a colon."""
    sentence = view.reading.sentence(cue.head)
    if view.reading.tokens[sentence.last - 1].text != ":" or sentence.last >= len(view.reading.tokens) or "quote" not in cue.frames:
        return ()
    return tuple((q.first, q.last) for q in view.at.get(sentence.last, ()) if q.first == sentence.last)[:1]


def said_before(view: View, cue: Cue, scope: Scope) -> tuple[Range, ...]:
    """What "lo ha detto X" refers to: the clause before the comma, or the sentence before, where it is in the same paragraph."""
    first = cue.first - 1
    colon = next((k for k in range(cue.last + 1, scope.high) if view.reading.tokens[k].text == ":" or view.finite(k)), None)
    if first == scope.low and colon is not None and view.reading.tokens[colon].text == ":":
        return (trim(view, colon + 1, scope.high),)
    if first - 1 > scope.low and view.reading.tokens[first - 1].upos == "PUNCT":
        return (trim(view, scope.low, first - 1),)
    return _sentence_before(view, cue.head) if first == scope.low else ()


def recalled(view: View, cue: Cue, scope: Scope, speaker: Speaker | None) -> tuple[Range, ...]:
    """The sentence before, where this one only says whose word it is: "That is what the mayor said.", "È quanto ha detto il sindaco."."""
    tokens, first = view.reading.tokens, min(cue.first, speaker.first if speaker else cue.first)
    opens = scope.low <= first - 2 <= scope.low + 1 and view.word(first - 1, "quantifiers") and tokens[first - 2].upos == "AUX"
    return _sentence_before(view, cue.head) if opens else ()


def _sentence_before(view: View, i: int) -> tuple[Range, ...]:
    """The sentence before that of token i, in the same paragraph."""
    here = view.reading.sentence(i)
    before = view.reading.sentences[here.index - 1] if here.index else here
    if before.last <= before.first or before.paragraph != here.paragraph or before.index == here.index:
        return ()
    return (trim(view, before.first, before.last - 1),)


def signatures(view: View) -> Iterator[Found]:
    """Quotations signed after a dash: `"..." - Anna Rossi`."""
    tokens = view.reading.tokens
    for quote in view.quotes:
        dash = quote.last + 1
        if quote.words < _LEAST or not quote.closed or dash + 1 >= len(tokens) or not is_dash(view, dash):
            continue
        end = view.reading.sentence(dash).last - 1
        name = tokens[dash + 1 : end + 1]
        if 0 < len(name) <= _LABEL and name[0].upos == "PROPN" and not any(t.upos in ("VERB", "AUX") for t in name):
            speaker = trimmed(view, dash + 1, end, dash + 1)
            yield Found(Cue(dash, (dash,), dash, dash, "say", frozenset()), speaker, ((quote.first, quote.last),))


def colon_labels(view: View) -> Iterator[Found]:
    """Quotations after a colon whose clause has no cue: `Seoul: "..."`, `The envoy was blunt: "..."`; headlines that end in `: Seoul`."""
    for sentence in view.reading.sentences:
        if sentence.last - sentence.first < 3:
            continue
        scope = scope_of(view, sentence.first)
        yield from _label_before(view, scope)
        if sentence.block is BlockKind.TITLE:
            yield from _label_after(view, scope)


def _label_before(view: View, scope: Scope) -> Iterator[Found]:
    tokens = view.reading.tokens
    for k in range(scope.low + 1, min(scope.high, scope.low + 40)):
        if tokens[k].text != ":" or view.covered[k]:
            continue
        quote = next((q for q in view.at.get(k + 1, ()) if q.first == k + 1), None)
        content = _turn(view, scope, k) if quote is None else (quote.first, quote.last)
        if content is None or content[1] - content[0] < 3:
            continue
        speaker = _labeller(view, scope, k)
        if speaker is not None:
            yield Found(Cue(k, (k,), k, k, "say", frozenset()), speaker, (content,))
        return


def _turn(view: View, scope: Scope, colon: int) -> Range | None:
    """What follows a name and a colon: the rest of a headline after a person, the rest of a paragraph after a name in capitals."""
    tokens, name = view.reading.tokens, view.reading.tokens[scope.low : colon]
    sentence = view.reading.sentence(scope.low)
    if sentence.block is BlockKind.TITLE and all(t.upos == "PROPN" for t in name) and any(t.entity == "PER" for t in name):
        return trim(view, colon + 1, scope.high)
    if (
        len(name) <= _LABEL
        and all(t.text.isupper() and t.text.isalpha() and len(t.text) > 1 for t in name if not is_mark(t))
        and any(t.text.isalpha() for t in name)
    ):
        last = colon + 1
        while last + 1 < len(tokens) and view.reading.sentence(last + 1).paragraph == sentence.paragraph:
            last += 1
        return colon + 1, last
    return None


def _labeller(view: View, scope: Scope, colon: int) -> Speaker | None:
    """Who speaks before a colon: the short phrase alone, or the subject of the clause."""
    tokens = view.reading.tokens
    verbs = [k for k in range(scope.low, colon) if tokens[k].upos in ("VERB", "AUX")]
    if not verbs:
        return phrase_from(view, scope.low, colon - 1) if colon - scope.low <= _LABEL else None
    for k in range(scope.low, colon):
        if tokens[k].deprel == "nsubj" and tokens[k].upos in NOMINAL and not view.covered[k]:
            return phrase(view, k, scope.low, colon - 1)
    return None


def _label_after(view: View, scope: Scope) -> Iterator[Found]:
    tokens = view.reading.tokens
    for k in range(scope.high - 1, max(scope.low, scope.high - _LABEL), -1):
        tail = tokens[k + 1 : scope.high + 1]
        if (
            tokens[k].text == ":"
            and all(t.upos in ("PROPN", "NOUN", "ADJ", "DET", "ADP") for t in tail)
            and any(t.entity or t.i in view.parties for t in tail)
        ):
            content: Range = (scope.low, k - 1)
            yield Found(Cue(k, (k,), k, k, "say", frozenset()), Speaker(k + 1, scope.high, tail[-1].i), (content,))
            return
