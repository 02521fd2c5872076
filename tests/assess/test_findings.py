"""From claims to findings: direction, family, ladder, denials, support."""

import pytest

from making import ANALYSTS, KP, KR, RU, US, amount, article, claim, document
from riscontro.model import Article, Certainty, Kind, Party, Polarity, Rung, Tense
from riscontro.queries import dossier_of as dossier

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
    ("traced alone", [{"kind": Kind.TRACE, "by": (KR,)}], Rung.REPORTED),
]


def _findings(*articles, between=("KP", "RU")):
    return dossier(articles, between=between).there


def _told(*claims):
    return _findings(article("a.txt", *((f"Words number {i} of this.", facts) for i, facts in enumerate(claims))))


@pytest.mark.parametrize(("claims", "rung"), [case[1:] for case in LADDER], ids=[case[0] for case in LADDER])
def test_ladder(claims, rung: Rung) -> None:
    """The highest rung whose rule holds."""
    assert [f.rung for f in _told(*claims)] == [rung]


def test_directions_are_apart() -> None:
    """A claim the other way is no part of the finding."""
    assert _told({"actor": (RU,), "counterpart": (KP,)}) == ()


def test_families_are_apart_and_the_general_code_is_a_row() -> None:
    """Special goods share a row by family; `arms` has its own."""
    findings = _told({"goods": ("arms.missile.ballistic",)}, {"goods": ("arms.missile",)}, {"goods": ("arms",)})
    assert {f.event.family: len(f.origins[0].citations) for f in findings} == {"arms.missile": 2, "arms": 1}


def test_one_claim_of_two_goods_is_in_two_told() -> None:
    """Each family of a claim is a finding, and a count of persons goes to the people."""
    findings = _told({"goods": ("arms.drone", "people.troops"), "quantities": (amount(900, 900, "person"),)})
    assert {f.event.family: len(f.amounts) for f in findings} == {"arms.drone": 0, "people.troops": 1}


def test_general_denial_stands_beside_special_goods() -> None:
    """Who denies sending arms denies sending missiles."""
    (finding,) = _told({"by": (KR,)}, {**DENIED, "goods": ("arms",)})
    assert finding.disputed
    assert len(finding.denials) == 1


def test_denial_with_one_end_unnamed_stands_beside() -> None:
    """Denying to have received anything touches every finding to that side."""
    (finding,) = _told({"by": (KR,)}, {**DENIED, "actor": (), "goods": ("arms",)})
    assert finding.disputed


@pytest.mark.parametrize(
    ("day", "tense", "disputed"), [("2024-04-01", Tense.PAST, True), ("2022-09-01", Tense.PAST, False), ("2022-09-01", Tense.FUTURE, True)]
)
def test_a_denial_before_the_event_denies_no_more_than_plans(day: str, tense: Tense, disputed: bool) -> None:
    """What was said before anything began is no denial of it, unless it was of what was to come."""
    said = article("a.txt", ("Seoul says so.", {"by": (KR,), "when": "2024-03"}))
    denied = article("b.txt", ("Moscow denies it.", {**DENIED, "tense": tense}), published=day)
    assert [f.disputed for f in _findings(said, denied) if f.origins] == [disputed]


def test_denial_without_goods_answers_its_own_article() -> None:
    """ "Moscow denies it" disputes what the same article tells of; in another article it disputes nothing."""
    denial = ("Moscow denies it.", {**DENIED, "goods": ()})
    said = ("Seoul says so.", {"by": (KR,)})
    near = _findings(article("a.txt", said, denial))
    apart = _findings(article("a.txt", said), article("b.txt", denial))
    assert {f.event.family: f.disputed for f in near} == {"arms.missile": True}
    assert {f.event.family: (f.disputed, f.rung) for f in apart} == {"arms.missile": (False, Rung.REPORTED), "": (False, Rung.DENIED_ONLY)}


def test_a_denial_of_two_families_stands_once() -> None:
    """Who denies weapons and missiles in one breath denies missiles once."""
    findings = _told({"by": (KR,)}, {**DENIED, "goods": ("arms", "arms.missile")})
    assert [(f.event.family, len(f.denials)) for f in findings] == [("arms.missile", 1)]


@pytest.mark.parametrize(("user", "support"), [(RU, [1]), (US, [])])
def test_a_trace_beside_a_use_supports(user: Party, support: list[int]) -> None:
    """Goods traced to the giver stand in the column of a receiver who is told to have used arms in the same paragraph."""
    words = "A missile made in the North was found after the attack on Kyiv."
    trace = ("made in the North", {"kind": Kind.TRACE, "counterpart": (), "by": (KR,)})
    use = ("the attack on Kyiv", {"kind": Kind.USE, "actor": (user,), "counterpart": (Party("Kyiv", "UA"),), "goods": ()})
    doc = document("a.txt", "Title", words)
    made = Article(doc, tuple(claim(doc, text, **facts) for text, facts in (trace, use)))
    assert [len(f.support) for f in _findings(made)] == support


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
    (finding,) = _told({"by": (KR,)}, {"by": (RU,), **facts})
    assert (finding.disputed, len(finding.denials), finding.count) == (disputed, 1, 1)


def test_use_counts_as_support_only_with_the_givers_goods() -> None:
    """A use in whose words the goods are traced to the giver is shown, never counted."""
    use = {"kind": Kind.USE, "actor": (RU,), "counterpart": (Party("Kyiv", "UA"),)}
    made = article("a.txt", ("Moscow fired them at Kyiv.", use))
    doc = made.document
    traced = type(made)(doc, (*made.claims, *article("a.txt", ("Moscow fired them at Kyiv.", {"kind": Kind.TRACE, "by": (KR,)})).claims))
    findings = _findings(traced)
    assert [(f.event.kind, len(f.support), f.count) for f in findings] == [(Kind.TRACE, 1, 1)]
