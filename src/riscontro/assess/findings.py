"""An event weighed: its rung, what stands against it and beside it, its amounts, and the reasons in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from riscontro.assess.amounts import find_amounts, find_ranges
from riscontro.assess.beside import find_answers, find_support
from riscontro.assess.elements import find_elements
from riscontro.assess.evidence import shared_evidence
from riscontro.assess.grades import find_grades
from riscontro.assess.ladder import THRESHOLD, VERSION, Case, climb
from riscontro.assess.provisions import hold
from riscontro.assess.warnings import FACTOR, Folded, Sight, find_warnings
from riscontro.languages.edtf import cover
from riscontro.languages.naming import Phrases
from riscontro.languages.voices import states_of, voice
from riscontro.model import Citation, Event, Finding, Ground, Judgement, Kind, Mandate, Origin, Tense, Verb
from riscontro.model.questions import disputes, family, ids, is_answer, weighed


def weigh(
    event: Event,
    origins: tuple[Origin, ...],
    others: Iterable[Citation] = (),
    judgements: Iterable[Judgement] = (),
    *,
    headlines: Iterable[Folded] = (),
    mandate: Mandate | None = None,
    say: Phrases | None = None,
) -> Finding:
    """The finding of an event; a pure function of what it is given.

    Args:
        event: claims about one thing.
        origins: the voices behind them, as `reconcile.find_origins` gives them.
        others: claims that may answer or support it; those that do not are passed over, so too many do no harm.
        judgements: the desk's; one that refutes is obeyed, and letters are given to origins.
        headlines: those that were folded, for the warnings.
        mandate: its thresholds hold, and findings are held against its provisions; the usual thresholds without one.
        say: the language of the reasons; English unless given.
    """
    say, rows, made = say or Phrases(), tuple(others), tuple(judgements)
    threshold, factor = (mandate.threshold, mandate.factor) if mandate else (THRESHOLD, FACTOR)
    case = _sorted_out(event, origins, rows, made)
    amounts = find_amounts(origins, event.family)
    rung, ground = climb(Case(origins, say, threshold))
    finding = Finding(
        event=event,
        rung=rung,
        disputed=bool(case.disputing),
        count=sum(o.counted for o in origins),
        goods=tuple(
            dict.fromkeys(g for c in (*case.told, *case.support, *case.answers) for g in c.claim.goods if family(g) == event.family)
        ),
        when=cover(c.claim.when for c in weighed(case.told)),
        origins=origins,
        denials=case.answers,
        support=(*case.announced, *case.support),
        amounts=amounts,
        ranges=find_ranges(amounts, origins),
        elements=find_elements(event, origins, amounts),
        exchange=any(c.claim.exchange for c in case.told),
        warnings=find_warnings(Sight(event, origins, amounts, case.answers, rows, tuple(headlines), factor, say)),
        grounds=(ground, *_remarks(case, say), *event.grounds),
        version=VERSION,
        refuted=bool(case.refuting),
        grades=find_grades(origins, case.answers, rung, disputed=bool(case.disputing), threshold=threshold, judgements=made),
    )
    return replace(finding, holdings=hold(finding, mandate, say)) if mandate else finding


Cited = tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The claims of an event and beside it: told, only announced, answering, disputing, supporting; judgements that refute it."""

    event: Event
    origins: tuple[Origin, ...]
    told: Cited
    announced: Cited
    answers: Cited
    disputing: Cited
    support: Cited
    refuting: tuple[Judgement, ...]


def _sorted_out(event: Event, origins: tuple[Origin, ...], others: Cited, judgements: Iterable[Judgement]) -> Sorted:
    told = tuple(c for c in event.citations if not is_answer(c.claim))
    coming = tuple(c for c in told if c.claim.tense is Tense.FUTURE)
    answers = find_answers(event, others) if told else event.citations
    return Sorted(
        event,
        origins,
        told,
        announced=coming if len(coming) < len(told) else (),
        answers=answers,
        disputing=tuple(c for c in answers if told and disputes(c.claim)),
        support=find_support(event, others) if told else (),
        refuting=_refuting(event, judgements),
    )


def _refuting(event: Event, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    own = {c.claim.id for c in event.citations}
    return tuple(j for j in judgements if j.verb is Verb.REFUTE and own & set(j.claims))


def _remarks(case: Sorted, say: Phrases) -> tuple[Ground, ...]:
    """What stands beside the rung."""
    found = (
        *(Ground("refuted", 0.0, say("ground-refuted", reason=j.reason), j.claims) for j in case.refuting),
        disputed(case, say),
        limited_admission(case, say),
        shared_evidence(case.event, case.origins, say),
        trace_alone(case, say),
        future_alone(case, say),
        announced(case, say),
    )
    return tuple(ground for ground in found if ground)


def disputed(case: Sorted, say: Phrases) -> Ground | None:
    """A categorical denial, one of a report or one of proof stands against what is affirmed."""
    return Ground("disputed", 0.0, say("ground-disputed", n=len(case.disputing)), ids(case.disputing)) if case.disputing else None


def limited_admission(case: Sorted, say: Phrases) -> Ground | None:
    """A side admits a part ("a few drones, before the war"): that part is supported, the rest stands on the others' word."""
    cited = [c for c in case.answers if c.claim.denial == "limited admission" and states_of(voice(c).key) & case.event.admitting]
    return Ground("limited-admission", 0.5, say("ground-limited-admission"), ids(cited)) if cited and case.told else None


def trace_alone(case: Sorted, say: Phrases) -> Ground | None:
    """A trace says where an item comes from, and not how it passed."""
    return Ground("trace-alone", 0.0, say("ground-trace-alone"), ids(case.told)) if case.event.kind is Kind.TRACE and case.told else None


def future_alone(case: Sorted, say: Phrases) -> Ground | None:
    """Everything is said of what is to come."""
    future = bool(case.told) and all(c.claim.tense is Tense.FUTURE for c in case.told)
    return Ground("future-alone", 0.0, say("ground-future-alone"), ids(case.told)) if future else None


def announced(case: Sorted, say: Phrases) -> Ground | None:
    """Beside what was done, more is said to be to come; it is shown and not counted."""
    return Ground("announced", 0.0, say("ground-announced", n=len(case.announced)), ids(case.announced)) if case.announced else None
