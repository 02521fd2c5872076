"""Speakers that stand after the verb: `"...", said X`, ", ha detto X", "Ha detto X: ...".

Small parsers take them for objects; the comma, the quotation before and the kind of noun decide.
"""

from __future__ import annotations

from riscontro.extract.attribution.apart import split_after
from riscontro.extract.attribution.cues import Cue
from riscontro.extract.attribution.nounphrases import NOMINAL, Speaker, phrase_from
from riscontro.extract.attribution.quotes import is_mark
from riscontro.extract.attribution.view import Scope, View, is_dash
from riscontro.model import Token

_SETTINGS = 2
"""How many phrases may stand between the verb and its speaker."""


def speaker_after(view: View, cue: Cue, scope: Scope) -> Speaker | None:
    """The speaker after the verb: "...", said X; , ha detto X; Ha detto X: ..."""
    tokens = view.reading.tokens
    start = cue.last + 1
    start = _past_settings(view, start, scope)
    if start > scope.high or "quote" not in cue.frames or not _begins_phrase(tokens[start]):
        return None
    if tokens[start].upos == "PRON" and not view.word(start, "subject_pronouns"):
        return None
    proposed = [
        k for node in cue.nodes for k in view.reading.kids(node, "nsubj") if k.i not in view.timed and not view.word(k.i, "anaphors")
    ]
    if not _allows_inversion(view, cue, scope, start, proposed):
        return None
    found = phrase_from(view, start, scope.high)
    return found and _with_apposition(view, found, scope)


def _past_settings(view: View, start: int, scope: Scope) -> int:
    """Where the words go on behind adverbs, times and where it was said (", ha detto lunedì in conferenza stampa il ministro")."""
    tokens = view.reading.tokens
    for _ in range(_SETTINGS):
        while start <= scope.high and (tokens[start].upos == "ADV" or start in view.timed):
            start += 1
        phrase = phrase_from(view, start + 1, scope.high) if start < scope.high and tokens[start].upos == "ADP" else None
        if phrase is None or phrase.last >= scope.high or not _begins_phrase(tokens[phrase.last + 1]):
            return start
        start = phrase.last + 1
    return start


def _with_apposition(view: View, found: Speaker, scope: Scope) -> Speaker:
    """The phrase with a name or title set apart after it: "said the minister, Jon Berg, on Monday"; a clause after the comma is none."""
    tokens, comma = view.reading.tokens, found.last + 1
    if comma + 1 > scope.high or tokens[comma].text != "," or tokens[comma + 1].upos not in ("PROPN", "DET", "NOUN"):
        return found
    for k in range(comma + 1, min(comma + 12, scope.high + 1)):
        if tokens[k].upos == "PUNCT" and not is_mark(tokens[k]) and tokens[k].text != "-":
            return Speaker(found.first, k - 1, found.head)
        if view.word(k, "relatives"):
            stops = (j for j in range(k + 1, scope.high + 1) if tokens[j].text in (",", ".", ";", ":"))
            return Speaker(found.first, next(stops, scope.high + 1) - 1, found.head)
        if tokens[k].upos not in ("PROPN", "NOUN", "DET", "ADJ", "ADP", "PUNCT", "NUM") or k in view.timed:
            return found
    return found


def _begins_phrase(token: Token) -> bool:
    return token.upos in NOMINAL or token.upos in ("DET", "ADJ")


def _allows_inversion(view: View, cue: Cue, scope: Scope, start: int, proposed: list[Token]) -> bool:
    tokens = view.reading.tokens
    before = cue.first - 1
    if any(cue.last < k.i for k in proposed) and not _clause_at(view, start, scope):
        return True
    if before >= scope.low and view.word(before, "anaphors"):
        return True
    if before >= scope.low and view.word(before, "aside_openers"):
        return not proposed or proposed[0].i < before
    if before < scope.low:
        return _is_actor(view, start, scope) and _followed_by_speech(view, start, scope) and not proposed
    if is_mark(tokens[before]) or (tokens[before].text == "," and before - 1 >= scope.low and is_mark(tokens[before - 1])):
        return not any(k.i < cue.first and before < k.i for k in proposed) and not _clause_at(view, start, scope)
    if tokens[before].text == "," or is_dash(view, before):
        if cue.kind not in ("say", "think") or "clause" not in cue.frames or not _says_before(view, cue, scope, proposed):
            return False
        near = [k for k in proposed if before < k.i < cue.first]
        alone = "object" not in cue.frames and _ends_clause(view, start, scope) and _clause_before(view, before, scope)
        speaks = alone or _is_actor(view, start, scope)
        return not near and speaks and not _clause_at(view, start, scope)
    return False


def _clause_before(view: View, comma: int, scope: Scope) -> bool:
    """Whether a finite verb stands between this comma and the mark before it, so that what stands there is no phrase of a speaker."""
    tokens = view.reading.tokens
    for k in range(comma - 1, scope.low - 1, -1):
        if view.finite(k):
            return True
        if tokens[k].upos == "PUNCT":
            return False
    return False


def _ends_clause(view: View, start: int, scope: Scope) -> bool:
    """Whether nothing but a noun phrase follows up to the next punctuation: ", reported the newspapers."."""
    found = phrase_from(view, start, scope.high)
    return found is not None and (found.last == scope.high or view.reading.tokens[found.last + 1].upos == "PUNCT")


def _clause_at(view: View, start: int, scope: Scope) -> bool:
    """Whether the words from `start` are a clause of their own: a finite verb comes before any punctuation or relative."""
    for k in range(start, scope.high + 1):
        token = view.reading.tokens[k]
        if (token.upos == "PUNCT" and token.text not in ("'", "’")) or view.word(k, "relatives"):
            return False
        if token.upos in ("VERB", "AUX") and token.feats.get("VerbForm") == "Fin":
            return True
    return False


def _is_actor(view: View, start: int, scope: Scope) -> bool:
    """Whether the phrase at `start` names somebody who can speak: a party, a named entity, a speaking role, a pronoun."""
    tokens = view.reading.tokens
    for k in range(start, min(start + 5, scope.high + 1)):
        token = tokens[k]
        if token.upos == "PUNCT" or token.upos in ("VERB", "AUX", "ADP"):
            return False
        if (
            k in view.parties
            or token.entity
            or token.upos == "PROPN"
            or token.lemma in view.table.words["roles"]
            or view.word(k, "subject_pronouns")
        ):
            return True
    return False


def _followed_by_speech(view: View, start: int, scope: Scope) -> bool:
    """Whether a colon, a quotation or "that" follows the phrase at `start`."""
    found = phrase_from(view, start, scope.high)
    if found is None:
        return False
    nxt = found.last + 1
    return (
        nxt > scope.high
        or view.reading.tokens[nxt].text in (":", ",", ".")
        or view.word(nxt, "declaratives")
        or is_mark(view.reading.tokens[nxt])
    )


def _says_before(view: View, cue: Cue, scope: Scope, proposed: list[Token]) -> bool:
    """Whether what stands before the comma can be said: it has a finite verb outside relative clauses, or is no subject of the cue."""
    relative = next((j for j in range(scope.low, cue.first) if view.word(j, "relatives")), cue.first)
    free = any(view.finite(k) for k in range(scope.low, relative))
    return free or not any(k.i < cue.first for k in proposed) or split_after(view, cue.last, scope)
