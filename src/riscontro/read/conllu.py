"""CoNLL-U in and out, so that parses can be frozen, diffed and corrected by hand.

The text and its blocks travel in comments; offsets stand in MISC as `Offsets=start:end`. Format:
https://universaldependencies.org/format.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from riscontro.errors import BadConllu
from riscontro.model import Block, BlockKind, Document, Reading, Sentence, Token
from riscontro.read.pipeline import build_reading


def to_conllu(reading: Reading) -> str:
    """The whole reading as CoNLL-U text; `from_conllu` gives it back unchanged."""
    doc = reading.document
    head = {
        "id": doc.id,
        "text": doc.text,
        "language": doc.language,
        "title": doc.title,
        "published": doc.published,
        "blocks": [[b.kind, b.span.start, b.span.end] for b in doc.blocks],
    }
    lines = [f"# riscontro = {json.dumps(head, ensure_ascii=True)}"]
    for sentence in reading.sentences:
        lines += _sentence_lines(reading, sentence)
    return "\n".join(lines) + "\n"


def _sentence_lines(reading: Reading, sentence: Sentence) -> Iterator[str]:
    span = sentence.span
    yield f"# sent_id = {sentence.index}"
    yield f"# bounds = {span.start}:{span.end}:{sentence.block}:{sentence.paragraph}"
    yield f"# text = {' '.join(span.text.split())}"
    for token in reading.words(sentence):
        feats = "|".join(f"{k}={v}" for k, v in sorted(token.feats.items())) or "_"
        head = 0 if token.head == token.i else token.head - sentence.first + 1
        misc = f"Offsets={token.start}:{token.end}" + (f"|Entity={token.entity}" if token.entity else "")
        form = token.text.replace("\t", " ").replace("\n", " ") or "_"
        cells = (token.i - sentence.first + 1, form, token.lemma or "_", token.upos or "X", "_", feats, head, token.deprel or "dep", "_", misc)
        yield "\t".join(str(cell) for cell in cells)
    yield ""


def from_conllu(text: str) -> Reading:
    """The reading that `to_conllu` wrote. Raises BadConllu where a line is malformed or offsets do not fit the text."""
    doc: Document | None = None
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    try:
        for number, line in enumerate(text.split("\n"), 1):
            if line.startswith("# riscontro = "):
                doc = _document(json.loads(line.removeprefix("# riscontro = ")))
            elif line.startswith("# bounds = ") and doc is not None:
                sentences.append(_sentence(doc, line.removeprefix("# bounds = "), len(sentences), len(tokens)))
            elif line and not line.startswith("#") and doc is not None:
                tokens.append(_row(doc, line.split("\t"), sentences[-1].first))
                sentences[-1] = _extended(sentences[-1], len(tokens))
    except (ValueError, IndexError, KeyError) as error:
        raise BadConllu(f"Line {number} is no CoNLL-U that Riscontro wrote ({error}).", "Write it anew with `riscontro read --format conllu`.") from error
    if doc is None:
        raise BadConllu("There is no `# riscontro =` line.", "Write the file with `riscontro read --format conllu`.")
    return build_reading(doc, tuple(tokens), tuple(sentences))


def _document(head: dict[str, object]) -> Document:
    text, rows = str(head["text"]), head["blocks"]
    assert isinstance(rows, list)
    bare = Document(str(head["id"]), text, str(head["language"]), (), _optional(head["title"]), _optional(head["published"]))
    blocks = tuple(Block(BlockKind(kind), bare.span(a, b)) for kind, a, b in rows)
    return Document(bare.id, text, bare.language, blocks, bare.title, bare.published)


def _optional(value: object) -> str | None:
    return None if value is None else str(value)


def _sentence(doc: Document, bounds: str, index: int, first: int) -> Sentence:
    start, end, block, paragraph = bounds.split(":")
    return Sentence(index, doc.span(int(start), int(end)), BlockKind(block), first, first, int(paragraph))


def _extended(sentence: Sentence, last: int) -> Sentence:
    return Sentence(sentence.index, sentence.span, sentence.block, sentence.first, last, sentence.paragraph)


def _row(doc: Document, cells: list[str], first: int) -> Token:
    number, _form, lemma, upos, _, feats, head, deprel, _, misc = cells
    extras = dict(part.split("=", 1) for part in misc.split("|"))
    start, end = (int(x) for x in extras["Offsets"].split(":"))
    if not 0 <= start < end <= len(doc.text):
        raise ValueError(f"offsets {start}:{end} lie outside the text")
    i = first + int(number) - 1
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
