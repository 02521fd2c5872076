"""The words of `languages/<language>/parties.toml`, compiled: what nouns name parties, pronouns, and the small words around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from riscontro import languages
from riscontro.extract.parties.gazetteer import fold, pieces
from riscontro.model import Token

OFFICE, ORGAN, WEAK, PRIVATE, LAND = "office", "organ", "weak", "private", "land"
NOMINAL = frozenset({"NOUN", "PROPN", "X"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun says of its antecedent: number s, p or -, gender m, f, n or -, and whether it is a person."""

    number: str
    gender: str
    animate: bool | None


@dataclass(frozen=True, slots=True)
class PartyWords:
    """The party words of one language."""

    nouns: dict[str, str]
    base: dict[str, str]
    plurals: frozenset[str]
    words: dict[str, frozenset[str]]
    pronouns: dict[str, Pronoun]
    descriptions: dict[str, frozenset[str]]
    compounds: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    compound_ends: frozenset[str]
    home: dict[str, str]
    rulers: dict[str, frozenset[str]]
    agentive: frozenset[str]
    speech: frozenset[str]
    before: bool
    after: bool
    drops_subjects: bool

    def kind(self, token: Token) -> str | None:
        """The class of party noun that a token is, or None."""
        if token.upos not in NOMINAL:
            return None
        return self.nouns.get(token.lower) or self.nouns.get(token.lemma)

    def noun(self, token: Token) -> str:
        """The citation form of a party noun, the lemma of any other word."""
        return self.base.get(token.lower) or self.base.get(token.lemma) or token.lemma

    def has(self, name: str, token: Token) -> bool:
        """Whether the token is one of the words listed under `name`, dots apart."""
        return token.lower.rstrip(".") in self.words[name] or token.lower in self.words[name]


@cache
def party_words(language: str) -> PartyWords:
    """The compiled table of a language. Raises FileNotFoundError where it has none."""
    data = languages.table(language, "parties")
    rules = data.get("plural", data["inflection"])
    listed = [(word, kind) for kind in (OFFICE, ORGAN, WEAK, PRIVATE, LAND) for word in data["nouns"][kind].split()]
    nouns: dict[str, str] = dict(reversed(listed))
    base = {word: word for word, _ in listed}
    plurals: set[str] = set()
    for word, kind in listed:
        forms = _forms(word, rules)
        plurals.update(f for f in forms if f != word and f[-1:] != "a" and not f.endswith("ice"))
        for form in forms:
            nouns.setdefault(form, kind)
            base.setdefault(form, word)
    return PartyWords(
        nouns=nouns,
        base=base,
        plurals=frozenset(plurals - {word for word, _ in listed}),
        words={name: frozenset(text.split()) for name, text in data["words"].items()},
        pronouns={form: Pronoun(row["number"], row["gender"], row.get("animate")) for form, row in data["pronouns"].items()},
        descriptions={
            name: frozenset(f for word in text.split() for f in _forms(word, rules)) for name, text in data["descriptions"].items()
        },
        compounds=_compounds(data["compound"]),
        compound_ends=frozenset(pieces(name)[-1][0] for names in data["compound"].values() for name in names),
        home={word: state for state, text in data["home"].items() for word in text.split()},
        rulers={word: frozenset(text.split()) for word, text in data["rulers"].items()},
        agentive=frozenset((data["agentive"]["speech"] + " " + data["agentive"]["verbs"]).split()),
        speech=frozenset(data["agentive"]["speech"].split()),
        before=data["order"]["before"],
        after=data["order"]["after"],
        drops_subjects=data["order"]["drops_subjects"],
    )


def _forms(word: str, rules: dict[str, Any]) -> tuple[str, ...]:
    fits = [ending for ending in rules if word.endswith(ending)]
    if not fits:
        return (word,)
    ending = max(fits, key=len)
    stem = word[: len(word) - len(ending)]
    return tuple(stem + new for new in rules[ending])


def _compounds(table: dict[str, list[str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Compound offices by their first word, longest first: (words, state or body)."""
    rows: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for owner, names in table.items():
        for name in names:
            words = tuple(word for word, _ in pieces(name))
            rows.setdefault(words[0], set()).add((words, owner))
    return {first: tuple(sorted(found, key=lambda row: (-len(row[0]), row))) for first, found in rows.items()}


def compound_at(words: PartyWords, tokens: tuple[Token, ...], i: int, last: int) -> tuple[int, str] | None:
    """The compound office that opens at token i (its last token, its owner), or None."""
    for names, owner in words.compounds.get(fold(tokens[i].text), ()):
        k, j = 0, i
        while j < last and k < len(names):
            parts = tuple(w for w, _ in pieces(tokens[j].text))
            if parts != names[k : k + len(parts)]:
                break
            k, j = k + len(parts), j + 1
        if k == len(names):
            return j - 1, owner
    return None
