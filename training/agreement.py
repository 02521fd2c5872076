"""How far two annotations of the same sentences agree, in percent, and where they differ most.

    python training/agreement.py FIRST.conllu SECOND.conllu

Both files are in the format of the news treebank and hold the same sentences in the same order. Heads and relations are counted
without punctuation; "wanted" is the F1 of the relations that claims are read from (head and kind), as in measures.py.
A change reads: first annotation > second.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from measures import wanted
from spacy.tokens import Doc, Token
from treebank import annotated

SPLITS = ("train", "test")
_COMMONEST = 12

Pairs = Sequence[tuple[Doc, Doc]]


def paired(first: Path, second: Path, split: str) -> list[tuple[Doc, Doc]]:
    """The sentences of a split in both annotations; raises ValueError where they are not the same words in the same order."""
    vocab = spacy.blank("xx").vocab
    pairs = list(zip(annotated(first, split, vocab), annotated(second, split, vocab), strict=True))
    for one, two in pairs:
        if [token.text for token in one] != [token.text for token in two]:
            raise ValueError(f"not the same words: {one.text!r} and {two.text!r}")
    return pairs


def agreement(pairs: Pairs) -> dict[str, float]:
    """Percent of words with the same tag, lemma, features; of words but punctuation, the same head, relation; F1 of wanted relations."""
    words, parsed = list(_words(pairs)), list(_parsed(pairs))
    return {
        "UPOS": _same(words, lambda token: token.pos_),
        "lemma": _same(words, lambda token: token.lemma_),
        "features": _same(words, lambda token: str(token.morph)),
        "UAS": _same(parsed, _head),
        "LAS": _same(parsed, lambda token: (_head(token), token.dep_)),
        "wanted": _f1(pairs, {kind for doc in _docs(pairs) for *_, kind in wanted(doc)}),
    }


def by_kind(pairs: Pairs) -> dict[str, float]:
    """F1 in percent of each kind of wanted relation."""
    return {kind: _f1(pairs, {kind}) for kind in sorted({kind for doc in _docs(pairs) for *_, kind in wanted(doc)})}


def changes(pairs: Pairs) -> Counter[str]:
    """How often one relation, or its head, was changed for another, punctuation left aside."""
    return Counter(
        f"{one.dep_} > {two.dep_}" + (" (other head)" if _head(one) != _head(two) else "")
        for one, two in _parsed(pairs)
        if (_head(one), one.dep_) != (_head(two), two.dep_)
    )


def _docs(pairs: Pairs) -> Iterator[Doc]:
    return (doc for pair in pairs for doc in pair)


def _words(pairs: Pairs) -> Iterator[tuple[Token, Token]]:
    return (words for pair in pairs for words in zip(*pair, strict=True))


def _parsed(pairs: Pairs) -> Iterator[tuple[Token, Token]]:
    return ((one, two) for one, two in _words(pairs) if "PUNCT" not in (one.pos_, two.pos_))


def _head(token: Token) -> int:
    return token.head.i


def _same(words: Sequence[tuple[Token, Token]], mark: Callable[[Token], object]) -> float:
    return 100 * sum(mark(one) == mark(two) for one, two in words) / len(words) if words else 0.0


def _f1(pairs: Pairs, kinds: Iterable[str]) -> float:
    first, second = ({(n, *found) for n, pair in enumerate(pairs) for found in wanted(pair[k]) if found[2] in kinds} for k in (0, 1))
    return 200 * len(first & second) / (len(first) + len(second)) if first or second else 0.0


def main() -> int:
    """Print the agreement of two files, split by split."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("first", type=Path)
    ap.add_argument("second", type=Path)
    args = ap.parse_args()
    for split in SPLITS:
        pairs = paired(args.first, args.second, split)
        print(f"{split} ({len(pairs)} sentences):", ", ".join(f"{key} {value:.1f}" for key, value in agreement(pairs).items()))
        print("  wanted by kind:", ", ".join(f"{kind} {value:.1f}" for kind, value in by_kind(pairs).items()))
        print("  commonest changes:", ", ".join(f"{change} {many}" for change, many in changes(pairs).most_common(_COMMONEST)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
