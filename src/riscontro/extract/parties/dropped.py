"""Finite verbs that stand without a subject, and what a verb says of the subject it would have."""

from __future__ import annotations

from riscontro.extract.lemmas import lemmas
from riscontro.extract.parties.antecedents import is_cleft
from riscontro.extract.parties.view import Found, View
from riscontro.model import Token

_SUBJECTS = ("nsubj", "csubj", "expl")


def is_agentive(view: View, verb: Token) -> bool:
    """Whether only somebody who acts can be its subject ("say", "accuse", "launch")."""
    return any(lemma in view.words.agentive for lemma in lemmas(verb, view.reading.document.language)) and verb.upos in (
        "VERB",
        "NOUN",
        "AUX",
        "ADJ",
    )


def is_speech(view: View, verb: Token) -> bool:
    """Whether only somebody who can speak or will can be its subject: things never compete for it."""
    return any(lemma in view.words.speech for lemma in lemmas(verb, view.reading.document.language))


def is_proposition(view: View, token: Token) -> bool:
    """Whether the pronoun is the object of a verb that takes what is said ("denied it"), not who is meant ("condemned it")."""
    verb = view.reading.head(token.i)
    if verb is None or token.deprel != "obj" or not is_speech(view, verb):
        return False
    return not any(lemma in view.words.words["transitive"] for lemma in lemmas(verb, view.reading.document.language))


def governs_pleonastic(view: View, token: Token) -> bool:
    """Whether the pronoun is a mere filler ("it seems", "it is likely that", "it was the mayor who")."""
    verb = view.reading.head(token.i)
    if verb is None or token.relation not in ("nsubj", "expl"):
        return False
    if verb.lemma in view.words.words["pleonastic"] or is_cleft(view, verb):
        return True
    return bool(view.reading.kids(verb.i, "cop")) and any(
        k.relation in ("csubj", "ccomp", "advcl", "xcomp") for k in view.reading.kids(verb.i)
    )


def dropped_subject(view: View, token: Token, at: dict[int, Found]) -> tuple[str, str] | None:
    """Person and number of the subject that a finite verb leaves out, or None where it has one or needs none."""
    if token.upos != "VERB" or token.relation in ("aux", "amod", "cop"):
        return None
    kids = view.reading.kids(token.i)
    if _after_all_object(view, token, kids):
        kids = tuple(k for k in kids if k.relation != "nsubj")
    if any(k.relation in _SUBJECTS or k.deprel == "aux:pass" for k in kids):
        return None
    if any(view.words.has("impersonal", k) for k in kids) or token.lemma in view.words.words["pleonastic"]:
        return None
    finite = _finite(token, kids)
    if finite is None or finite.feats.get("Mood") == "Imp" or _has_own_subject(view, token, finite, at):
        return None
    return finite.feats.get("Person", "3"), "p" if finite.feats.get("Number") == "Plur" else "s"


def _after_all_object(view: View, token: Token, kids: tuple[Token, ...]) -> bool:
    """Whether what the tree calls the subject stands after a verb that needs an object and has no other ("Ha incolpato la Russia")."""
    relations = [k.relation for k in kids]
    if "obj" in relations or "nsubj" not in relations or any(k.i < token.i for k in kids if k.deprel.startswith("nsubj")):
        return False
    return any(lemma in view.words.words["transitive"] for lemma in lemmas(token, view.reading.document.language))


def _finite(token: Token, kids: tuple[Token, ...]) -> Token | None:
    rows = [k for k in kids if k.deprel.startswith("aux") and k.feats.get("VerbForm") == "Fin" and k.i < token.i]
    if rows:
        return rows[0]
    return token if token.feats.get("VerbForm") == "Fin" else None


def _has_own_subject(view: View, token: Token, finite: Token, at: dict[int, Found]) -> bool:
    """Whether a subject stands there that the tree missed: a relative pronoun, a name right before, a speaker right after."""
    tokens, (first, last) = view.reading.tokens, view.bounds(token.i)
    start = min(finite.i, token.i)
    i = start - 1
    while i >= first and (tokens[i].upos in ("ADV", "AUX") or tokens[i].feats.get("Clitic") == "Yes"):
        i -= 1
    if i >= first and ((view.words.has("relatives", tokens[i]) and tokens[i].upos == "PRON") or _bare_name(view, i, first, at)):
        return True
    clitic = any(k.feats.get("Clitic") == "Yes" and k.deprel == "obj" for k in view.reading.kids(token.i))
    if not clitic and not any(lemma in view.words.words["inverted"] for lemma in lemmas(token, view.reading.document.language)):
        return False
    j = token.i + 1
    while j < last and (tokens[j].upos in ("DET", "ADV", "ADJ") or view.words.has("honorifics", tokens[j])):
        j += 1
    return j < last and any(f.first <= j <= f.last for f in (at.get(j), at.get(j + 1)) if f is not None)


def _bare_name(view: View, i: int, first: int, at: dict[int, Found]) -> bool:
    """Whether a mention without a preposition ends at token i."""
    for k in range(i, max(first, i - 6) - 1, -1):
        found = at.get(k)
        if found is not None and found.last == i:
            j = found.first - 1
            while j >= first and view.reading.tokens[j].upos in ("DET", "ADJ"):
                j -= 1
            if j < first or view.reading.tokens[j].upos not in ("ADP", "VERB"):
                return True
            return view.words.has("postposed", view.reading.tokens[j])
    return False
