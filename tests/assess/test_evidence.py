"""Evidence that origins share is said."""

import pytest

from making import Party, article, event_of
from riscontro.model import Kind, Place
from riscontro.weighing import weigh_event

LABS = (Party("Saltmarsh Laboratory"), Party("Istituto Meridiana"))
DEBRIS, ROTTAMI = "It was made there, as the debris shows.", "Viene da lì, dicono i rottami."


def _rules(*claims) -> set[str]:
    rows = [
        article(f"{i}.txt", (words, {"kind": Kind.TRACE, "by": (who,), **facts}), language=ui)
        for i, (words, ui, who, facts) in enumerate(claims)
    ]
    return {g.rule for g in weigh_event(event_of(*rows)).grounds}


def _at(place: str):
    return {"where": (Place(place),)}


CASES = [
    ("two laboratories", [(DEBRIS, "en", LABS[0], {}), (ROTTAMI, "it", LABS[1], {})], True),
    ("at one place", [(DEBRIS, "en", LABS[0], _at("Kharkiv")), (ROTTAMI, "it", LABS[1], _at("Kharkiv"))], True),
    ("at two places", [(DEBRIS, "en", LABS[0], _at("Kharkiv")), (ROTTAMI, "it", LABS[1], _at("Odesa"))], False),
    ("at two times", [(DEBRIS, "en", LABS[0], {"when": "2024-01"}), (ROTTAMI, "it", LABS[1], {"when": "2024-05"})], False),
    ("one examiner", [(DEBRIS, "en", LABS[0], {}), ("It came from there.", "en", LABS[1], {})], False),
    ("one laboratory twice", [(DEBRIS, "en", LABS[0], {}), (ROTTAMI, "it", LABS[0], {})], False),
]


@pytest.mark.parametrize(("claims", "shared"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_shared_evidence(claims, shared: bool) -> None:
    """Two examiners of what can be one thing share their evidence; two places or times are two things."""
    assert ("shared-evidence" in _rules(*claims)) is shared


def test_what_passed_is_no_thing_examined() -> None:
    """Words for debris beside a transfer tell of no shared evidence."""
    made = event_of(*(article(f"{i}.txt", (DEBRIS, {"by": (who,)})) for i, who in enumerate(LABS)))
    assert "shared-evidence" not in {g.rule for g in weigh_event(made).grounds}
