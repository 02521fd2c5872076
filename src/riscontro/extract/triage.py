"""Whether a text can state a claim at all, told from its words alone, before any pipeline is loaded.

A claim needs a word of the lexicon, the objects or goods that its entry asks for, and (but for weapons that are used, and launches) a side
that is a state or body. Where the words for that are missing from a whole document, it has no claims and is not parsed. Every word is taken
for anything that one of its forms may be, so what is left out could not have stated a claim; a test holds this against every sentence of
the project's texts.

Single sentences of other documents are not left out. Nearly all of them hold a word of the lexicon, and of the rest nearly all bear on what
the others say: pronouns are weighed against every name and subject before them, titles give persons their state anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from riscontro import languages
from riscontro.extract.against import deontic
from riscontro.extract.clause import closed_class
from riscontro.extract.frames import bad_words
from riscontro.extract.layers import COUNTED
from riscontro.extract.lemmas import possible_lemmas
from riscontro.extract.lexicon import Frame, lexicon
from riscontro.extract.measures.goods import goods_table
from riscontro.extract.measures.units import units
from riscontro.extract.parties.gazetteer import fold, gazetteer
from riscontro.extract.parties.leaders import leaders
from riscontro.extract.parties.words import LAND, WEAK, party_words
from riscontro.model import BlockKind, Document, Kind

_WORD = re.compile(r"[^\W\d_]+")
_UNSURE = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff]")
"""Marks inside words, which only a tokenizer sees through."""
_CAPITAL_INSIDE = re.compile(r"[^\W_][,;:'’\"“«(-]{0,2} [\"“«'‘(]?[A-ZÀ-ÖØ-Þ]|[a-zß-ÿ][A-ZÀ-ÖØ-Þ]")
"""A capital that no sentence begins with: perhaps the name of an organisation."""
_ACTORS = frozenset({"actor", "two-actors", "states", "persons", "person-actor"})
_SIDES = _ACTORS | {"counterpart", "party", "foreign", "group-counterpart", "carried-or-two"}
"""Conditions of an entry that some side must meet."""
_ALWAYS = frozenset({"money", "people"})
"""Goods that any number may count."""
_LEAST, _MOST = 3, 4
"""A beginning of so few letters counts only before an ending of at most so many."""


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word may be: a form of which words of the lexicon, and the beginning of which names of states, bodies and goods.

    A name is what else must stand in the text for it, `goods` with the families of their codes.
    """

    lemmas: frozenset[str]
    names: tuple[frozenset[str], ...]
    goods: tuple[tuple[frozenset[str], str], ...]


@dataclass(frozen=True, slots=True)
class _Need:
    """What an entry asks for beside its word: a side, goods of these families or what carries them, one of these objects, a particle."""

    side: bool
    goods: frozenset[str]
    carried: bool
    objects: frozenset[str]
    particle: str


class _Evidence:
    """What the words of a document may stand for; the costly questions are asked last."""

    def __init__(self, texts: list[str], language: str) -> None:
        self.texts = texts
        self.language = language
        self.forms = {form for text in texts for form in _WORD.findall(text)}
        self.words = [word for form in self.forms if (word := _word(form, language)) is not None]
        self.lemmas = frozenset().union(*(word.lemmas for word in self.words))

    @cached_property
    def folded(self) -> set[str]:
        """All words in small letters, without accents."""
        return {fold(form) for form in self.forms}

    @property
    def duty(self) -> bool:
        """Whether somebody may be said to be bound to act."""
        return not deontic(self.language).isdisjoint(form.lower() for form in self.forms)

    @cached_property
    def side(self) -> bool:
        """Whether a state, body, office or organisation may be named."""
        named = any(name <= self.folded for word in self.words for name in word.names)
        return named or any(_CAPITAL_INSIDE.search(text) for text in self.texts)

    @cached_property
    def goods(self) -> frozenset[str]:
        """The families of the goods that may be named."""
        table = goods_table(self.language)
        named = (family for word in self.words for phrase, family in word.goods if phrase <= self.folded)
        coded = (table.codes[(m.lastindex or 1) - 1].split(".")[0] for text in self.texts for m in table.designations.finditer(text))
        return frozenset((*named, *coded))

    def meets(self, need: _Need) -> bool:
        """Whether an entry may find what it asks for."""
        if need.objects and need.objects.isdisjoint(self.lemmas):
            return False
        if need.particle and need.particle not in self.lemmas and need.particle not in self.folded:
            return False
        if need.side and not self.side:
            return False
        carried = need.carried and not self.lemmas.isdisjoint(closed_class(self.language).carriers)
        return not need.goods or carried or not need.goods.isdisjoint(self.goods)


def may_claim(doc: Document) -> bool:
    """Whether a document can state a claim; where False, `extract_claims` of its reading is empty."""
    texts = [block.span.text for block in doc.blocks if block.kind is not BlockKind.FURNITURE]
    if any(_UNSURE.search(text) for text in texts):
        return True
    found = _Evidence(texts, doc.language)
    if (not found.lemmas.isdisjoint(bad_words(doc.language)) or found.duty) and found.side:
        return True
    needs = _needs(doc.language)
    return any(found.meets(need) for lemma in found.lemmas for need in needs.get(lemma, ()))


@cache
def _needs(language: str) -> dict[str, frozenset[_Need]]:
    """What the entries of each word ask for."""
    rows: dict[str, set[_Need]] = {}
    for frame in lexicon(language).frames:
        for word, particle in frame.words:
            asked = "" if particle in closed_class(language).prepositions else fold(particle)
            rows.setdefault(word.rpartition("-")[2], set()).add(_need(frame, asked))
    return {word: frozenset(needs) for word, needs in rows.items()}


def _need(frame: Frame, particle: str) -> _Need:
    sides = _ACTORS if frame.kind is Kind.USE else _SIDES  # a house may be the target of weapons
    families = frozenset(code.split(".")[0] for code in frame.goods) if "goods" in frame.require else frozenset()
    return _Need(
        frame.kind is Kind.TRANSFER or not sides.isdisjoint(frame.require),
        frozenset() if families & _ALWAYS else families,
        frame.kind is Kind.TRANSFER,
        frame.objects if "object" in frame.require else frozenset(),
        particle,
    )


@lru_cache(maxsize=200_000)
def _word(form: str, language: str) -> _Word | None:
    """What a word as written may be, None for nothing of interest."""
    lower = form.lower()
    found = _Word(frozenset(_lemmas(lower, language)), tuple(_official(form, language)), _goods(language).get(fold(form), ()))
    return found if found.lemmas or found.names or found.goods else None


def _lemmas(form: str, language: str) -> Iterator[str]:
    """Words of the lexicon that a form may be one of: by the dictionary, or by a common beginning, since lemmatizers guess."""
    stems = _stems(language)
    known = possible_lemmas(form, language)
    for beginning in (form[:k] for k in range(min(_LEAST, len(form)), len(form) + 1)):
        for word in stems.get(beginning, ()):
            if word in known or len(beginning) > _LEAST or len(form) - len(beginning) <= _MOST:
                yield word
    yield from known & _vocabulary(language)


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """The words of the lexicon, the objects that its entries ask for, what goods travel in, and the words that speak ill."""
    frames = lexicon(language).frames
    asked = (word for frame in frames for word in (*frame.objects, *(particle for _, particle in frame.words if particle)))
    return frozenset((*_needs(language), *asked, *bad_words(language), *closed_class(language).carriers))


@cache
def _stems(language: str) -> dict[str, tuple[str, ...]]:
    """The words of the vocabulary by what their inflected forms begin with."""
    beginnings: dict[str, list[str]] = languages.table(language, "lemmas")["beginnings"]
    rows: dict[str, set[str]] = {}
    for word in _vocabulary(language):
        found = {word[: len(word) - len(end)] + start for end, starts in beginnings.items() if word.endswith(end) for start in starts}
        for stem in {word, *found}:
            rows.setdefault(stem if len(stem) >= _LEAST else word[:_LEAST], set()).add(word)
    return {stem: tuple(words) for stem, words in rows.items()}


def _official(form: str, language: str) -> Iterator[frozenset[str]]:
    """The names of states, bodies, offices and leaders that a word may open, each as the words that must stand in the text for it."""
    folded, lower = fold(form), form.lower()
    words, case = party_words(language), 2 if len(form) > 1 and form.isupper() else 1 if form[0].isupper() else 0
    if words.nouns.get(lower, LAND) not in (WEAK, LAND) or words.base.get(lower) in words.words["short"]:  # these two want an owner
        yield frozenset()
    yield from (frozenset(leader.last) for leader in leaders().get(folded, ()) if case)
    yield from (frozenset(names) for names, _ in words.compounds.get(folded, ()))
    yield from (frozenset(names) for names, cases, _ in gazetteer(language).get(folded, ()) if cases[0] <= case)
    if case and len(form) > 1 and not _is_common(lower, language):
        yield frozenset()


def _is_common(lower: str, language: str) -> bool:
    """Whether a dictionary knows the word in small letters, so that a capital at the beginning of a sentence says nothing."""
    import simplemma

    return any(lower in group for group in party_words(language).words.values()) or bool(simplemma.is_known(lower, lang=language))


@cache
def _goods(language: str) -> dict[str, tuple[tuple[frozenset[str], str], ...]]:
    """The goods that a word may open: the words of the phrase, and the family of their code."""
    table, counted = goods_table(language).phrases, units(language).nouns
    phrases = [(words, code.split(".")[0]) for words, code in table.entries() if code]
    phrases += [(words, COUNTED[unit].split(".")[0]) for words, unit in counted.entries() if unit in COUNTED]
    rows: dict[str, set[tuple[frozenset[str], str]]] = {}
    merged = {*table.fold.values(), *counted.fold.values()}
    for words, family in phrases:
        rows.setdefault(fold(words[0]), set()).add((frozenset(fold(w) for w in words if w not in merged), family))
    return {word: tuple(found) for word, found in rows.items()}
