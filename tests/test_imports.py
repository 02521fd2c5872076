"""The import contract: down only, as pyproject.toml has it."""

from pathlib import Path

import pytest
from importlinter.cli import lint_imports


def test_imports_go_down_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No module imports one above it or beside it."""
    monkeypatch.chdir(Path(__file__).parent.parent)
    assert lint_imports(no_cache=True) == 0
