"""What the evidence of origins has in common."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from riscontro.languages.around import sentence_of, told_of
from riscontro.languages.edtf import apart
from riscontro.languages.naming import Phrases
from riscontro.languages.voices import called
from riscontro.model import Event, Ground, Kind, Origin
from riscontro.model.questions import ids


def shared_evidence(event: Event, origins: Iterable[Origin], say: Phrases) -> Ground | None:
    """Shared evidence is said, not hidden: two examiners of the same debris are independent examiners of shared evidence."""
    rows = [o for o in origins if o.counted and _things(o)] if event.kind is Kind.TRACE else []
    shared = [o for o in rows if any(_one_place(*pair) for pair in combinations(rows, 2) if o in pair)]
    if len(shared) < 2:
        return None
    things = say.listed(sorted(set().union(*map(_things, shared))))
    names = say.listed(called(o.key, o.names[0], say) for o in shared)
    sentence = say("ground-shared-evidence", names=names, things=things)
    return Ground("shared-evidence", 1.0, sentence, ids(c for o in shared for c in o.citations))


def _things(origin: Origin) -> frozenset[str]:
    """Words for things that the origin's claims say were examined."""
    return frozenset(w for c in origin.citations for w in told_of(sentence_of(c), c.claim.language, "things"))


def _one_place(one: Origin, other: Origin) -> bool:
    """Whether what two origins examined can be one thing: nothing puts it in two places or at two times."""
    first, second = ({p.name for c in o.citations for p in c.claim.where} for o in (one, other))
    times = [(a.claim.when, b.claim.when) for a in one.citations for b in other.citations]
    return not (first and second and not first & second) and not all(apart(a, b) for a, b in times)
