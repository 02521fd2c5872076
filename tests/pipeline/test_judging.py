"""Judgements outrank the machine, are never changed, and leave what was found as it was."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from making import KP, KR, RU, US, article
from riscontro.errors import AmbiguousId, BadJudgement, UnknownId
from riscontro.model import Article, ClaimFilter, EventFilter, EventRow, Rung, Verb
from riscontro.pipeline import judge, settle
from riscontro.queries import dossier, finding
from riscontro.store import Archive
from storing import put

ONE = article("one.txt", ("Missiles were sent.", {"by": (KR,), "when": "2024-05"}))
TWO = article("two.txt", ("Rockets were sent.", {"by": (US,), "when": "2024-05"}), ("Flour was sent.", {"goods": ("food",), "by": (US,)}))
SENT, ROCKETS, FLOUR = (c.id for a in (ONE, TWO) for c in a.claims)
WHY = {"reason": "Seen with my own eyes.", "by": "ada"}


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Two articles, settled."""
    put(archive, ONE, TWO)
    settle(archive)
    return archive


def _missiles(archive: Archive) -> tuple[EventRow, ...]:
    settle(archive)
    return archive.events.find(EventFilter(goods="arms.missile")).items


def test_a_rejected_claim_counts_nowhere(filled: Archive) -> None:
    """Its event goes on without it; as it was found it is still listed, and the dossier says that it was rejected."""
    assert [(e.rung, e.count) for e in _missiles(filled)] == [(Rung.CORROBORATED, 2)]
    judge(filled, Verb.REJECT, [ROCKETS[:8]], **WHY)
    assert [(e.rung, e.count) for e in _missiles(filled)] == [(Rung.REPORTED, 1)]
    assert filled.claims.one(ROCKETS).claim in [c.claim for c in filled.claims.find(ClaimFilter()).items]
    made = dossier(filled, between=("KP", "RU"), everything=True)
    assert [(o.reason, [c.claim.id for c in o.citations]) for o in made.omissions] == [("rejected", [ROCKETS])]


def test_an_accepted_claim_counts_again(filled: Archive) -> None:
    """The later judgement holds."""
    judge(filled, Verb.REJECT, [ROCKETS], **WHY)
    judge(filled, Verb.ACCEPT, [ROCKETS], **WHY)
    assert [e.count for e in _missiles(filled)] == [2]


def test_a_corrected_claim_moves(filled: Archive) -> None:
    """To the event that it is about; the finding's page shows it as it was found."""
    judge(filled, Verb.CORRECT, [FLOUR], field="goods", value="arms.missile", **WHY)
    judge(filled, Verb.CORRECT, [FLOUR], field="when", value="2024-05", **WHY)
    (event,) = _missiles(filled)
    assert event.claims == 3
    assert filled.events.find(EventFilter(goods="food")).items == ()
    page = finding(filled, event.id)
    assert {c.claim.goods for c in page.finding.event.citations if c.claim.id == FLOUR} == {("arms.missile",)}
    assert [c.claim.goods for c in page.found] == [("food",)]
    assert [j.field for j in page.judgements] == ["goods", "when"]


def test_an_event_is_refuted_and_split(filled: Archive) -> None:
    """By its id, or by claims of it."""
    (event,) = _missiles(filled)
    judge(filled, Verb.REFUTE, [event.id[:9]], **WHY)
    assert [e.refuted for e in _missiles(filled)] == [True]
    judge(filled, Verb.SPLIT, [ROCKETS], **WHY)
    assert [e.claims for e in _missiles(filled)] == [1, 1]


def test_events_are_merged(filled: Archive) -> None:
    """Two of one key that times had kept apart."""
    put(filled, article("three.txt", ("Missiles were sent once more.", {"by": (KR,), "when": "2024-09"})))
    events = _missiles(filled)
    assert len(events) == 2
    judge(filled, Verb.MERGE, [e.id for e in events], **WHY)
    assert [e.claims for e in _missiles(filled)] == [3]


def test_origins_are_joined(filled: Archive) -> None:
    """Two voices that rest on one source are one origin."""
    judge(filled, Verb.SAME_ORIGIN, [SENT, ROCKETS], **WHY)
    assert [(e.rung, e.count) for e in _missiles(filled)] == [(Rung.REPORTED, 1)]


def test_a_letter_is_given_to_an_origin(filled: Archive) -> None:
    """The last one counts in lists; all are kept."""
    for value in "CB":
        judge(filled, Verb.LETTER, source="state:KR", value=value, **WHY)
    assert {o.key: o.letter for o in filled.events.origins()}["state:KR"] == "B"
    assert [j.value for j in filled.judgements.all()] == ["C", "B"]


def test_judgements_outlive_a_rerun(filled: Archive) -> None:
    """They name claims by ids that a rerun gives again."""
    judge(filled, Verb.REJECT, [ROCKETS], **WHY)
    put(filled, ONE, TWO, extractor="another")
    assert [e.count for e in _missiles(filled)] == [1]


@pytest.mark.parametrize("statement", ["UPDATE judgement SET reason = 'x'", "DELETE FROM judgement", "DELETE FROM judgement_claim"])
def test_nothing_changes_a_judgement(filled: Archive, statement: str) -> None:
    """Not even SQL."""
    made = judge(filled, Verb.REJECT, [ROCKETS], **WHY)
    with pytest.raises(sa.exc.DBAPIError, match="never changed"), filled.db.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(statement)
    assert filled.judgements.all() == (made,)


@pytest.mark.parametrize(
    ("verb", "facts", "error"),
    [
        (Verb.REJECT, {"claims": []}, BadJudgement),
        (Verb.REJECT, {"claims": ["zz"]}, UnknownId),
        (Verb.REJECT, {"claims": [SENT], "reason": " "}, BadJudgement),
        (Verb.REJECT, {"claims": [SENT], "by": ""}, BadJudgement),
        (Verb.MERGE, {"claims": [SENT]}, BadJudgement),
        (Verb.CORRECT, {"claims": [SENT], "field": "span", "value": "x"}, BadJudgement),
        (Verb.CORRECT, {"claims": [SENT], "field": "kind", "value": "gift"}, BadJudgement),
        (Verb.CORRECT, {"claims": [SENT], "field": "when", "value": "soon"}, BadJudgement),
        (Verb.CORRECT, {"claims": [SENT], "field": "goods", "value": "arm"}, BadJudgement),
        (Verb.LETTER, {"source": "state:KR", "value": "G"}, BadJudgement),
        (Verb.LETTER, {"source": "state:XX", "value": "B"}, UnknownId),
    ],
)
def test_what_cannot_be_judged(tmp_path: Path, verb: Verb, facts: dict[str, object], error: type[Exception]) -> None:
    """Is refused, and nothing is kept."""
    with Archive.create(tmp_path / "riscontro.db") as archive:
        put(archive, ONE)
        settle(archive)
        with pytest.raises(error):
            judge(archive, verb, **{"claims": [], **WHY, **facts})  # type: ignore[arg-type]
        assert archive.judgements.all() == ()


def test_an_id_that_begins_several_is_refused(tmp_path: Path) -> None:
    """Nothing is judged by chance."""
    with Archive.create(tmp_path / "riscontro.db") as archive:
        rows = article("many.txt", *((f"Claim number {i}.", {"actor": (KP,), "counterpart": (RU,)}) for i in range(17)))
        put(archive, Article(rows.document, rows.claims))
        first = next(c for c in "0123456789abcdef" if sum(claim.id[0] == c for claim in rows.claims) > 1)
        with pytest.raises(AmbiguousId):
            judge(archive, Verb.REJECT, [first], **WHY)


def test_events_of_other_rules_are_weighed_anew(filled: Archive) -> None:
    """What an earlier version of the rules weighed does not stand."""
    with filled.db.write() as connection:
        connection.exec_driver_sql("UPDATE event SET version = 'riscontro-0', origins = 9")
    assert settle(filled) > 0
    assert [e.count for e in _missiles(filled)] == [2]


def test_an_event_whose_claims_have_moved_is_told(filled: Archive) -> None:
    """A page of it is not made; the next command finds what is there now."""
    (event,) = _missiles(filled)
    with filled.db.write() as connection:
        connection.exec_driver_sql("UPDATE event SET id = 'feedfeedfeedfeed' WHERE family = 'arms.missile'")
    with pytest.raises(UnknownId, match="other events"):
        finding(filled, "feed")
    assert [e.id for e in _missiles(filled)] == [event.id]
