"""CoNLL-U in and out, so that parses can be frozen, diffed and corrected by hand.

The text and its blocks travel in comments; offsets stand in MISC as `Offsets=start:end`. Format:
https://universaldependencies.org/format.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from riscontro.errors import BadConllu
from riscontro.model import Block, BlockKind, Document, Reading, Sentence, Token
from riscontro.read.pipeline import build_reading

_HEAD, _BOUNDS = "# riscontro = ", "# bounds = "
_ABOUT = ("author", "agency", "dateline", "modified", "address", "house", "translated_from")
_FACTS = ("title", "published", "published_basis", "publisher", "path", *_ABOUT)
_REMEDY = "Write it anew with `riscontro read --format conllu`."


def to_conllu(reading: Reading) -> str:
    """The whole reading as CoNLL-U text; `from_conllu` gives it back unchanged."""
    doc = reading.document
    head = {
        "id": doc.id,
        "text": doc.text,
        "language": doc.language,
        **{name: value for name in _FACTS if (value := getattr(doc, name)) is not None or name not in _ABOUT},
        "notes": doc.notes,
        **({"pages": doc.pages} if doc.pages else {}),
        "blocks": [[b.kind, b.span.start, b.span.end] for b in doc.blocks],
    }
    lines = [f"{_HEAD}{json.dumps(head, ensure_ascii=True)}"]
    for sentence in reading.sentences:
        lines += _sentence_lines(reading, sentence)
    return "\n".join(lines) + "\n"


def _sentence_lines(reading: Reading, sentence: Sentence) -> Iterator[str]:
    span = sentence.span
    yield f"# sent_id = {sentence.index}"
    yield f"{_BOUNDS}{span.start}:{span.end}:{sentence.block}:{sentence.paragraph}"
    yield f"# text = {' '.join(span.text.split())}"
    for token in reading.words(sentence):
        feats = "|".join(f"{k}={v}" for k, v in sorted(token.feats.items())) or "_"
        head = 0 if token.head == token.i else token.head - sentence.first + 1
        misc = f"Offsets={token.start}:{token.end}" + (f"|Entity={token.entity}" if token.entity else "")
        number = token.i - sentence.first + 1
        words = (_cell(token.text), _cell(token.lemma), token.upos or "X", "_", feats)
        yield "\t".join((str(number), *words, str(head), token.deprel or "dep", "_", misc))
    yield ""


def _cell(words: str) -> str:
    """The words without the tabs and line ends that would break a row."""
    return " ".join(words.split()) or "_"


def from_conllu(text: str) -> Reading:
    """The reading that `to_conllu` wrote. Raises BadConllu where a line is malformed or offsets do not fit the text."""
    number = 0
    doc: Document | None = None
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    try:
        for line in text.split("\n"):
            number += 1
            if line.startswith(_HEAD):
                doc = _document(json.loads(line.removeprefix(_HEAD)))
            elif line.startswith(_BOUNDS) and doc is not None:
                sentences.append(_sentence(doc, line.removeprefix(_BOUNDS), len(sentences), len(tokens)))
            elif line and not line.startswith("#") and doc is not None:
                tokens.append(_row(doc, line.rstrip("\r").split("\t"), len(tokens), sentences[-1].first))
                sentences[-1] = _extended(sentences[-1], len(tokens))
        _check_heads(tokens, sentences)
    except (ValueError, IndexError, KeyError, TypeError, RecursionError) as error:
        raise BadConllu(f"Line {number} is no CoNLL-U that Riscontro wrote ({error}).", _REMEDY) from error
    if doc is None:
        raise BadConllu("There is no `# riscontro =` line.", _REMEDY)
    return build_reading(doc, tuple(tokens), tuple(sentences))


def _document(head: dict[str, Any]) -> Document:
    bare = Document(str(head["id"]), str(head["text"]), str(head["language"]), ())
    blocks = tuple(Block(BlockKind(kind), bare.span(*_inside(bare, int(a), int(b)))) for kind, a, b in head["blocks"])
    facts: dict[str, Any] = {name: None if head.get(name) is None else str(head[name]) for name in _FACTS}
    notes, pages = tuple(map(str, head.get("notes", ()))), tuple(map(int, head.get("pages", ())))
    return Document(bare.id, bare.text, bare.language, blocks, notes=notes, pages=pages, **facts)


def _inside(doc: Document, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start < end <= len(doc.text):
        raise ValueError(f"offsets {start}:{end} lie outside the text")
    return start, end


def _sentence(doc: Document, bounds: str, index: int, first: int) -> Sentence:
    start, end, block, paragraph = bounds.strip().split(":")
    return Sentence(index, doc.span(*_inside(doc, int(start), int(end))), BlockKind(block), first, first, int(paragraph))


def _extended(sentence: Sentence, last: int) -> Sentence:
    return Sentence(sentence.index, sentence.span, sentence.block, sentence.first, last, sentence.paragraph)


def _row(doc: Document, cells: list[str], i: int, first: int) -> Token:
    number, _form, lemma, upos, _, feats, head, deprel, _, misc = cells
    if first + int(number) - 1 != i:
        raise ValueError(f"word {number} is out of order")
    extras = dict(part.split("=", 1) for part in misc.split("|"))
    start, end = _inside(doc, *(int(x) for x in extras["Offsets"].split(":")))
    return Token(
        i=i,
        start=start,
        end=end,
        text=doc.text[start:end],
        lemma=lemma,
        upos=upos,
        feats={} if feats == "_" else dict(part.split("=", 1) for part in feats.split("|")),
        head=i if head == "0" else first + int(head) - 1,
        deprel=deprel,
        entity=extras.get("Entity", ""),
    )


def _check_heads(tokens: list[Token], sentences: list[Sentence]) -> None:
    for sentence in sentences:
        for token in tokens[sentence.first : sentence.last]:
            if not sentence.first <= token.head < sentence.last:
                raise ValueError(f"the head of {token.text!r} lies outside its sentence")
