"""A carrier that swaps giver and receiver of an utterance tells of no new event: it is held to be a slip, and warned of.

An utterance is known by its voice, a figure too large to be chance, its unit, and its days. Where two directions are told, the one with
more carriers stands; of two with as many, the one that came out first. Nothing is turned where neither is so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from riscontro.languages.edtf import interval
from riscontro.languages.voices import spoken_on, voice
from riscontro.model import Citation, EventKey, Kind, Standing
from riscontro.model.questions import families, figures, is_answer, runs
from riscontro.reconcile.keys import mirrors
from riscontro.reconcile.utterances import PLAY

Token = tuple[str, float, str]
Index = dict[Token, list[Citation]]


def split_turned(key: EventKey, citations: Iterable[Citation], others: Iterable[Citation]) -> tuple[list[Citation], list[Citation]]:
    """The claims of a key that are no slips, and the claims of others that are slips of an utterance of this key."""
    rows = list(citations)
    if key.kind is not Kind.TRANSFER or not key.actor or not key.counterpart:
        return rows, []
    fitting = set(mirrors(key.family))
    back = [c for c in others if None in fitting or fitting & set(families(c.claim))]
    own, mirror = _index(rows, key.sides), _index(back, key.sides[::-1])
    shared = own.keys() & mirror.keys()
    slips = {c.claim.id for token in shared for c in own[token] if _outweighed(c, own[token], mirror[token])}
    found = [c for token in sorted(shared) for c in mirror[token] if _outweighed(c, mirror[token], own[token])]
    return [c for c in rows if c.claim.id not in slips], list({c.claim.id: c for c in found}.values())


def _index(citations: Iterable[Citation], sides: tuple[str, str]) -> Index:
    """Affirming transfers this way by voice and figure; unnamed voices are nobody's siblings."""
    found: Index = defaultdict(list)
    for citation in citations:
        if citation.claim.kind is Kind.TRANSFER and not is_answer(citation.claim) and runs(citation.claim, *sides):
            lead = voice(citation)
            if lead.standing in (Standing.NAMED, Standing.UNDISCLOSED):
                for number, unit in figures(citation):
                    found[(lead.key, number, unit)].append(citation)
    return found


def _outweighed(citation: Citation, here: Sequence[Citation], there: Sequence[Citation]) -> bool:
    near = [[c for c in rows if abs((spoken_on(c) - spoken_on(citation)).days) <= PLAY] for rows in (here, there)]
    mine, theirs = (len({c.family or c.document.id for c in rows}) for rows in near)
    if not theirs:
        return False
    first, known = (min(map(_came_out, rows)) for rows in near)
    return mine < theirs or (mine == theirs and known < first)


def _came_out(citation: Citation) -> date:
    return (interval(citation.document.published) or (date.max, date.max))[0]
