"""Retrain the language pipelines from a folder of corpora, and print their scores.

    python training/train.py --corpora ../shared/corpora/pipelines [--language it] [--part syntax] [--out build/pipelines] [--install]
    python training/train.py --corpora ../shared/corpora/pipelines --score-only   score the shipped weights

Per language: floret vectors of the training texts, the network that tags, lemmatizes and parses (trained on the public treebanks and on the
project's own in training/news), names, then both in one pipeline, scored on the held-out sets. `--part` trains one of the two and takes the
other from the shipped pipeline; `--install` puts the result where the program loads it from. Needs PyTorch.
The corpora are no part of the project; their licences, which the weights inherit, stand in the model cards.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
from measures import bounds, by_kind, syntax
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example
from treebank import news, stored

from riscontro.read.component import FACTORY
from riscontro.read.network import Network, Sizes
from riscontro.read.quick import one_core, quicken

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "src" / "riscontro" / "languages"
SYNTAX = {"it": ["it_syn_train"], "en": ["en_syn_train", "en_syn_train_nc"]}
NAMES = {
    "it": ["it_ner_kind_train", "it_ner_kind_train", "it_ner_wkn_train"],
    "en": ["en_ner_wwn_train", "en_ner_wkn_train", "en_ner_gum_train", "en_ner_ewt_train"],
}
TESTS = {
    "it": {"syntax": ["it_isdt_test", "it_pud_test"], "names": ["it_ner_kind_test", "it_ner_wkn_test"]},
    "en": {"syntax": ["en_ewt_test", "en_pud_test"], "names": ["en_ner_wwn_test", "en_ner_pud_test", "en_ner_ewt_test"]},
}
VECTORS = {"dim": 100, "bucket": 20000, "minn": Sizes().shortest, "maxn": Sizes().longest, "hashCount": 2, "epoch": 10}


def merged(corpus: Path, names: Iterable[str], into: Path) -> Path:
    """One DocBin of several, repeats included."""
    docs = DocBin(store_user_data=False)
    for name in names:
        docs.merge(DocBin().from_disk(corpus / f"{name}.spacy"))
    docs.to_disk(into)
    return into


def make_vectors(language: str, corpus: Path, work: Path) -> npt.NDArray[np.float32]:
    """The rows of floret vectors of all training texts of a language (https://github.com/explosion/floret)."""
    import floret

    texts, vocab = work / "texts.txt", spacy.blank(language).vocab
    with texts.open("w", encoding="utf8") as out:
        for name in dict.fromkeys((*SYNTAX[language], *NAMES[language])):
            for doc in DocBin().from_disk(corpus / f"{name}.spacy").get_docs(vocab):
                out.write(" ".join(token.text for token in doc) + "\n")
    model = floret.train_unsupervised(str(texts), model="skipgram", mode="floret", thread=1, seed=0, verbose=0, **VECTORS)
    model.save_floret_vectors(str(work / "vectors.floret"))
    return np.loadtxt(work / "vectors.floret", dtype=np.float32, skiprows=1)[:, 1:]  # a row's number stands first


def train_syntax(language: str, corpus: Path, work: Path) -> Network:
    """The network of a language."""
    from fit import fit, plan_of

    vocab = spacy.blank(language).vocab
    old = [doc for name in SYNTAX[language] for doc in stored(corpus / f"{name}.spacy", vocab)]
    return fit(plan_of(language), old, news(language, "train", vocab), make_vectors(language, corpus, work))


def train_names(language: str, corpus: Path, work: Path) -> Language:
    """A pipeline that finds names, its word vectors its own."""
    paths = {
        "paths.train": str(merged(corpus, NAMES[language], work / "ner.spacy")),
        "paths.dev": str(corpus / f"{language}_ner_dev.spacy"),
    }
    train(HERE / "config" / f"{language}_ner.cfg", work / "ner", overrides=paths)
    names = spacy.load(work / "ner" / "model-best")
    names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    return names


def assemble(language: str, network: Network, names: Language) -> Language:
    """One pipeline of the network and the finder of names."""
    nlp = spacy.blank(language)
    nlp.add_pipe(FACTORY, name="parser").network = network  # type: ignore[attr-defined]  # ours
    nlp.add_pipe("ner", source=names)
    nlp.meta["name"] = "news_ud"
    return nlp


def build(language: str, corpus: Path, part: str | None) -> Language:
    """A pipeline trained, or a part of the shipped one trained anew."""
    shipped = spacy.load(PACKAGE / language / "pipeline") if part else None
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        network = shipped.get_pipe("parser").network if shipped and part == "names" else train_syntax(language, corpus, work)  # type: ignore[attr-defined]
        names = shipped if shipped and part == "syntax" else train_names(language, corpus, work)
        return assemble(language, network, names)


def score(nlp: Language, corpus: Path, language: str) -> None:
    """Print the scores on the held-out sets, in percent: trees given sentence bounds, wanted relations by kind, names, sentence bounds."""
    quicken(nlp)
    acceptance = news(language, "test", nlp.vocab)
    sets = {"news": acceptance} | {name: stored(corpus / f"{name}.spacy", nlp.vocab) for name in TESTS[language]["syntax"]}
    for name, golds in sets.items():
        if golds:
            cells = " ".join(f"{key} {value:.1f}" for key, value in syntax(nlp, golds).items())
            print(f"{name} ({len(golds)} sentences) {cells}", flush=True)
    print("news, wanted by kind:", ", ".join(f"{kind} {f1:.1f} of {many}" for kind, (f1, many) in by_kind(nlp, acceptance).items()))
    for name in TESTS[language]["syntax"]:
        print(f"{name} sentence bounds by rule: F {bounds(language, DocBin().from_disk(corpus / f'{name}.spacy').get_docs(nlp.vocab)):.1f}")
    for name in TESTS[language]["names"]:
        got = nlp.get_pipe("ner").score(_examples(nlp, corpus / f"{name}.spacy"))  # type: ignore[attr-defined]
        print(name, " ".join(f"{key} {100 * got[key]:.1f}" for key in ("ents_p", "ents_r", "ents_f")), flush=True)


def _examples(nlp: Language, path: Path) -> list[Example]:
    golds = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    with nlp.select_pipes(enable=["ner"]):
        return [Example(read, gold) for read, gold in zip(nlp.pipe(gold.text for gold in golds), golds, strict=True)]


def install(nlp: Language, language: str) -> None:
    """Put the pipeline where the program loads it from, licence and all."""
    target = PACKAGE / language / "pipeline"
    keep = (target / "LICENSE").read_text(encoding="utf8")
    shutil.rmtree(target)
    nlp.to_disk(target)
    (target / "LICENSE").write_text(keep, encoding="utf8")


def main() -> int:
    """Train, score and perhaps install."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--corpora", type=Path, required=True, help="folder with corpus/*.spacy")
    ap.add_argument("--language", choices=["it", "en"], action="append", help="default: both")
    ap.add_argument("--part", choices=["syntax", "names"], help="default: both")
    ap.add_argument("--out", type=Path, help="keep the pipelines here")
    ap.add_argument("--install", action="store_true", help="replace the shipped pipelines")
    ap.add_argument("--score-only", action="store_true", help="score the shipped pipelines and train nothing")
    args = ap.parse_args()
    corpus = args.corpora / "corpus"
    if not corpus.is_dir():
        print(f"There is no folder {corpus}: the corpora are not part of the project. Name their place with --corpora.", file=sys.stderr)
        return 1
    for language in args.language or ["it", "en"]:
        print(f"== {language}", flush=True)
        nlp = spacy.load(PACKAGE / language / "pipeline") if args.score_only else build(language, corpus, args.part)
        if args.out:
            nlp.to_disk(args.out / f"{language}_news_ud")
        if args.install:
            install(nlp, language)
        with one_core():
            score(nlp, corpus, language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
