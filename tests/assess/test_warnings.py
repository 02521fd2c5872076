"""What the desk must see."""

import pytest

from making import ANALYSTS, KP, KR, RU, US, amount, article
from riscontro.model import Certainty, Party, PartyType, Polarity
from riscontro.queries import dossier_of as dossier

BACK = {"actor": (RU,), "counterpart": (KP,)}
MINISTER = Party("Shin Won-sik", "KR", "Shin Won-sik", PartyType.PERSON)
SPIES = Party("South Korean intelligence", "KR", None, PartyType.GOVERNMENT)
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
    ("a lost separator", [{"by": (KR,), "quantities": (amount(n, n),)} for n in (11, 11000)], ["factor"]),
    ("two carriers of one capacity", [{"by": (KR,), "quantities": (amount(900, 900, "round", kind="capacity"),)}] * 2, ["capacity"]),
    ("a minister become intelligence", [{"by": (who,), "quantities": (amount(6700, 6700),)} for who in (MINISTER, SPIES)], ["upgraded"]),
    ("a capital become intelligence", [{"by": (who,), "quantities": (amount(6700, 6700),)} for who in (KR, SPIES)], []),
    (
        "a minister and intelligence of other figures",
        [{"by": (who,), "quantities": (amount(n, n),)} for who, n in ((MINISTER, 6700), (SPIES, 6800))],
        [],
    ),
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


@pytest.mark.parametrize(("low", "key"), [(11, "separator was lost"), (100, "factor of 10 or more")])
def test_the_same_digits_a_thousand_times_apart_are_named_so(low: int, key: str) -> None:
    """A lost separator is told from figures that are merely far apart."""
    (warning,) = _dossier([{"by": (KR,), "quantities": (amount(n, n),)} for n in (low, 11000)]).warnings
    assert key in warning.ground.sentence


def test_capacity_taken_for_contents() -> None:
    """The same figure told as contents by another is named in the warning."""
    held, sent = amount(900, 900, "round", kind="capacity"), amount(900, 900, "round")
    (warning,) = _dossier([{"by": (KR,), "quantities": (held,)}, {"by": (US,), "quantities": (sent,)}]).warnings
    assert len(warning.citations) == 2
