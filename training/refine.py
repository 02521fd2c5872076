"""Train the syntax of a pipeline further on the project's news treebank, the old corpora replayed so that nothing is unlearnt."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, fix_random_seed
from treebank import news, stored

_BATCH_WORDS = 800
_LAST_RATE = 0.05  # of the first: the rate falls in a line, so that the last steps only settle


@dataclass(frozen=True, slots=True)
class Refinement:
    """How long, how fast, how often each news sentence comes in a pass, and what part of the old sentences."""

    epochs: int
    rate: float
    repeats: int
    replay: float
    dropout: float = 0.1


SETTINGS = {
    "it": Refinement(epochs=6, rate=0.001, repeats=3, replay=1.0),
    "en": Refinement(epochs=5, rate=0.001, repeats=5, replay=0.3),
}


def refine(nlp: Language, language: str, corpora: Iterable[Path], work: Path) -> Language:
    """The pipeline with tagger, morphology, lemmatizer and parser trained further; names stay as they are.

    Args:
        nlp: changed in place.
        language: its news treebank and settings are used.
        corpora: the .spacy files the syntax was trained on.
        work: folder for the result, which is loaded from it again.
    """
    settings = SETTINGS[language]
    fix_random_seed(0)
    own, old = news(language, "train", nlp.vocab), [doc for path in corpora for doc in stored(path, nlp.vocab)]
    _forget_unknown_tags((*own, *old), nlp)
    _recall_edit_trees(nlp)
    optimizer = Adam(settings.rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    nlp.resume_training(sgd=optimizer)
    for epoch in range(settings.epochs):
        docs = own * settings.repeats + random.sample(old, int(len(old) * settings.replay))
        random.shuffle(docs)
        batches = list(_batches(docs))
        for step, batch in enumerate(batches):
            optimizer.learn_rate = settings.rate * max(_LAST_RATE, 1 - (epoch + step / len(batches)) / settings.epochs)
            nlp.update([_example(doc) for doc in batch], sgd=optimizer, drop=settings.dropout, exclude=["ner"])
        print(f"refined: pass {epoch + 1} of {settings.epochs}", flush=True)
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(work / "refined")
    return spacy.load(work / "refined")


def _recall_edit_trees(nlp: Language) -> None:
    """A loaded lemmatizer (spaCy 3.8) has lost which label stands for which edit tree, and would learn to leave every form as it is."""
    lemmatizer = nlp.get_pipe("trainable_lemmatizer")
    trees = lemmatizer.cfg["labels"]  # type: ignore[attr-defined]
    lemmatizer.tree2label.update({tree: label for label, tree in enumerate(trees)})  # type: ignore[attr-defined]


def _forget_unknown_tags(docs: Iterable[Doc], nlp: Language) -> None:
    """The tagger cannot learn a tag it has no output for; an empty one counts as not annotated."""
    labels = frozenset(nlp.get_pipe("tagger").labels)  # type: ignore[attr-defined]  # every trainable pipe has them
    for doc in docs:
        for token in doc:
            if token.tag_ not in labels:
                token.tag_ = ""


def _batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    words = 0
    for doc in docs:
        batch.append(doc)
        words += len(doc)
        if words >= _BATCH_WORDS:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _example(gold: Doc) -> Example:
    words, spaces = [token.text for token in gold], [bool(token.whitespace_) for token in gold]
    return Example(Doc(gold.vocab, words=words, spaces=spaces, sent_starts=[k == 0 for k in range(len(words))]), gold)
