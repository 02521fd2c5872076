"""The JSON contract of claims and layers."""

import json

from making import KR, amount, article
from riscontro.model import (
    Attribution,
    Certainty,
    GoodsMention,
    Party,
    PartyMention,
    PartyType,
    Polarity,
    Predicate,
    QuantityMention,
    Span,
    Tense,
    TimeMention,
)
from riscontro.report import claim_json, layer_json

REQUIRED = ["id", "document", "language", "kind", "actor", "counterpart", "goods", "quantities", "when", "where"]
REQUIRED += ["attribution", "polarity", "certainty", "tense", "exchange", "span"]
SPAN = Span(0, 3, "two")


def test_claim_has_every_field_of_the_contract() -> None:
    """Required fields are there, plain JSON, and null where unknown."""
    (claim,) = article("a.txt", ("Missiles went.", {"by": (KR,), "quantities": (amount(40, None),)})).claims
    row = json.loads(json.dumps(claim_json(claim)))
    assert [key for key in REQUIRED if key not in row] == []
    assert row["attribution"][0] == {"source": {"name": "Seoul", "state": "KR", "id": None}, "cue": None, "said": None, "medium": None}
    assert row["quantities"][0]["min"] == 40
    assert row["quantities"][0]["max"] is None
    assert row["when"] is None


def test_whole_numbers_stay_whole() -> None:
    """A figure of forty is 40, not 40.0; a fraction stays one."""
    (claim,) = article("a.txt", ("Missiles went.", {"quantities": (amount(40.0, 2.5),)})).claims
    text = json.dumps(claim_json(claim)["quantities"])
    assert '"min": 40,' in text
    assert '"max": 2.5' in text


def test_layers_have_their_fields() -> None:
    """Each layer's object carries the fields that the format names."""
    party = Party("Seoul", "KR", "KR", PartyType.PLACE)
    items = {
        "span name state id type coreference": PartyMention(SPAN, party, 0),
        "span type value edtf anchor": TimeMention(SPAN, "date", "2024", "2024"),
        "span min max unit approximate kind cumulative of": QuantityMention(SPAN, amount(2, 2), 0),
        "span code": GoodsMention(SPAN, "arms", 0),
        "source cue content style party said": Attribution(None, SPAN, (SPAN,), "direct", party),
        "span lemma polarity certainty tense why": Predicate(SPAN, 0, "send", Polarity.DENIED, Certainty.CERTAIN, Tense.PAST, ("not",)),
    }
    assert [names for names, item in items.items() if set(names.split()) - layer_json(item).keys()] == []


def test_empty_attribution_is_null() -> None:
    """A source that is not there is null, not an empty span."""
    row = layer_json(Attribution(None, None, (SPAN,), "direct"))
    assert (row["source"], row["cue"], row["party"]) == (None, None, None)
