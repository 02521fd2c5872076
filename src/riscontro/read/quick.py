"""How a loaded spaCy pipeline is made to run quickly on one core; what it says stays the same.

Two costs are avoided. Matrices are multiplied by numpy's library, since the one that thinc brings falls back to plain loops on processors
that it does not know. And the vector of a word before its neighbours have their say depends on the word alone, so it is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from thinc.api import Model
    from thinc.types import Floats2d

_MOST = 20_000
"""Words whose vectors are kept; beyond them all are forgotten, so that memory stays flat."""
_WORD_ALONE = frozenset({"NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE", "LOWER", "ORTH"})


def quicken(nlp: Language) -> None:
    """Makes a pipeline quicker in place. Models on other hardware, or of another build, are left as they are."""
    from thinc.api import Model, NumpyOps

    plain = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        nodes = list(pipe.model.walk()) if hasattr(pipe, "model") else []
        for node in nodes:
            if type(node.ops) is NumpyOps:
                node.ops = plain
        for node in nodes:
            if node.has_ref("embed") and _sees_words_alone(node.get_ref("embed")):
                node.replace_node(node.get_ref("embed"), Model("remembered", _Remembered(node.get_ref("embed"), nlp.vocab)))


def _sees_words_alone(embed: Model[list[Doc], list[Floats2d]]) -> bool:
    """Whether a model of word vectors reads nothing but the word itself and whether a blank follows."""
    from spacy.attrs import intify_attr

    columns = [column for node in embed.walk() for column in node.attrs.get("columns", ())]
    return bool(columns) and set(map(intify_attr, columns)) <= set(map(intify_attr, _WORD_ALONE))


class _Remembered:
    """A model of word vectors, asked once for each word: `row_of` says where in `rows` a word's vector stands."""

    def __init__(self, embed: Model[list[Doc], list[Floats2d]], vocab: Vocab) -> None:
        self.embed = embed
        self.vocab = vocab
        self.rows: Any = None
        self.row_of: dict[int, int] = {}

    def __call__(
        self, model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool
    ) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
        """The vectors of all words of each text."""
        from spacy.attrs import ORTH, SPACY

        words: list[list[list[int]]] = [doc.to_array([ORTH, SPACY]).tolist() for doc in docs]
        keys = [[orth ^ blank for orth, blank in text] for text in words]
        if len(self.row_of) > _MOST:
            self.rows, self.row_of = None, {}
        met = {key: word for row, text in zip(keys, words, strict=True) for key, word in zip(row, text, strict=True)}
        new = [key for key in met if key not in self.row_of]
        if new:
            self._learn({key: met[key] for key in new})
        return [self.rows[[self.row_of[key] for key in row]] for row in keys], _not_trained

    def _learn(self, new: dict[int, list[int]]) -> None:
        import numpy
        from spacy.tokens import Doc

        words = [self.vocab.strings[orth] for orth, _ in new.values()]
        rows: Any = self.embed.predict([Doc(self.vocab, words=words, spaces=[bool(blank) for _, blank in new.values()])])[0]
        self.row_of.update(zip(new, range(len(self.row_of), len(self.row_of) + len(new)), strict=True))
        self.rows = rows if self.rows is None else numpy.vstack((self.rows, rows))


def _not_trained(_: list[Floats2d]) -> list[Doc]:
    raise NotImplementedError("A quickened pipeline is not trained.")


@cache
def _libraries() -> Any:  # noqa: ANN401  # the package has no types
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def one_core() -> AbstractContextManager[object]:
    """Holds numpy's matrix library to one thread: a sentence is too small to be worth sharing out."""
    return _libraries().limit(limits=1, user_api="blas")  # type: ignore[no-any-return]
