"""Running sums under a cap: how much is said to have been supplied in a year, by all suppliers together.

Sums are kept apart by how an amount is known (declared by a side, alleged by another, estimated). Within one origin and supplier,
figures whose times overlap are never added: of two for the same time, or of two running totals with one beginning, the later said
supersedes, and of the rest the largest set that does not overlap stands. Figures of several origins are a range, never a sum. What
could be carried, what is denied, only possible or still to come, and what no year can be told for is in no sum, and is said to be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from riscontro.assess.provisions import worded
from riscontro.languages.edtf import interval
from riscontro.languages.naming import Phrases
from riscontro.languages.voices import spoken_on, voice, voices
from riscontro.model import (
    Basis,
    BlockKind,
    Cap,
    CapAccount,
    CapShare,
    CapSum,
    Certainty,
    Citation,
    Direction,
    Ground,
    Kind,
    Mandate,
    Provision,
    Quantity,
    Standing,
    Tense,
)
from riscontro.model.questions import CAPACITY, codes, covers, ids, is_answer

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount in the unit of the cap, placed in a year of it."""

    citation: Citation
    low: float
    high: float | None
    days: Days
    year: Days
    basis: Basis
    supplier: str | None
    cumulative: bool
    converted: bool


def find_caps(citations: Iterable[Citation], mandate: Mandate, say: Phrases | None = None) -> tuple[CapAccount, ...]:
    """The account of every cap of a mandate under which anything is said to have been supplied.

    Args:
        citations: claims of all parties, since a cap counts all suppliers; those that do not concern it are passed over.
        mandate: whose caps.
        say: the language of the sentences; English unless given.
    """
    say = say or Phrases()
    rows = tuple(citations)
    accounts = (_account(p, p.cap, rows, mandate, say) for p in mandate.provisions if p.cap)
    return tuple(account for account in accounts if account.sums or account.left)


def _account(provision: Provision, limit: Cap, rows: tuple[Citation, ...], mandate: Mandate, say: Phrases) -> CapAccount:
    figures: list[Figure] = []
    left: dict[str, list[Citation]] = defaultdict(list)
    for citation in rows:
        if _concerns(citation, provision, mandate):
            for quantity in citation.claim.quantities:
                found = _figure(citation, quantity, provision, limit, mandate)
                if isinstance(found, Figure):
                    figures.append(found)
                elif found and citation not in left[found]:
                    left[found].append(citation)
    groups: dict[tuple[Days, Basis], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[(figure.year, figure.basis)].append(figure)
    order = list(Basis)
    sums = (
        _sum(provision, limit, year, basis, groups[(year, basis)], say)
        for year, basis in sorted(groups, key=lambda k: (k[0], order.index(k[1])))
    )
    reasons = (
        Ground(reason, 0.0, say(f"cap-left-{reason}", n=len(left[reason])), ids(left[reason])) for reason in REASONS if reason in left
    )
    return CapAccount(provision, tuple(sums), tuple((ground, tuple(left[ground.rule])) for ground in reasons))


REASONS = ("capacity", "future", "possible", "words", "unit", "year")
"""Why an amount is in no sum, in the order in which they are told."""


def _concerns(citation: Citation, provision: Provision, mandate: Mandate) -> bool:
    """Whether a claim says that the capped goods pass the capped way."""
    claim = citation.claim
    gets, gives = claim.counterpart, claim.actor
    end = codes(gives if provision.direction is Direction.EXPORT else gets)
    if claim.kind is not Kind.TRANSFER or is_answer(claim) or not set(end) & set(mandate.watched):
        return False
    return any(covers(wide, code) for wide in provision.goods for code in claim.goods)


def _figure(citation: Citation, quantity: Quantity, provision: Provision, limit: Cap, mandate: Mandate) -> Figure | str | None:
    """The amount as a figure of the sum, or the reason why it is in none; None where it belongs to another cap or is no such amount."""
    claim = citation.claim
    factor = 1.0 if quantity.unit == limit.unit else limit.factors.get(quantity.unit)
    if factor is None and quantity.unit not in VOLUMES:
        return None
    fits = _speaks_of(citation, provision, mandate)
    if fits is False:
        return None
    days = interval(claim.when)
    year = _year(days, limit)
    tests = (
        (quantity.kind == CAPACITY, "capacity"),
        (claim.tense is Tense.FUTURE, "future"),
        (claim.certainty not in (Certainty.CERTAIN, Certainty.PROBABLE), "possible"),
        (fits is None, "words"),
        (factor is None, "unit"),
        (year is None, "year"),
    )
    reason = next((name for holds, name in tests if holds), None)
    if reason or factor is None or days is None or year is None:
        return reason
    low, high = (None if bound is None else bound * factor for bound in (quantity.min, quantity.max))
    return Figure(
        citation,
        low or 0.0,
        high,
        days,
        year,
        _basis(citation, quantity),
        _supplier(citation, provision, mandate),
        quantity.cumulative,
        factor != 1.0,
    )


VOLUMES = frozenset({"barrel", "litre", "tonne", "gallon"})
"""Units in which goods under a cap may be told; an amount in any other (dollars, ships) is no amount of them."""


def _speaks_of(citation: Citation, provision: Provision, mandate: Mandate) -> bool | None:
    """Whether the words, else their paragraph, else the article speak of the goods of this cap and of no other; None where none tells."""
    rivals = [p for p in mandate.provisions if p.cap and set(p.goods) & set(provision.goods) and p.words]
    if not provision.words or not rivals:
        return True
    for text in _widening(citation):
        named = [p.id for p in rivals if worded(text, p, citation.claim.language)]
        if named:
            return named == [provision.id] if len(named) == 1 else None
    return None


def _widening(citation: Citation) -> Iterator[str]:
    """The words of a claim, its paragraph, and the whole article without furniture."""
    span, blocks = citation.claim.span, citation.document.blocks
    yield span.text
    yield " ".join(b.span.text for b in blocks if b.span.touches(span))
    yield " ".join(b.span.text for b in blocks if b.kind is not BlockKind.FURNITURE)


def _year(days: Days | None, limit: Cap) -> Days | None:
    """The year of the cap in which all of these days lie."""
    begins = (interval(limit.begins) or (date.max, date.max))[0]
    if days is None or days[0] < begins or days[1] == date.max:
        return None
    first = begins.replace(year=days[0].year)
    first = first if first <= days[0] else begins.replace(year=days[0].year - 1)
    last = first.replace(year=first.year + 1) - timedelta(days=1)
    return (first, last) if days[1] <= last else None


def _basis(citation: Citation, quantity: Quantity) -> Basis:
    """Declared where a side to the supply says it, or where it is told as declared; else estimated or alleged."""
    claim = citation.claim
    sides = {f"state:{code}" for code in (*codes(claim.actor), *codes(claim.counterpart))}
    if any(found.key in sides for found in voices(citation)) or "declared" in (quantity.kind, claim.basis):
        return Basis.DECLARED
    return Basis.ESTIMATED if quantity.kind == "estimate" else Basis.ALLEGED


def _supplier(citation: Citation, provision: Provision, mandate: Mandate) -> str | None:
    """The one party at the other end; None where none is named, or several together."""
    claim = citation.claim
    others = codes(claim.counterpart if provision.direction is Direction.EXPORT else claim.actor)
    named = [code for code in others if code not in mandate.watched]
    return named[0] if len(named) == 1 else None


def _sum(provision: Provision, limit: Cap, year: Days, basis: Basis, figures: list[Figure], say: Phrases) -> CapSum:
    by_supplier: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_supplier[figure.supplier].append(figure)
    shares = {
        supplier: _share(supplier, rows) for supplier, rows in sorted(by_supplier.items(), key=lambda row: (row[0] is None, row[0] or ""))
    }
    named = [share for supplier, share in shares.items() if supplier is not None]
    low, high = sum(s.low for s in named), _total(s.high for s in named)
    if None in shares:
        whole = shares[None]
        low, high = max(low, whole.low), None if high is None or whole.high is None else max(high, whole.high)
    cited = {c for share in shares.values() for c in share.citations}
    passed = tuple(dict.fromkeys(f.citation for f in figures if f.citation not in cited))
    grounds = tuple(_grounds(limit, figures, shares, (low, high), passed, say))
    return CapSum(provision, f"{year[0]}/{year[1]}", basis, low, high, tuple(shares.values()), passed, grounds)


def _grounds(
    limit: Cap,
    figures: list[Figure],
    shares: Mapping[str | None, CapShare],
    total: tuple[float, float | None],
    passed: tuple[Citation, ...],
    say: Phrases,
) -> Iterator[Ground]:
    """How the sum stands to the limit, and how it was made."""
    cited = ids(c for share in shares.values() for c in share.citations)
    low, high = total
    verdict = "over" if low > limit.limit else "within" if high is not None and high <= limit.limit else "open"
    score = {"over": 1.0, "open": 0.5, "within": 0.0}[verdict]
    yield Ground(f"cap-{verdict}", score, say(f"cap-{verdict}", limit=limit.limit, unit=say.unit(limit.unit, limit.limit)), cited)
    if None in shares and len(shares) > 1:
        yield Ground("cap-unnamed", 0.0, say("cap-unnamed"), ids(shares[None].citations))
    weak = [c for c in passed if voice(c).standing is not Standing.NAMED]
    for rule, rows in (("weak", weak), ("overlap", [c for c in passed if c not in weak])):
        if rows:
            yield Ground(f"cap-{rule}", 0.0, say(f"cap-{rule}", n=len(rows)), ids(rows))
    for name, factor in limit.factors.items():
        used = [f.citation for f in figures if f.converted and any(q.unit == name for q in f.citation.claim.quantities)]
        if used:
            facts = {"unit": say.unit(name, 1), "factor": factor, "into": say.unit(limit.unit, factor), "source": limit.source}
            yield Ground("cap-converted", 0.0, say("cap-converted", **facts), ids(used))


def _share(supplier: str | None, figures: list[Figure]) -> CapShare:
    """From the lowest to the highest that any origin comes to for one supplier."""
    by_origin: dict[str, list[Figure]] = defaultdict(list)
    for figure in _counted(figures):
        found = voice(figure.citation)
        by_origin["carrier" if found.standing is Standing.CARRIER else found.key].append(figure)
    chosen = [_chosen(rows) for rows in by_origin.values()]
    lows = [sum(f.low for f in rows) for rows in chosen]
    highs = [_total(f.high for f in rows) for rows in chosen]
    known = [h for h in highs if h is not None]
    high = max((*known, *lows)) if len(known) == len(highs) else None
    return CapShare(supplier, min(lows), high, tuple(dict.fromkeys(f.citation for rows in chosen for f in rows)))


def _counted(figures: list[Figure]) -> list[Figure]:
    """Those of named origins; of articles without a source (one origin) and of nobody in particular only where there are no others."""
    for standing in (Standing.NAMED, Standing.CARRIER):
        rows = [f for f in figures if voice(f.citation).standing is standing]
        if rows:
            return rows
    return figures


def _total(highs: Iterable[float | None]) -> float | None:
    """The sum of upper bounds; None where one is open."""
    rows = tuple(highs)
    known = [h for h in rows if h is not None]
    return sum(known) if len(known) == len(rows) else None


def _chosen(figures: list[Figure]) -> list[Figure]:
    """The figures of one origin that may be added: none superseded, no two of one time, the largest set there is."""
    latest: dict[tuple[object, ...], Figure] = {}
    for figure in sorted(figures, key=lambda f: (spoken_on(f.citation), f.low, f.citation.claim.id)):
        latest[("total", figure.days[0]) if figure.cumulative else ("part", figure.days)] = figure
    rows = sorted(latest.values(), key=lambda f: (f.days[1], f.days[0], f.citation.claim.id))
    best: list[tuple[float, list[Figure]]] = [(0.0, [])]
    for i, figure in enumerate(rows):
        before = sum(other.days[1] < figure.days[0] for other in rows[:i])
        taken = (best[before][0] + max(figure.low, figure.high or 0.0), [*best[before][1], figure])
        best.append(max(best[i], taken, key=lambda pair: pair[0]))
    return best[-1][1]
