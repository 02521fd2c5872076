"""Tests of the ways in: every error, and what every document keeps."""

import datetime
import hashlib
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riscontro import errors
from riscontro.collect import SUFFIXES, collect_bytes, collect_file
from riscontro.model import BlockKind

_TODAY = datetime.date(2024, 6, 19)
_EN = (
    "Minsk denies sending shells\n\nThe government in Minsk has denied that it sent shells to the port of Odesa in May, "
    "a spokesman said on Monday.\n\nHe gave no further details, and did not say who had paid for the train.\n"
)
_IT = (
    "Minsk nega l'invio di granate\n\nIl governo di Minsk ha negato di aver inviato granate al porto di Odessa a maggio, "
    "ha detto lunedì un portavoce.\n\nNon ha fornito altri dettagli, né ha detto chi avesse pagato il treno.\n"
)


@pytest.mark.parametrize(("text", "language"), [(_EN, "en"), (_IT, "it")])
def test_a_text_is_kept_as_it_is(tmp_path, text, language):
    """The clean text of a .txt file is the file, its id the hash of its bytes, its language told."""
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    doc = collect_file(path)
    assert (doc.text, doc.language, doc.path) == (text, language, str(path))
    assert doc.id == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    assert doc.title == text.split("\n")[0]


def test_line_ends_and_byte_order_mark_alone_are_changed():
    """Carriage returns become line feeds and the byte-order mark goes; nothing else does."""
    doc = collect_bytes(b"\xef\xbb\xbf" + _EN.replace("\n", "\r\n").encode(), "a.txt")
    assert doc.text == _EN
    assert collect_bytes(_EN.replace("\n", "\r").encode(), "a.txt").text == _EN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"])
def test_encodings_are_told(encoding):
    """The usual encodings of Italian text all give the same words."""
    text = (
        _IT + "Sarà così: “è già più caro”, però là giù c’è città.\n"
        if encoding != "cp850"
        else _IT + "È già più caro, però là giù è città.\n"
    )
    assert collect_bytes(text.encode(encoding), "a.txt").text == text


def test_a_guessed_encoding_is_noted():
    """A supposition about the encoding stands in the notes."""
    assert collect_bytes(_IT.encode("cp1252"), "a.txt").notes == ("Not UTF-8; read as cp1252.",)


def test_a_cut_off_last_character_is_dropped_and_noted():
    """A file that ends within a character is read up to it."""
    doc = collect_bytes((_IT + "Così è").encode()[:-1], "a.txt")
    assert doc.text == _IT + "Così "
    assert "cut off" in doc.notes[0]


_BAD = {
    "empty": (b"", errors.EmptyDocument),
    "blank": (b" \n\t\n", errors.EmptyDocument),
    "invisible": ("\u200b\ufeff\n".encode(), errors.EmptyDocument),
    "zeros": (b"abc\0\0\0\1\2" * 50, errors.NotText),
    "controls": (b"\x01\x02\x03\x04\x05abc\x06" * 50, errors.NotText),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", errors.Damaged),
    "warc": (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n", errors.ManyDocuments),
    "docx": (b"PK\x03\x04\x14\0", errors.NotText),
    "rtf": (b"{\\rtf1\\ansi Hello}", errors.NotText),
    "gzip": (b"\x1f\x8b\x08\0", errors.NotText),
    "png": (b"\x89PNG\r\n\x1a\n", errors.NotText),
    "utf-16 without mark": (_EN.encode("utf-16-le"), errors.WrongEncoding),
    "broken utf-16": (b"\xff\xfe\x00\xd8\x41\x00", errors.WrongEncoding),
    "cyrillic one-byte": ("Правительство отрицает поставки снарядов.".encode("cp1251"), errors.WrongEncoding),
    "damaged utf-8": (("perché città più là così " * 9).encode() + b"\xe2\x28 \xc3\x28 fine", errors.WrongEncoding),
    "french": ("Le gouvernement a nié lundi avoir envoyé des obus par le train, selon un porte-parole.".encode(), errors.UnknownLanguage),
    "russian": ("Правительство отрицает поставки снарядов в порт, сообщил представитель.".encode(), errors.UnknownLanguage),
    "digits": (b"12345 67890 !!!", errors.UnknownLanguage),
}


@pytest.mark.parametrize("case", _BAD)
def test_each_refusal_has_its_error(case):
    """What cannot be read is refused with its own error, which names the file and says what to do."""
    data, error = _BAD[case]
    with pytest.raises(error) as caught:
        collect_bytes(data, "strange.txt")
    assert "strange.txt" in caught.value.what
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["missing.txt", ".", "nul\0.txt", "x" * 5000])
def test_no_file(tmp_path, name):
    """A path without a file, a folder and an impossible path are missing files."""
    with pytest.raises(errors.MissingFile) as caught:
        collect_file(str(tmp_path / name))
    assert caught.value.remedy


def test_too_large(tmp_path):
    """A file above the limit is refused before it is read whole; the limit is an argument."""
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 200_000_000)
    with pytest.raises(errors.TooLarge, match=r"big\.txt.*20 MB"):
        collect_file(path)
    with pytest.raises(errors.TooLarge):
        collect_bytes(_EN.encode(), "a.txt", limit=10)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2024-02-23", "2024-02-23"),
        ("2024-02", "2024-02"),
        ("2024", "2024"),
        ("2024-02-23T10:14:00Z", "2024-02-23"),
        ("2024-06-20", "2024-06-20"),
    ],
)
def test_a_given_date_is_kept(given, kept):
    """A date to the day, month or year is taken, up to tomorrow, and its basis is that it was given."""
    doc = collect_bytes(_EN.encode(), "a.txt", published=given, today=_TODAY)
    assert (doc.published, doc.published_basis) == (kept, "given")


@pytest.mark.parametrize(
    "given",
    [
        "",
        "yesterday",
        "2024-13",
        "2024-02-30",
        "23/02/2024",
        "3000",
        "3000-01-01",
        "2024-06-21",
        "1899",
        "0000",
        "2024-2-3",
        "2024-02~",
        "20240223",
        "-2024",
    ],
)
def test_an_impossible_date_is_refused(given):
    """What is no date, or none of publication, raises BadDate with a remedy."""
    with pytest.raises(errors.BadDate) as caught:
        collect_bytes(_EN.encode(), "a.txt", published=given, today=_TODAY)
    assert repr(given) in caught.value.what
    assert "2024-02-23" in caught.value.remedy


@pytest.mark.parametrize(("given", "kept"), [("it", "it"), ("EN", "en"), ("it-IT", "it"), ("en_GB", "en")])
def test_a_given_language_overrides(given, kept):
    """The language given is believed, whatever the words look like."""
    assert collect_bytes(_EN.encode(), "a.txt", language=given).language == kept


@pytest.mark.parametrize("given", ["fr", "", "italian", "xx"])
def test_a_language_without_a_folder_is_refused(given):
    """Only languages with data are taken."""
    with pytest.raises(errors.UnknownLanguage, match="en, it"):
        collect_bytes(_EN.encode(), "a.txt", language=given)


@pytest.mark.parametrize(
    ("head", "date", "basis"),
    [
        ("MINSK, Feb 23, 2024 (Example) - ", "2024-02-23", "dateline"),
        ("MINSK, Feb 23 (Example) - ", None, None),
        ("MINSK, Feb 23, 2030 (Example) - ", None, None),
        ("", None, None),
    ],
)
def test_a_dateline_dates_the_document(head, date, basis):
    """A dateline with a possible year gives the date and says so; without one nothing is guessed."""
    text = _EN.replace("\n\nThe", f"\n\n{head}The", 1)
    doc = collect_bytes(text.encode(), "a.txt", today=_TODAY)
    assert (doc.published, doc.published_basis) == (date, basis)


def test_a_yearless_dateline_is_noted():
    """A dateline without a year is pointed out."""
    doc = collect_bytes(_EN.replace("The government", "MINSK, Feb 23 (Example) - The government", 1).encode(), "a.txt")
    assert "names no year" in doc.notes[0]


def test_a_text_does_not_pay_for_pages():
    """Reading a text whose language is given loads neither the page reader nor the language model."""
    import subprocess
    import sys

    code = (
        "import sys; from riscontro.collect import collect_bytes; collect_bytes(b'Minsk sent shells.', 'a.txt', language='en');"
        "print([m for m in ('trafilatura', 'htmldate', 'py3langid', 'numpy', 'lxml', 'spacy') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


_NAMES = st.sampled_from(["a" + suffix for suffix in SUFFIXES] + ["a", "a.bin"])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=400) | st.text(max_size=200).map(lambda s: s.encode("utf-8", "ignore")), _NAMES, st.sampled_from([None, "en", "it"])
)
def test_no_bytes_crash(data, name, language):
    """Any bytes under any name give a document whose spans hold, or an error of ours."""
    try:
        doc = collect_bytes(data, name, language=language)
    except errors.RiscontroError:
        return
    at = 0
    for block in doc.blocks:
        assert doc.text[block.span.start : block.span.end] == block.span.text
        assert block.span.start >= at
        at = block.span.end


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *_EN.split("\n"),
                "",
                "Leggi anche:",
                "Commenti",
                "File - A depot.",
                "<p>",
                "# One",
                "* two",
                "---",
                "By Jo Marsh",
                "MINSK, May 3 (X) -",
            ]
        ),
        max_size=30,
    ),
    _NAMES,
)
def test_any_order_of_lines_is_read(lines, name):
    """Lines in any order give blocks in order that cover all words of a plain text."""
    text = "\n".join(lines)
    try:
        doc = collect_bytes(text.encode(), name, language="en")
    except errors.RiscontroError:
        return
    if name.endswith(".txt"):
        assert "".join(doc.text.split()) == "".join("".join(b.span.text.split()) for b in doc.blocks)
    assert all(isinstance(block.kind, BlockKind) for block in doc.blocks)
