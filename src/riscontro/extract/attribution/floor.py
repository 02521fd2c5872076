"""Who keeps the floor: sentences without a cue that go on with what a speaker is reported to have said.

"The minister said that the ships had sailed. They would arrive in May." The second sentence is still his. Signs are the moods of
reported speech (a conditional, "would"), and the same speaker again right after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from riscontro.extract.attribution.markers import Found
from riscontro.extract.attribution.reach import Range, trim
from riscontro.extract.attribution.view import View
from riscontro.model import BlockKind, Party, Sentence, Token

_REPORTING = ("say", "think")
_CONDITIONAL = "Cnd"


def keeping_floor(view: View, rows: list[Found], parties: Sequence[Party | None]) -> list[Found]:
    """The attributions, those that hold the floor with the sentences added that go on with their content."""
    found = list(rows)
    cued, covered = _cued(view, rows), _covered(view, rows)
    holder: int | None = None
    for sentence in view.reading.sentences:
        index = sentence.index
        if index in cued:
            holder = _holder(view, rows, cued[index], sentence, parties)
            continue
        if holder is None or index in covered or not _follows(view, sentence) or not _is_reported(view, sentence):
            holder = holder if index in covered else None
            continue
        content: Range = trim(view, sentence.first, sentence.last - 1)
        found[holder] = replace(found[holder], contents=(*found[holder].contents, content))
    return found


def _cued(view: View, rows: Sequence[Found]) -> dict[int, list[int]]:
    """The attributions with their cue in each sentence."""
    cued: dict[int, list[int]] = {}
    for k, row in enumerate(rows):
        if row.cue is not None:
            cued.setdefault(view.reading.sentence_of[row.cue.head], []).append(k)
    return cued


def _covered(view: View, rows: Sequence[Found]) -> set[int]:
    """Sentences that are content already."""
    return {s for row in rows for a, b in row.contents for s in range(view.reading.sentence_of[a], view.reading.sentence_of[b] + 1)}


def _holder(view: View, rows: Sequence[Found], here: list[int], sentence: Sentence, parties: Sequence[Party | None]) -> int | None:
    """The attribution whose speaker has the floor at the end of the sentence: it reports an utterance and nobody else speaks there."""
    speaking = [k for k in here if (cue := rows[k].cue) is not None and cue.kind in _REPORTING and not cue.adjective and rows[k].contents]
    outer = [k for k in speaking if not _inside(rows, k, speaking)]
    if len(outer) != 1 or (parties[outer[0]] is None and rows[outer[0]].speaker is None):
        return None
    row, tokens = rows[outer[0]], view.reading.tokens
    if not _is_backshifted(view, row):
        return None
    last = max(b for _, b in row.contents)
    own = (row.cue.last if row.cue else 0, row.speaker.last if row.speaker else 0)
    tail = tokens[max(last, *own) + 1 : sentence.last]
    return None if any(view.finite(t.i) for t in tail) else outer[0]


def _is_backshifted(view: View, row: Found) -> bool:
    """Whether the content is reported speech of the kind that may go on: unquoted, and itself in such a mood.

    Alone, a conditional is hearsay in Italian ("la nave sarebbe partita"), on nobody's word.
    """
    shifted = any(_is_shifted(view, i) for a, b in row.contents for i in range(a, b + 1))
    return shifted and not any(view.covered[i] for a, b in row.contents for i in (a, b))


def _is_shifted(view: View, i: int) -> bool:
    return view.word(i, "backshifted") or (view.finite(i) and _is_mood(view, view.reading.tokens[i]))


def _inside(rows: Sequence[Found], k: int, others: list[int]) -> bool:
    """Whether the cue of attribution k stands in the content of another one of the sentence."""
    cue = rows[k].cue
    return cue is not None and any(a <= cue.head <= b for j in others if j != k for a, b in rows[j].contents)


def _follows(view: View, sentence: Sentence) -> bool:
    """Whether a sentence is prose that follows the one before without a break."""
    before = view.reading.sentences[sentence.index - 1]
    return sentence.block not in (BlockKind.TITLE, BlockKind.FURNITURE) and sentence.paragraph - before.paragraph <= 1


def _is_reported(view: View, sentence: Sentence) -> bool:
    """Whether the main clause is in a mood of reported speech."""
    tokens = view.reading.tokens[sentence.first : sentence.last]
    if any(view.covered[t.i] or t.feats.get("Person") in ("1", "2") for t in tokens):
        return False
    relative = next((t.i for t in tokens if t.i > sentence.first and (view.word(t.i, "relatives") or t.upos == "SCONJ")), sentence.last)
    verbs = [t for t in tokens if t.i < relative and view.finite(t.i)]
    return bool(verbs) and _is_mood(view, verbs[0])


def _is_mood(view: View, verb: Token) -> bool:
    """Whether a finite verb is in a mood of reported speech, by its tag or its form."""
    if verb.feats.get("Mood") == _CONDITIONAL or view.word(verb.i, "reported_moods"):
        return True
    return any(verb.lower.endswith(ending) for ending in view.table.words["reported_endings"])
