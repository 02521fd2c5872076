"""The running sums under the caps of a mandate."""

from __future__ import annotations

from collections.abc import Iterator

from riscontro.languages.naming import Phrases
from riscontro.model import AmountRange, CapAccount, CapSum, Dossier, Mandate
from riscontro.report.columns import range_text, statement
from riscontro.report.holdings import provision_name
from riscontro.report.page import Line, Notes, Section, plain

SHOWN = 5
"""Claims shown for each reason why an amount is in no sum; the JSON has all."""


def caps_section(dossier: Dossier, notes: Notes) -> tuple[Section, ...]:
    """The running sums; no section where nothing is said to have been supplied under a cap."""
    if dossier.mandate is None or not dossier.caps:
        return ()
    say = notes.say
    lines = [Line(say("caps-standard"), tone="lead")]
    for account in dossier.caps:
        lines += _account(account, dossier.mandate, notes)
    return (Section(say("caps"), tuple(lines)),)


def _account(account: CapAccount, mandate: Mandate, notes: Notes) -> Iterator[Line]:
    say = notes.say
    yield Line(provision_name(account.provision, mandate, say), tone="head")
    yield Line(plain(account.provision.says[say.ui]), tone="aside")
    for each in account.sums:
        yield from _sum(each, notes)
    for ground, citations in account.left:
        yield Line(ground.sentence, notes=notes.numbers(citations), tone="fact")
        for citation in citations[:SHOWN]:
            yield statement(citation, notes, depth=1)
        if len(citations) > SHOWN:
            yield Line(say("more", n=len(citations) - SHOWN), depth=1, tone="aside")


def _sum(each: CapSum, notes: Notes) -> Iterator[Line]:
    say, unit = notes.say, each.provision.cap.unit if each.provision.cap else ""
    first, _, last = each.period.partition("/")
    whole = first.endswith("-01-01") and last.endswith("-12-31")
    label = f"{first[:4] if whole else say.when(each.period)}, {say(f'basis-{each.basis}')}"
    cited = [c for share in each.shares for c in share.citations]
    yield Line(_bounds(unit, each.low, each.high, say), label=label, notes=notes.numbers(cited), tone="origin")
    for ground in each.grounds:
        yield Line(ground.sentence, notes=notes.by_id((*cited, *each.passed), ground.claims), depth=1, tone="fact")
    for share in each.shares:
        name = say("cap-supplier", name=say.party(share.supplier)) if share.supplier else say("cap-supplier-unnamed")
        yield Line(_bounds(unit, share.low, share.high, say), label=name, notes=notes.numbers(share.citations), depth=1)
        for citation in share.citations:
            yield statement(citation, notes, depth=2)


def _bounds(unit: str, low: float, high: float | None, say: Phrases) -> str:
    if not low and high is not None:
        return range_text(AmountRange(unit, None, high, False, 0), say)
    return range_text(AmountRange(unit, low, low if high is None else high, high is None, 0), say)
