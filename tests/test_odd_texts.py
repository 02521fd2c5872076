"""Odd texts go through every layer: no exception, every span holds, and work grows with length."""

from __future__ import annotations

from collections.abc import Iterator
from cProfile import Profile
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riscontro.extract import extract_claims
from riscontro.extract.triage import may_claim
from riscontro.model import Block, BlockKind, Document, Reading, Span
from riscontro.pipeline import LAYERS, Reader, layer

READER = Reader()
_PROFILE = settings(max_examples=20, deadline=None, derandomize=True)
_WORDS = {
    "en": [
        "Minsk",
        "Pyongyang",
        "Russia",
        "he",
        "they",
        "it",
        "said",
        "denied",
        "sent",
        "would",
        "not",
        "have",
        "missiles",
        "40",
        "3,000",
        "over",
        "shells",
        "to",
        "from",
        "in",
        "May",
        "2024",
        "by",
        "officials",
        "yesterday",
        "of",
        "the",
        "and",
        "that",
        "who",
        "ministers'",
        "U.S.",
        "$2",
        "sanctions",
        "talks",
        "visited",
        "voted",
        "if",
        "alleged",
    ],
    "it": [
        "Minsk",
        "Pyongyang",
        "la",
        "Russia",
        "lui",
        "avrebbe",
        "ha",
        "detto",
        "negato",
        "inviato",
        "non",
        "missili",
        "40",
        "3.000",
        "oltre",
        "proiettili",
        "a",
        "da",
        "in",
        "maggio",
        "2024",
        "funzionari",
        "ieri",
        "di",
        "il",
        "e",
        "che",
        "i",
        "ministri",
        "U.S.A.",
        "2",
        "miliardi",
        "di",
        "dollari",
        "sanzioni",
        "colloqui",
        "l'Iran",
        "dell'ONU",
        "visitò",
        "votò",
        "se",
        "presunto",
        "secondo",
    ],
}
_MARKS = [
    *",.;:!?…-–—()[]/'’‘\"“”«»„|*#%&",
    "\n",
    "\n\n",
    "\t",
    "\u00a0",
    "\u202f",
    "\u200b",
    "\u00ad",
    "\ufeff",
    "\u0301",
    "\u2060",
    "...",
    "''",
]
_JOINTS = ["", " ", " ", " ", " "]
_ODD = {
    "unbalanced quotes": '“Minsk sent «missiles, the minister said. "They \'went” by rail» to "Russia. “Officials denied it.',
    "mixed quotes": "'Minsk \"sent” 40 missiles‘, ‚officials' “said’. «Moscow \"denied» it”.",
    "capitals": "MINSK SENT 40 MISSILES TO RUSSIA, OFFICIALS SAID. MOSCOW DENIED IT. THE UNITED STATES IMPOSED SANCTIONS ON IRAN.",
    "table": "Country | Missiles | Shells\n---|---|---\nRussia | 40 | 3,000\nIran\t12\t\t500\nNorth Korea,7,,\n;;;;\nTotal 59 3,500",
    "combining": "Mi\u0301nsk se\u0308nt mi\u0300ssiles to Ru\u0301ssia, offi\u0327cials said\u0301.",
    "hidden": "Minsk\u200b sent\u2060 mis\u00adsiles\ufeff to\u00a0Russia,\u202fofficials\u200e said\u200f.",
    "no letters": "1 2 3 ... !!! ??? --- ((( ))) \u00ad\u00ad \u0301\u0301 ''' \"\"\" 40,000.5.6,7",
    "one word": "sent",
    "marks": "“”«»‘’\"'()[]",
}


def _document(text: str, language: str) -> Document:
    bare = Document("sha256:0", text, language, (), None, "2024-06-19")
    blocks, at = [], 0
    for line in text.split("\n\n"):
        if line.strip():
            blocks.append(Block(BlockKind.BODY if blocks else BlockKind.TITLE, bare.span(at, at + len(line))))
        at += len(line) + 2
    return Document("sha256:0", text, language, tuple(blocks), None, "2024-06-19")


def _spans(item: object) -> Iterator[Span]:
    """Every span inside an item of a layer."""
    if isinstance(item, Span):
        yield item
    elif isinstance(item, tuple):
        for part in item:
            yield from _spans(part)
    elif is_dataclass(item):
        for field in fields(item):
            yield from _spans(getattr(item, field.name))


def _check(text: str, language: str) -> Reading:
    """Reads a text through every layer; every span must give its words."""
    doc = _document(text, language)
    reading = READER.parse(doc)
    for name in LAYERS:
        for span in _spans(layer(reading, name)):
            assert text[span.start : span.end] == span.text, name
    assert may_claim(doc) or not extract_claims(reading)
    return reading


@st.composite
def _texts(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(["en", "it"]))
    piece = st.one_of(st.sampled_from(_WORDS[language]), st.sampled_from(_WORDS[language]), st.sampled_from(_MARKS), st.text(max_size=3))
    pieces = draw(st.lists(piece, min_size=1, max_size=60))
    joints = draw(st.lists(st.sampled_from(_JOINTS), min_size=len(pieces), max_size=len(pieces)))
    return language, "".join(p + j for p, j in zip(pieces, joints, strict=True))


@_PROFILE
@given(_texts())
def test_every_span_holds_in_every_layer(row):
    """Words of the lexicon in any order, with any marks and any characters between them."""
    language, text = row
    _check(text, language)


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("text", _ODD.values(), ids=_ODD.keys())
def test_odd_texts_are_read(text, language):
    """Quotation marks that match nothing, capitals, tables, hidden characters: every layer gives spans that hold."""
    _check(text, language)


def _endless(language: str, count: int, mark: str) -> Document:
    """One sentence of so many words of the lexicon, with a mark after every seventh."""
    words = [word for word in _WORDS[language] if "." not in word]
    return _document(" ".join(words[k % len(words)] + (mark if k % 7 == 3 else "") for k in range(count)), language)


@pytest.mark.parametrize(("language", "mark"), [("en", "“"), ("it", "(")])
def test_a_sentence_of_ten_thousand_words_is_read(language, mark):
    """It is read to its end, and the spans of its claims hold."""
    doc = _endless(language, 10_000, mark)
    reading = READER.parse(doc)
    assert len(reading.tokens) >= 10_000
    for span in (span for claim in extract_claims(reading) for span in _spans(claim)):
        assert doc.text[span.start : span.end] == span.text


@pytest.mark.parametrize(("language", "mark"), [("en", ""), ("it", "“")])
def test_work_grows_with_length(language, mark):
    """Four times the words take less than seven times the calls; with a square they would take sixteen times as many."""

    def calls(count: int) -> int:
        reading = READER.parse(_endless(language, count, mark))
        profile = Profile()
        profile.runcall(extract_claims, reading)
        return sum(row.callcount for row in profile.getstats())

    calls(500)
    assert calls(4000) < 7 * calls(1000)
