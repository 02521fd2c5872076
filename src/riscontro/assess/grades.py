"""The Admiralty code: a digit for each claim, computed; a letter for its origin, set by the desk.

Digits: 1 confirmed by independent origins; 2 borne out in part; 3 possibly true; 4 doubtful; 5 contradicted by what is well
established; 6 cannot be judged, which is a missing value and no middle number. Source: NATO AJP-2.1, credibility of information.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from riscontro.assess.ladder import is_firm
from riscontro.model import Citation, Grade, Judgement, Origin, Rung, Standing, Verb

_ESTABLISHED = frozenset({Rung.CORROBORATED, Rung.DOCUMENTED, Rung.ADMITTED})


def find_grades(
    origins: Sequence[Origin], answers: Iterable[Citation], rung: Rung, *, disputed: bool, threshold: int, judgements: Iterable[Judgement]
) -> tuple[Grade, ...]:
    """The grade of each weighed claim, then of each answer, with the latest letter that the desk gave its origin."""
    letters = {j.source: j.value for j in judgements if j.verb is Verb.LETTER}
    firm = {o.key for o in origins if o.counted and o.standing is not Standing.CARRIER and any(map(is_firm, o.citations))}
    told = [Grade(c.claim.id, _digit(c, o, firm, rung, disputed, threshold), letters.get(o.key)) for o in origins for c in o.citations]
    against = 5 if rung in _ESTABLISHED else 6
    return (*told, *(Grade(c.claim.id, against, None) for c in answers))


def _digit(citation: Citation, origin: Origin, firm: AbstractSet[str], rung: Rung, disputed: bool, threshold: int) -> int:
    """The digit of an affirming claim."""
    if not origin.counted:
        return 6
    if not is_firm(citation):
        return 4 if firm else 6
    if len(firm) >= threshold:
        return 1
    if rung in _ESTABLISHED:
        return 2
    return 4 if disputed else 3
