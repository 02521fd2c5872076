"""What the desk must see."""

import pytest

from making import ANALYSTS, KP, KR, RU, US, amount, article
from riscontro.model import Certainty, Polarity
from riscontro.queries import dossier

BACK = {"actor": (RU,), "counterpart": (KP,)}
DENIED = {"polarity": Polarity.DENIED}

CASES = [
    ("direction swapped", [{"by": (KR,)}, {"by": (KR,), **BACK}], ["direction"]),
    ("directions of two sources", [{"by": (KR,)}, {"by": (US,), **BACK}], []),
    ("other goods back", [{"by": (KR,)}, {"by": (KR,), **BACK, "goods": ("food",)}], []),
    ("unnamed sources are no siblings", [{"by": (ANALYSTS,)}, {"by": (ANALYSTS,), **BACK}], []),
    (
        "one figure both ways",
        [
            {"by": (KR,), "quantities": (amount(6700, 6700),)},
            {"by": (KR,), **BACK, "goods": ("food",), "quantities": (amount(6700, 6700),)},
        ],
        ["direction"],
    ),
    (
        "a handful both ways",
        [{"by": (KR,), "quantities": (amount(3, 3),)}, {"by": (KR,), **BACK, "goods": ("food",), "quantities": (amount(3, 3),)}],
        [],
    ),
    ("a factor of ten", [{"by": (KR,), "quantities": (amount(n, n),)} for n in (500, 5000)], ["factor"]),
    ("a factor of nine", [{"by": (KR,), "quantities": (amount(n, n),)} for n in (500, 4500)], []),
    ("two offices", [{"by": (who,), "quantities": (amount(n, n),)} for who, n in ((KR, 500), (US, 5000))], []),
    ("polarity", [{"by": (KR,)}, {"by": (KR,), **DENIED}], ["polarity"]),
    ("a denial without goods", [{"by": (KR,)}, {"by": (KR,), "goods": (), **DENIED}], ["polarity"]),
    ("a denial by another", [{"by": (KR,)}, {"by": (RU,), **DENIED}], []),
    ("capacity", [{"by": (KR,), "quantities": (amount(900, 900, "round", kind="capacity"),)}], ["capacity"]),
    ("firmer headline", [{"headline": True, "by": (KR,)}, {"by": (KR,), "certainty": Certainty.POSSIBLE}], ["headline"]),
    ("headline without the source", [{"headline": True}, {"by": (KR,)}], ["headline"]),
    ("headline that keeps the source", [{"headline": True, "by": (KR,)}, {"by": (KR,)}], []),
]


def _dossier(claims):
    return dossier([article("a.txt", *((f"Words number {i} of this.", facts) for i, facts in enumerate(claims)))], between=("RU", "KP"))


@pytest.mark.parametrize(("claims", "rules"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rules_that_fire(claims, rules: list[str]) -> None:
    """Each warning fires where it should and nowhere else."""
    assert [w.ground.rule for w in _dossier(claims).warnings] == rules


def test_capacity_taken_for_contents() -> None:
    """The same figure told as contents by another is named in the warning."""
    held, sent = amount(900, 900, "round", kind="capacity"), amount(900, 900, "round")
    (warning,) = _dossier([{"by": (KR,), "quantities": (held,)}, {"by": (US,), "quantities": (sent,)}]).warnings
    assert len(warning.citations) == 2
