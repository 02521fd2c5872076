"""Settings: built once by a door from a file and the environment, then passed on; nothing else reads either.

    # riscontro.toml
    store = "riscontro.db"        # the store: a file, or postgresql://user@host/base
    max_bytes = 20_000_000        # larger files are refused
    ui = "en"                     # language of names and sentences in dossiers: en or it
    [pipelines]                   # spaCy pipelines with Universal Dependencies labels, by language; the shipped ones otherwise
    it = "it_core_news_lg"

The environment outranks the file: RISCONTRO_STORE, RISCONTRO_MAX_BYTES, RISCONTRO_UI, RISCONTRO_PIPELINE_IT, RISCONTRO_PIPELINE_EN.
RISCONTRO_CONFIG names another file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from riscontro.errors import SettingsError
from riscontro.languages import LANGUAGES

FILE = "riscontro.toml"
MAX_BYTES = 20_000_000
STORE = "riscontro.db"
_PREFIX = "RISCONTRO_"
_KEYS = ("max_bytes", "pipelines", "store", "ui")


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set: pipelines by language, largest file in bytes, language of the interface, the store by path or URL."""

    pipelines: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = MAX_BYTES
    ui: str = "en"
    store: str = STORE


def load_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings of this run.

    Args:
        environment: environment variables; those that begin with RISCONTRO_ count.
        folder: where riscontro.toml is looked for, unless RISCONTRO_CONFIG names a file.

    Raises:
        SettingsError: a key that does not exist, or a value that it cannot have; all of them are named.
    """
    named = environment.get(f"{_PREFIX}CONFIG")
    rows = _from_file(Path(named) if named else folder / FILE, bool(named))
    values, faults = _merged(rows, environment)
    faults += [fault for key, value in values.items() for fault in _faults(key, value)]
    if faults:
        raise SettingsError("; ".join(faults) + ".", f"Settings are {', '.join(_KEYS)}; see `riscontro --help`.")
    return Settings(
        pipelines=dict(values.get("pipelines", {})),
        max_bytes=int(values.get("max_bytes", MAX_BYTES)),
        ui=str(values.get("ui", "en")),
        store=str(values.get("store", STORE)),
    )


def _from_file(path: Path, must: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if must:
            raise SettingsError(f"{path}: there is no such file.", "Correct RISCONTRO_CONFIG or unset it.") from None
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}.", "Write it as TOML.") from error


def _merged(rows: dict[str, Any], environment: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """File and environment together, and the names in the environment that mean nothing."""
    values = dict(rows)
    faults = []
    for name, text in sorted(environment.items()):
        key = name.removeprefix(_PREFIX).lower()
        if not name.startswith(_PREFIX) or key == "config":
            continue
        if key.startswith("pipeline_"):
            known = values.get("pipelines")
            values["pipelines"] = {**(known if isinstance(known, dict) else {}), key.removeprefix("pipeline_"): text}
        elif key in ("max_bytes", "store", "ui"):
            values[key] = int(text) if key == "max_bytes" and text.isascii() and text.isdigit() else text
        else:
            faults.append(f"{name}: there is no such setting")
    return values, faults


def _faults(key: str, value: object) -> list[str]:
    if key == "max_bytes":
        fits = isinstance(value, int) and not isinstance(value, bool) and value > 0
        return [] if fits else [f"max_bytes: {value!r} is no whole number above zero"]
    if key == "ui":
        return [] if value in LANGUAGES else [f"ui: {value!r} is none of {', '.join(LANGUAGES)}"]
    if key == "store":
        return [] if isinstance(value, str) and value.strip() else [f"store: {value!r} is no path or URL"]
    if key != "pipelines":
        return [f"{key}: there is no such setting"]
    if not isinstance(value, dict):
        return ["pipelines: this is no table"]
    unknown = [f"pipelines.{code}: there is no such language" for code in value if code not in LANGUAGES]
    nameless = [code for code, name in value.items() if not isinstance(name, str) or not name]
    return unknown + [f"pipelines.{code}: {value[code]!r} is no name of a pipeline" for code in nameless]
