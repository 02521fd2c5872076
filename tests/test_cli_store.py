"""The commands on a store: what they print, in which forms, with which exit codes."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from making import KR, RU, article
from riscontro import cli
from riscontro.model import ClaimFilter, Party
from riscontro.queries import claims
from riscontro.report.sheets import citation_json
from riscontro.store import Archive
from storing import put, without

RUN = CliRunner(env={"COLUMNS": "200"})
DENIED = "Moscow denied that it had received any weapons from North Korea."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own with a store of two articles made by hand."""
    monkeypatch.chdir(tmp_path)
    for name in [n for n in os.environ if n.startswith("RISCONTRO_")]:
        monkeypatch.delenv(name)
    with Archive.create("riscontro.db") as archive:
        told = ("North Korea sent 40 missiles.", {"by": (KR,), "when": "2024-05"})
        again = ("Missiles went north to south, Seoul says.", {"by": (Party("=Seoul", "KR"),), "goods": ("arms.missile.ballistic",)})
        put(archive, article("one.txt", told, ("Russia denies it.", {"by": (RU,), "polarity": "denied", "denial": "categorical"})))
        put(archive, article("due.txt", again, published="2024-06-20"))
    return tmp_path


def _run(*arguments: str, code: int = 0) -> Result:
    done = RUN.invoke(cli.app, list(arguments))
    assert done.exit_code == code, done.output
    return done


def test_a_store_is_made_filled_and_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """init, add, claims, runs: from nothing to a list; a second add passes over what is known."""
    monkeypatch.chdir(tmp_path)
    Path("press").mkdir()
    Path("press/one.txt").write_text(f"A headline\n\n{DENIED}\n", encoding="utf-8")
    assert "press.db" in _run("init", "--store", "press.db").stdout
    assert _run("add", "press", "--store", "press.db", "--published", "2024-05-10").stdout.startswith("Run 1: 1 documents added")
    assert "1 known already" in _run("add", "press", "--store", "press.db").stdout
    found = json.loads(_run("claims", "--store", "press.db", "--polarity", "denied", "-f", "json").stdout)
    assert [(row["counterpart"][0]["state"], row["published"]) for row in found["items"]] == [("RU", "2024-05-10")]
    assert [line.split()[0] for line in _run("runs", "--store", "press.db").stdout.splitlines()] == ["run", "2", "1"]


def test_the_environment_names_the_store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RISCONTRO_STORE, which --store outranks."""
    monkeypatch.setenv("RISCONTRO_STORE", "elsewhere.db")
    assert "elsewhere.db" in _run("claims", code=22).stderr
    assert _run("claims", "--store", "riscontro.db").stdout


def test_refused_files_are_told(folder: Path) -> None:
    """Each in a line; the exit code is the error's own where nothing was added, else 20."""
    Path("empty.txt").write_text(" \n", encoding="utf-8")
    done = _run("add", "empty.txt", "none.txt", code=5)
    assert done.stderr.count("riscontro: ") == 2
    Path("good.txt").write_text(DENIED, encoding="utf-8")
    _run("add", "empty.txt", "good.txt", code=cli.PARTLY)


def test_claims_come_in_every_form(folder: Path) -> None:
    """The same claims as text, JSON, lines of JSON and CSV, and as through the library."""
    with Archive.open("riscontro.db") as archive:
        made = [json.loads(json.dumps(citation_json(c))) for c in claims(archive, goods="arms").items]
    assert json.loads(_run("claims", "--goods", "arms", "-f", "json").stdout) == {"items": made, "cursor": None}
    assert [json.loads(line) for line in _run("claims", "--goods", "arms", "-f", "jsonl").stdout.splitlines()] == made
    sheet = list(csv.DictReader(io.StringIO(_run("claims", "--goods", "arms", "-f", "csv").stdout)))
    assert [row["id"] for row in sheet] == [row["id"] for row in made]
    text = _run("claims", "--goods", "arms").stdout.splitlines()
    assert [line.split()[0] for line in text[1:]] == [row["id"] for row in made]


def test_no_cell_is_a_formula(folder: Path) -> None:
    """What a spreadsheet would calculate is guarded."""
    rows = list(csv.DictReader(io.StringIO(_run("claims", "--format", "csv").stdout)))
    assert {row["source"] for row in rows} == {"'=Seoul", "Seoul", "Moscow"}


def test_a_long_list_goes_on(folder: Path) -> None:
    """The cursor of one page gives the next."""
    first = json.loads(_run("claims", "--limit", "2", "-f", "json").stdout)
    second = json.loads(_run("claims", "--limit", "2", "--cursor", first["cursor"], "-f", "json").stdout)
    with Archive.open("riscontro.db") as archive:
        assert [r["id"] for r in (*first["items"], *second["items"])] == [c.claim.id for c in archive.claims.find(ClaimFilter()).items]
    assert "--cursor" in _run("claims", "--limit", "2").stderr


def test_search_shows_the_place(folder: Path) -> None:
    """Document, carrier, number of claims, words around the place."""
    line = _run("search", '"north to south"').stdout.splitlines()[1]
    assert "due.txt" in line
    assert "went north to south" in line


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["claims", "--kind", "gift"], 34),
        (["claims", "--goods", "arm"], 34),
        (["claims", "--since", "soon"], 11),
        (["claims", "--cursor", "x"], 33),
        (["claims", "--limit", "0"], 2),
        (["claims", "--store", "none.db"], 22),
        (["search", "!?"], 34),
        (["init", "--store", "mysql://x/y"], 21),
    ],
)
def test_errors_have_codes(folder: Path, arguments: list[str], code: int) -> None:
    """One line on stderr, nothing on stdout."""
    done = _run(*arguments, code=code)
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)


def test_nothing_found_is_no_error(folder: Path) -> None:
    """It is said on stderr; forms for machines stay well formed."""
    assert _run("claims", "--party", "Atlantis").stderr == "Nothing was found.\n"
    assert json.loads(_run("claims", "--party", "Atlantis", "-f", "json").stdout) == {"items": [], "cursor": None}


def test_a_finding_opens_a_line_of_the_ledger(folder: Path) -> None:
    """ledger lists both directions, finding prints the grounds in order, with origins, denials and notes; the same as JSON."""
    lines = _run("ledger", "--between", "KP", "RU").stdout.splitlines()
    assert lines[0] == "FROM NORTH KOREA TO RUSSIA"
    assert any(line.startswith("Nothing in these articles") for line in lines)
    event = next(line.split()[0] for line in lines if "arms.missile " in line)
    page = _run("finding", event[:8]).stdout
    made = json.loads(_run("finding", event, "-f", "json").stdout)
    sentences = [ground["sentence"] for ground in made["grounds"]]
    assert sentences
    assert [page.index(sentence) for sentence in sentences] == sorted(page.index(sentence) for sentence in sentences)
    assert "North Korea sent 40 missiles." in page
    assert "categorical denial" in page
    assert all(f"[{n}] " in page for n in range(1, len(made["claims"]) + 1))


def test_events_and_timeline(folder: Path) -> None:
    """The same events; the timeline has the dated ones in the order of time."""
    listed = json.loads(_run("events", "-f", "json").stdout)["items"]
    dated = [json.loads(line) for line in _run("timeline", "-f", "jsonl").stdout.splitlines()]
    assert [row["id"] for row in dated] == [row["id"] for row in reversed(listed) if row["when"]]
    assert json.loads(_run("events", "--disputed", "-f", "json").stdout)["items"]
    assert _run("events", "--rung", "proven", code=34).stdout == ""


def test_a_judgement_is_kept_and_listed(folder: Path) -> None:
    """With its reason and who made it; it changes what is found."""
    before = json.loads(_run("ledger", "--between", "KP", "RU", "-f", "json").stdout)["items"]
    claim = json.loads(_run("claims", "--text", '"40 missiles"', "-f", "json").stdout)["items"][0]["id"]
    assert "Kept: reject (1 claims), by ada." in _run("judge", "reject", claim[:8], "--reason", "Not so.", "--by", "ada").stdout
    assert "Not so." in _run("judgements").stdout
    assert json.loads(_run("ledger", "--between", "KP", "RU", "-f", "json").stdout)["items"] != before
    assert claim in _run("claims").stdout
    assert _run("judge", "letter", "state:KR", "B", "-r", "Mostly right.").exit_code == 0
    assert json.loads(_run("origins", "-f", "json").stdout)["items"][0]["letter"] == "B"


def test_the_dossier_of_the_store(folder: Path) -> None:
    """Without files the store is asked."""
    made = json.loads(_run("dossier", "--between", "KP", "RU", "-f", "json").stdout)
    assert {doc["path"] for doc in made["documents"]} == {"one.txt", "due.txt"}
    assert made["findings"]


def test_a_difference_of_runs(folder: Path) -> None:
    """In words and as lines for machines."""
    assert _run("diff", "1", "2").stdout == "0 claims gained, 0 lost, 0 changed; 1 documents added.\n"
    with Archive.open("riscontro.db") as archive:
        put(archive, without(article("one.txt", ("North Korea sent 40 missiles.", {"by": (KR,), "when": "2024-05"})), 0), extractor="x")
    assert _run("diff", "1", "9", code=30).stdout == ""


def test_everything_is_exported(folder: Path) -> None:
    """Each noun with its type; documents with their text; or the claims as CSV."""
    rows = [json.loads(line) for line in _run("export").stdout.splitlines()]
    assert {row["type"] for row in rows} == {"document", "claim", "event", "origin", "run"}
    texts = {row["id"]: row["text"] for row in rows if row["type"] == "document"}
    spans = [(texts[row["document"]], row["span"]) for row in rows if row["type"] == "claim"]
    assert all(text[span["start"] : span["end"]] == span["text"] for text, span in spans)
    assert len(list(csv.DictReader(io.StringIO(_run("export", "-f", "csv").stdout)))) == 3
