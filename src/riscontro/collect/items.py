"""Files -> items: a file is one document, an archive as many as it holds. Archives are read as a stream and never held whole."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from riscontro.collect.collector import MAX_BYTES, cannot_open
from riscontro.collect.receipts import Taken, now, refused, too_large, tool
from riscontro.collect.records import RECORD
from riscontro.collect.warc import read_wacz, read_warc
from riscontro.errors import Damaged, InputError
from riscontro.model import Capture, Item, Told

_SNIFF = 65_536
_WARC = re.compile(rb"WARC/\d")
_LINES = (".jsonl", ".ndjson")


def items_in(path: Path | str, *, limit: int = MAX_BYTES, fields: tuple[tuple[str, str], ...] = ()) -> Iterator[Taken]:
    """The items of a file: of an archive (JSON lines, WARC, WACZ, known by their content) one for each document in it.

    Args:
        path: a file or pipe.
        limit: largest size of a document in bytes; larger ones are refused and the others go on.
        fields: of JSON lines, pairs of a field of ours and its name there.
    """
    try:
        with Path(path).open("rb") as file:
            stream: BinaryIO = file if file.seekable() else io.BytesIO(file.read(limit + 1))
            yield from _items(stream, str(path), limit, fields)
    except (OSError, ValueError) as error:
        yield refused(path, cannot_open(path, error))


def _items(file: BinaryIO, name: str, limit: int, fields: tuple[tuple[str, str], ...]) -> Iterator[Taken]:
    reader = _archive(file, name, fields)
    file.seek(0)
    if reader is None:
        data = file.read(limit + 1)
        yield Item(name, data, Capture("file", now(), name, tool=tool()))
        return
    try:
        yield from reader(file, name, limit)
    except InputError as error:
        yield refused(name, error)


def _archive(file: BinaryIO, name: str, fields: tuple[tuple[str, str], ...]) -> Callable[[BinaryIO, str, int], Iterator[Taken]] | None:
    """The reader of the archive that a file is; None where it is one document."""
    start = file.read(_SNIFF)
    if start.startswith(b"PK\x03\x04"):
        return read_wacz if _is_wacz(file) else None
    packed = start.startswith(b"\x1f\x8b")
    if packed:
        start = _unpacked(start)
    if _WARC.match(start):
        return read_warc
    stem = name.lower().removesuffix(".gz")
    if stem.endswith(_LINES) or _is_lines(start):
        return partial(_read_lines, packed=packed, fields=fields)
    return None


def _is_wacz(file: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(file) as package:
            return "datapackage.json" in package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _unpacked(start: bytes) -> bytes:
    """What the beginning of a packed file unpacks to, up to so many bytes."""
    try:
        return zlib.decompressobj(wbits=31).decompress(start, _SNIFF)
    except zlib.error:
        return b""


def _is_lines(start: bytes) -> bool:
    """Whether the first line is a JSON object, and is not all there is of a file that is one."""
    line, end, rest = start.lstrip(b"\xef\xbb\xbf").partition(b"\n")
    if not line.startswith(b"{") or not end or not (rest.lstrip().startswith(b"{") or not rest.strip()):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_lines(
    file: BinaryIO, name: str, limit: int, *, packed: bool = False, fields: tuple[tuple[str, str], ...] = ()
) -> Iterator[Taken]:
    """Each line that is not empty: a record of one article."""
    lines: BinaryIO | gzip.GzipFile = gzip.GzipFile(fileobj=file) if packed else file
    number = 0
    try:
        while line := lines.readline(limit + 2):
            number += 1
            here, whole = f"{name}#{number}", line.rstrip(b"\r\n")
            if len(whole) > limit:
                _skip(lines, line)
                yield refused(here, too_large(here, limit))
            elif whole.strip(b"\xef\xbb\xbf \t"):
                data = whole.removeprefix(b"\xef\xbb\xbf")
                yield Item(here, data, Capture("archive", now(), here, tool=tool()), Told(media=RECORD, fields=fields))
    except (OSError, EOFError, zlib.error) as error:
        what = f"{name} is broken after line {number} ({type(error).__name__})."
        yield refused(name, Damaged(what, "What stands before was taken; fetch the file again for the rest."))


def _skip(lines: BinaryIO | gzip.GzipFile, line: bytes) -> None:
    """Reads on to the end of a line that is too long."""
    while line and not line.endswith(b"\n"):
        line = lines.readline(_SNIFF)
