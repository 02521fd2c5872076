"""The one place that knows spaCy: a trained pipeline with Universal Dependencies labels, behind one class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from riscontro import languages
from riscontro.errors import PipelineError
from riscontro.model import BlockKind, Document, Reading, Sentence, Token
from riscontro.read.quick import one_core, quicken
from riscontro.read.segment import Cut, cut_sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BLANK = re.compile(r"\s")
_PLAIN = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "''": '"', "``": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-"}
_BATCH = 256
_COLUMNS: list[int | str] = ["LEMMA", "POS", "MORPH", "HEAD", "DEP", "ENT_TYPE"]


class Pipeline:
    """Reads documents of one language.

    Args:
        language: code of a language that has a folder.
        name: another installed spaCy pipeline with UD labels (a package name or a path); the shipped one when None.

    The pipeline is loaded at first use and once per object. Raises PipelineError where it cannot be loaded or
    lacks a tagger, morphology or UD parser.
    """

    def __init__(self, language: str, name: str | None = None) -> None:
        self.language = language
        self.name = name

    @cached_property
    def _nlp(self) -> Language:
        import spacy

        from riscontro.read import component  # so that spaCy knows the parser of the shipped pipelines

        where: str | Path = self.name or languages.pipeline_path(self.language)
        try:
            nlp = spacy.load(where)
        except Exception as error:  # a package named by the user may fail in any way while it loads
            raise PipelineError(
                f"The pipeline {where} for language {self.language} cannot be loaded: {str(error).rstrip('.')}.",
                "Install it as a Python package, or drop the setting to use the shipped one.",
            ) from error
        labels = nlp.get_pipe("parser").labels if nlp.has_pipe("parser") else ()  # type: ignore[attr-defined]  # every spaCy parser has them
        makers = {nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names}
        if not {"nsubj", "obj", "obl"} <= set(labels) or not makers & {component.FACTORY, "morphologizer", "attribute_ruler"}:
            raise PipelineError(
                f"The pipeline {where} has no morphology, or no parser with Universal Dependencies labels (nsubj, obj, obl).",
                "Name one trained on a Universal Dependencies treebank, or drop the setting to use the shipped one.",
            )
        quicken(nlp)
        return nlp

    def read(self, doc: Document) -> Reading:
        """The reading of one document: every sentence outside the furniture gets a tree."""
        cuts = tuple(cut_sentences(doc))
        with self._nlp.memory_zone():  # words met in this document alone are forgotten with it
            return _assemble(doc, cuts, self._parse(cuts))

    def _parse(self, cuts: Iterable[Cut]) -> Iterator[tuple[Cut, Doc, list[int]]]:
        nlp = self._nlp
        prepared = [(self._prepare(cut), cut) for cut in cuts if cut.block is not BlockKind.FURNITURE]
        pairs = ((doc, (cut, offsets)) for (doc, offsets), cut in prepared if len(doc))
        with one_core():
            trees = list(nlp.pipe(pairs, as_tuples=True, batch_size=_BATCH))
        for parsed, (cut, offsets) in trees:
            yield cut, parsed, offsets

    def _prepare(self, cut: Cut) -> tuple[Doc, list[int]]:
        """A spaCy Doc of the visible words, plainly quoted, and where each begins and ends in the text."""
        from spacy.tokens import Doc

        raw = self._nlp.make_doc(_BLANK.sub(" ", cut.span.text))  # a line end within a sentence is a blank
        hidden = _INVISIBLE.search(cut.span.text) is not None
        words, spaces, offsets = [], [], []
        at = cut.span.start
        for token in raw:
            text, space = token.text, bool(token.whitespace_)
            plain = _INVISIBLE.sub("", text) if hidden else text
            if plain and not plain.isspace():
                words.append(_PLAIN.get(plain, plain))
                spaces.append(space)
                offsets += [at, at + len(text)]
            at += len(text) + space
        starts: list[bool | int | None] = [k == 0 for k in range(len(words))]
        return Doc(self._nlp.vocab, words=words, spaces=spaces, sent_starts=starts), offsets


def _assemble(doc: Document, cuts: tuple[Cut, ...], parsed: Iterable[tuple[Cut, Doc, list[int]]]) -> Reading:
    tokens: list[Token] = []
    ranges: dict[int, tuple[int, int]] = {}
    for cut, tree, offsets in parsed:
        first = len(tokens)
        tokens += _tokens(doc, tree, first, offsets)
        ranges[cut.span.start] = (first, len(tokens))
    sentences, last = [], 0
    for number, cut in enumerate(cuts):
        first, last = ranges.get(cut.span.start, (last, last))
        sentences.append(Sentence(number, cut.span, cut.block, first, last, cut.paragraph))
    return build_reading(doc, tuple(tokens), tuple(sentences))


@cache
def _known_lemmas(language: str) -> dict[str, str]:
    """Lemmas by form that outrank the pipeline's, from `languages/<language>/lemmas.toml`."""
    forms: dict[str, list[str]] = languages.table(language, "lemmas")["forms"]
    return {form: lemma for lemma, row in forms.items() for form in row}


def _tokens(doc: Document, tree: Doc, first: int, offsets: list[int]) -> Iterator[Token]:
    """The words of a tree, the first of them token number `first`."""
    known, strings = _known_lemmas(doc.language), tree.vocab.strings
    for k, (lemma, upos, morph, head, deprel, entity) in enumerate(tree.to_array(_COLUMNS).tolist()):
        start, end = offsets[2 * k], offsets[2 * k + 1]
        ahead = head - 2**64 if head >= 2**63 else head
        lower = tree[k].lower_
        yield Token(
            i=first + k,
            start=start,
            end=end,
            text=doc.text[start:end],
            lemma=known.get(lower) or strings[lemma].lower() or lower,
            upos=_name(strings, upos),
            feats=_feats(strings, morph),
            head=first + k + ahead,
            deprel=_name(strings, deprel) if ahead else "root",
            entity=_name(strings, entity),
        )


@lru_cache(maxsize=4096)
def _name(strings: StringStore, number: int) -> str:
    """A label by its number; a pipeline has a few hundred."""
    return strings[number]


@lru_cache(maxsize=4096)
def _feats(strings: StringStore, number: int) -> dict[str, str]:
    """Features by the number of their notation; words that have the same share them."""
    from spacy.morphology import Morphology

    return dict(Morphology.feats_to_dict(strings[number]))


def build_reading(doc: Document, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> Reading:
    """A reading of these tokens and sentences, with its indexes made."""
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    sentence_of = [0] * len(tokens)
    for sentence in sentences:
        sentence_of[sentence.first : sentence.last] = [sentence.index] * (sentence.last - sentence.first)
    return Reading(doc, tokens, sentences, tuple(map(tuple, children)), tuple(sentence_of))
