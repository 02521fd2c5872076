"""The network as a component of a spaCy pipeline, in the place of tagger, morphologizer, lemmatizer and parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import islice
from operator import add
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from riscontro.read.network import Analysis, Network

FACTORY = "riscontro_parser"
_BATCH = 64
_LONGEST = 300
"""Words that are read as one sentence; what is longer is no sentence, and pairs of its words would fill the memory."""


class Parser:
    """Writes word class, features, lemma and tree into each text, which is taken as one sentence.

    Args:
        vocab: of the pipeline.
        network: None until `from_disk`.
    """

    def __init__(self, vocab: Vocab, network: Network | None = None) -> None:
        self.vocab = vocab
        self.network = network
        self._tags: dict[str, tuple[int, int]] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations it tells apart."""
        return self.network.labels.deps if self.network else ()

    def __call__(self, doc: Doc) -> Doc:
        """One sentence."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        """Sentences in order, read so many at a time."""
        if self.network is None:
            raise ValueError(f"The component {FACTORY} has no weights: load it from disk.")
        waiting = iter(stream)
        while docs := list(islice(waiting, min(batch_size, _BATCH))):
            pieces = [[token.text for token in doc[start : start + _LONGEST]] for doc in docs for start in range(0, len(doc), _LONGEST)]
            read = iter(self.network.analyses(pieces))
            for doc in docs:
                parts = [next(read) for _ in range(0, len(doc), _LONGEST)]
                yield self._written(doc, reduce(add, parts)) if parts else doc

    def _written(self, doc: Doc, analysis: Analysis) -> Doc:
        number = self.vocab.strings.add
        pairs = [self._tag(tag) for tag in analysis.tags]
        columns = {
            POS: [pos for pos, _ in pairs],
            MORPH: [morph for _, morph in pairs],
            LEMMA: [number(lemma) for lemma in analysis.lemmas],
            DEP: [number(dep) for dep in analysis.deps],
        }
        rows = np.array(list(columns.values()), dtype=np.uint64).T
        heads = np.array([head - k if head else 0 for k, head in enumerate(analysis.heads, 1)], dtype=np.int64)
        doc.from_array([*columns, HEAD], np.column_stack((rows, heads.astype(np.uint64))))  # type: ignore[arg-type]
        return doc

    def _tag(self, tag: str) -> tuple[int, int]:
        found = self._tags.get(tag)
        if found is None:
            pos, _, features = tag.partition("|")
            found = self._tags[tag] = (IDS[pos], self.vocab.morphology.add(features))
        return found

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Labels and weights into a folder."""
        if self.network is not None:
            self.network.save(Path(path))

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Parser:
        """Labels and weights from the folder that `to_disk` made."""
        self.network = Network.load(Path(path))
        return self


@Language.factory(FACTORY, assigns=["token.pos", "token.morph", "token.lemma", "token.dep", "token.head"])
def make_parser(nlp: Language, name: str) -> Any:  # noqa: ANN401  # spaCy's protocol
    """A parser without weights; spaCy calls `from_disk` next."""
    return Parser(nlp.vocab)
