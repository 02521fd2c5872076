"""Quantities: numbers in words and figures, bounds, ranges, units, kinds, and what is no quantity."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riscontro.extract.measures.numerals import figures
from riscontro.extract.measures.quantities import find_quantities
from riscontro.languages import LANGUAGES, table
from riscontro.model import Block, BlockKind, Document, Reading, Sentence, Span, Token

Row = tuple[float | None, float | None, str]
EXAMPLES = [(lang, row["text"], row["quantities"]) for lang in LANGUAGES for row in table(lang, "measures")["examples"]["find"]]


def amounts(reading: Reading) -> list[Row]:
    """Bounds and unit of every amount."""
    return [(m.quantity.min, m.quantity.max, m.quantity.unit) for m in find_quantities(reading)]


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


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_examples_of_the_tables(language: str, text: str, expected: list[list[object]], read: Callable[..., Reading]) -> None:
    """Every example yields the amounts written beside it, in order; "" is an open bound."""
    assert amounts(read(text, language)) == [tuple(None if x == "" else x for x in row) for row in expected]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("13.221", "it", 13221),
        ("1,7", "it", 1.7),
        ("10,000", "it", 10000),
        ("1.234.567,8", "it", 1234567.8),
        ("10,000", "en", 10000),
        ("1.7", "en", 1.7),
        ("1,234,567.8", "en", 1234567.8),
        ("10 000", "en", 10000),
        ("0.500", "en", 0.5),
    ],
)
def test_the_language_reads_the_separators(text: str, language: str, value: float) -> None:
    """Figures follow the convention of the document's language, but for forms that it does not have."""
    data = table(language, "measures")
    read = figures(text, data["decimal"], data["thousands"])
    assert read is not None and read[0] == value


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The depot holds 2.500 missiles.", (2500, 2500, "item")),
        ("it", "Il deposito contiene 2,500 missili.", (2500, 2500, "item")),
    ],
)
def test_what_is_counted_whole_has_no_fractions(language: str, text: str, expected: Row, read: Callable[..., Reading]) -> None:
    """A foreign thousands separator is seen through where a fraction of the unit makes no sense."""
    assert amounts(read(text, language)) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "The crates could hold 900 rifles.", "capacity"),
        ("en", "An estimated 900 rifles were sold.", "estimate"),
        ("en", "The army declared 900 rifles.", "declared"),
        ("en", "The army sold 900 rifles.", "counted"),
        ("it", "Le casse sono capaci di contenere 900 fucili.", "capacity"),
        ("it", "Si stima che abbiano venduto 900 fucili.", "estimate"),
        ("it", "L'esercito ha venduto 900 fucili.", "counted"),
    ],
)
def test_kind_says_how_it_is_known(language: str, text: str, kind: str, read: Callable[..., Reading]) -> None:
    """Words near an amount tell capacities, estimates and declared figures from counts."""
    assert [m.quantity.kind for m in find_quantities(read(text, language))] == [kind]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "So far 900 rifles were sold."), ("en", "They have sold 900 rifles since August."), ("it", "Finora hanno venduto 900 fucili."), ("it", "Da agosto hanno venduto 900 fucili.")],
)  # fmt: skip
def test_running_totals_are_cumulative(language: str, text: str, read: Callable[..., Reading]) -> None:
    """A total since some time is marked as cumulative."""
    assert [m.quantity.cumulative for m in find_quantities(read(text, language))] == [True]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "They launched 70 drones; at least 60 were shot down.", [(70, 70, "item"), (60, None, "item")]),
        ("en", "Iran held seven sailors. It released the seven on Monday.", [(7, 7, "person"), (7, 7, "person")]),
        ("it", "Hanno lanciato 70 droni; almeno 60 furono abbattuti.", [(70, 70, "item"), (60, None, "item")]),
    ],
)
def test_a_number_alone_counts_what_was_counted_before(language: str, text: str, expected: list[Row], read: Callable[..., Reading]) -> None:
    """A bounded or definite number without a noun takes the unit of the amount before it."""
    assert amounts(read(text, language)) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The 45-year-old won 3-1 on 5 March 2019 at 10:30 under Resolution 2397."),
        ("en", "The G7 and the Group of 20 discussed the KN-23 in the 1990s; call 202-555-0100."),
        ("en", "A three-day visit; the fifth; two-thirds; No. 4; a spy."),
        ("it", "Il 5 marzo 2019 alle 10.30, a 45 anni, con la risoluzione n. 2397, il G7."),
        ("it", "Due terzi, il 5° e una spia, nel 2019, per tre giorni."),
    ],
)
def test_dates_ages_labels_and_ordinals_are_no_quantities(language: str, text: str, read: Callable[..., Reading]) -> None:
    """Numbers that amount to nothing are left out."""
    assert amounts(read(text, language)) == []


def test_a_holder_counts_what_it_holds(read: Callable[..., Reading]) -> None:
    """For "tonnes of munitions" the unit is the tonne, the head its noun, and what is counted the munitions."""
    reading = read("It sent 400 containers, the equivalent of 9,000 tonnes of munitions.", "en")
    mention = find_quantities(reading)[1]
    assert (mention.quantity.unit, reading.tokens[mention.head].text, mention.of and mention.of.text) == ("tonne", "tonnes", "munitions")


@settings(deadline=None, max_examples=80)
@given(
    st.sampled_from(LANGUAGES),
    st.lists(st.sampled_from(["3", "1.7bn", "10,000", "half", "a", "million", "and", "e", "mezzo", "$", "da", "a", "to", "-", "%", "of", "di", "missiles"]) | st.text(max_size=8)),
)  # fmt: skip
def test_any_text_gives_spans_that_hold(language: str, words: list[str]) -> None:
    """No text raises, every span is the document's own words, and bounds are in order."""
    reading = plain_reading(" ".join(words), language)
    for mention in find_quantities(reading):
        for span in (mention.span, mention.of):
            assert span is None or reading.document.text[span.start : span.end] == span.text
        low, high = mention.quantity.min, mention.quantity.max
        assert low is None or high is None or low <= high


def test_a_very_long_sentence_loses_nothing() -> None:
    """Ten thousand words of amounts in one sentence are all read."""
    reading = plain_reading("between 3 and 5 missiles ; " * 1_700, "en")
    assert amounts(reading) == [(3, 5, "item")] * 1_700
