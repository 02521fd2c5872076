"""Sources that another source cites: "citing X", "who quotes X", "che cita X".

What they support is the content of the report beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from riscontro.extract.attribution.markers import Found
from riscontro.extract.attribution.nounphrases import Speaker, phrase_from
from riscontro.extract.attribution.view import View, scope_of
from riscontro.extract.lemmas import lemmas

_REPORTING = ("say", "show")


def with_cited(view: View, verbal: Sequence[Found], marked: Sequence[Found]) -> list[Found]:
    """All rows of verbs and markers, those that cite a source turned into rows of that source."""
    citing = [row for row in verbal if _cites(view, row)]
    marked = [row for row in marked if not row.of_clause or (row.speaker is not None and _is_source(view, row.speaker))]
    by_marker = {row.cue.head for row in marked if row.of_clause and row.cue}
    reports = [row for row in verbal if row not in citing] + [row for row in marked if not row.of_clause]
    found = [row for row in reports if row.cue is None or row.cue.head not in by_marker]
    found += [_of_report(view, row, reports) for row in marked if row.of_clause]
    for row in citing:
        if row.cue is None or row.cue.head in by_marker:
            continue
        cited = _cited(view, row)
        nested = _of_report(view, replace(row, speaker=cited, of_clause=True), reports) if cited is not None else row
        found.append(nested if nested.contents != row.contents else row)
    return found


def _cites(view: View, row: Found) -> bool:
    """Whether a row is a verb of citing in a gerund or a relative clause."""
    if row.cue is None:
        return False
    head = view.reading.tokens[row.cue.head]
    if not any(view.word_of(name, "citing") for name in (head.lower, *lemmas(head, view.reading.document.language))):
        return False
    return head.feats.get("VerbForm") == "Ger" or (row.cue.first > 0 and view.word(row.cue.first - 1, "relatives"))


def _cited(view: View, row: Found) -> Speaker | None:
    """Who is cited: the noun phrase after the verb, where it names somebody or a document."""
    if row.cue is None:
        return None
    scope = scope_of(view, row.cue.head)
    end = next((k - 1 for k in range(row.cue.last + 1, scope.high + 1) if view.reading.tokens[k].text in (",", ":", ";")), scope.high)
    found = phrase_from(view, row.cue.last + 1, end)
    return found if found is not None and _is_source(view, found) else None


def _is_source(view: View, speaker: Speaker) -> bool:
    table = view.table
    for k in range(speaker.first, speaker.last + 1):
        token = view.reading.tokens[k]
        if token.upos == "ADP" and k > speaker.head:
            break
        if k in view.parties or token.entity:
            return True
        names = (token.lower, *lemmas(token, view.reading.document.language))
        if any(n in table.words["roles"] or n in table.media or n in table.words["documents"] for n in names):
            return True
    return False


def _of_report(view: View, row: Found, reports: Sequence[Found]) -> Found:
    """A cited source with the content of the nearest report in its sentence."""
    if row.cue is None:
        return row
    sentence, at = view.reading.sentence(row.cue.head), row.cue.head
    others = [r for r in reports if r.cue and r.cue.kind in _REPORTING and r.cue.head != at]
    beside = [r for r in others if r.cue and sentence.first <= r.cue.head < sentence.last]
    outside = [r for r in beside if not any(a <= at <= b for a, b in r.contents)] or beside
    if not outside:
        return row
    nearest = min(outside, key=lambda r: abs(r.cue.head - at) if r.cue else 0)
    return replace(row, contents=nearest.contents)
