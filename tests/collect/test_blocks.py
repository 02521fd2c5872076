"""Tests of what each piece of a text is taken for."""

import pytest

from riscontro.collect.blocks import classify
from riscontro.collect.plain import read_plain
from riscontro.collect.raw import Raw, assemble
from riscontro.model import BlockKind as K

_P1 = "The government in Minsk has denied that it sent shells to the port of Odesa in May, a spokesman said on Monday in a statement."
_P2 = "He gave no further details, and did not say who had paid for the train that witnesses saw leaving the depot before dawn."
_P3 = "Witnesses spoke of forty wagons. Two of them said that soldiers had guarded the line as far as the river since the night before."


def _kinds(text: str) -> list[K]:
    return [block.kind for block in classify(read_plain(text))[1]]


def _title(text: str) -> str | None:
    return classify(read_plain(text))[0]


@pytest.mark.parametrize(
    "title",
    [
        "Minsk denies sending shells",
        "Minsk denies sending shells.",
        "Did Minsk send shells to Odesa?",
        "Razzi su Odessa. Minsk nega",
        "\u201cWe sent nothing\u201d: Minsk denies it all",
        "Minsk Denies That It Ever Sent Any Shells By Rail To The Port Of Odesa Or Elsewhere In \u2018May.\u2019",
    ],
)
def test_the_first_line_is_the_headline(title):
    """A short first line, with or without a full stop, is the title, and the first paragraph under it the lede."""
    text = "\n\n".join((title, _P1, _P2, _P3))
    assert _kinds(text) == [K.TITLE, K.LEDE, K.BODY, K.BODY]
    assert _title(text) == title


@pytest.mark.parametrize(
    "paragraphs",
    [(_P1,), (_P1, _P2), (_P1, _P2, _P3), ("Minsk sent shells.",), ("Minsk sent shells by rail, Kyiv said.", "Minsk denied it on Monday.")],
)
def test_a_text_may_have_no_headline(paragraphs):
    """Text that begins with a paragraph has no title."""
    text = "\n\n".join(paragraphs)
    assert _title(text) is None
    assert _kinds(text)[0] is K.LEDE


@pytest.mark.parametrize("link", ["Skip to main content", "Salta al contenuto", "Menu", "Home > World"])
def test_the_headline_may_follow_a_skip_link(link):
    """Furniture at the top does not hide the headline."""
    text = "\n\n".join((link, "Minsk denies sending shells", _P1, _P2))
    assert _kinds(text) == [K.FURNITURE, K.TITLE, K.LEDE, K.BODY]


def test_a_label_above_the_headline_is_a_heading():
    """One or two words over the headline are a section label."""
    text = "\n\n".join(("Eastern front", "Minsk denies sending shells to Odesa", _P1, _P2))
    assert (_title(text), _kinds(text)) == ("Minsk denies sending shells to Odesa", [K.HEADING, K.TITLE, K.LEDE, K.BODY])


def test_a_deck_belongs_to_the_headline():
    """A second headline hung on the first is part of it, but not of the document's title."""
    text = f"Minsk denies sending shells; \nSpokesman gives no details.\n\n{_P1}\n\n{_P2}"
    assert (_title(text), _kinds(text)) == ("Minsk denies sending shells", [K.TITLE, K.TITLE, K.LEDE, K.BODY])


def test_a_headline_repeated_counts_once():
    """The headline again inside the text is furniture, and so is a pulled quote given twice."""
    text = "\n\n".join(("Minsk denies sending shells", _P1, "Minsk denies sending shells", _P2, _P2))
    assert _kinds(text) == [K.TITLE, K.LEDE, K.FURNITURE, K.BODY, K.FURNITURE]


@pytest.mark.parametrize("dots", ["...", "…", " ..."])
def test_a_cut_line_before_its_full_version(dots):
    """A caption given first cut off with dots, then whole, is furniture and caption."""
    caption = "Ivo Brandt riceve il generale Neri durante una cerimonia di benvenuto a Minsk."
    text = "\n\n".join(("Minsk nega", _P1, caption[:50].rstrip() + dots + "\n" + caption, _P2))
    assert _kinds(text) == [K.TITLE, K.LEDE, K.FURNITURE, K.CAPTION, K.BODY]


def test_a_dateline_by_itself_is_a_heading():
    """A first line of place and agency alone is no title."""
    for line in ("MINSK, Belarus (EX) --", "MINSK, May 3 (Example) --", "MINSK _", "Minsk, 3 May 2023"):
        text = "\n\n".join((line, _P1, _P2))
        assert (_title(text), _kinds(text)[0]) == (None, K.HEADING if "2023" not in line else _kinds(text)[0])


@pytest.mark.parametrize("label", ["ABSTRACT.", "FULL TEXT.", "What we know so far", "The train that never was", "LETTERS."])
def test_section_labels_are_headings(label):
    """Labels and short lines without an end mark over a paragraph are headings."""
    assert _kinds("\n\n".join(("Minsk denies sending shells", _P1, label, _P2)))[2] is K.HEADING


@pytest.mark.parametrize("line", ["The spokesman continued:", "\u201cNothing at all\u201d", "He left.", "- forty wagons", "nobody paid"])
def test_short_lines_that_are_no_headings(line):
    """Lines that end as sentences or lead-ins do, quotes and list items are body."""
    assert _kinds("\n\n".join(("Minsk denies sending shells", _P1, line, _P2)))[2] is K.BODY


def test_links_to_other_stories_are_furniture():
    """After `read also` the headlines listed are furniture, until a paragraph follows."""
    text = "\n\n".join(("Minsk nega", _P1, "Leggi anche:", "Seul teme un nuovo lancio", "Razzi su Odessa", _P2))
    assert _kinds(text) == [K.TITLE, K.LEDE, K.FURNITURE, K.FURNITURE, K.FURNITURE, K.BODY]


def test_a_link_named_in_its_line_takes_nothing_with_it():
    """Where `read also` names its link in the same line, the line that follows is judged by itself."""
    text = "\n\n".join(("Minsk nega", _P1, "Leggi anche: Seul teme un nuovo lancio", "Le accuse di Odessa", _P2))
    assert _kinds(text) == [K.TITLE, K.LEDE, K.FURNITURE, K.HEADING, K.BODY]


def test_what_follows_the_comments_is_furniture():
    """All after the comments at the end is furniture; a comment count at the top takes nothing with it."""
    text = "\n\n".join(
        (
            "Minsk denies sending shells",
            "24 comments",
            _P1,
            _P2,
            "Comments",
            "Jo: they sent them, everybody knows it, and we paid.",
            "Reply",
        )
    )
    assert _kinds(text) == [K.TITLE, K.FURNITURE, K.LEDE, K.BODY, K.FURNITURE, K.FURNITURE, K.FURNITURE]


@pytest.mark.parametrize(
    "line",
    ["File - A depot near Minsk.", "Foto: soldati caricano granate su un treno", "Ivo Brandt, left, greets Ada Moss in Minsk on May 3."],
)
def test_captions_are_told(line):
    """Lines that name a picture are captions."""
    assert _kinds("\n\n".join(("Minsk denies sending shells", _P1, line, _P2)))[2] is K.CAPTION


def test_kinds_that_a_format_gives_are_kept():
    """What a page marks as title, caption or heading stays that."""
    text, pieces = assemble([("Minsk denies", K.TITLE), ("A depot", K.CAPTION), (_P1, None), ("Reactions", K.HEADING), (_P2, None)])
    title, blocks = classify(Raw(text, pieces, structured=True))
    assert (title, [b.kind for b in blocks]) == ("Minsk denies", [K.TITLE, K.CAPTION, K.LEDE, K.HEADING, K.BODY])


def test_nothing_gives_nothing():
    """A text without pieces has no blocks and no title."""
    assert classify(read_plain("")) == (None, ())
