"""Blocking: under which keys a claim stands, and which other keys bear upon them."""

import pytest

from making import KP, KR, RU, US, claim, document
from riscontro.model import Claim, EventKey, Kind, Party, Polarity
from riscontro.reconcile import event_keys, touched, wanted

BOTH = {"actor": (KP, RU), "counterpart": (RU, KP)}


def _claim(**facts) -> Claim:
    doc = document("a.txt", "Title", "Missiles went east.")
    return claim(doc, "Missiles went east", **facts)


@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        ({}, ["transfer|KP|RU|arms.missile"]),
        ({"goods": ("arms.missile.ballistic", "food")}, ["transfer|KP|RU|arms.missile", "transfer|KP|RU|food"]),
        ({"actor": (KP, US)}, ["transfer|KP|RU|arms.missile", "transfer|US|RU|arms.missile"]),
        ({"counterpart": (), "goods": ()}, ["transfer|KP||"]),
        ({"kind": Kind.MEET, "actor": (RU,), "counterpart": (KP,), "goods": ()}, ["meet|KP|RU|"]),
        ({"kind": Kind.AGREE, "actor": (RU, KP), "counterpart": (), "goods": ()}, ["agree|KP|RU|"]),
        ({"counterpart": (Party("A|B"),)}, ["transfer|KP|A/B|arms.missile"]),
        (BOTH, []),
    ],
)
def test_keys(facts, keys: list[str]) -> None:
    """One key for each pair and family; no direction, no key."""
    assert list(event_keys(_claim(**facts))) == keys


@pytest.mark.parametrize(
    "facts",
    [
        {"polarity": Polarity.DENIED},
        {"polarity": Polarity.DENIED, "goods": ("arms",)},
        {"polarity": Polarity.DENIED, "goods": ()},
        {"polarity": Polarity.DENIED, "actor": ()},
        {"polarity": Polarity.DENIED, "counterpart": (), "goods": ("arms",)},
        {"kind": Kind.TRACE},
        {"kind": Kind.TRACE, "counterpart": ()},
        {"kind": Kind.USE, "actor": (RU,), "counterpart": (KR,)},
        {"actor": (RU,), "counterpart": (KP,)},
    ],
)
def test_what_is_wanted_touches(facts) -> None:
    """A claim that a key asks for touches that key, so that the two ways of looking never part."""
    asking = EventKey.parse("transfer|KP|RU|arms.missile")
    made = _claim(**facts)
    own = [EventKey.parse(key) for key in event_keys(made)]
    assert any(pattern.fits(key) for pattern in wanted(str(asking)) for key in own) or own == [asking]
    assert any(pattern.fits(asking) for pattern in touched(made))


def test_an_affirming_claim_touches_its_mirror_alone() -> None:
    """A new report of a transfer makes no other family be weighed again."""
    assert {(p.actor, p.counterpart, p.family) for p in touched(_claim())} == {
        ("RU", "KP", name) for name in ("arms.missile", "", "transport")
    }
