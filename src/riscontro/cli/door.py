"""What every command does the same way: errors into one line and an exit code, output in UTF-8, settings from where the user stands."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import typer

from riscontro.errors import RiscontroError

if TYPE_CHECKING:
    from rich.console import Console

    from riscontro.pipeline import Reader
    from riscontro.settings import Settings
    from riscontro.store import Archive

PARTLY = 20
"""Exit code where some files of a batch were refused and the others read."""

_BROKEN_PIPE = 141
_UNWRITTEN = 74  # EX_IOERR of sysexits.h

P = ParamSpec("P")
R = TypeVar("R")


def door(command: Callable[P, R]) -> Callable[P, R]:
    """Turns the errors of a use case into one line on stderr and an exit code, and lets a closed pipe pass."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            result = command(*args, **kwargs)
            sys.stdout.flush()
            return result
        except RiscontroError as error:
            complain(error.what, error.remedy)
            raise typer.Exit(error.exit_code) from None
        except OSError as error:
            raise typer.Exit(unwritten(error)) from None

    return wrapped


def unwritten(error: OSError) -> int:
    """Says that the output could not be written, and gives the exit code; a reader that went away is told nothing.

    What is still to be written goes nowhere, so that the end of the program does not try again.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return _BROKEN_PIPE
    complain(f"The output could not be written: {error.strerror or error}.", "Make room, or write it elsewhere.")
    return _UNWRITTEN


def complain(what: str, remedy: str = "") -> None:
    """One line on stderr."""
    words = " ".join(f"{what} {remedy}".split())
    typer.echo(f"riscontro: {''.join(c if c.isprintable() else '?' for c in words)}", err=True)


def given(file: Path) -> Path:
    """The file to read for an argument; `-` is standard input."""
    return Path("/dev/stdin") if str(file) == "-" else file


def own_settings() -> Settings:
    """The settings of whoever runs the command here."""
    from riscontro.settings import load_settings

    return load_settings(os.environ, Path.cwd())


def own_reader(settings: Settings) -> Reader:
    """A reader as the settings want it."""
    from riscontro.pipeline import Reader

    return Reader(settings.pipelines, settings.max_bytes)


def own_archive(store: str | None) -> Archive:
    """The store that is meant, open."""
    from riscontro.store import Archive

    return Archive.open(store or own_settings().store)


def console() -> Console:
    """The terminal, with no marks of its own in what is printed."""
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)


def dumped(row: object) -> str:
    """One line of JSON."""
    return json.dumps(row, ensure_ascii=False)


def write(text: str) -> None:
    """Writes UTF-8 whatever the terminal's encoding, since offsets and quotations are worth nothing if letters are lost."""
    typer.echo(text, nl=False)


def write_bytes(made: bytes) -> None:
    """Writes a file as it is; on a terminal, where it would be gibberish, it is refused."""
    if sys.stdout.isatty():
        complain("This is no text for a terminal.", "Send it to a file: put > and a name after the command.")
        raise typer.Exit(2)
    sys.stdout.buffer.write(made)
