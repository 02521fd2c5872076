"""The names of persons in a text: what the pipeline calls a person, and names of the table of leaders that it has missed."""

from __future__ import annotations

from dataclasses import dataclass

from riscontro.extract.parties.gazetteer import Role, pieces
from riscontro.extract.parties.leaders import first_names, leaders
from riscontro.extract.parties.view import View
from riscontro.model import Reading

_ASIAN = 3
_NAMES = frozenset({"PROPN", "NOUN", "X", "ADJ", "PRON"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Run:
    """The name of a person on tokens first to last, folded into words; `speechless` after a title such as "Sen."."""

    first: int
    last: int
    words: tuple[str, ...]
    speechless: bool = False


def find_runs(view: View) -> tuple[Run, ...]:
    """The names of persons in a reading, without titles, none over a name of the gazetteer that outranks it."""
    found: list[Run] = []
    for sentence in view.reading.sentences:
        i = sentence.first
        while i < sentence.last:
            end = _run_end(view, i, sentence.last)
            if end is None:
                i += 1
                continue
            run = _trimmed(view, i, end)
            if run is not None:
                found.append(run)
            i = end + 1
    return tuple(sorted((*found, *_by_surname(view, found)), key=lambda run: run.first))


def _by_surname(view: View, found: list[Run]) -> list[Run]:
    """Bare surnames of persons named in full elsewhere, which the pipeline has missed or taken for places."""
    surnames = {run.words[-1] for run in found if len(run.words) > 1}
    surnames |= {run.words[0] for run in found if len(run.words) == _ASIAN and "-" in view.reading.span(run.first, run.last).text}
    taken = {i for run in found for i in range(run.first, run.last + 1)} | set(view.hit_at)
    rows = ((token, pieces(token.text)) for token in view.reading.tokens if token.upos in _NAMES and token.i not in taken)
    return [Run(token.i, token.i, (row[0][0],)) for token, row in rows if len(row) == 1 and row[0][1] and row[0][0] in surnames]


def _run_end(view: View, i: int, limit: int) -> int | None:
    """The last token of a person's name that opens at token i, or None."""
    token = view.reading.tokens[i]
    if not token.text[:1].isupper():
        return None
    if (token.entity != "PER" and not _known(view, i)) or _outranked(view, i, limit):
        return None
    end = i
    while end + 1 < limit and _continues(view, i, end, limit):
        end += 1
    return end


def _known(view: View, i: int) -> bool:
    """Whether a leader's full name opens here, or a surname that is enough by itself."""
    tokens = view.reading.tokens
    row = pieces(tokens[i].text) if i < len(tokens) else ()
    if not row or not row[0][1] or i in view.hit_at:
        return False
    if any(leader.alone and leader.last == tuple(w for w, _ in row) for leader in leaders().get(row[0][0], ())) and tokens[i].upos in (
        "PROPN",
        "NOUN",
        "X",
    ):
        return True
    return row[0][0] in first_names() and _full_name(view, i) is not None


def _full_name(view: View, i: int) -> int | None:
    tokens = view.reading.tokens
    for name in first_names().get(pieces(tokens[i].text)[0][0], ()):
        k, j = 0, i
        while k < len(name) and j < len(tokens):
            parts = tuple(w for w, _ in pieces(tokens[j].text))
            if parts != name[k : k + len(parts)]:
                break
            k, j = k + len(parts), j + 1
        if k == len(name):
            return j - 1
    return None


def _outranked(view: View, i: int, limit: int) -> bool:
    """Whether the gazetteer's name at token i stands, though the pipeline calls it a person."""
    hit = view.hit_at.get(i)
    if hit is None:
        return view.words.kind(view.reading.tokens[i]) is not None or view.words.has("honorifics", view.reading.tokens[i])
    if hit.last > hit.first or hit.entry.role in (Role.GROUP, Role.BODY, Role.NATIONAL, Role.SEAT, Role.ADJECTIVE, Role.PAST):
        return True
    after = view.token(hit.last + 1)
    return (
        after is None
        or after.i >= limit
        or after.entity != "PER"
        or after.upos != "PROPN"
        or _known(view, after.i)
        or after.i in view.hit_at
    )


def _continues(view: View, first: int, end: int, limit: int) -> bool:
    tokens = view.reading.tokens
    token = tokens[end + 1]
    if _part_of_known(view, first, end + 1):
        return True
    if view.is_hyphen(end + 1):
        return (
            not _known(view, end + 2)
            and end + 2 < limit
            and tokens[end + 2].text[:1].isalpha()
            and tokens[end + 1].end == tokens[end + 2].start
        )
    if view.is_hyphen(end):
        return token.text[:1].isalpha()
    hit = view.hit_at.get(end + 1)
    if hit is not None and (
        hit.last > hit.first or token.entity != "PER" or (hit.entry.role is not Role.STATE and hit.entry.role is not Role.CITY)
    ):
        return False
    if view.words.has("particles", token) and token.entity == "PER" and end + 2 < limit:
        return tokens[end + 2].entity == "PER" and tokens[end + 2].text[:1].isupper() and not _separate(view, first, end + 2)
    if not token.text[:1].isupper():
        return False
    if token.entity == "PER":
        return not _separate(view, first, end + 1)
    return token.upos == "PROPN" and not token.entity and token.deprel.startswith("flat") and first <= token.head <= end


def _separate(view: View, first: int, i: int) -> bool:
    """Whether another person begins at token i: a comma-less list, or a title in between."""
    return view.words.kind(view.reading.tokens[i]) is not None and view.reading.tokens[i].lower != view.reading.tokens[first].lower


def _part_of_known(view: View, first: int, i: int) -> bool:
    if not pieces(view.reading.tokens[first].text):
        return False
    end = _full_name(view, first)
    return end is not None and i <= end


def _trimmed(view: View, first: int, last: int) -> Run | None:
    """The run without titles before it and punctuation after it; None where nothing is left."""
    tokens = view.reading.tokens
    speechless = False
    while first <= last and (
        view.words.has("honorifics", tokens[first])
        or (first in view.hit_at and first < last and view.hit_at[first].entry.role is Role.ADJECTIVE)
    ):
        speechless |= view.words.has("speechless", tokens[first])
        first += 1
    while last > first and (
        (not tokens[last].text[-1:].isalnum() and not tokens[last].text.endswith(".")) or view.words.has("particles", tokens[last])
    ):
        last -= 1
    words = tuple(w for i in range(first, last + 1) for w, _ in pieces(tokens[i].text) if w.isalpha() and w not in _SUFFIXES)
    before = view.token(first - 1)
    speechless |= before is not None and view.words.has("speechless", before)
    return Run(first, last, words, speechless) if words and first <= last and tokens[first].text[:1].isalpha() else None


def run_tokens(reading: Reading, runs: tuple[Run, ...]) -> frozenset[int]:
    """The tokens of names of persons."""
    return frozenset(i for run in runs for i in range(run.first, run.last + 1))
