"""Commands that read one article, and the list of languages."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riscontro.cli.door import console, door, dumped, given, own_reader, own_settings, write
from riscontro.cli.options import ExplainFormat, Language, Layer, ListFormat, Published, ReadFormat, Ui
from riscontro.cli.root import app

if TYPE_CHECKING:
    from riscontro.model import Reading


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
    reading = own_reader(own_settings()).read(given(file), language=language, published=published)
    if format is ReadFormat.CONLLU:
        from riscontro.pipeline import conllu

        write(conllu(reading))
        return
    _print_layer(reading, layer, format)


def _print_layer(reading: Reading, name: Layer, format: ReadFormat) -> None:
    from riscontro.pipeline import layer
    from riscontro.report import layer_json, layer_text, print_layer

    items = layer(reading, name)
    if format is ReadFormat.JSONL:
        write("".join(dumped(layer_json(item)) + "\n" for item in items))
    elif sys.stdout.isatty():
        print_layer(name, items, console())
    else:
        write(layer_text(name, items))
    if not items and sys.stderr.isatty():
        typer.echo(f"No {name} were found.", err=True)


@app.command(epilog="Example:  riscontro explain article.txt --claim 2e50")
@door
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text, Markdown or HTML file; [cyan]-[/]: standard input.")],
    claim: Annotated[
        str | None, typer.Option(metavar="ID", help="The claim: its id, or the beginning of it. Without, the claims are listed.")
    ] = None,
    format: Annotated[ExplainFormat, typer.Option("--format", "-f", help="[cyan]json[/]: one object.")] = ExplainFormat.TEXT,
    ui: Annotated[Ui | None, typer.Option(help="Language of the explanation; English unless set.")] = None,
    language: Language = None,
    published: Published = None,
) -> None:
    """Why is a claim as it is? Its sentence as a tree, the entry that fired, and what decided each field.

    Without --claim, the claims of the article are listed with their ids.
    """
    from riscontro import pipeline, report

    settings = own_settings()
    reading = own_reader(settings).read(given(file), language=language, published=published)
    shown = ui or settings.ui
    as_json = format is ExplainFormat.JSON
    if claim is None:
        found = pipeline.claims_of(reading)
        write(dumped([report.claim_json(row) for row in found]) + "\n" if as_json else report.claims_list(found, shown))
        return
    why = pipeline.explain(reading, claim)
    write(dumped(report.explanation_json(why)) + "\n" if as_json else report.explanation_text(why, shown))


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

    rows = listed(own_settings().pipelines)
    if format is ListFormat.JSONL:
        write("".join(dumped(asdict(row)) + "\n" for row in rows))
        return
    for row in rows:
        scores = ", ".join(f"{name} {value}" for name, value in row.scores)
        use = " Not for commercial use." if row.commercial is False else ""
        write(f"{row.code}  {row.name}\n    pipeline  {row.pipeline}\n    licence   {row.licence}.{use}\n")
        write(f"    because   {row.why}\n    scores    {scores} (percent, raw text in)\n" if row.why else "")
