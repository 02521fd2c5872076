"""Words as they are searched: folded names, and full text in both databases by one way of asking."""

from __future__ import annotations

import re
import unicodedata

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from riscontro.model import Document, Span

_TERM = re.compile(r'"([^"]*)"|(\S+)')


def folded(text: str) -> str:
    """A name as it is compared: without case, accents and marks."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in bare if not unicodedata.combining(c))))


def terms(text: str) -> tuple[str, ...]:
    """The terms of a question: words, phrases that stood in quotes, and beginnings of words that ended in a star (kept)."""
    found = []
    for quoted, bare in _TERM.findall(text):
        words = folded(quoted or bare)
        if words:
            found.append(f"{words}*" if bare.endswith("*") else words)
    return tuple(found)


def holds(dialect: str, table: sa.Table, text: str) -> ColumnElement[bool]:
    """Whether the words of a row of `claim` or `document` hold every term."""
    wanted = terms(text)
    if not wanted:
        return sa.true()
    return _sqlite(table, wanted) if dialect == "sqlite" else _postgresql(table, wanted)


def _sqlite(table: sa.Table, wanted: tuple[str, ...]) -> ColumnElement[bool]:
    """FTS5: each term a quoted string, so that nothing in it is taken for syntax."""
    query = " AND ".join(f'"{t.removesuffix("*")}"{"*" if t.endswith("*") else ""}' for t in wanted)
    index = sa.table(f"{table.name}_words", sa.column("rowid"), sa.column(f"{table.name}_words"))
    match = index.c[f"{table.name}_words"].op("MATCH")(query)
    return table.c.key.in_(sa.select(index.c.rowid).where(match))


def _postgresql(table: sa.Table, wanted: tuple[str, ...]) -> ColumnElement[bool]:
    """Vectors: each word quoted, a phrase by words that follow each other."""
    query = " & ".join("(" + " <-> ".join(_lexeme(w) for w in t.split()) + ")" for t in wanted)
    words = table.c.words if table.name == "claim" else sa.func.coalesce(table.c.title, "") + sa.literal_column("' '") + table.c.text
    asked = sa.func.to_tsquery(sa.literal_column("'pg_catalog.simple'::regconfig"), query)
    return sa.func.riscontro_words(words).op("@@")(asked)


def _lexeme(word: str) -> str:
    return f"'{word.removesuffix('*')}'" + (":*" if word.endswith("*") else "")


_MARKS = re.compile(r"[\u0300-\u036f]")
_AROUND = 90


def place(doc: Document, text: str) -> Span:
    """The first place of a document where a term stands, with some words around it; its beginning where it stands in the title alone."""
    plain = "".join(_bare(c) for c in doc.text)
    found = [m for t in terms(text) if (m := _pattern(t).search(plain))]
    at = min((m.start() for m in found), default=0)
    start, end = max(0, at - _AROUND), min(len(doc.text), at + _AROUND)
    start = doc.text.rfind(" ", 0, start) + 1 if start else 0
    gap = doc.text.find(" ", end)
    return doc.span(start, end if gap < 0 else gap)


def _bare(letter: str) -> str:
    """One letter without case and accent, and still one letter, so that places stay where they are."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", letter.casefold()))[:1] or letter


def _pattern(term: str) -> re.Pattern[str]:
    words = r"[\W_]+".join(map(re.escape, term.removesuffix("*").split()))
    return re.compile(rf"\b{words}" + ("" if term.endswith("*") else r"\b"))
