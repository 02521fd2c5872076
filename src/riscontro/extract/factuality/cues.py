"""The cues of factuality of a language, as tables ready for look-up: embedders, modals, adverbs, modifiers, negation, clauses, times.

An embedder is a word whose complement it judges (*deny*, *possibility*, *improbabile*); its signature says what becomes of the
complement where the embedder is affirmed and where it is negated, after the implicative signatures of Nairn, Condoravdi and
Karttunen (2006) and the source-relative factuality of Saurí and Pustejovsky (FactBank, 2009).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from riscontro import languages
from riscontro.model import Certainty, Tense

CLAUSAL = frozenset({"finite", "infinitive", "gerund", "clause"})
NOMINAL = frozenset({"object", "oblique"})
_DEFAULT = frozenset(CLAUSAL | NOMINAL)
RANK = {name: n for n, name in enumerate(("certain", "probable", "possible", "unlikely", "unspecified"))}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue does to a proposition: polarity turned or not, certainty sunk to a level, everything further out cut off."""

    flip: bool = False
    reset: bool = False
    certainty: Certainty = Certainty.CERTAIN


def weaker(a: Certainty, b: Certainty) -> Certainty:
    """The less certain of the two."""
    return a if RANK[a] >= RANK[b] else b


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a predicate so far. `reset`: its own modals no longer count (a denial of a possibility is a denial)."""

    denied: bool = False
    certainty: Certainty = Certainty.CERTAIN
    tense: Tense | None = None
    why: tuple[str, ...] = ()
    reset: bool = False
    time: str = "own"

    def after(self, effect: Effect, word: str) -> State:
        """This state under one more cue."""
        if effect == Effect():
            return self
        return replace(self, denied=self.denied ^ effect.flip, certainty=weaker(self.certainty, effect.certainty), why=(*self.why, word))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue with its effects where it is affirmed (`yes`) and negated (`no`); `time` is the time that it gives."""

    name: str
    yes: Effect
    no: Effect
    passive: Effect
    special: Effect
    time: str
    shares: bool
    takes: frozenset[str]
    prepositions: frozenset[str]
    near: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """All the tables of one language; keys are lemmas or forms in lower case."""

    verbs: dict[str, tuple[tuple[str, Cue], ...]]
    nouns: dict[str, tuple[tuple[str, Cue], ...]]
    adjectives: dict[str, tuple[tuple[str, Cue], ...]]
    modals: dict[str, Cue]
    adverbs: dict[str, Cue]
    modifiers: dict[str, Cue]
    phrases: tuple[tuple[tuple[str, ...], Cue], ...]
    negation: dict[str, frozenset[str]]
    negation_phrases: tuple[tuple[str, ...], ...]
    void: tuple[tuple[str, ...], ...]
    conditional: dict[str, frozenset[str]]
    clause: dict[str, frozenset[str]]
    clause_phrases: dict[str, tuple[tuple[str, ...], ...]]
    time: dict[str, frozenset[str]]
    time_phrases: dict[str, tuple[tuple[str, ...], ...]]
    events: frozenset[str]
    suffixes: tuple[str, ...]
    never: frozenset[str]
    gendered: bool


@cache
def cues(language: str) -> Cues:
    """The tables of `languages/<language>/factuality.toml`."""
    data = languages.table(language, "factuality")
    negation, clause, time = data["negation"], data["clause"], data["time"]
    return Cues(
        verbs=_embedders(data, "verbs"),
        nouns=_embedders(data, "nouns"),
        adjectives=_embedders(data, "adjectives"),
        modals=_words(data, "modal"),
        adverbs=_words(data, "adverb"),
        modifiers=_words(data, "modifier"),
        phrases=tuple((tuple(words.split()), _cue(row)) for row in data.get("phrase", ()) for words in row["words"]),
        negation=_single(negation),
        negation_phrases=_split(negation.get("phrases", ())),
        void=_split(negation.get("void", ())),
        conditional=_single(data.get("conditional", {})),
        clause=_single(clause),
        clause_phrases=_multiple(clause),
        time=_single(time),
        time_phrases=_multiple(time),
        events=frozenset(data["events"]["words"]),
        suffixes=tuple(data["events"]["suffixes"]),
        never=frozenset(data["events"]["never"]),
        gendered=bool(data.get("gendered", False)),
    )


def _effect(words: list[str]) -> Effect:
    levels = [w for w in words if w in RANK]
    deny = "deny" in words
    return Effect("flip" in words or deny, deny or "stop" in words, Certainty(levels[0]) if levels else Certainty.CERTAIN)


def _cue(row: dict[str, Any]) -> Cue:
    yes = _effect(row.get("yes", []))
    takes = frozenset(row["takes"]) if "takes" in row else _DEFAULT
    return Cue(
        name=row.get("name", ""),
        yes=yes,
        no=_effect(row["no"]) if "no" in row else yes,
        passive=_effect(row["passive"]) if "passive" in row else yes,
        special=_effect(row.get("reported", row.get("perfect", row.get("yes", [])))),
        time=row.get("time", "own"),
        shares=row.get("shares", False),
        takes=_widened(takes),
        prepositions=frozenset(row.get("with", ())),
        near=row.get("near", False),
    )


def _widened(takes: frozenset[str]) -> frozenset[str]:
    """`clause` and `noun` stand for all kinds of clauses and nouns."""
    return takes | (CLAUSAL if "clause" in takes else frozenset()) | (NOMINAL if "noun" in takes else frozenset())


def _embedders(data: dict[str, Any], kind: str) -> dict[str, tuple[tuple[str, Cue], ...]]:
    """Lemma -> (particle or "", cue), in the order of the file."""
    found: dict[str, list[tuple[str, Cue]]] = {}
    for row in data["embedder"]:
        cue = _cue(row)
        for entry in row.get(kind, ()):
            lemma, _, particle = entry.partition("+")
            found.setdefault(lemma, []).append((particle, cue))
    return {lemma: tuple(sorted(rows, key=lambda r: not r[0])) for lemma, rows in found.items()}


def _words(data: dict[str, Any], kind: str) -> dict[str, Cue]:
    return {word: cue for row in data.get(kind, ()) for cue in (_cue(row),) for word in row["words"]}


def _single(group: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {
        key: frozenset(w for w in words if " " not in w)
        for key, words in group.items()
        if isinstance(words, list) and all(isinstance(w, str) for w in words)
    }


def _multiple(group: dict[str, Any]) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {
        key: _split([w for w in words if " " in w])
        for key, words in group.items()
        if isinstance(words, list) and all(isinstance(w, str) for w in words)
    }


def _split(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(p.split()) for p in phrases)
