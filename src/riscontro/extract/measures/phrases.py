"""A table of phrases, compiled into a tree of words, and the longest phrase at a place of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from riscontro.extract.measures.atoms import Atom

V = TypeVar("V")
_PIECE = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\s\w]")
_JOINT = frozenset("-'’")


@dataclass(slots=True)
class Node(Generic[V]):
    """A place in the tree: the words that may follow, and the value of the phrase that ends here."""

    next: dict[str, Node[V]] = field(default_factory=dict)
    value: V | None = None


@dataclass(frozen=True, slots=True)
class Inflection:
    """How the words of a phrase change their ending: each rule turns an ending into another; `scope` is all, last or none."""

    rules: tuple[tuple[str, str], ...] = ()
    scope: str = "none"
    least: int = 4

    def forms(self, word: str) -> set[str]:
        """The word and its other numbers. The rules of the longest ending that fits are used, and no shorter ones."""
        if len(word) < self.least:
            return {word}
        fitting = [(old, new) for old, new in self.rules if word.endswith(old)]
        longest = max((len(old) for old, _ in fitting), default=0)
        return {word} | {word[: len(word) - len(old)] + new for old, new in fitting if len(old) == longest}


def inflection(data: Mapping[str, object]) -> Inflection:
    """The inflection that a table states under `inflect`, or one that changes nothing."""
    stated = data.get("inflect")
    if not isinstance(stated, Mapping):
        return Inflection()
    return Inflection(tuple((old, new) for old, new in stated["rules"]), stated["scope"], stated.get("least", 4))


def pieces(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as atoms would cut them."""
    return tuple(p for p in _PIECE.findall(phrase.lower()) if p not in _JOINT)


class Phrases(Generic[V]):
    """Phrases with values. A phrase that ends in `!` is taken as written; others also in the numbers the inflection gives.

    `fold` maps words to the one that stands for them in every phrase (Italian `dell` and `delle` to `di`).
    """

    def __init__(self, entries: Iterable[tuple[str, V]], fold: Mapping[str, str] | None = None, inflect: Inflection | None = None) -> None:
        self.fold = dict(fold or {})
        self._inflect = inflect or Inflection()
        self.root: Node[V] = Node()
        for phrase, value in entries:
            self._add(phrase, value)

    def _add(self, phrase: str, value: V) -> None:
        words = [self.fold.get(p, p) for p in pieces(phrase.removesuffix("!"))]
        fixed = phrase.endswith("!") or self._inflect.scope == "none"
        nodes = [self.root]
        for k, word in enumerate(words):
            changes = not fixed and (self._inflect.scope == "all" or k == len(words) - 1)
            forms = self._inflect.forms(word) if changes else {word}
            nodes = [node.next.setdefault(form, Node()) for node in nodes for form in sorted(forms)]
        for node in nodes:
            node.value = value if node.value is None else node.value

    def entries(self) -> Iterator[tuple[tuple[str, ...], V]]:
        """Every phrase, in all its forms, with its value."""
        stack: list[tuple[tuple[str, ...], Node[V]]] = [((), self.root)]
        while stack:
            words, node = stack.pop()
            if node.value is not None:
                yield words, node.value
            stack.extend(((*words, word), below) for word, below in node.next.items())

    def word(self, atom: Atom) -> str:
        """The word under which an atom is looked up."""
        return self.fold.get(atom.text, atom.text)

    def longest(self, atoms: Sequence[Atom], at: int) -> tuple[int, V] | None:
        """The end (exclusive) and value of the longest phrase that begins at atom `at`."""
        node, best = self.root, None
        for k in range(at, len(atoms)):
            if k > at and atoms[k].gap == "|":
                break
            found = node.next.get(self.fold.get(atoms[k].text, atoms[k].text))
            if found is None:
                break
            node = found
            if node.value is not None:
                best = (k + 1, node.value)
        return best

    def ending(self, atoms: Sequence[Atom], end: int, reach: int = 6) -> tuple[int, V] | None:
        """The start and value of the longest phrase that ends just before atom `end`, of at most `reach` words."""
        for start in range(max(0, end - reach), end):
            value = self._exactly(atoms, start, end)
            if value is not None:
                return start, value
        return None

    def _exactly(self, atoms: Sequence[Atom], start: int, end: int) -> V | None:
        node = self.root
        for k in range(start, end):
            found = node.next.get(self.fold.get(atoms[k].text, atoms[k].text))
            if found is None or (k > start and atoms[k].gap == "|"):
                return None
            node = found
        return node.value
