"""The two columns of a dossier: each finding as a card of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from riscontro.languages.naming import Phrases
from riscontro.languages.voices import called, together
from riscontro.model import (
    STOPPED,
    Amount,
    AmountRange,
    Certainty,
    Citation,
    Claim,
    Element,
    Finding,
    Ground,
    Kind,
    Mandate,
    Origin,
    Party,
    Polarity,
    Standing,
    Tense,
)
from riscontro.report.holdings import holdings
from riscontro.report.page import Card, Column, Line, Notes, carrier, plain


def column(findings: Iterable[Finding], giver: str, receiver: str, mandate: Mandate | None, notes: Notes) -> Column:
    """Everything that is said to pass from giver to receiver."""
    say = notes.say
    cards = tuple(card(finding, mandate, notes) for finding in findings)
    return Column(say("column", giver=say.party(giver), receiver=say.party(receiver)), cards, "" if cards else say("nothing"))


def card(finding: Finding, mandate: Mandate | None, notes: Notes) -> Card:
    """A finding as lines, with its badges."""
    lines = (
        *_head(finding, notes),
        *_amounts(finding, notes),
        *_words(finding, notes),
        *_denials(finding, notes),
        *_support(finding, notes),
        *_agreement(finding, notes),
        *holdings(finding, mandate, notes),
    )
    goods = notes.say.goods(finding.event.family)
    title = notes.say("traced", goods=goods) if finding.event.kind is Kind.TRACE else goods
    return Card(title, _badges(finding, notes.say), finding.rung.replace(" ", "-"), lines, tuple(_brief(finding, notes)))


def _brief(finding: Finding, notes: Notes) -> Iterator[Line]:
    """What an overview shows: the first reason, the time, and the ranges."""
    say = notes.say
    for ground in finding.grounds[:1]:
        yield Line(ground.sentence, notes=notes.by_id(_cited(finding), ground.claims), tone="lead")
    if finding.when:
        yield Line(say.when(finding.when), label=say("period"))
    for spread in finding.ranges:
        yield Line(range_text(spread, say), label=say("amounts"))


def _badges(finding: Finding, say: Phrases) -> tuple[str, ...]:
    sides = sum(o.counted and o.standing is Standing.PARTY for o in finding.origins)
    count = say("origins", n=finding.count) if finding.count else say("origins-none")
    if sides:
        count += f", {say('of-which-sides', n=sides)}"
    dispute = tuple(say(word) for word in ("refuted", "disputed") if getattr(finding, word))
    return (say(f"rung-{finding.rung.replace(' ', '-')}"), *dispute, count)


def _cited(finding: Finding) -> tuple[Citation, ...]:
    return (*(c for o in finding.origins for c in o.citations), *finding.denials, *finding.support)


def _head(finding: Finding, notes: Notes) -> Iterator[Line]:
    say, cited = notes.say, _cited(finding)
    for sentence, grounds in _by_sentence(finding.grounds).items():
        yield Line(sentence, notes=notes.by_id(cited, (claim for ground in grounds for claim in ground.claims)), tone="lead")
    special = [g for g in finding.goods if g != finding.event.family]
    if special:
        saying = [c for c in cited if set(special) & set(c.claim.goods)]
        yield Line(say.listed(map(say.goods, special)), label=say("goods"), notes=notes.numbers(saying))
    if finding.when:
        dated = [c for o in finding.origins for c in o.citations if c.claim.when]
        yield Line(say.when(finding.when), label=say("period"), notes=notes.numbers(dated))
    if finding.exchange:
        traded = [c for c in cited if c.claim.exchange]
        yield Line(say("in-exchange"), notes=notes.numbers(traded))


def _by_sentence(grounds: Iterable[Ground]) -> dict[str, list[Ground]]:
    """Reasons that say the same of several claims are told once."""
    rows: dict[str, list[Ground]] = {}
    for ground in grounds:
        rows.setdefault(ground.sentence, []).append(ground)
    return rows


def _amounts(finding: Finding, notes: Notes) -> Iterator[Line]:
    say = notes.say
    if finding.amounts:
        yield Line(say("amounts"), tone="head")
    for spread in finding.ranges:
        cited = [
            a.citation for a in finding.amounts if a.quantity.unit == spread.unit and not a.superseded and a.quantity.kind != "capacity"
        ]
        key = "range" if spread.origins else "range-none"
        yield Line(say(key, amount=range_text(spread, say), n=spread.origins), notes=notes.numbers(cited), depth=1)
    yield from _series(finding, notes)
    for amount in finding.amounts:
        who = speaker(amount.citation, say)
        aside = "; ".join(_remarks(amount, say))
        yield Line("", quote=plain(amount.quantity.text), label=who, aside=aside, notes=notes.numbers([amount.citation]), depth=2)


def range_text(spread: AmountRange, say: Phrases) -> str:
    """A range in words: exact, open above, open below."""
    low, high = spread.low, spread.high
    unit = say.unit(spread.unit, high if high is not None else low)
    if low is not None and high is not None:
        key = (
            "amount-exact"
            if low == high and not spread.open
            else "amount-at-least"
            if low == high
            else "amount-open"
            if spread.open
            else "amount-between"
        )
        return say(key, low=low, high=high, unit=unit)
    return say("amount-at-most" if low is None else "amount-at-least", low=low or 0, high=high or 0, unit=unit)


def _remarks(amount: Amount, say: Phrases) -> Iterator[str]:
    quantity, claim = amount.quantity, amount.citation.claim
    if quantity.kind != "counted":
        yield say(f"quantity-{quantity.kind}")
    if quantity.cumulative:
        yield say("cumulative")
    if amount.superseded:
        yield say("superseded")
    if sum(q.unit == quantity.unit for q in claim.quantities) > 1:
        yield say("alternatives")


def _series(finding: Finding, notes: Notes) -> Iterator[Line]:
    """An office counting on: its figures, latest first."""
    say = notes.say
    overtaken = {(a.origin, a.quantity.unit) for a in finding.amounts if a.superseded}
    for origin, unit in sorted(overtaken):
        rows = [a for a in finding.amounts if (a.origin, a.quantity.unit) == (origin, unit) and a.quantity.kind != "capacity"]
        figures = "; ".join(f"{plain(a.quantity.text)}, {say.when(spoken_on(a.citation))}" for a in rows)
        yield Line(
            say("series", who=origin_name(origin, rows[0].citation, say), figures=figures),
            notes=notes.numbers(a.citation for a in rows),
            depth=1,
        )


def spoken_on(citation: Citation) -> str | None:
    """When a claim's words were said, else when its article came out."""
    chain = citation.claim.attribution
    return (chain[-1].said if chain else None) or citation.document.published


def _words(finding: Finding, notes: Notes) -> Iterator[Line]:
    say = notes.say
    if finding.origins:
        yield Line(say("on-whose-word"), tone="head")
    for origin in finding.origins:
        tail = "" if origin.counted else say("not-counted")
        yield Line(_origin_title(origin, say), aside=tail, depth=1, tone="origin", notes=notes.numbers(origin.citations))
        for ground in origin.grounds:
            yield Line(ground.sentence, depth=2, tone="aside", notes=notes.by_id(origin.citations, ground.claims))
        for citation in origin.citations:
            yield statement(citation, notes, depth=2)


def _origin_title(origin: Origin, say: Phrases) -> str:
    if origin.standing is Standing.CARRIER:
        return say("carrier" if len({c.document.id for c in origin.citations}) == 1 else "carrier-many")
    lead = origin_name(origin.key, origin.citations[0], say)
    others = [plain(n) for n in origin.names if plain(n).casefold() != lead.casefold()]
    return f"{lead} ({say.listed(others)})" if others else lead


def origin_name(key: str, citation: Citation, say: Phrases) -> str:
    """How an origin is called in the interface's language."""
    if key == "carrier":
        return say("carrier")
    name = plain(citation.claim.attribution[-1].source.name) if citation.claim.attribution else carrier(citation.document)
    return called(key, name, say)


def speaker(citation: Citation, say: Phrases) -> str:
    """On whose word a claim is: the final source (or those who speak together) as written, with its state, or the article itself."""
    if not citation.claim.attribution:
        return say("in-own-voice", name=carrier(citation.document))
    return say.listed(_called(link.source, say) for link in together(citation.claim.attribution))


def _called(source: Party, say: Phrases) -> str:
    name, state = plain(source.name), say.party(source.state) if source.state else ""
    return f"{name}, {state}" if state and state.casefold() not in name.casefold() and name != source.state else (state or name)


def statement(citation: Citation, notes: Notes, depth: int, label: str = "") -> Line:
    """A claim's own words, with how firmly, when, through whom and where they are put forward."""
    say, claim = notes.say, citation.claim
    named = label or speaker(citation, say)
    return Line(
        "",
        quote=plain(claim.span.text),
        language=claim.language,
        label=named,
        aside="; ".join(_circumstances(citation, say)),
        notes=notes.numbers([citation]),
        depth=depth,
        tone="quote",
    )


def _circumstances(citation: Citation, say: Phrases) -> Iterator[str]:
    claim, doc = citation.claim, citation.document
    yield firmness(claim, say)
    if claim.tense is Tense.FUTURE:
        yield say("tense-future")
    if claim.when:
        yield say.when(claim.when)
    if claim.attribution:
        last = claim.attribution[-1]
        through = claim.attribution[: -len(together(claim.attribution))]
        if through:
            yield say("via", names=say.listed(plain(link.source.name) for link in through))
        if last.said:
            yield say("said-on", date=say.when(last.said))
        if last.medium:
            yield say("medium", medium=plain(last.medium))
    page = doc.page(claim.span.start)
    where = f"p. {page}, ¶ {citation.paragraph}" if page else f"¶ {citation.paragraph}"
    place = (carrier(doc) if claim.attribution else "", say.when(doc.published) if doc.published else "", where)
    yield ", ".join(part for part in place if part)


def firmness(claim: Claim, say: Phrases) -> str:
    """How firmly the source puts it forward, with its own hedging words."""
    hedged = claim.why and claim.certainty is not Certainty.CERTAIN
    words = f" ({say('hedge', words=', '.join(map(plain, claim.why)))})" if hedged else ""
    return f"{say(f'certainty-{claim.certainty}')}{words}"


def _denials(finding: Finding, notes: Notes) -> Iterator[Line]:
    say = notes.say
    if finding.denials:
        yield Line(say("denials"), tone="head")
    for citation in finding.denials:
        label = f"{speaker(citation, say)} – {denial_type(citation.claim, say)}"
        yield statement(citation, notes, depth=1, label=label)


def denial_type(claim: Claim, say: Phrases) -> str:
    """What kind of answer a denial is, in words."""
    if claim.denial:
        return say(f"denial-{claim.denial.replace(' ', '-')}")
    if claim.polarity is Polarity.AFFIRMED:
        return say("denial-doubt")
    return say("denial-stopped", outcome=say.outcome(claim.outcome)) if claim.outcome in STOPPED else say("denial-untyped")


def _support(finding: Finding, notes: Notes) -> Iterator[Line]:
    say = notes.say
    if finding.support:
        yield Line(say("support"), tone="head")
    for citation in finding.support:
        kind = {Kind.TRACE: "support-trace", Kind.USE: "support-use"}.get(citation.claim.kind, "support-announced")
        yield statement(citation, notes, depth=1, label=f"{speaker(citation, say)} – {say(kind)}")


def _agreement(finding: Finding, notes: Notes) -> Iterator[Line]:
    """Element by element, where there is more than one origin to agree."""
    if finding.count < 2 or not finding.elements:
        return
    say = notes.say
    cited = {o.key: o.citations for o in finding.origins}
    yield Line(say("agreement"), tone="head")
    for name, rows in groupby(finding.elements, key=lambda e: e.name):
        for element in rows:
            value = _valued(element, say)
            voices = say.listed(origin_name(key, cited[key][0], say) for key in element.origins)
            used = [c for key in element.origins for c in cited[key]]
            yield Line(f"{value}: {voices}", label=say(f"element-{name}"), notes=notes.numbers(used), depth=1, tone="aside")


def _valued(element: Element, say: Phrases) -> str:
    """The value of an element in words."""
    if element.name == "direction":
        return " → ".join(map(say.party, map(plain, element.value.split(" → "))))
    return {"goods": say.goods, "time": say.when}.get(element.name, plain)(element.value)
