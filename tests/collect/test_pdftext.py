"""PDF reports: headings, pages, footnotes apart, and what is refused. The files are set by typst in the tests."""

from functools import cache

import pytest
import typst

from riscontro.collect import collect_bytes
from riscontro.errors import Damaged, NoTextLayer, Protected
from riscontro.model import BlockKind, Document

_FILLER = "The crews were not seen, and the harbour office of Nordhavn gave no list of what was on board at the time of the call. " * 6
_REPORT = f"""
#set page(paper: "a5", header: [Report of the Harbour Panel], numbering: "1 / 1", margin: 2cm)
#set text(size: 10pt, lang: "en", hyphenate: true)
#set par(justify: true)
#align(center, text(size: 18pt)[Two winters of shipments])
14 June 2024
= What the Panel was told
1. The Panel was told that North Korea delivered containers to Russia.#footnote[Letter of a Member State, 3 May 2024.] {_FILLER}

2. Two ships were seen at the port. {_FILLER}

= What could not be established
3. Their contents are not known. {_FILLER}
"""


@cache
def _pdf(source: str = _REPORT) -> bytes:
    return typst.compile(source.encode())


@cache
def _report() -> Document:
    return collect_bytes(_pdf(), "report.pdf")


def _of(kind: BlockKind) -> list[str]:
    return [b.span.text for b in _report().blocks if b.kind is kind]


def test_title_headings_and_date() -> None:
    """The largest words are the title, larger ones headings; the date is the one that the report bears."""
    assert _report().title == "Two winters of shipments"
    assert _of(BlockKind.HEADING) == ["What the Panel was told", "What could not be established"]
    assert (_report().published, _report().published_basis) == ("2024-06-14", "dateline")


def test_paragraphs_are_whole() -> None:
    """Lines are joined, hyphens at their ends taken out, and a paragraph over two pages is one."""
    told = [b.span.text for b in _report().blocks if b.kind in (BlockKind.LEDE, BlockKind.BODY)]
    assert [text[:2] for text in told] == ["1.", "2.", "3."]
    assert told[0] == f"1. The Panel was told that North Korea delivered containers to Russia. {_FILLER}".strip()
    assert told[2].endswith(_FILLER.strip())


def test_notes_and_running_heads_stand_apart() -> None:
    """They are furniture, set behind the paragraph that they interrupt."""
    assert [t for t in _of(BlockKind.FURNITURE) if "Letter" in t] == ["1Letter of a Member State, 3 May 2024."]
    assert all("Harbour Panel" not in b.span.text for b in _report().blocks if b.kind is not BlockKind.FURNITURE)


def test_every_offset_has_its_page() -> None:
    """From 1; the words of the second page stand on it."""
    doc = _report()
    assert doc.page(doc.text.index("Two winters")) == 1
    assert doc.page(doc.text.rindex("time of the call")) == len(doc.pages) > 1
    assert collect_bytes(b"A title\n\nThe port was closed on Monday, the office said, and ships waited.", "a.txt").page(3) is None


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_a_file_that_is_cut_off_is_refused(cut: float) -> None:
    """Its end is missing."""
    with pytest.raises(Damaged, match="cut off"):
        collect_bytes(_pdf()[: int(len(_pdf()) * cut)], "report.pdf")


def test_a_broken_inside_is_refused() -> None:
    """It ends as it should, and nothing in between can be taken apart."""
    with pytest.raises((Damaged, NoTextLayer)):
        collect_bytes(b"%PDF-1.7\n" + b"1 0 obj <<>> garbage " * 50 + b"\n%%EOF\n", "report.pdf")


def test_a_scan_is_refused_with_what_to_do() -> None:
    """Pages without words need a text layer."""
    with pytest.raises(NoTextLayer, match="ocrmypdf"):
        collect_bytes(_pdf("#rect(width: 5cm, height: 5cm, fill: black)\n#pagebreak()\n#circle()"), "scan.pdf")


def test_a_locked_file_is_refused() -> None:
    """Who has no password is told so."""
    trailer = b"trailer\n<< /Root 1 0 R /Size 3 /Encrypt 2 0 R /ID [<aa> <aa>] >>\n"
    lock = b"<< /Filter /Standard /V 1 /R 2 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") /P -44 >>"
    body = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n" + lock + b"\nendobj\n"
    with pytest.raises(Protected):
        collect_bytes(body + b"xref\n0 1\n0000000000 65535 f \n" + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body), "locked.pdf")
