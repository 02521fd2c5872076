"""Gold sentences as numbers, in batches of like length, for the training of the network."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from spacy.tokens import Doc, Token
from torch import Tensor

from riscontro.read.network import Labels
from riscontro.read.wordforms import edit, letters

IGNORED = -100
"""What PyTorch's losses pass over: padding, and what is not annotated or too rare to be chosen."""
_HIDDEN_ALWAYS = 0.03
_HIDDEN_RARE = 0.5

Vectors = Callable[[Sequence[str]], npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Coded:
    """A gold sentence in numbers."""

    types: list[int]
    heads: list[int]
    deps: list[int]
    tags: list[int]
    fine: list[int]
    edits: list[int]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every different word in numbers, and the chance with which its form is kept hidden in training, so that its letters must do."""

    index: dict[str, int]
    form: Tensor
    spelt: list[list[int]]
    static: Tensor
    hidden: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded sentences; letters and static vectors once for every different word, to which `types` points."""

    sentences: Sequence[Coded]
    types: Tensor
    forms: Tensor
    spelt: Tensor
    static: Tensor
    lengths: Tensor

    def gold(self, task: str) -> Tensor:
        """What is right, padded with what is not to be learnt."""
        width = self.types.shape[1]
        rows = [getattr(sentence, task) for sentence in self.sentences]
        return torch.tensor([[*row, *[IGNORED] * (width - len(row))] for row in rows])


def labels_of(docs: Sequence[Doc]) -> Labels:
    """What occurs in gold sentences, mostly the most frequent first; forms and edits that occur once are left out."""
    forms = Counter(token.lower_ for doc in docs for token in doc)
    deps = Counter(token.dep_ for doc in docs for token in doc if token.dep_ not in ("", "ROOT"))
    tags = Counter(tag_of(token) for doc in docs for token in doc if token.pos_)
    edits = Counter(edit(token.lower_, token.lemma_.lower()) for doc in docs for token in doc if token.lemma_)
    alphabet = Counter(letter for doc in docs for token in doc for letter in token.text)
    return Labels(
        forms=tuple(form for form, many in forms.most_common() if many > 1),
        alphabet=tuple(letter for letter, many in alphabet.most_common() if many > 2),
        deps=tuple(deps),
        tags=tuple(tag for tag, _ in tags.most_common()),
        edits=tuple(rule for rule, many in edits.most_common() if many > 1),
    )


def fine_tags(docs: Sequence[Doc]) -> dict[str, int]:
    """The treebank's own tags, learnt beside the others for what they teach."""
    return {tag: k for k, tag in enumerate(sorted({token.tag_ for doc in docs for token in doc if token.tag_}))}


def tag_of(token: Token) -> str:
    """Word class and features in one."""
    return f"{token.pos_}|{token.morph}".rstrip("|")


def lexicon(docs: Sequence[Doc], labels: Labels, vectors: Vectors) -> Lexicon:
    """The words of gold sentences."""
    words = sorted({token.text for doc in docs for token in doc})
    counts = Counter(token.lower_ for doc in docs for token in doc)
    forms = {form: k for k, form in enumerate(labels.forms, 1)}
    alphabet = {letter: k for k, letter in enumerate(labels.alphabet, 4)}
    seen = torch.tensor([counts[word.lower()] for word in words], dtype=torch.float32)
    return Lexicon(
        {word: k for k, word in enumerate(words)},
        torch.tensor([forms.get(word.lower(), 0) for word in words]),
        [letters(word, alphabet) for word in words],
        torch.tensor(vectors(words)),
        _HIDDEN_RARE / (_HIDDEN_RARE + seen) + _HIDDEN_ALWAYS,
    )


def coded(docs: Sequence[Doc], labels: Labels, fine: Mapping[str, int], index: Mapping[str, int]) -> list[Coded]:
    """Gold sentences in numbers."""
    deps, tags, edits = ({name: k for k, name in enumerate(names)} for names in (labels.deps, labels.tags, labels.edits))
    return [
        Coded(
            [index[token.text] for token in doc],
            [0 if token.head.i == token.i else token.head.i + 1 for token in doc],
            [deps.get(token.dep_, IGNORED) for token in doc],
            [tags.get(tag_of(token), IGNORED) for token in doc],
            [fine.get(token.tag_, IGNORED) for token in doc],
            [edits.get(edit(token.lower_, token.lemma_.lower()), IGNORED) if token.lemma_ else IGNORED for token in doc],
        )
        for doc in docs
    ]


def batches(sentences: Sequence[Coded], words: int) -> Iterator[list[Coded]]:
    """All sentences in batches of like length and about so many words, in random order."""
    order = sorted(sentences, key=lambda sentence: len(sentence.types) + random.random() * 4)
    found: list[list[Coded]] = [[]]
    for sentence in order:
        if found[-1] and (len(found[-1]) + 1) * len(sentence.types) > words:
            found.append([])
        found[-1].append(sentence)
    random.shuffle(found)
    yield from found


def batch_of(sentences: Sequence[Coded], lex: Lexicon) -> Batch:
    """A batch as tensors, some forms hidden."""
    kinds = sorted({kind for sentence in sentences for kind in sentence.types})
    place = {kind: k for k, kind in enumerate(kinds)}
    width, longest = max(len(sentence.types) for sentence in sentences), max(len(lex.spelt[kind]) for kind in kinds)
    rows = [[place[kind] for kind in sentence.types] for sentence in sentences]
    types = torch.tensor([row + [0] * (width - len(row)) for row in rows])
    chosen = torch.tensor(kinds)
    forms = lex.form[chosen][types] * (torch.rand(types.shape) >= lex.hidden[chosen][types])
    spelt = torch.tensor([lex.spelt[kind] + [0] * (longest - len(lex.spelt[kind])) for kind in kinds])
    return Batch(sentences, types, forms, spelt, lex.static[chosen], torch.tensor([len(row) for row in rows]))
