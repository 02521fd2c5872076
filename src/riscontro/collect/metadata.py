"""What a report says of its own making: author, agency credited, language it was translated from; and the house behind its publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from riscontro import languages
from riscontro.model import Block, BlockKind, Document

_TOP, _BOTTOM = 6, 4
"""How many blocks from the top and from the bottom may say it."""
_LONGEST = 200
_NAME = r"(?:[A-ZÀ-ÖØ-ÞŠŽČĆĐŁ][\w'’.-]{0,30}|d[aeiu]l?l?[aeo]?|van|von|al|bin|ben)"
_PERSON = rf"[A-ZÀ-ÖØ-ÞŠŽČĆĐŁ][\w'’.-]{{0,30}}(?: {_NAME}){{1,4}}"


def described(doc: Document) -> Document:
    """The document with what its lines and its address tell, where its format told nothing."""
    lines = [" ".join(block.span.text[: 2 * _LONGEST].split()) for block in _edges(doc)]
    return replace(
        doc,
        author=doc.author or _first(_author(doc.language, line) for line in lines),
        agency=_first(_agency(doc.language, line) for line in lines),
        translated_from=_first(_translated(doc.language, line) for line in lines),
        house=doc.house or house_of(doc.publisher, doc.address),
    )


def _edges(doc: Document) -> list[Block]:
    top, bottom = doc.blocks[:_TOP], doc.blocks[max(_TOP, len(doc.blocks) - _BOTTOM) :]
    return [block for block in (*top, *bottom) if block.kind is not BlockKind.TITLE]


def _first(found: Iterator[str | None]) -> str | None:
    return next((value for value in found if value), None)


@cache
def _byline(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, languages.table(language, "credits")["byline"]), key=len, reverse=True))
    joint = r"(?:, | and | e | & )"
    return re.compile(rf"(?i:{words}):? ({_PERSON}(?:{joint}{_PERSON}){{0,3}})(?:[,|–-] ?[\w .]{{2,40}})?")


def _author(language: str, line: str) -> str | None:
    found = _byline(language).fullmatch(line) if len(line) <= _LONGEST else None
    return found[1] if found else None


@cache
def _agencies() -> dict[str, str]:
    return {name.casefold(): names[0] for names in languages.table("common", "publishers")["agencies"] for name in names}


@cache
def _credit(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An agency in the dateline, and one in a line of its own."""
    names = "|".join(sorted(map(re.escape, _agencies()), key=len, reverse=True))
    words = "|".join(sorted(map(re.escape, languages.table(language, "credits")["source"]), key=len, reverse=True))
    opening = rf"(?i:(?:[^()/]{{0,60}}[ .,])?)(?:\((?i:(?P<a>{names}))(?:[/ -][^()]{{0,30}})?\) ?(?:[-–—]|[A-Z])|/(?i:(?P<b>{names}))/)"
    alone = rf"(?i:[(©]?\s?(?:(?:{words}):? )?(?P<c>{names})\)?(?: ?(?:[-–—,.|©]|\d{{4}}).{{0,40}})?)"
    return re.compile(opening), re.compile(alone)


def _agency(language: str, line: str) -> str | None:
    opening, alone = _credit(language)
    found = opening.match(line) or (alone.fullmatch(line) if len(line) <= 80 else None)
    return _agencies()[next(name for name in found.groups() if name).casefold()] if found else None


@cache
def _origins(language: str) -> re.Pattern[str]:
    data = languages.table(language, "credits")
    names = "|".join(map(re.escape, data["languages"]))
    return re.compile("|".join(f"(?:{p})" for p in data["translated"]).replace("{language}", rf"({names})\b"), re.I)


def _translated(language: str, line: str) -> str | None:
    found = _origins(language).search(line) if len(line) <= _LONGEST else None
    if not found:
        return None
    codes = {name.casefold(): code for name, code in languages.table(language, "credits")["languages"].items()}
    return str(codes[next(name for name in found.groups() if name).casefold()])


@cache
def _houses() -> tuple[dict[str, str], dict[str, str]]:
    rows = languages.table("common", "publishers")["house"]
    by_name = {name.casefold(): row["name"] for row in rows for name in row["names"]}
    return by_name, {domain: row["name"] for row in rows for domain in row["domains"]}


def house_of(publisher: str | None, address: str | None) -> str | None:
    """The house that a publisher belongs to, by its name or by the host of an address; None where it is not known."""
    by_name, by_domain = _houses()
    if publisher and publisher.casefold() in by_name:
        return by_name[publisher.casefold()]
    try:
        host = urlsplit(address).hostname or "" if address else ""
    except ValueError:
        return None
    parts = host.split(".")
    return _first(by_domain.get(".".join(parts[i:])) for i in range(len(parts) - 1))
