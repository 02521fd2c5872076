"""From claims of one key to events, by their times."""

import random

import pytest

from making import KR, article
from riscontro.model import Judgement, Polarity, Verb
from riscontro.model.questions import cite
from riscontro.reconcile import find_events

KEY = "transfer|KP|RU|arms.missile"
DENIED = {"polarity": Polarity.DENIED}


def _citations(*rows):
    made = [article(f"{i}.txt", (f"Words {i}.", {"by": (KR,), **facts}), published=day) for i, (day, facts) in enumerate(rows)]
    return [c for each in made for c in cite(each)]


def _split(rows) -> list[list[str]]:
    citations = _citations(*rows)
    names = {c.claim.id: c.document.path[0] for c in citations}
    return [sorted(names[c.claim.id] for c in event.citations) for event in find_events(KEY, citations)]


CASES = [
    ("overlapping", [("2024-06", {"when": "2024-03/2024-05"}), ("2024-06", {"when": "2024-05"})], [["0", "1"]]),
    ("by way of a third", [("2024-06", {"when": d}) for d in ("2024-01/2024-02", "2024-04/2024-05", "2024-02/2024-04")], [["0", "1", "2"]]),
    ("apart", [("2024-06", {"when": "2024-03"}), ("2024-06", {"when": "2024-05"})], [["0"], ["1"]]),
    ("undated alone", [("2024-06", {}), ("2020-06", {})], [["0", "1"]]),
    ("undated beside the only dated", [("2024-06", {"when": "2024-03"}), ("2024-06", {})], [["0", "1"]]),
    (
        "undated joins the latest begun",
        [(d, {"when": w}) for d, w in (("2024-06", "2023"), ("2024-06", "2024-04"), ("2024-05-01", None))],
        [["0"], ["1", "2"]],
    ),
    (
        "undated joins nothing that is later",
        [(d, {"when": w}) for d, w in (("2024-06", "2023"), ("2024-06", "2024-04"), ("2022-05-01", None))],
        [["0"], ["1"], ["2"]],
    ),
    ("denied beside", [("2024-06", {"when": "2024-03"}), ("2024-06", DENIED)], [["0"]]),
    ("denied of another time", [("2024-06", {"when": "2024-03"}), ("2024-06", {**DENIED, "when": "2022"})], [["1"], ["0"]]),
    ("denied before it began", [("2024-06", {"when": "2024-03"}), ("2022-09-01", DENIED)], [["0"], ["1"]]),
    ("denied alone", [("2024-06", DENIED)], [["0"]]),
]


@pytest.mark.parametrize(("rows", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_events(rows, expected: list[list[str]]) -> None:
    """Overlapping times are one event; an undated claim follows the stated rule; answers are events only alone."""
    assert _split(rows) == expected


def test_the_order_of_claims_never_matters() -> None:
    """Events and their ids are a function of the set of claims."""
    citations = _citations(*[("2024-06", {"when": f"20{y}-0{m}"}) for y in (21, 22, 23) for m in (1, 2, 5)], ("2022-03", {}))
    shuffled = random.Random(7).sample(citations, len(citations))
    assert find_events(KEY, citations) == find_events(KEY, shuffled)


def test_an_undated_claim_says_why_it_joined() -> None:
    """The ground of the event names the claim."""
    citations = _citations(("2024-06", {"when": "2024-03"}), ("2024-06", {}))
    (event,) = find_events(KEY, citations)
    assert [(g.rule, g.claims) for g in event.grounds] == [("undated", (citations[1].claim.id,))]


def test_the_desk_merges_and_splits() -> None:
    """Judgements outrank the times, the later one the earlier."""
    citations = _citations(("2024-06", {"when": "2024-03"}), ("2024-06", {"when": "2024-05"}))
    names = tuple(c.claim.id for c in citations)
    merge = Judgement(Verb.MERGE, names, "one convoy", "2024-07-01")
    split = Judgement(Verb.SPLIT, names[:1], "two convoys", "2024-07-02")
    assert [len(e.citations) for e in find_events(KEY, citations, (), [merge])] == [2]
    assert [len(e.citations) for e in find_events(KEY, citations, (), [merge, split])] == [1, 1]
