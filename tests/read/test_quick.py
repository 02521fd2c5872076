"""Tests that a quickened pipeline says what it said before."""

import numpy
import spacy
from spacy.tokens import Doc

from riscontro.languages import pipeline_path
from riscontro.read import quick
from riscontro.read.quick import one_core, quicken

_WORDS = [["Seoul", "said", "Minsk", "had", "sent", "40", "trucks", "."], ["Minsk", "sent", "nothing", "."], ["“"]]


def _texts(nlp):
    return [Doc(nlp.vocab, words=words) for words in _WORDS]


def test_word_vectors_are_those_of_the_pipeline(monkeypatch):
    """Vectors come out the same when remembered, when asked for again, and after all were forgotten."""
    nlp = spacy.load(pipeline_path("en"))
    wanted = nlp.get_pipe("tok2vec").model.predict(_texts(nlp))
    quicken(nlp)
    for most in (20_000, 20_000, 2):
        monkeypatch.setattr(quick, "_MOST", most)
        found = nlp.get_pipe("tok2vec").model.predict(_texts(nlp))
        assert [row.shape for row in found] == [row.shape for row in wanted]
        assert all(numpy.allclose(a, b, atol=1e-4) for a, b in zip(found, wanted, strict=True))


def test_a_pipeline_without_models_is_left_alone():
    """A pipeline of rules alone is quickened without harm, and still reads."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    quicken(nlp)
    with one_core():
        assert [token.text for token in nlp("Seoul spoke.")] == ["Seoul", "spoke", "."]
