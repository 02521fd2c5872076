"""What several tests share: a reading of a few words, with each language's pipeline loaded once; stores in both databases."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import servers
from riscontro.model import Block, BlockKind, Document, Reading, Span
from riscontro.read import Pipeline
from riscontro.store import Archive


@cache
def pipeline(language: str) -> Pipeline:
    """The shipped pipeline of a language."""
    return Pipeline(language)


def document(text: str, language: str, published: str | None = None) -> Document:
    """A document of body paragraphs, one a line."""
    blocks = tuple(Block(BlockKind.BODY, Span(m.start(), m.end(), m[0])) for m in re.finditer(r"[^\n]+", text) if m[0].strip())
    return Document("sha256:" + hashlib.sha256(text.encode()).hexdigest(), text, language, blocks, None, published)


@cache
def reading_of(text: str, language: str, published: str | None = None) -> Reading:
    """The reading of a text of body paragraphs."""
    return pipeline(language).read(document(text, language, published))


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """A function (text, language, published=None) -> Reading."""
    return reading_of


_UNTESTED: list[str] = []


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server; without one the test is skipped, and the summary says so."""
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(servers.postgres())
        except servers.NoServer as error:
            if os.environ.get(servers.MUST):
                pytest.fail(f"PostgreSQL must be tested: {error}")
            _UNTESTED.append(str(error))
            pytest.skip(str(error))
        yield url


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says loudly what was not tested."""
    if _UNTESTED:
        terminalreporter.section("NOT TESTED AGAINST POSTGRESQL", sep="!", red=True)
        terminalreporter.line(_UNTESTED[0])


DATABASES = ["sqlite", "postgresql"]
"""The tests of the store run against both."""


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a store can be made: a file, and a base of a PostgreSQL."""
    if request.param == "sqlite":
        yield str(tmp_path / "riscontro.db")
        return
    with servers.base(request.getfixturevalue("postgres")) as url:
        yield url


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an empty store, to be copied."""
    path = tmp_path_factory.mktemp("blank") / "riscontro.db"
    Archive.create(path).close()
    return path


@pytest.fixture(scope="session")
def blank_base(postgres: str) -> Iterator[str]:
    """The name of a base with an empty store, to be copied."""
    with servers.base(postgres) as url:
        Archive.create(url).close()
        yield url.rpartition("/")[2]


@contextlib.contextmanager
def new_archive(request: pytest.FixtureRequest, folder: Path) -> Iterator[Archive]:
    """An empty store in the database that the fixture's parameter names."""
    with contextlib.ExitStack() as stack:
        if request.param == "sqlite":
            url = str(folder / "riscontro.db")
            shutil.copy(request.getfixturevalue("blank_file"), url)
        else:
            url = stack.enter_context(servers.base(request.getfixturevalue("postgres"), request.getfixturevalue("blank_base")))
        yield stack.enter_context(Archive.open(url))


@pytest.fixture(params=DATABASES)
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """An empty store in each database."""
    with new_archive(request, tmp_path) as made:
        yield made


@pytest.fixture(params=DATABASES, scope="module")
def shared_archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """A store in each database that the tests of a module share; it is for tests that only read."""
    with new_archive(request, tmp_path_factory.mktemp("shared")) as made:
        yield made
