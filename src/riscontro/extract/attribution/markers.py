"""Attribution without a verb of saying: "according to X", "secondo X", and nouns such as "the claim that"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riscontro.extract.attribution.cues import Cue, markers_in, noun_cues
from riscontro.extract.attribution.cuewords import Entry, Marker, lexicon
from riscontro.extract.attribution.nounphrases import NOMINAL, Speaker, phrase, phrase_from
from riscontro.extract.attribution.quotes import is_mark
from riscontro.extract.attribution.reach import Range, trim
from riscontro.extract.attribution.view import Scope, View, is_dash, scope_of
from riscontro.model import Token

_BRACKETS = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in tokens: its cue, speaker and contents."""

    cue: Cue | None
    speaker: Speaker | None
    contents: tuple[Range, ...]
    of_clause: bool = False


def marked(view: View) -> Iterator[Found]:
    """Attributions by a marker."""
    reached = -1
    for marker, first, last in markers_in(view.reading):
        scope = _bracketed(view, first, scope_of(view, first))
        if scope.low <= reached < first:
            scope = Scope(reached + 1, scope.high)
        found = _with_clause(view, first, last, scope) or _with_phrase(view, marker, first, last, scope)
        if found is not None and found.contents:
            yield found
            reached = found.speaker.last if found.speaker else last


def _bracketed(view: View, i: int, scope: Scope) -> Scope:
    """The scope cut down to the brackets or between the semicolons around token i."""
    tokens, low, high, depth = view.reading.tokens, scope.low, scope.high, 0
    for k in range(i - 1, scope.low - 1, -1):
        if tokens[k].text in _BRACKETS:
            depth += 1
        elif tokens[k].text in ("(", "["):
            depth -= 1
        if depth < 0 or (depth == 0 and tokens[k].text == ";"):
            low = k + 1
            break
    depth = 0
    for k in range(i + 1, scope.high + 1):
        if tokens[k].text in ("(", "["):
            depth += 1
        elif tokens[k].text in _BRACKETS:
            depth -= 1
        if depth < 0 or (depth == 0 and tokens[k].text == ";"):
            high = k - 1
            break
    return Scope(low, high)


def _with_clause(view: View, first: int, last: int, scope: Scope) -> Found | None:
    """ "secondo quanto ha detto X", "stando a quanto riferito da X": the clause after the marker is cue and source together."""
    if last + 2 > scope.high or not view.word(last + 1, "quantifiers"):
        return None
    tokens = view.reading.tokens
    verb = next((k for k in range(last + 2, min(last + 9, scope.high + 1)) if tokens[k].upos == "VERB"), None)
    if verb is None:
        return None
    speaker = _of_clause(view, last + 2, verb, scope)
    end = max(verb, speaker.last if speaker else verb)
    cue = Cue(verb, (verb,), first, verb, "say", frozenset())
    return Found(cue, speaker, _sides(view, first, _setting_end(view, end, scope), scope))


def _of_clause(view: View, start: int, verb: int, scope: Scope) -> Speaker | None:
    if start < verb and view.reading.tokens[start].upos in ("DET", "PROPN", "NOUN"):
        return phrase_from(view, start, verb - 1)
    k = verb + 1
    if k <= scope.high and view.reading.tokens[k].upos == "ADP" and view.word(k, "agents"):
        k += 1
    return phrase_from(view, k, scope.high) if k <= scope.high else None


def _setting_end(view: View, end: int, scope: Scope) -> int:
    """The last token before the next punctuation, where only a setting (time, place) lies between."""
    tokens = view.reading.tokens
    for k in range(end + 1, min(end + 12, scope.high + 1)):
        if tokens[k].upos == "PUNCT":
            return k - 1
        if tokens[k].upos in ("VERB", "AUX"):
            return end
    return end


def _with_phrase(view: View, marker: Marker, first: int, last: int, scope: Scope) -> Found | None:
    if not _is_marker(view, marker, first, last, scope):
        return None
    speaker = phrase_from(view, last + 1, _first_comma(view, last + 1, scope))
    if speaker is None or (marker.named and not _is_named(view, speaker)):
        return None
    speaker = _with_name(view, speaker, scope) if first == scope.low else speaker
    cue = Cue(last if len(marker.words) > 1 else first, (first,), first, last, "say", frozenset())
    if view.word(speaker.head, "relatives") and speaker.last < scope.high:
        return Found(cue, speaker, _of_relative(view, first, trim(view, speaker.last + 1, scope.high)))
    end = _relative_end(view, speaker.last, scope) if first == scope.low else speaker.last
    return Found(cue, speaker, _sides(view, first, end, scope), marker.of_clause)


def _relative_end(view: View, last: int, scope: Scope) -> int:
    """The end of a relative clause or gerund between commas after a source: "Secondo l'Araldo, che cita fonti danesi, la nave ..."."""
    tokens = view.reading.tokens
    if last + 2 > scope.high or tokens[last + 1].text != ",":
        return last
    if not view.word(last + 2, "relatives") and tokens[last + 2].feats.get("VerbForm") != "Ger":
        return last
    return next((k - 1 for k in range(last + 3, min(last + 30, scope.high)) if tokens[k].text == ","), last)


def _with_name(view: View, speaker: Speaker, scope: Scope) -> Speaker:
    """The speaker with an apposition between commas: "Secondo la portavoce, Anna Rossi, i treni ..."; a subject goes on with a verb."""
    tokens = view.reading.tokens
    comma = speaker.last + 1
    if comma + 1 > scope.high or tokens[comma].text != "," or tokens[comma + 1].upos not in ("PROPN", "DET", "NOUN"):
        return speaker
    for k in range(comma + 1, min(comma + 16, scope.high)):
        if tokens[k].upos in ("VERB", "AUX"):
            return speaker
        if tokens[k].text == ",":
            following = tokens[k + 1]
            goes_on = (
                following.upos in ("VERB", "AUX", "CCONJ", "SCONJ", "ADV", "ADP")
                or view.word(k + 1, "relatives")
                or following.upos == "NUM"
            )
            return speaker if goes_on else Speaker(speaker.first, k - 1, speaker.head)
    return speaker


def _is_marker(view: View, marker: Marker, first: int, last: int, scope: Scope) -> bool:
    tokens = view.reading.tokens
    if (
        last + 1 > scope.high
        or tokens[last + 1].lower in view.table.words["not_units"]
        or tokens[last + 1].lemma in view.table.words["not_units"]
    ):
        return False
    if (marker.initial and first != scope.low) or (first > scope.low and tokens[first - 1].upos == "AUX"):
        return False
    if len(marker.words) == 1 and tokens[first].upos not in ("ADP", "SCONJ", "VERB", "ADV"):
        return _could_be_marker(view, first, scope)
    if view.word(last + 1, "relatives") and tokens[last + 1].upos == "PRON":
        return first > scope.low and tokens[first - 1].text == ","
    return True


def _could_be_marker(view: View, first: int, scope: Scope) -> bool:
    """A marker that the tagger took for another word: at the start or after a comma, before an article or a name."""
    tokens = view.reading.tokens
    opens = first == scope.low or tokens[first - 1].upos == "PUNCT"
    return opens and (tokens[first + 1].upos in ("DET", "PROPN") or tokens[first + 1].entity != "")


def _is_named(view: View, speaker: Speaker) -> bool:
    return any(view.reading.tokens[k].entity or k in view.parties for k in range(speaker.first, speaker.last + 1))


def _first_comma(view: View, start: int, scope: Scope) -> int:
    """Where a source after a marker must end: before the comma that a clause follows; appositions stay."""
    tokens = view.reading.tokens
    relative = False
    for k in range(start, scope.high + 1):
        relative = relative or view.word(k, "relatives")
        if tokens[k].text in (",", ":") or is_dash(view, k):
            return k - 1
        if not relative and tokens[k].upos in ("VERB", "AUX") and tokens[k].feats.get("VerbForm") == "Fin":
            return k - 1
    return scope.high


def _sides(view: View, first: int, last: int, scope: Scope) -> tuple[Range, ...]:
    """The content on both sides of the tokens first..last of marker and source."""
    tokens = view.reading.tokens
    comma_before = first - 1 >= scope.low and tokens[first - 1].upos == "PUNCT"
    comma_after = last + 1 <= scope.high and tokens[last + 1].upos == "PUNCT" and tokens[last + 1].text != "."
    low = scope.low
    while low < first and (tokens[low].upos in ("CCONJ", "PUNCT") and not is_mark(tokens[low])):
        low += 1
    left = trim(view, low, first - 1) if low <= first - 1 else None
    right = trim(view, last + 1, scope.high) if last + 1 <= scope.high else None
    if left is None or not any(t.upos in NOMINAL or t.upos == "VERB" for t in tokens[left[0] : left[1] + 1]):
        return (right,) if right and right[1] > right[0] else ()
    if right is None or right[1] <= right[0]:
        return (left,)
    inserted = (
        not comma_before
        and last + 1 <= scope.high
        and tokens[last + 1].upos in ("VERB", "AUX")
        and tokens[last + 1].feats.get("VerbForm") == "Fin"
    )
    if inserted or view.word(first - 1, "relatives") or (comma_before and view.word(first - 2, "relatives")):
        return _of_relative(view, first, right)
    if not (comma_before and comma_after) or _leaves(view, right):
        return (left,)
    return left, right


def _of_relative(view: View, first: int, right: Range) -> tuple[Range, ...]:
    """The clause into which a marker is inserted: "the missile, which according to Kyiv was made abroad, fell"."""
    end = max(i for i in view.reading.subtree(right[0]) if i <= right[1])
    top = right[0]
    while first < view.reading.tokens[top].head <= right[1] and view.reading.tokens[top].head != top:
        top = view.reading.tokens[top].head
        end = max(i for i in view.reading.subtree(top) if i <= right[1])
    return (trim(view, right[0], max(right[0], end)),)


def _leaves(view: View, right: Range) -> bool:
    token = view.reading.tokens[right[0]]
    return token.upos == "CCONJ" or token.feats.get("VerbForm") == "Ger" or view.word(token.i, "relatives")


def aside(view: View, cue: Cue, scope: Scope, speaker: Speaker | None) -> tuple[Range, ...] | None:
    """The content around "as X put it", "come ha detto X"; None where the cue is no such aside."""
    first = min(cue.first, speaker.first) if speaker else cue.first
    opener = first - 1
    if opener < scope.low or not view.word(opener, "aside_openers"):
        return None
    tokens = view.reading.tokens
    if opener > scope.low and tokens[opener - 1].upos != "PUNCT":
        return None
    end = max(cue.last, speaker.last) if speaker else cue.last
    return _sides(view, opener, _setting_end(view, end, scope), scope)


def nominal(view: View) -> Iterator[Found]:
    """Attributions by a noun: "the minister's claim that ...", "le accuse di X secondo cui ..."."""
    for noun, entry, first, last in noun_cues(view.reading):
        scope = scope_of(view, noun.i)
        long_link = last > first
        start = last + 1 if long_link or (view.word(first, "owners") and first == noun.i + 1 and not _is_infinitive(view, first)) else first
        if start > scope.high:
            continue
        content = trim(view, start, _reach(view, noun, start, scope))
        speaker = _owner(view, noun, first, scope)
        yield Found(_noun_cue(noun, entry, first, start), speaker, (content,))


def _is_infinitive(view: View, k: int) -> bool:
    nxt = view.reading.tokens[min(k + 1, len(view.reading.tokens) - 1)]
    return nxt.feats.get("VerbForm") == "Inf" or nxt.upos == "AUX"


def _noun_cue(noun: Token, entry: Entry, first: int, start: int) -> Cue:
    last = start - 1 if first == noun.i + 1 and start > first else noun.i
    return Cue(noun.i, (noun.i,), noun.i, last, entry.kind, entry.frames)


def _reach(view: View, noun: Token, start: int, scope: Scope) -> int:
    """How far the noun's content goes: what hangs below the noun, or below the word at `start`, without a gap."""
    reading = view.reading
    members = set(reading.subtree(noun.i))
    top = start
    above = _ancestors(view, noun.i)
    while start <= reading.tokens[top].head <= scope.high and reading.tokens[top].head != top and reading.tokens[top].head not in above:
        top = reading.tokens[top].head
    if top not in above:
        members |= set(reading.subtree(top))
    end = start
    while end + 1 <= scope.high and end + 1 in members:
        end += 1
    return end


def _ancestors(view: View, i: int) -> set[int]:
    found: set[int] = set()
    while view.reading.tokens[i].head != i and view.reading.tokens[i].head not in found:
        i = view.reading.tokens[i].head
        found.add(i)
    return found


def _owner(view: View, noun: Token, first: int, scope: Scope) -> Speaker | None:
    """Whose the noun is: a possessive or a nationality before it, an owner or agent phrase between it and the link."""
    reading = view.reading
    for k in range(noun.i + 1, first):
        if reading.tokens[k].upos == "ADP" and (view.word(k, "owners") or view.word(k, "agents")):
            return phrase_from(view, k + 1, first - 1)
    for kid in reading.kids(noun.i, "nmod", "det", "amod"):
        if kid.i < noun.i and (kid.deprel in ("nmod:poss", "det:poss") or kid.i in view.parties):
            found = phrase(view, kid.i, scope.low, noun.i - 1)
            last = found.last - 1 if reading.tokens[found.last].upos == "PART" and found.last > found.head else found.last
            return Speaker(found.first, last, kid.i)
    return next((Speaker(k.i, k.i, k.i) for k in reading.kids(noun.i, "amod") if k.i > noun.i and k.i in view.parties), None)


__all__ = ["Found", "lexicon", "marked", "nominal"]
