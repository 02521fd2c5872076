"""Who says it, by which words, and which words are theirs.

The layers of the PARC and PolNeAR corpora: source, cue, content (Newell et al. 2018, "An Attribution Relations Corpus for Political News").
Verbs, nouns and markers propose attributions; quotation marks join what a speaker says over several sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from riscontro.extract.attribution.citing import with_cited
from riscontro.extract.attribution.contents import contents_of
from riscontro.extract.attribution.continuation import colon_labels, following_quote, joined, recalled, said_before, signatures
from riscontro.extract.attribution.cues import Cue, verb_cues
from riscontro.extract.attribution.floor import keeping_floor
from riscontro.extract.attribution.markers import Found, aside, marked, nominal
from riscontro.extract.attribution.nounphrases import Speaker, antecedent_of, is_nobody
from riscontro.extract.attribution.settings import carried, medium_of, party_of, said_of
from riscontro.extract.attribution.speakers import agent_of, is_own_voice, is_passive, is_put_to, opened_by, speaker_of
from riscontro.extract.attribution.view import View, make_view, scope_of
from riscontro.model import Attribution, Party, PartyMention, Reading, TimeMention


def find_attributions(reading: Reading, parties: Sequence[PartyMention] = (), times: Sequence[TimeMention] = ()) -> tuple[Attribution, ...]:
    """Every attribution of a reading, by the place of its cue.

    Args:
        reading: sentences with their trees.
        parties: who is named; gives the `party` of a source, also where it is a pronoun or a dropped subject.
        times: gives `said`, the EDTF of a time that stands in the reporting clause.
    """
    if not reading.tokens:
        return ()
    view = make_view(reading, tuple(parties), tuple(times))
    found = with_cited(view, list(_verbal(view)), list(marked(view))) + list(nominal(view))
    taken = {a for row in found for a, _ in row.contents}
    found += [row for row in (*colon_labels(view), *signatures(view)) if row.contents[0][0] not in taken]
    rows = joined(view, sorted(_without_instruments(view, found), key=partial(_place, found)))
    parties_of = carried(view, rows, [party_of(view, row) for row in rows])
    rows = keeping_floor(view, rows, parties_of)
    return tuple(_attribution(view, row, party, times) for row, party in zip(rows, parties_of, strict=True))


def _place(rows: Sequence[Found], row: Found) -> tuple[int, int, int]:
    """By the cue; a source that is cited comes after the one that cites it, whose content it shares."""
    at = row.cue.first if row.cue else row.contents[0][0]
    if row.of_clause:
        citing = [r.cue.first for r in rows if not r.of_clause and r.cue and r.contents == row.contents]
        return (max([at, *citing]), 1, row.contents[0][0])
    return (at, 0, row.contents[0][0])


def _without_instruments(view: View, rows: list[Found]) -> list[Found]:
    """The rows but for what a speaker's own unnamed proofs show: "the army cited an analysis that showed ..."."""
    said = [(a, b) for row in rows if row.cue and row.cue.kind == "say" for a, b in row.contents]
    return [row for row in rows if not (row.cue and row.cue.kind == "show" and _is_instrument(view, row, said))]


def _is_instrument(view: View, row: Found, said: Sequence[tuple[int, int]]) -> bool:
    if row.cue is None or row.speaker is None or not any(a <= row.cue.head <= b for a, b in said):
        return False
    noun = antecedent_of(view, row.speaker.head) if view.word(row.speaker.head, "relatives") else None
    return noun is not None and not any(m for m in view.mentions if noun.first <= m.head <= noun.last)


def _verbal(view: View) -> Iterator[Found]:
    last: tuple[Cue, Speaker] | None = None
    for cue in verb_cues(view.reading):
        scope = scope_of(view, cue.head)
        if _is_idle(view, cue) or is_put_to(view, cue, scope):
            continue
        speaker = speaker_of(view, cue, scope)
        if speaker is None and last is not None and _is_joined(view, cue, last[0]):
            speaker = last[1]
        last = (cue, speaker) if speaker is not None else last
        speaker = speaker or (agent_of(view, cue, scope) if opened_by(view, cue, "aside_openers") else None)
        contents = aside(view, cue, scope, speaker) or contents_of(view, cue, scope, speaker)
        contents = contents or following_quote(view, cue)
        if cue.first > scope.low and view.word(cue.first - 1, "anaphors") and cue.kind == "say":
            contents = said_before(view, cue, scope)
        if speaker is not None and is_nobody(view, speaker):
            continue
        contents = recalled(view, cue, scope, speaker) or contents
        if contents:
            yield Found(cue, speaker, contents)


def _is_joined(view: View, cue: Cue, before: Cue) -> bool:
    """Whether the cue is joined by a conjunction to one before it in its sentence, and so has its speaker: "called it absurd and said"."""
    tokens = view.reading.tokens
    same = view.reading.sentence_of[cue.head] == view.reading.sentence_of[before.head] and view.quoted[cue.head] == view.quoted[before.head]
    return same and cue.first > 0 and tokens[cue.first - 1].upos == "CCONJ" and not is_passive(view, cue)


def _is_idle(view: View, cue: Cue) -> bool:
    """Whether a cue names no source of its own: first persons in a quotation, praise and blame in an infinitive."""
    if view.quoted[cue.head] >= 0 and is_own_voice(view, cue):
        return True
    return cue.kind == "judge" and view.reading.tokens[cue.head].feats.get("VerbForm") == "Inf" and not cue.frames & {"clause"}


def _attribution(view: View, row: Found, party: Party | None, times: Sequence[TimeMention]) -> Attribution:
    reading, cue, speaker = view.reading, row.cue, row.speaker
    return Attribution(
        source=reading.span(speaker.first, speaker.last) if speaker else None,
        cue=reading.span(cue.first, cue.last) if cue else None,
        contents=tuple(reading.span(a, b) for a, b in row.contents),
        style=_style(view, row),
        party=party,
        said=said_of(view, row, times),
        medium=medium_of(view, row),
        cue_head=cue.head if cue else None,
    )


def _style(view: View, row: Found) -> str:
    """direct where all of it is quoted, mixed where some is, else indirect; a quotation that holds the cue too does not count."""
    around = view.quoted[row.cue.head] if row.cue else -1
    inside = sum(1 for a, b in row.contents for i in range(a, b + 1) if _is_quoted(view, i, around))
    total = sum(b - a + 1 for a, b in row.contents)
    if inside == total:
        return "direct"
    return "mixed" if inside else "indirect"


def _is_quoted(view: View, i: int, around: int) -> bool:
    if around < 0:
        return view.covered[i]
    return view.quoted[i] not in (-1, around) or any(k != view.quotes[around] for k in view.at.get(i, ()))
