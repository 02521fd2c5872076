"""A carrier that swaps giver and receiver of a known utterance tells of no new event."""

import pytest

from making import KP, KR, RU, US, amount, article
from riscontro.model.questions import cite
from riscontro.reconcile import event_keys, find_events

KEY = "transfer|KP|RU|arms.missile"
TURNED = {"actor": (RU,), "counterpart": (KP,)}


def _citations(*rows):
    made = [
        article(f"{i}.txt", (f"Words {i}.", {"by": (who,), "quantities": (amount(n, n),), **facts}), published=day)
        for i, (who, n, day, facts) in enumerate(rows)
    ]
    cited = [c for each in made for c in cite(each)]
    there = [c for c in cited if c.claim.actor == (KP,)]
    return there, [c for c in cited if c not in there]


CASES = [
    ("fewer carriers", [(KR, 6700, "2024-02-27", {}), (KR, 6700, "2024-02-27", {}), (KR, 6700, "2024-02-28", TURNED)], (2, 0)),
    ("the later of two", [(KR, 6700, "2024-02-27", {}), (KR, 6700, "2024-02-28", TURNED)], (1, 0)),
    ("two of one day", [(KR, 6700, "2024-02-27", {}), (KR, 6700, "2024-02-27", TURNED)], (1, 1)),
    ("weeks later", [(KR, 6700, "2024-02-27", {}), (KR, 6700, "2024-04-28", TURNED)], (1, 1)),
    ("another figure", [(KR, 6700, "2024-02-27", {}), (KR, 6800, "2024-02-28", TURNED)], (1, 1)),
    ("a handful", [(KR, 7, "2024-02-27", {}), (KR, 7, "2024-02-28", TURNED)], (1, 1)),
    ("another voice", [(KR, 6700, "2024-02-27", {}), (US, 6700, "2024-02-28", TURNED)], (1, 1)),
    ("goods lost on the way", [(KR, 6700, "2024-02-27", {}), (KR, 6700, "2024-02-28", {**TURNED, "goods": ()})], (1, 0)),
    ("other goods", [(KR, 6700, "2024-02-27", {}), (KR, 6700, "2024-02-28", {**TURNED, "goods": ("food",)})], (1, 1)),
]


@pytest.mark.parametrize(("rows", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_slips(rows, expected) -> None:
    """The direction with more carriers stands, else the one that came out first, and nothing else is taken for a slip."""
    there, back = _citations(*rows)
    (key,) = {k for c in back for k in event_keys(c.claim)}
    events = find_events(KEY, there, back), find_events(key, back, there)
    assert tuple(sum(len(e.citations) for e in rows) for rows in events) == expected


def test_the_event_names_the_slip() -> None:
    """The claim that is no event of its own stands with the event that it carries."""
    there, back = _citations((KR, 6700, "2024-02-27", {}), (KR, 6700, "2024-02-28", TURNED))
    (event,) = find_events(KEY, there, back)
    assert event.turned == tuple(back)
