"""Lists of claims: every condition, alone and with others, a page at a time."""

from dataclasses import replace
from pathlib import Path

import pytest

from making import KP, RU, US, article
from riscontro.errors import BadCursor, BadDate
from riscontro.model import Certainty, ClaimFilter, Kind, Party, Polarity
from riscontro.store import Archive
from riscontro.store.filters import claims_query
from storing import put

KIM = Party("Kim Jong-un", "KP", "Kim Jong Un")
SHIN = Party("Shin Won-sik", "KR")
ROWS = {
    "shells": {"goods": ("arms.ammunition.artillery",), "by": (SHIN,), "when": "2023-08/2024-02"},
    "flour": {"actor": (RU,), "counterpart": (KP,), "goods": ("food",), "by": (US, SHIN), "certainty": Certainty.PROBABLE},
    "denied": {"polarity": Polarity.DENIED, "by": (RU,), "when": "2024-03"},
    "visit": {"kind": Kind.MEET, "actor": (KIM,), "counterpart": (RU,), "goods": (), "when": "2024-06-19"},
    "rebels": {"actor": (Party("Hamás rebels"),), "counterpart": (), "goods": ("arms",)},
}


@pytest.fixture(scope="module")
def filled(shared_archive: Archive) -> Archive:
    """Two papers: the second tells of the visit and of the rebels."""
    one = article("one.txt", *((f"The {n} of it, più caffè.", f) for n, f in ROWS.items() if n not in ("visit", "rebels")))
    two = article("two.txt", *((f"The {n} of it.", ROWS[n]) for n in ("visit", "rebels")), published="2024-06-20")
    put(shared_archive, one, replace(two, document=replace(two.document, publisher="Il Faro di Ponente")))
    return shared_archive


def _found(archive: Archive, **wanted: str) -> list[str]:
    return [c.claim.span.text.split()[1] for c in archive.claims.find(ClaimFilter(**wanted)).items]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["visit", "rebels", "shells", "flour", "denied"]),
        ({"party": "KP"}, ["visit", "shells", "flour", "denied"]),
        ({"party": "corea del nord"}, ["visit", "shells", "flour", "denied"]),
        ({"actor": "KP"}, ["visit", "shells", "denied"]),
        ({"counterpart": "North Korea"}, ["flour"]),
        ({"actor": "RU", "counterpart": "KP"}, ["flour"]),
        ({"party": "kim jong un"}, ["visit"]),
        ({"party": "KIM"}, ["visit"]),
        ({"party": "hamas"}, ["rebels"]),
        ({"party": "ham"}, []),
        ({"party": "Atlantis"}, []),
        ({"party": "%"}, []),
        ({"goods": "arms"}, ["rebels", "shells", "denied"]),
        ({"goods": "arms.ammunition"}, ["shells"]),
        ({"goods": "arms.missile"}, ["denied"]),
        ({"kind": "meet"}, ["visit"]),
        ({"since": "2024-03"}, ["visit", "denied"]),
        ({"until": "2024-01"}, ["shells"]),
        ({"since": "2024-02", "until": "2024-03"}, ["shells", "denied"]),
        ({"polarity": "denied"}, ["denied"]),
        ({"certainty": "probable"}, ["flour"]),
        ({"source": "KR"}, ["shells", "flour"]),
        ({"source": "won sik"}, ["shells", "flour"]),
        ({"source": "US", "goods": "food"}, ["flour"]),
        ({"publisher": "faro"}, ["visit", "rebels"]),
        ({"publisher": "IL FARO DI PONENTE", "kind": "transfer"}, ["rebels"]),
        ({"text": "shells"}, ["shells"]),
        ({"text": "PIU caffe"}, ["shells", "flour", "denied"]),
        ({"text": '"shells of"'}, ["shells"]),
        ({"text": '"of shells"'}, []),
        ({"text": "flo*"}, ["flour"]),
        ({"text": "flo"}, []),
        ({"text": "NOT ( AND \" : ' --"}, []),
    ],
    ids=str,
)
def test_conditions(filled: Archive, wanted: dict[str, str], found: list[str]) -> None:
    """Newest publication first, in the order of the text."""
    assert _found(filled, **wanted) == found


@pytest.mark.parametrize("wanted", [{}, {"party": "KP"}, {"goods": "arms"}, {"text": "of"}], ids=str)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_make_up_the_list(filled: Archive, wanted: dict[str, str], size: int) -> None:
    """One page after the other gives everything once, in order."""
    cursor, pages = None, []
    while True:
        listing = filled.claims.find(ClaimFilter(**wanted), size, cursor)
        pages.append([c.claim.span.text.split()[1] for c in listing.items])
        cursor = listing.cursor
        if cursor is None:
            break
    assert [len(page) for page in pages[:-1]] == [size] * (len(pages) - 1)
    assert [word for page in pages for word in page] == _found(filled, **wanted)


@pytest.mark.parametrize("cursor", ["", "x", "2024-01-01", "2024-01-01.x", "soon.3"])
def test_a_cursor_of_no_list(filled: Archive, cursor: str) -> None:
    """Is refused."""
    with pytest.raises(BadCursor):
        filled.claims.find(ClaimFilter(), 5, cursor)


def test_a_date_that_is_none(filled: Archive) -> None:
    """Is refused."""
    with pytest.raises(BadDate):
        filled.claims.find(ClaimFilter(since="soon"))


def test_search_in_documents(filled: Archive) -> None:
    """By words, phrases and beginnings, with the place; the title counts."""
    found = filled.claims.search('"of it" caff*').items
    assert [(e.document.path, e.claims) for e in found] == [("one.txt", 3)]
    assert found[0].document.text[found[0].span.start : found[0].span.end] == found[0].span.text
    assert "of it" in found[0].span.text
    assert [e.document.path for e in filled.claims.search("title").items] == ["two.txt", "one.txt"]
    assert filled.claims.search("nowhere").items == ()


def test_search_a_page_at_a_time(filled: Archive) -> None:
    """With a cursor to go on."""
    first = filled.claims.search("title", 1)
    second = filled.claims.search("title", 1, first.cursor)
    assert [e.document.path for e in (*first.items, *second.items)] == ["two.txt", "one.txt"]
    assert second.cursor is None


def test_a_party_on_both_sides_is_listed_once(archive: Archive) -> None:
    """By its code, and by a part of a name."""
    put(
        archive,
        article(
            "both.txt", ("They shelled their own.", {"kind": Kind.USE, "actor": (RU,), "counterpart": (Party("Moscow region", "RU"),)})
        ),
    )
    for party in ("RU", "moscow"):
        assert len(archive.claims.find(ClaimFilter(party=party)).items) == 1


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({}, "ix_claim_newest"),
        ({"kind": "meet"}, "ix_claim_kind"),
        ({"publisher": "faro"}, "ix_claim_publisher"),
        ({"party": "KP"}, "claim_party"),
        ({"goods": "arms"}, "claim_goods"),
        ({"source": "KR"}, "claim_source"),
    ],
    ids=str,
)
def test_a_first_page_is_read_in_the_order_of_an_index(tmp_path: Path, wanted: dict[str, str], index: str) -> None:
    """SQLite walks it, and sorts no more than the claims of one day."""
    with Archive.create(tmp_path / "riscontro.db") as archive:
        two = article("two.txt", ("The visit.", ROWS["visit"]))
        put(archive, replace(two, document=replace(two.document, publisher="Il Faro di Ponente")))
        with archive.db.read() as connection:
            query = claims_query(connection, ClaimFilter(**wanted), 50, None)
            text = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
            plan = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
    assert any(index in step or "lead" in step for step in plan[:1]), plan
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan
