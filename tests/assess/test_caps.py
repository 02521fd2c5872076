"""Running sums under a cap: what is added, what supersedes, what stays out."""

import pytest

from making import ANALYSTS, KP, KR, RU, US, amount, article
from riscontro.assess.caps import find_caps
from riscontro.languages.naming import Phrases
from riscontro.mandates import load_mandate
from riscontro.model import Basis, Certainty, Link, Party, Polarity, Tense
from riscontro.model.questions import cite

DPRK = load_mandate("dprk")
CN = Party("Beijing", "CN")


def _told(*claims, ui: str = "en", words: str = "refined products"):
    """The accounts of claims of a supply of oil, each in an article of its own, in the order in which they came out."""
    citations = []
    for i, facts in enumerate(claims):
        base = {"actor": (RU,), "counterpart": (KP,), "goods": ("energy.oil",), "by": (US,), "when": "2024-03"}
        published = f"2024-06-{i + 1:02d}"
        made = article(f"{i}.txt", (f"Number {i} says that {facts.pop('words', words)} came.", {**base, **facts}), published=published)
        citations += cite(made)
    return {a.provision.id: a for a in find_caps(citations, DPRK, Phrases(ui))}


def _refined(*claims):
    return _told(*claims)["2397-refined"]


def _bounds(*claims) -> list[tuple[float, float | None]]:
    return [(s.low, s.high) for s in _refined(*claims).sums]


def barrels(low, high=None, **facts):
    """Facts of a claim with an amount in barrels, exact unless a second bound is given."""
    return {"quantities": (amount(low, low if high is None else high, "barrel", **facts),)}


def test_all_suppliers_are_added() -> None:
    """Two suppliers' amounts in one year make one sum with a share for each."""
    (total,) = _refined(barrels(300_000), {**barrels(250_000), "actor": (CN,)}).sums
    assert (total.low, total.high, total.basis) == (550_000, 550_000, Basis.ALLEGED)
    assert [(s.supplier, s.low) for s in total.shares] == [("CN", 250_000), ("RU", 300_000)]
    assert total.grounds[0].rule == "cap-over"


def test_years_are_apart() -> None:
    """Each calendar year has its own sum."""
    sums = _refined(barrels(400_000), {**barrels(400_000), "when": "2023-12"}).sums
    assert [(s.period, s.low) for s in sums] == [("2023-01-01/2023-12-31", 400_000), ("2024-01-01/2024-12-31", 400_000)]
    assert {s.grounds[0].rule for s in sums} == {"cap-within"}


def test_bases_are_apart() -> None:
    """A supplier's own figure, another's word and an estimate are three sums."""
    estimate = {"quantities": (amount(9, 9, "barrel", kind="estimate"),)}
    sums = _refined({**barrels(7), "by": (RU,)}, barrels(8), estimate).sums
    assert [(s.basis, s.low) for s in sums] == [(Basis.DECLARED, 7), (Basis.ALLEGED, 8), (Basis.ESTIMATED, 9)]


def test_months_of_one_origin_are_added() -> None:
    """Figures for times that do not overlap are parts of a sum."""
    assert _bounds({**barrels(10), "when": "2024-01"}, {**barrels(20), "when": "2024-02"}) == [(30, 30)]


def test_running_totals_are_never_added() -> None:
    """Of two running totals from one beginning the later said stands."""
    first = {"quantities": (amount(100, 100, "barrel", cumulative=True),), "when": "2024-01/2024-03"}
    later = {"quantities": (amount(160, 160, "barrel", cumulative=True),), "when": "2024-01/2024-05"}
    assert _bounds(first, later) == [(160, 160)]
    (total,) = _refined(first, later).sums
    assert "cap-overlap" in [g.rule for g in total.grounds]


def test_a_total_and_its_parts_are_not_added() -> None:
    """A month within a running total is in it already."""
    total = {"quantities": (amount(160, 160, "barrel", cumulative=True),), "when": "2024-01/2024-05"}
    assert _bounds({**barrels(40), "when": "2024-02"}, total, {**barrels(5), "when": "2024-06"}) == [(165, 165)]


def test_an_update_supersedes_even_downwards() -> None:
    """For one time the later said figure of one origin stands."""
    assert _bounds(barrels(90), barrels(70)) == [(70, 70)]


def test_origins_are_a_range() -> None:
    """Two origins on one supplier are the lower and the upper end, never a sum."""
    assert _bounds(barrels(100), {**barrels(140), "by": (KR,)}) == [(100, 140)]


def test_a_named_origin_outranks_articles_without_a_source() -> None:
    """Articles in their own voice are one origin of last resort; unnamed sources count for nothing beside it."""
    bare, analysts = {**barrels(500), "by": ()}, {**barrels(900), "by": (ANALYSTS,)}
    assert _bounds(barrels(100), bare, analysts) == [(100, 100)]
    assert _bounds(bare, {**bare, **barrels(600)}, analysts) == [(600, 600)]
    assert _bounds(analysts) == [(900, 900)]
    assert "cap-weak" in [g.rule for g in _refined(barrels(100), analysts).sums[0].grounds]


def test_an_open_bound_stays_open() -> None:
    """'More than' has no upper end, and the cap is passed only by the lower one."""
    (total,) = _refined({"quantities": (amount(400_000, None, "barrel"),)}).sums
    assert (total.low, total.high, total.grounds[0].rule) == (400_000, None, "cap-open")


def test_an_unnamed_supplier_is_not_added() -> None:
    """What names no supplier may hold the others: the larger stands."""
    (total,) = _refined(barrels(100), {**barrels(900), "actor": ()}, {**barrels(5), "actor": (RU, CN), "when": "2024-01"}).sums
    assert (total.low, total.high) == (905, 905)
    assert [s.supplier for s in total.shares] == ["RU", None]


def test_tonnes_are_converted_by_the_stated_factor() -> None:
    """The factor and its source are said."""
    (total,) = _refined({"quantities": (amount(1_000, 1_000, "tonne"),)}).sums
    assert total.low == pytest.approx(8_330)
    (said,) = [g.sentence for g in total.grounds if g.rule == "cap-converted"]
    assert "8.33" in said
    assert DPRK.provisions[[p.id for p in DPRK.provisions].index("2397-refined")].cap.source in said


def test_alternatives_of_one_claim_are_no_sum() -> None:
    """Tonnes and barrels in one breath are one amount."""
    both = {"quantities": (amount(1_000, 1_000, "tonne"), amount(8_330, 8_330, "barrel"))}
    assert _bounds(both)[0][0] == pytest.approx(8_330)


LEFT = [
    ({"quantities": (amount(9, 9, "barrel", kind="capacity"),)}, "capacity"),
    ({**barrels(9), "tense": Tense.FUTURE}, "future"),
    ({**barrels(9), "certainty": Certainty.POSSIBLE}, "possible"),
    ({**barrels(9), "words": "oil"}, "words"),
    ({"quantities": (amount(9, 9, "litre"),)}, "unit"),
    ({**barrels(9), "when": None}, "year"),
    ({**barrels(9), "when": "2023-11/2024-02"}, "year"),
    ({**barrels(9), "when": "2017-11"}, "year"),
]


@pytest.mark.parametrize(("facts", "reason"), LEFT, ids=[f"{r}-{i}" for i, (_, r) in enumerate(LEFT)])
def test_what_cannot_be_summed_is_said(facts, reason: str) -> None:
    """Capacities, plans, possibilities, and amounts without a kind, unit or year are in no sum, and are told."""
    account = _refined(dict(facts))
    assert account.sums == ()
    assert [(g.rule, len(cited)) for g, cited in account.left] == [(reason, 1)]


def test_crude_is_another_cap() -> None:
    """Each cap counts its own goods, and its years begin on its own day."""
    found = _told({**barrels(5), "words": "crude", "when": "2024-12-23"})
    assert set(found) == {"2397-crude"}
    assert found["2397-crude"].sums[0].period == "2024-12-22/2025-12-21"


def test_words_of_the_article_tell_where_those_of_the_claim_do_not() -> None:
    """The paragraph and then the article say which goods are meant."""
    facts = {"actor": (RU,), "counterpart": (KP,), "goods": ("energy.oil",), "by": (US,), "when": "2024-03", **barrels(9)}
    made = article("a.txt", ("A tanker brought oil.", facts), ("The ship held diesel.", {"by": (US,)}))
    (account,) = find_caps(cite(made), DPRK)
    assert [s.low for s in account.sums] == [9]


@pytest.mark.parametrize(
    "facts",
    [
        {"polarity": Polarity.DENIED},
        {"counterpart": (RU,), "actor": (KP,)},
        {"counterpart": (CN,)},
        {"goods": ("food",)},
        {"quantities": ()},
    ],
    ids=["denied", "other way", "other party", "other goods", "no amount"],
)
def test_what_does_not_concern_the_cap_is_in_no_account(facts) -> None:
    """Denials, the other direction, other receivers and other goods are passed over."""
    assert _told({**barrels(9), **facts}) == {}


def test_a_third_party_can_tell_of_a_declaration() -> None:
    """A figure told as declared is declared, whoever carries it."""
    declared = {"quantities": (amount(9, 9, "barrel", kind="declared"),), "attribution": (Link(Party("the Committee")),)}
    assert [s.basis for s in _refined(declared).sums] == [Basis.DECLARED]


def test_order_of_the_claims_does_not_matter() -> None:
    """The same claims in any order give the same sums."""
    claims = [barrels(100), {**barrels(140), "by": (KR,)}, {**barrels(7), "when": "2024-01"}, {**barrels(90), "actor": (CN,)}]
    citations = [c for i, f in enumerate(claims) for c in _citations(i, f)]
    one, other = find_caps(citations, DPRK), find_caps(citations[::-1], DPRK)
    assert [(s.low, s.high, [(r.supplier, r.low) for r in s.shares]) for a in one for s in a.sums] == [
        (s.low, s.high, [(r.supplier, r.low) for r in s.shares]) for a in other for s in a.sums
    ]


def _citations(i: int, facts):
    base = {"actor": (RU,), "counterpart": (KP,), "goods": ("energy.oil",), "by": (US,), "when": "2024-03"}
    return cite(article(f"{i}.txt", (f"Number {i}: diesel came.", {**base, **facts}), published=f"2024-06-{i + 1:02d}"))


def test_sentences_are_italian_where_asked() -> None:
    """The reasons speak the language of the interface."""
    (total,) = _told(barrels(600_000), ui="it")["2397-refined"].sums
    assert total.grounds[0].sentence == "Queste cifre, se giuste, superano il tetto di 500.000 barili."
