"""Web archives, WARC and WACZ -> the pages and reports in them. After https://iipc.github.io/warc-specifications/ and https://specs.webrecorder.net/wacz/"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any, BinaryIO, cast

from riscontro.collect.receipts import Taken, now, refused, too_large, tool
from riscontro.errors import Damaged
from riscontro.model import Capture, Item, Told

READ_MEDIA = frozenset(
    ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf", "application/x-pdf", "message/rfc822")
)
"""Types of content that can hold a report; others (pictures, scripts, style sheets) are passed over."""

_TYPES = frozenset(("warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"))
_LONGEST_TEXT = 4000
_CHUNK = 1 << 20
_MAKER = "Get the archive from its maker."
_AGAIN = "What stands before was taken; fetch the archive again for the rest."


def read_warc(file: BinaryIO, name: str, limit: int) -> Iterator[Taken]:
    """The pages and reports of a WARC, one after the other: answers with status 200, and resources.

    A record whose bytes are not those that its own digest tells, or that is cut off, is refused and the others go on; where the
    archive itself cannot be read on, that is refused and what came before stands.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    count = last = 0
    try:
        records = ArchiveIterator(cast("Any", file), check_digests=True)
        for record in records:
            if record.rec_type not in _TYPES:
                raise ArchiveLoadFailed("this is no record")
            taken = _taken(record, name, limit)
            count, last = count + 1, records.get_record_offset()
            if taken is not None:
                yield taken
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, LookupError, AttributeError, TypeError, zlib.error) as error:
        yield refused(name, Damaged(f"{name} cannot be read on after {count} records ({type(error).__name__}).", _AGAIN))
        return
    if not count or not _ends(file, last):
        yield refused(name, Damaged(f"{name} is cut off after {count} records.", _AGAIN))


def _ends(file: BinaryIO, last: int) -> bool:
    """Whether the record that begins here is whole and nothing stands behind it, in an archive whose records are packed one by one."""
    file.seek(last)
    member = zlib.decompressobj(wbits=31)
    chunk = file.read(_CHUNK)
    if not chunk.startswith(b"\x1f\x8b"):
        return True  # it is not packed, and told by the lengths of its records
    while chunk and not member.eof:
        member.decompress(chunk, _CHUNK)
        chunk = member.unconsumed_tail or (b"" if member.eof else file.read(_CHUNK))
    return member.eof and not member.unused_data.strip(b"\0") and not file.read(1)


def _taken(record: Any, name: str, limit: int) -> Taken | None:  # noqa: ANN401  # warcio's record
    """The document of a record, why it cannot be had, or None where it is none."""
    told = _told(record)
    if told is None or told.media not in READ_MEDIA:
        return None
    here = f"{name}#{told.address}"
    data = record.content_stream().read(limit + 1)
    if len(data) > limit:
        return refused(here, too_large(here, limit))
    record.raw_stream.read(1)  # its digest is known at its end
    if getattr(record.raw_stream, "limit", 0) > 0:
        return refused(here, Damaged(f"{here} is cut off: {record.raw_stream.limit} bytes are missing.", "Fetch the archive again."))
    if record.digest_checker.passed is False:
        return refused(
            here, Damaged(f"{here} is not what its digest in the archive says: it was changed.", "Get the archive from its maker.")
        )
    return Item(here, data, _capture(record, here, told.address), told)


def _told(record: Any) -> Told | None:  # noqa: ANN401
    """Address and media type of an answer that came whole, or of a resource; None for other records."""
    http = record.http_headers
    if record.rec_type == "response" and http is not None:
        status, kind = http.get_statuscode(), http.get_header("Content-Type")
    elif record.rec_type == "resource":
        status, kind = "200", record.rec_headers.get_header("Content-Type")
    else:
        return None
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")[:_LONGEST_TEXT]
    if status != "200" or not address.startswith(("http://", "https://")):
        return None
    media, charset = content_type(kind)
    return Told(media=media, charset=charset, address=address)


def content_type(header: str | None) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type."""
    media, *parts = (header or "").lower().split(";")
    charset = next((p.partition("=")[2].strip("\"' \t") for p in parts if p.strip().startswith("charset=")), None)
    return media.strip() or None, charset or None


def _capture(record: Any, name: str, address: str | None) -> Capture:  # noqa: ANN401
    """Who captured it and when, as the archive says."""
    of = record.rec_headers.get_header
    http = record.http_headers
    kept = [(k, str(v)[:_LONGEST_TEXT]) for k, v in (*record.rec_headers.headers, *(http.headers if http else ()))]
    at, status = of("WARC-Date") or now(), (http.get_statuscode() if http else None)
    return Capture("archive", at, name, address, (address,) if address else (), _number(status), tuple(kept), of("WARC-IP-Address"), tool())


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None


def read_wacz(file: BinaryIO, name: str, limit: int) -> Iterator[Taken]:
    """The pages and reports of every WARC in a WACZ, after each was held against the hash that the package tells.

    Raises:
        Damaged: the package cannot be opened, or a part of it is not what it tells.
    """
    try:
        with zipfile.ZipFile(file) as package:
            parts = sorted(n for n in package.namelist() if n.startswith("archive/") and n.endswith((".warc", ".warc.gz")))
            _check(package, parts, name)
            for part in parts:
                with package.open(part) as warc:
                    yield from read_warc(cast("BinaryIO", warc), f"{name}#{part}" if len(parts) > 1 else name, limit)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise Damaged(f"{name} cannot be unpacked ({type(error).__name__}).", "Fetch it again.") from error


def _check(package: zipfile.ZipFile, parts: list[str], name: str) -> None:
    """Holds the parts against the package's own list. Raises Damaged."""
    told = _hashes(package, name)
    for part in parts:
        wanted = told.get(part)
        with package.open(part) as stream:
            if wanted and wanted.startswith("sha256:") and _sha256(stream) != wanted.removeprefix("sha256:"):
                raise Damaged(f"{part} in {name} is not what the package tells: it was changed.", "Get the archive from its maker.")


def _hashes(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    try:
        rows = json.loads(package.open("datapackage.json").read(_CHUNK))["resources"]
        return {str(row["path"]): str(row.get("hash", "")) for row in rows}
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged(f"datapackage.json in {name} is not well formed.", "Check how the archive was made.") from error


def _sha256(stream: IO[bytes]) -> str:
    found = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        found.update(chunk)
    return found.hexdigest()
