"""Files into the store: each document with its claims in one transaction, in the order given, whatever the number of workers."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

from riscontro.collect import ARCHIVES, SUFFIXES, Taken, check_given, items_in, now, refused
from riscontro.errors import InputError
from riscontro.model import Article, Citation, Document, Item, Judgement, Keys, Refusal, Run, Sketch
from riscontro.model.questions import cite
from riscontro.pipeline.reader import Reader
from riscontro.reconcile import Signature, alike, event_keys, fold_headlines, judged, signature, touched

if TYPE_CHECKING:
    from riscontro.store import Archive

FEW = 4
"""So many files are read by this process alone: starting others would take longer."""

Seen = Callable[[str, Article | Refusal | None], None]
"""What is called for each file: its path, and its article, its refusal, or None where it was in the store already."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is told of every file of a batch."""

    reader: Reader
    language: str | None
    published: str | None


def files_in(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """The files that are meant: a folder stands for what can be read in it and below it, by name; hidden ones are left out."""
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if not path.is_dir():
            found[path] = None
            continue
        inside = (p for p in sorted(path.rglob("*")) if p.name.lower().endswith(SUFFIXES) and p.is_file())
        found.update(dict.fromkeys(p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)))
    return tuple(found)


def add(
    archive: Archive,
    paths: Iterable[Path | str],
    *,
    reader: Reader | None = None,
    language: str | None = None,
    published: str | None = None,
    fields: tuple[tuple[str, str], ...] = (),
    jobs: int = 1,
    seen: Seen | None = None,
) -> Run:
    """Reads files into the store. What is there already by its bytes, read by the same extractor, is passed over.

    Args:
        archive: an open store.
        paths: files and folders; of an archive (JSON lines, WARC, WACZ) each item is a document.
        reader: how they are read.
        language: of every document; told from the text otherwise.
        published: of every document; looked for in it otherwise. A document that is there without this date is read again.
        fields: of JSON lines, pairs of a field of ours and its name there.
        jobs: processes that read; for few files and for 1 it is this one. More are started afresh (spawned), so that a script that asks
            for them needs the guard `if __name__ == "__main__"`.
        seen: called after each document, in the order given.

    Raises:
        UnknownLanguage, BadDate, PipelineError, StoreError.
    """
    reader = reader or Reader()
    files = files_in(paths)
    items = (item for path in files for item in items_in(path, limit=reader.max_bytes, fields=fields))
    few = len(files) <= FEW and not any(path.name.lower().endswith(ARCHIVES) for path in files)
    named = tuple(map(str, paths if isinstance(paths, tuple | list) else files))
    return take(archive, items, named, reader=reader, language=language, published=published, jobs=1 if few else jobs, seen=seen)


def take(
    archive: Archive,
    items: Iterable[Taken],
    arguments: tuple[str, ...],
    *,
    reader: Reader,
    language: str | None = None,
    published: str | None = None,
    jobs: int = 1,
    seen: Seen | None = None,
) -> Run:
    """Reads items into the store as they come, in one run; refusals among them are noted. `arguments` say what the run was asked.

    The other arguments, and what is raised, are those of `add`.
    """
    check_given(language, published)
    given = Given(reader, language, published)
    run = archive.runs.begin(reader.extractor, arguments, now())
    for item, outcome in _outcomes(archive, items, given, jobs):
        _store(archive, item, outcome, run, reader.extractor)
        if seen is not None:
            seen(item.path if isinstance(item, Refusal) else item.name, None if isinstance(outcome, str) else outcome)
    archive.runs.end(run, now())
    return archive.runs.one(run)


Outcome = Article | Refusal | str
"""What came of an item; a text is the id of a document that is there already."""


def _store(archive: Archive, item: Taken, outcome: Outcome, run: int, extractor: str) -> None:
    if isinstance(outcome, Refusal) or isinstance(item, Refusal):
        archive.runs.refuse(run, outcome if isinstance(outcome, Refusal) else item)  # type: ignore[arg-type]  # one of them is
    elif isinstance(outcome, str):
        archive.documents.found_at(outcome, item.capture, run)
    else:
        keys = keys_of(archive, cite(outcome))
        sketch = sketch_of(outcome.document)
        put = archive.documents.put
        put(outcome, item.data, run=run, extractor=extractor, keys=keys, sketch=sketch, alike=copies, capture=item.capture)


def sketch_of(doc: Document) -> Sketch:
    """The words of a document as a few numbers."""
    found = signature(doc)
    return Sketch(doc.id, found.numbers, found.bands)


def copies(one: Sketch, others: Iterable[Sketch]) -> Iterable[str]:
    """Which of the documents that share a band with one are its copies or rewrites."""
    mine = Signature(one.document, one.numbers, one.bands)
    return alike(mine, (Signature(o.document, o.numbers, one.bands) for o in others))


def keys_of(archive: Archive, citations: Sequence[Citation], more: tuple[Judgement, ...] = ()) -> dict[str, Keys]:
    """Where the claims of a document stand in the ledger: headlines that the body repeats nowhere, the others as the desk holds them.

    Args:
        archive: whose judgements hold.
        citations: all claims of the document.
        more: judgements that are not in the store yet.
    """
    kept, _ = fold_headlines(citations)
    judgements = (*archive.judgements.of([c.claim.id for c in kept]), *more)
    claims = [claim for c in kept if (claim := judged(c.claim, judgements)) is not None]
    return {claim.id: Keys(event_keys(claim), touched(claim)) for claim in claims}


def _outcomes(archive: Archive, items: Iterable[Taken], given: Given, jobs: int) -> Iterator[tuple[Taken, Outcome]]:
    """What comes of each item, in the order given. Of items with the same bytes the first is read."""
    met: set[str] = set()
    with _readers(jobs) as submit:
        waiting: deque[tuple[Taken, Future[Article | Refusal] | Outcome]] = deque()
        for item in items:
            if isinstance(item, Refusal):
                waiting.append((item, item))
            else:
                waiting.append((item, _look(archive, item, given, met) or submit(_read, given, item)))
            while waiting and (len(waiting) > 2 * jobs or _is_done(waiting[0][1])):
                yield _awaited(waiting.popleft())
        while waiting:
            yield _awaited(waiting.popleft())


def _look(archive: Archive, item: Item, given: Given, met: set[str]) -> str | None:
    """The id of an item's document, where it need not be read."""
    doc = f"sha256:{hashlib.sha256(item.data).hexdigest()}"
    if doc in met:
        return doc
    known = archive.documents.known(doc, given.reader.extractor)
    if known and given.published in (None, known.published) and given.language in (None, known.language):
        return doc
    met.add(doc)
    return None


def _is_done(result: Future[Article | Refusal] | Outcome) -> bool:
    return not isinstance(result, Future) or result.done()


def _awaited(row: tuple[Taken, Future[Article | Refusal] | Outcome]) -> tuple[Taken, Outcome]:
    item, result = row
    return item, result.result() if isinstance(result, Future) else result


def _read(given: Given, item: Item) -> Article | Refusal:
    """Reads one item; this is what the workers do."""
    try:
        return given.reader.article_in(item.data, item.name, language=given.language, published=given.published, told=item.told)
    except InputError as error:
        return refused(item.name, error)


Submit = Callable[[Callable[[Given, Item], Article | Refusal], Given, Item], "Future[Article | Refusal] | Article | Refusal"]


@contextmanager
def _readers(jobs: int) -> Iterator[Submit]:
    """Something that reads: this process for one job, else so many workers, which end with it however it ends."""
    if jobs == 1:
        yield lambda read, given, item: read(given, item)
        return
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_work_for_parent)
    try:
        yield pool.submit
        pool.shutdown()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _work_for_parent() -> None:
    """A worker leaves Ctrl-C to its parent, and ends when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
