"""The contract of `riscontro read --format jsonl`: what comes out conforms to claim.schema.json."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from riscontro.pipeline import Reader
from riscontro.report import claim_json

SCHEMA = json.loads((files("riscontro.report") / "claim.schema.json").read_text(encoding="utf-8"))
SAMPLES = sorted(p for p in Path(str(files("riscontro") / "samples")).iterdir() if p.name != "README.md")
STRICT = {**SCHEMA, "additionalProperties": False}


def test_the_schema_is_one() -> None:
    """The schema itself is well formed."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_claims_of_the_samples_conform(path: Path) -> None:
    """Every claim of a sample is as the schema wants it, without fields that it does not know, and its words stand where it says."""
    article = Reader().article(path)
    validator = jsonschema.Draft202012Validator(STRICT)
    faults = [e.message for c in article.claims for e in validator.iter_errors(json.loads(json.dumps(claim_json(c))))]
    assert faults == []
    assert article.claims
    assert all(article.document.text[c.span.start : c.span.end] == c.span.text for c in article.claims)
