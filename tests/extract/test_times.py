"""Time expressions found and reckoned, in both languages."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riscontro import languages
from riscontro.extract.times import find_times, published_day
from riscontro.extract.times.calendar import edtf_interval
from riscontro.model import Block, BlockKind, Document, Reading, Sentence, Span, Token

PUBLISHED = "2024-06-19"
EXAMPLES = [
    (lang, rule["name"], case)
    for lang in languages.LANGUAGES
    for rule in languages.table(lang, "times")["rules"]
    for case in rule.get("examples", ())
]
COUNTER = [
    (lang, rule["name"], text)
    for lang in languages.LANGUAGES
    for rule in languages.table(lang, "times")["rules"]
    for text in rule.get("counterexamples", ())
]
CASES = [
    ("en", "Shells since September 2023 and May 2024.", "September 2023", "2023-09", "2023-09/2024-06"),
    ("en", "Between March and May 2023 it grew.", "March", "2023-03", "2023-03/2023-05"),
    ("en", "From November 2022 to March it grew.", "March", "2023-03", "2022-11/2023-03"),
    ("en", "The law was extended until 2026.", "2026", "2026", "2024/2026"),
    ("en", "It was dry until 2016.", "2016", "2016", "../2016"),
    ("en", "It began in or around June 2023.", "June 2023", "2023-06", "2023-06~"),
    ("en", "It ended in winter 2023.", "winter 2023", "2023-WI", "2023-24"),
    ("en", "It was dry within two weeks.", "two weeks", "P2W", None),
    ("en", "Signed on Feb 31.", "Feb 31", "XXXX-02-31", None),
    ("en", "It ends in the year 3000.", "3000", "3000", None),
    ("it", "Dal maggio 2011 al 14 aprile 2013 caddero.", "maggio 2011", "2011-05", "2011-05/2013-04-14"),
    ("it", "Dal dicembre scorso tacciono.", "dicembre scorso", "2023-12", "2023-12/2024-06"),
    ("it", "Ritiro a partire dal 2025.", "2025", "2025", "2025/.."),
    ("it", "Sono partite da tre mesi.", "tre mesi", "P3M", "2024-03~/2024-06"),
    ("it", "Arriveranno entro due settimane.", "due settimane", "P2W", "2024-06-19/2024-07-03"),
    ("it", "Nella notte tra il 3 e il 4 maggio è salpata.", "notte tra il 3 e il 4 maggio", "2024-05-03", "2024-05-03/2024-05-04"),
    ("it", "Il 30 febbraio 2024 non c'è.", "30 febbraio 2024", "2024-02-30", None),
    ("it", "Intorno a giugno 2023 cambiò.", "giugno 2023", "2023-06", "2023-06~"),
    ("it", "In marzo la nave ha lasciato il porto.", "marzo", "2024-03", "2024-03"),
]
SILENT = [
    ("en", "He is 56, and 13,221 tonnes and 2000 soldiers came."),
    ("en", "Resolutions 1718, 1874 and 2094 forbid it."),
    ("en", "Theresa May may march on."),
    ("it", "Ha 56 anni d'età e 13.221 tonnellate."),
    ("it", "Le risoluzioni 1718, 1874 e 2094 lo vietano."),
    ("it", "Circa 2000 soldati, da 4000 a 8000 persone."),
]


def flat(text: str, language: str, published: str | None = PUBLISHED, tokens: tuple[Token, ...] | None = None) -> Reading:
    """A reading of one sentence whose words hang on nothing, unless tokens are given."""
    found = re.finditer(r"\w+|[^\w\s]", text)
    words = tokens or tuple(Token(i, m.start(), m.end(), m[0], m[0].lower(), "X", {}, i, "root") for i, m in enumerate(found))
    span = Span(0, len(text), text)
    document = Document("sha256:0", text, language, (Block(BlockKind.BODY, span),), None, published)
    below: dict[int, list[int]] = {}
    for t in words:
        if t.head != t.i:
            below.setdefault(t.head, []).append(t.i)
    children = tuple(tuple(below.get(i, ())) for i in range(len(words)))
    sentences = (Sentence(0, span, BlockKind.BODY, 0, len(words), 0),) if words else ()
    return Reading(document, words, sentences, children, tuple(0 for _ in words))


def tree(text: str, language: str, rows: list[tuple[str, str, int, str, dict[str, str]]]) -> Reading:
    """A reading of one sentence from (word, part of speech, head, relation, features) in order."""
    tokens, at = [], 0
    for i, (word, upos, head, deprel, feats) in enumerate(rows):
        at = text.index(word, at)
        tokens.append(Token(i, at, at + len(word), word, word.lower(), upos, feats, head, deprel))
        at += len(word)
    return flat(text, language, tokens=tuple(tokens))


@pytest.mark.parametrize(("language", "rule", "case"), EXAMPLES)
def test_examples_are_found(language: str, rule: str, case: dict[str, str]) -> None:
    """Every example that stands with a rule is found with its value and date."""
    found = [(t.span.text, t.value, t.edtf) for t in find_times(flat(case["text"], language))]
    assert (case["span"], case["value"], case.get("edtf")) in found


@pytest.mark.parametrize(("language", "rule", "text"), COUNTER)
def test_counterexamples_are_not_found(language: str, rule: str, text: str) -> None:
    """Nothing is found in the counterexamples that stand with a rule."""
    assert find_times(flat(text, language)) == ()


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_every_rule_carries_examples(language: str) -> None:
    """A rule that finds something shows what."""
    rules = languages.table(language, "times")["rules"]
    assert [r["name"] for r in rules if r["does"] != "none" and not r.get("examples")] == []


@pytest.mark.parametrize(("language", "text", "words", "value", "edtf"), CASES)
def test_connectives_make_intervals(language: str, text: str, words: str, value: str, edtf: str | None) -> None:
    """What stands before a time goes into its date, and impossible dates have none."""
    assert (words, value, edtf) in [(t.span.text, t.value, t.edtf) for t in find_times(flat(text, language))]


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_numbers_are_no_dates(language: str, text: str) -> None:
    """Ages, amounts and numbers of resolutions are no times."""
    assert find_times(flat(text, language)) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They met last month and on Monday, in March, yesterday."),
        ("it", "Si sono visti il mese scorso, lunedì, a marzo, ieri, tre anni fa."),
    ],
)
def test_nothing_is_guessed_without_a_day_of_publication(language: str, text: str) -> None:
    """Where the document's day is unknown, relative times have X in their value and no date."""
    found = find_times(flat(text, language, published=None))
    assert found and all(t.edtf is None and "XX" in t.value for t in found)


def test_a_month_of_publication_is_no_day() -> None:
    """A document known only to the month anchors nothing."""
    assert published_day("2024-06") is None


FINITE_PAST = {"Tense": "Past", "VerbForm": "Fin"}


@pytest.mark.parametrize(
    ("auxiliary", "feats", "want"),
    [("will", {"VerbForm": "Fin"}, "2024-06-21"), ("did", FINITE_PAST, "2024-06-14")],
)
def test_the_verb_tells_which_friday(auxiliary: str, feats: dict[str, str], want: str) -> None:
    """A bare weekday is the next one under "will", else the last one."""
    rows = [
        ("They", "PRON", 2, "nsubj", {}),
        (auxiliary, "AUX", 2, "aux", feats),
        ("meet", "VERB", 2, "root", {"VerbForm": "Inf"}),
        ("on", "ADP", 4, "case", {}),
        ("Friday", "PROPN", 2, "obl", {}),
    ]
    (found,) = find_times(tree(f"They {auxiliary} meet on Friday", "en", rows))
    assert found.edtf == want


def test_the_italian_future_looks_ahead() -> None:
    """A future tense in the tree makes a bare month the next one."""
    rows = [
        ("A", "ADP", 1, "case", {}),
        ("marzo", "NOUN", 2, "obl", {}),
        ("voteranno", "VERB", 2, "root", {"Tense": "Fut", "VerbForm": "Fin", "Mood": "Ind"}),
    ]
    (found,) = find_times(tree("A marzo voteranno", "it", rows))
    assert found.edtf == "2025-03"


@pytest.mark.parametrize(
    ("language", "text"), [("en", "In 2019 it was built; the next day rain fell."), ("it", "Nel 2019 nacque; il giorno dopo pioveva.")]
)
def test_a_day_is_not_told_from_a_year(language: str, text: str) -> None:
    """ "The next day" needs a day before it, not a year."""
    assert find_times(flat(text, language))[-1].edtf is None


def test_values_without_dates_have_none() -> None:
    """Durations and sets have no date."""
    found = find_times(flat("For three months they sailed every week.", "en"))
    assert [(t.type, t.value, t.edtf) for t in found] == [("duration", "P3M", None), ("set", "P1W", None)]


WORDS = st.sampled_from(
    ["on", "June", "31", "2023", "2024", ",", "last", "week", "ago", "Monday", "-", "the", "of", "to", "since", "'s", "8:20", "a.m.", "giugno", "il", "dal", "scorso",
     "anni", "’90", "“", "1°", "ora", "3000", "99/99/9999", "0", "years", "XXI", "secolo", "\u00a0", "\u2028", "🙂"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(WORDS, max_size=25),
    st.sampled_from(languages.LANGUAGES),
    st.sampled_from([None, PUBLISHED, "2024-02-29", "9999-12-31", "0001-01-01", "2024"]),
)
def test_any_words_give_sound_mentions(words: list[str], language: str, published: str | None) -> None:
    """Whatever the words, spans hold their text in order, and dates can be read."""
    text = " ".join(words)
    found = find_times(flat(text, language, published))
    assert all(text[t.span.start : t.span.end] == t.span.text for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(edtf_interval(t.edtf) for t in found if t.edtf)


@pytest.mark.parametrize("filler", ["ship and port ", "12 34 56 ", "last last last ", "(((((", "il la lo di ", "3-4-5-"])
def test_long_sentences_take_linear_time(filler: str) -> None:
    """Ten thousand words take well under five seconds, whatever they are."""
    reading = flat(filler * 10_000 + " in March 2023", "en")
    start = time.process_time()
    find_times(reading)
    assert time.process_time() - start < 5


def test_a_pipeline_reading_resolves_the_tense(read: Callable[..., Reading]) -> None:
    """On a parsed text, past and future clauses send the same weekday opposite ways."""
    found = find_times(read("The ship left on Monday. The crew will vote on Monday.", "en", PUBLISHED))
    assert [t.edtf for t in found] == ["2024-06-17", "2024-06-24"]
