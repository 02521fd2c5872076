"""Web archives made by hand, for tests."""

from __future__ import annotations

import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def warc(*rows: tuple[str, str, bytes], packed: bool = True, status: str = "200 OK") -> bytes:
    """A WARC of answers: address, content type, body."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, kind, body in rows:
        head = StatusAndHeaders(status, [("Content-Type", kind), ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
        dated = {"WARC-Date": "2024-06-14T09:30:00Z"}
        writer.write_record(writer.create_warc_record(address, "response", io.BytesIO(body), http_headers=head, warc_headers_dict=dated))
    return out.getvalue()
