"""Files in, layers, articles and refusals out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from riscontro.collect import MAX_BYTES, NOTHING_TOLD, collect_bytes, read_bytes
from riscontro.extract import EXTRACTOR, extract_claims
from riscontro.extract.attribution import find_attributions
from riscontro.extract.factuality import judge_predicates
from riscontro.extract.measures.goods import find_goods
from riscontro.extract.measures.quantities import find_quantities
from riscontro.extract.parties import find_parties
from riscontro.extract.times import find_times
from riscontro.extract.triage import may_claim
from riscontro.model import Article, Attribution, Claim, Document, LayerItem, Reading, Told
from riscontro.read import Pipeline, to_conllu


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files; the pipeline of a language is loaded at its first use.

    Args:
        pipelines: names of spaCy pipelines by language; a language that is not named has the shipped one.
        max_bytes: larger files are refused.
        triage: whether an article whose words can state no claim is left unparsed; its claims are the same either way.
    """

    pipelines: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = MAX_BYTES
    triage: bool = True

    def collect(self, path: Path | str, *, language: str | None = None, published: str | None = None) -> Document:
        """The document in a file. Raises InputError where it cannot be had."""
        return collect_bytes(self.take(path), str(path), language=language, published=published, limit=self.max_bytes)

    def take(self, path: Path | str) -> bytes:
        """The bytes of a file. Raises MissingFile."""
        return read_bytes(path, limit=self.max_bytes)

    def read(self, path: Path | str, *, language: str | None = None, published: str | None = None) -> Reading:
        """The reading of a file. Raises InputError or PipelineError."""
        return self.parse(self.collect(path, language=language, published=published))

    def parse(self, doc: Document) -> Reading:
        """The reading of a document. Raises PipelineError."""
        return _pipeline(doc.language, self.pipelines.get(doc.language)).read(doc)

    def article(self, path: Path | str, *, language: str | None = None, published: str | None = None) -> Article:
        """A file's document with its claims. Raises InputError or PipelineError."""
        return self.article_in(self.take(path), path, language=language, published=published)

    def article_in(
        self, data: bytes, name: Path | str, *, language: str | None = None, published: str | None = None, told: Told = NOTHING_TOLD
    ) -> Article:
        """The document in these bytes with its claims; `name` and `told` say where they came from. Raises InputError or PipelineError."""
        doc = collect_bytes(data, str(name), language=language, published=published, limit=self.max_bytes, told=told)
        return Article(doc, self.claims(doc))

    def claims(self, doc: Document) -> tuple[Claim, ...]:
        """The claims of a document. Raises PipelineError."""
        if self.triage and not may_claim(doc):
            return ()
        return extract_claims(self.parse(doc))

    @property
    def extractor(self) -> str:
        """Who finds the claims: version of the extractor, and the pipelines that are not the shipped ones."""
        named = [f"{code}={self.pipelines[code]}" for code in sorted(self.pipelines)]
        return "+".join([EXTRACTOR, *named])


@cache
def _pipeline(language: str, name: str | None) -> Pipeline:
    """One object for each pipeline, so that a process loads each once."""
    return Pipeline(language, name)


def layer(reading: Reading, name: str) -> tuple[LayerItem, ...]:
    """What one layer saw in a reading. Raises KeyError for a name that is not in LAYERS."""
    return LAYERS[name](reading)


def conllu(reading: Reading) -> str:
    """The trees of a reading as CoNLL-U."""
    return to_conllu(reading)


def _attributions(reading: Reading) -> tuple[Attribution, ...]:
    return find_attributions(reading, find_parties(reading), find_times(reading))


LAYERS: Mapping[str, Callable[[Reading], tuple[LayerItem, ...]]] = {
    "sentences": lambda reading: reading.sentences,
    "parties": find_parties,
    "dates": find_times,
    "quantities": find_quantities,
    "goods": find_goods,
    "attributions": _attributions,
    "predicates": judge_predicates,
    "claims": extract_claims,
}
"""The layers by name, in the order in which they build on each other."""
