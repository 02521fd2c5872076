"""Nouns come back as they went."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from making import article
from riscontro.model import AmountRange, Claim, Document, Ground
from riscontro.store.codec import from_json, to_json

FEW = settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)


@FEW
@given(st.builds(Claim))
def test_a_claim_comes_back(claim: Claim) -> None:
    """Through JSON, whatever its fields hold."""
    assert repr(from_json(Claim, json.loads(json.dumps(to_json(claim))))) == repr(claim)


@FEW
@given(st.builds(Document, blocks=st.just(())))
def test_a_document_comes_back(doc: Document) -> None:
    """Through JSON, whatever its fields hold."""
    assert from_json(Document, json.loads(json.dumps(to_json(doc)))) == doc


@FEW
@given(st.builds(AmountRange), st.builds(Ground))
def test_parts_of_findings_come_back(spread: AmountRange, ground: Ground) -> None:
    """Ranges and grounds too."""
    assert repr(from_json(AmountRange, to_json(spread))) == repr(spread)
    assert repr(from_json(Ground, to_json(ground))) == repr(ground)


def test_defaults_take_no_room() -> None:
    """A field that has its default is not written, and one that is kept elsewhere is not either."""
    claim = article("a.txt", ("Words of it.", {})).claims[0]
    row = to_json(claim, without=frozenset({"id", "document"}))
    assert not {"id", "document", "outcome", "headline", "when"} & row.keys()
    assert from_json(Claim, row, id=claim.id, document=claim.document) == claim
