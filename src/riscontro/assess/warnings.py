"""Warnings that the desk must see: small named rules over one event, its origins, and what is told beside it.

Siblings are claims of one voice. An unnamed source has no siblings, since nothing says that two of them are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from riscontro.languages.around import told_of
from riscontro.languages.naming import Phrases
from riscontro.languages.voices import called, is_office, states_of, voice
from riscontro.model import Amount, Certainty, Citation, DeskWarning, Event, Ground, Kind, Origin, Standing
from riscontro.model.questions import CAPACITY, covers, disputes, families, figures, ids, is_answer, level, runs

FACTOR = 10
"""A figure this many times another of the same origin smells of a lost or misread thousands separator."""

_FIRMNESS = (Certainty.UNSPECIFIED, Certainty.UNLIKELY, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)
Folded = tuple[Citation, tuple[Citation, ...]]
"""A headline and the claims of its body that repeat it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the rules look at; `others` are claims beside the event, `headlines` those that the body repeats.

    `ratio` is how many times another a figure of one origin must be to be warned of.
    """

    event: Event
    origins: tuple[Origin, ...]
    amounts: tuple[Amount, ...]
    answers: tuple[Citation, ...]
    others: tuple[Citation, ...]
    headlines: tuple[Folded, ...]
    ratio: int
    say: Phrases

    def voiced(self) -> Mapping[str, list[Citation]]:
        """The affirming claims by voice, without those of unnamed sources."""
        found: dict[str, list[Citation]] = defaultdict(list)
        for citation in (c for o in self.origins if o.standing is not Standing.UNRESOLVED for c in o.citations):
            found[voice(citation).key].append(citation)
        return found


def find_warnings(sight: Sight) -> tuple[DeskWarning, ...]:
    """Every warning, in the order of the rules."""
    return tuple(warning for rule in RULES for warning in rule(sight))


def turned(sight: Sight) -> Iterator[DeskWarning]:
    """A carrier has giver and receiver of a known utterance swapped: a slip of translation, and no new event."""
    for slip in sight.event.turned:
        known = tuple(c for o in sight.origins for c in o.citations if figures(c) & figures(slip) and voice(c).key == voice(slip).key)
        one, other = map(sight.say.party, sight.event.sides)
        sentence = sight.say("warn-turned", who=_called(slip, sight.say), one=one, other=other)
        yield DeskWarning(Ground("turned", 1.0, sentence, ids((slip, *known))), (slip, *known))


def direction(sight: Sight) -> Iterator[DeskWarning]:
    """The claims of each voice, held against what it says of the other way."""
    slips = set(ids(sight.event.turned))
    back: dict[str, list[Citation]] = defaultdict(list)
    for c in sight.others:
        if c.claim.kind is Kind.TRANSFER and c.claim.id not in slips and not is_answer(c.claim) and runs(c.claim, *sight.event.sides[::-1]):
            back[voice(c).key].append(c)
    for key, there in sight.voiced().items() if sight.event.kind is Kind.TRANSFER and back else ():
        yield from _both_ways(sight, there, back.get(key, []))


def _both_ways(sight: Sight, there: list[Citation], back: list[Citation]) -> Iterator[DeskWarning]:
    """One voice has the same goods, or the same figure, pass both ways: giver and receiver may have been swapped."""
    say, family = sight.say, sight.event.family
    one, other = sorted(map(say.party, sight.event.sides))
    same = [c for c in back if family and family in families(c.claim)]
    if same:
        cited = (*there, *same)
        sentence = say("warn-direction", who=_called(there[0], say), goods=say.goods(family), one=one, other=other)
        yield DeskWarning(Ground("direction", 1.0, sentence, ids(cited)), cited)
    told = {figure: c for c in there for figure in figures(c)}
    pairs = [(told[f], c, f) for c in back if c not in same for f in figures(c) if f in told]
    if pairs:
        cited = tuple(dict.fromkeys(c for a, b, _ in pairs for c in (a, b)))
        amount = next(q.text for q in pairs[0][0].claim.quantities if (level(q), q.unit) == pairs[0][2])
        sentence = say("warn-direction-figure", who=_called(there[0], say), amount=amount, one=one, other=other)
        yield DeskWarning(Ground("direction", 1.0, sentence, ids(cited)), cited)


def _called(citation: Citation, say: Phrases) -> str:
    lead = voice(citation)
    return called(lead.key, lead.name, say)


def factor(sight: Sight) -> Iterator[DeskWarning]:
    """One origin gives figures of which one is at least FACTOR times another, in one unit: a thousands separator may be lost or misread."""
    groups: dict[tuple[str, str], list[Amount]] = defaultdict(list)
    for amount in sight.amounts:
        if amount.quantity.kind != CAPACITY and level(amount.quantity) > 0 and not amount.origin.startswith("unresolved:"):
            groups[(amount.origin, amount.quantity.unit)].append(amount)
    for rows in groups.values():
        low, high = min(rows, key=lambda a: level(a.quantity)), max(rows, key=lambda a: level(a.quantity))
        if level(high.quantity) >= sight.ratio * level(low.quantity) and low.citation.claim.id != high.citation.claim.id:
            cited = (low.citation, high.citation)
            key = "warn-separator" if _separated(low, high) else "warn-factor"
            sentence = sight.say(
                key, who=_called(high.citation, sight.say), low=low.quantity.text, high=high.quantity.text, factor=sight.ratio
            )
            yield DeskWarning(Ground("factor", 1.0, sentence, ids(cited)), cited)


def _separated(low: Amount, high: Amount) -> bool:
    """Whether two figures are the same digits a thousand or a million apart."""
    return round(level(high.quantity) / level(low.quantity), 6) in (1e3, 1e6)


def polarity(sight: Sight) -> Iterator[DeskWarning]:
    """One voice both affirms and denies the same: a translation may have inverted it."""
    denied: dict[str, list[Citation]] = defaultdict(list)
    for citation in sight.answers:
        if disputes(citation.claim):
            denied[voice(citation).key].append(citation)
    for key, said in sight.voiced().items() if denied else ():
        cited = _one_matter(said, denied.get(key, []))
        if cited:
            giver, receiver = map(sight.say.party, sight.event.sides)
            sentence = sight.say("warn-polarity", who=_called(cited[0], sight.say), giver=giver, receiver=receiver)
            yield DeskWarning(Ground("polarity", 1.0, sentence, ids(cited)), cited)


def _one_matter(said: list[Citation], denied: list[Citation]) -> tuple[Citation, ...]:
    """Claims and the denials that cover them; a denial without goods is about what its own article tells."""
    names = {name for c in denied for name in families(c.claim) if name}
    near = {c.document.id for c in denied if not c.claim.goods}
    met = [c for c in said if c.document.id in near or any(covers(a, b) for a in names for b in families(c.claim))]
    told, documents = {name for c in met for name in families(c.claim)}, {c.document.id for c in met}
    against = [c for c in denied if (c.document.id in documents if not c.claim.goods else _covering(c, told))]
    return (*met, *against) if met and against else ()


def _covering(denied: Citation, told: set[str]) -> bool:
    return any(covers(a, b) for a in families(denied.claim) for b in told)


def capacity(sight: Sight) -> Iterator[DeskWarning]:
    """A figure of what a container could hold stands beside the event, or is given elsewhere as what passed."""
    held: dict[tuple[str, float, str], list[Amount]] = defaultdict(list)
    for amount in sight.amounts:
        if amount.quantity.kind == CAPACITY:
            held[(amount.origin, level(amount.quantity), amount.quantity.unit)].append(amount)
    told = [c for o in sight.origins for c in o.citations]
    told += [c for c in sight.others if held and runs(c.claim, *sight.event.sides) and not is_answer(c.claim)]
    for rows in held.values():
        alike = list({c.claim.id: c for c in told if _tells(c, rows[0])}.values())
        cited = (*(a.citation for a in rows), *alike)
        key = "warn-capacity-taken" if alike else "warn-capacity"
        sentence = sight.say(key, amount=rows[0].quantity.text, n=len(alike))
        yield DeskWarning(Ground("capacity", 1.0 if alike else 0.5, sentence, ids(cited)), cited)


def _tells(citation: Citation, held: Amount) -> bool:
    """Whether a claim gives as contents what another gives as capacity, within a twentieth."""
    top = level(held.quantity)
    rows = [q for q in citation.claim.quantities if q.unit == held.quantity.unit and q.kind != CAPACITY]
    return any(abs(level(q) - top) <= 0.05 * max(level(q), top) for q in rows)


def upgraded(sight: Sight) -> Iterator[DeskWarning]:
    """An origin was made more of on the way: what one carrier has from a minister another has from intelligence or imagery."""
    for utterance in (u for o in sight.origins for u in o.utterances if len(u.citations) > 1):
        grand = [c for c in utterance.citations if _first_hand(c)]
        plain = [c for c in utterance.citations if c.claim.attribution and not _first_hand(c) and not _bare_state(c)]
        for figure in sorted({f for c in plain for f in figures(c)} & {f for c in grand for f in figures(c)})[:1]:
            cited = tuple(c for c in (*plain, *grand) if figure in figures(c))
            facts = {"plain": plain[0].claim.attribution[-1].source.name, "grand": grand[0].claim.attribution[-1].source.name}
            yield DeskWarning(Ground("upgraded", 1.0, sight.say("warn-upgraded", **facts), ids(cited)), cited)


def _first_hand(citation: Citation) -> bool:
    chain = citation.claim.attribution
    return bool(chain) and bool(told_of(chain[-1].source.name, citation.claim.language, "knowing"))


def _bare_state(citation: Citation) -> bool:
    """Whether the source is a state or capital alone, which says nothing of who knew."""
    source = citation.claim.attribution[-1].source
    return bool(states_of(voice(citation).key)) and not is_office(source, citation.claim.language) and source.type != "person"


def headline(sight: Sight) -> Iterator[DeskWarning]:
    """A headline says more firmly, or without its source, what the body attributes or hedges; the body wins."""
    own = set(ids(sight.event.citations))
    for title, body in sight.headlines:
        if not own & set(ids(body)):
            continue
        firmest = max(_FIRMNESS.index(c.claim.certainty) for c in body)
        firmer = _FIRMNESS.index(title.claim.certainty) > firmest
        bare = not title.claim.attribution and all(c.claim.attribution for c in body)
        if firmer or bare:
            cited = (title, *body)
            key = "warn-headline-firmer" if firmer else "warn-headline-bare"
            yield DeskWarning(Ground("headline", 1.0 if firmer else 0.5, sight.say(key), ids(cited)), cited)


RULES: tuple[Callable[[Sight], Iterator[DeskWarning]], ...] = (turned, direction, factor, polarity, capacity, upgraded, headline)


def distinct(warnings: Iterable[DeskWarning]) -> tuple[DeskWarning, ...]:
    """Each warning once, in the order of the rules: two events can give the same one."""
    order = [rule.__name__ for rule in RULES]
    found: dict[tuple[object, ...], DeskWarning] = {}
    for warning in warnings:
        found.setdefault((warning.ground.rule, warning.ground.sentence, frozenset(warning.ground.claims)), warning)
    return tuple(sorted(found.values(), key=lambda w: order.index(w.ground.rule)))
