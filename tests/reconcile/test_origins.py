"""Counting origins, never documents."""

import pytest

from making import ANALYSTS, KP, KR, RU, US, article, event_of
from riscontro.model import Party, Standing
from riscontro.reconcile.origins import find_origins

CASES = [
    ("the same final source in two articles", [(KR,), (KR,)], 1),
    ("two speakers of one state", [(Party("Hong Min-ho", "KR"),), (KR,)], 1),
    ("one source through two outlets", [(Party("AP"), KR), (Party("Sky News"), KR)], 1),
    ("two states", [(KR,), (US,)], 2),
    ("unnamed sources add nothing", [(KR,), (ANALYSTS,), (Party("several governments"),)], 1),
    ("unnamed sources alone", [(ANALYSTS,), (Party("reports"),)], 0),
    ("carriers add nothing to a named source", [(KR,), (), ()], 1),
    ("carriers alone are one", [(), (), (Party("Reuters"),)], 1),
    ("a carrier beside unnamed sources", [(), (ANALYSTS,)], 1),
    ("a short name and its long form", [(Party("Anna Keller"),), (Party("Keller"),)], 1),
    ("two persons of one family name", [(Party("Anna Keller"),), (Party("Otto Keller"),), (Party("Keller"),)], 3),
    ("a person and a body", [(Party("Anna Keller"),), (Party("Harbour Watch"),)], 2),
]


def _origins(chains):
    articles = [article(f"{i}.txt", (f"Missiles went east, version {i}.", {"by": chain})) for i, chain in enumerate(chains)]
    return find_origins(event_of(*articles))


@pytest.mark.parametrize(("chains", "count"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_count(chains, count: int) -> None:
    """The number of origins is what the rule says, however many articles there are."""
    assert sum(o.counted for o in _origins(chains)) == count


def test_side_is_marked() -> None:
    """A giver or receiver that says so itself stands as a party."""
    assert [o.standing for o in _origins([(RU,), (KP,), (KR,)])] == [Standing.PARTY, Standing.PARTY, Standing.NAMED]


def test_every_grouping_says_why() -> None:
    """Speakers put together are named in the reason."""
    (origin,) = _origins([(Party("Hong Min-ho", "KR"),), (KR,)])
    assert any("Hong Min-ho" in g.sentence and "Seoul" in g.sentence for g in origin.grounds)
