"""What the pages say is so: commands and Python sessions run as written, links lead somewhere, the reference is as the code has it."""

import doctest
import importlib.util
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType

import pytest
from typer.main import get_command

from riscontro.cli import app

ROOT = Path(__file__).parent.parent


def _module(name: str) -> ModuleType:
    """A module of docs/, which is no package."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
        assert spec and spec.loader
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


EXAMPLES, _REFERENCE, GENERATE = (_module(name) for name in ("examples", "reference", "generate"))
PAGES = EXAMPLES.pages()
WRITTEN = [*PAGES, *sorted((ROOT / "docs" / "decisions").glob("*.md")), ROOT / "CHANGELOG.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_print_what_the_page_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command and Python session gives the output under it, in the order of the page (`python docs/generate.py` sets outputs anew)."""
    for name in ("MAX_BYTES", "UI", "PIPELINE_IT", "PIPELINE_EN", "CONFIG"):
        monkeypatch.delenv(f"RISCONTRO_{name}", raising=False)
    with EXAMPLES.workplace(tmp_path):
        got = [(e.command, EXAMPLES.run(e.command)) for e in EXAMPLES.examples(page)]
        sessions = "".join(block for _, block in EXAMPLES.blocks(page, "pycon"))
        test = doctest.DocTestParser().get_doctest(sessions, {}, page.name, str(page), 0)
        failed = doctest.DocTestRunner().run(test).failed
    assert got == [(e.command, e.output) for e in EXAMPLES.examples(page)]
    assert not failed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_to_copy_exist(page: Path) -> None:
    """A command in a sh block names a target of the Makefile, a script of the project, or a command and options of the program."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    commands = get_command(app).commands
    for line in (line for _, block in EXAMPLES.blocks(page, "sh") for line in block.splitlines()):
        words = shlex.split(line)
        if words[0] == "make":
            assert words[1] in targets, line
        elif words[0] == "python":
            assert (ROOT / words[1]).exists(), line
        elif words[0] == "riscontro":
            command = commands[words[1]]
            command = command.commands[words[2]] if hasattr(command, "commands") else command
            options = {o for p in command.params for o in p.opts}
            assert {w for w in words if w.startswith("--")} <= options, line
        else:
            assert words == [".", ".venv/bin/activate"], line


@pytest.mark.parametrize("page", [*WRITTEN, *sorted((ROOT / "docs" / "reference").glob("*.md"))], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the project finds it."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_named_in_passing_exist(page: Path) -> None:
    """A path of the project in code marks exists (names with a placeholder or a star are patterns)."""
    named = re.findall(r"`((?:src|docs|tests|bench|training|languages)/[\w./*<>-]+)`", page.read_text(encoding="utf-8"))
    roots = (ROOT, ROOT / "src" / "riscontro")
    missing = [n for n in named if not any(r.joinpath(n).exists() or list(r.glob(re.sub(r"<\w+>", "*", n))) for r in roots)]
    assert [n for n in missing if n != "bench/last.json"] == []


def test_the_reference_is_as_the_code_has_it() -> None:
    """No page differs from what the code gives, and no command, setting, error, rule or field is undocumented."""
    assert GENERATE.faults() == []


def test_the_changelog_is_kept() -> None:
    """There is a place for what is not released."""
    assert re.search(r"^## \[Unreleased\]$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
