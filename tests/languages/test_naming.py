"""Names and sentences in the languages of the interface."""

import string

import pytest

from riscontro.errors import UnknownParty
from riscontro.languages import LANGUAGES, table
from riscontro.languages.naming import Phrases, party_code


def _blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("ui", LANGUAGES)
@pytest.mark.parametrize("name", ["phrases", "bodies", "goods", "outcomes", "units"])
def test_every_language_says_everything(ui: str, name: str) -> None:
    """Each table has the same keys, and each sentence the same blanks, as in English."""
    english, other = table("en", "interface")[name], table(ui, "interface")[name]
    singular = {key for key in english.keys() ^ other.keys() if not key.endswith("-one")}
    assert not singular
    assert [k for k in english.keys() & other.keys() if _blanks(english[k]) != _blanks(other[k])] == []


@pytest.mark.parametrize(
    ("text", "code"), [("KP", "KP"), ("kp", "KP"), ("North Korea", "KP"), ("corea del nord", "KP"), ("NATO", "NATO"), ("UN", "UN")]
)
def test_party_code(text: str, code: str) -> None:
    """A party is found by code or by name in any language."""
    assert party_code(text) == code


def test_near_miss_gets_a_hint() -> None:
    """A misspelt name is told its neighbour."""
    with pytest.raises(UnknownParty, match="RU"):
        party_code("Russai")


@pytest.mark.parametrize(
    ("ui", "edtf", "words"),
    [
        ("en", "2024-05", "May 2024"),
        ("it", "2024-05", "maggio 2024"),
        ("it", "2024-05-03", "3 maggio 2024"),
        ("en", "2024-05/..", "from May 2024"),
        ("en", "../2024", "until 2024"),
        ("en", "2024~", "about 2024"),
        ("en", None, "undated"),
        ("en", "odd", "odd"),
        ("it", "2023-24", "inverno 2023"),
    ],
)
def test_dates_in_words(ui: str, edtf: str | None, words: str) -> None:
    """Dates are written as the language writes them."""
    assert Phrases(ui).when(edtf) == words


def test_outcomes_have_names() -> None:
    """An outcome is told in the language of the interface, an unknown one as it is."""
    assert [Phrases("it").outcome(code) for code in ("abstain", "odd")] == ["astensione", "odd"]


def test_unknown_goods_take_their_parents_name() -> None:
    """A code without a name of its own is called after its parent."""
    assert Phrases().goods("arms.drone.sea") == "drones"
