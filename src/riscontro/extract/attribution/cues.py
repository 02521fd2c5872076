"""Words that attribute: verbs, adjectives and nouns of saying and thinking, and markers such as "according to".

The words are data (`languages/*/attribution.toml`); this module finds them in a reading and says which words form the cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riscontro.extract.attribution.cuewords import Entry, Lexicon, Marker, lexicon, plain
from riscontro.extract.lemmas import lemmas
from riscontro.model import Reading, Token, once

_VERBAL = frozenset({"VERB", "AUX"})
_ATTRIBUTIVE = frozenset({"amod", "compound", "flat", "case", "nmod:poss"})
_REACH = 8


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a reading: its head, the words that count as it in the tree, and the tokens [first, last] that it spans."""

    head: int
    nodes: tuple[int, ...]
    first: int
    last: int
    kind: str
    frames: frozenset[str]
    link: bool = False
    adjective: bool = False


@once
def verb_cues(reading: Reading) -> tuple[Cue, ...]:
    """Every verb or adjective of saying or thinking in a reading, in text order."""
    return tuple(_verb_cues(reading))


def _verb_cues(reading: Reading) -> Iterator[Cue]:
    table = lexicon(reading.document.language)
    i = 0
    while i < len(reading.tokens):
        cue = _verb_cue(reading, table, i)
        if cue is not None:
            yield cue
            i = max(i, cue.nodes[-1])
        i += 1


def cue_kind(reading: Reading, head: int | None) -> str:
    """What kind of cue stands at token `head`: say, think, ask, want, judge or show; `say` for markers, colons and None."""
    if head is None:
        return "say"
    table, token = lexicon(reading.document.language), reading.tokens[head]
    for first in range(max(reading.sentence(head).first, head - 4), head + 1):
        cue = _verb_cue(reading, table, first)
        if cue is not None and cue.head == head:
            return cue.kind
    if token.upos != "NOUN":
        return "say"
    entries = (e for lemma in lemmas(token, reading.document.language) for e in table.nouns.get(lemma, ()))
    return next((e.kind for e in entries), "say")


def _verb_cue(reading: Reading, table: Lexicon, i: int) -> Cue | None:
    token = reading.tokens[i]
    if token.upos not in ("VERB", "AUX", "ADJ") or token.deprel in _ATTRIBUTIVE:
        return None
    names = dict.fromkeys((*lemmas(token, reading.document.language), plain(token.text)))
    rows = [row for name in names for row in table.verbs.get(name, ())]
    clitic = i > 0 and plain(reading.tokens[i - 1].text) in table.words["anaphors"]
    rows = [(words, e) for words, e in rows if _fits(token, e) or (clitic and e.upos == "VERB")]
    matched = [(nodes, e) for words, e in rows if (nodes := _nodes(reading, i, words))]
    if not matched:
        return None
    longest = max(len(nodes) for nodes, _ in matched)
    nodes = next(nodes for nodes, _ in matched if len(nodes) == longest)
    return _build(reading, nodes, [e for n, e in matched if n == nodes])


def _fits(token: Token, entry: Entry) -> bool:
    if entry.upos == "ADJ":
        return token.upos == "ADJ" or (token.upos == "VERB" and token.feats.get("VerbForm") == "Part")
    return token.upos in _VERBAL or token.feats.get("VerbForm") in ("Part", "Ger", "Fin")


def _nodes(reading: Reading, i: int, words: tuple[str, ...]) -> tuple[int, ...]:
    """The tokens of a lemma of several words from token i on, an adverb allowed between; empty where they do not stand there."""
    nodes, j, last = [i], i + 1, reading.sentence(i).last
    for word in words[1:]:
        if j < last and reading.tokens[j].upos in ("ADV", "PRON") and not _is(reading, j, word):
            j += 1
        if j >= last or not _is(reading, j, word):
            return ()
        nodes.append(j)
        j += 1
    return tuple(nodes)


def _is(reading: Reading, j: int, word: str) -> bool:
    token = reading.tokens[j]
    return plain(token.text) == word or word in lemmas(token, reading.document.language)


def _build(reading: Reading, nodes: tuple[int, ...], entries: list[Entry]) -> Cue | None:
    last, sentence = nodes[-1], reading.sentence(nodes[0])
    while last + 1 < sentence.last and reading.tokens[last + 1].deprel == "compound:prt":
        last += 1
    free = [e for e in entries if not e.links]
    linked = [e for e in entries if e.links]
    link = _link(reading, last, linked, sentence.last)
    if link is not None and not _clause_follows(reading, link, free):
        first = _first(reading, nodes[0], sentence.first)
        return Cue(nodes[-1], nodes, first, link, linked[0].kind, frozenset({"object"}), True)
    if not free:
        return None
    frames = frozenset().union(*(e.frames for e in free))
    adjective = all(e.upos == "ADJ" for e in free)
    return Cue(nodes[-1], nodes, _first(reading, nodes[0], sentence.first), last, free[0].kind, frames, adjective=adjective)


def _link(reading: Reading, last: int, entries: list[Entry], end: int) -> int | None:
    words = frozenset().union(*(e.links for e in entries)) if entries else frozenset()
    if last + 1 < end and plain(reading.tokens[last + 1].text) in words:
        after = reading.tokens[last + 2].lower if last + 2 < end else ""
        table = lexicon(reading.document.language)
        if (
            after in table.words["days"] | table.words["months"]
            or after in table.words["time_openers"]
            or _opens_setting(reading, table, last + 2, end)
        ):
            return None
        return last + 1
    return None


def _opens_setting(reading: Reading, table: Lexicon, start: int, end: int) -> bool:
    """Whether the phrase from `start` names where something was said ("at a briefing", "on television"), no topic."""
    tokens = reading.tokens
    if start >= end or plain(tokens[start - 1].text) not in table.words["setting_preps"]:
        return False
    for k in range(start, min(start + 5, end)):
        names = (tokens[k].lower, *lemmas(tokens[k], reading.document.language))
        if any(name in table.media or name in table.words["settings"] for name in names):
            return True
        if tokens[k].upos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
            return False
    return False


def _clause_follows(reading: Reading, link: int, free: list[Entry]) -> bool:
    """Whether the link is no preposition but opens an infinitive ("agreed to go")."""
    token = reading.tokens[link]
    following = reading.tokens[link + 1] if link + 1 < reading.sentence(link).last else None
    if following is None or (following.upos == "PUNCT" and following.text not in ('"', "“", "«", "‘", "'", "``")):
        return True
    return bool(free) and (token.upos == "PART" or following.feats.get("VerbForm") == "Inf")


def _first(reading: Reading, i: int, floor: int) -> int:
    """Where the verb group begins: auxiliaries, negation, adverbs and reflexives right before the verb."""
    reflexives = lexicon(reading.document.language).words["reflexives"]
    first, j = i, i - 1
    while j >= floor and i - j <= _REACH:
        token = reading.tokens[j]
        if (
            token.upos == "AUX"
            or token.lower in reflexives
            or (token.upos == "PART" and token.deprel in ("advmod", "mark"))
            or (token.upos == "ADV" and not _is_fronted(reading, j, floor))
        ):
            first = j
        elif not (token.upos == "PRON" and token.feats.get("Clitic")):
            break
        j -= 1
    return first


def _is_fronted(reading: Reading, j: int, floor: int) -> bool:
    """Whether the adverb opens its sentence or clause, and so belongs to it rather than to the verb."""
    return j == floor or reading.tokens[j - 1].upos in ("PUNCT", "SCONJ", "CCONJ")


def noun_cues(reading: Reading) -> Iterator[tuple[Token, Entry, int, int]]:
    """Nouns of saying with the link that follows: the noun, its entry, first and last token of the link."""
    table = lexicon(reading.document.language)
    for token in reading.tokens:
        if token.upos != "NOUN":
            continue
        entries = [e for lemma in lemmas(token, reading.document.language) for e in table.nouns.get(lemma, ())]
        for entry in entries:
            place = _noun_link(reading, token.i, entry)
            if place is not None:
                yield token, entry, *place
                break


def _noun_link(reading: Reading, i: int, entry: Entry) -> tuple[int, int] | None:
    """The link within reach of the noun; "of" must follow at once, the rest may come after whose the noun is."""
    end = min(reading.sentence(i).last, i + 1 + _REACH)
    for j in range(i + 1, end):
        if reading.tokens[j].upos in ("VERB", "AUX", "PUNCT") and reading.tokens[j].lower not in ("``", '"'):
            return None
        for words in sorted((tuple(link.split()) for link in entry.links | entry.phrases), key=len, reverse=True):
            if tuple(plain(reading.tokens[k].text) for k in range(j, min(j + len(words), end))) == words and _opens(
                reading, i, j, len(words), entry
            ):
                return j, j + len(words) - 1
    return None


def _opens(reading: Reading, i: int, j: int, length: int, entry: Entry) -> bool:
    """Whether the link at token j opens the noun's content: a finite clause, an infinitive, or what an allegation is of."""
    token, following = reading.tokens[j], reading.tokens[min(j + length, reading.sentence(i).last - 1)]
    if length > 1:
        return True
    if following.feats.get("VerbForm") == "Inf" or (following.upos == "AUX" and token.upos != "PRON"):
        return True
    if following.upos in ("DET", "PROPN") and j == i + 1 and plain(token.text) in lexicon(reading.document.language).words["declaratives"]:
        return True
    if token.upos in ("SCONJ", "PRON", "DET"):
        return token.feats.get("PronType") != "Rel" and token.deprel not in ("nsubj", "obj", "nsubj:pass")
    return j == i + 1 and plain(token.text) in entry.phrases and not _is_owner(reading, j + 1)


def _is_owner(reading: Reading, start: int) -> bool:
    """Whether the phrase after "of" is whose the noun is or a bare pointer, no topic: "the report of the Audit Office", "of this kind"."""
    tokens, end = reading.tokens, reading.sentence(start - 1).last
    if start < end and tokens[start].feats.get("PronType") == "Dem":
        return True
    k = start
    while k < min(start + 4, end) and tokens[k].upos in ("DET", "ADJ"):
        k += 1
    return k > start and k < end and tokens[k].entity in ("ORG", "PER")


def markers_in(reading: Reading) -> Iterator[tuple[Marker, int, int]]:
    """Markers with the first and last token of each."""
    table = lexicon(reading.document.language)
    by_first: dict[str, list[Marker]] = {}
    for marker in table.markers:
        by_first.setdefault(marker.words[0], []).append(marker)
    for sentence in reading.sentences:
        i = sentence.first
        while i < sentence.last:
            found = _marker(reading, by_first.get(plain(reading.tokens[i].text), []), i, sentence.last)
            if found:
                yield found, i, i + len(found.words) - 1
                i += len(found.words) - 1
            i += 1


def _marker(reading: Reading, candidates: list[Marker], i: int, end: int) -> Marker | None:
    for marker in candidates:
        if tuple(plain(t.text) for t in reading.tokens[i : min(i + len(marker.words), end)]) == marker.words:
            return marker
    return None
