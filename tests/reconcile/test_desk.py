"""The desk's judgements of a claim."""

import pytest

from making import claim, document
from riscontro.model import Judgement, Verb
from riscontro.reconcile import judged
from riscontro.reconcile.desk import FIELDS

DOC = document("a.txt", "Title", "Missiles went east.")
CLAIM = claim(DOC, "Missiles went east")


def _judgement(verb: Verb, field: str | None = None, value: str | None = None, claims=(CLAIM.id,)) -> Judgement:
    return Judgement(verb, claims, "because", "2024-07-01", field=field, value=value)


@pytest.mark.parametrize(
    ("verbs", "stands"),
    [([], True), ([Verb.ACCEPT], True), ([Verb.REJECT], False), ([Verb.REJECT, Verb.ACCEPT], True), ([Verb.MERGE], True)],
)
def test_rejection_and_acceptance(verbs, stands: bool) -> None:
    """The later of two contradicting judgements holds."""
    assert (judged(CLAIM, [_judgement(v) for v in verbs]) is not None) is stands


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("goods", "arms.drone, food", "('arms.drone', 'food')"),
        ("when", "2024-03", "'2024-03'"),
        ("when", "", "None"),
        ("polarity", "denied", "<Polarity.DENIED: 'denied'>"),
    ],
)
def test_correction(field: str, value: str, expected: str) -> None:
    """A corrected field has the desk's value; the id stays."""
    made = judged(CLAIM, [_judgement(Verb.CORRECT, field, value)])
    assert made is not None
    assert (repr(getattr(made, field)), made.id) == (expected, CLAIM.id)


def test_corrected_parties_are_states() -> None:
    """Parties are corrected by their codes."""
    made = judged(CLAIM, [_judgement(Verb.CORRECT, "actor", "RU, IR")])
    assert made is not None
    assert [p.state for p in made.actor] == ["RU", "IR"]


def test_other_claims_are_untouched() -> None:
    """A judgement touches the claims it names."""
    assert judged(CLAIM, [_judgement(Verb.REJECT, claims=("other",))]) == CLAIM


@pytest.mark.parametrize(("field", "value"), [("certainty", "sure"), ("kind", "gift")])
def test_impossible_values_are_refused(field: str, value: str) -> None:
    """A value that a field cannot have is an error."""
    with pytest.raises(ValueError, match=value):
        judged(CLAIM, [_judgement(Verb.CORRECT, field, value)])


def test_every_field_is_one_of_the_claim() -> None:
    """Nothing can be corrected that a claim does not have."""
    assert [name for name in FIELDS if not hasattr(CLAIM, name)] == []
