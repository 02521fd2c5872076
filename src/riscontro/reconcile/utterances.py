"""Utterances: the occasions on which one voice spoke, matched over carriers and languages.

Two claims of one voice carry one utterance where the speaker can be the same, the days lie at most two apart and no two settings are
named; or where one that does not say when it was said repeats a figure. A day that is not told is that of publication.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from riscontro.languages.around import setting
from riscontro.languages.names import sound
from riscontro.languages.voices import is_office, spoken_on
from riscontro.model import Citation, PartyType, Utterance
from riscontro.model.questions import Figure, figures

PLAY = 2
"""Days by which the dates of one utterance may differ. Source: the evidence rules, Independence 2."""


@dataclass(slots=True)
class _Occasion:
    """An utterance while claims are being gathered for it."""

    first: date
    last: date
    speaker: str
    setting: str | None
    citations: list[Citation] = field(default_factory=list)
    figures: set[Figure] = field(default_factory=set)


def find_utterances(citations: Iterable[Citation]) -> tuple[Utterance, ...]:
    """The utterances of one voice, in the order of their days; one sweep, in which only the last two days stand open."""
    made: list[_Occasion] = []
    open_: list[_Occasion] = []
    told: dict[Figure, _Occasion] = {}
    for citation in sorted(citations, key=lambda c: (spoken_on(c), c.claim.id)):
        day = spoken_on(citation)
        open_ = [o for o in open_ if (day - o.last).days <= PLAY]
        occasion = next((o for o in open_ if _fits(citation, o)), None) or _repeated(citation, told)
        if occasion is None:
            occasion = _Occasion(day, day, "", None)
            made.append(occasion)
        if occasion not in open_ and (day - occasion.last).days <= PLAY:
            open_.append(occasion)
        _take(citation, occasion, told)
    return tuple(map(_utterance, made))


def person(citation: Citation) -> str:
    """A key of the person who spoke; empty where an office, a capital or a state speaks."""
    if not citation.claim.attribution:
        return ""
    source = citation.claim.attribution[-1].source
    if is_office(source, citation.claim.language) or source.type is not PartyType.PERSON:
        return ""
    return sound((source.id or source.name).split()[-1])


def occasion(citation: Citation) -> str | None:
    """The setting in which a claim's words were said, whatever the language."""
    chain = citation.claim.attribution
    return setting(chain[-1].medium, citation.claim.language) if chain else None


def _fits(citation: Citation, other: _Occasion) -> bool:
    speaker, where = person(citation), occasion(citation)
    one_speaker = not (speaker and other.speaker) or speaker == other.speaker
    return one_speaker and (not (where and other.setting) or where == other.setting)


def _repeated(citation: Citation, told: dict[Figure, _Occasion]) -> _Occasion | None:
    """The earlier utterance whose figures a claim repeats without saying when they were said."""
    chain = citation.claim.attribution
    if not chain or chain[-1].said:
        return None
    found = [told[f] for f in sorted(figures(citation)) if f in told]
    return next((o for o in found if _fits(citation, o)), None)


def _take(citation: Citation, occasion_: _Occasion, told: dict[Figure, _Occasion]) -> None:
    occasion_.citations.append(citation)
    occasion_.last = max(occasion_.last, min(spoken_on(citation), occasion_.first if _retold(citation, occasion_) else date.max))
    occasion_.speaker = occasion_.speaker or person(citation)
    occasion_.setting = occasion_.setting or occasion(citation)
    occasion_.figures |= figures(citation)
    for figure in figures(citation):
        told.setdefault(figure, occasion_)


def _retold(citation: Citation, occasion_: _Occasion) -> bool:
    return (spoken_on(citation) - occasion_.first).days > PLAY


def _utterance(occasion_: _Occasion) -> Utterance:
    rows = occasion_.citations
    named = [c.claim.attribution[-1] for c in rows if c.claim.attribution]
    people = [link.source.name for link, c in zip(named, (c for c in rows if c.claim.attribution), strict=True) if person(c)]
    said = next((link.said for link in named if link.said), None)
    day = None if occasion_.first == date.max else occasion_.first.isoformat()
    shown = tuple(dict.fromkeys(q.text for c in rows for q in c.claim.quantities))
    speaker = (people or [link.source.name for link in named] or [""])[0]
    return Utterance(speaker, occasion_.setting, said or day, shown, tuple(rows))
