"""The custody log: every act is in it, nobody can change it unseen, and what was tampered with is named."""

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from making import KR, RU, article
from riscontro.errors import StoreError
from riscontro.model import Act, Capture
from riscontro.model.custody import linked
from riscontro.store import Archive
from storing import put, without

MADE = article("a.txt", ("North Korea sent missiles.", {"by": (KR,)}), ("Russia denies it.", {"by": (RU,), "when": "2024-05"}))
OTHER = article("b.txt", ("Seoul says that 40 missiles went north.", {"by": (KR,)}))


def _acts(archive: Archive) -> list[str]:
    return [str(entry.facts["act"]) for entry in archive.custody.entries()]


def _tamper(archive: Archive, *statements: str) -> None:
    """Writes past the program, as who holds the file could."""
    with archive.db.write() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER IF EXISTS custody_no_update")
            connection.exec_driver_sql("DROP TRIGGER IF EXISTS custody_no_delete")
        else:
            connection.exec_driver_sql("ALTER TABLE custody DISABLE TRIGGER ALL")
        for statement in statements:
            connection.exec_driver_sql(statement)


def _differences(archive: Archive) -> list[tuple[str, str]]:
    return [(d.where.removeprefix("sha256:")[:8], d.what) for d in archive.verify().differences]


DOC = MADE.document.id.removeprefix("sha256:")[:8]


def test_every_act_is_in_the_log(archive: Archive) -> None:
    """Captured and read; found under another path; read again by another extractor; the same path again is no news."""
    put(archive, MADE)
    archive.documents.found_at(MADE.document.id, Capture("file", "", "copy.txt"), 1)
    archive.documents.found_at(MADE.document.id, Capture("file", "", "copy.txt"), 1)
    put(archive, without(MADE, 1), extractor="later")
    assert _acts(archive) == ["captured", "read", "found", "read"]
    assert archive.verify().differences == ()
    assert (archive.verify().documents, archive.verify().entries) == (1, 4)
    assert len(archive.custody.of([MADE.document.id])) == 4


def test_an_address_has_its_versions(archive: Archive) -> None:
    """Each capture is kept with address, headers and chain; a page that stayed the same is noted each time."""
    address, run = "https://a.example/x", put(archive, OTHER)
    for made in (MADE, OTHER):
        had = Capture("web", "2024-06-14T09:00:00+00:00", address, address, (address,), 200, (("ETag", '"1"'),))
        if made is MADE:
            archive.documents.put(made, made.document.text.encode(), run=run, extractor="x", keys={}, capture=had)
        archive.documents.found_at(made.document.id, had, run)
    found = [(e.facts["document"], e.facts["act"]) for e in archive.custody.at(address)]
    assert found == [(MADE.document.id, "captured"), (MADE.document.id, "found"), (OTHER.document.id, "found")]
    capture = archive.custody.at(address)[0].facts["capture"]
    assert isinstance(capture, dict) and capture["headers"] == [["ETag", '"1"']]


def test_no_entry_can_be_changed(archive: Archive) -> None:
    """The database refuses."""
    put(archive, MADE)
    for statement in ("UPDATE custody SET act = 'found'", "DELETE FROM custody"):
        with pytest.raises(StoreError, match="appended, never changed"), archive.db.write() as connection:
            connection.execute(sa.text(statement))


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE original SET bytes = {blob} WHERE document = 1", "bytes are not those"),
        ("DELETE FROM original WHERE document = 1", "bytes are not those"),
        ("UPDATE document SET text = text || ' ' WHERE key = 1", "Its text"),
        ("UPDATE document SET published = '2020-01-01' WHERE key = 1", "Its text"),
        ("UPDATE claim SET words = 'Iran sent missiles.' WHERE document = 1", "claims are not those"),
        ("UPDATE claim SET current = {false} WHERE document = 1", "claims are not those"),
        ("UPDATE location SET path = 'c.txt'; DELETE FROM custody WHERE document IS NOT NULL AND key < 3", "does not tell how"),
    ],
)
def test_what_was_tampered_with_is_named(archive: Archive, statement: str, what: str) -> None:
    """The document concerned, and what of it."""
    put(archive, MADE, OTHER)
    sqlite = archive.db.engine.dialect.name == "sqlite"
    told = statement.format(blob="x'00'" if sqlite else "'\\x00'::bytea", false="0" if sqlite else "false")
    _tamper(archive, *told.split("; "))
    assert any(where == DOC and what in said for where, said in _differences(archive))


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE custody SET content = replace(content, 'by hand', 'by foot') WHERE key = 2", "entry 2"),
        ("DELETE FROM custody WHERE key = 2", "entry 2"),
        ("UPDATE custody SET hash = 'x' WHERE key = 3", "entry 4"),
    ],
)
def test_a_log_that_was_changed_is_found(archive: Archive, statement: str, where: str) -> None:
    """Changed, left out, hashed anew: the chain does not hold."""
    put(archive, MADE, OTHER)
    _tamper(archive, statement)
    assert where in [w for w, _ in _differences(archive)]


def test_a_log_written_anew_does_not_lead_through_the_old_head(archive: Archive) -> None:
    """Who holds the file can make a chain that holds; not one that leads to a hash that was kept elsewhere."""
    put(archive, MADE, OTHER)
    head = archive.verify().head
    previous = list(archive.custody.entries())[1].hash
    last = [e for e in archive.custody.entries() if e.number > 2]
    statements = []
    for entry in last:
        content = entry.content.replace("by hand", "by foot")
        previous = linked(previous, content)
        statements.append(f"UPDATE custody SET content = '{content}', hash = '{previous}' WHERE key = {entry.number}")
    _tamper(archive, *statements)
    assert archive.verify().differences == ()
    assert [d.where for d in archive.verify(head).differences] == ["log"]
    assert archive.verify(archive.verify().head).differences == ()


def test_a_document_that_was_removed_is_named(archive: Archive) -> None:
    """The log tells of it."""
    put(archive, MADE)
    archive.custody.note(Act.BUNDLED, {"event": "x"})
    tables = ("claim_block", "claim_party", "claim_goods", "claim_source", "claim", "extraction", "original", "location", "document")
    _tamper(archive, *(f"DELETE FROM {table}" for table in ("pending", *tables)))
    assert [(where, "does not hold" in what) for where, what in _differences(archive)] == [(DOC, True)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8"), max_size=40), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3))
def test_whatever_is_noted_verifies(name: str, headers: dict[str, str]) -> None:
    """Any path, any header."""
    with Archive.in_memory() as archive:
        run = put(archive, OTHER)
        had = Capture("web", "", name, name, (name,), 200, tuple(headers.items()))
        archive.documents.put(MADE, MADE.document.text.encode(), run=run, extractor="x", keys={}, capture=had)
        assert archive.verify().differences == ()
