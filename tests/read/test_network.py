"""Tests of the network that numpy runs, with weights drawn by lot."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riscontro.read import network as module
from riscontro.read.network import Labels, Network, Packing, Sizes

_LABELS = Labels(
    ("la", "nave"), tuple("abcdehnopstv"), ("nsubj", "obj", "det"), ("NOUN|Number=Sing", "VERB", "DET"), ("0|", "1|e", "=essere")
)
_SIZES = Sizes(form=5, letter=4, window=6, static=8, layers=2, lower=1, state=7, tag=6, arc=5, dep=4)
_SENTENCES = [["La", "nave", "parte"], ["Ecco"], ["Le", "navi", "sono", "partite", "ieri", "sera", "da", "Pusan"], ["Ecco", "la", "nave"]]


def _weights():
    draw = np.random.default_rng(7)
    given, both, s = 5 + 6 + 8, 14, _SIZES
    shapes = {"form.weight": (3, 5), "letter.weight": (16, 4), "window.weight": (6, 4, 3), "window.bias": (6,), "root": (both,)}
    for way in ("ahead", "back"):
        for number, into in enumerate((given, both)):
            stem = f"{way}.{number}"
            shapes |= {f"{stem}.weight_ih_l0": (28, into), f"{stem}.weight_hh_l0": (28, 7), f"{stem}.bias_l0": (28,)}
    for name, into, out in (
        ("tag_hidden", both + given, s.tag), ("edit_hidden", both + given, s.tag), ("tag", s.tag, 3), ("edit", s.tag, 3),
        ("arc_head", both, s.arc), ("arc_child", both, s.arc), ("dep_head", both, s.dep), ("dep_child", both, s.dep),
    ):  # fmt: skip
        shapes |= {f"{name}.weight": (out, into), f"{name}.bias": (out,)}
    shapes |= {"arc": (s.arc + 1, s.arc), "dep": (3, s.dep + 1, s.dep + 1), "static": (50, 8)}
    return {name: draw.normal(size=shape).astype(np.float16) for name, shape in shapes.items()}


@pytest.fixture
def network():
    """A small network of chance."""
    return Network(_LABELS, _SIZES, _weights())


def test_every_word_gets_a_row(network):
    """Tags, lemmas, heads and relations stand for every word, with one root."""
    for words, read in zip(_SENTENCES, network.analyses(_SENTENCES), strict=True):
        assert len(words) == len(read.tags) == len(read.lemmas) == len(read.heads) == len(read.deps)
        assert read.heads.count(0) == 1
        assert [dep == "ROOT" for dep in read.deps] == [head == 0 for head in read.heads]


def test_company_changes_nothing(network):
    """A sentence is read alike alone, among others, and when asked again."""
    together = network.analyses(_SENTENCES)
    assert together == network.analyses(_SENTENCES)
    assert together == [network.analyses([words])[0] for words in _SENTENCES]


def test_forgetting_words_changes_nothing(network, monkeypatch):
    """A network that keeps few words says the same."""
    wanted = network.analyses(_SENTENCES)
    monkeypatch.setattr(module, "_MOST", 2)
    assert [network.analyses([words])[0] for words in _SENTENCES] == wanted


def test_a_saved_network_says_the_same(network, tmp_path):
    """Labels, sizes and weights survive the disk."""
    network.save(tmp_path)
    assert Network.load(tmp_path).analyses(_SENTENCES) == network.analyses(_SENTENCES)


def test_bytes_are_scaled():
    """Rows of bytes stand for rows of numbers by their scales."""
    weights = {"root": np.array([[127, -127], [1, 2]], dtype=np.int8), "root.scale": np.array([[0.5], [2]], dtype=np.float16)}
    assert Network(_LABELS, _SIZES, weights)["root"].tolist() == [[63.5, -63.5], [2, 4]]


def test_states_are_those_of_a_plain_lstm(network):
    """The packed layer equals one that goes through a sentence word by word in both directions."""
    packing = Packing([3, 5])
    given = np.random.default_rng(1).normal(size=(8, 19)).astype(np.float32)
    found = network._both_ways(0, given, packing)
    for place in (0, 1):
        rows = packing.rows(place)
        there = _plain_lstm(network, "ahead.0", given[rows])
        back = _plain_lstm(network, "back.0", given[rows][::-1])[::-1]
        assert np.allclose(found[rows], np.concatenate((there, back), axis=1), atol=1e-4)


def _plain_lstm(network, stem, words):
    state = cell = np.zeros(7)
    found = []
    for word in words:
        gates = network[f"{stem}.weight_ih_l0"] @ word + network[f"{stem}.weight_hh_l0"] @ state + network[f"{stem}.bias_l0"]
        enter, forget, new, show = np.split(gates, 4)
        cell = _sigmoid(forget) * cell + _sigmoid(enter) * np.tanh(new)
        state = _sigmoid(show) * np.tanh(cell)
        found.append(state)
    return np.array(found)


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_packing_turns_sentences_round(lengths):
    """Every row belongs to one sentence, and turning twice gives the beginning."""
    packing = Packing(lengths)
    rows = np.concatenate([packing.rows(place) for place in range(len(lengths))])
    assert sorted(rows.tolist()) == list(range(sum(lengths)))
    assert (packing.backwards[packing.backwards] == np.arange(sum(lengths))).all()
