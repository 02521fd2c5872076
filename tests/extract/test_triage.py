"""Tests that what is left unparsed could not have made a claim."""

from functools import cache
from pathlib import Path

import pytest

from riscontro.extract import extract_claims
from riscontro.extract.lemmas import lemmas
from riscontro.extract.triage import _vocabulary, _word, may_claim
from riscontro.model import Block, BlockKind, Document, Reading
from riscontro.pipeline import Reader

CASES = Path(__file__).parent.parent / "cases"
SAMPLES = Path(__file__).parents[2] / "src" / "riscontro" / "samples"
IDLE = sorted((CASES / "idle").iterdir())
TEXTS = sorted(p for p in (*SAMPLES.glob("20*"), *CASES.glob("*/texts/*")))
READER = Reader()


@cache
def _readings(language: str) -> tuple[Reading, ...]:
    docs = [READER.collect(path) for path in TEXTS if f".{language}." in path.name]
    return tuple(READER.parse(doc) for doc in docs)


def _alone(text: str, language: str, kind: BlockKind = BlockKind.BODY) -> Document:
    span = Document("sha256:0", text, language, ()).span(0, len(text))
    return Document("sha256:0", text, language, (Block(kind, span),))


@pytest.mark.parametrize("language", ["en", "it"])
def test_what_is_left_makes_no_claim(language):
    """Every sentence of the project's texts that is left, taken as a document of its own, has no claim when it is parsed."""
    readings = _readings(language)
    assert readings
    alone = [_alone(s.span.text, language, s.block) for r in readings for s in r.sentences if s.block is not BlockKind.FURNITURE]
    left = [doc for doc in alone if not may_claim(doc)]
    assert len(left) > 20
    assert [(doc.text, extract_claims(READER.parse(doc))) for doc in left] == [(doc.text, ()) for doc in left]


@pytest.mark.parametrize("language", ["en", "it"])
def test_every_form_of_the_lexicon_is_known(language):
    """No word of the project's texts has a lemma of the vocabulary that its form does not tell."""
    words = {t.text: t for r in _readings(language) for t in r.tokens if t.text.isalpha() and t.upos in ("VERB", "NOUN", "ADJ")}
    missed = []
    for form, token in words.items():
        told = _word(form, language)
        missed += [(form, w) for w in lemmas(token, language) if w in _vocabulary(language) and (told is None or w not in told.lemmas)]
    assert missed == []


@pytest.mark.parametrize("language", ["en", "it"])
def test_claims_are_the_same_with_triage_and_without(language):
    """Leaving texts unparsed changes no claim of any text of the project."""
    for reading in _readings(language):
        assert READER.claims(reading.document) == extract_claims(reading)


@pytest.mark.parametrize("path", IDLE, ids=lambda path: path.name)
def test_texts_with_nothing_in_them_are_left(path):
    """A recipe, a walk, a garden: no pipeline is asked, and it would have found nothing."""
    doc = READER.collect(path)
    assert not may_claim(doc)
    assert Reader(pipelines={doc.language: "no_such_pipeline"}).claims(doc) == ()
    assert Reader(triage=False).claims(doc) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Minsk sent shells.",
        "The mis\u00adsiles were fired.",
        "Rebels shelled the town.",
        "Il Nord ha la\u0300sciato fare.",
        "They left the treaty, and Rome",
    ],
)
def test_what_may_state_a_claim_is_not_left(text):
    """A word of the lexicon with what it asks for, or marks inside words, keep a text."""
    assert may_claim(_alone(text, "it" if "Nord" in text else "en"))


def test_furniture_keeps_no_text():
    """What stands in menus and adverts is no reason to parse."""
    assert not may_claim(_alone("Minsk sent shells.", "en", BlockKind.FURNITURE))
