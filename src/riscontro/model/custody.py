"""The custody log: what was done to documents and when, each entry bound by its hash to the one before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

BEGINNING = "0" * 64
"""The hash before the first entry."""


class Act(StrEnum):
    """What was done: a document captured for the first time, found again, read by an extractor, handed out in a bundle."""

    CAPTURED = "captured"
    FOUND = "found"
    READ = "read"
    BUNDLED = "bundled"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the log, numbered from 1. `content` is JSON as it was hashed; `hash` binds it to all entries before."""

    number: int
    content: str
    hash: str

    @property
    def facts(self) -> dict[str, object]:
        """What the entry says: number, at, act, document, and what belongs to the act."""
        found: dict[str, object] = json.loads(self.content)
        return found


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as the log has it: of which document or entry, and what."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What re-hashing a store came to: how many documents, how many entries, the hash of the last one, and what differs."""

    documents: int
    entries: int
    head: str
    differences: tuple[Difference, ...]


def canonical(value: object) -> str:
    """JSON in one form: keys sorted, no blanks, in ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def sha256(data: str | bytes) -> str:
    """The SHA-256 of bytes, or of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def linked(previous: str, content: str) -> str:
    """The hash of an entry: of the hash before it and of the hash of its content, so that a chain can be shown without the contents."""
    return sha256(previous + sha256(content))
