"""What governs a predicate: the word above it that judges it, and how the two are joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from riscontro.extract.clause import is_passive
from riscontro.extract.factuality.local import auxiliaries, completes_perfect, embedders, is_nominal, language_cues, matches
from riscontro.model import Reading, Token

_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "acl"})


@dataclass(frozen=True, slots=True)
class Governor:
    """The word above a predicate. `kind` says how the predicate hangs from it: finite, infinitive, gerund, question, object,
    oblique, subject, conj, condition, without, purpose, adverbial, adjunct, relative or loose."""

    token: int
    kind: str


def governor(reading: Reading, i: int) -> Governor | None:
    """What governs the predicate at token i; None at a root."""
    token, head = reading.tokens[i], reading.head(i)
    if head is None:
        return None
    relation = token.relation
    if relation == "conj":
        return Governor(_first_conjunct(reading, i, head), "conj")
    if token.deprel == "acl:relcl":
        return Governor(head.i, "finite" if _is_content(reading, i) else "relative")
    if relation in ("aux", "cop", "flat", "fixed", "dep", "parataxis", "list", "discourse", "punct"):
        return Governor(head.i, "loose")
    if relation == "advcl" or (relation in ("obl", "advmod") and token.upos == "VERB"):
        return Governor(head.i, _adverbial(reading, i))
    if relation == "amod" and reading.tokens[i - 1].deprel != "amod" and completes_perfect(reading, i):
        return governor(reading, i - 1)
    if relation in ("amod", "compound") and _is_object_first(reading, i, head):
        return Governor(head.head, "gerund")
    if is_nominal(reading, i):
        return Governor(head.i, _nominal(relation, token.deprel, reading, head.i))
    if relation in _CLAUSES or token.upos in ("VERB", "AUX"):
        return Governor(head.i, _complement(reading, i, head))
    if reading.kids(i, "cop"):
        return Governor(head.i, _complement(reading, i, head))
    return Governor(head.i, "loose" if relation not in ("obl", "nmod") else "oblique")


def _is_object_first(reading: Reading, i: int, head: Token) -> bool:
    """Whether a gerund that the tree hangs on its own object ("from exporting coal") is a clause of the word above."""
    if i == 0 or head.head == head.i or not _is_gerund(reading, i) or head.i < i:
        return False
    before = reading.tokens[i - 1]
    return before.lower in language_cues(reading).clause["gerund_marks"] or before.i == head.head


def _first_conjunct(reading: Reading, i: int, head: Token) -> int:
    """What token i is coordinated with: a complement clause under the head where mood or complementizer say so, else the head."""
    that = language_cues(reading).clause["that"]
    inner = [t for t in reading.kids(head.i, "ccomp") if head.i < t.i < i]
    if inner and (is_subjunctive(reading, i) or any(t.lower in that for t in reading.kids(i, "mark"))):
        return inner[-1].i
    return head.i


def is_subjunctive(reading: Reading, i: int) -> bool:
    """Whether the verb group of token i stands in the subjunctive."""
    forms = language_cues(reading).time["subjunctive"]
    return any(t.feats.get("Mood") == "Sub" or t.lower in forms for t in (reading.tokens[i], *auxiliaries(reading, i)))


def _is_content(reading: Reading, i: int) -> bool:
    """Whether what the tree calls a relative clause states the content of the noun ("allegations that they hacked")."""
    that = language_cues(reading).clause["that"]
    head = reading.tokens[i].head
    opened = any(t.lower in that for t in reading.kids(i, "mark")) or _fills_a_role_twice(reading, i, that)
    opened = opened or any(matches(reading, head + n, p) for p in language_cues(reading).clause_phrases["content"] for n in (1, 2))
    return opened and bool(embedders(reading, head))


def _fills_a_role_twice(reading: Reading, i: int, that: frozenset[str]) -> bool:
    """Whether the "that" which the tree takes for subject or object has another word beside it in that role, and so is none."""
    roles = [t.relation for t in reading.kids(i, "nsubj", "obj") if t.lower in that]
    return any(t.relation in roles and t.lower not in that for t in reading.kids(i, "nsubj", "obj"))


def _nominal(relation: str, deprel: str, reading: Reading, head: int) -> str:
    if relation == "nsubj":
        return "object" if deprel == "nsubj:pass" or (reading.tokens[head].upos == "VERB" and is_passive(reading, head)) else "subject"
    return "oblique" if relation in ("obl", "nmod", "advmod", "iobj") else "object"


def opening(reading: Reading, i: int) -> tuple[Token, ...]:
    """The words that open the clause of token i: marks, prepositions, wh-words, in text order."""
    kids = [t for t in reading.kids(i, "mark", "case", "advmod", "cc", "obj", "nsubj", "det", "obl", "fixed") if t.i < i]
    return tuple(sorted(kids, key=lambda t: t.i))


def _adverbial(reading: Reading, i: int) -> str:
    table = language_cues(reading)
    marks = [t for t in opening(reading, i) if t.deprel in ("mark", "case", "advmod", "cc", "fixed")]
    if _opens(reading, marks, table.negation["prepositions"]):
        return "without"
    if _opens_question(reading, i, marks):
        return "question"
    if not marks and _is_inverted(reading, i):
        return "condition"
    if _opens_condition(reading, i, marks):
        return "condition"
    if any(t.lower in table.clause["gerund_marks"] and t.upos in ("ADP", "SCONJ") for t in marks):
        return "infinitive" if is_infinitive(reading, i) and not _is_purpose(reading, marks) else "gerund"
    head = reading.tokens[i].head
    if i - head in (1, 2) and _is_gerund(reading, i) and all(t.deprel == "compound:prt" for t in reading.tokens[head + 1 : i]):
        return "gerund"
    form = reading.tokens[i].feats.get("VerbForm")
    if is_infinitive(reading, i) and _is_purpose(reading, marks):
        return "purpose"
    if is_infinitive(reading, i) and (not marks or _opens(reading, marks, table.clause["infinitive"])):
        return "infinitive"
    if form in ("Ger", "Part") and not any(t.upos == "SCONJ" for t in marks):
        return "adjunct"
    return "adverbial"


def _opens(reading: Reading, marks: Iterable[Token], words: frozenset[str]) -> bool:
    return any(t.lower in words for t in marks)


def _is_inverted(reading: Reading, i: int) -> bool:
    """ "Had they come, ...": a condition by inversion."""
    group, subjects = auxiliaries(reading, i), reading.kids(i, "nsubj")
    return bool(group and subjects) and group[0].i < subjects[0].i and group[0].lower in language_cues(reading).clause["inversion"]


def _opens_question(reading: Reading, i: int, marks: Iterable[Token]) -> bool:
    """Whether "if" stands right after a word of asking, saying or knowing, and is no condition; "whether" is none anywhere."""
    table, head = language_cues(reading), reading.tokens[i].head
    for t in marks:
        if t.lower in table.clause["question"] and (t.lower not in table.clause["condition"] or head > i):
            return t.lower not in table.clause["condition"] or any("question" in cue.takes for cue in embedders(reading, head))
        if t.lower in table.clause["question"] and head < t.i and not any(x.text in ",;:" for x in reading.tokens[head : t.i]):
            return any("question" in cue.takes for cue in embedders(reading, head))
    return False


def _opens_condition(reading: Reading, i: int, marks: Iterable[Token]) -> bool:
    table = language_cues(reading)
    for t in marks:
        if any(matches(reading, t.i - back, p) for p in table.clause_phrases.get("comparison", ()) for back in (0, 1)):
            return False
        if t.lower in table.clause["deadline"] and not _is_past(reading, i):
            return True
        if t.lower in table.clause["condition"] and (t.upos not in ("ADP", "AUX") or t.deprel == "mark"):
            return True
        if any(matches(reading, t.i - back, p) for p in table.clause_phrases.get("condition", ()) for back in range(len(p))):
            return True
    return False


def _is_singled_out(reading: Reading, noun: int) -> bool:
    """ "the last country to ratify": an infinitive that tells what was done."""
    return any(t.lower in language_cues(reading).clause["ordinals"] for t in reading.kids(noun, "amod", "nummod", "advmod"))


def _is_past(reading: Reading, i: int) -> bool:
    group = (*auxiliaries(reading, i), reading.tokens[i])
    return any(t.feats.get("VerbForm") == "Fin" and t.feats.get("Tense") in ("Past", "Imp") for t in group)


def is_infinitive(reading: Reading, i: int) -> bool:
    """Whether the verb group of token i is an infinitive."""
    group = auxiliaries(reading, i)
    if any(t.feats.get("VerbForm") == "Fin" for t in group):
        return False
    return reading.tokens[i].feats.get("VerbForm") == "Inf" or any(t.feats.get("VerbForm") == "Inf" for t in group)


def _complement(reading: Reading, i: int, head: Token) -> str:
    token, table = reading.tokens[i], language_cues(reading)
    opens = opening(reading, i)
    if _opens(reading, (t for t in opens if t.deprel in ("mark", "case")), table.negation["prepositions"]):
        return "without"
    if token.deprel in ("ccomp", "csubj", "xcomp", "acl", "obl") and any(
        t.lower in table.clause["question"] or (t.lower in table.clause["relative"] and t.i > head.i) for t in opens
    ):
        return "question"
    if is_infinitive(reading, i) or any(t.lower in table.clause["infinitive"] and t.i == i - 1 for t in opens):
        return "adjunct" if token.deprel == "acl" and _is_singled_out(reading, head.i) else "infinitive"
    form = token.feats.get("VerbForm")
    if token.deprel == "acl" and form == "Part" and not any(t.deprel == "mark" for t in opens) and not auxiliaries(reading, i):
        return "relative" if token.feats.get("Tense") == "Past" else "adjunct"
    if _is_gerund(reading, i):
        return "gerund"
    return "finite"


def _is_gerund(reading: Reading, i: int) -> bool:
    feats = reading.tokens[i].feats
    if feats.get("VerbForm") == "Ger":
        return True
    return (
        feats.get("VerbForm") == "Part"
        and feats.get("Tense") == "Pres"
        and not any(t.feats.get("VerbForm") == "Fin" for t in auxiliaries(reading, i))
    )


def _is_purpose(reading: Reading, marks: Iterable[Token]) -> bool:
    words = language_cues(reading).clause["purpose"]
    return any(t.lower in words or t.lemma in words for t in marks)
