"""Bytes -> characters: what the bytes say of their encoding, and what they look like where they say nothing."""

from __future__ import annotations

import codecs
import re

from riscontro.errors import NotText, WrongEncoding

_MAGIC = (
    (b"PK\x03\x04", "a Word, OpenDocument, EPUB or ZIP file", "Save it as plain text or HTML."),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "Save it as plain text or HTML."),
    (b"{\\rtf", "an RTF file", "Save it as plain text or HTML."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"BZh", "a compressed file", "Unpack it first."),
    (b"\xfd7zXZ", "a compressed file", "Unpack it first."),
    (b"7z\xbc\xaf", "a compressed file", "Unpack it first."),
    (b"\x89PNG", "a picture", "Give the text that goes with it."),
    (b"\xff\xd8\xff", "a picture", "Give the text that goes with it."),
    (b"GIF8", "a picture", "Give the text that goes with it."),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.I,
)
_KNOWN = re.compile(r"(?:utf-?8|iso-?8859-?\d|latin-?\d|windows-?\d|cp-?\d|koi8|gb|big5|euc|shift|s?jis|mac|(?:us-?)?ascii|iso-2022|tis)")
_GUESSES = ("cp1252", "mac_roman", "cp850")
"""One-byte encodings of Western text, the likeliest first."""
_LETTERS = set("àèéìíîòóùúâêîôûäëïöüçñãõåøæœßšžýÿÀÈÉÌÍÎÒÓÙÚÂÊÔÛÄËÏÖÜÇÑÃÕÅØÆŒŠŽÝ")
_MARKS = set("“”‘’«»„‹›–—…•·€£°§©®™ªº½¼¾±×\u00a0\u00ad")
_SAVE_UTF8 = "Save it as UTF-8."
_SAVE_TEXT = "Give a text, Markdown or HTML file."


def decode(data: bytes, name: str, *, page: bool = False, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The characters, with line ends as \\n and no byte-order mark, and notes on what had to be supposed.

    A byte-order mark decides; then the charset that came with the bytes; then, for a page, the one it declares, as browsers do
    (https://encoding.spec.whatwg.org/); then UTF-8, then the Western one-byte encodings if what comes out looks like words.
    Whatever is declared, bytes that are UTF-8 are read as such.

    Raises:
        NotText: the bytes are those of a program, picture or other binary file.
        WrongEncoding: they are text, but how it is written cannot be told.
    """
    _refuse_binary(data, name)
    text, notes = _by_mark(data, name) or _known(data, charset) or _declared(data, page) or _utf8(data, name) or _guessed(data, name)
    text = text.removeprefix("\ufeff")
    _refuse_controls(text, name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise NotText(f"{name} is {what}, not a text.", remedy)
    if data.startswith(tuple(mark for mark, encoding in _BOMS if encoding != "utf-8")) or b"\0" not in data:
        return
    sample = data[:4000]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if max(odd, even) > 0.4 * len(sample) / 2 and min(odd, even) < 0.05 * len(sample):
        raise WrongEncoding(f"{name} looks like UTF-16 without its byte-order mark.", _SAVE_UTF8)
    raise NotText(f"{name} is no text: it holds NUL bytes.", _SAVE_TEXT)


def _refuse_controls(text: str, name: str) -> None:
    controls = sum(1 for c in text if (c < " " and c not in "\t\n\r\f\v") or "\x7f" <= c <= "\x9f")
    if controls > 0.02 * len(text) + 8 or (controls and controls > 0.1 * len(text)):
        raise NotText(f"{name} is no text: {controls} of its {len(text)} characters are control codes.", _SAVE_TEXT)


def _by_mark(data: bytes, name: str) -> tuple[str, tuple[str, ...]] | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ()
            except ValueError:
                raise WrongEncoding(f"{name} begins as {encoding.upper()} but is broken further on.", _SAVE_UTF8) from None
    return None


def _declared(data: bytes, page: bool) -> tuple[str, tuple[str, ...]] | None:
    """By the charset that a page declares, unless it is UTF-8 all the same."""
    found = _CHARSET.search(data[:4096]) if page else None
    return _known(data, (found[1] or found[2]).decode("ascii", "replace")) if found else None


def _known(data: bytes, charset: str | None) -> tuple[str, tuple[str, ...]] | None:
    """By a charset that is named; None where none is, or the bytes are not in it."""
    encoding = (charset or "").strip("\"' ").lower()
    if not _KNOWN.match(encoding) or encoding.startswith(("utf-8", "utf8")):
        return None
    if encoding in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        encoding = "cp1252"
    try:
        return (data.decode(), ()) if _is_utf8(data) else (data.decode(encoding), ())
    except (LookupError, ValueError):
        return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _utf8(data: bytes, name: str) -> tuple[str, tuple[str, ...]] | None:
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason == "unexpected end of data" and len(data) > 3:
            return data[: error.start].decode(), ("The last character is cut off: the file may be incomplete.",)
    loose = data.decode("utf-8", "replace")
    broken, sound = loose.count("\ufffd"), sum(1 for c in loose if c > "\x7f" and c != "\ufffd")
    if sound > 2 * broken:
        raise WrongEncoding(f"{name} is damaged UTF-8: {broken} characters cannot be read.", "Fetch the file again, or save it as UTF-8.")
    return None


def _guessed(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    best, text = max(((_likeness(data, encoding), encoding) for encoding in _GUESSES), key=lambda pair: pair[0])
    if best < 0.9:
        raise WrongEncoding(f"The encoding of {name} cannot be told: it is not UTF-8, and makes no words in others.", _SAVE_UTF8)
    return data.decode(text), (f"Not UTF-8; read as {text.replace('_', ' ')}.",)


def _likeness(data: bytes, encoding: str) -> float:
    """What share of the non-ASCII characters stands where Italian or English would have it: 0 to 1."""
    try:
        text = data[:200_000].decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    high = [i for i, c in enumerate(text) if c > "\x7f"]
    if len(high) > 0.15 * len(text):
        return 0.0
    return sum(_fits(text, i) for i in high) / max(len(high), 1)


def _fits(text: str, i: int) -> bool:
    c, before, after = text[i], text[max(i - 1, 0) : i], text[i + 1 : i + 2]
    if c in _LETTERS:
        return not (c.isupper() and before.islower()) and not (before.isdigit() or after.isdigit())
    if c in "“«„‘‹":
        return not before.isalpha() or c == "‘"
    return c in _MARKS
