"""Times that belong to a verb, and when something was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from riscontro.extract.times import find_times
from riscontro.extract.times.clausetime import said_on, time_of
from riscontro.model import Reading

TEXT = "The minister said on Monday that the ship had sailed in March."


def at(reading: Reading, word: str) -> int:
    """The token with these words."""
    return next(t.i for t in reading.tokens if t.text == word)


@pytest.mark.parametrize(("verb", "want"), [("said", "2024-06-17"), ("sailed", "2024-03")])
def test_each_verb_has_its_own_time(read: Callable[..., Reading], verb: str, want: str) -> None:
    """A time belongs to the first verb above it."""
    reading = read(TEXT, "en", "2024-06-19")
    found = time_of(reading, at(reading, verb), find_times(reading))
    assert found is not None and found.edtf == want


def test_what_is_said_dates_no_utterance(read: Callable[..., Reading]) -> None:
    """A time inside the content says nothing of when it was said."""
    reading = read(TEXT, "en", "2024-06-19")
    content = reading.document.span(TEXT.index("on Monday"), len(TEXT))
    assert said_on(reading, at(reading, "said"), find_times(reading), [content]) is None


def test_an_utterance_is_dated_by_its_cue(read: Callable[..., Reading]) -> None:
    """The time at the cue is when it was said."""
    reading = read("Un funzionario ha dichiarato in marzo che la nave era partita.", "it", "2024-06-19")
    assert said_on(reading, at(reading, "dichiarato"), find_times(reading)) == "2024-03"
