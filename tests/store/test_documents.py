"""Documents and claims come back as they went, and what an earlier extractor found stays beside what a later one finds."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from making import KR, RU, US, article, document
from riscontro.errors import AmbiguousId, UnknownId
from riscontro.model import Article, Capture, ClaimFilter, Party
from riscontro.store import Archive
from riscontro.store.tables import METADATA
from storing import EXTRACTOR, put, without

MADE = article("a.txt", ("North Korea sent missiles.", {"by": (KR,)}), ("Russia denies it.", {"by": (RU,), "when": "2024-05"}))


def test_a_document_comes_back(archive: Archive) -> None:
    """With its blocks, its bytes and every path it was found under."""
    put(archive, MADE)
    archive.documents.found_at(MADE.document.id, Capture("file", "", "copy/of/a.txt"), 1)
    assert archive.documents.document(MADE.document.id) == MADE.document
    assert archive.documents.original(MADE.document.id) == MADE.document.text.encode()
    assert archive.documents.paths(MADE.document.id) == ("a.txt", "copy/of/a.txt")


def test_claims_come_back(archive: Archive) -> None:
    """In the order of the text, with their paragraphs."""
    put(archive, MADE)
    cited = archive.claims.of(MADE.document.id)
    assert tuple(c.claim for c in cited) == MADE.claims
    assert [c.paragraph for c in cited] == [2, 3]


def test_odd_letters_are_kept(archive: Archive) -> None:
    """Offsets hold for letters of every kind, and a path that is no text is told apart from one that is."""
    words = "«Né prima né poi», 🙂 ha detto Łukasz 𝔊."
    made = article("b.txt", (words, {"actor": (Party("Łukasz 𝔊"),)}))
    put(archive, replace(made, document=replace(made.document, path="b\udcff.txt")))
    doc = archive.documents.document(made.document.id)
    claim = archive.claims.of(doc.id)[0].claim
    assert doc.text[claim.span.start : claim.span.end] == claim.span.text == words
    assert archive.documents.paths(doc.id) == ("b\\udcff.txt",)


def test_two_extractors_stand_side_by_side(archive: Archive) -> None:
    """Those of the newest are current; those of the older one are kept, and come up by their id."""
    first = put(archive, MADE, extractor="one")
    second = put(archive, without(MADE, 1), extractor="two")
    assert [c.claim.id for c in archive.claims.of(MADE.document.id)] == [MADE.claims[0].id]
    readings = archive.claims.of_extractors(MADE.document.id)
    assert {run: (who, len(cited)) for run, (who, cited) in readings.items()} == {first: ("one", 2), second: ("two", 1)}
    assert archive.claims.one(MADE.claims[1].id).claim == MADE.claims[1]


def test_a_difference_of_two_runs(archive: Archive) -> None:
    """Claims lost, gained and changed, and documents that the earlier run did not know."""
    other = article("c.txt", ("Another article.", {}))
    first = put(archive, without(MADE, 1), extractor="one")
    second = put(archive, replace(MADE, claims=(replace(MADE.claims[0], when="2024-06"), MADE.claims[1])), other, extractor="two")
    diff = archive.claims.diff(first, second)
    assert [c.claim.id for c in diff.gained] == [MADE.claims[1].id]
    assert (diff.lost, diff.added) == ((), 1)
    assert [(a.claim.when, b.claim.when) for a, b in diff.changed] == [(None, "2024-06")]
    back = archive.claims.diff(second, first)
    assert [c.claim.id for c in back.lost] == [MADE.claims[1].id]


def test_a_date_told_later_is_kept(archive: Archive) -> None:
    """A document read again with a date has it from then on, and so have its claims in lists."""
    put(archive, article("d.txt", ("It was sent.", {}), published=None))
    undated = article("d.txt", ("It was sent.", {}), published=None)
    put(archive, Article(replace(undated.document, published="2024-05-01", published_basis="given"), undated.claims))
    assert [c.document.published for c in archive.claims.find(ClaimFilter()).items] == ["2024-05-01"]


def test_ids_by_their_beginning(archive: Archive) -> None:
    """So much of an id as makes it unique."""
    put(archive, MADE)
    whole = MADE.claims[0].id
    assert archive.claims.one(whole[:10]).claim.id == whole
    assert archive.documents.document(MADE.document.id.removeprefix("sha256:")[:8]).id == MADE.document.id
    with pytest.raises(UnknownId):
        archive.claims.one("zz")
    with pytest.raises(UnknownId):
        archive.claims.one("")


def test_an_id_that_begins_several(archive: Archive) -> None:
    """Is refused, and some are named."""
    rows = [document(f"{i}.txt", f"Title {i}") for i in range(17)]
    put(archive, *(Article(doc, ()) for doc in rows))
    first = next(c for c in "0123456789abcdef" if sum(d.id[7] == c for d in rows) > 1)
    with pytest.raises(AmbiguousId, match="Several documents"):
        archive.documents.document(first)


def test_a_document_is_put_whole_or_not_at_all(archive: Archive) -> None:
    """What fails halfway leaves nothing behind."""
    broken = replace(MADE, claims=(MADE.claims[0], replace(MADE.claims[1], kind=None)))  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r"None|kind|null"):
        put(archive, broken)
    with archive.db.read() as connection:
        assert [t for t in ("document", "original", "claim", "claim_block", "pending") if _rows(connection, t)] == []


def _rows(connection: sa.Connection, table: str) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(METADATA.tables[table])).scalar_one()


def test_what_is_known_is_recognised(archive: Archive) -> None:
    """By its bytes and its extractor."""
    put(archive, article("e.txt", ("US words.", {"by": (US,)})))
    doc = article("e.txt", ("US words.", {"by": (US,)})).document
    assert archive.documents.known(doc.id, EXTRACTOR) == doc
    assert archive.documents.known(doc.id, "another") is None


def test_two_who_put_the_same_put_it_once(archive: Archive) -> None:
    """The second finds that it is there, and is counted as such."""
    first, second = put(archive, MADE), put(archive, MADE)
    assert [(r.documents, r.claims, r.known) for r in (archive.runs.one(first), archive.runs.one(second))] == [(1, 2, 0), (0, 0, 1)]
    assert len(archive.claims.of_extractors(MADE.document.id)) == 1
