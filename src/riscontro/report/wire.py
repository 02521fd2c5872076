"""What goes over the wire: JSON objects of claims and layers, with the fields in the order that the reader expects.

The shapes are a contract: other programs read them line by line. Offsets are into the document's clean text.
"""

from __future__ import annotations

from typing import Any

from riscontro.model import (
    Attribution,
    Claim,
    Document,
    GoodsMention,
    LayerItem,
    Link,
    Party,
    PartyMention,
    Place,
    Predicate,
    Quantity,
    QuantityMention,
    Sentence,
    Span,
    TimeMention,
)

Json = dict[str, Any]


def span_json(span: Span) -> Json:
    """`{"start", "end", "text"}`, offsets in characters."""
    return {"start": span.start, "end": span.end, "text": span.text}


def party_json(party: Party) -> Json:
    """A party as claims carry it."""
    return {"name": party.name, "state": party.state, "id": party.id}


def place_json(place: Place) -> Json:
    """A place as claims carry it."""
    return {"name": place.name, "state": place.state}


def quantity_json(quantity: Quantity) -> Json:
    """An amount; whole numbers stay whole."""
    return {
        "min": number(quantity.min),
        "max": number(quantity.max),
        "unit": quantity.unit,
        "approximate": quantity.approximate,
        "text": quantity.text,
        "kind": quantity.kind,
        "cumulative": quantity.cumulative,
    }


def link_json(link: Link) -> Json:
    """One link of a chain of sources."""
    return {"source": party_json(link.source), "cue": link.cue, "said": link.said, "medium": link.medium}


def claim_json(claim: Claim) -> Json:
    """One line of `riscontro read --format jsonl`: every field of a claim, after the claim schema."""
    return {
        "id": claim.id,
        "document": claim.document,
        "language": claim.language,
        "kind": str(claim.kind),
        "actor": [party_json(p) for p in claim.actor],
        "counterpart": [party_json(p) for p in claim.counterpart],
        "goods": list(claim.goods),
        "quantities": [quantity_json(q) for q in claim.quantities],
        "when": claim.when,
        "where": [place_json(p) for p in claim.where],
        "outcome": claim.outcome,
        "attribution": [link_json(link) for link in claim.attribution],
        "polarity": str(claim.polarity),
        "certainty": str(claim.certainty),
        "tense": str(claim.tense),
        "exchange": claim.exchange,
        "span": span_json(claim.span),
        "extractor": claim.extractor,
        "basis": claim.basis,
        "denial": claim.denial,
        "headline": claim.headline,
        "rule": claim.rule,
        "why": list(claim.why),
    }


def document_json(doc: Document) -> Json:
    """What is known of a document, without its text."""
    return {
        "id": doc.id,
        "path": doc.path,
        "title": doc.title,
        "language": doc.language,
        "published": doc.published,
        "published_basis": doc.published_basis,
        "publisher": doc.publisher,
        "notes": list(doc.notes),
    }


def layer_json(item: LayerItem) -> Json:
    """The object that `riscontro read --layer NAME --format jsonl` prints for one item of a layer."""
    match item:
        case Claim():
            return claim_json(item)
        case Sentence():
            return {"span": span_json(item.span), "block": str(item.block), "paragraph": item.paragraph + 1}
        case PartyMention():
            return _party_mention(item)
        case TimeMention():
            return {"span": span_json(item.span), "type": item.type, "value": item.value, "edtf": item.edtf, "anchor": item.anchor}
        case QuantityMention():
            of = span_json(item.of) if item.of else None
            return {"span": span_json(item.span), **quantity_json(item.quantity), "of": of}
        case GoodsMention():
            return {"span": span_json(item.span), "code": item.code}
        case Attribution():
            return _attribution(item)
        case Predicate():
            return _predicate(item)


def _party_mention(item: PartyMention) -> Json:
    party = item.party
    return {"span": span_json(item.span), **party_json(party), "type": str(party.type), "coreference": item.coreference}


def _attribution(item: Attribution) -> Json:
    return {
        "source": span_json(item.source) if item.source else None,
        "cue": span_json(item.cue) if item.cue else None,
        "content": [span_json(span) for span in item.contents],
        "style": item.style,
        "party": party_json(item.party) if item.party else None,
        "said": item.said,
        "medium": item.medium,
    }


def _predicate(item: Predicate) -> Json:
    return {
        "span": span_json(item.span),
        "lemma": item.lemma,
        "polarity": str(item.polarity),
        "certainty": str(item.certainty),
        "tense": str(item.tense),
        "why": list(item.why),
    }


def number(value: float | None) -> float | int | None:
    """The number without an idle `.0`."""
    return int(value) if value is not None and float(value).is_integer() else value
