"""Tests of explanations as they are shown."""

import json
from functools import cache
from pathlib import Path

import pytest

from riscontro.errors import AmbiguousId, UnknownId
from riscontro.languages import table
from riscontro.model import Reading
from riscontro.pipeline import Reader, claims_of, explain
from riscontro.report import claim_json, claims_list, explanation_json, explanation_text

SAMPLES = Path(__file__).parents[2] / "src" / "riscontro" / "samples"
NAMES = ("2024-09-11-tideway-post.en.txt", "2024-02-21-lanterna.it.md", "2024-02-28-northgate-ledger.en.txt")


@cache
def _reading(name: str) -> Reading:
    return Reader().read(SAMPLES / name)


@pytest.mark.parametrize("ui", ["en", "it"])
@pytest.mark.parametrize("name", NAMES)
def test_every_claim_is_explained_in_both_languages(name, ui):
    """Each reason has a sentence; the sentence of the claim, its tree and its id stand in the text."""
    reading = _reading(name)
    for claim in claims_of(reading):
        explanation = explain(reading, claim.id)
        text = explanation_text(explanation, ui)
        assert claim.id in text
        assert table(ui, "interface")["phrases"]["explain-decided"] in text
        assert "{" not in text
        assert {reason.field for reason in explanation.reasons} >= {"kind", "polarity", "attribution"}
        assert len(explanation.tree) > 0


def test_machines_get_the_claim_after_its_schema_and_the_reasons():
    """The JSON holds the claim as other outputs have it."""
    reading = _reading(NAMES[0])
    claim = claims_of(reading)[0]
    row = json.loads(json.dumps(explanation_json(explain(reading, claim.id))))
    assert row["claim"] == claim_json(claim)
    assert {"field": "goods", "how": "goods-named", "words": ["ballistic missiles"], "fact": "arms.missile.ballistic"} in row["reasons"]
    assert [word["text"] for word in row["tree"] if "kind" in word["marks"]] == ["delivered"]


def test_a_claim_is_named_by_the_beginning_of_its_id():
    """A beginning that fits one claim is enough; none and several are errors that say what to do."""
    reading = _reading(NAMES[0])
    claims = claims_of(reading)
    assert explain(reading, claims[0].id[:8]).claim == claims[0]
    with pytest.raises(UnknownId):
        explain(reading, "zz")
    with pytest.raises(UnknownId):
        explain(reading, "")
    shared = next(c for c in "0123456789abcdef" if sum(claim.id.startswith(c) for claim in claims) > 1)
    with pytest.raises(AmbiguousId):
        explain(reading, shared)


def test_claims_are_listed_with_their_ids():
    """One line for each claim; a sentence where there are none."""
    claims = claims_of(_reading(NAMES[0]))
    assert [line.split()[0] for line in claims_list(claims).splitlines()] == [claim.id for claim in claims]
    assert claims_list((), "it") == table("it", "interface")["phrases"]["explain-none"] + "\n"
