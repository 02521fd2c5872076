"""The tables of names: complete, unambiguous, and true to their examples."""

from __future__ import annotations

import pytest

from riscontro import languages
from riscontro.extract.parties.gazetteer import Role, cldr_names, gazetteer, inflections, pieces, state_names
from riscontro.extract.parties.leaders import leader_of, leaders
from riscontro.extract.parties.words import party_words

STATES = languages.table("common", "states")["states"]


def test_every_state_has_names_in_both_languages() -> None:
    """CLDR or the table gives every state a name, and nearly all an adjective."""
    assert len(STATES) > 190
    for code, row in STATES.items():
        assert cldr_names(code) or row.get("names"), code
    for language in languages.LANGUAGES:
        assert sum(bool(row.get(language)) for row in STATES.values()) > 180


def test_no_name_is_claimed_by_two_states() -> None:
    """One name, one state, and one role."""
    owners: dict[str, set[tuple[str, ...]]] = {}
    for name, entry in state_names():
        owners.setdefault(" ".join(w for w, _ in pieces(name)), set()).add(entry.states)
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_no_adjective_is_claimed_by_two_states(language: str) -> None:
    """One form, one state."""
    owners: dict[str, set[str]] = {}
    for code, row in STATES.items():
        for word in row.get(language, ()):
            for form in inflections(word, language):
                owners.setdefault(form.lower(), set()).add(code)
    assert {form: codes for form, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("table", ["states", "bodies", "cities"])
def test_examples_of_the_tables_hold(table: str) -> None:
    """Every example is a name in one of the languages, and no counterexample is."""
    data = languages.table("common", table)
    for example in data["examples"]:
        assert any(_found(example, language) for language in languages.LANGUAGES), example
    for word in data["counterexamples"]:
        assert not any(_found(word, language) for language in languages.LANGUAGES), word


def _found(text: str, language: str) -> bool:
    parts = pieces(text)
    for k in range(len(parts)):
        for words, cases, _ in gazetteer(language).get(parts[k][0], ()):
            span = parts[k : k + len(words)]
            if tuple(w for w, _ in span) == words and all(c >= need for (_, c), need in zip(span, cases, strict=True)):
                return True
    return False


def test_examples_of_the_leaders_hold() -> None:
    """Examples name somebody, counterexamples nobody."""
    data = languages.table("common", "leaders")
    for example in data["examples"]:
        assert leader_of(tuple(w for w, _ in pieces(example)), None), example
    for example in data["counterexamples"]:
        assert leader_of(tuple(w for w, _ in pieces(example)), None) is None, example


def test_leaders_belong_to_known_states_or_bodies() -> None:
    """Every leader is of a state, a body or a group of the tables, for terms that begin before they end."""
    bodies = languages.table("common", "bodies")
    known = set(STATES) | set(bodies["international"]) | set(bodies["groups"])
    for found in leaders().values():
        for leader in found:
            assert leader.of in known, leader.name
            assert all(not end or start <= end for start, end in leader.terms), leader.name


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_examples_of_the_party_nouns_hold(language: str) -> None:
    """The last word of each example is a party noun; counterexamples are none."""
    words, data = party_words(language), languages.table(language, "parties")["examples"]
    assert all(
        example.split()[-1].lower() in words.nouns or example.split()[-1].lower() in words.descriptions["two"] for example in data["nouns"]
    )
    assert not any(example in words.nouns for example in data["nouns_not"])


def test_longer_names_win() -> None:
    """The row of a first word is tried longest first."""
    rows = gazetteer("en")["south"]
    assert [len(words) for words, _, _ in rows] == sorted((len(words) for words, _, _ in rows), reverse=True)
    assert any(entry.role is Role.ADJECTIVE for _, _, entry in rows)
