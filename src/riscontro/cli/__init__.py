"""The command line: one command per use case; it only translates arguments, errors and formats.

Exit codes: 0 done; 2 wrong usage; the error's own code (see errors.py) where nothing could be done; 20 where some files
of a batch were refused and the others went on; 74 where the output could not be written.
Heavy imports wait until a command runs, so that `--help` is quick.
"""

from __future__ import annotations

import sys

from riscontro.cli import asking, dossier, evidence, judging, reading, storing, weighing
from riscontro.cli.door import PARTLY
from riscontro.cli.options import Layer
from riscontro.cli.root import app

COMMANDS = (storing, asking, weighing, dossier, judging, evidence, reading)
"""The modules whose commands there are, in the order of the help."""

__all__ = ["COMMANDS", "PARTLY", "Layer", "app", "main"]


def main() -> None:
    """The entry point: UTF-8 on stdout and stderr, then the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()
