"""Which words are the source's: the content of a verbal cue, before it, after it or around it.

Quotation marks, commas and complementizers decide where the content lies; the tree says how far it reaches.
"""

from __future__ import annotations

from riscontro.extract.attribution.apart import reports_before
from riscontro.extract.attribution.complements import closing_quote, complement_start, is_title, opening_quote
from riscontro.extract.attribution.cues import Cue
from riscontro.extract.attribution.nounphrases import Speaker
from riscontro.extract.attribution.quotes import Quote
from riscontro.extract.attribution.reach import Range, is_comma, right_edge, trim
from riscontro.extract.attribution.speakers import is_passive
from riscontro.extract.attribution.view import Scope, View, is_dash


def contents_of(view: View, cue: Cue, scope: Scope, speaker: Speaker | None) -> tuple[Range, ...]:
    """The content of a verbal cue as token ranges in text order; empty where the words give none."""
    left = _left_edge(view, cue, speaker)
    base = max(cue.last, speaker.last if speaker and speaker.first > cue.last else cue.last)
    if "whole" in cue.frames and is_passive(view, cue):
        return _accused(view, cue, base, scope)
    start, kind = complement_start(view, cue, base, scope, speaker)
    before = _before(view, cue, left, scope) if "quote" in cue.frames else None
    if before is not None and before[1] != "quote" and kind == "quote" and start is not None and speaker and speaker.first > cue.last:
        return before[0], _after(view, cue, start, kind, scope)
    if not (_is_finite(view, cue) or _is_past(view, cue, speaker)) and (start is not None or (before is not None and before[1] != "quote")):
        before = None
    if before is not None and before[1] == "clause" and kind == "that" and start == base + 2 and is_comma(view, base + 1):
        return before[0], _after(view, cue, start, kind, scope)
    if before is not None and before[1] == "clause" and kind == "infinitive" and _of_speaker(view, speaker, cue):
        return (before[0],)
    if start is not None and (kind in ("that", "infinitive") or (before is None and kind != "object")):
        return (*_raised(view, cue, scope, kind), _after(view, cue, start, kind, scope))
    if before is not None and (found := _around(view, cue, before, base, start, kind, scope)):
        return found
    if start is None:
        return ()
    return (_called(view, cue, _after(view, cue, start, kind, scope)),)


def _called(view: View, cue: Cue, whole: Range) -> Range:
    """What a thing is called, where that is quoted: "called the report "a fairy tale""."""
    if "predicative" not in cue.frames or opening_quote(view, whole[0]) is not None:
        return whole
    for k in range(whole[0], whole[1] + 1):
        if view.finite(k) or view.word(k, "relatives"):
            return whole
        if opening_quote(view, k) is not None:
            return (k - 1 if k - 1 > whole[0] and view.reading.tokens[k - 1].upos == "DET" else k), whole[1]
    return whole


def _of_speaker(view: View, speaker: Speaker | None, cue: Cue) -> bool:
    """Whether a speaker after the cue has a relative clause, to which an infinitive belongs: ", said an aide who was not allowed | to"."""
    if speaker is None or speaker.first < cue.last:
        return False
    return any(view.word(k, "relatives") for k in range(speaker.first + 1, speaker.last + 1))


def _is_finite(view: View, cue: Cue) -> bool:
    """Whether the verb group has a finite word."""
    return any(view.reading.tokens[i].feats.get("VerbForm") == "Fin" for i in range(cue.first, cue.last + 1))


def _is_past(view: View, cue: Cue, speaker: Speaker | None) -> bool:
    """Whether what is tagged a participle is a past tense: right after its speaker, which a comma sets apart (", engineers warned")."""
    if speaker is None or speaker.last != cue.first - 1 or cue.first != cue.head or speaker.first == 0:
        return False
    feats = view.reading.tokens[cue.head].feats
    return cue.kind == "say" and feats.get("Tense") == "Past" and view.reading.tokens[speaker.first - 1].text == ","


def _left_edge(view: View, cue: Cue, speaker: Speaker | None) -> int:
    if speaker is None or speaker.last >= cue.first:
        return cue.first
    near = cue.first - speaker.last <= 4 or not any(view.finite(k) for k in range(speaker.last, cue.first))
    return speaker.first if near else cue.first


def _accused(view: View, cue: Cue, base: int, scope: Scope) -> tuple[Range, ...]:
    """The content of a passive accusation: who is accused, and of what."""
    start = base + 1
    while start <= scope.high and (view.reading.tokens[start].upos == "ADV" or start in view.timed):
        start += 1
    if start > scope.high or view.reading.tokens[start].upos == "PUNCT":
        return ()
    return (*_raised(view, cue, scope, "infinitive"), _after(view, cue, start, "clause", scope))


def _raised(view: View, cue: Cue, scope: Scope, kind: str) -> tuple[Range, ...]:
    """The subject of a passive cue with an infinitive, which belongs to the content: "Iran is said to have sold"."""
    if kind != "infinitive":
        return ()
    for node in cue.nodes:
        for kid in view.reading.kids(node):
            if kid.deprel == "nsubj:pass" and scope.low <= kid.i < cue.first and kid.upos != "PRON":
                members = [i for i in view.reading.subtree(kid.i) if scope.low <= i < cue.first]
                return (trim(view, min(members), max(members)),)
    return ()


def _before(view: View, cue: Cue, left: int, scope: Scope) -> tuple[Range, str] | None:
    """The content before the reporting clause with how it ends: quote, clause (a finite verb in it) or part."""
    tokens = view.reading.tokens
    end = left - 1
    if end <= scope.low:
        return None
    ended = closing_quote(view, end) or (closing_quote(view, end - 1) if tokens[end].text == "," else None)
    if (
        ended is not None
        and ended.first >= scope.low
        and not is_title(view, ended)
        and (ended.words > 3 or tokens[end - 1].text in (",", "?", "!") or tokens[end].text == ",")
    ):
        return (_quote_start(view, ended, scope), ended.last), "quote"
    if not is_comma(view, end) or cue.frames == {"quote"} or tokens[cue.head].feats.get("VerbForm") == "Inf":
        return None
    first = _after_stop(view, cue, scope, end)
    while first < end and tokens[first].upos in ("CCONJ", "PUNCT") and not opening_quote(view, first):
        first += 1
    if first >= end:
        return None
    finite = any(view.finite(k) for k in range(first, end)) or (
        any(tokens[k].feats.get("VerbForm") == "Part" and tokens[k - 1].upos in ("NOUN", "PROPN") for k in range(first + 1, end))
        and reports_before(view, cue, scope)
    )
    subordinate = tokens[first].upos == "SCONJ" or view.word(first, "complementizers")
    return (first, end - 1), "clause" if finite and not subordinate else "part"


def _after_stop(view: View, cue: Cue, scope: Scope, end: int) -> int:
    """Where the part of the sentence begins that the reporting clause stands in: after the last colon or semicolon before it."""
    tokens = view.reading.tokens
    for k in range(end - 1, scope.low, -1):
        if tokens[k].text in (";", ":") and view.quoted[k] == view.quoted[cue.head] and end - k > 2:
            return k + 1
    return scope.low


def _quote_start(view: View, quote: Quote, scope: Scope) -> int:
    """Where content that ends with this quotation begins: at the quotation if a colon stands before it, else with its sentence."""
    tokens, k = view.reading.tokens, quote.first - 1
    if k < scope.low or tokens[k].text in (":", ",", ";") or is_dash(view, k):
        return quote.first
    first = scope.low
    while first < k and tokens[first].upos in ("CCONJ", "PUNCT") and not opening_quote(view, first):
        first += 1
    return first


def _around(view: View, cue: Cue, before: tuple[Range, str], base: int, start: int | None, kind: str, scope: Scope) -> tuple[Range, ...]:
    """Content before the cue, and after it where it goes on; empty where what stands before is no content."""
    rng, ended = before
    end = _clause_end(view, base, scope)
    closes = end > scope.high or view.reading.tokens[end].upos == "PUNCT"
    if ended == "quote":
        if kind == "quote" and start is not None:
            return rng, _after(view, cue, start, kind, scope)
        return (rng,)
    if kind == "quote" or not closes or "clause" not in cue.frames:
        return ()
    if kind == "clause" and start == base + 1:
        return ()
    rest = _rest(view, end, scope, ended) if end <= scope.high and is_comma(view, end) else None
    if ended == "part":
        return (rng, rest) if rest and _is_split(view, cue, rng, rest) else ()
    if kind == "object" and rest is None and start == base + 1:
        return ()
    return (rng, rest) if rest and _goes_on(view, rest) else (rng,)


def _clause_end(view: View, base: int, scope: Scope) -> int:
    """The first token after the reporting clause: its punctuation, or one past the scope."""
    k = base + 1
    while k <= scope.high and (view.reading.tokens[k].upos != "PUNCT" or view.reading.tokens[k].text in ("'", "’")):
        k += 1
    return k


def _rest(view: View, comma: int, scope: Scope, ended: str) -> Range | None:
    """What follows the comma; for the front of a clause from its finite verb on, settings between further commas left out."""
    tokens = view.reading.tokens
    if ended == "part" and comma + 1 <= scope.high and not view.finite(comma + 1):
        commas = (k for k in range(comma + 1, min(comma + 20, scope.high)) if tokens[k].text == "," or view.finite(k))
        following = next(commas, comma)
        if tokens[following].text == "," and view.finite(following + 1):
            comma = following
    if comma + 1 > scope.high:
        return None
    first, last = trim(view, comma + 1, scope.high)
    return (first, last) if first <= last else None


def _is_split(view: View, cue: Cue, part: Range, rest: Range) -> bool:
    """Whether a clause is split by an aside: "The test, Seoul said, was its biggest": a verb without a subject of its own goes on."""
    tokens = view.reading.tokens
    if tokens[rest[0]].upos in ("VERB", "AUX") and tokens[rest[0]].feats.get("VerbForm") == "Fin":
        return True
    opening = tokens[part[0]]
    adjunct = opening.upos in ("ADP", "ADV", "SCONJ") or part[0] in view.timed
    return (
        adjunct
        and any(t.feats.get("VerbForm") == "Fin" for t in tokens[rest[0] : rest[1] + 1])
        and tokens[rest[0]].upos not in ("CCONJ", "VERB")
    )


def _goes_on(view: View, rest: Range) -> bool:
    """Whether the clause before an aside goes on after it, rather than the reporting clause."""
    token = view.reading.tokens[rest[0]]
    if token.feats.get("VerbForm") in ("Ger", "Part") or token.upos in ("NOUN", "PROPN", "DET", "ADV", "VERB"):
        return token.upos in ("AUX", "VERB") and token.feats.get("VerbForm") == "Fin"
    return not (view.word(rest[0], "relatives") or view.word(rest[0], "complementizers"))


def _after(view: View, cue: Cue, start: int, kind: str, scope: Scope) -> Range:
    """The content from `start` to where the words of the source end."""
    quote = opening_quote(view, start)
    edge = right_edge(view, cue, start, kind, scope)
    if quote is not None and quote.first == start:
        ends_there = (
            quote.last >= edge or view.reading.tokens[min(quote.last + 1, scope.high)].upos == "PUNCT" or _breaks_off(view, quote.last + 1)
        )
        return start, quote.last if ends_there else trim(view, start, edge)[1]
    return trim(view, start, max(start, edge))


def _breaks_off(view: View, k: int) -> bool:
    return k < len(view.reading.tokens) and view.reading.tokens[k].upos in ("CCONJ", "SCONJ")
