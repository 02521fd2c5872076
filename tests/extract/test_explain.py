"""Tests of the reasons that are told for a claim."""

import pytest

from riscontro.extract import extract_claims
from riscontro.extract.explain import explain_claim


def _why(reading, index=0):
    explanation = explain_claim(reading, extract_claims(reading)[index])
    return explanation, {(r.field, r.how): r for r in explanation.reasons}


def test_each_field_is_told_by_the_words_that_decided_it(read):
    """Slots, goods, amounts, times, sources and the words of factuality are those that the extractor took."""
    text = "Iran may have sent 40 missiles to Russia in March, a Polish official said."
    explanation, why = _why(read(text, "en", "2024-06-19"))
    assert explanation.sentence.text == text
    assert why["kind", "entry"].words == ("sent",)
    assert (why["actor", "slot"].words, why["actor", "slot"].fact) == (("Iran",), "subj")
    assert (why["counterpart", "slot"].words, why["counterpart", "slot"].fact) == (("Russia",), "to")
    assert why["goods", "goods-named"].words == ("missiles",)
    assert why["quantities", "amount"].words == ("40 missiles",) or why["quantities", "amount"].words == ("40",)
    assert why["when", "own-time"].words[0].endswith("March")
    assert why["attribution", "content-of"].words == ("a Polish official", "said")
    assert "may" in why["certainty", "words"].words


def test_the_tree_holds_every_word_once_and_marks_the_parts(read):
    """The drawing has the words of the sentence, the top first, and says which of them play a part."""
    explanation, _ = _why(read("Iran has sent missiles to Russia. Nobody saw it.", "en"))
    assert sorted(word.text for word in explanation.tree) == sorted(["Iran", "has", "sent", "missiles", "to", "Russia", "."])
    assert (explanation.tree[0].text, explanation.tree[0].branch) == ("sent", "")
    marks = {word.text: word.marks for word in explanation.tree if word.marks}
    assert marks == {"sent": ("kind",), "Iran": ("actor",), "missiles": ("goods",), "Russia": ("counterpart",)}


def test_a_side_from_the_discourse_is_told_as_such(read):
    """What a later step filled is told with that step."""
    reading = read("Iran sent missiles to Russia. In return, Russia is sending food.", "en")
    explanation, why = _why(reading, 1)
    assert [p.state for p in explanation.claim.counterpart] == ["IR"]
    assert ("counterpart", "nobody") in why
    assert ("counterpart", "step-discourse") in why


def test_a_denial_of_an_earlier_claim_is_told_as_an_answer(read):
    """An answer says by which word it answers, and who."""
    reading = read("Iran sent missiles to Russia, Seoul said. Moscow denied it.", "en")
    claims = extract_claims(reading)
    place = next(k for k, claim in enumerate(claims) if claim.polarity == "denied")
    _, why = _why(reading, place)
    assert why["kind", "answer"].words == ("denied",)
    assert why["attribution", "answers"].words == ("Moscow",)


@pytest.mark.parametrize("language", ["en", "it"])
def test_explaining_changes_no_claim(language, read):
    """The claim explained is the one extracted."""
    text = {"en": "Iran has sent missiles to Russia.", "it": "L'Iran ha inviato missili alla Russia."}[language]
    reading = read(text, language)
    assert tuple(explain_claim(reading, claim).claim for claim in extract_claims(reading)) == extract_claims(reading)
