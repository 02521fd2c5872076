"""Settings from file and environment."""

from pathlib import Path

import pytest

from riscontro.errors import SettingsError
from riscontro.settings import Settings, load_settings


def _load(tmp_path: Path, toml: str = "", **environment: str) -> Settings:
    if toml:
        (tmp_path / "riscontro.toml").write_text(toml, encoding="utf-8")
    return load_settings(environment, tmp_path)


def test_defaults(tmp_path: Path) -> None:
    """Without file and environment the defaults hold."""
    assert _load(tmp_path) == Settings()


def test_file(tmp_path: Path) -> None:
    """The file sets pipelines by language."""
    assert _load(tmp_path, 'ui = "it"\n[pipelines]\nit = "it_core_news_lg"').pipelines == {"it": "it_core_news_lg"}


def test_environment_outranks_the_file(tmp_path: Path) -> None:
    """A variable wins over the file; others stay."""
    made = _load(tmp_path, 'max_bytes = 5\n[pipelines]\nit = "one"', RISCONTRO_PIPELINE_IT="two", RISCONTRO_UI="it", HOME="/x")
    assert (made.max_bytes, made.pipelines, made.ui) == (5, {"it": "two"}, "it")


@pytest.mark.parametrize(
    ("toml", "environment", "named"),
    [
        ("maxbytes = 5", {}, "maxbytes"),
        ("", {"RISCONTRO_MAXBYTES": "5"}, "RISCONTRO_MAXBYTES"),
        ("max_bytes = 0", {}, "max_bytes"),
        ("max_bytes = true", {}, "max_bytes"),
        ("", {"RISCONTRO_MAX_BYTES": "many"}, "max_bytes"),
        ('ui = "fr"', {}, "ui"),
        ("[pipelines]\nxx = 'y'", {}, "pipelines.xx"),
        ("[pipelines]\nit = 3", {}, "pipelines.it"),
        ("pipelines = 3", {}, "pipelines"),
        ("pipelines = 3", {"RISCONTRO_PIPELINE_XX": "y"}, "pipelines.xx"),
        ("= 3", {}, "riscontro.toml"),
        ("", {"RISCONTRO_CONFIG": "/no/such/file.toml"}, "/no/such/file.toml"),
    ],
)
def test_faults_are_named(tmp_path: Path, toml: str, environment: dict[str, str], named: str) -> None:
    """A key that does not exist or a value that cannot be is refused by name."""
    with pytest.raises(SettingsError, match=named):
        _load(tmp_path, toml, **environment)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Several faults come in one error."""
    with pytest.raises(SettingsError, match=r"a: .*b: "):
        _load(tmp_path, "a = 1\nb = 2")
