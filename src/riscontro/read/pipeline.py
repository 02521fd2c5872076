"""The one place that knows spaCy: a trained pipeline with Universal Dependencies labels, behind one class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from riscontro import languages
from riscontro.errors import PipelineError
from riscontro.model import BlockKind, Document, Reading, Sentence, Token
from riscontro.read.quick import one_core, quicken
from riscontro.read.segment import Cut, cut_sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PLAIN = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "''": '"', "``": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-"}
_BATCH = 256


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

        where: str | Path = self.name or languages.pipeline_path(self.language)
        try:
            nlp = spacy.load(where)
        except Exception as error:  # a package named by the user may fail in any way while it loads
            raise PipelineError(
                f"The pipeline {where} for language {self.language} cannot be loaded: {str(error).rstrip('.')}.",
                "Install it as a Python package, or drop the setting to use the shipped one.",
            ) from error
        labels = nlp.get_pipe("parser").labels if nlp.has_pipe("parser") else ()  # type: ignore[attr-defined]  # every spaCy parser has them
        if not {"nsubj", "obj", "obl"} <= set(labels) or not (nlp.has_pipe("morphologizer") or nlp.has_pipe("attribute_ruler")):
            raise PipelineError(
                f"The pipeline {where} has no morphology, or no parser with Universal Dependencies labels (nsubj, obj, obl).",
                "Name one trained on a Universal Dependencies treebank, or drop the setting to use the shipped one.",
            )
        quicken(nlp)
        return nlp

    def read(self, doc: Document) -> Reading:
        """The reading of one document: every sentence outside the furniture gets a tree."""
        cuts = tuple(cut_sentences(doc))
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

        raw = self._nlp.make_doc(re.sub(r"\s", " ", cut.span.text))  # a line end within a sentence is a blank
        words, spaces, offsets = [], [], []
        for token in raw:
            plain = _INVISIBLE.sub("", token.text)
            if plain.strip():
                words.append(_PLAIN.get(plain, plain))
                spaces.append(bool(token.whitespace_))
                offsets += [cut.span.start + token.idx, cut.span.start + token.idx + len(token.text)]
        starts: list[bool | int | None] = [k == 0 for k in range(len(words))]
        return Doc(self._nlp.vocab, words=words, spaces=spaces, sent_starts=starts), offsets


def _assemble(doc: Document, cuts: tuple[Cut, ...], parsed: Iterable[tuple[Cut, Doc, list[int]]]) -> Reading:
    tokens: list[Token] = []
    ranges: dict[int, tuple[int, int]] = {}
    for cut, tree, offsets in parsed:
        first = len(tokens)
        tokens += [_token(doc, tree, k, first, offsets) for k in range(len(tree))]
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


def _token(doc: Document, tree: Doc, k: int, first: int, offsets: list[int]) -> Token:
    word = tree[k]
    start, end = offsets[2 * k], offsets[2 * k + 1]
    return Token(
        i=first + k,
        start=start,
        end=end,
        text=doc.text[start:end],
        lemma=_known_lemmas(doc.language).get(word.lower_) or word.lemma_.lower() or word.lower_,
        upos=word.pos_,
        feats=word.morph.to_dict(),
        head=first + word.head.i,
        deprel="root" if word.head.i == k else word.dep_,
        entity=word.ent_type_,
    )


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
