"""The project's own news treebank (training/news/*.conllu) and the public ones, as single plain sentences like those the program parses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from riscontro.read.pipeline import _PLAIN as PLAIN

NEWS = Path(__file__).parent / "news"


def news(language: str, split: str, vocab: Vocab) -> list[Doc]:
    """The sentences of one split ("train" or "test") of the news treebank; empty where a language has none."""
    path = NEWS / f"{language}.conllu"
    return annotated(path, split, vocab) if path.exists() else []


def annotated(path: Path, split: str, vocab: Vocab) -> list[Doc]:
    """The sentences of one split of a file in the news treebank's format.

    Format: https://universaldependencies.org/format.html, multiword tokens already one token each.
    """
    blocks = path.read_text(encoding="utf8").strip().split("\n\n")
    return [_sentence(block.splitlines(), vocab) for block in blocks if f"# split = {split}" in block.splitlines()]


def sentences(docs: Iterable[Doc]) -> Iterator[Doc]:
    """Each sentence of gold documents as a document of its own, with plain quotation marks and dashes."""
    for doc in docs:
        for sent in doc.sents:
            yield Doc(
                doc.vocab,
                words=[PLAIN.get(token.text, token.text) for token in sent],
                spaces=[bool(token.whitespace_) for token in sent],
                tags=[token.tag_ for token in sent],
                pos=[token.pos_ for token in sent],
                morphs=[str(token.morph) for token in sent],
                lemmas=[token.lemma_ for token in sent],
                heads=[token.head.i - sent.start for token in sent],
                deps=[token.dep_ for token in sent],
                sent_starts=[token.i == sent.start for token in sent],
            )


def stored(path: Path, vocab: Vocab) -> list[Doc]:
    """The single plain sentences of a .spacy file."""
    return list(sentences(DocBin().from_disk(path).get_docs(vocab)))


def _sentence(lines: Iterable[str], vocab: Vocab) -> Doc:
    rows = [line.split("\t") for line in lines if line[:1].isdigit()]
    rows = [row for row in rows if row[0].isdigit()]
    return Doc(
        vocab,
        words=[PLAIN.get(row[1], row[1]) for row in rows],
        spaces=["SpaceAfter=No" not in row[9] for row in rows],
        tags=["" if row[4] == "_" else row[4] for row in rows],
        pos=[row[3] for row in rows],
        morphs=["" if row[5] == "_" else row[5] for row in rows],
        lemmas=[row[2] for row in rows],
        heads=[int(row[6]) - 1 if row[6] != "0" else k for k, row in enumerate(rows)],
        deps=["ROOT" if row[6] == "0" else row[7] for row in rows],
        sent_starts=[k == 0 for k in range(len(rows))],
    )
