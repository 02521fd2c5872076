"""The ladder of a finding: ordered rules, highest rung first; the first that holds decides. Version `riscontro-1`.

`refuted` is no rung: the desk alone says so, and it stands beside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from riscontro.languages.names import same_name
from riscontro.languages.naming import Phrases
from riscontro.languages.voices import called, outlet, states_of
from riscontro.model import Certainty, Citation, Ground, Origin, Rung, Standing, Tense
from riscontro.model.questions import ids

VERSION = "riscontro-1"
THRESHOLD = 2
"""Independent origins that corroborate, unless a mandate says otherwise."""

_FIRM = frozenset({Certainty.CERTAIN, Certainty.PROBABLE})


@dataclass(frozen=True, slots=True)
class Case:
    """What a rung is judged by: the origins of an event, how many corroborate, the language of the reasons."""

    origins: tuple[Origin, ...]
    say: Phrases
    threshold: int = THRESHOLD

    def firm(self, *standings: Standing) -> tuple[Origin, ...]:
        """Counted origins of these standings that put it forward as certain or probable."""
        return tuple(o for o in self.origins if o.counted and o.standing in standings and any(is_firm(c) for c in o.citations))


def is_firm(citation: Citation) -> bool:
    """Whether the source puts it forward as certain or probable."""
    return citation.claim.certainty in _FIRM


def climb(case: Case) -> tuple[Rung, Ground]:
    """The rung of a finding and the rule that put it there."""
    for rung, rule in RULES:
        ground = rule(case)
        if ground:
            return rung, ground
    return Rung.DENIED_ONLY, Ground("denied-only", 0.0, case.say("ground-denied-only"))


def admitted(case: Case) -> Ground | None:
    """A side says so itself, as done and not only as possible; or both sides announce it. One side's announcement is no admission."""
    own = [(o, c) for o in case.firm(Standing.PARTY) for c in o.citations if is_firm(c)]
    sides = sorted({state for o, _ in own for state in states_of(o.key)})
    done = [(o, c) for o, c in own if c.claim.tense is not Tense.FUTURE]
    if not done and len(sides) < 2:
        return None
    cited = done or own
    states = [case.say.party(s) for s in sides if any(s in states_of(o.key) for o, _ in cited)]
    return Ground("admitted", 1.0, case.say("ground-admitted", n=len(states), names=case.say.listed(states)), ids(c for _, c in cited))


def documented(case: Case) -> Ground | None:
    """An examiner that is no side to it says what it measured or read in a record, in a text of its own of which the bytes are kept."""
    cited = [c for o in case.firm(Standing.NAMED) for c in o.citations if is_firm(c) and _own_record(c)]
    if not cited:
        return None
    names = case.say.listed(dict.fromkeys(c.document.publisher or "" for c in cited))
    return Ground("documented", 0.9, case.say("ground-documented", names=names), ids(cited))


def _own_record(citation: Citation) -> bool:
    """Whether the examiner itself published the text; newspapers report, and what they keep is no record."""
    publisher = citation.document.publisher or ""
    if citation.claim.basis not in ("measured", "document") or not publisher or outlet(publisher) is not None:
        return False
    return same_name(publisher, citation.claim.attribution[-1].source.name) if citation.claim.attribution else False


def corroborated(case: Case) -> Ground | None:
    """At least THRESHOLD named origins that are no side to it put it forward firmly."""
    voices = case.firm(Standing.NAMED)
    if len(voices) < case.threshold:
        return None
    cited = [c for o in voices for c in o.citations]
    names = case.say.listed(origin_name(o, case.say) for o in voices)
    return Ground("corroborated", 1.0, case.say("ground-corroborated", n=len(voices), names=names), ids(cited))


def reported(case: Case) -> Ground | None:
    """One origin that counts puts it forward firmly."""
    voices = case.firm(Standing.NAMED, Standing.PARTY, Standing.UNDISCLOSED, Standing.CARRIER)
    if not voices:
        return None
    cited = [c for o in voices for c in o.citations]
    names = case.say.listed(origin_name(o, case.say) for o in voices)
    return Ground("reported", 0.5, case.say("ground-reported", names=names), ids(cited))


def speculated(case: Case) -> Ground | None:
    """Only possible or unspecified claims, or nobody who can be named."""
    cited = [c for o in case.origins for c in o.citations]
    if not cited:
        return None
    firm = any(map(is_firm, cited))
    return Ground("speculated", 0.2, case.say("ground-speculated-unnamed" if firm else "ground-speculated"), ids(cited))


RULES: tuple[tuple[Rung, Callable[[Case], Ground | None]], ...] = (
    (Rung.ADMITTED, admitted),
    (Rung.DOCUMENTED, documented),
    (Rung.CORROBORATED, corroborated),
    (Rung.REPORTED, reported),
    (Rung.SPECULATED, speculated),
)


def origin_name(origin: Origin, say: Phrases) -> str:
    """How an origin is called: its states' names, or the speaker's."""
    return say("carrier") if origin.standing is Standing.CARRIER else called(origin.key, origin.names[0], say)
