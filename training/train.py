"""Retrain the language pipelines from a folder of corpora, and print their scores.

    python training/train.py --corpora ../shared/corpora/pipelines [--language it] [--steps 20000] [--out build/pipelines] [--install]
    python training/train.py --corpora ../shared/corpora/pipelines --refine       start from the shipped weights
    python training/train.py --corpora ../shared/corpora/pipelines --score-only   score the shipped weights

Per language: floret vectors of the training texts where the configuration wants them, syntax (tagger, morphology, lemma, parser), names,
then both in one pipeline, its syntax refined on the project's own news treebank (training/news), scored on the held-out sets.
`--install` puts the result where the program loads it from.
The corpora are no part of the project; their licences, which the weights inherit, stand in the model cards.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import spacy
from measures import bounds, by_kind, syntax
from refine import refine
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example
from treebank import news, stored

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
VECTORS = {"it": {"dim": 100, "bucket": 20000, "minn": 3, "maxn": 6, "hashCount": 2}}


def merged(corpus: Path, names: Iterable[str], into: Path) -> Path:
    """One DocBin of several, repeats included."""
    docs = DocBin(store_user_data=False)
    for name in names:
        docs.merge(DocBin().from_disk(corpus / f"{name}.spacy"))
    docs.to_disk(into)
    return into


def make_vectors(language: str, corpus: Path, work: Path) -> Path:
    """Floret vectors of all training texts of a language, as a spaCy folder (https://github.com/explosion/floret)."""
    import floret

    texts, vocab = work / "texts.txt", spacy.blank(language).vocab
    with texts.open("w", encoding="utf8") as out:
        for name in dict.fromkeys((*SYNTAX[language], *NAMES[language])):
            for doc in DocBin().from_disk(corpus / f"{name}.spacy").get_docs(vocab):
                out.write(" ".join(token.text for token in doc) + "\n")
    model = floret.train_unsupervised(str(texts), model="skipgram", mode="floret", epoch=10, thread=2, **VECTORS[language])
    model.save_floret_vectors(str(work / "vectors.floret"))
    target = work / "vectors"
    command = [sys.executable, "-m", "spacy", "init", "vectors", language, str(work / "vectors.floret"), str(target), "--mode", "floret"]
    subprocess.run(command, check=True)
    return target


def train_part(language: str, part: str, corpus: Path, work: Path, overrides: dict[str, object]) -> Language:
    """One trained part (syn or ner) of a language."""
    sets = SYNTAX[language] if part == "syn" else NAMES[language]
    paths = {
        "paths.train": str(merged(corpus, sets, work / f"{part}.spacy")),
        "paths.dev": str(corpus / f"{language}_{part}_dev.spacy"),
    }
    train(HERE / "config" / f"{language}_{part}.cfg", work / part, overrides={**paths, **overrides})
    return spacy.load(work / part / "model-best")


def assemble(syntax: Language, names: Language) -> Language:
    """The names component beside the syntax, each with its own word vectors."""
    names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    syntax.add_pipe("ner", source=names)
    return syntax


def score(nlp: Language, corpus: Path, language: str) -> None:
    """Print the scores on the held-out sets, in percent: trees given sentence bounds, wanted relations by kind, names, sentence bounds."""
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
    ap.add_argument("--steps", type=int, help="stop after so many steps (default: as configured)")
    ap.add_argument("--out", type=Path, help="keep the pipelines here")
    ap.add_argument("--install", action="store_true", help="replace the shipped pipelines")
    ap.add_argument("--refine", action="store_true", help="train the shipped weights further instead of training anew")
    ap.add_argument("--score-only", action="store_true", help="score the shipped pipelines and train nothing")
    args = ap.parse_args()
    corpus = args.corpora / "corpus"
    if not corpus.is_dir():
        print(f"There is no folder {corpus}: the corpora are not part of the project. Name their place with --corpora.", file=sys.stderr)
        return 1
    for language in args.language or ["it", "en"]:
        print(f"== {language}", flush=True)
        if args.score_only:
            score(spacy.load(PACKAGE / language / "pipeline"), corpus, language)
            continue
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            nlp = spacy.load(PACKAGE / language / "pipeline") if args.refine else build(language, corpus, work, args.steps)
            nlp = refine(nlp, language, [corpus / f"{name}.spacy" for name in SYNTAX[language]], work)
        score(nlp, corpus, language)
        if args.out:
            nlp.to_disk(args.out / f"{language}_news_ud")
        if args.install:
            install(nlp, language)
    return 0


def build(language: str, corpus: Path, work: Path, steps: int | None) -> Language:
    """Both parts of a language trained and joined."""
    limits: dict[str, object] = {} if steps is None else {"training.max_steps": steps}
    vectors: dict[str, object] = {"paths.vectors": str(make_vectors(language, corpus, work))} if language in VECTORS else {}
    syntax = train_part(language, "syn", corpus, work, {**limits, **vectors})
    return assemble(syntax, train_part(language, "ner", corpus, work, limits))


if __name__ == "__main__":
    sys.exit(main())
