"""Copies and rewrites of one text."""

import random

import pytest

from making import document
from riscontro.reconcile import alike, find_families, signature

TEXT = (
    "The defence minister said on Monday that about 6,700 containers had gone east since the summer, and that they could hold more than three million "
    "shells. He told reporters that the load may well be a mixture of two calibres, and that food seemed to make up the largest share of what came back."
)
OTHER = (
    "Fishermen at the northern harbour complained about the price of diesel and the length of the winter, while the council put off the repair of the pier "
    "for the third year running and promised a new survey of the sea wall by the end of the spring, weather and money permitting, the mayor told a full hall."
)


def _signature(name: str, text: str):
    return signature(document(name, name, text))


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        (TEXT, True),
        (TEXT.upper(), True),
        (TEXT.replace("on Monday ", ""), True),
        (TEXT + " " + " ".join(OTHER.split()[:12]), True),
        (OTHER, False),
    ],
)
def test_likeness(text: str, copy: bool) -> None:
    """A text with a few words changed is a copy, another text is none."""
    one, other = _signature("a.txt", TEXT), _signature("b.txt", text)
    assert bool(alike(one, [other])) is copy
    assert bool(find_families([one, other])) is copy


def test_families_never_depend_on_the_order() -> None:
    """Whatever comes first, a family is the same and bears the smallest id."""
    rows = [
        _signature(f"{i}.txt", text)
        for i, text in enumerate([TEXT, OTHER, TEXT.replace("Monday", "Tuesday"), OTHER.replace("spring", "year"), "Too short."])
    ]
    families = find_families(rows)
    assert sorted(families.values()) == sorted(2 * [min(rows[i].document, rows[i + 2].document) for i in (0, 1)], key=str)
    assert find_families(random.Random(3).sample(rows, len(rows))) == families


def test_short_texts_are_copies_only_where_they_are_the_same() -> None:
    """Two short notes of different words are no copies."""
    doc = document("a.txt", "Note", "Missiles went east.")
    assert find_families([signature(doc), signature(document("b.txt", "Note", "Missiles went west."))]) == {}


def test_signatures_are_the_same_on_every_machine() -> None:
    """The numbers depend on the words alone."""
    assert _signature("a.txt", TEXT).bands[0] == "0:ce0bc74914de0e95"
