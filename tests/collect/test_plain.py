"""Tests of paragraphs in plain text."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riscontro.collect.plain import paragraphs, read_plain

_LONG = (
    "The convoy left the depot before dawn, two guards said, and crossed the river near the old mill without being stopped by anyone. "
    "By noon it had reached the border. Three drivers were questioned there for an hour and then let go, according to the customs office."
)
_NEXT = "Nobody in the capital would say who had signed the papers, and the ministry did not answer three letters that asked for them."


def _pieces(text):
    return [" ".join(text[p.start : p.end].split()) for p in paragraphs(text)]


@pytest.mark.parametrize("width", [50, 65, 72, 80, 100])
def test_wrapped_lines_are_joined(width):
    """Paragraphs wrapped at a width, blank lines between, are one piece each."""
    text = "\n\n".join(textwrap.fill(words, width) for words in (_LONG, _NEXT))
    assert _pieces(text) == [_LONG, _NEXT]


def test_wrapped_paragraphs_without_blank_lines_part_where_a_line_ends_early():
    """In wrapped text without blank lines a line with room left ends its paragraph."""
    text = "\n".join(textwrap.fill(words, 70) for words in (_LONG, _NEXT, _LONG))
    assert _pieces(text) == [_LONG, _NEXT, _LONG]


def test_wrapped_paragraphs_may_be_told_by_indents():
    """A line set in opens a paragraph."""
    text = "\n".join(textwrap.fill(words, 70, initial_indent="    ") for words in (_LONG, _NEXT))
    assert _pieces(text) == [_LONG, _NEXT]


def test_a_paragraph_a_line():
    """Where lines are paragraphs, each is a piece, with blank lines or without."""
    assert _pieces(f"{_LONG}\n{_NEXT}\n{_LONG}") == [_LONG, _NEXT, _LONG]
    assert _pieces(f"{_LONG}\n\n{_NEXT}\n \n{_LONG}\n") == [_LONG, _NEXT, _LONG]


def test_a_deck_under_a_headline_is_its_own_piece():
    """Two lines of a headline that were not wrapped stay two, and the second knows that it hangs on the first."""
    text = f"Convoy crosses the river; \nMinistry will not say who signed.\n\n{_LONG}"
    assert _pieces(text)[:2] == ["Convoy crosses the river;", "Ministry will not say who signed."]
    assert [piece.joined for piece in paragraphs(text)] == [False, True, False]


def test_a_sentence_that_plainly_runs_on_is_joined():
    """A line that goes on in lower case is joined whatever the width."""
    text = f"{_LONG} Then they\nwent home, and nobody saw them again.\n\n{_NEXT}"
    assert _pieces(text) == [f"{_LONG} Then they went home, and nobody saw them again.", _NEXT]


def test_list_items_stay_apart():
    """Items with bullets or numbers are pieces, even in wrapped text."""
    text = textwrap.fill(_LONG, 70) + "\n- first crate of shells\n- second crate of shells\n3. third crate\n\n" + textwrap.fill(_NEXT, 70)
    assert _pieces(text)[1:4] == ["- first crate of shells", "- second crate of shells", "3. third crate"]


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aB .,\n\t-1\u200b\u00a0\x0c\u2028é"), max_size=200))
def test_pieces_lose_nothing(text):
    """On any text pieces come in order, are trimmed, and leave out only what cannot be seen."""
    at = 0
    for piece in read_plain(text).pieces:
        assert at <= piece.start < piece.end
        assert not "".join(text[at : piece.start].split()).strip("\u200b")
        assert text[piece.start : piece.end].strip() == text[piece.start : piece.end]
        at = piece.end
    assert not text[at:].strip().strip("\u200b \n\t\u00a0\x0c\u2028")
