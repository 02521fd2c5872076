"""Whose word it is: names, states, outlets, and sources that name nobody."""

import pytest

from making import claim, document
from riscontro import languages
from riscontro.languages.voices import unnamed, voice
from riscontro.model import Article, Party, Standing
from riscontro.model.questions import cite


def _voice(source: Party | None, **facts):
    doc = document("a.txt", "Title", "Missiles went east.", **facts)
    made = claim(doc, "Missiles went east", by=(source,) if source else ())
    return voice(cite(Article(doc, (made,)))[0])


@pytest.mark.parametrize("language", languages.LANGUAGES)
@pytest.mark.parametrize("group", ["anonymous", "collective", "thing"])
def test_every_example_names_nobody(language: str, group: str) -> None:
    """Each example of an unnamed source is unresolved, each counterexample is not."""
    data = languages.table(language, "unnamed")[group]
    assert [x for x in data["examples"] if not unnamed(Party(x), language)] == []
    assert [x for x in data["counterexamples"] if unnamed(Party(x), language)] == []


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_somebody_in_an_office(language: str) -> None:
    """Each example is nobody even with a state read into it, each counterexample is somebody."""
    data = languages.table(language, "unnamed")["individual"]
    assert not unnamed(Party("agenzia ufficiale KCNA", "KP"), "it")
    assert [x for x in data["examples"] if not unnamed(Party(x, "KR"), language)] == []
    assert [x for x in data["counterexamples"] if unnamed(Party(x, "KR"), language)] == []


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_office_of_a_known_state_is_somebody(language: str) -> None:
    """Sources inside a named state's office count as that state."""
    assert [x for x in languages.table(language, "unnamed")["office"]["examples"] if unnamed(Party(x, "KR"), language)] == []


def test_two_speakers_of_one_state_share_a_key() -> None:
    """A minister and a capital are one voice."""
    assert _voice(Party("Hong Min-ho", "KR")).key == _voice(Party("Seoul", "KR")).key


def test_analysts_of_a_state_stay_unnamed() -> None:
    """A nationality makes nobody of analysts."""
    assert _voice(Party("South Korean analysts", "KR")).standing is Standing.UNRESOLVED


def test_officials_of_a_state_are_that_state() -> None:
    """Officials speak for the state that their own words name; a state that was read into them makes them nobody."""
    assert _voice(Party("US officials", "US")).key == "state:US"
    assert _voice(Party("officials", "US")).standing is Standing.UNRESOLVED


def test_cited_outlet_is_a_carrier() -> None:
    """An outlet that stands last in the chain names no source of its own."""
    assert _voice(Party("Reuters")).standing is Standing.CARRIER


def test_state_outlet_speaks_for_its_state() -> None:
    """A state's agency is that state's voice."""
    assert _voice(Party("KCNA")).key == "state:KP"


def test_no_chain_is_the_carrier() -> None:
    """A flat statement is the article's own."""
    assert _voice(None, publisher="The Gull").standing is Standing.CARRIER


def test_a_number_of_people_is_nobody() -> None:
    """A source that begins with a figure names nobody; an outlet of such a name is one."""
    assert _voice(Party("40 soldiers", "KP")).standing is Standing.UNRESOLVED
    assert _voice(Party("38 North")).standing is Standing.CARRIER
