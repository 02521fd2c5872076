"""The clause around a predicate: voice, subject, object and oblique arguments in logical terms.

Universal Dependencies gives the tree (https://universaldependencies.org/u/dep/); surface words vote where small parsers err:
auxiliaries for voice, prepositions for obliques, the nearest free-standing name for a subject that the tree has lost.
Everything here is language-neutral but the closed-class words, which come from `languages/*/clause.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from riscontro import languages
from riscontro.model import Reading, Token, once

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class ClosedClass:
    """The closed-class words of a language that decide voice, agents and control."""

    agent: frozenset[str]
    passive_auxiliaries: frozenset[str]
    passive_marks: frozenset[str]
    object_control: frozenset[str]
    prepositions: dict[str, str]
    agent_phrases: tuple[tuple[str, ...], ...]
    exchange_nouns: frozenset[str]
    goods_pronouns: frozenset[str]
    verb_endings: tuple[str, ...]
    gerunds: tuple[str, ...]
    carriers: frozenset[str]
    unaccusative: frozenset[str]
    attributive: frozenset[str]
    nominal_prepositions: dict[str, str]


@cache
def closed_class(language: str) -> ClosedClass:
    """The closed-class words of `languages/<language>/clause.toml`."""
    data = languages.table(language, "clause")
    return ClosedClass(
        agent=frozenset(data["agent"]),
        passive_auxiliaries=frozenset(data["passive_auxiliaries"]),
        passive_marks=frozenset(data["passive_marks"]),
        object_control=frozenset(data["object_control"]),
        prepositions={form: name for name, forms in data["prepositions"].items() for form in forms},
        agent_phrases=tuple(tuple(phrase.split()) for phrase in data["agent_phrases"]),
        exchange_nouns=frozenset(data["exchange_nouns"]),
        goods_pronouns=frozenset(data["goods_pronouns"]),
        verb_endings=tuple(data["verb_endings"]),
        gerunds=tuple(data["gerunds"]),
        carriers=frozenset(data["carriers"]),
        unaccusative=frozenset(data["unaccusative"]),
        attributive=frozenset(data["attributive"]),
        nominal_prepositions={noun: name for name, nouns in data["nominal_prepositions"].items() for noun in nouns},
    )


def preposition(reading: Reading, i: int) -> str | None:
    """The preposition of the noun phrase headed by token i, under its name in `prepositions` (articles merged: "dalla" is "da")."""
    closed = closed_class(reading.document.language)
    found = None
    for kid in reading.kids(i, "case", "mark"):
        if kid.i < i or kid.deprel == "case":
            found = closed.prepositions.get(kid.lower) or closed.prepositions.get(kid.lemma) or found
    if found is None and i > reading.sentence(i).first:
        found = _preceding_preposition(reading, i)
    return found


def _preceding_preposition(reading: Reading, i: int) -> str | None:
    """The preposition that stands right before the phrase, articles and adjectives apart, whatever the tree says of it."""
    closed = closed_class(reading.document.language)
    first = reading.sentence(i).first
    j = i - 1
    while j >= first and i - j < 5 and reading.tokens[j].lower not in closed.prepositions and _inside_phrase(reading, j, i):
        j -= 1
    return closed.prepositions.get(reading.tokens[j].lower) if j >= first else None


def _inside_phrase(reading: Reading, j: int, i: int) -> bool:
    """Whether token j before noun i belongs to its phrase: article, adjective, number, or part of its name."""
    token = reading.tokens[j]
    return token.upos in ("DET", "ADJ", "NUM") or (token.upos == "PROPN" and (token.head == i or reading.tokens[i].head == j))


@once
def is_passive(reading: Reading, i: int) -> bool:
    """Whether the verb at token i is passive: by its auxiliaries, by `si` passivante, or as a bare participle on a noun."""
    token = reading.tokens[i]
    closed = closed_class(reading.document.language)
    if token.lemma in closed.unaccusative or _is_reflexive(reading, i) or taken_for_adjective(reading, i):
        return False
    if token.feats.get("VerbForm") not in ("Part", None) and token.feats.get("Voice") != "Pass":
        return any(k.deprel == "expl:pass" for k in reading.kids(i))
    if any(k.deprel in ("nsubj:pass", "aux:pass", "csubj:pass", "obl:agent") for k in reading.kids(i)):
        return True
    auxiliaries = _auxiliaries(reading, i)
    if any(a in closed.passive_marks for a in auxiliaries):
        return True
    if not auxiliaries:
        before = reading.tokens[i - 1] if token.deprel == "root" and i > reading.sentence(i).first else None
        named = before is not None and (before.upos == "PROPN" or before.text[:1].isupper())
        loose = not named and token.relation in ("acl", "amod", "root", "conj", "advcl", "dep", "appos", "parataxis")
        return _bare_participle(token) and loose and not _main_verb_in_disguise(reading, i)
    return auxiliaries[-1] in closed.passive_auxiliaries and token.feats.get("Voice") == "Pass"


def taken_for_adjective(reading: Reading, i: int) -> bool:
    """Whether a finite verb was taken for a participle before its object ("Turkey, ..., delivered armoured vehicles")."""
    token = reading.tokens[i]
    if token.deprel != "amod" or token.upos != "VERB" or token.feats.get("Tense") != "Past" or token.head < i:
        return False
    before = reading.tokens[i - 1] if i > reading.sentence(i).first else None
    return before is not None and (before.upos in ("PROPN", "NOUN") or before.text == ",")


def _is_reflexive(reading: Reading, i: int) -> bool:
    """Whether "si" goes with a proper name as subject before the verb ("Washington si è ritirata"), which no passive has."""
    marked = any(k.relation == "expl" and k.i < i for k in reading.kids(i))
    return marked and any(k.upos == "PROPN" and k.i < i for k in reading.kids(i, "nsubj"))


def _main_verb_in_disguise(reading: Reading, i: int) -> bool:
    """Whether a "participle" is the finite verb of a sentence that the tree hangs on its subject; it governs words of its own."""
    head = reading.head(i)
    top = head is None or (head.deprel == "root" and head.upos in NOMINAL)
    return top and any(k.i > i for k in reading.kids(i, "obj", "xcomp", "ccomp"))


def _bare_participle(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") == "Past" and token.feats.get("Voice") != "Act"


def _auxiliaries(reading: Reading, i: int) -> list[str]:
    """Auxiliaries that stand right before the verb, adverbs apart, in order; forms in lower case."""
    first, found, j = reading.sentence(i).first, [], i - 1
    while j >= first and i - j <= 6:
        token = reading.tokens[j]
        if token.upos == "AUX":
            found.append(token.lower)
        elif token.upos not in ("ADV", "PART") and not (token.upos == "PRON" and token.feats.get("Clitic")):
            break
        j -= 1
    return found[::-1]


@once
def arguments(reading: Reading, i: int) -> dict[str, tuple[int, ...]]:
    """Heads of the logical arguments of the verb at token i, by slot.

    Slots: `subj`, `obj`, `iobj`, and every preposition by its name (`to`, `from`, ...; a passive agent is `subj`). Coordinated heads
    are all listed. Missing slots are absent.
    """
    found: dict[str, list[int]] = {}
    passive = is_passive(reading, i)
    for kid in reading.kids(i):
        slot = _slot(reading, kid, passive)
        if slot:
            found.setdefault(slot, []).append(_antecedent(reading, kid))
    _part_subjects(reading, i, passive, found)
    _add_nested(reading, found, passive)
    _add_noun_above(reading, i, passive, found)
    if "subj" not in found and not (passive and "obj" in found):
        borrowed = _borrowed_subject(reading, i, _DEPTH)
        if borrowed:
            found["obj" if passive else "subj"] = borrowed
    return {slot: tuple(dict.fromkeys(j for head in heads for j in coordinated(reading, head))) for slot, heads in found.items()}


def _part_subjects(reading: Reading, i: int, passive: bool, found: dict[str, list[int]]) -> None:
    """Of two "subjects" of an active verb without object, the one behind it, or the noun of its relative clause, is its object."""
    heads = found.get("subj", [])
    above = reading.tokens[i].head
    if len(heads) > 1 and above in heads and reading.tokens[i].deprel.startswith("acl") and not passive and "obj" not in found:
        found["subj"], found["obj"] = [j for j in heads if j != above], [above]
        return
    before, behind = [j for j in heads if j < i], [j for j in heads if j > i]
    if before and behind and not passive and "obj" not in found:
        found["subj"], found["obj"] = before, behind


def _slot(reading: Reading, kid: Token, passive: bool) -> str | None:
    relation = kid.relation
    if relation == "nsubj":
        return "obj" if passive else "subj"
    if relation == "obj":
        return "obj"
    if relation == "iobj":
        return "iobj"
    if relation in ("obl", "nmod", "advmod") and kid.upos in NOMINAL:
        return _oblique_slot(reading, kid, passive)
    return None


def _oblique_slot(reading: Reading, kid: Token, passive: bool) -> str | None:
    closed = closed_class(reading.document.language)
    name = _named_by_noun(reading, kid) or preposition(reading, kid.i)
    agent = kid.deprel == "obl:agent" or name in closed.agent
    return "subj" if (passive and agent) or _agent_phrase(reading, kid.i) else name


def _named_by_noun(reading: Reading, kid: Token) -> str | None:
    """The preposition that a noun makes with the two around it ("nei confronti di": against, "in favor of": for)."""
    closed = closed_class(reading.document.language)
    return closed.nominal_prepositions.get(kid.lower) if reading.kids(kid.i, "case") and reading.kids(kid.i, "nmod", "obl") else None


def _agent_phrase(reading: Reading, i: int) -> bool:
    """Whether words like "da parte di" or "at the hands of" stand right before the phrase headed by token i."""
    closed = closed_class(reading.document.language)
    first = max(reading.sentence(i).first, i - 8)
    at = i
    inside = ("DET", "ADJ", "NUM", "PROPN")
    while at > first and reading.tokens[at - 1].upos in inside and reading.tokens[at - 1].lower not in closed.prepositions:
        at -= 1
    before = tuple(reading.tokens[j].lower for j in range(first, at))
    return any(before[-len(p) :] == p for p in closed.agent_phrases)


def _antecedent(reading: Reading, kid: Token) -> int:
    """The noun that a relative pronoun stands for, else the token itself."""
    if kid.feats.get("PronType") != "Rel" and kid.lemma not in ("che", "which", "who", "cui", "quale"):
        return kid.i
    if (name := _name_just_before(reading, kid.i)) is not None:
        return name
    head = reading.head(kid.i)
    for _ in range(_DEPTH):
        if head is None:
            break
        if head.deprel == "acl:relcl" or head.deprel == "acl":
            return head.head
        head = reading.head(head.i)
    return kid.i


def _name_just_before(reading: Reading, i: int) -> int | None:
    """The head of the proper name that stands right before a relative pronoun, whatever noun the tree hangs the clause on."""
    first = reading.sentence(i).first
    j = i - 1
    while j >= first and (reading.tokens[j].text == "," or reading.tokens[j].upos == "ADP"):
        j -= 1
    if j < first or reading.tokens[j].upos != "PROPN":
        return None
    while reading.tokens[j].relation in ("flat", "compound") and first <= reading.tokens[j].head < i:
        j = reading.tokens[j].head
    return j


def _add_nested(reading: Reading, found: dict[str, list[int]], passive: bool) -> None:
    """Prepositional phrases that small parsers hang on another argument ("ha ricevuto armi dalla Corea") serve the verb too."""
    closed = closed_class(reading.document.language)
    for slot, heads in list(found.items()):
        queue = heads if slot != "subj" else []
        for _ in range(4):
            queue = [k.i for h in queue for k in reading.kids(h, "nmod", "obl", "conj", "appos") if k.upos in NOMINAL]
            for j in queue:
                name = preposition(reading, j)
                if not name or reading.tokens[j].relation not in ("nmod", "obl"):
                    continue
                if passive and name in closed.agent and "subj" not in found:
                    found["subj"] = [j]
                elif slot in ("obj", "iobj"):
                    found.setdefault(f"obj.{name}", []).append(j)


def _add_noun_above(reading: Reading, i: int, passive: bool, found: dict[str, list[int]]) -> None:
    """A participle or relative clause hangs on the noun that is its subject or object ("arms supplied by", "firms selling")."""
    token, head = reading.tokens[i], reading.head(i)
    if head is None or head.upos not in NOMINAL:
        return
    relation = token.deprel
    if taken_for_adjective(reading, i):
        found.setdefault("obj", []).append(head.i)
    elif relation == "acl" and token.feats.get("VerbForm") in ("Part", "Ger", None):
        slot = "obj" if passive else "subj"
        found.setdefault(slot, []).insert(0, head.i)
    elif relation == "acl:relcl" and "subj" not in found and "obj" not in found:
        found["obj" if passive else "subj"] = [head.i]
    elif relation == "acl:relcl" and "obj" not in found and not passive and not _has_relative(reading, i):
        found["obj"] = [head.i]


def _has_relative(reading: Reading, i: int) -> bool:
    return any(k.feats.get("PronType") == "Rel" for k in reading.kids(i))


def _borrowed_subject(reading: Reading, i: int, depth: int) -> list[int]:
    """The subject of a verb that has none of its own: of the verb it is joined to, or of the one that controls it."""
    token, head = reading.tokens[i], reading.head(i)
    if head is None or depth == 0:
        return []
    relation = token.relation
    if head.upos in NOMINAL and relation in ("acl", "advcl", "xcomp", "ccomp", "conj"):
        return _owner(reading, head.i, depth - 1) if relation == "acl" else []
    if relation in ("xcomp", "advcl", "conj", "ccomp", "parataxis", "csubj"):
        if token.feats.get("VerbForm") == "Fin" and relation not in ("conj",):
            return []
        if token.feats.get("VerbForm") != "Fin" and (objects := _controlling_object(reading, head)):
            return objects
        return _subject_of(reading, head.i, depth - 1)
    return []


def _controlling_object(reading: Reading, head: Token) -> list[int]:
    closed = closed_class(reading.document.language)
    if head.lemma not in closed.object_control:
        return []
    return [k.i for k in reading.kids(head.i, "obj", "iobj")][:1] or [
        k.i for k in reading.kids(head.i, "obl") if preposition(reading, k.i) in ("to", "on")
    ][:1]


def _subject_of(reading: Reading, i: int, depth: int) -> list[int]:
    for kid in reading.kids(i, "nsubj"):
        return [_antecedent(reading, kid)]
    above: dict[str, list[int]] = {}
    _add_noun_above(reading, i, is_passive(reading, i), above)
    return above.get("subj") or above.get("obj") or _borrowed_subject(reading, i, depth) or [i]


def _owner(reading: Reading, i: int, depth: int) -> list[int]:
    """Whose the noun is: "Russia's readiness to help", "la disponibilità di Mosca a"; else the subject of its verb."""
    for kid in reading.kids(i, "nmod:poss", "det:poss", "nmod", "amod"):
        if kid.deprel in ("nmod:poss", "det:poss") or preposition(reading, kid.i) == "of":
            return [kid.i]
    head = reading.head(i)
    if head is not None and head.upos in VERBAL and reading.tokens[i].relation in ("obj", "obl", "xcomp", "ccomp"):
        return _subject_of(reading, head.i, depth)
    return []


def coordinated(reading: Reading, i: int) -> Iterator[int]:
    """Token i and the nominals coordinated with it."""
    yield i
    for kid in reading.kids(i, "conj"):
        if kid.upos in NOMINAL or kid.upos == "ADJ":
            yield from coordinated(reading, kid.i)


def noun_arguments(reading: Reading, i: int) -> dict[str, tuple[int, ...]]:
    """Heads of the arguments of the event noun at token i: `poss` (genitive, possessive, adjective or compound before it), prepositions.

    An agent phrase ("by", "da parte di") is `subj`; the noun that it stands in apposition to is `appos`, of which it is said `subj-of`.
    """
    found: dict[str, list[int]] = {}
    if _is_apposition(reading, i):
        found["appos"] = [reading.tokens[i].head]
    for kid in reading.kids(i):
        relation = kid.relation
        if relation == "nsubj":
            found.setdefault("subj-of", []).append(_antecedent(reading, kid))
        elif kid.deprel in ("nmod:poss", "det:poss") or (relation in ("amod", "compound", "flat", "det") and kid.upos != "NUM"):
            name = "poss" if kid.deprel in ("nmod:poss", "det:poss") else "compound" if relation == "compound" else "mod"
            found.setdefault(name, []).append(kid.i)
            _deepen(reading, kid.i, found)
        elif relation in ("nmod", "obl", "appos") and kid.upos in NOMINAL:
            slot = "subj" if _agent_phrase(reading, kid.i) else _named_by_noun(reading, kid) or preposition(reading, kid.i)
            if slot in closed_class(reading.document.language).agent and slot != "from":
                slot = "subj"
            if slot is None and relation == "nmod" and abs(kid.i - i) == 1:
                slot = "mod"  # "minacce nordcoreane" with the adjective taken for a noun
            if slot:
                found.setdefault(slot, []).append(kid.i)
                _deepen(reading, kid.i, found)
    return {slot: tuple(dict.fromkeys(j for head in heads for j in coordinated(reading, head))) for slot, heads in found.items()}


def _is_apposition(reading: Reading, i: int) -> bool:
    """Whether the noun stands beside another for the same thing; a comma tells where the tree has a bare `nmod`."""
    token = reading.tokens[i]
    bare = token.deprel == "nmod" and not reading.kids(i, "case") and i > 0 and reading.tokens[i - 1].text == ","
    return token.deprel == "appos" or bare


def _deepen(reading: Reading, i: int, found: dict[str, list[int]]) -> None:
    """Phrases hung on the noun's own complement ("shipments of shells to Russia", "to Russia" on shells) serve it too."""
    for kid in reading.kids(i, "nmod", "obl"):
        name = preposition(reading, kid.i)
        if name and name != "of" and kid.upos in NOMINAL:
            found.setdefault(name, []).append(kid.i)
