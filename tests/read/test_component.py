"""Tests of the network as a component of a spaCy pipeline."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from riscontro.read import component
from riscontro.read.component import FACTORY, Parser
from riscontro.read.network import Analysis, Labels, Network, Sizes

_READ = Analysis(["VERB|Mood=Ind|Number=Sing", "DET", "NOUN|Gender=Fem"], ["partire", "la", "nave"], [0, 3, 1], ["ROOT", "det", "nsubj"])


class _Told(Network):
    """Says the same of every sentence of three words."""

    def __init__(self):
        super().__init__(Labels((), (), ("det", "nsubj"), (), ()), Sizes(), {"root": np.zeros(3, dtype=np.float16)})

    def analyses(self, sentences):
        return [_READ for _ in sentences]


@pytest.fixture
def nlp():
    """A pipeline of this component alone."""
    pipeline = spacy.blank("it")
    pipeline.add_pipe(FACTORY, name="parser").network = _Told()
    return pipeline


def test_what_the_network_says_is_written_into_the_text(nlp):
    """Class, features, lemma, head and relation of each word, and one sentence."""
    doc = nlp(Doc(nlp.vocab, words=["Parte", "la", "nave"]))
    assert [(word.pos_, str(word.morph), word.lemma_, word.head.i, word.dep_) for word in doc] == [
        ("VERB", "Mood=Ind|Number=Sing", "partire", 0, "ROOT"),
        ("DET", "", "la", 2, "det"),
        ("NOUN", "Gender=Fem", "nave", 0, "nsubj"),
    ]
    assert len(list(doc.sents)) == 1


def test_texts_come_out_in_order_and_empty_ones_untouched(nlp):
    """An empty text is passed on between others."""
    docs = [Doc(nlp.vocab, words=words) for words in (["Parte", "la", "nave"], [], ["Salpa", "la", "barca"])]
    assert [doc.text for doc in nlp.pipe(docs)] == ["Parte la nave ", "", "Salpa la barca "]
    assert [len(doc) and doc[0].dep_ for doc in docs] == ["ROOT", 0, "ROOT"]


def test_what_is_too_long_for_a_sentence_is_read_in_pieces(nlp, monkeypatch):
    """The roots of later pieces hang on the first one's."""
    monkeypatch.setattr(component, "_LONGEST", 3)
    doc = nlp(Doc(nlp.vocab, words=["Parte", "la", "nave", "salpa", "la", "barca"]))
    assert [(word.head.i, word.dep_) for word in doc[3:]] == [(0, "parataxis"), (5, "det"), (3, "nsubj")]
    assert len(list(doc.sents)) == 1


def test_labels_are_the_relations(nlp):
    """A pipeline can be asked which relations it knows."""
    assert nlp.get_pipe("parser").labels == ("det", "nsubj")


def test_weights_come_from_disk(nlp, tmp_path):
    """What was saved is loaded; without weights nothing is read."""
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path).get_pipe("parser").labels == ("det", "nsubj")
    with pytest.raises(ValueError, match="no weights"):
        Parser(nlp.vocab)(Doc(nlp.vocab, words=["Parte"]))
