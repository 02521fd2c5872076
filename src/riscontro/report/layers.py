"""What a layer saw, for people: a table on a terminal, aligned lines in a pipe; claims as short paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from riscontro.model import (
    Attribution,
    Claim,
    GoodsMention,
    LayerItem,
    Party,
    PartyMention,
    Predicate,
    Quantity,
    QuantityMention,
    Sentence,
    Span,
    TimeMention,
)
from riscontro.report.page import plain
from riscontro.report.wire import number

_HEADS = {
    "sentences": ("place", "block", "paragraph", "words"),
    "parties": ("place", "words", "name", "state", "id", "type", "resolved"),
    "dates": ("place", "words", "type", "value", "edtf", "anchor"),
    "quantities": ("place", "words", "amount", "unit", "kind", "of"),
    "goods": ("place", "words", "code"),
    "attributions": ("source", "cue", "party", "said", "style", "content"),
    "predicates": ("place", "words", "lemma", "polarity", "certainty", "tense", "why"),
}


def layer_text(name: str, items: Iterable[LayerItem]) -> str:
    """A layer as plain lines: columns that are aligned, or a paragraph for each claim."""
    rows = tuple(items)
    if name == "claims":
        return "".join(f"{line}\n" for item in rows if isinstance(item, Claim) for line in (*claim_lines(item), ""))
    cells = [_HEADS[name], *(tuple(map(plain, _cells(item))) for item in rows)]
    widths = [min(40, max(len(row[k]) for row in cells)) for k in range(len(_HEADS[name]))]
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in cells)


def print_layer(name: str, items: Iterable[LayerItem], console: Console) -> None:
    """A layer on a terminal."""
    rows = tuple(items)
    if name == "claims":
        for item in rows:
            if isinstance(item, Claim):
                _print_claim(item, console)
        return
    table = Table(box=None, header_style="bold", pad_edge=False, row_styles=["", "on grey7"] if console.is_terminal else None)
    for head in _HEADS[name]:
        table.add_column(head, overflow="fold", ratio=4 if head in ("words", "content") else None)
    for item in rows:
        table.add_row(*(Text(plain(cell)) for cell in _cells(item)))
    console.print(table)


def _print_claim(claim: Claim, console: Console) -> None:
    head, words, *rest = claim_lines(claim)
    console.print(Text(head, style="bold"))
    console.print(Text(words, style="cyan"))
    for line in rest:
        console.print(Text(line, style="dim" if line.startswith("  id") else ""))
    console.print()


def claim_lines(claim: Claim) -> Iterator[str]:
    """A claim as lines: the relation, the words, then every field that says something."""
    sides = " -> ".join(
        ", ".join(map(party_words, side)) or "?" for side in (claim.actor, claim.counterpart) if side or claim.kind == "transfer"
    )
    yield f"{claim.kind}  {plain(sides)}"
    yield f"  “{plain(claim.span.text)}”"
    fields = (
        ("goods", ", ".join(claim.goods)),
        ("quantities", "; ".join(map(amount_words, claim.quantities))),
        ("when", claim.when or ""),
        ("where", ", ".join(p.name for p in claim.where)),
        ("outcome", claim.outcome or ""),
        ("on the word of", " <- ".join(party_words(link.source) + (f" [{link.cue}]" if link.cue else "") for link in claim.attribution)),
        ("denial", claim.denial or ""),
    )
    for name, value in fields:
        if value:
            yield f"  {name}: {plain(value)}"
    why = f" ({plain(', '.join(claim.why))})" if claim.why else ""
    marks = "".join(f", {mark}" for mark, on in (("in exchange", claim.exchange), ("headline", claim.headline)) if on)
    yield f"  {claim.polarity}, {claim.certainty}, {claim.tense}{why}{marks}"
    yield f"  id {claim.id}  {_place(claim.span)}" + (f"  {plain(claim.rule)}" if claim.rule else "")


def party_words(party: Party) -> str:
    """A party as written, with its state."""
    return f"{party.name} ({party.state})" if party.state and party.state != party.name else party.name


def amount_words(quantity: Quantity) -> str:
    """An amount with its bounds, unit and kind, and its words."""
    low, high = number(quantity.min), number(quantity.max)
    figure = (
        f"{low:,}" if low == high and low is not None else f"{'' if low is None else f'{low:,}'}..{'' if high is None else f'{high:,}'}"
    )
    marks = "".join(f", {mark}" for mark, on in (("about", quantity.approximate), ("running total", quantity.cumulative)) if on)
    return f"{figure} {quantity.unit} [{quantity.kind}{marks}] “{quantity.text}”"


def _place(span: Span) -> str:
    return f"{span.start}:{span.end}"


def _words(span: Span | None) -> str:
    return span.text if span else ""


def _cells(item: LayerItem) -> Sequence[str]:
    match item:
        case Sentence():
            return (_place(item.span), str(item.block), str(item.paragraph + 1), item.span.text)
        case PartyMention():
            party = item.party
            return (
                _place(item.span),
                item.span.text,
                party.name,
                party.state or "",
                party.id or "",
                str(party.type),
                "yes" if item.coreference else "",
            )
        case TimeMention():
            return (_place(item.span), item.span.text, item.type, item.value, item.edtf or "", item.anchor or "")
        case QuantityMention():
            return (
                _place(item.span),
                item.span.text,
                amount_words(item.quantity).split(" [")[0],
                item.quantity.unit,
                item.quantity.kind,
                _words(item.of),
            )
        case GoodsMention():
            return (_place(item.span), item.span.text, item.code)
        case Attribution():
            who = party_words(item.party) if item.party else ""
            return (_words(item.source), _words(item.cue), who, item.said or "", item.style, " … ".join(s.text for s in item.contents))
        case Predicate():
            judged = (str(item.polarity), str(item.certainty), str(item.tense))
            return (_place(item.span), item.span.text, item.lemma, *judged, ", ".join(item.why))
        case Claim():
            return (" ".join(claim_lines(item)),)
