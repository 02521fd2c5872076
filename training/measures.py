"""How well a pipeline reads held-out sentences: trees, lemmas, the relations claims are read from, conditionals, speed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

from riscontro.model import Block, BlockKind, Document, Span
from riscontro.read.pipeline import _PLAIN as PLAIN
from riscontro.read.segment import cut_sentences

CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "ccomp"})
_SIDES = "da dal dallo dalla dai dagli dalle dall' da' a ad al allo alla ai agli alle all' from to by"
SIDES = frozenset(_SIDES.split())
SOURCES = frozenset({"secondo", "according"})
_KEYS = {"pos_acc": "UPOS", "morph_acc": "morphology", "lemma_acc": "lemma", "dep_uas": "UAS", "dep_las": "LAS"}


def syntax(nlp: Language, golds: Sequence[Doc]) -> dict[str, float]:
    """Scores in percent of gold sentences read from their text, bounds given as the program gives them; "words/s" on one core.

    "wanted" is the F1 of `wanted` relations, head and kind right; "Cnd" that of verbs in the conditional.
    """
    begun = time.perf_counter()
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "ner"]):
        read = list(nlp.pipe((_plain(nlp, gold) for gold in golds), batch_size=64))
    spent = time.perf_counter() - begun
    pairs = list(zip(read, golds, strict=True))
    examples = [Example(doc, gold) for doc, gold in pairs]
    got = Scorer().score(examples) | Scorer.score_token_attr(examples, "lemma", getter=lambda token, _: token.lemma_.lower())
    scores = {label: 100 * got[key] for key, label in _KEYS.items() if isinstance(got.get(key), float)}
    scores["wanted"] = _f1(*_counts([wanted(doc) for doc, _ in pairs], [wanted(gold) for _, gold in pairs]))
    scores["Cnd"] = _f1(*_counts([_conditionals(doc) for doc, _ in pairs], [_conditionals(gold) for _, gold in pairs]))
    scores["words/s"] = sum(map(len, read)) / spent
    return scores


def by_kind(nlp: Language, golds: Sequence[Doc]) -> dict[str, tuple[float, int]]:
    """F1 in percent and number in the gold of each kind of wanted relation."""
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "ner"]):
        read = [wanted(doc) for doc in nlp.pipe(_plain(nlp, gold) for gold in golds)]
    gold = [wanted(doc) for doc in golds]
    kinds = sorted({kind for found in gold for _, _, kind in found})
    pick = {k: [[{r for r in found if r[2] == k} for found in side] for side in (read, gold)] for k in kinds}
    return {k: (_f1(*_counts(*pick[k])), sum(map(len, pick[k][1]))) for k in kinds}


def wanted(doc: Doc) -> set[tuple[int, int, str]]:
    """Where the dependent begins, where its head begins, and the kind, of the relations that claims are read from."""
    return {(token.idx, token.head.idx, kind) for token in doc if (kind := _kind(token))}


def bounds(language: str, docs: Iterable[Doc]) -> float:
    """F1 in percent of where sentences begin, cut by the program's rule from whole gold documents; the first of each is not counted."""
    counts: Counter[str] = Counter()
    for doc in docs:
        block = Block(BlockKind.BODY, Span(0, len(doc.text), doc.text))
        ours = {cut.span.start for cut in cut_sentences(Document("", doc.text, language, (block,)))} - {0}
        theirs = {sent.start_char for sent in doc.sents} - {0}
        counts.update(right=len(ours & theirs), ours=len(ours), theirs=len(theirs))
    return _f1(counts["right"], counts["ours"], counts["theirs"])


def _kind(token: Token) -> str | None:
    """Subjects, objects, agents and complements; obliques that may be a giver, a receiver or a source; reporting clauses set beside."""
    if token.dep_ in CORE:
        return token.dep_
    if token.dep_ == "nsubj:outer":
        return "nsubj"
    if token.dep_ == "parataxis":
        return "parataxis" if token.pos_ == "VERB" else None
    if token.dep_.partition(":")[0] != "obl":
        return None
    cases = {child.lower_ for child in token.children if child.dep_ == "case"}
    return "obl source" if cases & SOURCES else "obl side" if cases & SIDES else None


def _conditionals(doc: Doc) -> set[tuple[int, int, str]]:
    return {(token.idx, token.idx, "Cnd") for token in doc if "Cnd" in token.morph.get("Mood", [])}


def _counts(read: Iterable[set[tuple[int, int, str]]], gold: Iterable[set[tuple[int, int, str]]]) -> tuple[int, int, int]:
    tally: Counter[str] = Counter()
    for ours, theirs in zip(read, gold, strict=True):
        tally.update(right=len(ours & theirs), ours=len(ours), theirs=len(theirs))
    return tally["right"], tally["ours"], tally["theirs"]


def _f1(right: int, ours: int, theirs: int) -> float:
    return 200 * right / (ours + theirs) if ours + theirs else 0.0


def _plain(nlp: Language, gold: Doc) -> Doc:
    """The text of a gold sentence cut into words as the program does it."""
    raw = nlp.make_doc(gold.text)
    words = [PLAIN.get(token.text, token.text) for token in raw]
    spaces = [bool(token.whitespace_) for token in raw]
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[k == 0 for k in range(len(words))])
