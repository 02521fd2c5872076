"""Tests of sentence bounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riscontro import languages
from riscontro.model import Block, BlockKind, Document, Span
from riscontro.read import cut_sentences


def _doc(text: str, language: str) -> Document:
    return Document("sha256:0", text, language, (Block(BlockKind.BODY, Span(0, len(text), text)),))


def _cut(text: str, language: str) -> list[str]:
    return [cut.span.text for cut in cut_sentences(_doc(text, language))]


@pytest.mark.parametrize(
    ("language", "case"),
    [(language, case) for language in languages.LANGUAGES for case in languages.table(language, "segment")["examples"]],
    ids=lambda value: value if isinstance(value, str) else value["text"][:40],
)
def test_the_examples_of_each_language(language, case):
    """Every example of a segment table falls into as many sentences as it says."""
    assert len(_cut(case["text"], language)) == case["sentences"]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ['"We will not sell," Hale said.', '"Never.', 'Not once."', "He left."]),
        ("en", ["Lt. Gen. Ada Moss met Kim Il B. Lee at 9 a.m. Monday in St. Ann, Minn., near the depot.", "Nobody paid."]),
        ("en", ["(It was not the first time.)", "The second came in May."]),
        ("en", ["''They lied,'' he said.", "''Twice.''", "The court agreed."]),
        ("en", ["Was it sold?", "Yes!", "For how much…", "Nobody says."]),
        ("en", ["He lives in Washington, D.C. and works for the C.I.A. Director Moss declined to speak."]),
        ("en", ["The plan is in para. 5 of res. 1718, he said (see p. 3).", "It binds all."]),
        ("it", ["«Non è vero», ha detto il sen. Neri.", "«È falso!»", "Poi ha lasciato l'aula."]),
        ("it", ["Alle 10.30 l'on. Verdi ha citato l'art. 41 della Carta.", "Nessuno ha replicato."]),
        ("it", ["Il Dott. A. Neri, classe 1950 d.C., vive negli U.S.A. con la famiglia.", "Scrive libri."]),
        ("it", ['"Chi paga?"', "Il ministro tace."]),
        ("it", ["Mosca ha negato.[1]"]),
    ],
)
def test_sentences_fall_apart_where_they_end(language, sentences):
    """Titles, initials, quotes and abbreviations do not break a sentence, ends do."""
    assert _cut(" ".join(sentences), language) == sentences


def test_a_line_end_is_white_space():
    """Lines wrapped inside a block do not break its sentences."""
    assert _cut("The ship left the port of\nRason on Monday.\nIt carried\ncrates.", "en") == [
        "The ship left the port of\nRason on Monday.",
        "It carried\ncrates.",
    ]


def test_sentences_know_their_block():
    """Each sentence carries kind and number of the block it stands in."""
    text = "Title here\n\nOne. Two."
    doc = Document(
        "sha256:0", text, "en", (Block(BlockKind.TITLE, Span(0, 10, text[:10])), Block(BlockKind.BODY, Span(12, len(text), text[12:])))
    )
    assert [(c.block, c.paragraph, c.span.text) for c in cut_sentences(doc)] == [
        (BlockKind.TITLE, 0, "Title here"),
        (BlockKind.BODY, 1, "One."),
        (BlockKind.BODY, 1, "Two."),
    ]


def test_a_sentence_without_an_end_is_cut_at_a_blank():
    """A file of one endless sentence comes out in pieces of bounded length, no word broken."""
    pieces = _cut("missile " * 5000, "en")
    assert max(map(len, pieces)) <= 5000
    assert set(" ".join(pieces).split()) == {"missile"}


def test_a_word_without_an_end_is_cut_all_the_same():
    """Even one endless word is cut."""
    assert max(map(len, _cut("x" * 20_000, "en"))) <= 5000


@settings(deadline=None)
@given(
    st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(" .?!\"'»«\nAé1…()[]"), max_size=300),
    st.sampled_from(languages.LANGUAGES),
)
def test_spans_hold_and_nothing_is_lost(text, language):
    """On any text the sentences hold their spans, come in order and leave out white space alone."""
    doc = _doc(text, language)
    at = 0
    for cut in cut_sentences(doc):
        assert text[cut.span.start : cut.span.end] == cut.span.text
        assert not text[at : cut.span.start].strip()
        at = cut.span.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("SEOUL, Feb. 23, 2024 (Example) - The ministry said so.", "en", "SEOUL, Feb. 23, 2024 (Example) -"),
        ("UNITED NATIONS — Foreign powers sent arms.", "en", "UNITED NATIONS —"),
        ("Seul, 23 febbraio 2024 (Agenzia) – Il ministero lo ha detto.", "it", "Seul, 23 febbraio 2024 (Agenzia) –"),
        ("The talks - Ankara said so - failed.", "en", "The talks - Ankara said so - failed."),
    ],
)
def test_dateline_stands_for_itself(text: str, language: str, first: str) -> None:
    """A dateline is cut off, so that its city and agency are no part of the first sentence."""
    block = Block(BlockKind.BODY, Span(0, len(text), text))
    doc = Document("sha256:0", text, language, (block,))
    assert next(iter(cut_sentences(doc))).span.text == first
