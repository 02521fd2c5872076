"""The dossier as a whole: what comes in, what is left out and why."""

import pytest

from making import KP, KR, RU, US, article
from riscontro.errors import BadDate, UnknownParty
from riscontro.model import Article, Kind, Party, Refusal
from riscontro.queries import dossier_of as dossier
from riscontro.queries import languages

SIDES = ("RU", "KP")


def _made(*claims, **facts) -> Article:
    return article("a.txt", *((f"Words number {i} of this.", details) for i, details in enumerate(claims)), **facts)


def _reasons(result) -> list[str]:
    return [o.reason for o in result.omissions]


def test_columns_follow_the_sides() -> None:
    """`there` runs from the first side to the second, `back` the other way."""
    result = dossier([_made({"by": (KR,)})], between=SIDES)
    assert [f.event.actor for f in result.back] == ["KP"]
    assert result.there == ()


def test_names_stand_for_codes() -> None:
    """Sides may be given by name, in any language of the interface."""
    assert dossier([], between=("russia", "Corea del Nord")).between == SIDES


@pytest.mark.parametrize("sides", [("RU", "Atlantis"), ("RU", "Russia"), ("", "KP")])
def test_unknown_side_is_refused(sides) -> None:
    """No such party, or the same one twice."""
    with pytest.raises(UnknownParty):
        dossier([], between=sides)


@pytest.mark.parametrize("since", ["yesterday", "2024-13", "13/06/2024", ""])
def test_bad_cut_is_refused(since: str) -> None:
    """The cut must be a date."""
    with pytest.raises(BadDate):
        dossier([], between=SIDES, since=since)


def test_nothing_gives_an_empty_dossier() -> None:
    """No article is no error."""
    result = dossier([], between=SIDES)
    assert (result.there, result.back, result.timeline, result.until) == ((), (), (), None)


def test_a_copy_counts_once() -> None:
    """The same document twice is one carrier, and said to be."""
    made = _made({"by": (KR,)})
    result = dossier([made, made], between=SIDES)
    assert len(result.documents) == 1
    assert _reasons(result) == ["copy"]


def test_a_headline_with_its_body_counts_once() -> None:
    """The body wins over the headline that repeats it."""
    result = dossier([_made({"headline": True, "by": (KR,)}, {"by": (KR,)})], between=SIDES)
    assert [len(o.citations) for f in result.back for o in f.origins] == [1]
    assert _reasons(result) == ["headline"]


def test_a_headline_alone_counts() -> None:
    """A headline that the body does not repeat stands."""
    assert len(dossier([_made({"headline": True})], between=SIDES).back) == 1


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"actor": (US,)}, "other-parties"),
        ({"actor": (US,), "counterpart": (KR,)}, "other-parties"),
        ({"counterpart": ()}, "no-direction"),
        ({"actor": (KP, RU), "counterpart": (RU, KP)}, "both-ways"),
        ({"kind": Kind.NEED, "actor": (RU,), "counterpart": ()}, "no-direction"),
        ({"kind": Kind.USE, "actor": (RU,), "counterpart": (Party("Kyiv", "UA"),)}, "no-flow"),
        ({"when": "2022"}, "before-since"),
    ],
)
def test_what_is_left_out_is_said(facts, reason: str) -> None:
    """Each claim that finds no place has a reason."""
    assert _reasons(dossier([_made(facts)], between=SIDES, since="2023")) == [reason]


@pytest.mark.parametrize(("facts", "kept"), [({"when": "2022/2024"}, True), ({"when": "2022-12"}, False), ({}, True)])
def test_the_cut_keeps_what_may_be_later(facts, kept: bool) -> None:
    """Only an event known to be over before the cut is left out; an undated one stays undated."""
    assert bool(dossier([_made(facts)], between=SIDES, since="2023").back) is kept


def test_undated_event_of_an_older_article_is_cut() -> None:
    """What an article of 2021 tells as past is over before 2023."""
    assert _reasons(dossier([_made({}, published="2021-05-01")], between=SIDES, since="2023")) == ["before-since"]


def test_meetings_stand_on_the_timeline_undated_last() -> None:
    """One line for two reports of one meeting; undated things come last."""
    meeting = {"kind": Kind.MEET, "goods": (), "when": "2024-05"}
    swapped = meeting | {"actor": (RU,), "counterpart": (KP,)}
    result = dossier([_made(meeting | {"when": None}, meeting, swapped)], between=SIDES)
    assert [(h.when, len(h.citations)) for h in result.timeline] == [("2024-05", 2), (None, 1)]


def test_votes_stand_on_the_timeline() -> None:
    """A side's vote in a body, and another's told beside it; another's alone is about other parties."""
    veto = {"kind": Kind.DECIDE, "goods": (), "actor": (RU,), "counterpart": (Party("UN", "UN"),), "outcome": "veto"}
    other = veto | {"actor": (Party("China", "CN"),), "outcome": "abstain"}
    assert {h.outcome for h in dossier([_made(veto, other)], between=SIDES).timeline} == {"veto", "abstain"}
    assert _reasons(dossier([_made(other)], between=SIDES)) == ["other-parties"]


def test_refusals_are_kept() -> None:
    """A file that could not be read is in the dossier."""
    refusal = Refusal("x.bin", "not-text", "x.bin: no text.", "Give a text.", 6)
    assert dossier([refusal], between=SIDES).refusals == (refusal,)


def test_no_claim_goes_missing() -> None:
    """Every claim is in a finding, on the timeline or left out with a reason."""
    kinds = [{"kind": kind, "by": (KR,)} for kind in Kind] + [{"kind": kind, "actor": (), "by": (KR,)} for kind in Kind]
    made = _made(*kinds)
    result = dossier([made], between=SIDES)
    findings = (*result.there, *result.back)
    seen = {c.claim.id for f in findings for rows in (*(o.citations for o in f.origins), f.denials, f.support) for c in rows}
    seen |= {c.claim.id for rows in (*result.timeline, *result.omissions) for c in rows.citations}
    assert seen == {c.id for c in made.claims}


def test_languages_name_their_terms() -> None:
    """The Italian weights are not for commercial use, because of their treebanks."""
    italian = next(row for row in languages({}) if row.code == "it")
    assert italian.commercial is False
    assert "CC BY-NC-SA" in italian.why
