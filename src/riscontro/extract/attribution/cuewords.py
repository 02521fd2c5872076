"""The words that attribute, as compiled from `languages/*/attribution.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from riscontro import languages


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of attributing: kind, what may hold the words of the source, and what must follow."""

    kind: str
    frames: frozenset[str]
    links: frozenset[str] = frozenset()
    upos: str = "VERB"
    phrases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Marker:
    """Words before a source: "according to".

    `initial` ones count at the start of a sentence alone, `named` ones before a name alone; what `of_clause` ones support is the
    content of the reporting verb beside them ("citing X, they said that ...").
    """

    words: tuple[str, ...]
    initial: bool
    named: bool
    of_clause: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The attribution table of one language, compiled."""

    verbs: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    nouns: dict[str, tuple[Entry, ...]]
    markers: tuple[Marker, ...]
    words: dict[str, frozenset[str]]
    media: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@cache
def lexicon(language: str) -> Lexicon:
    """The compiled `languages/<language>/attribution.toml`."""
    data = languages.table(language, "attribution")
    verbs: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for group in data["verbs"]:
        for lemma in group["lemmas"]:
            words = tuple(lemma.split())
            verbs.setdefault(words[0], []).append((words, _entry(group)))
    nouns: dict[str, list[Entry]] = {}
    for group in data["nouns"]:
        for lemma in group["lemmas"]:
            nouns.setdefault(lemma, []).append(_entry(group))
    markers = [
        Marker(tuple(plain(form).split()), g.get("initial", False), g.get("named", False), g.get("content_of_clause", False))
        for g in data["markers"]
        for form in g["forms"]
    ]
    media: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, forms in data["media"].items():
        for form in forms:
            words = tuple(form.split())
            media.setdefault(words[-1], []).append((words, name))
    return Lexicon(
        {k: tuple(sorted(v, key=lambda row: -len(row[0]))) for k, v in verbs.items()},
        {k: tuple(v) for k, v in nouns.items()},
        tuple(sorted(markers, key=lambda m: -len(m.words))),
        {k: frozenset(v) for k, v in data["words"].items()},
        {k: tuple(sorted(v, key=lambda row: -len(row[0]))) for k, v in media.items()},
    )


def _entry(group: dict[str, object]) -> Entry:
    def strings(key: str) -> frozenset[str]:
        value = group.get(key, ())
        assert isinstance(value, (list, tuple))
        return frozenset(plain(str(v)) for v in value)

    return Entry(str(group["kind"]), strings("frames"), strings("links"), str(group.get("upos", "VERB")), strings("phrases"))


def plain(text: str) -> str:
    """Lower case with a straight apostrophe, as the tables are written."""
    return text.lower().replace("’", "'")
