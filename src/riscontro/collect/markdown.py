"""Markdown -> clean text: marks taken off, headings and picture captions kept as such. After https://spec.commonmark.org/"""

from __future__ import annotations

import re
from collections.abc import Iterator

from riscontro.collect.plain import paragraphs
from riscontro.collect.raw import Raw, assemble
from riscontro.model import BlockKind

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,4000}?)\n(?:---|\.\.\.)[ \t]*\n", re.S)
_FIELD = re.compile(r"^(title|date|published|lang|language|site|publisher)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.I | re.M)
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:[-*_][ \t]*){3,}$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,500}\)")
_INLINE = (
    (re.compile(r"\[([^\[\]\n]{0,500})\]\((?:[^()\n]|\([^()\n]{0,100}\)){0,500}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{0,500})\]\[[^\[\]\n]{0,100}\]"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,500})>"), r"\1"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,2000}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]{1,2000}?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"</?(?:b|i|em|strong|br|p|u|sup|sub|span|div|a|figure|figcaption)\b[^<>\n]{0,200}>", re.I), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
_LEAD = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+)?")


def read_markdown(text: str) -> Raw:
    """The clean text of a Markdown file; title, date, language and publisher of a front matter are taken up."""
    front = _FRONT.match(text)
    fields = {k.lower(): v for k, v in _FIELD.findall(front[1])} if front else {}
    body = text[front.end() :] if front else text
    parts: list[tuple[str, BlockKind | None]] = [(fields["title"], BlockKind.TITLE)] if fields.get("title") else []
    titled = bool(parts)
    for words, kind in _parts(body):
        if kind is BlockKind.TITLE and titled:
            kind = BlockKind.HEADING
        titled = titled or kind is BlockKind.TITLE
        parts.append((words, kind))
    clean, pieces = assemble(parts)
    published = re.match(r"\d{4}(-\d\d){0,2}", fields.get("date") or fields.get("published") or "")
    return Raw(
        clean,
        pieces,
        published[0] if published else None,
        fields.get("publisher") or fields.get("site") or None,
        fields.get("lang") or fields.get("language") or None,
        titled,
    )


def _parts(body: str) -> Iterator[tuple[str, BlockKind | None]]:
    for chunk in _chunks(body.split("\n")):
        heading = _HEADING.match(chunk)
        if heading:
            yield _bare(heading[2]), BlockKind.TITLE if len(heading[1]) == 1 else BlockKind.HEADING
            continue
        for piece in paragraphs(chunk):
            words = chunk[piece.start : piece.end]
            yield from ((_bare(alt), BlockKind.CAPTION) for alt in _IMAGE.findall(words))
            yield _bare(_IMAGE.sub("", words)), None


def _chunks(lines: list[str]) -> Iterator[str]:
    """Stretches of lines that belong together: headings and list items alone; code fences and rules left out."""
    kept: list[str] = []
    fenced = False
    for line in lines:
        if _FENCE.match(line):
            fenced = not fenced
        elif _UNDERLINE.match(line) and len(kept) == 1 and kept[0].strip():
            kept = ["#" * (1 if "=" in line else 2) + " " + kept[0].strip()]
        elif fenced or _RULE.match(line) or line.startswith(("|--", "| --", "|:-")):
            continue
        elif _HEADING.match(line) or not line.strip() or re.match(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]", line):
            yield from kept and ["\n".join(kept)]
            kept = [line] if line.strip() else []
        else:
            if kept and _HEADING.match(kept[0]):
                yield kept.pop()
            kept.append(line)
    yield from kept and ["\n".join(kept)]


def _bare(words: str) -> str:
    out = "\n".join(_LEAD.sub("", line) for line in words.split("\n"))
    for pattern, by in _INLINE:
        out = pattern.sub(by, out)
    return out
