"""A saved HTML page -> the text of its article. Nothing is executed and nothing fetched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, Self, cast

from riscontro.collect.days import day_of
from riscontro.collect.raw import Raw, assemble
from riscontro.errors import NoArticle
from riscontro.model import BlockKind

if TYPE_CHECKING:
    from lxml import etree

_START = re.compile(rb"(?:\s+|<!--.{0,2000}?-->|<\?xml[^>]{0,200}>){0,20}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%_-]{500,}")
_MODIFIED = re.compile(r'"dateModified"\s*:\s*"([^"]{4,40})"')
_TELLING_CELL = 8
"""Words from which a table cell is taken for prose."""
_REMEDY = "Save the page of one article, or give its text as a .txt file."


_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,200}>")
_UNSEEN = ("script", "style", "head", "noscript", "template", "svg")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    (
        *_HEADINGS,
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "figcaption", "figure", "footer"),
        *("form", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
        "ul",
    )
)


class _Node(Protocol):
    """What is used of an lxml element."""

    tag: object
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Self]: ...
    def __len__(self) -> int: ...
    def get(self, key: str) -> str | None: ...
    def iter(self, tag: str) -> Iterator[Self]: ...
    def itertext(self) -> Iterator[str]: ...


class _Tree(Protocol):
    """What is used of the page as parsed."""

    def xpath(self, path: str) -> list[_Cell] | str: ...


class _Cell(Protocol):
    def text_content(self) -> str: ...


class _Article(Protocol):
    """What is used of trafilatura's answer."""

    title: str | None
    sitename: str | None
    author: str | None
    body: _Node


def looks_like_page(data: bytes) -> bool:
    """Whether the bytes begin as an HTML page does."""
    return bool(_START.match(data[:5000].removeprefix(b"\xef\xbb\xbf")))


def read_page(html: str, name: str) -> Raw:
    """The article of a page: clean text, its title, publisher, date and language as the page declares them.

    The article is found by trafilatura (Barbaresi 2021, https://aclanthology.org/2021.acl-demo.15/), the date by htmldate
    in the page's metadata alone.

    Raises:
        NoArticle: there is no stretch of prose on the page, or it cannot be parsed.
    """
    found, tree = _extracted(_EMBEDDED.sub("data:,", html), name)
    captions = _captions(tree)
    parts = [(text, _kind(text, kind, captions)) for text, kind in _walk(found.body)]
    parts = _titled(parts, unicodedata.normalize("NFC", found.title or ""), captions)
    text, pieces = assemble((unicodedata.normalize("NFC", words), kind) for words, kind in parts)
    if not any(kind is not BlockKind.TITLE for _, kind in parts):
        raise NoArticle(f"No article was found in {name}.", _REMEDY)
    titled = any(kind is BlockKind.TITLE for _, kind in parts)
    raw = Raw(text, pieces, _date(tree), found.sitename or None, _language(tree), structured=titled)
    return raw.also(author=found.author, modified=_modified(tree), address=_canonical(tree))


def read_fragment(html: str, name: str) -> Raw:
    """The text of a piece of HTML that is an article, with no page around it: a feed's entry, a record, a newsletter.

    Raises:
        NoArticle: there are no words in it, or it cannot be parsed.
    """
    from lxml import etree
    from lxml.html import document_fromstring

    try:
        tree = document_fromstring(_XML_HEAD.sub("", html))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise NoArticle(f"The HTML of {name} cannot be parsed.", _REMEDY) from error
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, *_UNSEEN, with_tail=False)
    text, pieces = assemble((unicodedata.normalize("NFC", words), kind) for words, kind in _flow(tree))
    if not pieces:
        raise NoArticle(f"There are no words in {name}.", _REMEDY)
    return Raw(text, pieces)


def _flow(tree: etree._Element) -> Iterator[tuple[str, BlockKind | None]]:
    """The words between the bounds of blocks, in order."""
    from lxml import etree

    held: list[str] = []
    kind: BlockKind | None = None
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if node.tag in _BLOCKS:
            yield "".join(held), kind
            held, kind = [], BlockKind.HEADING if event == "start" and node.tag in _HEADINGS else None
        held.append((node.text if event == "start" else node.tail) or "")
    yield "".join(held), kind


def _extracted(html: str, name: str) -> tuple[_Article, _Tree]:
    """What trafilatura makes of the page, and its whole tree."""
    from trafilatura import bare_extraction, load_html

    try:
        tree = load_html(html)
        found = bare_extraction(html, include_comments=False, include_tables=True, with_metadata=True) if tree is not None else None
    except Exception as error:  # whatever a parser does on broken markup: the page is unreadable, and that is all the user can use
        raise NoArticle(f"The page {name} cannot be parsed ({type(error).__name__}).", _REMEDY) from error
    if found is None or tree is None or isinstance(found, dict) or found.body is None:
        raise NoArticle(f"No article was found in {name}.", _REMEDY)
    return cast("_Article", found), cast("_Tree", tree)


def _captions(tree: _Tree) -> frozenset[str]:
    """The words of the captions on the page, white space squeezed."""
    where = "//figcaption | //*[contains(@class, 'caption')] | //*[contains(@itemprop, 'caption')]"
    rows = cast("list[_Cell]", tree.xpath(where))
    texts = (" ".join(row.text_content().split()) for row in rows[:500])
    return frozenset(text for text in texts if 0 < len(text) <= 600)


def _kind(text: str, kind: BlockKind | None, captions: frozenset[str]) -> BlockKind | None:
    return BlockKind.CAPTION if " ".join(text.split()) in captions else kind


def _walk(body: _Node) -> Iterator[tuple[str, BlockKind | None]]:
    """The paragraphs of trafilatura's body, in order, with what its element says of their kind."""
    for node in body:
        yield from _node(node)
        if node.tail and node.tail.strip():
            yield node.tail, None


def _node(node: _Node) -> Iterator[tuple[str, BlockKind | None]]:
    if node.tag == "head":
        yield "".join(node.itertext()), BlockKind.TITLE if node.get("rend") == "h1" else BlockKind.HEADING
    elif node.tag == "table":
        for cell in node.iter("cell"):
            words = " ".join(cell.itertext())
            yield words, None if len(words.split()) >= _TELLING_CELL else BlockKind.FURNITURE
    elif node.tag in ("list", "quote", "div") and len(node):
        if node.text and node.text.strip():
            yield node.text, None
        yield from _walk(node)
    elif node.tag != "graphic":
        yield from ((words, None) for words in _lines(node))


def _lines(node: _Node) -> Iterator[str]:
    """The text of a paragraph; a double line break in it parts two."""
    parts = [node.text or ""]
    for child in node:
        parts.append("\n" if child.tag == "lb" else "".join(child.itertext()))
        parts.append(child.tail or "")
    yield from re.split(r"\n[ \t]*\n", "".join(parts))


def _titled(parts: list[tuple[str, BlockKind | None]], title: str, captions: frozenset[str]) -> list[tuple[str, BlockKind | None]]:
    """One title: the first h1 where the page shows one, else the one of its metadata, put in front."""
    first = next((i for i, (_, kind) in enumerate(parts) if kind is BlockKind.TITLE), None)
    out = [(words, BlockKind.HEADING if kind is BlockKind.TITLE and i != first else kind) for i, (words, kind) in enumerate(parts)]
    if first is None and title and " ".join(title.split()) not in captions:
        out.insert(0, (title, BlockKind.TITLE))
    return out


def _date(tree: _Tree) -> str | None:
    from htmldate import find_date

    try:
        return find_date(tree, extensive_search=False, original_date=True, outputformat="%Y-%m-%d")
    except Exception:  # a malformed date in somebody's page is no reason to refuse the article
        return None


def _modified(tree: _Tree) -> str | None:
    """The day of the last change, as the page's own data have it."""
    for path in ("//meta[@property='article:modified_time']/@content", "//*[@itemprop='dateModified']/@content"):
        if found := day_of(str(tree.xpath(f"string({path})"))):
            return found
    told = _MODIFIED.search(str(tree.xpath("string(//script[@type='application/ld+json'][contains(., 'dateModified')])"))[:100_000])
    return day_of(told[1]) if told else None


def _canonical(tree: _Tree) -> str | None:
    """The address that the page gives as its own, if it is one of the web."""
    found = str(tree.xpath("string(//link[@rel='canonical']/@href)") or tree.xpath("string(//meta[@property='og:url']/@content)")).strip()
    return found if re.match(r"https?://[^\s<>\"]{3,2000}$", found) else None


def _language(tree: _Tree) -> str | None:
    found = tree.xpath("string(//html/@lang)") or tree.xpath("string(//meta[@http-equiv='content-language']/@content)")
    return str(found).strip()[:2].lower() or None
