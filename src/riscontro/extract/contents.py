"""Which words are the source's: the content of a verbal cue, before it, after it or around it.

Quotation marks, commas and complementizers decide where the content lies; the tree says how far it reaches.
"""

from __future__ import annotations

from riscontro.extract.cues import Cue
from riscontro.extract.quotes import Quote, is_mark
from riscontro.extract.speakers import Scope, Speaker, View, is_dash
from riscontro.model import Token

Range = tuple[int, int]
_STRETCH = 30
_SUBORDINATE = frozenset({"ccomp", "xcomp", "obj", "obl", "nmod", "acl", "csubj"})


def contents_of(view: View, cue: Cue, scope: Scope, speaker: Speaker | None) -> tuple[Range, ...]:
    """The content of a verbal cue as token ranges in text order; empty where the words give none."""
    left = _left_edge(cue, speaker)
    base = max(cue.last, speaker.last if speaker and speaker.first > cue.last else cue.last)
    start, kind = _complement(view, cue, base, scope, speaker)
    before = _before(view, cue, left, scope) if "quote" in cue.frames else None
    if before is not None and before[1] != "quote" and kind == "quote" and start is not None and speaker and speaker.first > cue.last:
        return before[0], _after(view, cue, start, kind, scope)
    if not _is_finite(view, cue) and (start is not None or (before is not None and before[1] != "quote")):
        before = None
    if start is not None and (kind in ("that", "infinitive") or (before is None and kind != "object")):
        return _raised(view, cue, scope, kind) + (_after(view, cue, start, kind, scope),)
    if before is not None and (found := _around(view, cue, before, base, start, kind, scope)):
        return found
    if start is None:
        return ()
    return (_after(view, cue, start, kind, scope),)


def _is_finite(view: View, cue: Cue) -> bool:
    """Whether the verb group has a finite word."""
    return any(view.reading.tokens[i].feats.get("VerbForm") == "Fin" for i in range(cue.first, cue.last + 1))


def _is_comma(view: View, k: int) -> bool:
    return view.reading.tokens[k].text == "," or is_dash(view, k)


def _left_edge(cue: Cue, speaker: Speaker | None) -> int:
    if speaker and speaker.last < cue.first and cue.first - speaker.last <= 4:
        return speaker.first
    return cue.first


def _raised(view: View, cue: Cue, scope: Scope, kind: str) -> tuple[Range, ...]:
    """The subject of a passive cue with an infinitive, which belongs to the content: "Iran is said to have sold"."""
    if kind != "infinitive":
        return ()
    for node in cue.nodes:
        for kid in view.reading.kids(node):
            if kid.deprel == "nsubj:pass" and scope.low <= kid.i < cue.first and kid.upos != "PRON":
                members = [i for i in view.reading.subtree(kid.i) if scope.low <= i < cue.first]
                return (_trim(view, min(members), max(members)),)
    return ()


def _complement(view: View, cue: Cue, base: int, scope: Scope, speaker: Speaker | None) -> tuple[int | None, str]:
    """Where the content after the cue begins, and by what: that, clause, infinitive, quote, object."""
    starts = [s for s in (_worded(view, cue, base, scope), _treed(view, cue, base, scope)) if s[0] is not None]
    phrase = _object(view, base, scope)
    if starts:
        start, kind = min(starts, key=lambda s: (s[0] or 0, s[1] != "that"))
        if phrase is not None and kind == "infinitive" and cue.frames & {"whole", "addressed"}:
            return phrase, kind
        return start, kind
    if phrase is not None and ("object" in cue.frames or ("finding" in cue.frames and _finds(view, speaker)) or ("predicative" in cue.frames and _predicates(view, cue, phrase, scope))):
        return phrase, "object"
    return None, ""


def _finds(view: View, speaker: Speaker | None) -> bool:
    """Whether the source is a document or one who makes findings, so that what it found is its content."""
    if speaker is None:
        return False
    lemma = view.reading.tokens[speaker.head].lemma
    return lemma in view.table.media or lemma in view.table.words["documents"]


def _predicates(view: View, cue: Cue, start: int, scope: Scope) -> bool:
    """Whether an object is called something: by a quotation, by "as", or by a second phrase that the tree sees."""
    tokens = view.reading.tokens
    for k in range(start, min(start + 10, scope.high + 1)):
        if opening_quote(view, k) or view.word(k, "predicatives"):
            return True
        if tokens[k].text in (",", ";", ":"):
            break
    kids = [kid for node in cue.nodes for kid in view.reading.kids(node, "xcomp")]
    return any(kid.i > start and kid.upos in ("NOUN", "ADJ", "PROPN", "PRON") for kid in kids)


def _worded(view: View, cue: Cue, base: int, scope: Scope) -> tuple[int | None, str]:
    """The complement as the words show it: a complementizer, an infinitive mark or a quotation after the cue."""
    tokens = view.reading.tokens
    for k in range(base + 1, min(base + _STRETCH, scope.high) + 1):
        token = tokens[k]
        if (quote := opening_quote(view, k)) and ("quote" in cue.frames or quote.first == base + 1 and "object" in cue.frames):
            return k, "quote"
        if _complementizes(view, k, base, cue):
            return k, "that"
        if "infinitive" in cue.frames and _infinitive(view, k, cue, scope):
            return k, "infinitive"
        if token.upos == "PUNCT" and token.text not in (",", ":") and not is_dash(view, k) and not is_mark(token):
            break
        if token.upos in ("VERB", "AUX") and token.feats.get("VerbForm") in ("Fin", "Ger") or (token.upos == "CCONJ" and k == base + 1):
            break
        if token.text == "," and not _crosses(view, cue, k, base, scope):
            break
    return None, ""


def _crosses(view: View, cue: Cue, comma: int, base: int, scope: Scope) -> bool:
    """Whether the content may still open after a comma: a quotation does, "that" only where no object has been said."""
    if comma + 1 > scope.high:
        return False
    if opening_quote(view, comma + 1):
        return True
    if comma > base + 1:
        return "object" not in cue.frames or _object(view, base, scope) is None
    token = view.reading.tokens[comma + 1]
    return token.upos == "ADP" or token.i in view.timed or view.word(token.i, "declaratives")


def _complementizes(view: View, k: int, base: int, cue: Cue) -> bool:
    token = view.reading.tokens[k]
    if not cue.frames & {"clause", "that"}:
        return False
    if view.word(k, "declaratives"):
        relative = token.feats.get("PronType") == "Rel" or (token.upos == "PRON" and token.deprel in ("nsubj", "obj", "nsubj:pass"))
        if token.upos == "SCONJ" or token.deprel == "mark" or (k == base + 1 and token.upos != "DET" and not relative):
            return True
        return "object" not in cue.frames and all(view.adjunct(j) for j in range(base + 1, k))
    if "clause" not in cue.frames or not view.word(k, "complementizers") or k > base + 3:
        return False
    head = view.reading.head(k)
    return k == base + 1 or (token.upos in ("SCONJ", "ADV", "PRON") and head is not None and head.deprel in ("ccomp", "xcomp"))


def _infinitive(view: View, k: int, cue: Cue, scope: Scope) -> bool:
    tokens = view.reading.tokens
    if tokens[k].feats.get("VerbForm") == "Inf" and k == cue.last + 1:
        return True
    if not view.word(k, "infinitive"):
        return False
    for j in range(k + 1, min(k + 4, scope.high + 1)):
        if tokens[j].feats.get("VerbForm") == "Inf":
            return True
        if tokens[j].upos not in ("ADV", "AUX", "PRON", "PART"):
            return False
    return False


def opening_quote(view: View, k: int) -> Quote | None:
    """The quotation that token k opens, or None."""
    if not is_mark(view.reading.tokens[k]):
        return None
    return next((q for q in _quotes_at(view, k) if q.first == k), None)


def closing_quote(view: View, k: int) -> Quote | None:
    """The quotation that token k closes, or None."""
    if not is_mark(view.reading.tokens[k]):
        return None
    return next((q for q in _quotes_at(view, k) if q.last == k and q.closed), None)


def _quotes_at(view: View, k: int) -> tuple[Quote, ...]:
    return view.at.get(k, ())


def _treed(view: View, cue: Cue, base: int, scope: Scope) -> tuple[int | None, str]:
    """The complement as the tree shows it."""
    wanted = [r for r, frame in (("ccomp", "clause"), ("xcomp", "infinitive")) if frame in cue.frames]
    for node in cue.nodes:
        for kid in view.reading.kids(node, *wanted) if wanted else ():
            if base < kid.i <= scope.high and kid.i not in cue.nodes and _plausible(view, kid, cue):
                members = [i for i in view.reading.subtree(kid.i) if base < i <= scope.high]
                start = min(members)
                while start < kid.i and view.reading.tokens[start].upos == "PUNCT" and not opening_quote(view, start):
                    start += 1
                return start, "clause"
    return None, ""


def _plausible(view: View, kid: Token, cue: Cue) -> bool:
    """An xcomp is content where it is an infinitive with its mark, or the cue takes bare infinitives."""
    if kid.deprel != "xcomp":
        return True
    return kid.feats.get("VerbForm") in ("Inf", None) and kid.upos in ("VERB", "AUX")


def _object(view: View, base: int, scope: Scope) -> int | None:
    """Where a noun phrase opens right after the cue, adverbs apart."""
    k = base + 1
    while k <= scope.high and (view.reading.tokens[k].upos == "ADV" or k in view.timed):
        k += 1
    if k > scope.high:
        return None
    token = view.reading.tokens[k]
    opens = token.upos in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM") or opening_quote(view, k) is not None
    return k if opens or token.feats.get("VerbForm") == "Ger" else None


def _before(view: View, cue: Cue, left: int, scope: Scope) -> tuple[Range, str] | None:
    """The content before the reporting clause with how it ends: quote, clause (a finite verb in it) or part."""
    tokens = view.reading.tokens
    end = left - 1
    if end <= scope.low:
        return None
    ended = closing_quote(view, end) or (closing_quote(view, end - 1) if tokens[end].text == "," else None)
    if ended is not None and ended.first >= scope.low and not _is_title(view, ended) and (ended.words > 3 or tokens[end - 1].text in (",", "?", "!") or tokens[end].text == ","):
        return (_quote_start(view, ended, scope), ended.last), "quote"
    if not _is_comma(view, end) or cue.frames == {"quote"} or tokens[cue.head].feats.get("VerbForm") == "Inf":
        return None
    first = scope.low
    while first < end and tokens[first].upos in ("CCONJ", "PUNCT") and not opening_quote(view, first):
        first += 1
    if first >= end:
        return None
    finite = any(t.feats.get("VerbForm") == "Fin" for t in tokens[first:end])
    subordinate = tokens[first].upos == "SCONJ" or view.word(first, "complementizers")
    return (first, end - 1), "clause" if finite and not subordinate else "part"


def _is_title(view: View, quote: Quote) -> bool:
    """Whether a quotation is the title of a work: all its long words begin with a capital."""
    words = [t.text for t in view.reading.tokens[quote.first + 1 : quote.last] if len(t.text) > 3 and t.text.isalpha()]
    return len(words) > 1 and all(w[0].isupper() for w in words)


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
    if kind == "quote" or not closes or not ("clause" in cue.frames):
        return ()
    if kind == "clause" and start == base + 1:
        return ()
    rest = _rest(view, end, scope) if end <= scope.high and _is_comma(view, end) else None
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


def _rest(view: View, comma: int, scope: Scope) -> Range | None:
    if comma + 1 > scope.high:
        return None
    first, last = _trim(view, comma + 1, scope.high)
    return (first, last) if first <= last else None


def _is_split(view: View, cue: Cue, part: Range, rest: Range) -> bool:
    """Whether a clause is split by an aside: "The test, Seoul said, was its biggest": a verb without a subject of its own goes on."""
    tokens = view.reading.tokens
    if tokens[rest[0]].upos in ("VERB", "AUX") and tokens[rest[0]].feats.get("VerbForm") == "Fin":
        return True
    opening = tokens[part[0]]
    adjunct = opening.upos in ("ADP", "ADV", "SCONJ") or part[0] in view.timed
    return adjunct and any(t.feats.get("VerbForm") == "Fin" for t in tokens[rest[0] : rest[1] + 1]) and tokens[rest[0]].upos not in ("CCONJ", "VERB")


def _goes_on(view: View, rest: Range) -> bool:
    """Whether the clause before an aside goes on after it, rather than the reporting clause."""
    token = view.reading.tokens[rest[0]]
    if token.feats.get("VerbForm") in ("Ger", "Part") or token.upos in ("NOUN", "PROPN", "DET", "ADV", "VERB"):
        return token.upos in ("AUX", "VERB") and token.feats.get("VerbForm") == "Fin"
    return not (view.word(rest[0], "relatives") or view.word(rest[0], "complementizers"))


def _after(view: View, cue: Cue, start: int, kind: str, scope: Scope) -> Range:
    """The content from `start` to where the words of the source end."""
    quote = opening_quote(view, start)
    edge = _right_edge(view, cue, start, kind, scope)
    if quote is not None and quote.first == start:
        ends_there = quote.last >= edge or view.reading.tokens[min(quote.last + 1, scope.high)].upos == "PUNCT" or _breaks_off(view, quote.last + 1)
        return start, quote.last if ends_there else _trim(view, start, edge)[1]
    return _trim(view, start, max(start, edge))


def _breaks_off(view: View, k: int) -> bool:
    return k < len(view.reading.tokens) and view.reading.tokens[k].upos in ("CCONJ", "SCONJ")


def _right_edge(view: View, cue: Cue, start: int, kind: str, scope: Scope) -> int:
    """The last token of content that begins at `start`: what hangs below the cue, up to what is said of the speaker again."""
    reading = view.reading
    below = [i for node in cue.nodes for i in reading.subtree(node) if start <= i <= scope.high]
    top = start
    while start <= reading.tokens[top].head <= scope.high and reading.tokens[top].head != top:
        top = reading.tokens[top].head
    own = [i for i in reading.subtree(top) if i <= scope.high]
    edge = max([*below, *own, start])
    for node in cue.nodes:
        for kid in reading.kids(node, "conj", "advcl", "parataxis"):
            if kid.upos in ("VERB", "AUX") and kid.i > top and kid.i > start and _leaves(view, kid):
                edge = min(edge, min(i for i in reading.subtree(kid.i) if i > start) - 1)
    if kind in ("object", "infinitive"):
        edge = min(edge, _finite_again(view, start, edge))
    edge = min([edge, *(b - 1 for b in range(start + 1, edge + 1) if b in view.breaks and view.quoted[b] == view.quoted[cue.head])])
    if _in_relative(view, cue):
        edge = min(edge, _relative_end(view, start, edge))
    return max(edge, start)


def _in_relative(view: View, cue: Cue) -> bool:
    """Whether the cue stands in a relative clause set off by a comma: ", who said that ...,"."""
    tokens = view.reading.tokens
    for k in range(cue.first - 1, max(-1, cue.first - 5), -1):
        if view.word(k, "relatives"):
            return k > 0 and tokens[k - 1].text == ","
        if tokens[k].upos in ("PUNCT", "VERB"):
            return False
    return False


def _relative_end(view: View, start: int, edge: int) -> int:
    """Where a relative clause ends by its words: at a comma before a finite verb."""
    tokens = view.reading.tokens
    for k in range(start, edge):
        if tokens[k].text == "," and tokens[k + 1].upos in ("VERB", "AUX") and tokens[k + 1].feats.get("VerbForm") == "Fin":
            return k - 1
    return edge


def _joined_anew(view: View, kid: Token) -> bool:
    """Whether a coordinated verb is the speaker's own: a conjunction before it, and no subject of its own unless after a comma."""
    conjunctions = [k.i for k in view.reading.kids(kid.i, "cc") if k.i < kid.i]
    if not conjunctions:
        return False
    own = [k for k in view.reading.kids(kid.i, "nsubj") if k.i < kid.i]
    return not own or view.reading.tokens[conjunctions[0] - 1].text in (",", ";")


def _finite_again(view: View, start: int, edge: int) -> int:
    """Where content without a finite verb ends: before "and" with a finite verb, which is the speaker's doing again."""
    tokens = view.reading.tokens
    for k in range(start, edge):
        token = tokens[k]
        if token.upos == "SCONJ" or token.feats.get("PronType") in ("Rel", "Int") or view.word(k, "declaratives"):
            return edge
        if token.upos == "CCONJ":
            j = k + 1
            while j < edge and tokens[j].upos in ("ADV", "PRON"):
                j += 1
            if tokens[j].feats.get("VerbForm") == "Fin" and tokens[j].upos in ("VERB", "AUX"):
                return k - 1
    return edge


def _leaves(view: View, kid: Token) -> bool:
    """Whether a dependent of the cue after its content is the speaker's own doing again: ", adding ...", "and left"."""
    if kid.deprel == "conj":
        return _joined_anew(view, kid)
    members = view.reading.subtree(kid.i)
    before = members[0] - 1
    return view.reading.tokens[members[0]].upos == "PUNCT" or (before >= 0 and (view.reading.tokens[before].text == ";" or _is_comma(view, before)))


def _trim(view: View, first: int, last: int) -> Range:
    """The range without commas, stops and conjunctions at its edges; quotation marks stay where their other half is inside."""
    tokens = view.reading.tokens
    while last > first and _is_edge(view, last, first):
        last -= 1
    while first < last and tokens[first].upos == "PUNCT" and not opening_quote(view, first):
        first += 1
    return first, last


def _is_edge(view: View, k: int, first: int) -> bool:
    token = view.reading.tokens[k]
    if is_mark(token):
        quote = closing_quote(view, k)
        return quote is None or quote.first < first
    return token.upos in ("CCONJ",) or (token.upos == "PUNCT" and token.text not in ("%", ")", "...", "…"))


def trim(view: View, first: int, last: int) -> Range:
    """As for contents: a token range without commas, stops and lone quotation marks at its edges."""
    return _trim(view, first, last)
