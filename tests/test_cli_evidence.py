"""The commands for evidence: what they print, with which exit codes."""

import json
import os
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from making import KR, RU, article
from riscontro import cli
from riscontro.store import Archive
from storing import put

RUN = CliRunner(env={"COLUMNS": "200"})
MADE = article("one.txt", ("North Korea sent 40 missiles.", {"by": (KR,), "when": "2024-05"}), ("Russia denies it.", {"by": (RU,)}))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own with a store of an article made by hand."""
    monkeypatch.chdir(tmp_path)
    for name in [n for n in os.environ if n.startswith("RISCONTRO_")]:
        monkeypatch.delenv(name)
    with Archive.create("riscontro.db") as archive:
        put(archive, MADE)
    return tmp_path


def _run(*arguments: str, code: int = 0) -> Result:
    done = RUN.invoke(cli.app, list(arguments))
    assert done.exit_code == code, done.output
    return done


def test_custody_lists_what_was_done(folder: Path) -> None:
    """All of it, or of one document; in every form that lists have."""
    lines = _run("custody").stdout.splitlines()
    assert [line.split()[2] for line in lines[1:]] == ["captured", "read"]
    rows = json.loads(_run("custody", MADE.document.id[7:19], "-f", "json").stdout)["items"]
    assert [(row["number"], row["document"]) for row in rows] == [(1, MADE.document.id), (2, MADE.document.id)]
    assert rows[0]["capture"]["name"] == "one.txt"
    assert _run("custody", "https://none.example/").stderr == "Nothing was found.\n"


def test_verify_says_what_differs(folder: Path) -> None:
    """Nothing at first; then the text that was changed, with an exit code of its own."""
    done = _run("verify")
    assert "1 documents and 2 entries of the log: Nothing differs" in done.stdout
    head = done.stdout.split()[-1]
    assert json.loads(_run("verify", "--head", head, "-f", "json").stdout)["differences"] == []
    with sqlite3.connect("riscontro.db") as connection:
        connection.execute("UPDATE document SET text = replace(text, '40', '90')")
    done = _run("verify", code=46)
    assert done.stdout.startswith(f"{MADE.document.id}  Its text")
    assert done.stderr.count("\n") == 1
    assert json.loads(_run("verify", "-f", "json", code=46).stdout)["documents"] == 1
