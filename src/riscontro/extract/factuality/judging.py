"""Which word judges a predicate: the governor that the tree proposes, or the word that stands right before the clause."""

from __future__ import annotations

from riscontro.extract.factuality.context import Governor, is_infinitive
from riscontro.extract.factuality.cues import Cue
from riscontro.extract.factuality.local import embedders, language_cues
from riscontro.model import Reading

_CLAUSE_REACH = 12


def judging(reading: Reading, i: int, above: Governor) -> tuple[Cue, int] | None:
    """The cue that judges the predicate at token i, with its token: the governor where it takes such a complement, else the word
    that stands right before the clause, whatever the tree says."""
    if above.kind == "oblique" and (nearer := _noun_before(reading, i, above)):
        return nearer
    cue = _taking(reading, i, above)
    if cue is not None:
        nearer = _nearer_adjective(reading, i, above)
        return nearer or (cue, above.token)
    if above.kind in ("object", "subject", "relative", "conj", "without", "condition"):
        return None
    for before in (_word_before(reading, i, above), _controller(reading, above)):
        if before is not None and before.token != above.token:
            cue = _taking(reading, i, before)
            if cue is not None and not (cue.shares and above.kind == "purpose"):
                return cue, before.token
    return None


def _noun_before(reading: Reading, i: int, above: Governor) -> tuple[Cue, int] | None:
    """The noun right before the preposition, where the tree hangs the phrase on the verb ("took no part | in the raid")."""
    for case in reading.kids(i, "case"):
        before = Governor(case.i - 1, "oblique")
        if above.token < before.token < i and reading.tokens[before.token].upos == "NOUN":
            cue = _taking(reading, i, before)
            return (cue, before.token) if cue else None
    return None


def _nearer_adjective(reading: Reading, i: int, above: Governor) -> tuple[Cue, int] | None:
    """The adjective between governor and infinitive that takes it ("are thought unlikely to sign")."""
    if above.kind not in ("infinitive", "purpose"):
        return None
    before = _word_before(reading, i, above)
    if before is None or before.token <= above.token or reading.tokens[before.token].upos != "ADJ":
        return None
    cue = _taking(reading, i, before)
    return (cue, before.token) if cue else None


def _controller(reading: Reading, above: Governor) -> Governor | None:
    """The verb over a noun on which the tree hangs an infinitive that is the verb's ("kept the ship from entering")."""
    noun = reading.tokens[above.token]
    if above.kind not in ("infinitive", "gerund") or noun.upos not in ("NOUN", "PROPN", "PRON") or embedders(reading, noun.i):
        return None
    return Governor(noun.head, above.kind) if noun.relation in ("obj", "iobj", "obl") else None


def _taking(reading: Reading, i: int, above: Governor) -> Cue | None:
    for cue in embedders(reading, above.token):
        if above.kind in cue.takes and (above.kind not in ("object", "oblique", "subject") or _takes_noun(reading, i, above, cue)):
            return cue
        if above.kind == "purpose" and "infinitive" in cue.takes and (not cue.shares or _adjoins(reading, i, above.token)):
            return cue
    return None


def _adjoins(reading: Reading, i: int, head: int) -> bool:
    return all(t.upos in ("PART", "ADP", "SCONJ", "ADV", "AUX") for t in reading.tokens[head + 1 : i])


def _word_before(reading: Reading, i: int, above: Governor) -> Governor | None:
    """The word right before "to send", "from sending", "that ... sends" and the kind of clause that it would take."""
    table, first = language_cues(reading), reading.sentence(i).first
    j = i - 1
    while j > first and i - j <= _CLAUSE_REACH:
        token = reading.tokens[j]
        if token.lower in table.clause["that"] and token.upos in ("SCONJ", "PRON", "DET", "ADP"):
            return Governor(j - 1, "finite") if above.kind not in ("infinitive", "gerund", "purpose") else None
        if token.upos == "VERB" or token.text in ",;:":
            return None
        if token.lower in table.clause["infinitive"] | table.clause["gerund_marks"] | table.clause["purpose"] and _adjoins(reading, i, j):
            return Governor(_bearer(reading, j - 1), "infinitive" if is_infinitive(reading, i) else "gerund")
        j -= 1
    return None


def _bearer(reading: Reading, k: int) -> int:
    """Token k, or the noun that it is part of where that is an embedder ("the readiness of Oslo to help")."""
    for _ in range(3):
        token = reading.tokens[k]
        if embedders(reading, k) or token.relation not in ("nmod", "flat", "compound", "amod"):
            break
        k = token.head
    return k


def _takes_noun(reading: Reading, i: int, above: Governor, cue: Cue) -> bool:
    """Whether the noun is object, subject of a passive, or hangs by a preposition that the cue governs."""
    token = reading.tokens[i]
    relation = token.relation
    if above.kind == "subject" or relation == "nsubj":
        clauses = reading.kids(above.token, "xcomp", "ccomp", "csubj", "advcl")
        return not any(t.deprel != "advcl" or t.feats.get("VerbForm") == "Inf" for t in clauses)
    if relation in ("obj", "xcomp", "ccomp", "appos"):
        return True
    if relation in ("compound", "amod"):
        return reading.tokens[token.head].upos == "NOUN"
    return any(t.lower in cue.prepositions or t.lemma in cue.prepositions for t in reading.kids(i, "case", "mark"))
