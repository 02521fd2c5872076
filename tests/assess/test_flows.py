"""From claims to flows: direction, family, ladder, denials, support."""

import pytest

from making import ANALYSTS, KP, KR, RU, US, amount, article, claim, document
from riscontro.assess.citing import cite
from riscontro.assess.flows import find_flows
from riscontro.languages.naming import Phrases
from riscontro.model import Article, Certainty, Kind, Party, Polarity, Rung, Tense

POSSIBLE = {"certainty": Certainty.POSSIBLE}
FUTURE = {"tense": Tense.FUTURE}
DENIED = {"polarity": Polarity.DENIED, "by": (RU,)}

LADDER = [
    ("only possible", [{"by": (KR,), **POSSIBLE}, {"by": (US,), **POSSIBLE}], Rung.SPECULATED),
    ("only unnamed", [{"by": (ANALYSTS,)}], Rung.SPECULATED),
    ("one origin", [{"by": (KR,)}, {"by": (KR,)}], Rung.REPORTED),
    ("one firm, one possible", [{"by": (KR,)}, {"by": (US,), **POSSIBLE}], Rung.REPORTED),
    ("article's own voice", [{}, {}], Rung.REPORTED),
    ("two origins", [{"by": (KR,)}, {"by": (US,)}], Rung.CORROBORATED),
    ("a side says so", [{"by": (KP,)}], Rung.ADMITTED),
    ("a side says it may", [{"by": (KP,), **POSSIBLE}], Rung.SPECULATED),
    ("a side announces it", [{"by": (KP,), **FUTURE}], Rung.REPORTED),
    ("a plan does not corroborate a deed", [{"by": (KR,)}, {"by": (US,), **FUTURE}], Rung.REPORTED),
    ("denied alone", [DENIED], Rung.DENIED_ONLY),
    ("traced alone", [{"kind": Kind.TRACE, "by": (KR,)}], Rung.SPECULATED),
]


def _flows(*claims, giver="KP", receiver="RU"):
    made = article("a.txt", *((f"Words number {i} of this.", facts) for i, facts in enumerate(claims)))
    return find_flows(cite(made), giver, receiver, Phrases())


@pytest.mark.parametrize(("claims", "rung"), [case[1:] for case in LADDER], ids=[case[0] for case in LADDER])
def test_ladder(claims, rung: Rung) -> None:
    """The highest rung whose rule holds."""
    assert [f.rung for f in _flows(*claims)] == [rung]


def test_directions_are_apart() -> None:
    """A claim the other way is no part of the flow."""
    assert _flows({"actor": (RU,), "counterpart": (KP,)}) == ()


def test_families_are_apart_and_the_general_code_is_a_row() -> None:
    """Special goods share a row by family; `arms` has its own."""
    flows = _flows({"goods": ("arms.missile.ballistic",)}, {"goods": ("arms.missile",)}, {"goods": ("arms",)})
    assert {f.family: len(f.origins[0].citations) for f in flows} == {"arms.missile": 2, "arms": 1}


def test_one_claim_of_two_goods_is_in_two_flows() -> None:
    """Each family of a claim is a flow, and a count of persons goes to the people."""
    flows = _flows({"goods": ("arms.drone", "people.troops"), "quantities": (amount(900, 900, "person"),)})
    assert {f.family: len(f.amounts) for f in flows} == {"arms.drone": 0, "people.troops": 1}


def test_general_denial_stands_beside_special_goods() -> None:
    """Who denies sending arms denies sending missiles."""
    (flow,) = _flows({"by": (KR,)}, {**DENIED, "goods": ("arms",)})
    assert flow.disputed
    assert len(flow.denials) == 1


def test_denial_with_one_end_unnamed_stands_beside() -> None:
    """Denying to have received anything touches every flow to that side."""
    (flow,) = _flows({"by": (KR,)}, {**DENIED, "actor": (), "goods": ("arms",)})
    assert flow.disputed


def test_denial_without_goods_answers_its_own_article() -> None:
    """ "Moscow denies it" disputes what the same article tells of; in another article it disputes nothing."""
    denial = ("Moscow denies it.", {**DENIED, "goods": ()})
    said = ("Seoul says so.", {"by": (KR,)})
    near = find_flows(cite(article("a.txt", said, denial)), "KP", "RU", Phrases())
    apart = find_flows((*cite(article("a.txt", said)), *cite(article("b.txt", denial))), "KP", "RU", Phrases())
    assert {f.family: f.disputed for f in near} == {"arms.missile": True}
    assert {f.family: (f.disputed, f.rung) for f in apart} == {"arms.missile": (False, Rung.REPORTED), "": (False, Rung.DENIED_ONLY)}


def test_a_denial_of_two_families_stands_once() -> None:
    """Who denies weapons and missiles in one breath denies missiles once."""
    flows = _flows({"by": (KR,)}, {**DENIED, "goods": ("arms", "arms.missile")})
    assert [(f.family, len(f.denials)) for f in flows] == [("arms.missile", 1)]


@pytest.mark.parametrize(("user", "support"), [(RU, [2]), (US, [])])
def test_a_trace_beside_a_use_supports(user: Party, support: list[int]) -> None:
    """Goods traced to the giver support its flow to a receiver who is told to have used arms in the same paragraph."""
    words = "A missile made in the North was found after the attack on Kyiv."
    trace = ("made in the North", {"kind": Kind.TRACE, "counterpart": (), "by": (KR,)})
    use = ("the attack on Kyiv", {"kind": Kind.USE, "actor": (user,), "counterpart": (Party("Kyiv", "UA"),), "goods": ()})
    doc = document("a.txt", "Title", words)
    made = Article(doc, tuple(claim(doc, text, **facts) for text, facts in (trace, use)))
    assert [len(f.support) for f in find_flows(cite(made), "KP", "RU", Phrases())] == support


@pytest.mark.parametrize(
    ("facts", "disputed"),
    [
        ({"denial": "categorical", "polarity": Polarity.DENIED}, True),
        ({"denial": "of a report", "polarity": Polarity.DENIED}, True),
        ({"denial": "of proof", "certainty": Certainty.UNLIKELY}, True),
        ({"denial": "of legitimacy", "polarity": Polarity.DENIED}, False),
        ({"denial": "limited admission", "polarity": Polarity.DENIED}, False),
        ({"denial": "declined", "certainty": Certainty.UNSPECIFIED}, False),
        ({"denial": "cannot confirm", "certainty": Certainty.UNSPECIFIED}, False),
        ({"outcome": "suspended", "polarity": Polarity.DENIED}, False),
        ({"certainty": Certainty.UNLIKELY}, False),
    ],
)
def test_only_some_denials_dispute(facts, disputed: bool) -> None:
    """Categorical, report and proof denials dispute; the others stand beside the claim."""
    (flow,) = _flows({"by": (KR,)}, {"by": (RU,), **facts})
    assert (flow.disputed, len(flow.denials), flow.count) == (disputed, 1, 1)


def test_use_counts_as_support_only_with_the_givers_goods() -> None:
    """A use in whose words the goods are traced to the giver is shown, never counted."""
    use = {"kind": Kind.USE, "actor": (RU,), "counterpart": (Party("Kyiv", "UA"),)}
    made = article("a.txt", ("Moscow fired them at Kyiv.", use))
    doc = made.document
    traced = type(made)(doc, (*made.claims, *article("a.txt", ("Moscow fired them at Kyiv.", {"kind": Kind.TRACE, "by": (KR,)})).claims))
    flows = find_flows(cite(traced), "KP", "RU", Phrases())
    assert [(len(f.support), f.count) for f in flows] == [(2, 0)]
