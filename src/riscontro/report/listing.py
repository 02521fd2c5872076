"""What stands under the two columns: timeline, warnings, what was left out, and the articles."""

from __future__ import annotations

from collections.abc import Iterator

from riscontro.model import DeskWarning, Document, Dossier, Happening, Kind, Omission, Polarity
from riscontro.report.caps import caps_section
from riscontro.report.columns import statement
from riscontro.report.page import Line, Notes, Section, plain

SHOWN = 5
"""Claims shown for each reason of leaving out; the JSON has all."""


_MUTUAL = frozenset({Kind.MEET, Kind.AGREE})
"""Kinds without a direction: who meets whom is the same both ways."""


def sections(dossier: Dossier, notes: Notes) -> tuple[Section, ...]:
    """The sections below the columns, in their order."""
    say = notes.say
    timeline = tuple(line for happening in dossier.timeline for line in _happening(happening, notes))
    warnings = tuple(line for warning in dossier.warnings for line in _warning(warning, notes))
    left = (*_refusals(dossier, notes), *(line for omission in dossier.omissions for line in _omission(omission, notes)))
    return (
        *caps_section(dossier, notes),
        Section(say("timeline"), timeline or (Line(say("no-timeline"), tone="aside"),)),
        Section(say("warnings"), warnings or (Line(say("no-warnings"), tone="aside"),), "warning"),
        Section(say("left-out"), left or (Line(say("nothing-left"), tone="aside"),)),
        Section(say("sources"), tuple(_document(doc, notes) for doc in dossier.documents)),
    )


def _happening(happening: Happening, notes: Notes) -> Iterator[Line]:
    say = notes.say
    ends = ((*happening.actor, *happening.counterpart),) if happening.kind in _MUTUAL else (happening.actor, happening.counterpart)
    sides = " → ".join(say.listed(map(say.party, map(plain, dict.fromkeys(end)))) for end in ends if end)
    goods = say.listed(map(say.goods, happening.goods))
    denied = say("not-so") if happening.citations[0].claim.polarity is Polarity.DENIED else ""
    aside = "; ".join(part for part in (goods, say.outcome(happening.outcome or ""), denied) if part)
    title = f"{say(f'kind-{happening.kind}')}: {sides}"
    yield Line(title, label=say.when(happening.when), aside=aside, notes=notes.numbers(happening.citations), tone="origin")
    for citation in happening.citations:
        yield statement(citation, notes, depth=1)


def _warning(warning: DeskWarning, notes: Notes) -> Iterator[Line]:
    yield Line(warning.ground.sentence, notes=notes.numbers(warning.citations), tone="warning")
    for citation in warning.citations:
        yield statement(citation, notes, depth=1)


def _refusals(dossier: Dossier, notes: Notes) -> Iterator[Line]:
    for refusal in dossier.refusals:
        what = notes.say(f"refusal-{refusal.code}")
        yield Line(notes.say("refused", path=plain(refusal.path), what=what), tone="warning")


def _omission(omission: Omission, notes: Notes) -> Iterator[Line]:
    yield Line(omission.sentence, notes=notes.numbers(omission.citations[:SHOWN]))
    for citation in omission.citations[:SHOWN]:
        yield statement(citation, notes, depth=1)
    if len(omission.citations) > SHOWN:
        yield Line(notes.say("more", n=len(omission.citations) - SHOWN), depth=1, tone="aside")


def _document(doc: Document, notes: Notes) -> Line:
    known = (doc.publisher, notes.say.when(doc.published), doc.language, *doc.notes, doc.id)
    aside = plain("; ".join(k for k in known if k))
    return Line(plain(doc.path or doc.id), quote=plain(doc.title or ""), language=doc.language, aside=aside)
