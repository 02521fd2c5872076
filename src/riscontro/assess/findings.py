"""An event weighed: its rung, what stands against it and beside it, its amounts, and the reasons in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from riscontro.assess.amounts import find_amounts, find_ranges
from riscontro.assess.beside import find_answers, find_support
from riscontro.assess.elements import find_elements
from riscontro.assess.ladder import THRESHOLD, VERSION, Case, climb
from riscontro.languages.edtf import cover
from riscontro.languages.naming import Phrases
from riscontro.model import Citation, Event, Finding, Ground, Judgement, Kind, Origin, Tense, Verb
from riscontro.model.questions import disputes, family, ids, is_answer, weighed


def weigh(
    event: Event,
    origins: tuple[Origin, ...],
    others: Iterable[Citation] = (),
    judgements: Iterable[Judgement] = (),
    *,
    threshold: int = THRESHOLD,
    say: Phrases | None = None,
) -> Finding:
    """The finding of an event; a pure function of what it is given.

    Args:
        event: claims about one thing.
        origins: the voices behind them, as `reconcile.find_origins` gives them.
        others: claims that may answer or support it; those that do not are passed over, so too many do no harm.
        judgements: the desk's; one that refutes is obeyed.
        threshold: how many independent origins corroborate.
        say: the language of the reasons; English unless given.
    """
    say = say or Phrases()
    rows = tuple(others)
    told = tuple(c for c in event.citations if not is_answer(c.claim))
    present = weighed(told)
    announced = tuple(c for c in told if c not in present)
    answers = tuple(c for c in event.citations if is_answer(c.claim)) if not told else find_answers(event, rows)
    support = find_support(event, rows) if told else ()
    disputing = tuple(c for c in answers if disputes(c.claim)) if told else ()
    refuting = _refuting(event, judgements)
    amounts = find_amounts(origins, event.family)
    rung, ground = climb(Case(origins, say, threshold))
    return Finding(
        event=event,
        rung=rung,
        disputed=bool(disputing),
        count=sum(o.counted for o in origins),
        goods=tuple(dict.fromkeys(g for c in (*told, *support, *answers) for g in c.claim.goods if family(g) == event.family)),
        when=cover(c.claim.when for c in present),
        origins=origins,
        denials=answers,
        support=(*announced, *support),
        amounts=amounts,
        ranges=find_ranges(amounts, origins),
        elements=find_elements(origins, amounts, event.family),
        exchange=any(c.claim.exchange for c in told),
        warnings=(),
        grounds=(ground, *_remarks(event, told, announced, disputing, refuting, say), *event.grounds),
        version=VERSION,
        refuted=bool(refuting),
    )


def _refuting(event: Event, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    own = {c.claim.id for c in event.citations}
    return tuple(j for j in judgements if j.verb is Verb.REFUTE and own & set(j.claims))


def _remarks(
    event: Event,
    told: Sequence[Citation],
    announced: Sequence[Citation],
    disputing: Sequence[Citation],
    refuting: Sequence[Judgement],
    say: Phrases,
) -> tuple[Ground, ...]:
    """What stands beside the rung: a judgement, a dispute, that it is a trace alone, that all of it, or more of it, is still to come."""
    remarks = [Ground("refuted", 0.0, say("ground-refuted", reason=j.reason), j.claims) for j in refuting]
    if disputing:
        remarks.append(Ground("disputed", 0.0, say("ground-disputed", n=len(disputing)), ids(disputing)))
    if event.kind is Kind.TRACE and told:
        remarks.append(Ground("trace-alone", 0.0, say("ground-trace-alone"), ids(told)))
    if told and all(c.claim.tense is Tense.FUTURE for c in told):
        remarks.append(Ground("future-alone", 0.0, say("ground-future-alone"), ids(told)))
    if announced:
        remarks.append(Ground("announced", 0.0, say("ground-announced", n=len(announced)), ids(announced)))
    return tuple(remarks)
