"""Goods named in a text: nouns, phrases and designations of weapons, found by tables and filed under the codes of the ledger.

The longest phrase at a place wins. Words decide; the tree is asked only whether a word that can also be a verb is one here,
whether a word is part of a person's name, and what stands beside a general noun and makes it a special one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from riscontro import languages
from riscontro.extract.measures.atoms import Atom, atoms_within, sentence_atoms
from riscontro.extract.measures.phrases import Node, Phrases, inflection, pieces
from riscontro.model import GoodsMention, Reading, Sentence

_COORDINATED = 4
_REFINING = 7
_NO_NOUN = frozenset({"VERB", "AUX", "PRON", "ADV"})


@dataclass(frozen=True, slots=True)
class Refinement:
    """Words that make general goods special: `near` as dependents or neighbours of the noun, `after` soon after it."""

    of: frozenset[str]
    code: str
    near: frozenset[str]
    after: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class GoodsTable:
    """The goods of one language, compiled. A phrase whose value is empty names no goods."""

    phrases: Phrases[str]
    verbs: frozenset[str]
    adjectives: frozenset[str]
    coordinators: frozenset[str]
    shared_noun_last: bool
    refinements: tuple[Refinement, ...]
    designations: re.Pattern[str]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    code: str
    head: int
    words: tuple[int, int]


@cache
def goods_table(language: str) -> GoodsTable:
    """The table of `languages/<language>/goods.toml`, `spelling.toml` and `languages/common/goods.toml`."""
    data, spelling = languages.table(language, "goods"), languages.table(language, "spelling")
    entries = [(phrase, group.get("code", "")) for group in data["goods"] for phrase in group["words"]]
    phrases = Phrases(entries, spelling["fold"], inflection(spelling))
    refinements = tuple(
        Refinement(frozenset(r["of"]), r["code"], frozenset(r.get("near", ())), tuple(pieces(p) for p in r.get("after", ())))
        for r in data["refine"]
    )
    pattern, codes = _designations()
    last = data["coordination"] == "before"
    return GoodsTable(
        phrases, frozenset(data["verbs"]), frozenset(data["adjectives"]), frozenset(data["coordinators"]), last, refinements, pattern, codes
    )


@cache
def _designations() -> tuple[re.Pattern[str], tuple[str, ...]]:
    groups = languages.table("common", "goods")["designations"]
    parts = [f"((?:{'|'.join(sorted(g['patterns'], key=len, reverse=True))}))" for g in groups]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?:s|['’]s)?(?![\w])"), tuple(g["code"] for g in groups)


def find_goods(reading: Reading) -> tuple[GoodsMention, ...]:
    """Every mention of goods, in text order; mentions overlap only where modifiers share a noun ("ballistic and cruise missiles").

    `head` is the token of the noun: the last noun of a phrase in languages that modify from the left, else the first.
    """
    table = goods_table(reading.document.language)
    found = (hit for sentence in reading.sentences for hit in _sentence_hits(reading, sentence, table))
    return tuple(GoodsMention(reading.document.span(hit.start, hit.end), hit.code, hit.head) for hit in found)


def _sentence_hits(reading: Reading, sentence: Sentence, table: GoodsTable) -> list[_Hit]:
    atoms = sentence_atoms(reading, sentence)
    hits = list(_named(reading, sentence, atoms, table)) if atoms else []
    taken = {k for hit in hits for k in range(*hit.words)}
    hits += [hit for hit in _phrase_hits(reading, atoms, table) if not taken.issuperset(range(*hit.words))]
    return sorted(hits, key=lambda hit: (hit.start, hit.end))


def _named(reading: Reading, sentence: Sentence, atoms: Sequence[Atom], table: GoodsTable) -> Iterator[_Hit]:
    for match in table.designations.finditer(reading.document.text, sentence.span.start, sentence.span.end):
        inside = atoms_within(atoms, match.start(), match.end())
        if inside and not _in_a_name(reading, atoms[inside[0]].token):
            last = inside[-1] if atoms[inside[-1]].text != "s" else max(inside[-1] - 1, inside[0])
            code = table.codes[(match.lastindex or 1) - 1]
            yield _Hit(match.start(), match.end(), code, atoms[last].token, (inside[0], inside[-1] + 1))


def _phrase_hits(reading: Reading, atoms: Sequence[Atom], table: GoodsTable) -> Iterator[_Hit]:
    at = 0
    while at < len(atoms):
        found = table.phrases.longest(atoms, at)
        shared = _shared(atoms, at, table, found[0] if found else at + 1)
        if shared:
            yield _hit(reading, atoms, at, shared[0], shared[1], table)
        if found is None:
            at += 1
            continue
        end, code = found
        if code and _is_goods(reading, atoms, at, end, table) and not (shared and table.shared_noun_last):
            yield _refined(reading, atoms, _hit(reading, atoms, at, end, code, table), table)
        at = end


def _is_goods(reading: Reading, atoms: Sequence[Atom], at: int, end: int, table: GoodsTable) -> bool:
    """Whether a phrase is used as the goods it names; only single words can be verbs, names or parts of compounds ("fund-raiser")."""
    if end - at > 1:
        return True
    atom, upos = atoms[at], reading.tokens[atoms[at].token].upos
    if end < len(atoms) and atoms[end].gap == "-" and atoms[end].kind == "word":
        return False
    if atom.capital and _in_a_name(reading, atom.token):
        return False
    return not ((upos in _NO_NOUN and atom.text in table.verbs) or (upos == "ADJ" and atom.text in table.adjectives))


def _in_a_name(reading: Reading, i: int) -> bool:
    """Whether a token is one of several words of a person's name; a lone "person" is more often the tagger's error."""
    sentence = reading.sentence(i)
    beside = (j for j in (i - 1, i + 1) if sentence.first <= j < sentence.last)
    named = any(reading.tokens[j].entity == "PER" and reading.tokens[j].text[:1].isupper() for j in beside)
    return reading.tokens[i].entity == "PER" and named


def _hit(reading: Reading, atoms: Sequence[Atom], at: int, end: int, code: str, table: GoodsTable) -> _Hit:
    """The hit of a phrase, headed by its last or its first noun, after the side on which the language modifies."""
    places = [atoms[k].token for k in range(at, end)]
    upos = [reading.tokens[i].upos for i in places]
    head = places[0]
    if table.shared_noun_last:
        inner = next((k for k in range(1, len(places)) if upos[k] == "ADP" and atoms[at + k].gap == " "), len(places))
        head = places[inner - 1]
    elif upos[0] == "ADJ" and "NOUN" in upos:
        head = places[upos.index("NOUN")]
    return _Hit(atoms[at].start, atoms[end - 1].end, code, head, (at, end))


def _shared(atoms: Sequence[Atom], at: int, table: GoodsTable, end: int) -> tuple[int, str] | None:
    """A phrase whose noun or modifier stands beyond a coordination: "ballistic (and cruise) missiles", "armi (chimiche e) biologiche"."""
    node = table.phrases.root.next.get(table.phrases.word(atoms[at]))
    if node is None or not node.next:
        return None
    if table.shared_noun_last and at + 2 < len(atoms) and atoms[at + 1].text in table.coordinators:
        other = table.phrases.longest(atoms, at + 2)
        if other is not None:
            return _completed(atoms, at, node, other[0] - 1, table) if other[0] > at + 3 else None
    for after in range(at + 3, min(at + 2 + _COORDINATED, len(atoms))):
        joint = atoms[at + 1] if table.shared_noun_last else atoms[after - 1]
        if joint.text in table.coordinators and (found := _completed(atoms, at, node, after, table)):
            return found
    return None


def _completed(atoms: Sequence[Atom], at: int, node: Node[str], last: int, table: GoodsTable) -> tuple[int, str] | None:
    if any(a.gap == "|" for a in atoms[at + 1 : last + 1]):
        return None
    found = node.next.get(table.phrases.word(atoms[last]))
    return (last + 1, found.value) if found is not None and found.value else None


def _refined(reading: Reading, atoms: Sequence[Atom], hit: _Hit, table: GoodsTable) -> _Hit:
    for rule in table.refinements:
        if hit.code in rule.of and (_near(reading, atoms, hit, rule) or _after(atoms, hit, rule)):
            return _Hit(hit.start, hit.end, rule.code, hit.head, hit.words)
    return hit


def _near(reading: Reading, atoms: Sequence[Atom], hit: _Hit, rule: Refinement) -> bool:
    first, last = hit.words
    beside = {a.text for a in (*atoms[max(0, first - 2) : first], *atoms[last : last + 3])}
    below = {token.lower for token in reading.kids(hit.head, "amod", "compound", "nmod", "appos", "flat")}
    return not rule.near.isdisjoint(beside | below)


def _after(atoms: Sequence[Atom], hit: _Hit, rule: Refinement) -> bool:
    following = tuple(a.text for a in atoms[hit.words[1] : hit.words[1] + _REFINING])
    return any(following[k : k + len(words)] == words for words in rule.after for k in range(len(following)))
