"""Where the content after a verb of saying begins: at "that", an infinitive, a quotation, a bare clause or an object."""

from __future__ import annotations

from riscontro.extract.attribution.cues import Cue
from riscontro.extract.attribution.nounphrases import Speaker
from riscontro.extract.attribution.quotes import Quote, is_mark
from riscontro.extract.attribution.speakers import is_passive
from riscontro.extract.attribution.view import Scope, View, is_dash
from riscontro.model import Token

_STRETCH = 30


def complement_start(view: View, cue: Cue, base: int, scope: Scope, speaker: Speaker | None) -> tuple[int | None, str]:
    """Where the content after the cue begins, and by what: that, clause, infinitive, quote, object."""
    base = _past_insertion(view, base, scope)
    starts = [s for s in (_worded(view, cue, base, scope), _treed(view, cue, base, scope)) if s[0] is not None]
    phrase = _object(view, base, scope)
    if starts:
        start, kind = min(starts, key=lambda s: (s[0] or 0, s[1] != "that"))
        if phrase is not None and kind == "infinitive" and cue.frames & {"whole", "addressed"}:
            return phrase, kind
        if kind == "quote" and _quotes_object(view, cue, phrase, start):
            return phrase, "object"
        return start, kind
    if phrase is not None and _takes_phrase(view, cue, phrase, scope, speaker):
        return phrase, "object"
    return None, ""


def _past_insertion(view: View, base: int, scope: Scope) -> int:
    """The comma that closes an insertion between the cue and its "that": "writes, citing army sources, that"; else `base`."""
    tokens = view.reading.tokens
    if base + 1 > scope.high or tokens[base + 1].text != ",":
        return base
    for k in range(base + 2, min(base + 25, scope.high)):
        if tokens[k].text == ",":
            return k if k > base + 2 and view.word(k + 1, "declaratives") else base
        if view.finite(k):
            return base
    return base


def _quotes_object(view: View, cue: Cue, phrase: int | None, start: int | None) -> bool:
    """Whether a quotation is part of an object phrase: "called the raid "a crime""."""
    if phrase is None or start is None or phrase >= start or not cue.frames & {"object", "predicative"}:
        return False
    return view.reading.tokens[start - 1].text not in (",", ":")


def _takes_phrase(view: View, cue: Cue, start: int, scope: Scope, speaker: Speaker | None) -> bool:
    """Whether a noun phrase after the cue is content."""
    if "object" in cue.frames or ("finding" in cue.frames and _finds(view, speaker)):
        return True
    return "predicative" in cue.frames and _predicates(view, cue, start, scope)


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
    tokens, infinitives = view.reading.tokens, _takes_infinitive(view, cue)
    for k in range(base + 1, min(base + _STRETCH, scope.high) + 1):
        token = tokens[k]
        if (
            (quote := opening_quote(view, k))
            and not (is_title(view, quote) and tokens[k - 1].text != ":")
            and ("quote" in cue.frames or (quote.first == base + 1 and "object" in cue.frames))
        ):
            return k, "quote"
        if _complementizes(view, k, base, cue):
            return k, "that"
        if infinitives and _infinitive(view, k, cue, scope):
            return k, "infinitive"
        if token.upos == "PUNCT" and token.text not in (",", ":") and not is_dash(view, k) and not is_mark(token):
            break
        if (token.upos in ("VERB", "AUX") and token.feats.get("VerbForm") in ("Fin", "Ger")) or (token.upos == "CCONJ" and k == base + 1):
            break
        if token.text == "," and not _crosses(view, cue, k, base, scope):
            break
    return None, ""


def _takes_infinitive(view: View, cue: Cue) -> bool:
    """Whether an infinitive is content: by the cue's frame, or since a passive raises its subject ("is said to have left")."""
    return "infinitive" in cue.frames or ("raising" in cue.frames and is_passive(view, cue))


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
        free = "object" not in cue.frames or (cue.kind == "say" and _is_setting(view, base + 1))
        if sum(view.reading.tokens[j].text == "," for j in range(base + 1, k)) not in (0, 2):
            return False
        return free and all(_passes(view, j) for j in range(base + 1, k))
    if "clause" not in cue.frames or not view.word(k, "complementizers") or k > base + 3:
        return False
    head = view.reading.head(k)
    return k == base + 1 or (token.upos in ("SCONJ", "ADV", "PRON") and head is not None and head.deprel in ("ccomp", "xcomp"))


def _is_setting(view: View, i: int) -> bool:
    """Whether what follows the cue is a time or a prepositional phrase, no object."""
    return i in view.timed or view.reading.tokens[i].upos in ("ADP", "ADV") or view.reading.tokens[i].text == ","


def _passes(view: View, j: int) -> bool:
    """Whether token j may stand between the cue and its "that": a setting, its commas, a participle in it."""
    token = view.reading.tokens[j]
    return view.adjunct(j) or token.text == "," or (token.feats.get("VerbForm") == "Part" and not view.finite(j))


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
    wanted = ["ccomp"] if "clause" in cue.frames else []
    wanted += ["xcomp"] if _takes_infinitive(view, cue) else []
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


def is_title(view: View, quote: Quote) -> bool:
    """Whether a quotation is the title of a work: all its long words begin with a capital."""
    words = [t.text for t in view.reading.tokens[quote.first + 1 : quote.last] if len(t.text) > 3 and t.text.isalpha()]
    return len(words) > 1 and all(w[0].isupper() for w in words)
