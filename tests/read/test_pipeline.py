"""Tests of the reading of documents with the shipped pipelines."""

from functools import cache

import pytest

from riscontro.errors import PipelineError
from riscontro.model import Block, BlockKind, Document, Reading, Span
from riscontro.read import Pipeline, from_conllu, to_conllu

_TEXTS = {
    "en": "Seoul said on Monday that\nMinsk had sent 40 mis\u00adsiles to the port of Odesa. “We sent nothing,” the minister replied.",
    "it": "Seul ha detto lunedì che\nMinsk aveva inviato 40 mis\u00adsili al porto di Odessa. «Non abbiamo inviato nulla», ha risposto il ministro.",
}
_ODD = [
    "\u200b\u2060",
    "\u200b . \u200b",
    "((((( «« ““ ''",
    "Hale\u200b said\ufeff no.",
    "a\u0301e\u0300 \U0001f680 \u202bשלום\u202c said.",
    "\t \u00a0 x",
    "!" * 300,
    "сказал 북한 said 北朝鮮.",
]


@cache
def _pipeline(language: str) -> Pipeline:
    return Pipeline(language)


def _read(text: str, language: str, kind: BlockKind = BlockKind.BODY) -> Reading:
    blocks = (Block(kind, Span(0, len(text), text)),) if text else ()
    return _pipeline(language).read(Document("sha256:0", text, language, blocks))


@pytest.mark.parametrize("language", _TEXTS)
def test_tokens_hold_their_spans(language):
    """Every token's offsets give its text, in order, inside its sentence."""
    reading = _read(_TEXTS[language], language)
    assert len(reading.sentences) == 2
    for sentence in reading.sentences:
        at = sentence.span.start
        for token in reading.words(sentence):
            assert reading.document.text[token.start : token.end] == token.text
            assert at <= token.start < token.end <= sentence.span.end
            at = token.end


@pytest.mark.parametrize("language", _TEXTS)
def test_trees_are_trees(language):
    """Each sentence has one root, and every token hangs below it."""
    reading = _read(_TEXTS[language], language)
    for sentence in reading.sentences:
        roots = [t.i for t in reading.words(sentence) if t.head == t.i]
        assert len(roots) == 1
        assert reading.subtree(roots[0]) == tuple(range(sentence.first, sentence.last))


def test_invisible_characters_do_not_change_the_words_parsed():
    """A soft hyphen inside a word stays in its span, and the parse is that of the clean word."""
    marked, clean = _read(_TEXTS["en"], "en"), _read(_TEXTS["en"].replace("\u00ad", ""), "en")
    assert [(t.lemma, t.upos, t.head, t.deprel) for t in marked.tokens] == [(t.lemma, t.upos, t.head, t.deprel) for t in clean.tokens]


def test_a_line_end_does_not_change_the_parse():
    """Words are parsed alike whether a blank or a line end parts them."""
    wrapped, plain = _read(_TEXTS["it"], "it"), _read(_TEXTS["it"].replace("\n", " "), "it")
    assert [(t.text, t.upos, t.head) for t in wrapped.tokens] == [(t.text, t.upos, t.head) for t in plain.tokens]


@pytest.mark.parametrize("language", _TEXTS)
@pytest.mark.parametrize("text", _ODD)
def test_odd_text_is_read(language, text):
    """Invisible, unbalanced, foreign and repeated characters are read without a fault."""
    reading = _read(text, language)
    assert all(text[t.start : t.end] == t.text for t in reading.tokens)


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_document(text):
    """A document without words gives a reading without tokens and sentences."""
    reading = _read(text, "en")
    assert (reading.tokens, reading.sentences) == ((), ())


def test_furniture_gets_no_tree():
    """A block of furniture has its sentences, but no tokens."""
    reading = _read("Read also: something.", "en", BlockKind.FURNITURE)
    assert [s.span.text for s in reading.sentences] == ["Read also: something."]
    assert reading.tokens == ()


def test_a_sentence_of_ten_thousand_words():
    """A sentence without end is read, its spans holding."""
    text = "missiles and " * 5000
    assert len(_read(text, "en").tokens) == 10_000


def test_a_parse_can_be_frozen():
    """The reading of a real pipeline survives CoNLL-U."""
    reading = _read(_TEXTS["it"], "it")
    assert from_conllu(to_conllu(reading)) == reading


@pytest.mark.parametrize("name", ["no_such_pipeline", "/no/such/folder", "riscontro"])
def test_a_missing_pipeline(name):
    """A pipeline that cannot be loaded raises PipelineError at first use, naming it and a remedy."""
    pipeline = Pipeline("en", name)
    with pytest.raises(PipelineError, match=name) as caught:
        pipeline.read(Document("sha256:0", "x", "en", (Block(BlockKind.BODY, Span(0, 1, "x")),)))
    assert caught.value.remedy


def test_a_pipeline_without_a_parser(tmp_path):
    """A pipeline that gives no trees is refused."""
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(PipelineError, match="Universal Dependencies"):
        Pipeline("en", str(tmp_path / "blank")).read(Document("sha256:0", "x", "en", (Block(BlockKind.BODY, Span(0, 1, "x")),)))


@pytest.mark.parametrize(
    ("language", "text", "word", "head", "relation"),
    [
        ("it", "I droni sarebbero stati consegnati dall'Iran alle milizie yemenite.", "Iran", "consegnati", "obl:agent"),
        ("it", "Ad armare i ribelli sarebbe stata una società con sede a Dubai.", "ribelli", "armare", "obj"),
        ("it", "Lo hanno confermato due fonti vicine al governo di Tripoli.", "fonti", "confermato", "nsubj"),
        ("it", "Rifornì i ribelli di fucili un mercante bulgaro.", "mercante", "Rifornì", "nsubj"),
        ("it", "Un funzionario americano ha riferito che la nave era partita da Rason.", "Rason", "partita", "obl"),
    ],
)
def test_who_did_what_to_whom(language, text, word, head, relation):
    """Agents, speakers and subjects after their verb, and objects of infinitives, hang where claims look for them."""
    reading = _read(text, language)
    token = next(token for token in reading.tokens if token.text == word)
    assert (reading.tokens[token.head].text, token.deprel) == (head, relation)
