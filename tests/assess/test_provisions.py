"""Findings held against a mandate: each element met, not met or unknown."""

import pytest

from making import KP, KR, RU, US, article
from riscontro.assess.provisions import hold
from riscontro.languages.naming import Phrases
from riscontro.mandates import load_mandate
from riscontro.model import Finding, Kind, Party, Polarity, Tense, Verdict
from riscontro.model.questions import cite
from riscontro.reconcile import event_keys
from riscontro.weighing import weigh_key

DPRK, IRAN = load_mandate("dprk"), load_mandate("iran")
IR, CN, REBELS = Party("Tehran", "IR"), Party("Beijing", "CN"), Party("the rebels")
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
SHELLS = {"goods": ("arms.ammunition.artillery",), "by": (KR,), "when": "2023-09/2024-02"}


def _finding(words: str = "Shells went east.", **facts) -> Finding:
    made = article("a.txt", (words, {"by": (KR,), **facts}))
    (citation,) = cite(made)
    (finding,) = weigh_key(event_keys(citation.claim)[0], [citation])
    return finding


def _held(finding: Finding, mandate=DPRK, ui: str = "en"):
    return {h.provision.id: h for h in hold(finding, mandate, Phrases(ui))}


def _verdicts(finding: Finding, provision: str, mandate=DPRK) -> dict[str, Verdict]:
    return {t.element: t.verdict for t in _held(finding, mandate)[provision].tests}


def test_arms_from_the_watched_party_would_breach_if_established() -> None:
    """Every element of the export ban is met, and both sides must keep it."""
    holding = _held(_finding(**SHELLS))["1874-export"]
    assert holding.verdict is MET
    assert [t.element for t in holding.tests] == ["bearer", "direction", "object", "time"]
    assert holding.tests[0].ground.sentence == "North Korea and Russia must keep it."
    assert all(t.ground.claims for t in holding.tests)


def test_no_sentence_says_that_a_measure_was_breached() -> None:
    """Whatever the outcome, the words stay conditional."""
    for ui in ("en", "it"):
        phrases = {key: Phrases(ui)(key) for key in ("holding-met", "holding-unknown", "holding-not-met")}
        assert all("would" in text or "violerebbe" in text for text in phrases.values())


def test_provisions_that_do_not_bear_on_it_are_left_out() -> None:
    """Shells from the watched party concern neither supply to it, nor coal, nor launches."""
    held = _held(_finding(**SHELLS))
    assert not {"1874-supply", "2371-coal", "1874-launch", "1718-freeze"} & set(held)


def test_order_is_that_of_the_mandate() -> None:
    """Holdings stand in the order of the provisions."""
    order = [p.id for p in DPRK.provisions]
    found = list(_held(_finding(**SHELLS)))
    assert found == sorted(found, key=order.index)


@pytest.mark.parametrize(
    ("when", "verdict"),
    [("2024-05", MET), ("2005", NOT_MET), ("2009", UNKNOWN), (None, UNKNOWN), ("../2010", UNKNOWN)],
)
def test_time(when, verdict: Verdict) -> None:
    """Within the interval is met, outside it is not; across its edge, or undated, is unknown."""
    assert _verdicts(_finding(**{**SHELLS, "when": when}), "1874-export")["time"] is verdict


def test_an_announcement_has_no_time_yet() -> None:
    """What is only to come leaves the time open."""
    assert _verdicts(_finding(**SHELLS, tense=Tense.FUTURE), "1874-export")["time"] is UNKNOWN


@pytest.mark.parametrize(
    ("goods", "words", "provision", "verdict"),
    [
        (("arms.armour",), "They went.", "1718-heavy-arms", MET),
        (("arms",), "They went.", "1718-heavy-arms", UNKNOWN),
        (("arms",), "They went.", "1874-supply", UNKNOWN),
        (("arms.drone",), "They went.", "1874-supply", MET),
        (("energy.oil",), "Oil went.", "2270-aviation-fuel", UNKNOWN),
        (("energy.oil",), "Jet fuel went.", "2270-aviation-fuel", MET),
    ],
)
def test_object(goods, words: str, provision: str, verdict: Verdict) -> None:
    """A code under the provision is met; a wider one, or one that the words do not narrow down, is unknown."""
    finding = _finding(words, actor=(RU,), counterpart=(KP,), goods=goods)
    assert _verdicts(finding, provision)["object"] is verdict


def test_what_a_provision_excludes_does_not_fall_under_it() -> None:
    """Small arms are let out of one measure and taken in by a later one."""
    held = _held(_finding(actor=(RU,), counterpart=(KP,), goods=("arms.smallarms",)))
    assert "1874-supply" not in held
    assert held["2270-small-arms"].tests[2].verdict is MET


def test_words_that_name_other_goods_keep_a_provision_out() -> None:
    """Diesel is neither crude nor condensate; mere oil may be either."""
    diesel = _held(_finding("Diesel went.", actor=(RU,), counterpart=(KP,), goods=("energy.oil",)))
    oil = _held(_finding("Oil went.", actor=(RU,), counterpart=(KP,), goods=("energy.oil",)))
    assert "2397-refined" in diesel
    assert not {"2397-crude", "2375-condensates"} & set(diesel)
    assert {"2397-refined", "2397-crude", "2375-condensates"} <= set(oil)


def test_goods_that_are_not_named_are_held_against_nothing() -> None:
    """Something that passed can be anything."""
    assert hold(_finding(goods=()), DPRK) == ()


def test_words_are_read_in_the_language_of_the_claim() -> None:
    """An Italian claim is held against the Italian words."""
    made = article("a.txt", ("È partito del cherosene.", {"actor": (RU,), "counterpart": (KP,), "goods": ("energy.oil",)}), language="it")
    (citation,) = cite(made)
    (finding,) = weigh_key(event_keys(citation.claim)[0], [citation])
    assert _verdicts(finding, "2270-aviation-fuel")["object"] is MET


@pytest.mark.parametrize(("actor", "verdict"), [((RU,), MET), ((), UNKNOWN), ((REBELS,), UNKNOWN)])
def test_bearer_of_a_supply(actor, verdict: Verdict) -> None:
    """A named state must keep it; nobody named, or somebody who is no state, leaves it open."""
    assert _verdicts(_finding(actor=actor, counterpart=(KP,), goods=("arms.armour",)), "1874-supply")["bearer"] is verdict


def test_an_exemption_is_never_known() -> None:
    """What the Committee may have allowed is told, and keeps the whole open."""
    holding = _held(_finding(**{**SHELLS, "goods": ("people.workers",), "when": "2024"}))["2397-workers"]
    assert (holding.tests[-1].element, holding.tests[-1].verdict, holding.verdict) == ("exemption", UNKNOWN, UNKNOWN)


def test_a_cap_is_no_matter_of_one_supply() -> None:
    """A finding of oil names the sum above which the cap lies."""
    finding = _finding("Diesel went.", actor=(CN,), counterpart=(KP,), goods=("energy.oil",), when="2024-03")
    held = _held(finding)["2397-refined"]
    assert held.tests[-1].verdict is UNKNOWN
    assert "500,000 barrels" in held.tests[-1].ground.sentence


def test_a_launch_is_held_against_launches_alone() -> None:
    """A missile test meets the bans on launches and none on trade."""
    finding = _finding(kind=Kind.LAUNCH, counterpart=(), goods=("arms.missile.ballistic",), when="2024-01")
    held = _held(finding)
    assert set(held) == {"1718-launch", "1874-launch"}
    assert {h.verdict for h in held.values()} == {MET}


def test_another_mandate_another_outcome() -> None:
    """Drones from Iran in 2022: the arms ban had run out, the missile list had not and leaves a condition open."""
    finding = _finding(actor=(IR,), counterpart=(RU,), goods=("arms.drone",), by=(US,), when="2022-08")
    held = _held(finding, IRAN)
    assert held["2231-export"].verdict is NOT_MET
    assert _verdicts(finding, "2231-export", IRAN)["time"] is NOT_MET
    assert held["2231-missiles"].verdict is UNKNOWN
    assert _held(finding, DPRK) == {}


def test_a_denial_alone_is_held_against_nothing() -> None:
    """Where nobody affirms it, there is nothing that could breach."""
    made = article("a.txt", ("Moscow denies it.", {"polarity": Polarity.DENIED, "by": (RU,)}))
    (citation,) = cite(made)
    (finding,) = weigh_key(event_keys(citation.claim)[0], [citation])
    assert hold(finding, DPRK) == ()


def test_every_sentence_stands_in_italian() -> None:
    """The same holding in Italian names the same claims in other words."""
    one, other = _held(_finding(**SHELLS))["2270-catch-all"], _held(_finding(**SHELLS), ui="it")["2270-catch-all"]
    assert [t.ground.claims for t in one.tests] == [t.ground.claims for t in other.tests]
    assert not {t.ground.sentence for t in one.tests} & {t.ground.sentence for t in other.tests}
