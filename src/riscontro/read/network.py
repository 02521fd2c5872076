"""A small neural network that tags, lemmatizes and parses, run with numpy alone: one thread, no framework, plain files.

A word's form, letters and subwords make its vector, layers of LSTM read the sentence both ways, and a head for each task chooses: word
class with features, the edit that makes the lemma, the head (biaffine: every pair of words is scored) and the relation to it.
The training is in `training/biaffine.py` and `fit.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from riscontro.read.arborescence import best_tree
from riscontro.read.wordforms import Subwords, edited, letters

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

_MOST = 20_000
"""Words whose vectors are kept; beyond them all are forgotten, so that memory stays flat."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What each head of the network chooses among, and the forms and letters it knows."""

    forms: tuple[str, ...]
    alphabet: tuple[str, ...]
    deps: tuple[str, ...]
    tags: tuple[str, ...]
    edits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many numbers stand in each layer; tags and lemmas are read from layer `lower`; subwords are so many letters long."""

    form: int = 100
    letter: int = 32
    window: int = 100
    static: int = 100
    layers: int = 2
    lower: int = 1
    state: int = 220
    tag: int = 128
    arc: int = 200
    dep: int = 64
    shortest: int = 3
    longest: int = 6


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the network says of a sentence, a row for each word. `heads` count from 1; the root's is 0."""

    tags: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]

    def __add__(self, other: Analysis) -> Analysis:
        """One sentence of two: the second's root hangs on the first's, as what is set beside it."""
        root = self.heads.index(0) + 1
        return Analysis(
            self.tags + other.tags,
            self.lemmas + other.lemmas,
            self.heads + [head + len(self.heads) if head else root for head in other.heads],
            self.deps + [dep if head else "parataxis" for head, dep in zip(other.heads, other.deps, strict=True)],
        )


class Packing:
    """Sentences laid out by word number, the longest first, so that one step of an LSTM is a stretch of rows.

    Args:
        lengths: of the sentences, none of them 0.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        given = np.asarray(lengths, dtype=np.int64)
        self.order = np.argsort(-given, kind="stable")
        self.lengths = given[self.order]
        self.active = np.array([np.count_nonzero(self.lengths > step) for step in range(int(self.lengths[0]))])
        self.offsets = np.concatenate(([0], np.cumsum(self.active)))

    def rows(self, place: int) -> Numbers:
        """The rows of the words of the sentence that is laid out at this place."""
        return self.offsets[: self.lengths[place]] + place

    @cached_property
    def backwards(self) -> Numbers:
        """For each row, that of the word as far from the sentence's end as this one is from its beginning."""
        turned = np.empty(int(self.offsets[-1]), dtype=np.int64)
        for place in range(len(self.lengths)):
            rows = self.rows(place)
            turned[rows] = rows[::-1]
        return turned


class Network:
    """A trained network.

    Args:
        labels: of its heads.
        sizes: of its layers.
        weights: arrays by name.
    """

    def __init__(self, labels: Labels, sizes: Sizes, weights: Mapping[str, npt.NDArray[Any]]) -> None:
        self.labels = labels
        self.sizes = sizes
        self.weights = dict(weights)
        self._ready: dict[str, Floats] = {}
        self._forms = {form: number for number, form in enumerate(labels.forms, 1)}
        self._alphabet = {letter: number for number, letter in enumerate(labels.alphabet, 4)}
        self._row_of: dict[str, int] = {}
        self._rows: Floats = np.empty((0, sizes.form + sizes.window + sizes.static), dtype=np.float32)

    @classmethod
    def load(cls, folder: Path) -> Network:
        """The network that `save` wrote."""
        head = json.loads((folder / "labels.json").read_text(encoding="utf8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            return cls(Labels(**{name: tuple(rows) for name, rows in head["labels"].items()}), Sizes(**head["sizes"]), dict(stored))

    def save(self, folder: Path) -> None:
        """Labels and sizes as JSON, weights as they are."""
        folder.mkdir(parents=True, exist_ok=True)
        head = {"sizes": asdict(self.sizes), "labels": asdict(self.labels)}
        (folder / "labels.json").write_text(json.dumps(head, ensure_ascii=False, indent=0) + "\n", encoding="utf8")
        np.savez(folder / "weights.npz", **self.weights)  # type: ignore[arg-type]  # no array is called allow_pickle

    def __getitem__(self, name: str) -> Floats:
        """Weights in single precision; bytes are stored with a scale for each row."""
        found = self._ready.get(name)
        if found is None:
            stored = self.weights[name].astype(np.float32)
            scale = self.weights.get(f"{name}.scale")
            found = self._ready[name] = stored if scale is None else stored * scale.astype(np.float32)
        return found

    def analyses(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """What it says of each sentence, read together; none may be empty."""
        if not sentences:
            return []
        packing = Packing([len(words) for words in sentences])
        laid = [sentences[number] for number in packing.order]
        words: list[str] = [laid[place][step] for step, many in enumerate(packing.active) for place in range(many)]
        given = self._vectors(words)
        lower, upper = self._states(given, packing)
        both = np.concatenate((lower, given), axis=1)
        tags = (_relu(both @ self["tag_hidden.weight"].T + self["tag_hidden.bias"]) @ self["tag.weight"].T + self["tag.bias"]).argmax(1)
        edits = (_relu(both @ self["edit_hidden.weight"].T + self["edit_hidden.bias"]) @ self["edit.weight"].T + self["edit.bias"]).argmax(
            1
        )
        heads, deps = self._trees(upper, packing)
        found: list[Analysis | None] = [None] * len(sentences)
        for place, number in enumerate(packing.order):
            rows = packing.rows(place)
            found[number] = Analysis(
                [self.labels.tags[k] for k in tags[rows]],
                [edited(words[row].lower(), self.labels.edits[edits[row]]) for row in rows],
                heads[place],
                ["ROOT" if head == 0 else self.labels.deps[k] for head, k in zip(heads[place], deps[rows], strict=True)],
            )
        return [analysis for analysis in found if analysis is not None]

    def _trees(self, upper: Floats, packing: Packing) -> tuple[list[list[int]], Numbers]:
        """The heads of each laid out sentence, and the number of the relation of each row."""
        root = self["root"][None]
        heads = _relu(np.concatenate((upper, root)) @ self["arc_head.weight"].T + self["arc_head.bias"])
        children = _relu(upper @ self["arc_child.weight"].T + self["arc_child.bias"]) @ self["arc"][:-1] + self["arc"][-1]
        trees: list[list[int]] = []
        head_rows = np.full(len(upper), len(upper), dtype=np.int64)
        for place in range(len(packing.lengths)):
            rows = packing.rows(place)
            among = np.concatenate(([len(upper)], rows))
            trees.append(best_tree(children[rows] @ heads[among].T))
            head_rows[rows] = among[trees[-1]]
        kinds = self._kinds(upper, np.concatenate((upper, root)), head_rows)
        return trees, kinds

    def _kinds(self, upper: Floats, heads: Floats, head_rows: Numbers) -> Numbers:
        """The best relation between each row and its head."""
        child = _biased(_relu(upper @ self["dep_child.weight"].T + self["dep_child.bias"]))
        head = _biased(_relu(heads @ self["dep_head.weight"].T + self["dep_head.bias"]))
        crossed = (child @ self._crossing).reshape(len(child), len(self.labels.deps), -1)
        best: Numbers = np.matmul(crossed, head[head_rows][:, :, None])[:, :, 0].argmax(1)
        return best

    @cached_property
    def _crossing(self) -> Floats:
        """The relations' matrices side by side."""
        dep = self["dep"]
        return np.ascontiguousarray(dep.transpose(1, 0, 2).reshape(dep.shape[1], -1))

    def _states(self, given: Floats, packing: Packing) -> tuple[Floats, Floats]:
        """States of the lower and of the uppermost layer."""
        states = lower = given
        for number in range(self.sizes.layers):
            states = self._both_ways(number, states, packing)
            if number == self.sizes.lower - 1:
                lower = states
        return lower, states

    def _both_ways(self, number: int, states: Floats, packing: Packing) -> Floats:
        """One layer of LSTM, forwards and backwards in one go."""
        into, within, bias = self._gates[number]
        width = self.sizes.state
        turned = packing.backwards
        drive = np.stack((states @ into[0], states[turned] @ into[1])) + bias[:, None]
        result = np.empty((2, len(states), width), dtype=np.float32)
        cell = np.zeros((2, packing.active[0], width), dtype=np.float32)
        last = np.zeros_like(cell)
        for start, many in zip(packing.offsets, packing.active, strict=False):
            gates = drive[:, start : start + many]
            if start:
                gates = gates + np.matmul(last[:, :many], within)
            gates = np.tanh(gates)
            # the first three gates are sigmoids: their weights were halved, so that a half of (1 + tanh) is left to do
            keep, take, show = (0.5 + 0.5 * gates[:, :, k * width : (k + 1) * width] for k in range(3))
            cell = keep * cell[:, :many] + take * gates[:, :, 3 * width :]
            last = show * np.tanh(cell)
            result[:, start : start + many] = last
        return np.concatenate((result[0], result[1][turned]), axis=1)

    @cached_property
    def _gates(self) -> list[tuple[Floats, Floats, Floats]]:
        """Of each layer the weights of both directions, gates in the order forget, input, output, new; the sigmoids' halved."""
        found = []
        for number in range(self.sizes.layers):
            way: list[list[Floats]] = [[], [], []]
            for direction in ("ahead", "back"):
                for k, name in enumerate(("weight_ih_l0", "weight_hh_l0", "bias_l0")):
                    enter, forget, new, show = np.split(self[f"{direction}.{number}.{name}"], 4)
                    way[k].append(np.ascontiguousarray(np.concatenate((forget / 2, enter / 2, show / 2, new)).T))
            found.append((np.stack(way[0]), np.stack(way[1]), np.stack(way[2])))
        return found

    def _vectors(self, words: Sequence[str]) -> Floats:
        """The vector of each word before its neighbours have their say; each different word is worked out once."""
        new = sorted({word for word in words if word not in self._row_of})
        if len(self._row_of) + len(new) > _MOST and self._row_of:
            self._row_of, self._rows = {}, self._rows[:0]
            new = sorted(set(words))
        if new:
            self._row_of.update(zip(new, range(len(self._row_of), len(self._row_of) + len(new)), strict=True))
            self._rows = np.concatenate((self._rows, self._worked_out(new)))
        return self._rows[[self._row_of[word] for word in words]]

    def _worked_out(self, words: Sequence[str]) -> Floats:
        forms = self["form.weight"][[self._forms.get(word.lower(), 0) for word in words]]
        return np.concatenate((forms, np.stack([self._shape(word) for word in words]), self._static.get(words)), axis=1)

    def _shape(self, word: str) -> Floats:
        """What the windows over its letters see of a word."""
        seen = self["letter.weight"][[0, *letters(word, self._alphabet), 0]]
        windows = np.concatenate((seen[:-2], seen[1:-1], seen[2:]), axis=1)
        return _relu(windows @ self._window + self["window.bias"]).max(0)  # type: ignore[no-any-return]

    @cached_property
    def _window(self) -> Floats:
        weight = self["window.weight"]
        return np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(-1, weight.shape[0]))

    @cached_property
    def _static(self) -> Subwords:
        return Subwords(self["static"], self.sizes.shortest, self.sizes.longest)


def _relu(x: Floats) -> Floats:
    return np.maximum(x, 0)


def _biased(x: Floats) -> Floats:
    """With a column of ones, so that a product holds biases."""
    return np.concatenate((x, np.ones((len(x), 1), dtype=np.float32)), axis=1)
