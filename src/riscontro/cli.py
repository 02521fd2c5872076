"""The command line: one command per use case; it only translates arguments, errors and formats.

Exit codes: 0 done; 2 wrong usage; the error's own code (see errors.py) where nothing could be done; 20 where some files
of a batch were refused and the others went on; 74 where the output could not be written.
Heavy imports wait until a command runs, so that `--help` is quick.
"""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypeVar

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from riscontro.errors import RiscontroError

if TYPE_CHECKING:
    from rich.console import Console

    from riscontro.model import Article, Dossier, Reading, Refusal
    from riscontro.pipeline import Reader
    from riscontro.settings import Settings

PARTLY = 20
"""Exit code where some files of a batch were refused and the others read."""

_BROKEN_PIPE = 141
_UNWRITTEN = 74  # EX_IOERR of sysexits.h


class _OneLine(TyperGroup):
    """Commands whose wrong use is told as every other error is: in one line, with what to do."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,  # noqa: ANN401  # as typer has it
    ) -> Any:  # noqa: ANN401  # as typer has it
        """What typer does, but for its boxes around errors."""
        given = sys.argv[1:] if args is None else list(args)
        run = functools.partial(super().main, given, prog_name, complete_var, windows_expand_args=windows_expand_args, **extra)
        if not given or not standalone_mode:
            return run(standalone_mode=standalone_mode)
        try:
            code = run(standalone_mode=False)
        except typer.Abort:
            sys.exit(130)
        except TyperException as error:
            where = getattr(error, "ctx", None)
            what = error.format_message().replace("Value error, ", "").rstrip(".")
            complain(f"{what}.", f"See `{where.command_path if where else 'riscontro'} --help`.")
            sys.exit(error.exit_code)
        sys.exit(code if isinstance(code, int) else 0)


app = typer.Typer(
    name="riscontro",
    cls=_OneLine,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Settings stand in riscontro.toml and in RISCONTRO_MAX_BYTES, RISCONTRO_UI, RISCONTRO_PIPELINE_IT, RISCONTRO_PIPELINE_EN.",
)

P = ParamSpec("P")
R = TypeVar("R")


class Layer(StrEnum):
    """The layers that can be looked at."""

    SENTENCES = "sentences"
    PARTIES = "parties"
    DATES = "dates"
    QUANTITIES = "quantities"
    GOODS = "goods"
    ATTRIBUTIONS = "attributions"
    PREDICATES = "predicates"
    CLAIMS = "claims"


class ReadFormat(StrEnum):
    """How a layer is printed."""

    TEXT = "text"
    JSONL = "jsonl"
    CONLLU = "conllu"


class DossierFormat(StrEnum):
    """How a dossier is printed."""

    TEXT = "text"
    MD = "md"
    JSON = "json"
    HTML = "html"


class ListFormat(StrEnum):
    """How a list is printed."""

    TEXT = "text"
    JSONL = "jsonl"


class Ui(StrEnum):
    """Languages in which a dossier can be written."""

    EN = "en"
    IT = "it"


Language = Annotated[
    str | None, typer.Option("--language", "-l", help="Language of the text, [cyan]en[/] or [cyan]it[/]; told from the text otherwise.")
]
Published = Annotated[
    str | None,
    typer.Option("--published", "-p", metavar="DATE", help="Date of publication, as 2024-06-19; looked for in the file otherwise."),
]


def door(command: Callable[P, R]) -> Callable[P, R]:
    """Turns the errors of a use case into one line on stderr and an exit code, and lets a closed pipe pass."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            result = command(*args, **kwargs)
            sys.stdout.flush()
            return result
        except RiscontroError as error:
            complain(error.what, error.remedy)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            _abandon_stdout()
            raise typer.Exit(_BROKEN_PIPE) from None
        except OSError as error:
            _abandon_stdout()
            complain(f"The output could not be written: {error.strerror or error}.", "Make room, or write it elsewhere.")
            raise typer.Exit(_UNWRITTEN) from None

    return wrapped


def _abandon_stdout() -> None:
    """What is still to be written goes nowhere, so that the end of the program does not try again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(what: str, remedy: str = "") -> None:
    """One line on stderr."""
    words = " ".join(f"{what} {remedy}".split())
    typer.echo(f"riscontro: {''.join(c if c.isprintable() else '?' for c in words)}", err=True)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"riscontro {version('riscontro')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")] = False,
) -> None:
    """Who is said to have given what to whom, on whose word, how firmly, and who denies it.

    Riscontro reads news reports and official statements, in English and
    Italian, and keeps what they claim apart by source. It counts origins,
    never articles.

    [bold]Begin here[/]

      riscontro read article.txt
          the claims of one article, each with its words and its source

      riscontro dossier *.txt --between RU KP
          what each side is said to get from the other, and how that is known

      riscontro read article.html --layer attributions
          what one layer saw; good for finding out why a claim is as it is
    """


@app.command(epilog="Example:  riscontro read article.txt --format jsonl | jq 'select(.kind == \"transfer\")'")
@door
def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text, Markdown or HTML file; [cyan]-[/]: standard input.")],
    layer: Annotated[Layer, typer.Option(help="What to print.")] = Layer.CLAIMS,
    format: Annotated[
        ReadFormat,
        typer.Option("--format", "-f", help="[cyan]jsonl[/]: one JSON object a line. [cyan]conllu[/]: the trees, whatever the layer."),
    ] = ReadFormat.TEXT,
    language: Language = None,
    published: Published = None,
) -> None:
    """Print the claims of one article, or what another layer saw in it.

    Offsets count characters of the article's clean text. A date of
    publication helps to place "last week".
    """
    reading = _reader(_settings()).read(_input(file), language=language, published=published)
    if format is ReadFormat.CONLLU:
        from riscontro.pipeline import conllu

        _write(conllu(reading))
        return
    _print_layer(reading, layer, format)


def _print_layer(reading: Reading, name: Layer, format: ReadFormat) -> None:
    from riscontro.pipeline import layer
    from riscontro.report import layer_json, layer_text, print_layer

    items = layer(reading, name)
    if format is ReadFormat.JSONL:
        _write("".join(_dumped(layer_json(item)) + "\n" for item in items))
    elif sys.stdout.isatty():
        print_layer(name, items, _console())
    else:
        _write(layer_text(name, items))
    if not items and sys.stderr.isatty():
        typer.echo(f"No {name} were found.", err=True)


@app.command(epilog="Example:  riscontro dossier press/*.txt --between RU KP --since 2023-09 --format html > dossier.html")
@door
def dossier(
    files: Annotated[list[Path], typer.Argument(metavar="FILES...", help="Articles: text, Markdown, HTML; [cyan]-[/]: standard input.")],
    between: Annotated[
        tuple[str, str],
        typer.Option(metavar="ONE OTHER", help='The two sides, by code or name: [cyan]RU KP[/], [cyan]Russia "North Korea"[/].'),
    ],
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Leave out events that were over before this date (2024, 2024-05, 2024-05-10).")
    ] = None,
    format: Annotated[
        DossierFormat,
        typer.Option(
            "--format", "-f", help="[cyan]text[/] is set for a terminal and bare in a pipe; [cyan]md[/] and [cyan]html[/] have footnotes."
        ),
    ] = DossierFormat.TEXT,
    ui: Annotated[Ui | None, typer.Option(help="Language of the dossier; English unless set.")] = None,
    language: Language = None,
    published: Published = None,
) -> None:
    """What does each side get from the other, and how do we know?

    Two columns of flows, each with goods, amounts as ranges, period, on
    whose word, denials, the number of distinct origins, and the words with
    their place; then timeline, warnings, and what was left out.

    A file that cannot be read is named and the others go on; the exit code
    is then 20.
    """
    from riscontro.queries import dossier as weigh

    settings = _settings()
    rows = _read_all(list(map(_input, files)), _reader(settings), language, published)
    result = weigh(rows, between=between, since=since, ui=ui or settings.ui)
    some = len(result.refusals) < len(files)
    if some:
        _print_dossier(result, format)
    for refusal in result.refusals:
        complain(refusal.what, refusal.remedy)
    if result.refusals:
        raise typer.Exit(PARTLY if some else result.refusals[0].exit_code)


def _input(file: Path) -> Path:
    return Path("/dev/stdin") if str(file) == "-" else file


def _read_all(files: list[Path], reader: Reader, language: str | None, published: str | None) -> Iterator[Article | Refusal]:
    """The articles, with a progress bar on a terminal."""
    from riscontro.pipeline import read_documents

    rows = read_documents(files, reader=reader, language=language, published=published)
    if not sys.stderr.isatty():
        yield from rows
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(rows, description="Reading", total=len(files), console=Console(stderr=True), transient=True)


def _print_dossier(result: Dossier, format: DossierFormat) -> None:
    from riscontro import report

    if format is DossierFormat.JSON:
        _write(json.dumps(report.dossier_json(result), ensure_ascii=False, indent=2) + "\n")
    elif format is DossierFormat.MD:
        _write(report.dossier_markdown(result))
    elif format is DossierFormat.HTML:
        _write(report.dossier_html(result))
    elif sys.stdout.isatty():
        report.print_dossier(result, _console())
    else:
        _write(report.dossier_text(result))


@app.command()
@door
def languages(
    format: Annotated[ListFormat, typer.Option("--format", "-f", help="[cyan]jsonl[/]: one JSON object a line.")] = ListFormat.TEXT,
) -> None:
    """List the languages, the pipeline each is read with, its licence and its scores.

    The program is under the Apache License; the shipped weights carry the
    terms of the corpora they were trained on.
    """
    from riscontro.queries import languages as listed

    rows = listed(_settings().pipelines)
    if format is ListFormat.JSONL:
        _write("".join(_dumped(asdict(row)) + "\n" for row in rows))
        return
    for row in rows:
        scores = ", ".join(f"{name} {value}" for name, value in row.scores)
        use = " Not for commercial use." if row.commercial is False else ""
        _write(f"{row.code}  {row.name}\n    pipeline  {row.pipeline}\n    licence   {row.licence}.{use}\n")
        _write(f"    because   {row.why}\n    scores    {scores} (percent, raw text in)\n" if row.why else "")


def _settings() -> Settings:
    from riscontro.settings import load_settings

    return load_settings(os.environ, Path.cwd())


def _reader(settings: Settings) -> Reader:
    from riscontro.pipeline import Reader

    return Reader(settings.pipelines, settings.max_bytes)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)


def _dumped(row: object) -> str:
    return json.dumps(row, ensure_ascii=False)


def _write(text: str) -> None:
    """Writes UTF-8 whatever the terminal's encoding, since offsets and quotations are worth nothing if letters are lost."""
    typer.echo(text, nl=False)


def main() -> None:
    """The entry point: UTF-8 on stdout and stderr, then the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()
