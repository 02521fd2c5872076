"""The noun phrase of a source: what hangs below its head, cut where the words show that it ends."""

from __future__ import annotations

from dataclasses import dataclass

from riscontro.extract.attribution.quotes import is_mark
from riscontro.extract.attribution.view import SHORT, View, is_dash
from riscontro.extract.lemmas import lemmas

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
_NOT_OF_PHRASE = frozenset({"parataxis", "discourse", "vocative", "ccomp", "cop", "mark", "advcl", "nsubj", "dislocated", "dep"})
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Speaker:
    """The noun phrase of a source: tokens first..last and the head."""

    first: int
    last: int
    head: int


def phrase(view: View, head: int, low: int, high: int) -> Speaker:
    """The noun phrase of token `head` within low..high: what hangs below it without a break."""
    reading = view.reading
    members = {head}
    queue = [head]
    while queue:
        for kid in reading.kids(queue.pop()):
            if kid.relation not in _NOT_OF_PHRASE or kid.head != head:
                members.add(kid.i)
                queue.append(kid.i)
    first = last = head
    while first - 1 >= low and first - 1 in members:
        first -= 1
    while last + 1 <= high and last + 1 in members:
        last += 1
    return trimmed(view, first, last, head)


def trimmed(view: View, first: int, last: int, head: int) -> Speaker:
    """The phrase without punctuation, prepositions and conjunctions at its edges."""
    tokens = view.reading.tokens
    while first < head and (
        tokens[first].upos in ("PUNCT", "CCONJ", "SCONJ", "ADP", "ADV") and not tokens[first].lower.startswith(("about", "over"))
    ):
        first += 1
    while last > head and (tokens[last].upos in ("PUNCT", "CCONJ", "SCONJ", "ADP") or view.word(last, "relatives")):
        last -= 1
    while (
        last + 2 < len(tokens)
        and tokens[last].end == tokens[last + 1].start
        and tokens[last + 1].text in ("-", "‑")
        and tokens[last + 1].end == tokens[last + 2].start
    ):
        last += 2
    return Speaker(first, last, head)


def antecedent_of(view: View, i: int) -> Speaker | None:
    """The noun that a relative pronoun stands for: what the relative clause hangs on, else the noun before the pronoun."""
    tokens, k = view.reading.tokens, i
    for _ in range(6):
        if tokens[k].deprel in ("acl:relcl", "acl") and tokens[k].head < i and tokens[tokens[k].head].upos in ("NOUN", "PROPN"):
            return phrase(view, tokens[k].head, view.reading.sentence(i).first, i - 1)
        k = tokens[k].head
    before = [j for j in range(max(view.reading.sentence(i).first, i - 3), i) if tokens[j].upos in ("NOUN", "PROPN")]
    return phrase(view, before[-1], view.reading.sentence(i).first, i - 1) if before else None


def phrase_from(view: View, start: int, high: int) -> Speaker | None:
    """The noun phrase that begins at token `start`, or None where none does."""
    tokens = view.reading.tokens
    head = None
    for k in range(start, min(start + 8, high + 1)):
        token = tokens[k]
        if token.upos in NOMINAL:
            head = k
            break
        if token.upos not in ("DET", "ADJ", "ADV", "PUNCT", "VERB") or (token.upos == "PUNCT" and not is_mark(token)):
            return None
        if token.upos == "VERB" and token.feats.get("VerbForm") != "Part":
            return None
    if head is None:
        return None
    head = topmost(view, head, high)
    found = phrase(view, head, start, phrase_stop(view, head, high))
    return Speaker(start, max(found.last, head), head) if start <= head else found


def is_nobody(view: View, speaker: Speaker) -> bool:
    """Whether a phrase names no source: a thing, an event, a time or a bare share ("9 per cent")."""
    tokens = view.reading.tokens
    head = tokens[speaker.head]
    if head.upos == "PRON" and view.word(head.i, "relatives") and (noun := antecedent_of(view, head.i)) is not None:
        return is_nobody(view, noun)
    if head.i in view.parties or head.entity:
        return False
    names = lemmas(head, view.reading.document.language)
    if head.upos == "NOUN" and any(name in view.table.words["nobody"] for name in names):
        return True
    share = any(name in view.table.words["shares"] for name in (head.lower, *names))
    return share and not any(tokens[k].upos == "ADP" for k in range(head.i, speaker.last + 1))


def topmost(view: View, i: int, high: int) -> int:
    """The head of the phrase that the nominal i opens: "army" -> "spokesman"."""
    tokens = view.reading.tokens
    for _ in range(_DEPTH):
        token = tokens[i]
        if (
            token.relation in ("compound", "flat", "amod", "nmod", "nummod", "det", "appos")
            and i < token.head <= high
            and token.deprel != "nmod"
        ):
            i = token.head
        else:
            return i
    return i


def phrase_stop(view: View, head: int, high: int) -> int:
    """Where a phrase must end by its words: before the setting ("in an interview", "on Monday"), a colon or a quotation."""
    tokens = view.reading.tokens
    for k in range(head + 1, high + 1):
        token = tokens[k]
        if (
            token.text in (":", ";", "(")
            or is_dash(view, k)
            or (is_mark(token) and _opens_quote(view, k))
            or token.upos == "SCONJ"
            or token.deprel == "mark"
        ):
            return k - 1
        if token.upos in ("ADP", "SCONJ") and tokens[k - 1].text == "," and _opens_relative(view, k + 1, high):
            return k - 2
        if token.upos == "ADP" and (k + 1 in view.timed or k in view.timed or _opens_medium(view, k, high)):
            return k - 1
        if k in view.timed:
            return k - 1
    return high


def _opens_relative(view: View, k: int, high: int) -> bool:
    """Whether a relative pronoun stands at token k, with or without its article."""
    if k <= high and view.word(k, "relatives"):
        return True
    return k + 1 <= high and view.reading.tokens[k].upos == "DET" and view.word(k + 1, "relatives")


def _opens_quote(view: View, k: int) -> bool:
    return any(q.first == k and q.words > SHORT for q in view.at.get(k, ()))


def _opens_medium(view: View, k: int, high: int) -> bool:
    if not view.word(k, "medium_preps"):
        return False
    for j in range(k + 1, min(k + 5, high + 1)):
        token = view.reading.tokens[j]
        if token.upos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
            return False
        if token.lemma in view.table.media or token.lower in view.table.media:
            return True
    return False
