"""Copies and rewrites: documents of nearly the same words are one family of carriers.

MinHash over shingles of words, banded, so that only documents that share a band are ever compared. Signatures depend on the words
alone: the same on every machine, in every order. Source: A. Broder, On the resemblance and containment of documents, 1997; bands after
Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riscontro.model import BlockKind, Document
from riscontro.reconcile.groups import Groups

SHINGLE = 4
"""Words in a shingle."""
PERMUTATIONS = 128
BANDS = 32
"""Bands of four: two documents that share half their shingles meet in one with a chance of 0.87, with 0.7 of 0.9998."""
ALIKE = 0.5
"""The least likeness (Jaccard, as estimated) of two documents of one family."""
_SEED = 20240226
_FEW = 12
"""A text of fewer words is too short to be called a copy unless it is the same."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What a document's words come to: 128 numbers, and the names of its bands."""

    document: str
    numbers: tuple[int, ...]
    bands: tuple[str, ...]


def signature(doc: Document) -> Signature:
    """The signature of a document's title and body; furniture is left out, case and punctuation do not count."""
    from rensa import RMinHash

    text = " ".join(b.span.text for b in doc.blocks if b.kind is not BlockKind.FURNITURE) or doc.text
    words = re.findall(r"\w+", text.casefold())
    if len(words) < _FEW:
        numbers = [int.from_bytes(hashlib.sha256(f"{i} {' '.join(words)}".encode()).digest()[:4], "big") for i in range(PERMUTATIONS)]
    else:
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
        sketch.update(sorted({" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}))
        numbers = sketch.digest()
    rows = PERMUTATIONS // BANDS
    parts = (",".join(map(str, numbers[i * rows : (i + 1) * rows])) for i in range(BANDS))
    bands = tuple(f"{i}:{hashlib.sha256(part.encode()).hexdigest()[:16]}" for i, part in enumerate(parts))
    return Signature(doc.id, tuple(numbers), bands)


def likeness(one: Signature, other: Signature) -> float:
    """The estimated share of shingles that two documents have in common, 0 to 1."""
    return sum(a == b for a, b in zip(one.numbers, other.numbers, strict=True)) / PERMUTATIONS


def alike(one: Signature, others: Iterable[Signature]) -> tuple[str, ...]:
    """Which of the documents that share a band with one are its copies or rewrites; families grow by these pairs."""
    bands = set(one.bands)
    return tuple(o.document for o in others if o.document != one.document and bands & set(o.bands) and likeness(one, o) >= ALIKE)


def find_families(signatures: Iterable[Signature]) -> Mapping[str, str]:
    """The family of each document that has one: the smallest id in it. Documents on their own are left out.

    Likeness joins families transitively, so the order never matters.
    """
    rows = sorted(signatures, key=lambda s: s.document)
    families = Groups(row.document for row in rows)
    shelves: dict[str, dict[tuple[int, ...], Signature]] = {}
    for row in rows:
        for band in row.bands:
            shelf = shelves.setdefault(band, {})
            for other in shelf.values():
                if not families.together(row.document, other.document) and likeness(row, other) >= ALIKE:
                    families.join(row.document, other.document)
            shelf.setdefault(row.numbers, row)
    return {name: head for head, names in families.groups().items() if len(names) > 1 for name in names}
