"""Speakers set apart by commas: ", the head of the navy, Jon Berg, said".

Small parsers hang such a verb on the first noun of its sentence. The words decide: a clause with a finite verb of its own stands before
the comma, so the speaker is the noun phrase between that comma and the verb, with what is said of it between further commas.
"""

from __future__ import annotations

from riscontro.extract.attribution.cues import Cue
from riscontro.extract.attribution.nounphrases import NOMINAL, Speaker, topmost
from riscontro.extract.attribution.quotes import is_mark
from riscontro.extract.attribution.view import Scope, View, is_dash

_LONGEST = 25
"""A noun phrase of more words is none."""
_REACH = 60
"""How many words before the verb are looked at."""
_MEMBER = 5
"""A member of a list of speakers has at most so many words."""
_OPENS = frozenset({"DET", "PROPN", "NOUN", "ADJ", "NUM", "PRON"})

Segment = tuple[int, int]
"""First and last token between two commas."""


def speaker_apart(view: View, cue: Cue, scope: Scope, floor: int, proposed: Speaker | None) -> Speaker | None:
    """The noun phrase right before a finite verb that a clause and a comma precede; None where the words do not show one.

    `floor` is the leftmost token that may belong to it, `proposed` the subject of the tree, which stays where it lies inside.
    """
    if cue.first <= floor or not _is_finite(view, cue) or _is_pronoun(view, proposed):
        return None
    rows = _segments(view, floor, cue.first - 1)
    chain, rest = _chain(view, rows, cue.first - 1)
    if chain and chain[0][1] < cue.first - 1 and not split_after(view, cue.last, scope):
        chain, rest = _up_to(view, chain, rest, proposed)
    if not chain:
        return None
    inside = proposed is not None and chain[-1][0] <= proposed.head < cue.first
    adjuncts = all(_kind(view, row) == "adjunct" for row in rest)
    beside = proposed is None and (chain[0][1] == cue.first - 1 or (adjuncts and not split_after(view, cue.last, scope)))
    if not inside and not beside and not _is_apart(view, cue, scope, rest):
        return None
    first, last = chain[-1][0], chain[0][1]
    listed = len(chain) > 1 and last == cue.first - 1
    renamed = proposed is not None and inside and not listed and proposed.head > chain[-1][1]
    if renamed and last != cue.first - 2:
        return None
    joined = proposed is not None and any(view.reading.tokens[k].upos == "CCONJ" for k in range(first, proposed.head))
    if proposed is not None and _is_object_of_relative(view, first, proposed.head):
        joined = True
    if proposed is not None and inside and not (joined or listed or renamed):
        return Speaker(min(first, proposed.first), max(last, proposed.last), proposed.head)
    head = _head(view, first, chain[-1][1])
    return None if head is None else Speaker(first, last, head)


def is_dismissed(view: View, cue: Cue, scope: Scope, floor: int, proposed: Speaker) -> bool:
    """Whether the tree's subject stands in the words reported before a verb that has no subject: "The tanks, (he) added, can carry"."""
    tokens, before = view.reading.tokens, cue.first - 1
    if before <= floor or tokens[before].text != "," or proposed.last >= before or not _closes(view, cue, scope):
        return False
    rows = _segments(view, floor, before)
    if _kind(view, rows[0]) == "clause":
        return True
    return len(rows) == 1 and tokens[min(cue.last + 1, scope.high)].text == "," and split_after(view, cue.last, scope)


def without_aside(view: View, found: Speaker) -> Speaker:
    """The phrase cut before an inserted clause: "His guest, he said, had shown"."""
    tokens = view.reading.tokens
    comma = next((k for k in range(found.head + 1, found.last) if tokens[k].text == ","), None)
    if comma is None:
        return found
    end = next((k for k in range(comma + 1, found.last) if tokens[k].text == ","), found.last + 1)
    return Speaker(found.first, comma - 1, found.head) if _kind(view, (comma + 1, end - 1)) == "clause" else found


def _closes(view: View, cue: Cue, scope: Scope) -> bool:
    """Whether the reporting clause ends after the verb, but for times and addressees."""
    tokens = view.reading.tokens
    for k in range(cue.last + 1, scope.high + 1):
        if tokens[k].upos == "PUNCT":
            return tokens[k].text != ":" and not is_mark(tokens[k]) and not (k < scope.high and is_mark(tokens[k + 1]))
        if k not in view.timed and tokens[k].upos not in ("ADP", "NOUN", "PROPN", "ADJ", "ADV", "DET"):
            return False
        if k == cue.last + 1 and k not in view.timed and tokens[k].upos not in ("ADP", "ADV") and tokens[cue.last].upos != "ADP":
            return False
    return True


def _is_finite(view: View, cue: Cue) -> bool:
    tokens = view.reading.tokens
    return any(t.feats.get("VerbForm") == "Fin" or t.upos == "AUX" for t in tokens[cue.first : cue.last + 1])


def _is_pronoun(view: View, proposed: Speaker | None) -> bool:
    """Whether the tree gives a pronoun as the subject, which stands alone ("he", "who")."""
    return proposed is not None and view.reading.tokens[proposed.head].upos == "PRON" and proposed.first == proposed.last


def _segments(view: View, floor: int, last: int) -> list[Segment]:
    """What lies between the commas from `floor` to `last`, the rightmost first."""
    rows, end = [], last
    for k in range(last, max(floor, last - _REACH) - 1, -1):
        if view.reading.tokens[k].text == "," or is_dash(view, k):
            if k < end:
                rows.append((k + 1, end))
            end = k - 1
    low = max(floor, last - _REACH)
    if low <= end:
        rows.append((low, end))
    return rows


def _chain(view: View, rows: list[Segment], last: int) -> tuple[list[Segment], list[Segment]]:
    """The segments of the noun phrase with its appositions, the rightmost first, and the segments before it.

    A phrase right before the verb stands alone; before a comma it may have an apposition. Adjuncts and relative clauses are stepped over.
    """
    chain: list[Segment] = []
    phrases = 0
    for n, whole in enumerate(rows):
        row = _bare(view, whole)
        kind = _kind(view, row)
        if n == 0 and whole[1] == last:
            return _joint(view, row, rows) if kind == "phrase" else ([], rows)
        if kind == "clause" or (kind == "subordinate" and not _goes_on_left(view, rows, n)):
            return (chain, rows[n:]) if phrases else ([], rows)
        if kind in ("relative", "apposition") or (chain and kind in ("adjunct", "subordinate")):
            chain.append(row)
        if kind == "phrase":
            chain.append(row)
            phrases += 1
            if phrases == 2:
                return chain, rows[n + 1 :]
    return (chain, []) if phrases else ([], rows)


def _up_to(view: View, chain: list[Segment], rest: list[Segment], proposed: Speaker | None) -> tuple[list[Segment], list[Segment]]:
    """The chain with the segments up to the tree's subject, where only phrases lie between: "Jon Berg, a Dane, head of the navy, said"."""
    for n, row in enumerate(rest):
        if _kind(view, row) not in ("phrase", "apposition"):
            break
        if proposed is not None and row[0] <= proposed.head <= row[1]:
            return [*chain, *rest[: n + 1]], rest[n + 1 :]
    return chain, rest


def _joint(view: View, row: Segment, rows: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """A phrase right before the verb, with the members before it of a list that ends in it: "Oslo, Riga and Bern said"."""
    tokens = view.reading.tokens
    chain, n = [row], 1
    listed = any(tokens[k].upos == "CCONJ" for k in range(row[0] + 1, row[1])) and row == rows[0]
    while listed and n < len(rows) and _is_member(view, rows[n], row):
        chain.append(rows[n])
        n += 1
    return chain, rows[n:]


def _is_member(view: View, other: Segment, row: Segment) -> bool:
    """Whether a segment may be one of a list with another: short, and built alike (names with names, nouns with nouns)."""
    tokens = view.reading.tokens
    shapes = [tokens[r[0]].upos if tokens[r[0]].upos in ("PROPN", "DET") else "NOUN" for r in (other, row)]
    return other[1] - other[0] < _MEMBER and _kind(view, other) == "phrase" and shapes[0] == shapes[1]


def _goes_on_left(view: View, rows: list[Segment], n: int) -> bool:
    """Whether a noun phrase stands before a subordinate clause, which then belongs to its sentence: "the envoy, when he left, said"."""
    return n + 1 < len(rows) and _kind(view, rows[n + 1]) == "phrase"


def _kind(view: View, row: Segment) -> str:
    """What a segment is: clause, subordinate, relative, adjunct, apposition (an age) or phrase."""
    tokens, (first, last) = view.reading.tokens, row
    opening = tokens[first]
    relative = next((k for k in range(first + 1, last + 1) if view.word(k, "relatives") and opening.upos in ("DET", "PROPN")), last + 1)
    finite = any(view.finite(k) for k in range(first, relative)) or sum(view.finite(k) for k in range(relative, last + 1)) > 1
    if view.word(first, "relatives") or (opening.upos == "ADP" and first < last and view.word(first + 1, "relatives")):
        return "relative"
    if finite:
        return "subordinate" if opening.upos in ("SCONJ", "ADP") else "clause"
    if opening.upos not in _OPENS or first in view.timed or last - first >= _LONGEST or tokens[last].upos == "CCONJ":
        return "adjunct"
    if opening.upos == "NUM" and first == last:
        return "apposition"
    return "phrase" if any(tokens[k].upos in ("NOUN", "PROPN", "PRON") for k in range(first, last + 1)) else "adjunct"


def _bare(view: View, row: Segment) -> Segment:
    """The segment without a time or adverb at its front ("Last week the minister"), and without what ends with a conjunction or
    complementizer after its last finite verb ("a report found that the agency")."""
    tokens, (first, last) = view.reading.tokens, row
    for k in range(last - 1, first, -1):
        if view.finite(k):
            break
        if tokens[k].upos == "SCONJ" or view.word(k, "declaratives") or view.word(k, "complementizers") or view.word(k, "relatives"):
            first = k + 1
            break
    while first < last and (first in view.timed or tokens[first].upos in ("ADV", "CCONJ", "PUNCT")):
        first += 1
    while last > first and (last in view.timed or tokens[last].upos == "ADV"):
        last -= 1
    if last - 1 > first and tokens[last].upos == "ADJ" and tokens[last - 1].upos == "ADP":
        last -= 2  # "at first", "in breve"
    return first, last


def _is_apart(view: View, cue: Cue, scope: Scope, rest: list[Segment]) -> bool:
    """Whether what stands before the phrase is no part of it: a clause with a finite verb, or the front of one that goes on later."""
    if any(_kind(view, row) in ("clause", "subordinate") for row in rest):
        return True
    return bool(rest) and (split_after(view, cue.last, scope) or reports_before(view, cue, scope))


def reports_before(view: View, cue: Cue, scope: Scope) -> bool:
    """Whether a verb of saying without verb or quotation after it must report what stands before it."""
    tokens = view.reading.tokens
    rest = tokens[cue.last + 1 : scope.high + 1]
    if cue.kind != "say" or "object" in cue.frames or len(rest) >= _LONGEST:
        return False
    return not any(t.upos in ("VERB", "AUX") or t.text == ":" or is_mark(t) for t in rest)


def split_after(view: View, i: int, scope: Scope) -> bool:
    """Whether a finite verb follows a comma after token i, with no verb between: "The test, said Seoul, was"."""
    tokens = view.reading.tokens
    for k in range(i + 1, min(i + 25, scope.high)):
        if tokens[k].text == "," and view.finite(k + 1):
            return True
        if view.finite(k) or view.word(k, "declaratives") or tokens[k].text in (":", ";"):
            return False
    return False


def _is_object_of_relative(view: View, first: int, i: int) -> bool:
    """Whether token i ends a relative clause whose subject is its pronoun: "an official who asked for anonymity says"."""
    tokens = view.reading.tokens
    for k in range(i - 1, first, -1):
        if view.word(k, "relatives") and tokens[k - 1].upos in ("NOUN", "PROPN", "ADJ"):
            verbs = [j for j in range(k + 1, i) if tokens[j].upos in ("VERB", "AUX")]
            opens = all(tokens[j].upos in ("AUX", "ADV", "PRON", "PART") for j in range(k + 1, verbs[0])) if verbs else False
            return opens and sum(tokens[j].upos == "VERB" for j in verbs) == 1
    return False


def _head(view: View, first: int, last: int) -> int | None:
    """The head of a noun phrase by the tree, kept inside it; a name or noun before the first preposition."""
    tokens = view.reading.tokens
    found = [k for k in range(first, last + 1) if tokens[k].upos in NOMINAL]
    if not found:
        return None
    head = topmost(view, found[0], last)
    cut = next((k for k in range(first + 1, last + 1) if tokens[k].upos == "ADP" or view.word(k, "relatives")), last + 1)
    if head >= cut or tokens[head].upos not in NOMINAL:
        before = [k for k in found if k < cut]
        head = before[-1] if before and tokens[before[-1]].upos == "NOUN" else (before or found)[0]
    return head
