"""Making and opening stores: what is there is recognised, brought up to date or refused."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from riscontro.errors import NewerStore, NoStore, NotAStore, StoreError, StoreFull, StoreLocked, StoreUnreachable
from riscontro.store import Archive, opening
from riscontro.store.tables import METADATA


def test_a_store_is_made_once(place: str) -> None:
    """Making it again opens it."""
    for _ in range(2):
        with Archive.create(place) as archive:
            assert opening.version(archive.db.engine) == opening.REVISIONS[-1]


def test_a_store_that_is_not_there(place: str) -> None:
    """Opening makes nothing."""
    with pytest.raises(NoStore, match="no store"):
        Archive.open(place)
    if "://" not in place:
        assert not Path(place).exists()


def test_migrations_make_the_tables(archive: Archive) -> None:
    """What the migrations make is what the tables say, in both databases."""
    with archive.db.engine.connect() as connection:
        options = {"include_object": lambda thing, name, kind, reflected, other: not _of_search(kind, name), "compare_type": True}
        context = MigrationContext.configure(connection, opts={"version_table": "riscontro_version", **options})
        assert compare_metadata(context, METADATA) == []


def _of_search(kind: str, name: str | None) -> bool:
    """The tables and indexes of full text, which each database has in its own way."""
    return bool(name) and "_words" in str(name)


def test_the_versions_are_those_of_the_migrations() -> None:
    """The list in the code is the chain of the files."""
    script = ScriptDirectory(str(Path(opening.__file__).parent / "migrations"))
    assert tuple(reversed([step.revision for step in script.walk_revisions()])) == opening.REVISIONS


def test_an_older_store_is_brought_up_to_date(place: str) -> None:
    """A store of the first version gets the tables of the later ones, and what it holds stays."""
    engine = opening.engine_for(opening.address(place))
    opening.migrate(engine, opening.REVISIONS[0])
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        row = {"extractor": "old", "arguments": [], "began": "2024-01-01", "documents": 1, "claims": 2, "known": 0, "refused": 0}
        connection.execute(METADATA.tables["run"].insert().values(row))
    engine.dispose()
    with Archive.open(place) as archive:
        assert opening.version(archive.db.engine) == opening.REVISIONS[-1]
        assert [run.extractor for run in archive.runs.all()] == ["old"]


def test_a_newer_store_is_refused(place: str) -> None:
    """A version that this program does not know."""
    with Archive.create(place) as archive, archive.db.write() as connection:
        connection.exec_driver_sql("UPDATE riscontro_version SET version_num = '9999'")
    with pytest.raises(NewerStore, match="9999"):
        Archive.open(place)


def test_another_database_is_refused(place: str) -> None:
    """Tables of somebody else's are left alone."""
    engine = opening.engine_for(opening.address(place))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE recipes (name text)")
    engine.dispose()
    for door in (Archive.open, Archive.create):
        with pytest.raises(NotAStore, match="no store of Riscontro"):
            door(place)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A text file is no store."""
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, nothing happened today, and nothing happened yesterday either.\n" * 20, encoding="utf-8")
    with pytest.raises(NotAStore):
        Archive.open(path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A store cannot be made in it."""
    with pytest.raises(StoreUnreachable):
        Archive.create(tmp_path / "no" / "riscontro.db")


@pytest.mark.parametrize("url", ["mysql://localhost/x", "http://example.org/riscontro.db"])
def test_other_databases_are_refused(url: str) -> None:
    """SQLite and PostgreSQL, nothing else."""
    with pytest.raises(StoreError, match="SQLite or in PostgreSQL"):
        Archive.open(url)


def test_a_server_that_is_not_there() -> None:
    """No server answers at this port."""
    with pytest.raises(StoreUnreachable):
        Archive.open("postgresql://nobody:secret@127.0.0.1:1/none")


def test_a_password_is_never_shown() -> None:
    """The address as it is told to users."""
    assert "secret" not in opening.shown(opening.address("postgresql://me:secret@db/base"))


def test_a_locked_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program that does not let go is told of."""
    monkeypatch.setattr(opening, "BUSY_MS", 50)
    path = tmp_path / "riscontro.db"
    with Archive.create(path) as archive:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked, match="another program"):
            archive.runs.begin("x", (), "2024-01-01")
        other.close()


def test_a_full_disk(tmp_path: Path) -> None:
    """SQLite says so when a page more cannot be had; what was there stays."""
    with Archive.create(tmp_path / "riscontro.db") as archive:
        with archive.db.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreFull, match="disk is full"):
            archive.runs.begin("x" * 100_000, (), "2024-01-01")
        assert archive.runs.all() == ()


def test_sqlite_keeps_its_promises(tmp_path: Path) -> None:
    """Write-ahead log and foreign keys are on."""
    with Archive.create(tmp_path / "riscontro.db") as archive, archive.db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        with pytest.raises(sa.exc.IntegrityError):
            connection.exec_driver_sql("INSERT INTO pending VALUES (7)")
