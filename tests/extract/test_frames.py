"""Every entry of the frame lexicon proves itself: its examples give the claim they name, its counterexamples give none of the kind."""

from __future__ import annotations

from typing import Any

import pytest

from riscontro import languages
from riscontro.extract import extract_claims
from riscontro.extract.lexicon import lexicon
from riscontro.model import Claim, Party


def entries() -> list[tuple[str, dict[str, Any]]]:
    """All entries of all languages, with their language."""
    return [(lang, e) for lang in languages.LANGUAGES for part in ("verb", "noun") for e in languages.table(lang, "frames")[part]]


EXAMPLES = [(lang, e["id"], x["text"], x["claim"]) for lang, e in entries() for x in e.get("examples", [])]
COUNTEREXAMPLES = [(lang, e["id"], x["text"], x["kind"]) for lang, e in entries() for x in e.get("counterexamples", [])]


def side(parties: tuple[Party, ...]) -> set[str]:
    """Parties as the examples write them."""
    return {(p.state or p.id or p.name).casefold() for p in parties}


def agrees(claim: Claim, wanted: str) -> bool:
    """Whether the claim is the one written as `kind ACTORS>COUNTERPARTS`."""
    kind, _, roles = wanted.partition(" ")
    actors, _, others = roles.partition(">")

    def same(names: str, parties: tuple[Party, ...]) -> bool:
        wanted_names = {n.casefold() for n in names.split(",") if n}
        got = side(parties)
        return len(wanted_names) == len(got) and all(any(w == g or (len(w) > 3 and w in g) for g in got) for w in wanted_names)

    straight = same(actors, claim.actor) and same(others, claim.counterpart)
    everyone = ",".join(n for n in (actors, others) if n)
    return claim.kind == kind and (
        straight or (kind in ("meet", "agree", "oppose") and "," in everyone and same(everyone, claim.actor + claim.counterpart))
    )


@pytest.mark.parametrize(("language", "entry", "text", "claim"), EXAMPLES, ids=[f"{c[0]}-{c[1]}-{n}" for n, c in enumerate(EXAMPLES)])
def test_example_gives_its_claim(read: Any, language: str, entry: str, text: str, claim: str) -> None:
    """An example of a frame gives the claim written beside it, direction and all."""
    found = extract_claims(read(text, language, "2024-06-19"))
    assert any(agrees(c, claim) for c in found), [(c.kind, side(c.actor), side(c.counterpart), c.rule) for c in found]


@pytest.mark.parametrize(
    ("language", "entry", "text", "kind"), COUNTEREXAMPLES, ids=[f"{c[0]}-{c[1]}-{n}" for n, c in enumerate(COUNTEREXAMPLES)]
)
def test_counterexample_gives_no_such_claim(read: Any, language: str, entry: str, text: str, kind: str) -> None:
    """A counterexample of a frame gives no claim of its kind."""
    assert kind not in [c.kind for c in extract_claims(read(text, language, "2024-06-19"))]


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_every_entry_has_an_example_and_its_own_name(language: str) -> None:
    """No frame stands without an example, and no two bear one name."""
    ids = [e["id"] for lang, e in entries() if lang == language]
    assert len(ids) == len(set(ids))
    assert all(e.get("examples") for lang, e in entries() if lang == language)


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_all_kinds_have_frames(language: str) -> None:
    """Each of the thirteen kinds can be stated in each language."""
    assert len({frame.kind for frame in lexicon(language).frames}) == 13
