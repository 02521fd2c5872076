"""Warnings that the desk must see: small named rules over all claims of what passes between two sides.

Siblings are claims of one origin. An unnamed source has no siblings, since nothing says that two of them are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from riscontro.assess.amounts import CAPACITY, level
from riscontro.languages.naming import Phrases
from riscontro.languages.voices import Voice, voice
from riscontro.model import Amount, Certainty, Citation, DeskWarning, Finding, Ground, Kind, Standing
from riscontro.model.questions import covers, disputes, families, ids, is_answer, runs

FACTOR = 10
"""A figure this many times another of the same origin smells of a lost or misread thousands separator."""

HANDFUL = 10
"""Smaller figures are shared by chance."""

_FIRMNESS = (Certainty.UNSPECIFIED, Certainty.UNLIKELY, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)


def find_warnings(
    citations: Iterable[Citation],
    findings: Iterable[Finding],
    headlines: Iterable[tuple[Citation, tuple[Citation, ...]]],
    between: tuple[str, str],
    say: Phrases,
    ratio: int = FACTOR,
) -> tuple[DeskWarning, ...]:
    """Every warning, in the order of the rules; `ratio` is how many times another a figure of one origin must be."""
    siblings = _siblings(citations)
    rows = tuple(findings)
    return (
        *(w for lead, group in siblings for w in swapped(lead, group, between, say)),
        *(w for finding in rows for w in factor(finding, say, ratio)),
        *(w for lead, group in siblings for w in inverted(lead, group, between, say)),
        *(w for finding in rows for w in capacity(finding, rows, say)),
        *(w for headline, body in headlines for w in stronger_headline(headline, body, say)),
    )


def _siblings(citations: Iterable[Citation]) -> list[tuple[Voice, list[Citation]]]:
    groups: dict[str, list[Citation]] = defaultdict(list)
    leads: dict[str, Voice] = {}
    for citation in citations:
        found = voice(citation)
        if found.standing is not Standing.UNRESOLVED and citation.claim.kind is Kind.TRANSFER:
            groups[found.key].append(citation)
            leads.setdefault(found.key, found)
    return [(leads[key], rows) for key, rows in groups.items()]


def _called(lead: Voice, say: Phrases) -> str:
    return say.party(lead.key.removeprefix("state:")) if lead.key.startswith("state:") else lead.name


def swapped(lead: Voice, group: list[Citation], between: tuple[str, str], say: Phrases) -> Iterator[DeskWarning]:
    """One origin has the same goods, or the same figure, pass both ways: giver and receiver may have been swapped."""
    one, two = between
    there = _by_family(c for c in group if runs(c.claim, one, two) and not is_answer(c.claim))
    back = _by_family(c for c in group if runs(c.claim, two, one) and not is_answer(c.claim))
    both = sorted(there.keys() & back.keys() - {""})
    for name in both:
        cited = (*there[name], *back[name])
        sentence = say("warn-direction", who=_called(lead, say), goods=say.goods(name), one=say.party(one), other=say.party(two))
        yield DeskWarning(Ground("direction", 1.0, sentence, ids(cited)), cited)
    told = {c.claim.id for name in both for c in (*there[name], *back[name])}
    pairs = [(a, b, q) for a, b in product(_all(there), _all(back)) for q in _shared_figures(a, b) if not {a.claim.id, b.claim.id} <= told]
    if pairs:
        cited = tuple(dict.fromkeys(c for a, b, _ in pairs for c in (a, b)))
        sentence = say("warn-direction-figure", who=_called(lead, say), amount=pairs[0][2], one=say.party(one), other=say.party(two))
        yield DeskWarning(Ground("direction", 1.0, sentence, ids(cited)), cited)


def _all(groups: dict[str, list[Citation]]) -> list[Citation]:
    return list(dict.fromkeys(c for rows in groups.values() for c in rows))


def _shared_figures(one: Citation, other: Citation) -> list[str]:
    """Words of the amounts above a handful that two claims share, unit and all."""
    pairs = product(one.claim.quantities, other.claim.quantities)
    return [a.text for a, b in pairs if a.unit == b.unit and level(a) > HANDFUL and level(a) == level(b)]


def _by_family(citations: Iterable[Citation]) -> dict[str, list[Citation]]:
    groups: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        for name in families(citation.claim):
            groups[name].append(citation)
    return groups


def factor(finding: Finding, say: Phrases, ratio: int = FACTOR) -> Iterator[DeskWarning]:
    """One origin gives figures of which one is at least FACTOR times another, in one unit."""
    groups: dict[tuple[str, str], list[Amount]] = defaultdict(list)
    for amount in finding.amounts:
        if amount.quantity.kind != CAPACITY and level(amount.quantity) > 0 and not amount.origin.startswith("unresolved:"):
            groups[(amount.origin, amount.quantity.unit)].append(amount)
    for rows in groups.values():
        low, high = min(rows, key=lambda a: level(a.quantity)), max(rows, key=lambda a: level(a.quantity))
        if level(high.quantity) >= ratio * level(low.quantity) and low.citation.claim.id != high.citation.claim.id:
            cited = (low.citation, high.citation)
            who = _called(voice(high.citation), say)
            sentence = say("warn-factor", who=who, low=low.quantity.text, high=high.quantity.text, factor=ratio)
            yield DeskWarning(Ground("factor", 1.0, sentence, ids(cited)), cited)


def inverted(lead: Voice, group: list[Citation], between: tuple[str, str], say: Phrases) -> Iterator[DeskWarning]:
    """One origin both affirms and denies the same passing: a translation may have inverted it."""
    for giver, receiver in (between, between[::-1]):
        way = [c for c in group if runs(c.claim, giver, receiver)]
        said = [c for c in way if not is_answer(c.claim)]
        denied = [c for c in way if disputes(c.claim)]
        pairs = [(a, b) for a, b in product(said, denied) if _one_matter(a, b)]
        if pairs:
            cited = tuple(dict.fromkeys(c for pair in pairs for c in pair))
            sentence = say("warn-polarity", who=_called(lead, say), giver=say.party(giver), receiver=say.party(receiver))
            yield DeskWarning(Ground("polarity", 1.0, sentence, ids(cited)), cited)


def _one_matter(said: Citation, denied: Citation) -> bool:
    """Whether what is denied covers what is said; a denial without goods is about what its own article tells."""
    near = said.document.id == denied.document.id
    return any(covers(a, b) and (bool(a) or near) for a in families(denied.claim) for b in families(said.claim))


def capacity(finding: Finding, findings: Iterable[Finding], say: Phrases) -> Iterator[DeskWarning]:
    """A figure of what a container could hold stands beside the finding, or is given elsewhere as what was sent the same way."""
    rows = [a for a in finding.amounts if a.quantity.kind == CAPACITY]
    same_way = [a for f in findings if f.event.sides == finding.event.sides for a in f.amounts if a.quantity.kind != CAPACITY]
    for held in rows:
        alike = [a for a in same_way if _same_figure(a, held)]
        cited = (held.citation, *(a.citation for a in alike))
        key = "warn-capacity-taken" if alike else "warn-capacity"
        yield DeskWarning(Ground("capacity", 1.0 if alike else 0.5, say(key, amount=held.quantity.text, n=len(alike)), ids(cited)), cited)


def _same_figure(one: Amount, other: Amount) -> bool:
    a, b = level(one.quantity), level(other.quantity)
    return one.quantity.unit == other.quantity.unit and abs(a - b) <= 0.05 * max(a, b)


def stronger_headline(headline: Citation, body: tuple[Citation, ...], say: Phrases) -> Iterator[DeskWarning]:
    """A headline says more firmly, or without its source, what the body attributes or hedges; the body wins."""
    firmest = max(_FIRMNESS.index(c.claim.certainty) for c in body)
    firmer = _FIRMNESS.index(headline.claim.certainty) > firmest
    bare = not headline.claim.attribution and all(c.claim.attribution for c in body)
    if firmer or bare:
        cited = (headline, *body)
        key = "warn-headline-firmer" if firmer else "warn-headline-bare"
        yield DeskWarning(Ground("headline", 1.0 if firmer else 0.5, say(key), ids(cited)), cited)
