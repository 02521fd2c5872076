"""A store's database: transactions that read and transactions that write, and errors in the user's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from riscontro.store.opening import shown, told

T = TypeVar("T")
Make = Callable[[sa.Connection, Sequence[sa.Row[Any]]], Iterable[T]]
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Database:
    """The engine of an open store."""

    engine: sa.Engine

    @property
    def where(self) -> str:
        """Path or address, without a password."""
        return shown(self.engine.url)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A transaction that reads; all that it reads is of one moment. Raises StoreError."""
        with told(self.where), self.engine.connect() as connection, connection.begin():
            yield connection

    def paged(self, query: sa.Select[Any], key: sa.ColumnElement[Any], make: Make[T]) -> Iterator[T]:
        """What is made of the rows of a query, in the order of a unique column; a page in each transaction, so that none stays open."""
        last = None
        while True:
            page = query if last is None else query.where(key > last)
            with self.read() as connection:
                rows = connection.execute(page.order_by(key).limit(_PAGE)).all()
                made = list(make(connection, rows))
            if not rows:
                return
            yield from made
            last = getattr(rows[-1], str(key.key))

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A transaction that writes: all of it or nothing. Raises StoreError."""
        with told(self.where), self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Inserts the rows that are not there yet."""
    if rows:
        connection.execute(_dialect(connection).insert(table).on_conflict_do_nothing(), list(rows))


def insert_once(connection: sa.Connection, table: sa.Table, row: Mapping[str, object]) -> int | None:
    """Inserts a row and gives its key; None where it is there already, by whomever it was put."""
    found = _dialect(connection).insert(table).values(row).on_conflict_do_nothing().returning(table.c.key)
    key = connection.execute(found).scalar()
    return None if key is None else int(key)


def insert_locked(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Inserts rows of keys alone; one that is there is taken hold of, so that nobody removes it before this transaction ends."""
    if rows:
        keys = list(table.primary_key.columns)
        found = _dialect(connection).insert(table)
        connection.execute(found.on_conflict_do_update(index_elements=keys, set_={keys[0].name: found.excluded[keys[0].name]}), list(rows))


def _dialect(connection: sa.Connection):  # type: ignore[no-untyped-def]  # noqa: ANN202  # two modules of one shape
    from sqlalchemy.dialects import postgresql, sqlite

    return sqlite if connection.dialect.name == "sqlite" else postgresql
