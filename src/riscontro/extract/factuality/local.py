"""What the words of a predicate's own clause say of it: auxiliaries, negation, modals, adverbs, adjectives before an event noun.

The tree proposes which words belong to the predicate; words that stand right before it vote too, whatever the tree says.
"""

from __future__ import annotations

from collections.abc import Iterator

from riscontro.extract.factuality.cues import Cue, Cues, Effect, cues
from riscontro.extract.lemmas import lemmas
from riscontro.model import Reading, Token, once

_TRANSPARENT = frozenset({"ADV", "PART"})
_REACH = 7
_WINDOW = 60
_PARTICLE_REACH = 4


def language_cues(reading: Reading) -> Cues:
    """The cue tables of the language of a reading."""
    return cues(reading.document.language)


def is_nominal(reading: Reading, i: int) -> bool:
    """Whether token i is a noun that is no clause by itself."""
    token = reading.tokens[i]
    return token.upos in ("NOUN", "PROPN") and not reading.kids(i, "cop") and token.deprel not in ("ccomp", "advcl", "csubj", "acl:relcl")


def is_clitic(token: Token) -> bool:
    """Whether the token is a clitic pronoun that may stand inside a verb group."""
    if token.upos != "PRON" or token.deprel in ("nsubj", "nsubj:pass"):
        return False
    return token.feats.get("Clitic") == "Yes" or len(token.text) <= 3


@once
def auxiliaries(reading: Reading, i: int, depth: int = 3) -> tuple[Token, ...]:
    """The auxiliaries and copula of the predicate at token i, in text order: those of the tree and those that stand right before it.

    A predicate that is coordinated and has neither auxiliary nor subject of its own borrows them from the first conjunct.
    """
    found = {t.i: t for t in reading.kids(i, "aux", "cop")}
    first, j = reading.sentence(i).first, i - 1
    while reading.tokens[i].upos in ("VERB", "AUX") and j >= first and i - j <= _REACH:
        token = reading.tokens[j]
        if token.upos == "AUX" or (j == i - 1 and completes_perfect(reading, i)):
            found.setdefault(j, token)
        elif token.upos not in _TRANSPARENT and not is_clitic(token):
            break
        j -= 1
    if not found and depth and borrows(reading, i):
        return auxiliaries(reading, reading.tokens[i].head, depth - 1)
    return tuple(found[k] for k in sorted(found))


def completes_perfect(reading: Reading, i: int) -> bool:
    """Whether a participle that the tree hangs on its own object belongs to the auxiliary before it ("to have | sold tanks")."""
    token = reading.tokens[i]
    if i == 0 or token.deprel != "amod" or token.upos not in ("VERB", "ADJ") or token.head < i:
        return False
    before, words = reading.tokens[i - 1], language_cues(reading).time["perfect_auxiliary"]
    return (before.lower in words or before.lemma in words) and reading.tokens[token.head].head == before.i


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


@once
def negators(reading: Reading, i: int) -> tuple[str, ...]:
    """The words that negate the predicate at token i within its own clause; none where two of them undo each other."""
    found = {t.i: t.lower for t in _negators(reading, i) if not is_void(reading, t.i)}
    return tuple(found[k] for k in sorted(found))


def _negators(reading: Reading, i: int, depth: int = 3) -> Iterator[Token]:
    table = language_cues(reading)
    yield from _adverbs_of_negation(reading, i, table)
    yield from _negative_arguments(reading, i, table)
    yield from _phrases_of_negation(reading, i, table)
    token = reading.tokens[i]
    if token.upos in ("NOUN", "PROPN", "ADJ"):
        for kid in reading.kids(i):
            if kid.i < i and kid.lower in table.negation["determiners"] | table.negation.get("case", frozenset()):
                yield kid
    if depth and borrows(reading, i) and _negation_crosses(reading, i, table):
        yield from _negators(reading, token.head, depth - 1)


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


def _phrases_of_negation(reading: Reading, i: int, table: Cues) -> Iterator[Token]:
    """Phrases like "no longer" or "far from" that stand right before the verb or its group."""
    for start in {i, group_start(reading, i)}:
        for phrase in table.negation_phrases:
            if start - len(phrase) >= reading.sentence(i).first and matches(reading, start - len(phrase), phrase):
                yield reading.tokens[start - len(phrase)]


def _negative_arguments(reading: Reading, i: int, table: Cues) -> Iterator[Token]:
    """ "nobody came", "sent no arms", "nessun paese ha": a negative argument denies the verb."""
    if reading.tokens[i].upos not in ("VERB", "AUX") and not reading.kids(i, "cop"):
        return
    for kid in reading.kids(i, "nsubj", "obj", "obl", "iobj", "advmod", "expl"):
        if kid.lower in table.negation["pronouns"] and kid.deprel != "obl":
            yield kid
        relation = kid.relation
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
        if cue is None or word.upos not in ("ADV", "ADJ", "ADP", "NOUN", "VERB", "PART"):
            continue
        if cue.near and (k != i - 1 or token.upos != "VERB"):
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
    first = max(sentence.first, i - _WINDOW)
    words = [t.lower for t in reading.tokens[first : min(sentence.last, i + _WINDOW)]]
    for phrase, cue in table.phrases:
        if phrase[0] not in words:
            continue
        for n in range(len(words) - len(phrase) + 1):
            if tuple(words[n : n + len(phrase)]) == phrase and _hangs_from(reading, first + n, len(phrase), i):
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


def embedders(reading: Reading, i: int) -> list[Cue]:
    """The cues that token i is, whatever it takes; those with a particle ("rule out") only where the particle is near."""
    table, token = language_cues(reading), reading.tokens[i]
    forms = tuple(dict.fromkeys((*lemmas(token, reading.document.language), token.lower)))
    plain = tuple(dict.fromkeys((token.lower, token.lower[:-1] + "o", token.lower[:-1] + "e"))) if table.gendered else (token.lower,)
    participles = (table.adjectives, plain)
    sources = {
        "VERB": [(table.verbs, forms), participles],
        "NOUN": [(table.nouns, forms)],
        "PROPN": [(table.nouns, forms)],
        "ADJ": [(table.adjectives, (*forms, *plain)), (table.verbs, forms)],
        "ADV": [participles],
    }
    found: list[Cue] = []
    for source, keys in sources.get("VERB" if token.upos == "AUX" else token.upos, []):
        for form in keys:
            for particle, cue in source.get(form, ()):
                if (not particle or _has_particle(reading, i, particle)) and cue not in found:
                    found.append(cue)
    return found


def _has_particle(reading: Reading, i: int, particle: str) -> bool:
    last = min(reading.sentence(i).last, i + 1 + _PARTICLE_REACH)
    near = {t.lower for t in reading.tokens[i + 1 : last]}
    return particle in near or any(t.lower == particle for t in reading.kids(i))
