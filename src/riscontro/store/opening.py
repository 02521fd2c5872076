"""Opening a store: its address, its engine, its version, and the errors of databases in the user's words."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from riscontro.errors import NewerStore, NoStore, NotAStore, StoreError, StoreFull, StoreLocked, StoreUnreachable

MEMORY = ":memory:"
REVISIONS = ("0001", "0002", "0003", "0004")
"""The migrations there are, oldest first; a store bears the name of the last one it went through."""

_VERSION = "riscontro_version"
BUSY_MS = 30_000
"""How long a writer waits for another one, in milliseconds."""


def address(store: str | Path) -> sa.URL:
    """The URL of a store given by path or URL (`riscontro.db`, `sqlite:///x.db`, `postgresql://host/base`).

    Raises:
        StoreError: a URL of another kind of database, or one whose driver is not installed.
    """
    text = str(store)
    if "://" not in text:
        return sa.URL.create("sqlite", database=text)
    scheme = text.partition("://")[0]
    if scheme == "sqlite":
        return sa.make_url(text)
    if scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise StoreError(f"{scheme}: a store can be kept in SQLite or in PostgreSQL.", "Give a path, or postgresql://user@host/base.")
    if find_spec("psycopg") is None:
        raise StoreError("PostgreSQL's driver is not installed.", "Install it: pip install 'riscontro[postgres]'.")
    return sa.make_url(re.sub(r"^\w+(\+psycopg)?://", "postgresql+psycopg://", text))


def shown(url: sa.URL) -> str:
    """The address as it is told to the user: a bare path for a file, no password."""
    return url.database or MEMORY if url.drivername == "sqlite" else url.render_as_string(hide_password=True).replace("+psycopg", "")


def engine_for(url: sa.URL) -> sa.Engine:
    """An engine that begins its own transactions, so that what is read in one is of one moment and writers wait for each other."""
    if url.drivername != "sqlite":
        return sa.create_engine(url, connect_args={"connect_timeout": 10})
    in_memory = url.database in (None, "", MEMORY)
    engine = sa.create_engine(url, **({"poolclass": StaticPool, "connect_args": {"check_same_thread": False}} if in_memory else {}))
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    return engine


_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "cache_size = -65536",  # KiB
    "wal_autocheckpoint = 8000",  # pages
)


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own
    connection.isolation_level = None
    for pragma in (f"busy_timeout = {BUSY_MS}", *_PRAGMAS):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def create(engine: sa.Engine) -> None:
    """Makes the tables of a new store, or brings an older one up to date; a store that is up to date stays as it is.

    Raises:
        NotAStore, NewerStore: something else is there.
    """
    found = version(engine)
    if found != REVISIONS[-1]:
        migrate(engine)


def check(engine: sa.Engine) -> None:
    """Brings an older store up to date. Raises NoStore where there is none, NotAStore, NewerStore."""
    url = engine.url
    if url.drivername == "sqlite" and url.database not in (None, "", MEMORY) and not Path(str(url.database)).exists():
        raise _no_store(url)
    found = version(engine)
    if found is None:
        raise _no_store(url)
    if found != REVISIONS[-1]:
        migrate(engine)


def _no_store(url: sa.URL) -> NoStore:
    return NoStore(f"There is no store at {shown(url)}.", "Run `riscontro init` to make one, or name another with --store.")


def version(engine: sa.Engine) -> str | None:
    """The migration that a store stands at; None where there is nothing at all. Raises NotAStore, NewerStore."""
    where = shown(engine.url)
    with told(where), engine.connect() as connection:
        tables = set(sa.inspect(connection).get_table_names())
        if not tables:
            return None
        if _VERSION not in tables:
            raise NotAStore(f"{where} is a database, but no store of Riscontro.", "Name another with --store.")
        found = connection.exec_driver_sql(f"SELECT version_num FROM {_VERSION}").scalar()
    if found is not None and found not in REVISIONS:
        raise NewerStore(f"{where} was written by a newer Riscontro (version {found}).", "Update Riscontro, or name another store.")
    return found


def migrate(engine: sa.Engine, revision: str = "head") -> None:
    """Takes a store through every migration up to this one."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "riscontro.store:migrations")
    config.set_main_option("version_table", _VERSION)
    config.set_main_option("path_separator", "os")
    with told(shown(engine.url)), engine.connect().execution_options(writes=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turns what a database says into errors that say what to do."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _translated(where, error) from error


def _translated(where: str, error: sa.exc.DBAPIError) -> StoreError:
    said = str(error.orig)
    if "database is locked" in said or "database table is locked" in said:
        return StoreLocked(f"{where} is being written by another program.", "Wait until it is done, and try again.")
    if "disk is full" in said or "No space left" in said or getattr(error.orig, "errno", None) == errno.ENOSPC:
        return StoreFull(f"{where}: the disk is full.", "Make room and try again; what was written before is kept.")
    if "not a database" in said or "malformed" in said:
        return NotAStore(f"{where} is no store: {said}.", "Name another with --store, or restore it from a copy.")
    if "readonly" in said or "read-only" in said or "permission denied" in said:
        return StoreUnreachable(f"{where} cannot be written: {_first_line(said)}.", "Check that you may write to it.")
    if isinstance(error, sa.exc.OperationalError):
        return StoreUnreachable(f"{where} cannot be opened: {_first_line(said)}.", "Check the path or address, and that it can be reached.")
    return StoreError(f"{where}: {_first_line(said)}.", "This is a defect of the program: please report it with what you did.")


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0].rstrip(".")
