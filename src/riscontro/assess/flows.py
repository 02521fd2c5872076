"""Claims to flows: one for each direction and family of goods (the top two parts of the code).

A general code such as `arms` makes a row of its own: it neither adds to the rows of special goods nor takes from them.
Grouping looks at direction and family alone; claims of different times come together, which is why every flow also says
how many origins agree on the time (elements). Traces and uses of the giver's goods are supporting evidence: they are shown
and never counted as saying that something passed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from riscontro.assess.amounts import find_amounts, find_ranges
from riscontro.assess.citing import codes, covers, disputes, families, family, ids, is_answer, runs
from riscontro.assess.elements import find_elements
from riscontro.assess.ladder import Case, climb
from riscontro.assess.origins import find_origins
from riscontro.languages.edtf import cover
from riscontro.languages.naming import Phrases
from riscontro.model import Citation, Flow, Ground, Kind, Rung, Tense

_ORDER = list(Rung)


def find_flows(citations: Iterable[Citation], giver: str, receiver: str, say: Phrases) -> tuple[Flow, ...]:
    """The flows from giver to receiver, best established first."""
    rows = tuple(citations)
    affirmed, answers, traces = _sorted_out(rows, giver, receiver)
    uses = _uses(rows, giver, receiver)
    beside = _beside({name: affirmed.get(name, []) + traces.get(name, []) for name in (*affirmed, *traces)}, answers)
    alone = {name: cited for name, cited in _stray(beside, answers).items() if any(runs(c.claim, giver, receiver) for c in cited)}
    flows = [
        _flow(name, (giver, receiver), affirmed.get(name, []), answered, traces.get(name, []) + uses.get(name, []), say)
        for name, answered in (*beside.items(), *alone.items())
    ]
    return tuple(sorted(flows, key=lambda f: (-_ORDER.index(f.rung), -f.count, f.family)))


Groups = dict[str, list[Citation]]


def _sorted_out(citations: Iterable[Citation], giver: str, receiver: str) -> tuple[Groups, Groups, Groups]:
    """Affirming transfers, answers and traces by family."""
    rows = tuple(citations)
    affirmed: Groups = defaultdict(list)
    answers: Groups = defaultdict(list)
    traces: Groups = defaultdict(list)
    for citation in rows:
        claim = citation.claim
        if runs(claim, giver, receiver) or one_sided_denial(citation, giver, receiver) or _found_in_use(citation, rows, giver, receiver):
            kind = answers if is_answer(claim) else traces if claim.kind is Kind.TRACE else affirmed
            for name in families(claim):
                kind[name].append(citation)
    return affirmed, answers, traces


def one_sided_denial(citation: Citation, giver: str, receiver: str) -> bool:
    """Whether a transfer is denied with one end unnamed and the other fitting: "we never sent arms", "has received none"."""
    claim = citation.claim
    if claim.kind is not Kind.TRANSFER or not is_answer(claim):
        return False
    gives, gets = codes(claim.actor), codes(claim.counterpart)
    return (giver in gives and not gets) or (receiver in gets and not gives)


def _found_in_use(citation: Citation, rows: Iterable[Citation], giver: str, receiver: str) -> bool:
    """Whether the giver's goods are traced, to nobody who is named, in a paragraph that tells of the receiver's using arms."""
    claim = citation.claim
    if claim.kind is not Kind.TRACE or claim.counterpart or giver not in codes(claim.actor):
        return False
    return any(_is_use(c, receiver) and _one_paragraph(c, citation) for c in rows)


def _is_use(citation: Citation, user: str) -> bool:
    return citation.claim.kind is Kind.USE and user in codes(citation.claim.actor) and not is_answer(citation.claim)


def _one_paragraph(one: Citation, other: Citation) -> bool:
    return one.document.id == other.document.id and one.paragraph == other.paragraph


def _beside(told: Groups, answers: Groups) -> Groups:
    """For each family told of, the denials of it or of its parent, and those without goods where their own article tells of it."""
    beside: Groups = {}
    for name, rows in told.items():
        articles = {c.document.id for c in rows}
        found = [c for denied, cited in answers.items() if covers(denied, name) for c in cited if denied or c.document.id in articles]
        beside[name] = list({c.claim.id: c for c in found}.values())
    return beside


def _stray(beside: Groups, answers: Groups) -> Groups:
    """Denials, by family, that stand beside nothing told."""
    stray: Groups = {}
    for denied, cited in answers.items():
        placed = {c.claim.id for name, rows in beside.items() if covers(denied, name) for c in rows}
        stray[denied] = [c for c in cited if c.claim.id not in placed]
    return stray


def _uses(citations: Iterable[Citation], giver: str, receiver: str) -> Groups:
    """Uses by the receiver in whose very words the giver's goods are traced or passed, or beside whose words they are traced."""
    rows = tuple(citations)
    origin = [c for c in rows if giver in codes(c.claim.actor) and c.claim.kind in (Kind.TRACE, Kind.TRANSFER)]
    uses: Groups = defaultdict(list)
    for citation in rows:
        if _is_use(citation, receiver):
            spots = [c for c in origin if _one_spot(c, citation)]
            found = {family(g) for c in spots for g in c.claim.goods}
            for name in sorted(found & set(families(citation.claim)) if citation.claim.goods else found):
                uses[name].append(citation)
    return uses


def _one_spot(told: Citation, use: Citation) -> bool:
    if told.document.id != use.document.id:
        return False
    loose = told.claim.kind is Kind.TRACE and not told.claim.counterpart
    return told.claim.span.touches(use.claim.span) or (loose and _one_paragraph(told, use))


def _flow(
    name: str, sides: tuple[str, str], affirmed: list[Citation], answers: list[Citation], support: list[Citation], say: Phrases
) -> Flow:
    weighed = [c for c in affirmed if c.claim.tense is not Tense.FUTURE] or affirmed
    announced = [c for c in affirmed if c.claim.tense is Tense.FUTURE] if len(weighed) < len(affirmed) else []
    origins = find_origins(weighed, sides, say)
    amounts = find_amounts(origins, name)
    rung, ground = climb(Case(origins, sides, say))
    if not affirmed and support:
        rung, ground = Rung.SPECULATED, Ground("trace-alone", 0.2, say("ground-trace-alone"), ids(support))
    disputing = [c for c in answers if disputes(c.claim)]
    grounds = (ground, *_remarks(affirmed, announced, disputing, say))
    return Flow(
        giver=sides[0],
        receiver=sides[1],
        family=name,
        goods=tuple(dict.fromkeys(g for c in (*affirmed, *support, *answers) for g in c.claim.goods if family(g) == name)),
        rung=rung,
        disputed=bool(affirmed) and bool(disputing),
        count=sum(o.counted for o in origins),
        when=cover(c.claim.when for c in weighed),
        origins=origins,
        denials=tuple(answers),
        support=(*announced, *support),
        amounts=amounts,
        ranges=find_ranges(amounts, origins),
        elements=find_elements(origins, amounts, name),
        exchange=any(c.claim.exchange for c in affirmed),
        grounds=grounds,
    )


def _remarks(affirmed: list[Citation], announced: list[Citation], disputing: list[Citation], say: Phrases) -> tuple[Ground, ...]:
    """What stands beside the rung: a dispute, and that all of it, or more of it, is still to come."""
    remarks = []
    if disputing and affirmed:
        remarks.append(Ground("disputed", 0.0, say("ground-disputed", n=len(disputing)), ids(disputing)))
    if affirmed and all(c.claim.tense is Tense.FUTURE for c in affirmed):
        remarks.append(Ground("future-alone", 0.0, say("ground-future-alone"), ids(affirmed)))
    if announced:
        remarks.append(Ground("announced", 0.0, say("ground-announced", n=len(announced)), ids(announced)))
    return tuple(remarks)
