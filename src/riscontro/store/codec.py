"""Nouns to JSON and back: a dataclass becomes an object without the fields that have their default.

Works for every frozen dataclass whose fields are dataclasses, enumerations, plain values, tuples of these, or None. Reading is
compiled once for each type, since a ledger reads a great many of them.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Json = Any
T = TypeVar("T")


def to_json(value: Any, *, without: frozenset[str] = frozenset()) -> Json:  # noqa: ANN401
    """A noun as JSON; `without` names fields of it that are kept elsewhere."""
    if isinstance(value, tuple):
        return [to_json(v) for v in value]
    if not is_dataclass(value):
        return str(value) if isinstance(value, StrEnum) else value
    rows = {}
    kind: Any = type(value)
    for name, default in _defaults(kind):
        held = getattr(value, name)
        if name not in without and held != default:
            rows[name] = to_json(held)
    return rows


@cache
def _defaults(cls: Any) -> tuple[tuple[str, object], ...]:  # noqa: ANN401  # a class of any kind
    return tuple((f.name, _default(f)) for f in fields(cls))


def _default(field: Field[Any]) -> object:
    """What a missing field stands for; a field without a default is left out where it is empty."""
    return field.default if field.default is not MISSING else None


def from_json(cls: type[T], row: dict[str, Json], **kept: object) -> T:
    """The noun that this row holds, with the fields kept elsewhere."""
    kind: Any = cls
    made: T = _maker(kind)(row, kept)
    return made


@cache
def _maker(cls: Any) -> Callable[[dict[str, Json], dict[str, object]], Any]:  # noqa: ANN401  # a class of any kind
    hints = get_type_hints(cls)
    rows = [(f.name, _reader(hints[f.name]), f.default is MISSING) for f in fields(cls)]

    def make(row: dict[str, Json], kept: dict[str, object]) -> object:
        given = dict(kept)
        for name, read, must in rows:
            if name in row:
                given[name] = read(row[name]) if read else row[name]
            elif must and name not in given:
                given[name] = None
        return cls(**given)

    return make


def _reader(hint: Any) -> Callable[[Json], Any] | None:  # noqa: ANN401
    """How a value of this type is read; None where it stays as it is."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = _reader(next(a for a in get_args(hint) if a is not types.NoneType))
        return inner and (lambda value: None if value is None else inner(value))
    if get_origin(hint) is tuple:
        read = _reader(get_args(hint)[0])
        return (lambda value: tuple(map(read, value))) if read else tuple
    if is_dataclass(hint):
        kind: Any = hint
        make = _maker(kind)
        return lambda value: make(value, {})
    return hint if isinstance(hint, type) and issubclass(hint, StrEnum) else None
