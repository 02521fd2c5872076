"""Runs the examples in README.md and docs/: commands in ```console blocks, Python sessions in ```pycon blocks.

A console block holds lines `$ command` and under each what it prints. `riscontro` runs in this process, whatever follows it
(`| head`, `> file`) in a shell. Used by the tests, and by `generate.py` to set the outputs anew.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
_COMMAND = re.compile(r"riscontro\b(?P<arguments>(?:[^|>'\"]|'[^']*'|\"[^\"]*\")*)(?P<rest>.*)", re.S)
_SHOWING = ("head", "tail", "cat", "ls")


@dataclass(frozen=True, slots=True)
class Example:
    """A command, what the page says that it prints, and where the output stands in the page."""

    page: str
    command: str
    output: str
    start: int
    end: int


def pages() -> list[Path]:
    """The pages written by hand whose examples are run."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page: Path, *kinds: str) -> Iterator[tuple[int, str]]:
    """The fenced blocks of these kinds: where the content begins, and the content."""
    for match in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        if match[1] in kinds:
            yield match.start(2), match[2]


def examples(page: Path) -> Iterator[Example]:
    """The commands of a page's console blocks with their outputs."""
    for offset, block in blocks(page, "console"):
        starts = [m.start() for m in re.finditer(r"^\$ ", block, re.M)]
        for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
            line, _, output = block[start:end].partition("\n")
            where = offset + start + len(line) + 1
            yield Example(page.name, line[2:], output, where, where + len(output))


def run(command: str) -> str:
    """What a command prints, blanks at line ends removed, in the current folder. Raises ValueError for what is no command of ours."""
    match = _COMMAND.fullmatch(command)
    if command.split()[0] in _SHOWING:
        return _shell(command, "")
    if not match:
        raise ValueError(f"an example may only call riscontro or show a file: {command}")
    from riscontro.cli import app

    arguments = [word for part in shlex.split(match["arguments"]) for word in _expanded(part)]
    printed = CliRunner(env={"COLUMNS": "100"}).invoke(app, arguments, prog_name="riscontro").output
    return _shell(f"cat {match['rest']}", printed)


def _shell(command: str, given: str) -> str:
    printed = subprocess.run(["sh", "-c", command], input=given, capture_output=True, text=True, check=True).stdout
    return "\n".join(line.rstrip() for line in printed.splitlines()) + "\n" if printed else ""


def _expanded(word: str) -> list[str]:
    return (sorted(map(str, Path().glob(word))) or [word]) if "*" in word else [word]


@contextlib.contextmanager
def workplace(folder: Path) -> Iterator[None]:
    """An empty folder with a link to the sources, for the time of a run, so that examples leave nothing behind in the project."""
    (folder / "src").symlink_to(ROOT / "src")
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def refreshed(page: Path) -> str:
    """The page with the outputs of its examples set anew."""
    text = page.read_text(encoding="utf-8")
    for example in reversed([(e, run(e.command)) for e in examples(page)]):
        text = text[: example[0].start] + example[1] + text[example[0].end :]
    return text
