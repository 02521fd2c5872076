"""A TOML table to a Mandate, with every fault of it named: fields that are not known, codes that do not exist, a missing language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from riscontro.errors import BadMandate
from riscontro.languages import LANGUAGES
from riscontro.languages.edtf import bounds
from riscontro.languages.naming import goods_codes, is_state
from riscontro.model import Bearer, Cap, Direction, Mandate, Provision

Row = Mapping[str, Any]

_TEXT, _TEXTS, _WORDS = "a text", "a list of texts", "a text in each language"
_FLAG, _TABLE, _WHOLE = "true or false", "a table", "a whole number"
_HEAD = {
    "watched": _TEXTS,
    "between": _TEXTS,
    "threshold": _WHOLE,
    "factor": _WHOLE,
    "name": _WORDS,
    "instrument": _WORDS,
    "limits": _WORDS,
    "instruments": _TABLE,
    "provision": "a list of tables",
}
_NEEDED = {
    "id": _TEXT,
    "instrument": _TEXT,
    "verified": _FLAG,
    "bearer": _TEXTS,
    "direction": _TEXT,
    "goods": _TEXTS,
    "says": _WORDS,
}
_OPTIONAL = {
    "annex": _TEXT,
    "paragraph": _TEXT,
    "checked": _TEXT,
    "since": _TEXT,
    "until": _TEXT,
    "excluded": _TEXTS,
    "words": "a list of texts in each language",
    "condition": _WORDS,
    "exemption": _WORDS,
    "cap": _TABLE,
}
_CAP = {"limit": "a number", "unit": _TEXT, "begins": _TEXT}
_CAP_OPTIONAL = {"factors": _TABLE, "source": _TEXT}


def read_mandate(name: str, rows: Row, where: str) -> Mandate:
    """The mandate in a table.

    Raises:
        BadMandate: the table does not say what it must; all faults are named, each with its place.
    """
    faults = [*_shape(rows, _HEAD, {}, ""), *([] if _listed(rows) else ["provision: this is no list of tables"])]
    if not faults:
        faults = [*_head_faults(rows), *(f for row in rows["provision"] for f in _provision_faults(row, rows["instruments"]))]
        ids = [row.get("id") for row in rows["provision"]]
        faults += [f"provision {i}: this id is given twice" for i in sorted({str(i) for i in ids if ids.count(i) > 1})]
    if faults:
        raise BadMandate(f"{where}: {'; '.join(faults)}.", "Its fields are explained at the head of dprk.toml.")
    return Mandate(
        id=name,
        name=rows["name"],
        instrument=rows["instrument"],
        limits=rows["limits"],
        watched=tuple(rows["watched"]),
        between=(rows["between"][0], rows["between"][1]),
        threshold=rows["threshold"],
        factor=rows["factor"],
        provisions=tuple(_provision(row, rows["instruments"]) for row in rows["provision"]),
    )


def _provision(row: Row, instruments: Row) -> Provision:
    source = instruments[row["instrument"]]
    return Provision(
        id=row["id"],
        instrument=row["instrument"],
        annex=row.get("annex"),
        paragraph=row.get("paragraph") if row["verified"] else None,
        bearer=tuple(map(Bearer, row["bearer"])),
        direction=Direction(row["direction"]),
        goods=tuple(row["goods"]),
        interval=f"{row.get('since', source['adopted'])}/{row.get('until', '..')}",
        says=row["says"],
        text=source["text"],
        verified=row["verified"],
        checked=row.get("checked"),
        excluded=tuple(row.get("excluded", ())),
        words={language: tuple(words) for language, words in row.get("words", {}).items()},
        condition=row.get("condition", {}),
        exemption=row.get("exemption", {}),
        cap=_cap(row["cap"]) if "cap" in row else None,
    )


def _cap(row: Row) -> Cap:
    return Cap(float(row["limit"]), row["unit"], row["begins"], row.get("factors", {}), row.get("source"))


def _listed(rows: Row) -> bool:
    listed = rows.get("provision")
    return isinstance(listed, list) and bool(listed) and all(isinstance(row, dict) for row in listed)


def _shape(row: Row, needed: Mapping[str, str], optional: Mapping[str, str], where: str) -> Iterator[str]:
    """Missing and unknown fields, and those of another kind than they must be."""
    kinds = {**needed, **optional}
    yield from (f"{where}{key} is missing" for key in needed if key not in row)
    yield from (f"{where}{key}: there is no such field" for key in row if key not in kinds)
    yield from (f"{where}{key}: this is not {kinds[key]}" for key in row if key in kinds and not _is(kinds[key], row[key]))


def _is(kind: str, value: object) -> bool:
    if kind in (_WORDS, "a list of texts in each language"):
        inner = _TEXT if kind == _WORDS else _TEXTS
        return isinstance(value, dict) and set(value) == set(LANGUAGES) and all(_is(inner, v) for v in value.values())
    if kind == _TEXTS:
        return isinstance(value, list) and all(_is(_TEXT, v) for v in value)
    if kind == _FLAG:
        return isinstance(value, bool)
    if kind == _WHOLE:
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    if kind == "a number":
        return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
    if kind == _TEXT:
        return isinstance(value, str) and bool(value.strip())
    return isinstance(value, dict if kind == _TABLE else list)


def _head_faults(rows: Row) -> Iterator[str]:
    yield from (f"{key}: {code} is no state" for key in ("watched", "between") for code in rows[key] if not is_state(code))
    if len(set(rows["between"])) != 2:
        yield "between: these are not two sides"
    if not rows["watched"]:
        yield "watched: nobody is watched"
    for name, source in rows["instruments"].items():
        if not isinstance(source, dict) or set(source) != {"adopted", "text"}:
            yield f"instruments.{name}: this is not a table of adopted and text"
        elif not _is_day(source["adopted"]):
            yield f"instruments.{name}.adopted: {source['adopted']!r} is no date"


def _provision_faults(row: Row, instruments: Row) -> Iterator[str]:
    where = f"provision {row.get('id', '(without id)')}: "
    shape = tuple(_shape(row, _NEEDED, _OPTIONAL, where))
    yield from shape
    if shape:
        return
    if row["instrument"] not in instruments:
        yield f"{where}instrument {row['instrument']} is not in instruments"
    if row["direction"] not in tuple(Direction):
        yield f"{where}direction is none of {', '.join(Direction)}"
    if not row["bearer"] or not set(row["bearer"]) <= set(Bearer):
        yield f"{where}bearer is none of {', '.join(Bearer)}"
    yield from (f"{where}{code} is no goods code" for code in _unknown((*row["goods"], *row.get("excluded", ()))))
    if (row["direction"] == Direction.NONE) == bool(row["goods"]):
        yield f"{where}goods are given where nothing passes, or missing where something does"
    yield from (f"{where}{key}: {row[key]!r} is no date" for key in ("since", "until") if key in row and not _is_day(row[key]))
    if row["verified"] and not {"paragraph", "checked"} <= set(row):
        yield f"{where}verified, yet without paragraph or without checked"
    yield from _cap_faults(row["cap"], where) if "cap" in row else ()


def _cap_faults(row: Row, where: str) -> Iterator[str]:
    shape = tuple(_shape(row, _CAP, _CAP_OPTIONAL, f"{where}cap."))
    yield from shape
    if shape:
        return
    if not _is_day(row["begins"]) or row["begins"].endswith("-02-29"):
        yield f"{where}cap.begins: {row['begins']!r} is no date that every year has"
    factors = row.get("factors", {})
    yield from (f"{where}cap.factors.{unit}: this is no number" for unit, factor in factors.items() if not _is("a number", factor))
    if factors and "source" not in row:
        yield f"{where}cap.factors are given without a source"


def _unknown(codes: Iterable[str]) -> list[str]:
    known = goods_codes()
    return [code for code in codes if code not in known]


def _is_day(text: object) -> bool:
    """Whether a text is one day, month or year, and no interval."""
    return isinstance(text, str) and "/" not in text and bounds(text) is not None
