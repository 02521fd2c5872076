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
from datetime import UTC, datetime
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

from riscontro.collect import SUFFIXES, check_given
from riscontro.errors import InputError
from riscontro.model import Article, Citation, Document, Judgement, Keys, Refusal, Run, Sketch
from riscontro.model.questions import cite
from riscontro.pipeline.reader import Reader, refused
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
    """The files that are meant: a folder stands for the texts and pages in it and below it, by name; hidden ones are left out."""
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if not path.is_dir():
            found[path] = None
            continue
        inside = (p for p in sorted(path.rglob("*")) if p.suffix.lower() in SUFFIXES and p.is_file())
        found.update(dict.fromkeys(p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)))
    return tuple(found)


def add(
    archive: Archive,
    paths: Iterable[Path | str],
    *,
    reader: Reader | None = None,
    language: str | None = None,
    published: str | None = None,
    jobs: int = 1,
    seen: Seen | None = None,
) -> Run:
    """Reads files into the store. What is there already by its bytes, read by the same extractor, is passed over.

    Args:
        archive: an open store.
        paths: files and folders.
        reader: how they are read.
        language: of every file; told from the text otherwise.
        published: of every file; looked for in the file otherwise. A document that is there without this date is read again.
        jobs: processes that read; for few files and for 1 it is this one. More are started afresh (spawned), so that a script that asks
            for them needs the guard `if __name__ == "__main__"`.
        seen: called after each file, in the order given.

    Raises:
        UnknownLanguage, BadDate, PipelineError, StoreError.
    """
    check_given(language, published)
    given = Given(reader or Reader(), language, published)
    files = files_in(paths)
    run = archive.runs.begin(given.reader.extractor, tuple(map(str, paths if isinstance(paths, tuple | list) else files)), _now())
    for path, data, outcome in _outcomes(archive, files, given, jobs):
        _store(archive, path, data, outcome, run, given.reader.extractor)
        if seen is not None:
            seen(str(path), None if isinstance(outcome, str) else outcome)
    archive.runs.end(run, _now())
    return archive.runs.one(run)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


Outcome = Article | Refusal | str
"""What came of a file; a text is the id of a document that is there already."""


def _store(archive: Archive, path: Path, data: bytes, outcome: Outcome, run: int, extractor: str) -> None:
    if isinstance(outcome, Refusal):
        archive.runs.refuse(run, outcome)
    elif isinstance(outcome, str):
        archive.documents.found_at(outcome, str(path), run)
    else:
        keys = keys_of(archive, cite(outcome))
        archive.documents.put(outcome, data, run=run, extractor=extractor, keys=keys, sketch=sketch_of(outcome.document), alike=copies)


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


def _outcomes(archive: Archive, files: tuple[Path, ...], given: Given, jobs: int) -> Iterator[tuple[Path, bytes, Outcome]]:
    """What comes of each file, in the order given. Of files with the same bytes the first is read."""
    met: set[str] = set()
    with _readers(1 if len(files) <= FEW else jobs) as submit:
        waiting: deque[tuple[Path, bytes, Future[Article | Refusal] | Outcome]] = deque()
        for path in files:
            data, known = _look(archive, path, given, met)
            waiting.append((path, data, known or submit(_read, given, data, str(path))))
            while waiting and (len(waiting) > 2 * jobs or _is_done(waiting[0][2])):
                yield _awaited(waiting.popleft())
        while waiting:
            yield _awaited(waiting.popleft())


def _look(archive: Archive, path: Path, given: Given, met: set[str]) -> tuple[bytes, Outcome | None]:
    """The bytes of a file, and what can be said of it without reading it."""
    try:
        data = given.reader.take(path)
    except InputError as error:
        return b"", refused(path, error)
    doc = f"sha256:{hashlib.sha256(data).hexdigest()}"
    if doc in met:
        return data, doc
    known = archive.documents.known(doc, given.reader.extractor)
    if known and given.published in (None, known.published) and given.language in (None, known.language):
        return data, doc
    met.add(doc)
    return data, None


def _is_done(result: Future[Article | Refusal] | Outcome) -> bool:
    return not isinstance(result, Future) or result.done()


def _awaited(row: tuple[Path, bytes, Future[Article | Refusal] | Outcome]) -> tuple[Path, bytes, Outcome]:
    path, data, result = row
    return path, data, result.result() if isinstance(result, Future) else result


def _read(given: Given, data: bytes, name: str) -> Article | Refusal:
    """Reads one file; this is what the workers do."""
    try:
        return given.reader.article_in(data, name, language=given.language, published=given.published)
    except InputError as error:
        return refused(name, error)


Submit = Callable[[Callable[[Given, bytes, str], Article | Refusal], Given, bytes, str], "Future[Article | Refusal] | Article | Refusal"]


@contextmanager
def _readers(jobs: int) -> Iterator[Submit]:
    """Something that reads: this process for one job, else so many workers, which end with it however it ends."""
    if jobs == 1:
        yield lambda read, given, data, name: read(given, data, name)
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
