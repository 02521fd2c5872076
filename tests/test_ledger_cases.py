"""From articles to findings, whole: small sets of texts, read by the shipped pipelines, and what must come of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from riscontro.model import Dossier, Finding
from riscontro.pipeline import Reader, add
from riscontro.queries import dossier
from riscontro.store import Archive

CASES = sorted((Path(__file__).parent / "cases" / "ledger").glob("*.yml"))
READER = Reader()


def _dossier(case: dict[str, Any], folder: Path) -> Dossier:
    paths = []
    for i, row in enumerate(case["articles"]):
        paths.append(folder / f"{i}.md")
        head = f"---\npublisher: {row['publisher']}\ndate: {row['published']}\nlang: {row['language']}\n---\n\n"
        paths[-1].write_text(f"{head}{row['text']}\n", encoding="utf-8")
    with Archive.in_memory() as archive:
        assert add(archive, paths, reader=READER).refused == 0
        return dossier(archive, between=tuple(case["between"]), everything=True)


def _findings(made: Dossier, wanted: dict[str, Any]) -> list[Finding]:
    rows = (f for f in (*made.there, *made.back) if list(f.event.sides) == wanted["way"])
    return [f for f in rows if f.event.family == wanted["family"] and f.event.kind == wanted.get("kind", "transfer")]


def _seen(finding: Finding) -> dict[str, Any]:
    """What a case can ask of a finding, in the words of the case."""
    rules = {g.rule for g in (*finding.grounds, *(g for o in finding.origins for g in o.grounds))}
    return {
        "rung": str(finding.rung),
        "disputed": finding.disputed,
        "count": finding.count,
        "origins": {o.key: len(o.citations) for o in finding.origins},
        "counted": [o.key for o in finding.origins if o.counted],
        "utterances": {o.key: len(o.utterances) for o in finding.origins if o.utterances},
        "ranges": {r.unit: [r.low, r.high, r.origins] for r in finding.ranges},
        "superseded": [a.quantity.min for a in finding.amounts if a.superseded],
        "capacity": sorted({a.quantity.max for a in finding.amounts if a.quantity.kind == "capacity"}),
        "denials": [c.claim.denial for c in finding.denials],
        "turned": len(finding.event.turned),
        "warnings": [w.ground.rule for w in finding.warnings],
        "grounds": rules,
    }


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(path: Path, tmp_path: Path) -> None:
    """The findings are those expected, field by field, and what must not be found is not."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    made = _dossier(case, tmp_path)
    for wanted in case["findings"]:
        (finding,) = _findings(made, wanted)
        seen = _seen(finding)
        asked = {name: value for name, value in wanted.items() if name in seen}
        rules = set(asked.pop("grounds", ()))
        assert {name: seen[name] for name in asked} == asked
        assert rules <= seen["grounds"]
        assert set(wanted) <= {*seen, "way", "family", "kind"}
    assert [row for row in case.get("none", ()) if _findings(made, row)] == []


def test_there_is_a_case_for_each_kind() -> None:
    """Fourteen kinds of case stand, each in both languages but for those of one newsroom."""
    assert len(CASES) == 14
