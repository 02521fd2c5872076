"""Who speaks: the noun phrase that is the source of a cue.

The tree proposes a subject; the words decide: a noun phrase that follows a verb of saying after a comma or a closing mark is the speaker,
whatever relation a small parser gave it.
"""

from __future__ import annotations

from riscontro.extract.attribution.apart import is_dismissed, speaker_apart, split_after, without_aside
from riscontro.extract.attribution.cues import Cue
from riscontro.extract.attribution.inversion import speaker_after
from riscontro.extract.attribution.nounphrases import NOMINAL, Speaker, phrase, phrase_from, phrase_stop, topmost, trimmed
from riscontro.extract.attribution.quotes import is_mark
from riscontro.extract.attribution.view import SHORT, Scope, View
from riscontro.model import Token

_DEPTH = 6


def speaker_of(view: View, cue: Cue, scope: Scope) -> Speaker | None:
    """The source of a verbal cue, or None: passive agents, speakers after the verb, subjects before it, inherited subjects."""
    if is_passive(view, cue):
        return agent_of(view, cue, scope)
    found = None if "addressed" in cue.frames and _sets_apart(view, cue, scope) else speaker_after(view, cue, scope)
    if found is None:
        found = _subject(view, cue, scope)
        if found is None or found.first < cue.first:
            floor = _floor(view, cue, scope)
            if found is not None and is_dismissed(view, cue, scope, floor, found):
                return speaker_apart(view, cue, scope, floor, None)
            found = speaker_apart(view, cue, scope, floor, found) or (found and without_aside(view, found))
    if found is None and _is_participle(view, cue) and cue.first > scope.low and view.reading.tokens[cue.first - 1].text == ",":
        found = _of_main_clause(view, cue, scope)
    found = found or _inherited(view, cue.head, scope, _DEPTH) or _nearest(view, cue, scope)
    return None if found is not None and _is_subject_beyond(view, cue, found) else found


def _is_subject_beyond(view: View, cue: Cue, found: Speaker) -> bool:
    """Whether an insertion without a subject parts the phrase from the verb it belongs to: "The tanks, (he) added, can carry"."""
    token = view.reading.tokens[found.head]
    inserted = view.reading.tokens[cue.head].relation == "parataxis" and view.reading.tokens[cue.first - 1].text == ","
    return inserted and found.last < cue.first and token.relation == "nsubj" and token.head > cue.last


def _is_participle(view: View, cue: Cue) -> bool:
    return view.reading.tokens[cue.head].feats.get("VerbForm") in ("Part", "Ger") and not any(
        view.reading.tokens[i].upos == "AUX" for i in range(cue.first, cue.last + 1)
    )


def _sets_apart(view: View, cue: Cue, scope: Scope) -> bool:
    """Whether the speaker stands before the verb and its comma, so that what follows is who is told: "Berg, the envoy, told reporters"."""
    if cue.first <= scope.low or view.reading.tokens[cue.first - 1].text != ",":
        return False
    return speaker_apart(view, cue, scope, _floor(view, cue, scope), None) is not None


def is_put_to(view: View, cue: Cue, scope: Scope) -> bool:
    """Whether the cue is a bare participle between commas or at the start: "Berg, asked about the ship, left": nobody is said to ask."""
    token = view.reading.tokens[cue.head]
    if cue.kind not in ("ask", "say") or "whole" in cue.frames or token.feats.get("Tense") == "Pres":
        return False
    if token.feats.get("VerbForm") != "Part" or not _is_participle(view, cue) or agent_of(view, cue, scope) is not None:
        return False
    if cue.first == scope.low:
        return True
    return view.reading.tokens[cue.first - 1].text == "," and split_after(view, cue.last, scope)


def _of_main_clause(view: View, cue: Cue, scope: Scope) -> Speaker | None:
    """The subject of the clause that a participle after a comma hangs on: of the nearest verb outside relative and reported clauses."""
    tokens = view.reading.tokens
    for i in range(cue.first - 1, scope.low, -1):
        if tokens[i].deprel not in ("acl:relcl", "ccomp") and view.quoted[i] == view.quoted[cue.head]:
            for kid in view.reading.kids(i, "nsubj"):
                if kid.upos in NOMINAL and scope.low <= kid.i < cue.first and view.quoted[kid.i] == view.quoted[cue.head]:
                    return phrase(view, kid.i, scope.low, max(kid.i, i - 1) if kid.i < i else cue.first - 1)
    return None


def _nearest(view: View, cue: Cue, scope: Scope) -> Speaker | None:
    """The nominal right before a finite verb that has lost its subject in the tree: `"...", the letter reads`."""
    tokens, floor = view.reading.tokens, _floor(view, cue, scope)
    if not any(tokens[i].feats.get("VerbForm") == "Fin" for i in range(cue.first, cue.last + 1)) or cue.first <= floor:
        return None
    if tokens[cue.first - 1].text == "," or is_mark(tokens[cue.first - 1]):
        gap = range(floor, cue.first - 1)
        plain_gap = 0 < len(gap) <= 25 and not any(tokens[k].upos in ("VERB", "AUX") for k in gap)
        head = next((k for k in gap if tokens[k].upos in ("PROPN", "NOUN")), None)
        return trimmed(view, floor, cue.first - 2, head) if plain_gap and head is not None and floor > scope.low else None
    k = cue.first - 1
    while k >= floor and tokens[k].upos in ("PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM") and k not in view.timed:
        k -= 1
    if k + 1 > cue.first - 1 or (k >= floor and tokens[k].upos == "ADP") or view.word(cue.first - 1, "relatives"):
        return None
    head = next((j for j in range(cue.first - 1, k, -1) if tokens[j].upos in NOMINAL), None)
    return Speaker(k + 1, cue.first - 1, head) if head is not None else None


def is_passive(view: View, cue: Cue) -> bool:
    """Whether the cue is passive, so that its subject is no speaker."""
    reading = view.reading
    kids = [k for node in cue.nodes for k in reading.kids(node)]
    if cue.adjective:
        return False
    if len(cue.nodes) > 1 and reading.tokens[cue.nodes[0]].feats.get("VerbForm") == "Fin" and not any(k.lower == "si" for k in kids):
        return False  # "let it be known"
    if _passive_group(view, cue):
        return True
    if any(k.deprel in ("aux:pass", "nsubj:pass") for k in kids):
        return True
    return any(k.deprel in ("expl:pass", "expl:impers") or (k.lower == "si" and k.deprel.startswith("expl")) for k in kids) and not any(
        k.deprel == "nsubj" and k.upos == "PROPN" for k in kids
    )


def _passive_group(view: View, cue: Cue) -> bool:
    """Whether the words of the group are passive: "is said", "è stato detto"; "si è detto" is not."""
    tokens = view.reading.tokens
    head = tokens[cue.nodes[0]]
    auxiliaries = [t for t in tokens[cue.first : head.i] if t.upos == "AUX"]
    if not auxiliaries or head.feats.get("VerbForm") != "Part" or head.feats.get("Tense") == "Pres":
        return False
    if any(view.word(i, "reflexives") for i in range(cue.first, head.i)):
        return False
    return auxiliaries[-1].lemma in view.table.words["passive_auxiliaries"]


def is_own_voice(view: View, cue: Cue) -> bool:
    """Whether the cue is in the first or second person ("I think", "you know"): in a quotation it names no further source."""
    tokens = view.reading.tokens
    subjects = [k for node in cue.nodes for k in view.reading.kids(node, "nsubj")]
    if any(k.feats.get("Person") == "3" or k.upos in ("NOUN", "PROPN") for k in subjects):
        return False
    words = [*subjects, *tokens[cue.first : cue.last + 1]]
    return any(t.feats.get("Person") in ("1", "2") for t in words)


def opened_by(view: View, cue: Cue, group: str) -> bool:
    """Whether a word of a closed class stands right before the cue."""
    return cue.first > 0 and view.word(cue.first - 1, group)


def agent_of(view: View, cue: Cue, scope: Scope) -> Speaker | None:
    """The agent of a passive cue: "by X", "da X"."""
    for k in range(cue.last + 1, min(cue.last + 12, scope.high + 1)):
        token = view.reading.tokens[k]
        if token.upos == "VERB" or view.word(k, "declaratives"):
            return None
        if token.upos == "ADP" and view.word(k, "agents") and k + 1 <= scope.high and k + 1 not in view.timed:
            return phrase_from(view, k + 1, _charge(view, k + 2, scope) if "whole" in cue.frames else scope.high)
    return None


def _charge(view: View, start: int, scope: Scope) -> int:
    """The last token before what somebody is accused of: "by Oslo | of dumping oil", "da Oslo | di aver scaricato"."""
    tokens = view.reading.tokens
    for k in range(start, min(start + 8, scope.high)):
        following = tokens[k + 1]
        verbal = following.feats.get("VerbForm") in ("Ger", "Inf") or any(following.lower.endswith(e) for e in view.table.words["gerunds"])
        if tokens[k].upos == "ADP" and view.word(k, "owners") and verbal:
            return k - 1
    return scope.high


def _subject(view: View, cue: Cue, scope: Scope) -> Speaker | None:
    """The subject that the tree gives, else the nominal right before the verb."""
    floor = _floor(view, cue, scope)
    kids = [k for node in cue.nodes for k in view.reading.kids(node, "nsubj") if floor <= k.i <= scope.high and k.i not in cue.nodes]
    kids = [k for k in kids if k.upos in NOMINAL or (k.upos in ("DET", "ADJ", "ADV", "SYM") and k.i not in view.timed)]
    kids = [k for k in kids if view.quoted[k.i] == view.quoted[cue.head]]
    kids = [k for k in kids if k.i not in view.timed and not view.word(k.i, "anaphors")]
    before = [k for k in kids if k.i < cue.first]
    before = [k for k in before if _agrees(view, cue, k)] or before
    chosen = before[-1] if before else kids[0] if kids else None
    if chosen is None:
        return None
    if chosen.i > cue.last:
        return phrase_from(view, cue.last + 1, scope.high) or phrase(view, chosen.i, cue.last + 1, phrase_stop(view, chosen.i, scope.high))
    found = phrase(view, chosen.i, _floor(view, cue, scope), cue.first - 1)
    if not _agrees(view, cue, chosen):
        found = _behind_relative(view, cue, found, scope) or found
    return _with_apposition(view, found, cue)


def _agrees(view: View, cue: Cue, subject: Token) -> bool:
    """Whether subject and verb may agree in number; coordinated subjects agree with a plural."""
    numbers = {
        view.reading.tokens[i].feats.get("Number")
        for i in range(cue.first, cue.last + 1)
        if view.reading.tokens[i].feats.get("VerbForm") == "Fin"
    }
    numbers.discard(None)
    own = subject.feats.get("Number")
    if not numbers or own is None or own in numbers:
        return True
    return own == "Sing" and (subject.upos == "PROPN" or bool(view.reading.kids(subject.i, "conj", "nmod")))


def _behind_relative(view: View, cue: Cue, found: Speaker, scope: Scope) -> Speaker | None:
    """The noun before a relative clause that stands right before the verb: "the missions that watch the region say"."""
    tokens = view.reading.tokens
    for k in range(found.first - 1, max(scope.low, found.first - 15), -1):
        if not view.word(k, "relatives"):
            continue
        for j in range(k - 1, max(scope.low - 1, k - 6), -1):
            if tokens[j].upos in ("NOUN", "PROPN") and tokens[j].feats.get("Number", "Plur") == "Plur":
                start = phrase(view, topmost(view, j, k), scope.low, k - 1)
                return Speaker(start.first, found.last, start.head)
    return None


def _floor(view: View, cue: Cue, scope: Scope) -> int:
    """The leftmost token that a subject before the cue may reach: after the last long quotation, colon or semicolon."""
    for k in range(cue.first - 1, scope.low - 1, -1):
        if view.reading.tokens[k].text in (":", ";") or any(q.last == k and q.words > SHORT for q in view.at.get(k, ())):
            return k + 1
    return scope.low


def _with_apposition(view: View, found: Speaker, cue: Cue) -> Speaker:
    """The phrase with what stands between commas before the cue: "Smith, a former aide, said"."""
    tokens = view.reading.tokens
    gap = tokens[found.last + 1 : cue.first]
    if len(gap) < 3 or len(gap) > 40 or gap[0].text != "," or gap[-1].text != ",":
        return found
    if gap[1].upos in ("ADP", "ADV", "SCONJ", "CCONJ") or gap[1].i in view.timed or gap[1].feats.get("VerbForm") == "Ger":
        return found
    return Speaker(found.first, gap[-2].i, found.head)


def _inherited(view: View, i: int, scope: Scope, depth: int) -> Speaker | None:
    """The subject of the verb that this one is joined to or controlled by; the noun that a participle describes."""
    reading = view.reading
    token, head = reading.tokens[i], reading.head(i)
    relation = token.relation
    if token.feats.get("VerbForm") == "Inf" and relation in ("advcl", "acl"):
        return None
    if head is None or depth == 0 or relation not in ("conj", "advcl", "xcomp", "acl", "parataxis", "dep"):
        return None
    if relation == "parataxis" and token.feats.get("VerbForm") == "Fin":
        return None
    if head.upos in NOMINAL and relation == "acl":
        return phrase(view, head.i, scope.low, i - 1) if token.deprel == "acl" else None
    for kid in reading.kids(head.i, "nsubj"):
        if scope.low <= kid.i <= scope.high and kid.i != i and view.quoted[kid.i] == view.quoted[i]:
            return phrase(view, kid.i, scope.low, scope.high if kid.i > i else i - 1)
    return _inherited(view, head.i, scope, depth - 1)
