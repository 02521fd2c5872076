"""Mandates as data: one TOML file each, whose fields are explained at the head of `dprk.toml`; never Python.

A user's own file is read the same way. Every fault of a file is collected before it is refused.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from riscontro.errors import BadMandate, UnknownMandate
from riscontro.mandates.reading import read_mandate
from riscontro.model import Mandate

__all__ = ["load_mandate", "mandate_for", "mandates"]


def mandates() -> tuple[str, ...]:
    """The names of the mandates that come with the program."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in files(__name__).iterdir() if f.name.endswith(".toml")))


def load_mandate(name: str) -> Mandate:
    """A mandate by its name, or by the path of a file of one's own.

    Raises:
        UnknownMandate: no mandate has this name, and there is no such file.
        BadMandate: the file does not say what it must.
    """
    return _shipped(name) if name in mandates() else _own(Path(name))


def mandate_for(one: str, other: str) -> Mandate | None:
    """The mandate that comes with the program and fits two sides: theirs by name, else the only one that watches either."""
    known = tuple(map(_shipped, mandates()))
    named = [m for m in known if set(m.between) == {one, other}]
    fitting = named or [m for m in known if {one, other} & set(m.watched)]
    return fitting[0] if len(fitting) == 1 else None


@cache
def _shipped(name: str) -> Mandate:
    text = (files(__name__) / f"{name}.toml").read_text(encoding="utf-8")
    return read_mandate(name, tomllib.loads(text), f"{name}.toml")


def _own(path: Path) -> Mandate:
    try:
        rows: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, IsADirectoryError):
        names = ", ".join(mandates())
        raise UnknownMandate(f"{path}: there is no such mandate, and no such file.", f"Give a file, or one of {names}.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadMandate(f"{path}: {error}.", "Write it as TOML, after the head of dprk.toml.") from error
    return read_mandate(path.stem, rows, str(path))
