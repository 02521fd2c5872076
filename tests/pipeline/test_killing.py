"""A process that is killed at any moment leaves a store from which another one ends in the same state."""

import json
import random
from multiprocessing import get_context
from pathlib import Path

from riscontro.pipeline import add, settle
from riscontro.queries import everything
from riscontro.report.exporting import export_jsonl
from riscontro.store import Archive
from storing import LineReader, write_lines

KILLS = 8


def _work(place: str, folder: Path) -> None:
    """What the process does that is killed."""
    with Archive.open(place) as archive:
        add(archive, [folder], reader=LineReader(wait=0.005))
        settle(archive)


def _state(place: str) -> list[dict[str, object]]:
    """Everything in a store but its runs, which tell of the kills."""
    with Archive.open(place) as archive:
        assert archive.ledger.pending() == ()
        rows = [json.loads(line) for line in export_jsonl(everything(archive))]
    return [row for row in rows if row["type"] not in ("run", "refusal")]


def test_a_store_survives_being_killed(place: str, tmp_path: Path) -> None:
    """Documents, claims, events and origins are those of a run that nobody disturbed."""
    folder = tmp_path / "texts"
    folder.mkdir()
    write_lines(folder, 30)
    Archive.create(place).close()
    chance = random.Random(1)
    killed = 0
    for _ in range(KILLS):
        child = get_context("fork").Process(target=_work, args=(place, folder))
        child.start()
        child.join(chance.uniform(0.02, 0.4))
        killed += child.is_alive()
        child.kill()
        child.join()
    with Archive.open(place) as archive:
        add(archive, [folder], reader=LineReader())
        settle(archive)
    undisturbed = str(tmp_path / "undisturbed.db")
    with Archive.create(undisturbed) as archive:
        add(archive, [folder], reader=LineReader())
        settle(archive)
    assert killed
    assert _state(place) == _state(undisturbed)


def test_the_order_of_adding_does_not_matter(archive: Archive, tmp_path: Path) -> None:
    """Files added one by one, backwards, with events found in between, come to the same events."""
    files = write_lines(tmp_path, 8)
    for path in reversed(files):
        add(archive, [path], reader=LineReader())
        settle(archive)
    with Archive.in_memory() as other:
        add(other, files, reader=LineReader())
        settle(other)
        assert list(archive.events.all()) == list(other.events.all())


def test_a_store_in_memory_gives_everything(tmp_path: Path) -> None:
    """It has one connection, which nothing that is read bit by bit may hold."""
    with Archive.in_memory() as archive:
        add(archive, write_lines(tmp_path, 3), reader=LineReader())
        settle(archive)
        rows = [json.loads(line) for line in export_jsonl(everything(archive))]
    assert [sum(row["type"] == name for row in rows) for name in ("document", "claim", "run")] == [3, 12, 1]
