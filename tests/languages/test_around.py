"""What the words around a claim tell of its source."""

import pytest

from making import claim, document
from riscontro import languages
from riscontro.languages.around import cooperators, is_anonymous, sentence_of, setting, told_of
from riscontro.model import Article
from riscontro.model.questions import cite


def _rows(group: str, field: str):
    return [(ui, row) for ui in languages.LANGUAGES for row in languages.table(ui, "evidence")[group].get(field, ())]


@pytest.mark.parametrize(("language", "row"), _rows("cooperation", "examples"))
def test_cooperation(language: str, row) -> None:
    """The party worked with is named."""
    assert cooperators(row["text"], language) == (row["party"],)


@pytest.mark.parametrize(("language", "text"), _rows("cooperation", "counterexamples"))
def test_no_cooperation(language: str, text: str) -> None:
    """A party that is only named is no partner."""
    assert cooperators(text, language) == ()


@pytest.mark.parametrize(("language", "text"), _rows("anonymous", "examples"))
def test_anonymity(language: str, text: str) -> None:
    """The speaker would not be named."""
    assert is_anonymous(text, language)


@pytest.mark.parametrize(("language", "text"), _rows("anonymous", "counterexamples"))
def test_no_anonymity(language: str, text: str) -> None:
    """To name something is no anonymity."""
    assert not is_anonymous(text, language)


@pytest.mark.parametrize("group", ["things", "examining", "knowing"])
def test_words_of_a_group(group: str) -> None:
    """Each example holds a word of its group."""
    assert [text for ui, text in _rows(group, "examples") if not told_of(text, ui, group)] == []


@pytest.mark.parametrize(
    ("medium", "language", "kind"),
    [
        ("conferenza stampa", "it", "press conference"),
        ("news conference", "en", "press conference"),
        ("telegram", "en", "telegram"),
        (None, "en", None),
    ],
)
def test_settings_are_the_same_in_every_language(medium, language: str, kind) -> None:
    """An occasion is one whatever the words."""
    assert setting(medium, language) == kind


@pytest.mark.parametrize(("beside", "text"), [(0, "Missiles went east. "), (1, "It rained. Missiles went east. All saw it.")])
def test_the_sentence_around_a_claim(beside: int, text: str) -> None:
    """The sentence of the claim, and those beside it in its paragraph."""
    doc = document("a.txt", "Title.", "Before. It rained. Missiles went east. All saw it.", "Another paragraph.")
    (citation,) = cite(Article(doc, (claim(doc, "Missiles went east"),)))
    assert sentence_of(citation, beside) == text
