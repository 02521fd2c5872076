"""The program itself: its options, its help, and wrong use told in one line."""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from riscontro.cli.door import complain, unwritten


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
        if not standalone_mode:
            return run(standalone_mode=False)
        try:
            code = run(standalone_mode=not given)
            sys.stdout.flush()
        except OSError as error:
            sys.exit(unwritten(error))
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
    epilog="Settings stand in riscontro.toml and in RISCONTRO_STORE, RISCONTRO_MAX_BYTES, RISCONTRO_UI, RISCONTRO_PIPELINE_IT, "
    "RISCONTRO_PIPELINE_EN.",
)


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

      riscontro init, then riscontro add press/
          a store, and all articles of a folder in it

      riscontro ledger --between RU KP
          what each side is said to get from the other, a line a finding

      riscontro finding 99be6ee8
          one of them: on whose word, against whose, and why

      riscontro dossier --between RU KP --format html > dossier.html
          all of it written out, every sentence with its place
    """
