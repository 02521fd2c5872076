"""Files to items: archives by their content, each item with its capture; what is broken is refused and the others go on."""

import gzip
import hashlib
import io
import json
import os
import threading
import zipfile
from pathlib import Path

import pytest

from archives import warc
from riscontro.collect import Taken, items_in
from riscontro.model import Item, Refusal

PAGE = b"<html><body><p>%s</p></body></html>"


def _take(folder: Path, name: str, data: bytes, **facts: int) -> list[Taken]:
    (folder / name).write_bytes(data)
    return list(items_in(folder / name, **facts))


TWO = (("https://a.example/1", "text/html; charset=latin1", PAGE % b"one"), ("https://a.example/2", "text/html", PAGE % b"two"))


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", ["x.warc.gz", "odd"])
def test_a_warc_has_an_item_for_each_page(tmp_path: Path, packed: bool, name: str) -> None:
    """Known by its content; pictures and failures are passed over; when, where and how are kept."""
    picture = ("https://a.example/p.png", "image/png", b"\x89PNG")
    data = warc(*TWO, picture, packed=packed) + warc(("https://a.example/3", "text/html", b"gone"), packed=packed, status="404 Not Found")
    items = _take(tmp_path, name, data)
    assert [(i.told.address, i.data) for i in items] == [(a, b) for a, _, b in TWO]
    first = items[0]
    assert (first.name, first.told.charset, first.capture.how) == (f"{tmp_path / name}#https://a.example/1", "latin1", "archive")
    assert (first.capture.at, first.capture.status) == ("2024-06-14T09:30:00Z", 200)
    assert dict(first.capture.headers)["Content-Type"] == "text/html; charset=latin1"


def test_a_changed_record_is_refused(tmp_path: Path) -> None:
    """Its bytes are not those of its digest; the others go on."""
    data = warc(*TWO, packed=False).replace(b"<p>one", b"<p>ONE")
    one, two = _take(tmp_path, "x.warc", data)
    assert isinstance(one, Refusal) and "digest" in one.what
    assert isinstance(two, Item)


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_that_is_cut_off_keeps_what_came_before(tmp_path: Path, packed: bool) -> None:
    """The record in which it ends is refused, or the archive behind the last one."""
    *whole, last = _take(tmp_path, "x.warc", warc(*TWO, packed=packed)[:-40])
    assert [i.data for i in whole if isinstance(i, Item)][:1] == [TWO[0][2]]
    assert isinstance(last, Refusal) and last.code == "damaged"


@pytest.mark.parametrize("data", [b"WARC/1.0\r\n", b"WARC/1.0\r\nContent-Length: x\r\n\r\n", gzip.compress(warc(*TWO, packed=False))])
def test_a_warc_that_is_none_is_refused(tmp_path: Path, data: bytes) -> None:
    """Also one that was packed as a whole, in which no record can be found by itself."""
    assert [i.code for i in _take(tmp_path, "x.warc", data) if isinstance(i, Refusal)] == ["damaged"]


def test_a_record_above_the_limit_is_refused(tmp_path: Path) -> None:
    """Also one that unpacks to more than the limit; the others go on."""
    bomb = ("https://a.example/b", "text/html", b"<p>" + b"a" * 5000)
    big, small = _take(tmp_path, "x.warc.gz", warc(bomb, TWO[0]), limit=1000)
    assert (big.code, small.data) == ("too-large", TWO[0][2])


def _wacz(told: str) -> bytes:
    out, inner = io.BytesIO(), warc(*TWO)
    rows = {"resources": [{"path": "archive/data.warc.gz", "hash": told or f"sha256:{hashlib.sha256(inner).hexdigest()}"}]}
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("archive/data.warc.gz", inner)
        package.writestr("datapackage.json", json.dumps(rows))
    return out.getvalue()


def test_a_wacz_is_held_against_its_own_hashes(tmp_path: Path) -> None:
    """The pages of the WARCs in it; one that is not what the package tells refuses all."""
    assert [i.data for i in _take(tmp_path, "x.wacz", _wacz(""))] == [b for _, _, b in TWO]
    (refusal,) = _take(tmp_path, "x.wacz", _wacz("sha256:00"))
    assert "changed" in refusal.what


@pytest.mark.parametrize("name", ["x.jsonl", "odd", "x.jsonl.gz"])
def test_json_lines(tmp_path: Path, name: str) -> None:
    """Each line is an item of its own bytes; empty ones are passed over, those above the limit refused."""
    data = b'\xef\xbb\xbf{"text": "one"}\r\n\n{"text": "' + b"x" * 99_999 + b'"}\n{"text": "three"}'
    items = _take(tmp_path, name, gzip.compress(data) if name.endswith("gz") else data, limit=1000)
    assert [getattr(i, "data", None) for i in items] == [b'{"text": "one"}', None, b'{"text": "three"}']
    assert [getattr(i, "name", "").rpartition("#")[2] for i in items] == ["1", "", "4"]


def test_a_json_object_over_several_lines_is_one_document(tmp_path: Path) -> None:
    """It is no archive."""
    (item,) = _take(tmp_path, "x.txt", b'{\n"text": "one"\n}\n')
    assert item.capture.how == "file"


def test_packed_lines_that_are_cut_off(tmp_path: Path) -> None:
    """What came before stands."""
    rows = b"".join(json.dumps({"text": os.urandom(200).hex()}).encode() + b"\n" for _ in range(500))
    *items, last = _take(tmp_path, "x.jsonl.gz", gzip.compress(rows)[:-2000])
    assert len(items) > 100 and all(isinstance(i, Item) for i in items)
    assert last.code == "damaged"


def test_a_file_is_one_item(tmp_path: Path) -> None:
    """With its bytes as they are; a missing one is refused, a pipe read."""
    (item,) = _take(tmp_path, "x.txt", b"words\r\n")
    assert (item.data, item.capture.how, item.capture.name) == (b"words\r\n", "file", str(tmp_path / "x.txt"))
    (missing,) = items_in(tmp_path / "none.txt")
    assert missing.code == "missing-file"
    os.mkfifo(tmp_path / "pipe")
    threading.Thread(target=lambda: (tmp_path / "pipe").write_bytes(warc(*TWO)), daemon=True).start()
    assert len(list(items_in(tmp_path / "pipe"))) == 2
