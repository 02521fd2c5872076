"""Files into the store: what is there is passed over, what cannot be read is told, and workers change nothing."""

import sqlite3
from pathlib import Path

import pytest

from archives import warc
from riscontro.errors import BadDate
from riscontro.model import Article, ClaimFilter, Refusal
from riscontro.pipeline import add, files_in
from riscontro.store import Archive
from storing import LineReader, write_lines

READER = LineReader()


def test_files_and_folders(tmp_path: Path) -> None:
    """A folder stands for the texts and pages in it and below it; a file for itself, whatever it is called; each once."""
    for name in ("b/2.md", "b/1.TXT", "b/c/3.html", "b/4.png", "b/.hidden.txt", "b/.git/5.txt", "a.odd"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = files_in([tmp_path / "a.odd", tmp_path / "b", tmp_path / "b" / "2.md", tmp_path / "none.txt"])
    assert [str(p.relative_to(tmp_path)) for p in found] == ["a.odd", "b/1.TXT", "b/2.md", "b/c/3.html", "none.txt"]


def test_a_second_time_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    """The same bytes, whatever their path, are known."""
    files = write_lines(tmp_path, 3)
    copy = tmp_path / "copy.txt"
    copy.write_bytes(files[0].read_bytes())
    first = add(archive, [*files, copy], reader=READER)
    second = add(archive, [*files, copy], reader=READER)
    assert (first.documents, first.claims, first.known, first.refused) == (3, 12, 1, 0)
    assert (second.documents, second.claims, second.known) == (0, 0, 4)
    assert second.ended is not None
    assert archive.claims.count() == 12
    doc = archive.claims.find(ClaimFilter()).items[0].document.id
    assert any(len(archive.documents.paths(d.id)) == 2 for d in archive.documents.all()), doc


def test_each_item_of_an_archive_is_a_document(archive: Archive, tmp_path: Path) -> None:
    """Added once, however often the archive is given; a broken end is told and what came before stands."""
    rows = [(f"https://a.example/{i}", "text/plain", p.read_bytes()) for i, p in enumerate(write_lines(tmp_path, 3))]
    whole, cut = tmp_path / "x.warc.gz", tmp_path / "cut.warc.gz"
    whole.write_bytes(warc(*rows))
    cut.write_bytes(whole.read_bytes()[:-60])
    first, again = add(archive, [cut], reader=READER), add(archive, [whole], reader=READER)
    assert (first.documents, first.refused) == (2, 2)  # the record and the archive
    assert (again.documents, again.known, again.refused) == (1, 2, 0)
    assert {p for d in archive.documents.all() for p in archive.documents.paths(d.id) if p.startswith(str(whole))} == {
        f"{whole}#{address}" for address, _, _ in rows
    }


def test_a_later_extractor_reads_again(archive: Archive, tmp_path: Path) -> None:
    """Its claims are current; keys are pending only where it found something."""
    files = write_lines(tmp_path, 2)
    add(archive, files, reader=READER)
    again = add(archive, files, reader=LineReader(version="lines-2"))
    assert (again.documents, archive.claims.count()) == (2, 8)


def test_a_date_told_later_is_taken(archive: Archive, tmp_path: Path) -> None:
    """A document that is known is read again where it is given another date, and not where it is given its own."""
    files = write_lines(tmp_path, 1)
    add(archive, files, reader=READER)
    assert add(archive, files, reader=READER, published="2024-01-02").documents == 1
    assert add(archive, files, reader=READER, published="2024-01-02").known == 1
    assert [d.published for d in archive.documents.all()] == ["2024-01-02"]


def test_refusals_are_kept_and_the_others_go_on(archive: Archive, tmp_path: Path) -> None:
    """Each with its reason, in the order given."""
    files = write_lines(tmp_path, 2)
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\0\0")
    met: list[str] = []
    given = [files[0], broken, tmp_path / "none.txt", files[1]]
    run = add(archive, given, reader=READER, seen=lambda path, what: met.append(f"{Path(path).name} {type(what).__name__}"))
    assert (run.documents, run.refused) == (2, 2)
    assert [(Path(r.path).name, r.code) for r in archive.runs.refusals(run.id)] == [
        ("broken.txt", "not-text"),
        ("none.txt", "missing-file"),
    ]
    assert met == [f"000.txt {Article.__name__}", f"broken.txt {Refusal.__name__}", f"none.txt {Refusal.__name__}", "001.txt Article"]


def test_a_date_that_is_none_is_refused_before_anything_is_done(archive: Archive, tmp_path: Path) -> None:
    """No run is begun."""
    with pytest.raises(BadDate):
        add(archive, write_lines(tmp_path, 1), reader=READER, published="soon")
    assert archive.runs.all() == ()


def test_workers_store_in_the_order_given(tmp_path: Path) -> None:
    """Two processes give the very store that one gives."""
    (tmp_path / "texts").mkdir()
    files = write_lines(tmp_path / "texts", 12)
    dumps = []
    for jobs in (1, 2):
        with Archive.create(tmp_path / f"{jobs}.db") as archive:
            add(archive, files, reader=READER, jobs=jobs)
        rows = (line for line in sqlite3.connect(tmp_path / f"{jobs}.db").iterdump() if "INSERT" in line)
        dumps.append([row for row in rows if '"run"' not in row and '"custody"' not in row])
    assert dumps[0] == dumps[1]
