"""Goods: the examples of the tables, heads, shared nouns, and odd input."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riscontro.extract.measures.goods import find_goods
from riscontro.languages import LANGUAGES, table
from riscontro.model import Block, BlockKind, Document, Reading, Sentence, Span, Token

CODES = frozenset(
    [
        "arms",
        "arms.ammunition",
        "arms.ammunition.artillery",
        "arms.missile",
        "arms.missile.ballistic",
        "arms.missile.cruise",
        "arms.missile.airdefence",
        "arms.missile.antitank",
        "arms.drone",
        "arms.artillery",
        "arms.armour",
        "arms.aircraft",
        "arms.ship",
        "arms.smallarms",
        "arms.explosive",
        "arms.nuclear",
        "arms.chemical",
        "arms.biological",
        "tech",
        "tech.space",
        "tech.missile",
        "tech.nuclear",
        "tech.military",
        "nuclear",
        "energy.oil",
        "energy.coal",
        "energy.gas",
        "food",
        "aid",
        "money",
        "people",
        "people.troops",
        "people.workers",
        "people.experts",
        "goods.luxury",
        "goods.industrial",
        "goods.dualuse",
        "space",
        "transport",
        "intelligence",
    ]
)


def groups(language: str) -> list[dict[str, object]]:
    """The groups of a language's table; the designations that all share go with English."""
    data = table(language, "goods")
    named = table("common", "goods")["designations"] if language == "en" else []
    return [*data["goods"], *data["refine"], *named]


def sentences(field: str) -> list[tuple[str, str, str]]:
    """Language, code and sentence of every example or counterexample."""
    return [(lang, str(g.get("code", "")), text) for lang in LANGUAGES for g in groups(lang) for text in g.get(field, ())]  # type: ignore[attr-defined]


def plain_reading(text: str, language: str) -> Reading:
    """A reading without a model: a token a word, every one a noun and a root."""
    words, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        words.append((start, at, word))
    tokens = tuple(Token(i, a, b, w, w.lower(), "NOUN", {}, i, "root") for i, (a, b, w) in enumerate(words))
    whole = Span(0, len(text), text)
    doc = Document("sha256:0", text, language, (Block(BlockKind.BODY, whole),))
    sentence = Sentence(0, whole, BlockKind.BODY, 0, len(tokens), 0)
    return Reading(doc, tokens, (sentence,), tuple(() for _ in tokens), tuple(0 for _ in tokens))


@pytest.mark.parametrize(("language", "code", "text"), sentences("examples"))
def test_examples_name_their_goods(language: str, code: str, text: str, read: Callable[..., Reading]) -> None:
    """Every example of a group yields its code; those of a group without a code yield nothing."""
    found = [mention.code for mention in find_goods(read(text, language))]
    assert code in found if code else not found


@pytest.mark.parametrize(("language", "code", "text"), sentences("counterexamples"))
def test_counterexamples_do_not_name_them(language: str, code: str, text: str, read: Callable[..., Reading]) -> None:
    """No counterexample of a group yields its code."""
    assert code not in [mention.code for mention in find_goods(read(text, language))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_has_a_known_code_and_examples(language: str) -> None:
    """Codes are those of the ledger, and each group proves itself."""
    assert all(g.get("code", "") in CODES | {""} and g["examples"] for g in groups(language))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "They hold ballistic and cruise missiles.", {"arms.missile.ballistic", "arms.missile.cruise"}),
        ("en", "It showed chemical, biological and nuclear weapons.", {"arms.chemical", "arms.biological", "arms.nuclear"}),
        ("it", "Possiede armi chimiche e biologiche.", {"arms.chemical", "arms.biological"}),
    ],
)
def test_modifiers_share_a_noun(language: str, text: str, expected: set[str], read: Callable[..., Reading]) -> None:
    """Coordinated modifiers of one noun each make goods."""
    assert expected <= {mention.code for mention in find_goods(read(text, language))}


@pytest.mark.parametrize(
    ("language", "text", "head"),
    [("en", "Tehran sold surface-to-air missiles.", "missiles"), ("it", "Teheran vendette missili balistici.", "missili")],
)
def test_head_is_the_noun(language: str, text: str, head: str, read: Callable[..., Reading]) -> None:
    """The head of a phrase is its noun, on whichever side it stands."""
    reading = read(text, language)
    assert [reading.tokens[m.head].text for m in find_goods(reading)] == [head]


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(LANGUAGES),
    st.lists(st.sampled_from(["missiles", "missili", "KN-23", "and", "e", "—", "“", "\u00ad", "’", "di"]) | st.text(max_size=8)),
)
def test_any_text_gives_spans_that_hold(language: str, words: list[str]) -> None:
    """No text raises, and every span is the document's own words."""
    reading = plain_reading(" ".join(words), language)
    for mention in find_goods(reading):
        assert reading.document.text[mention.span.start : mention.span.end] == mention.span.text
        assert 0 <= mention.head < len(reading.tokens)
