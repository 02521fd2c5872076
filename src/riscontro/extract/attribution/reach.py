"""How far content reaches: what hangs below its cue, cut where the words return to the speaker."""

from __future__ import annotations

from riscontro.extract.attribution.complements import closing_quote, opening_quote
from riscontro.extract.attribution.cues import Cue
from riscontro.extract.attribution.quotes import is_mark
from riscontro.extract.attribution.view import Scope, View, is_dash
from riscontro.model import Token

Range = tuple[int, int]
"""First and last token of a stretch."""


def right_edge(view: View, cue: Cue, start: int, kind: str, scope: Scope) -> int:
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
    if kind == "object" and cue.first > scope.low and view.word(cue.first - 1, "relatives"):
        edge = min(edge, _before_finite(view, start, edge))
    edge = min([edge, *(b - 1 for b in range(start + 1, edge + 1) if b in view.breaks and view.quoted[b] == view.quoted[cue.head])])
    if _in_relative(view, cue):
        edge = min(edge, _relative_end(view, start, edge))
    if kind == "that" and view.word(start, "declaratives"):
        edge = _joined_that(view, _to_verb(view, start, max(edge, start), scope), scope)
    return max(edge, start)


def _to_verb(view: View, start: int, edge: int, scope: Scope) -> int:
    """The edge moved over the finite verb of the clause, which a wrong tree may have put outside ("that the debris found there | is")."""
    if any(view.finite(k) for k in range(start + 1, edge + 1)) or edge + 1 > scope.high or not view.finite(edge + 1):
        return edge
    return max([edge + 1, *(i for i in view.reading.subtree(edge + 1) if i <= scope.high)])


def _joined_that(view: View, edge: int, scope: Scope) -> int:
    """The edge moved over clauses joined by "and that", which go on with what is said."""
    tokens, reading = view.reading.tokens, view.reading
    k = edge + 1
    while k <= scope.high and (tokens[k].text == "," or tokens[k].upos == "CCONJ") and k - edge <= 2:
        k += 1
    if k > scope.high or tokens[k - 1].upos != "CCONJ" or not view.word(k, "declaratives") or k in view.breaks:
        return edge
    top = k
    while edge < tokens[top].head <= scope.high and tokens[top].head != top:
        top = tokens[top].head
    end = max([i for i in reading.subtree(top) if i <= scope.high] + [k])
    return _joined_that(view, end, scope) if end > edge else edge


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


def _before_finite(view: View, start: int, edge: int) -> int:
    """Where the object in a relative clause ends: before the finite verb of the clause around it ("who asked for time | says")."""
    for k in range(start, edge + 1):
        if view.word(k, "relatives") or view.word(k, "complementizers") or view.reading.tokens[k].upos == "SCONJ":
            return edge
        if view.finite(k):
            return max(start, k - 1)
    return edge


def _leaves(view: View, kid: Token) -> bool:
    """Whether a dependent of the cue after its content is the speaker's own doing again: ", adding ...", "and left"."""
    if kid.deprel == "conj":
        return _joined_anew(view, kid)
    members = view.reading.subtree(kid.i)
    before = members[0] - 1
    return view.reading.tokens[members[0]].upos == "PUNCT" or (
        before >= 0 and (view.reading.tokens[before].text == ";" or is_comma(view, before))
    )


def _is_edge(view: View, k: int, first: int) -> bool:
    token = view.reading.tokens[k]
    if is_mark(token):
        quote = closing_quote(view, k)
        return quote is None or quote.first < first
    return token.upos in ("CCONJ",) or (token.upos == "PUNCT" and token.text not in ("%", ")", "...", "…"))


def trim(view: View, first: int, last: int) -> Range:
    """As for contents: a token range without commas, stops and lone quotation marks at its edges."""
    tokens = view.reading.tokens
    while last > first and _is_edge(view, last, first):
        last -= 1
    while first < last and tokens[first].upos == "PUNCT" and not opening_quote(view, first):
        first += 1
    return first, last


def is_comma(view: View, k: int) -> bool:
    """Whether token k is a comma or a dash between clauses."""
    return view.reading.tokens[k].text == "," or is_dash(view, k)
