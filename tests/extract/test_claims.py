"""From frames to claims: whole sentences with the claim that must come out, and what holds of every claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riscontro.extract import extract_claims
from riscontro.model import Claim, Reading

PUBLISHED = "2024-05-10"


def one(read: Callable[..., Reading], text: str, language: str, kind: str) -> Claim:
    """The only claim of the kind."""
    found = [c for c in extract_claims(read(text, language, PUBLISHED)) if c.kind == kind]
    assert len(found) == 1, [(c.kind, c.span.text) for c in found]
    return found[0]


def side(parties: Any) -> list[str]:
    """States, ids or names."""
    return [p.state or p.id or p.name for p in parties]


def test_reportative_conditional_with_source(read: Any) -> None:
    """Direction, goods, amount, source and hedge of a sentence that has them all."""
    claim = one(read, "Secondo Seul, Pyongyang avrebbe inviato a Mosca circa 40 missili da marzo.", "it", "transfer")
    assert (side(claim.actor), side(claim.counterpart), claim.goods) == (["KP"], ["RU"], ("arms.missile",))
    assert [(q.min, q.unit, q.approximate) for q in claim.quantities] == [(40, "item", True)]
    assert (claim.certainty, claim.polarity, claim.tense, claim.when) == ("possible", "affirmed", "past", "2024-03/2024-05")
    assert side(link.source for link in claim.attribution) == ["KR"]


def test_denial_turns_polarity_and_has_its_source(read: Any) -> None:
    """A denied receipt is a denied transfer from giver to receiver, on the word of who denies."""
    claim = one(read, "Il Cremlino ha smentito di aver ricevuto armi dalla Corea del Nord.", "it", "transfer")
    assert (side(claim.actor), side(claim.counterpart), claim.polarity) == (["KP"], ["RU"], "denied")
    assert side(link.source for link in claim.attribution) == ["RU"]
    assert claim.denial == "categorical"


def test_denial_of_what_was_said_before(read: Any) -> None:
    """ "Moscow denied it" denies the claim before it."""
    text = "Seoul said that North Korea had sent shells to Russia. Moscow denied it."
    claims = [c for c in extract_claims(read(text, "en", PUBLISHED)) if c.kind == "transfer"]
    assert [(side(c.actor), side(c.counterpart), c.polarity) for c in claims] == [(["KP"], ["RU"], "affirmed"), (["KP"], ["RU"], "denied")]


def test_running_total_ends_when_it_was_said(read: Any) -> None:
    """ "Since September", said in February, reaches to February."""
    claim = one(
        read, "Russia has received 10,000 containers of shells from North Korea since September, the US said in February.", "en", "transfer"
    )
    assert claim.when == "2023-09/2024-02"


def test_exchange_is_marked_on_both_sides(read: Any) -> None:
    """What is given in return is a claim of its own, and both are marked."""
    claims = [
        c for c in extract_claims(read("Moscow sent oil to Pyongyang in exchange for shells.", "en", PUBLISHED)) if c.kind == "transfer"
    ]
    assert {(side(c.actor)[0], side(c.counterpart)[0], c.exchange) for c in claims} == {("RU", "KP", True), ("KP", "RU", True)}


def test_empty_side_is_filled_from_the_claim_before(read: Any) -> None:
    """The receiver that a sentence leaves out is the partner named before."""
    text = "North Korea has sent shells to Russia. In return, Russia is sending food."
    claims = [c for c in extract_claims(read(text, "en", PUBLISHED)) if "food" in c.goods]
    assert [(side(c.actor), side(c.counterpart)) for c in claims] == [(["RU"], ["KP"])]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "«", '"' * 40, "Russia " * 300, "Moscow sent " * 200, "\u200b\u00ad Iran\u00a0sent drones to Russia"]
)
def test_odd_texts_are_read(read: Any, text: str) -> None:
    """Nothing, quotes without words, repetitions and invisible characters raise nothing."""
    assert isinstance(extract_claims(read(text, "en", PUBLISHED)), tuple)


WORDS = st.sampled_from(
    [
        "Russia",
        "North",
        "Korea",
        "Iran",
        "sent",
        "received",
        "denied",
        "missiles",
        "shells",
        "to",
        "from",
        "by",
        "the",
        "said",
        "that",
        "will",
        "not",
        ",",
        ".",
        '"',
        "«",
        "»",
        "10,000",
        "(",
        ")",
        "it",
        "they",
        "which",
        "who",
        "sanctions",
        "on",
        "talks",
        "with",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, max_size=40))
def test_every_span_is_its_words(words: list[str]) -> None:
    """Whatever the words, the span of each claim lies in the text and is its own words, and ids do not repeat."""
    from conftest import reading_of

    reading = reading_of(" ".join(words), "en", PUBLISHED)
    claims = extract_claims(reading)
    assert all(reading.document.text[c.span.start : c.span.end] == c.span.text for c in claims)
    assert len({c.id for c in claims}) == len(claims)


@pytest.mark.parametrize(
    ("language", "text", "outcome", "certainty"),
    [
        ("en", "Russia offered North Korea wheat.", "offered", "possible"),
        ("it", "Londra ha promesso a Kiev undici milioni di euro.", "promised", "certain"),
        ("en", "Washington approved the sale of 40 fighter jets to Turkey.", "approved", "certain"),
    ],
)
def test_what_is_offered_or_promised_has_not_passed(read: Any, language: str, text: str, outcome: str, certainty: str) -> None:
    """Offers are possible, promises and approvals certain, all of them to come."""
    claim = one(read, text, language, "transfer")
    assert (claim.outcome, claim.certainty, claim.tense) == (outcome, certainty, "future")


@pytest.mark.parametrize(
    ("language", "text", "sources"),
    [
        ("en", "North Korea sent shells to Russia, the United States said on June 3, 2024.", ["US"]),
        ("en", "North Korea sent shells to Russia, an official said on condition of anonymity.", ["official"]),
        ("en", "North Korea sent shells to Russia, according to an officer who spoke on condition of anonymity.", ["officer"]),
        ("en", "North Korea has sent shells to Russia, Seoul's defence minister, Shin Won-sik, said on Monday.", ["KR"]),
        ("en", "The US and South Korea said that North Korea had sent shells to Russia.", ["US", "KR"]),
        (
            "it",
            "La Corea del Nord ha inviato granate in Russia, ha detto lunedì in conferenza stampa il ministro della Difesa sudcoreano.",
            ["KR"],
        ),
    ],
)
def test_who_says_so_is_no_side_to_it(read: Any, language: str, text: str, sources: list[str]) -> None:
    """The source of a report, wherever its words stand, and nobody who only speaks is a side."""
    claim = one(read, text, language, "transfer")
    assert (side(claim.actor), side(claim.counterpart)) == (["KP"], ["RU"])
    assert side(link.source for link in claim.attribution) == sources
