"""What is noted of everything taken in: by what, when, and why something was not."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from riscontro.errors import InputError, TooLarge
from riscontro.model import Item, Refusal

Taken = Item | Refusal
"""What comes out of a file, archive or address: a document's bytes, or why they cannot be had."""


def tool() -> str:
    """Who takes things in: this program with its version."""
    return f"riscontro {version('riscontro')}"


def now() -> str:
    """This moment: UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def refused(name: Path | str, error: InputError) -> Refusal:
    """What is kept of something that could not be read."""
    return Refusal(str(name), error.code, error.what, error.remedy, error.exit_code)


def too_large(name: str, limit: int) -> TooLarge:
    """The error of bytes above the limit."""
    return TooLarge(f"{name} is larger than {limit / 1e6:g} MB.", "Split it, or raise the limit (max_bytes in riscontro.toml).")
