"""A finding's provisions, element by element."""

from __future__ import annotations

from collections.abc import Iterator

from riscontro.languages.naming import Phrases
from riscontro.model import Finding, Mandate, Provision
from riscontro.report.page import Line, Notes, plain


def provision_name(provision: Provision, mandate: Mandate, say: Phrases) -> str:
    """How a provision is cited: its paragraph stands there only where it was checked."""
    key = "bare" if provision.paragraph is None else "paragraph" if provision.annex is None else "whole"
    instrument = f"{mandate.instrument[say.ui]} {provision.instrument}"
    return say(f"provision-{key}", instrument=plain(instrument), annex=provision.annex, paragraph=provision.paragraph)


def holdings(finding: Finding, mandate: Mandate | None, notes: Notes) -> Iterator[Line]:
    """What the finding would breach, if established: each provision with its elements."""
    if mandate is None or not finding.holdings:
        return
    say = notes.say
    cited = finding.event.citations
    yield Line(say("provisions"), tone="head")
    for holding in finding.holdings:
        provision = holding.provision
        verdict = say(f"holding-{holding.verdict.replace(' ', '-')}")
        yield Line(plain(provision.says[say.ui]), label=provision_name(provision, mandate, say), aside=verdict, depth=1, tone="provision")
        for test in holding.tests:
            word = say(f"verdict-{test.verdict.replace(' ', '-')}")
            yield Line(
                plain(test.ground.sentence),
                label=say(f"hold-element-{test.element}"),
                aside=word,
                notes=notes.by_id(cited, test.ground.claims),
                depth=2,
                tone=f"test-{test.verdict.replace(' ', '-')}",
            )
