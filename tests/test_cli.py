"""The command line: formats, errors, exit codes, and the same dossier as through the library."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from riscontro import cli
from riscontro.pipeline import LAYERS, Reader, add
from riscontro.queries import dossier
from riscontro.report import dossier_json
from riscontro.store import Archive

ENGLISH = (
    "Seoul says the North shipped shells\n\n"
    "North Korea has shipped more than 3,000 containers of artillery shells to Russia since August, South Korean Defence Minister "
    "Hong Min-ho said on Monday. Moscow denied that it had received any weapons from North Korea.\n\n"
    "Russia sent flour to North Korea in return, according to analysts.\n"
)
ITALIAN = "Secondo Seul, Pyongyang avrebbe inviato a Mosca circa 40 missili da marzo.\n"
RUN = CliRunner(env={"COLUMNS": "100"})


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Two articles in a folder of their own, which is also where settings are looked for."""
    monkeypatch.chdir(tmp_path)
    for name in [n for n in os.environ if n.startswith("RISCONTRO_")]:
        monkeypatch.delenv(name)
    (tmp_path / "one.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "due.txt").write_text(ITALIAN, encoding="utf-8")
    return ("one.txt", "due.txt")


def test_library_and_command_line_give_the_same_dossier(articles: tuple[str, str]) -> None:
    """One function, two doors."""
    done = RUN.invoke(cli.app, ["dossier", *articles, "--between", "RU", "KP", "--published", "2024-05-10", "--format", "json"])
    with Archive.in_memory() as archive:
        add(archive, articles, reader=Reader(), published="2024-05-10")
        made = dossier(archive, between=("RU", "KP"), everything=True)
    assert done.exit_code == 0
    assert json.loads(done.stdout) == json.loads(json.dumps(dossier_json(made)))


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_every_form_comes_out(articles: tuple[str, str], form: str) -> None:
    """Each format prints, with nothing on stderr."""
    done = RUN.invoke(cli.app, ["dossier", *articles, "--between", "Russia", "North Korea", "-f", form])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "North Korea" in done.stdout
    assert "\x1b" not in done.stdout


def test_bad_file_in_a_batch(articles: tuple[str, str]) -> None:
    """The others go on, the summary names the file, and the exit code is its own."""
    done = RUN.invoke(cli.app, ["dossier", *articles, "no.txt", "--between", "RU", "KP"])
    assert done.exit_code == cli.PARTLY
    assert "no.txt could not be read" in done.stdout
    assert done.stderr.startswith("riscontro: ")
    assert done.stderr.count("\n") == 1


def test_all_files_bad(articles: tuple[str, str]) -> None:
    """With nothing to weigh the error's own code is given and nothing is printed."""
    done = RUN.invoke(cli.app, ["dossier", "no.txt", "--between", "RU", "KP"])
    assert (done.exit_code, done.stdout) == (4, "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["read", "no.txt"], 4),
        (["read", "one.txt", "--language", "tlh"], 10),
        (["read", "one.txt", "--published", "soon"], 11),
        (["dossier", "one.txt", "--between", "RU", "Atlantis"], 12),
        (["dossier", "one.txt", "--between", "RU", "KP", "--since", "soon"], 11),
        (["read"], 2),
        (["read", "one.txt", "--layer", "colours"], 2),
        (["dossier", "one.txt"], 12),
        (["dossier", "--between", "RU", "KP"], 22),
        (["dossier", "one.txt", "--mandate", "atlantis"], 16),
        (["nonsense"], 2),
    ],
)
def test_errors_have_codes(articles: tuple[str, str], arguments: list[str], code: int) -> None:
    """Each error has its exit code and prints nothing on stdout."""
    done = RUN.invoke(cli.app, arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [["read"], ["read", "one.txt", "--layer", "x"], ["dossier", "one.txt", "--between", "RU"], ["nonsense"]]
)
def test_wrong_use_is_told_in_one_line(articles: tuple[str, str], arguments: list[str]) -> None:
    """What is wrong, and which help says more."""
    done = RUN.invoke(cli.app, arguments)
    assert re.fullmatch(r"riscontro: .+ See `riscontro( \w+)? --help`\.\n", done.stderr)


@pytest.mark.parametrize("option", [["--published", "2024-13-45"], ["--language", "tlh"], ["--since", "soon"]])
def test_an_option_for_all_files_is_refused_once(articles: tuple[str, str], option: list[str]) -> None:
    """A bad option is told once, not for each file."""
    done = RUN.invoke(cli.app, ["dossier", *articles, "--between", "RU", "KP", *option])
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)


def test_a_dash_is_standard_input(articles: tuple[str, str]) -> None:
    """`-` reads what is piped in."""
    run = [sys.executable, "-c", "from riscontro.cli import main; main()", "read", "-", "-f", "jsonl"]
    done = subprocess.run(run, input=ENGLISH, capture_output=True, text=True, check=True)
    assert done.stdout.count('"transfer"') > 1


def test_a_pdf_goes_to_a_file(articles: tuple[str, str]) -> None:
    """Bytes as they are, and nothing else, on standard output."""
    done = RUN.invoke(cli.app, ["dossier", *articles, "--between", "RU", "KP", "--format", "pdf"])
    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"%PDF-1.")
    assert done.stdout_bytes.rstrip().endswith(b"%%EOF")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("arguments", [["languages"], ["--help"], ["read", "--help"], []])
def test_a_full_disk_is_no_traceback(articles: tuple[str, str], arguments: list[str]) -> None:
    """Where the output cannot be written it is said in one line, the help's too."""
    run = [sys.executable, "-c", "from riscontro.cli import main; main()", *arguments]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (74, 1)


def test_setting_that_does_not_exist(articles: tuple[str, str]) -> None:
    """A misspelt setting is an error of its own."""
    done = RUN.invoke(cli.app, ["read", "one.txt"], env={"RISCONTRO_MAXBYTES": "1"})
    assert done.exit_code == 13
    assert "RISCONTRO_MAXBYTES" in done.stderr


def test_size_limit(articles: tuple[str, str]) -> None:
    """The size that is read can be set."""
    assert RUN.invoke(cli.app, ["read", "one.txt"], env={"RISCONTRO_MAX_BYTES": "10"}).exit_code == 9


@pytest.mark.parametrize("layer", list(LAYERS))
def test_layers_come_as_lines_of_json(articles: tuple[str, str], layer: str) -> None:
    """Every line of jsonl is an object, and its span is the text's words."""
    done = RUN.invoke(cli.app, ["read", "one.txt", "--layer", layer, "-f", "jsonl"])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert rows
    spans = [row["span"] for row in rows if "span" in row]
    assert [s for s in spans if ENGLISH[s["start"] : s["end"]] != s["text"]] == []


@pytest.mark.parametrize("layer", list(LAYERS))
def test_layers_come_as_text(articles: tuple[str, str], layer: str) -> None:
    """Every layer can be read by people."""
    done = RUN.invoke(cli.app, ["read", "one.txt", "--layer", layer])
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) > 1


def test_layer_names_are_those_of_the_pipeline() -> None:
    """The door offers exactly the layers there are."""
    assert [str(layer) for layer in cli.Layer] == list(LAYERS)


def test_trees_come_as_conllu(articles: tuple[str, str]) -> None:
    """conllu prints the trees."""
    assert "# sent_id = 0" in RUN.invoke(cli.app, ["read", "due.txt", "-f", "conllu"]).stdout


def test_a_claim_is_explained(articles: tuple[str, str]) -> None:
    """Ids are listed; one of them, or its beginning, is explained in either language, as text or JSON; another is an error."""
    listed = RUN.invoke(cli.app, ["explain", articles[0]])
    name = listed.stdout.split()[0]
    text = RUN.invoke(cli.app, ["explain", articles[0], "--claim", name[:8], "--ui", "it"])
    rows = RUN.invoke(cli.app, ["explain", articles[0], "--claim", name, "--format", "json"])
    assert (text.exit_code, text.stderr) == (0, "")
    assert "Che cosa ha deciso ogni campo" in text.stdout
    assert json.loads(rows.stdout)["claim"]["id"] == name
    assert len(json.loads(RUN.invoke(cli.app, ["explain", articles[0], "-f", "json"]).stdout)) == len(listed.stdout.splitlines())
    assert RUN.invoke(cli.app, ["explain", articles[0], "--claim", "zz"]).exit_code == 30


def test_languages_say_the_terms() -> None:
    """The list of languages names the licence of the Italian weights."""
    done = RUN.invoke(cli.app, ["languages"])
    assert "CC BY-NC-SA" in done.stdout
    assert "Not for commercial use" in done.stdout


def test_version() -> None:
    """--version prints name and number."""
    assert RUN.invoke(cli.app, ["--version"]).stdout.startswith("riscontro ")


def test_help_teaches_by_example() -> None:
    """The help shows a command that can be copied, and loads nothing heavy."""
    code = "import sys, riscontro.cli as c\ntry: c.app(['--help'])\nexcept SystemExit: pass\nprint([m for m in ('spacy', 'trafilatura', 'babel') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--between RU KP" in done.stdout
    assert done.stdout.rstrip().endswith("[]")


def test_closed_pipe_is_no_traceback(articles: tuple[str, str]) -> None:
    """A reader that goes away ends the command quietly."""
    reader, writer = os.pipe()
    os.close(reader)
    run = [sys.executable, "-c", "from riscontro.cli import main; main()", "languages"]
    done = subprocess.run(run, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
