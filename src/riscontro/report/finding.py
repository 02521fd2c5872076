"""The page of one finding: what it rests on and why, reason by reason, with what the desk decided."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from riscontro.languages.naming import Phrases
from riscontro.model import FindingPage, Judgement, Kind
from riscontro.report.columns import card, origin_name, statement
from riscontro.report.ledger import finding_json, ground_json
from riscontro.report.page import Line, Notes, carrier, plain
from riscontro.report.sheets import citation_json
from riscontro.report.text import plain_lines, print_lines
from riscontro.report.weighed import judgement_json
from riscontro.report.wire import Json


def finding_text(page: FindingPage, ui: str) -> str:
    """The page as plain text."""
    notes = Notes(Phrases(ui))
    title, lines = _title(page, notes.say), tuple(_lines(page, notes))
    ends = (f"[{n.number}] {n.claim} · {n.place} · {n.document}" for n in notes.rows.values())
    return "\n".join((title, "=" * len(title), *plain_lines(lines, ui), "", *ends)) + "\n"


def print_finding(page: FindingPage, ui: str, console: Console) -> None:
    """The page on a terminal."""
    notes = Notes(Phrases(ui))
    lines = tuple(_lines(page, notes))
    print_lines(_title(page, notes.say), lines, tuple(notes.rows.values()), ui, console)


def finding_page_json(page: FindingPage) -> Json:
    """The page as one object; claims stand once under `claims`."""
    finding = page.finding
    event = finding.event
    cited = {c.claim.id: c for c in (*event.citations, *finding.denials, *finding.support, *page.found)}
    return {
        "id": event.id,
        "kind": str(event.kind),
        "actor": event.actor,
        "counterpart": event.counterpart,
        **finding_json(finding),
        "refuted": finding.refuted,
        "warnings": [ground_json(w.ground) for w in finding.warnings],
        "judgements": [judgement_json(j) for j in page.judgements],
        "as_found": [citation_json(c) for c in page.found],
        "claims": [citation_json(c) for c in cited.values()],
    }


def _title(page: FindingPage, say: Phrases) -> str:
    event = page.finding.event
    ends = [say.party(plain(code)) for code in (event.actor, event.counterpart) if code]
    arrow = " – " if event.kind in (Kind.MEET, Kind.AGREE) else " → "
    goods = f", {say.goods(event.family)}" if event.family else ""
    return f"{say(f'kind-{event.kind}')}: {arrow.join(ends)}{goods}"


def _lines(page: FindingPage, notes: Notes) -> Iterator[Line]:
    finding, say = page.finding, notes.say
    made = card(finding, page.mandate, notes)
    yield Line(" · ".join(made.badges), label=finding.event.id, tone="origin")
    yield from made.lines
    yield from _occasions(page, notes)
    if finding.warnings:
        yield Line(say("warnings"), tone="head")
        for warning in finding.warnings:
            yield Line(warning.ground.sentence, notes=notes.numbers(warning.citations), depth=1, tone="warning")
    if page.judgements:
        yield Line(say("judgements"), tone="head")
        yield from (_judgement(made, say) for made in page.judgements)
    if page.found:
        yield Line(say("as-found"), tone="head")
        for citation in page.found:
            yield statement(citation, notes, depth=1)


def _occasions(page: FindingPage, notes: Notes) -> Iterator[Line]:
    """On which occasions the origins spoke, and who carried it: many carriers of one occasion are one origin."""
    say = notes.say
    rows = [(origin, utterance) for origin in page.finding.origins for utterance in origin.utterances]
    if rows:
        yield Line(say("occasions"), tone="head")
    for origin, utterance in rows:
        who = plain(utterance.speaker) or origin_name(origin.key, origin.citations[0], say)
        circumstances = (say.when(utterance.said) if utterance.said else "", plain(utterance.setting or ""), *map(plain, utterance.figures))
        papers = say.listed(dict.fromkeys(carrier(c.document) for c in utterance.citations))
        told = say("carried-by", names=papers, n=len({c.document.id for c in utterance.citations}))
        aside = "; ".join(part for part in circumstances if part)
        yield Line(told, label=who, aside=aside, depth=1, notes=notes.numbers(utterance.citations))


def _judgement(made: Judgement, say: Phrases) -> Line:
    """What the desk decided, by whom, when and why."""
    facts = {"field": plain(made.field or ""), "value": plain(made.value or ""), "source": plain(made.source or "")}
    words = say(f"judged-{made.verb}", claims=" ".join(made.claims), **facts)
    return Line(f"{words} {plain(made.reason)}", aside=f"{plain(made.by)}, {say.when(made.at.split('T')[0])}", depth=1)
