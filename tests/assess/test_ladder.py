"""Rungs that rest on records and on both sides' word, and the Admiralty code of claims."""

from dataclasses import replace

import pytest

from making import KP, KR, RU, US, article, event_of
from riscontro.mandates import load_mandate
from riscontro.model import Certainty, Judgement, Link, Party, Polarity, Rung, Standing, Tense, Verb
from riscontro.queries import dossier_of as dossier
from riscontro.weighing import weigh_event

LAB = Party("Harbour Laboratory")
POSSIBLE = {"certainty": Certainty.POSSIBLE}


def _weighed(*claims, judgements=(), mandate=None, **about):
    made = event_of(*(article(f"{i}.txt", (f"Words {i}.", facts), **about) for i, facts in enumerate(claims)))
    return weigh_event(made, (), judgements, mandate=mandate)


@pytest.mark.parametrize(
    ("facts", "publisher", "rung"),
    [
        ({"by": (LAB,), "basis": "measured"}, "Harbour Laboratory", Rung.DOCUMENTED),
        ({"by": (LAB,), "basis": "document"}, "The Harbour Laboratory", Rung.DOCUMENTED),
        ({"by": (LAB,), "basis": "measured"}, "The Gull", Rung.REPORTED),
        ({"by": (LAB,), "basis": "told"}, "Harbour Laboratory", Rung.REPORTED),
        ({"by": (Party("Reuters"),), "basis": "measured"}, "Reuters", Rung.REPORTED),
    ],
)
def test_documented(facts, publisher: str, rung: Rung) -> None:
    """An examiner's own record that is kept documents; what a newspaper tells of it does not."""
    assert _weighed(facts, publisher=publisher).rung is rung


@pytest.mark.parametrize(
    ("claims", "rung"),
    [
        ([{"by": (KP,), "tense": Tense.FUTURE}], Rung.REPORTED),
        ([{"by": (KP,), "tense": Tense.FUTURE}, {"by": (RU,), "tense": Tense.FUTURE}], Rung.ADMITTED),
        ([{"attribution": (Link(KP, "announced"), Link(RU, "announced")), "tense": Tense.FUTURE}], Rung.ADMITTED),
    ],
)
def test_both_sides_announce(claims, rung: Rung) -> None:
    """One side's announcement is a report, both sides' an admission, together or apart."""
    assert _weighed(*claims).rung is rung


def test_the_threshold_is_given() -> None:
    """A mandate may ask for more origins than two."""
    strict = replace(load_mandate("dprk"), threshold=3)
    assert [_weighed({"by": (KR,)}, {"by": (US,)}, mandate=m).rung for m in (None, strict)] == [Rung.CORROBORATED, Rung.REPORTED]


GRADES = [
    ("two origins", [{"by": (KR,)}, {"by": (US,)}], [1, 1]),
    ("one origin", [{"by": (KR,)}], [3]),
    ("a side admits", [{"by": (KP,)}], [2]),
    ("a hedge beside a plain word", [{"by": (KR,)}, {"by": (US,), **POSSIBLE}], [3, 4]),
    ("nobody named", [{"by": (Party("analysts"),)}], [6]),
    ("nobody firm", [{"by": (KR,), **POSSIBLE}], [6]),
]


@pytest.mark.parametrize(("claims", "digits"), [case[1:] for case in GRADES], ids=[case[0] for case in GRADES])
def test_digits(claims, digits: list[int]) -> None:
    """1 needs two independent origins; 6 is for what cannot be judged."""
    finding = _weighed(*claims)
    order = {c.claim.id: i for i, c in enumerate(finding.event.citations)}
    assert [g.digit for g in sorted(finding.grades, key=lambda g: order[g.claim])] == digits


def test_a_denied_report_is_doubtful() -> None:
    """A single origin that is denied has a 4; the denial cannot be judged."""
    made = article("a.txt", ("It went.", {"by": (KR,)}), ("It did not.", {"by": (RU,), "polarity": Polarity.DENIED}))
    (finding,) = dossier([made], between=("KP", "RU")).there
    assert sorted(g.digit for g in finding.grades) == [4, 6]


def test_letters_are_the_desks() -> None:
    """The latest letter of an origin stands beside the digit; an origin without one has none."""
    letters = [Judgement(Verb.LETTER, (), "long known", f"2024-0{m}-01", value=v, source="state:KR") for m, v in ((1, "C"), (2, "B"))]
    finding = _weighed({"by": (KR,)}, {"by": (US,)}, judgements=letters)
    by_claim = {g.claim: g.letter for g in finding.grades}
    assert [by_claim[o.citations[0].claim.id] for o in sorted(finding.origins, key=lambda o: o.key)] == ["B", None]


def test_the_desk_refutes() -> None:
    """A refuted finding keeps its rung and says by whose word it is refuted."""
    made = event_of(article("a.txt", ("It went.", {"by": (KR,)})))
    finding = weigh_event(made, (), [Judgement(Verb.REFUTE, (made.citations[0].claim.id,), "the ship was elsewhere", "2024-07-01")])
    assert (finding.refuted, finding.rung) == (True, Rung.REPORTED)
    assert any("the ship was elsewhere" in g.sentence for g in finding.grounds)


def test_a_limited_admission_supports_its_part() -> None:
    """A side that admits a part disputes nothing and is told."""
    made = article(
        "a.txt", ("Drones went.", {"by": (KR,)}), ("Only a few.", {"by": (KP,), "polarity": Polarity.DENIED, "denial": "limited admission"})
    )
    (finding,) = dossier([made], between=("KP", "RU")).there
    assert not finding.disputed
    assert "limited-admission" in [g.rule for g in finding.grounds]
    assert [o.standing for o in finding.origins] == [Standing.NAMED]
