"""Measure what Riscontro reads against the gold claims and the three public English sets, all in one process.

    python bench/score.py [--shared ../shared] [--only gold|attributions|dates|predicates] [--show] [--limit N]

The scorers are those of the shared folder (`tools/score.py`, `tools/score_layers.py`);
where it is absent, this says so and measures nothing.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from riscontro.pipeline import Reader, layer
from riscontro.report.wire import layer_json

LAYERS = {"attributions": "attribution-dev", "dates": "timex-dev", "predicates": "factuality-dev/uw-dev.conll"}


def load(path: Path) -> ModuleType:
    """A scorer as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def rows_of(path: Path, name: str, language: str, published: str | None) -> list[dict[str, Any]]:
    """What `riscontro read --layer NAME --format jsonl` prints for one file, with the shipped pipelines."""
    reading = Reader().read(path, language=language, published=published)
    return [layer_json(item) for item in layer(reading, name)]


def claims_scores(scorer: ModuleType, golds: list[Path], show: bool) -> dict[str, Any]:
    """The scores over some gold files; with `show`, misses and spurious claims are printed."""
    results = []
    for path in golds:
        gold = yaml.safe_load(path.read_text(encoding="utf8"))
        text_path = path.parent / "texts" / gold["text"]
        if not text_path.exists():
            text_path = path.parent / gold["text"]
        claims = rows_of(text_path, "claims", gold["language"], str(gold["published"]))
        result = scorer.score_document(gold, text_path.read_text(encoding="utf8"), claims)
        results.append(result)
        if show:
            show_result(path.name, result)
    return dict(scorer.tally(results))


def show_result(name: str, result: dict[str, Any]) -> None:
    """Each gold claim with its match, and the spurious claims."""
    print(f"== {name}")
    for number, (gold, _, _) in enumerate(result["golds"]):
        match = result["matches"].get(number)
        if match is None:
            print(
                "  MISS" if not gold.get("optional") else "  miss?",
                gold["kind"],
                gold.get("actor"),
                gold.get("counterpart"),
                "|",
                gold["anchor"],
            )
            continue
        wrong = [k for k, v in match[1].items() if v is not None and float(v) < 0.5]
        claim = result["claims"][match[0]]
        roles = f"{gold.get('actor')}>{gold.get('counterpart')}"
        print(
            "  ok  " if not wrong else "  part",
            brief(claim),
            "|",
            gold["anchor"],
            "| wrong:"
            + ",".join(
                f"{k}={roles if k == 'direction' else gold.get({'source': 'sources', 'quantity': 'quantities'}.get(k, k))}" for k in wrong
            )
            if wrong
            else "",
        )
    for number, claim in enumerate(result["claims"]):
        if number not in result["used"]:
            print("  EXTRA", brief(claim), "|", " ".join(claim["span"]["text"].split())[:140])


def brief(claim: dict[str, Any]) -> str:
    """A claim in one short line."""

    def names(role: str) -> str:
        return ",".join(p["state"] or p.get("id") or p["name"] for p in claim[role])

    sources = "<-".join(a["source"]["state"] or a["source"]["name"] for a in claim["attribution"])
    bits = [claim["kind"], f"{names('actor')}>{names('counterpart')}", ",".join(claim["goods"]), claim["when"] or "", f"[{sources}]"]
    return " ".join([*bits, claim["polarity"][:3], claim["certainty"][:5], claim["tense"][:4], claim.get("rule", "")])


def layer_scores(shared: Path, name: str, place: str, limit: int | None) -> dict[str, Any]:
    """The scores of one layer on its public set."""
    scorer = load(shared / "tools" / "score_layers.py")
    scorer.run = lambda command, text, published=None: rows_of(text, name, "en", published)  # type: ignore[attr-defined]
    options = argparse.Namespace(gold=shared / "corpora" / place, run="", limit=limit)
    return dict(getattr(scorer, name)(options))


def main() -> int:
    """Print the scores."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=Path, default=Path("../shared"))
    ap.add_argument("--gold", type=Path, nargs="*", help="gold files (default: all of the shared folder's)")
    ap.add_argument("--only", choices=["gold", *LAYERS])
    ap.add_argument("--show", action="store_true")
    ap.add_argument("--limit", type=int)
    args = ap.parse_args()
    if not (args.shared / "tools" / "score.py").exists():
        print(f"There is no {args.shared}/tools/score.py: the gold files and corpora are not part of the project, nothing was measured.")
        return 0
    if args.only in (None, "gold"):
        scorer = load(args.shared / "tools" / "score.py")
        golds = args.gold or sorted((args.shared / "gold").glob("*.yml"))
        for name, chosen in (
            ("gold it", [p for p in golds if ".it." in p.name]),
            ("gold en", [p for p in golds if ".en." in p.name]),
            ("gold all", golds),
        ):
            if chosen:
                scores = claims_scores(scorer, chosen, args.show and name != "gold all")
                print(name, json.dumps(scores))
    for name, place in LAYERS.items():
        if args.only in (None, name):
            print(name, json.dumps(layer_scores(args.shared, name, place, args.limit)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
