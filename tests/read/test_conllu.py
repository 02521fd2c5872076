"""Tests of CoNLL-U in and out."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riscontro.errors import BadConllu
from riscontro.model import Block, BlockKind, Document, Reading, Sentence, Span, Token
from riscontro.read import from_conllu, to_conllu
from riscontro.read.pipeline import build_reading

_WORD = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Zs", "Zl", "Zp", "Cc", "Cs"]), min_size=1, max_size=6)
_NAME = st.from_regex(r"\A[A-Z][a-z]{1,5}\Z")
_UPOS = st.sampled_from(["NOUN", "VERB", "PROPN", "PUNCT", "X"])
_DEPREL = st.sampled_from(["nsubj", "obj", "obl:agent", "dep"])


@st.composite
def _readings(draw) -> Reading:
    """A document of a few sentences of odd words, each with a tree."""
    lengths = draw(st.lists(st.integers(1, 4), max_size=3))
    text, tokens, sentences, blocks = "", [], [], []
    for index, length in enumerate(lengths):
        begun, first = len(text), len(tokens)
        for k in range(length):
            word = draw(_WORD)
            head = first + draw(st.integers(0, length - 1))
            feats = draw(st.dictionaries(_NAME, _NAME, max_size=2))
            entity = draw(st.sampled_from(["", "PER"]))
            deprel = "root" if head == first + k else draw(_DEPREL)
            tokens.append(Token(first + k, len(text), len(text) + len(word), word, draw(_WORD), draw(_UPOS), feats, head, deprel, entity))
            text += word + draw(st.sampled_from([" ", "\n", "  "]))
        span = Span(begun, len(text) - 1, text[begun : len(text) - 1])
        kind = draw(st.sampled_from(list(BlockKind)))
        sentences.append(Sentence(index, span, kind, first, len(tokens), index))
        blocks.append(Block(kind, span))
    facts = [draw(st.none() | _WORD) for _ in range(5)]
    doc = Document("sha256:0", text, "it", tuple(blocks), *facts, tuple(draw(st.lists(_WORD, max_size=2))))
    return build_reading(doc, tuple(tokens), tuple(sentences))


@settings(deadline=None)
@given(_readings())
def test_a_reading_comes_back_unchanged(reading):
    """What is written is read again as it was, document and trees."""
    assert from_conllu(to_conllu(reading)) == reading


_HEAD = "# riscontro = " + json.dumps(
    {"id": "sha256:0", "text": "Seul tace.", "language": "it", "title": None, "published": None, "blocks": [["body", 0, 10]]}
)
_ROW = "1\tSeul\tSeul\tPROPN\t_\t_\t2\tnsubj\t_\tOffsets=0:4"
_VERB = "2\ttace\ttacere\tVERB\t_\tMood=Ind\t0\troot\t_\tOffsets=5:9"
_GOOD = [_HEAD, "# bounds = 0:10:body:0", _ROW, _VERB]


def test_a_file_written_by_hand_is_read():
    """A small file gives its tokens, tree and sentence."""
    reading = from_conllu("\n".join(_GOOD))
    assert [(t.text, t.head, t.deprel) for t in reading.tokens] == [("Seul", 1, "nsubj"), ("tace", 1, "root")]
    assert reading.sentences[0].span.text == "Seul tace."


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["rubbish"],
        ["# riscontro = {}"],
        ["# riscontro = []"],
        ["# riscontro = " + "[" * 100_000],
        [_HEAD.replace("[0, 10]", "x")[:-20]],
        [_HEAD.replace('"body", 0, 10', '"body", 0, 99')],
        [_HEAD.replace('"body"', '"nonsense"')],
        [_HEAD, _ROW],
        [_HEAD, "# bounds = 0:99:body:0"],
        [_HEAD, "# bounds = 0:10"],
        [*_GOOD[:2], "1\tSeul"],
        [*_GOOD[:2], _ROW.replace("Offsets=0:4", "_"), _VERB],
        [*_GOOD[:2], _ROW.replace("0:4", "4:0"), _VERB],
        [*_GOOD[:2], _ROW.replace("\t2\t", "\t9\t"), _VERB],
        [*_GOOD[:2], _ROW.replace("\t2\t", "\t-3\t"), _VERB],
        [*_GOOD[:2], _ROW.replace("1\t", "7\t", 1), _VERB],
    ],
)
def test_a_malformed_file_is_refused(lines):
    """Whatever is wrong with the lines, the error is BadConllu and says what to do."""
    with pytest.raises(BadConllu) as caught:
        from_conllu("\n".join(lines))
    assert caught.value.remedy
