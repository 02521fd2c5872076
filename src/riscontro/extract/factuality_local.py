"""What the words of a predicate's own clause say of it: auxiliaries, negation, modals, adverbs, adjectives before an event noun.

The tree proposes which words belong to the predicate; words that stand right before it vote too, whatever the tree says.
"""

from __future__ import annotations

from collections.abc import Iterator

from riscontro.extract.factuality_cues import Cue, Cues, Effect, cues
from riscontro.model import Reading, Token

_TRANSPARENT = frozenset({"ADV", "PART"})
_REACH = 7


def language_cues(reading: Reading) -> Cues:
    """The cue tables of the language of a reading."""
    return cues(reading.document.language)


def is_nominal(reading: Reading, i: int) -> bool:
    """Whether token i is a noun that is no clause by itself."""
    token = reading.tokens[i]
    return token.upos in ("NOUN", "PROPN") and not reading.kids(i, "cop") and token.deprel not in ("ccomp", "advcl", "csubj", "acl:relcl")


def is_clitic(token: Token) -> bool:
    """Whether the token is a clitic pronoun that may stand inside a verb group."""
    return token.upos == "PRON" and (token.feats.get("Clitic") == "Yes" or len(token.text) <= 3) and token.deprel not in ("nsubj", "nsubj:pass")


def auxiliaries(reading: Reading, i: int) -> tuple[Token, ...]:
    """The auxiliaries and copula of the predicate at token i, in text order: those of the tree and those that stand right before it.

    A predicate that is coordinated and has neither auxiliary nor subject of its own borrows them from the first conjunct.
    """
    found = {t.i: t for t in reading.kids(i, "aux", "cop")}
    first, j = reading.sentence(i).first, i - 1
    while reading.tokens[i].upos in ("VERB", "AUX") and j >= first and i - j <= _REACH:
        token = reading.tokens[j]
        if token.upos == "AUX":
            found.setdefault(j, token)
        elif token.upos not in _TRANSPARENT and not is_clitic(token):
            break
        j -= 1
    if not found and borrows(reading, i):
        return auxiliaries(reading, reading.tokens[i].head)
    return tuple(found[k] for k in sorted(found))


def borrows(reading: Reading, i: int) -> bool:
    """Whether token i is a later conjunct that shares auxiliaries and subject with its head."""
    token = reading.tokens[i]
    head = reading.head(i)
    if token.deprel != "conj" or head is None or head.i >= i or head.upos not in ("VERB", "AUX"):
        return False
    if token.feats.get("VerbForm") == "Fin" or reading.kids(i, "nsubj", "aux", "cop", "mark"):
        return False
    return token.feats.get("VerbForm") == head.feats.get("VerbForm")


def group_start(reading: Reading, i: int) -> int:
    """The first token of the verb group that ends at token i."""
    return min([t.i for t in auxiliaries(reading, i)] + [i])


def negators(reading: Reading, i: int) -> tuple[str, ...]:
    """The words that negate the predicate at token i within its own clause; none where two of them undo each other."""
    found = {t.i: t.lower for t in _negators(reading, i) if not is_void(reading, t.i)}
    return tuple(found[k] for k in sorted(found))


def _negators(reading: Reading, i: int) -> Iterator[Token]:
    table = language_cues(reading)
    yield from _adverbs_of_negation(reading, i, table)
    yield from _negative_arguments(reading, i, table)
    token = reading.tokens[i]
    if token.upos in ("NOUN", "PROPN", "ADJ"):
        for kid in reading.kids(i):
            if kid.i < i and kid.lower in table.negation["determiners"] | table.negation.get("case", frozenset()):
                yield kid
    if borrows(reading, i) and _negation_crosses(reading, i, table):
        yield from _negators(reading, token.head)


def _adverbs_of_negation(reading: Reading, i: int, table: Cues) -> Iterator[Token]:
    words = table.negation["words"]
    holders = {i} | {t.i for t in auxiliaries(reading, i)}
    for holder in holders:
        for kid in reading.kids(holder):
            if kid.lower in words and (kid.i < i or reading.kids(i, "cop")) and i - kid.i <= 12:
                yield kid
    if reading.tokens[i].upos not in ("VERB", "AUX"):
        return
    j, first = i - 1, reading.sentence(i).first
    while j >= first and i - j <= _REACH:
        token = reading.tokens[j]
        if token.lower in words:
            yield token
        elif token.upos != "AUX" and token.upos not in _TRANSPARENT and not is_clitic(token):
            return
        j -= 1


def _negative_arguments(reading: Reading, i: int, table: Cues) -> Iterator[Token]:
    """ "nobody came", "sent no arms", "nessun paese ha": a negative argument denies the verb."""
    if reading.tokens[i].upos not in ("VERB", "AUX") and not reading.kids(i, "cop"):
        return
    for kid in reading.kids(i, "nsubj", "obj", "obl", "iobj", "advmod", "expl"):
        if kid.lower in table.negation["pronouns"] and kid.deprel != "obl":
            yield kid
        relation = kid.deprel.split(":")[0]
        if relation == "nsubj" or (relation == "obj" and reading.tokens[i].lemma not in table.negation["weak"]):
            yield from (t for t in reading.kids(kid.i, "det", "advmod", "amod") if t.lower in table.negation["determiners"])


def _negation_crosses(reading: Reading, i: int, table: Cues) -> bool:
    joint = [t.lower for t in reading.kids(i, "cc")]
    return any(t in table.negation["coordinators"] for t in joint) or reading.tokens[i].feats.get("VerbForm") == "Inf"


def is_void(reading: Reading, k: int) -> bool:
    """Whether the negator at token k stands in a phrase that denies nothing ("not only", "no fewer than")."""
    return any(matches(reading, k - n, phrase) for phrase in language_cues(reading).void for n in range(len(phrase)))


def matches(reading: Reading, k: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand from token k on."""
    if k < 0 or k + len(phrase) > len(reading.tokens):
        return False
    return all(reading.tokens[k + n].lower == word for n, word in enumerate(phrase))


def clause_words(reading: Reading, i: int) -> tuple[Token, ...]:
    """The dependents of the predicate that are adverbial: adverbs, discourse words, parentheses."""
    holders = [i, *(t.i for t in reading.kids(i, "aux", "cop"))]
    return tuple(k for h in holders for k in reading.kids(h, "advmod", "discourse", "obl", "advcl", "amod", "dep"))


def adverb_cues(reading: Reading, i: int) -> Iterator[tuple[str, Cue, bool]]:
    """Adverbs of certainty beside the predicate: (word, cue, negated)."""
    table, token = language_cues(reading), reading.tokens[i]
    near = {t.i for t in _before(reading, i)} if token.upos in ("VERB", "AUX") else set()
    rows = {t.i: t for t in clause_words(reading, i)} | {k: reading.tokens[k] for k in near}
    for k in sorted(rows):
        word = rows[k]
        cue = table.adverbs.get(word.lower)
        if cue is None or word.upos not in ("ADV", "ADJ", "ADP", "NOUN", "VERB", "PART") or (cue.near and (k != i - 1 or token.upos != "VERB")):
            continue
        yield word.lower, cue, any(t.lower in table.negation["words"] for t in reading.kids(k))


def _before(reading: Reading, i: int) -> Iterator[Token]:
    j, first = i - 1, reading.sentence(i).first
    while j >= first and i - j <= _REACH:
        token = reading.tokens[j]
        if token.upos not in _TRANSPARENT and token.upos != "AUX" and not is_clitic(token):
            return
        yield token
        j -= 1


def phrase_cues(reading: Reading, i: int) -> Iterator[tuple[str, Cue]]:
    """Phrases of certainty that hang from the predicate ("a quanto pare", "in all likelihood")."""
    table, sentence = language_cues(reading), reading.sentence(i)
    words = [t.lower for t in reading.words(sentence)]
    for phrase, cue in table.phrases:
        if phrase[0] not in words:
            continue
        for n in range(len(words) - len(phrase) + 1):
            if tuple(words[n : n + len(phrase)]) == phrase and _hangs_from(reading, sentence.first + n, len(phrase), i):
                yield " ".join(phrase), cue


def _hangs_from(reading: Reading, first: int, length: int, i: int) -> bool:
    inside = range(first, first + length)
    if i in inside:
        return False
    tops = {reading.tokens[k].head for k in inside if reading.tokens[k].head not in inside}
    roots = {k for k in inside if reading.tokens[k].head == k}
    return i in tops or any(reading.tokens[i].head == r for r in roots)


def modifier_cues(reading: Reading, i: int) -> Iterator[tuple[str, Cue]]:
    """Adjectives and participles beside an event noun that say how firm it is ("alleged", "presunto", "next week's")."""
    table = language_cues(reading)
    if reading.tokens[i].upos not in ("NOUN", "PROPN"):
        return
    kids = list(reading.kids(i, "amod", "det", "acl", "compound", "advmod", "nmod:poss", "case"))
    kids += [g for k in kids if k.deprel in ("nmod:poss", "compound", "amod") for g in reading.kids(k.i, "amod", "compound")]
    j = i - 1
    while j >= reading.sentence(i).first and reading.tokens[j].upos in ("ADJ", "NOUN", "PROPN", "NUM") and i - j < 5:
        kids.append(reading.tokens[j])
        j -= 1
    for k in {t.i: t for t in kids}.values():
        if abs(k.i - i) <= 6 and (cue := table.modifiers.get(k.lower) or table.modifiers.get(k.lemma)):
            yield k.lower, cue


def effect_of(cue: Cue, negated: bool) -> Effect:
    """The effect of a cue beside the predicate, affirmed or negated."""
    return cue.no if negated else cue.yes
