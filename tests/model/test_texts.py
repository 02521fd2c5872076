"""Tests of the nouns of texts."""

from riscontro.model import Reading, Token, once


def test_a_token_knows_its_lower_case_and_its_bare_relation():
    """The lower case form and the relation without subtype are kept beside the word."""
    token = Token(0, 0, 4, "Sent", "send", "VERB", {}, 0, "nsubj:pass")
    assert (token.lower, token.relation) == ("sent", "nsubj")


def test_dependents_are_found_by_relation_and_subtype(read):
    """A plain relation covers its subtypes; a subtype stands for itself alone."""
    reading = read("The trucks were sent by Minsk.", "en")
    verb = next(t.i for t in reading.tokens if t.text == "sent")
    assert [t.text for t in reading.kids(verb, "nsubj")] == ["trucks"]
    assert [t.text for t in reading.kids(verb, "nsubj:pass")] == ["trucks"]
    assert reading.kids(verb, "obj") == ()


def test_once_works_out_each_reading_and_arguments_once(read):
    """The second call gives the first one's result; another argument or reading is worked out anew."""
    calls = []

    @once
    def length(reading: Reading, least: int = 0) -> int:
        calls.append((reading, least))
        return sum(len(t.text) >= least for t in reading.tokens)

    one, other = read("Minsk sent forty trucks.", "en"), read("Nothing was sent.", "en")
    assert [length(one), length(one), length(one, 5), length(one, least=6), length(other)] == [5, 5, 3, 1, 4]
    assert len(calls) == 4
