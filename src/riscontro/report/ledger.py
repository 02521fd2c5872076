"""The dossier as JSON: everything that the other forms show, and the claims themselves in the form of `read --format jsonl`."""

from __future__ import annotations

from riscontro.model import Amount, Citation, DeskWarning, Dossier, Finding, Ground, Happening, Omission, Origin, Refusal, Standing
from riscontro.report.wire import Json, claim_json, document_json, number, quantity_json


def dossier_json(dossier: Dossier) -> Json:
    """One object; claims stand once under `claims`, everything else refers to them by id."""
    cited = _cited(dossier)
    return {
        "between": list(dossier.between),
        "since": dossier.since,
        "until": dossier.until,
        "standard": list(dossier.standard),
        "documents": [document_json(doc) for doc in dossier.documents],
        "findings": [finding_json(finding) for finding in (*dossier.there, *dossier.back)],
        "timeline": [_happening(h) for h in dossier.timeline],
        "warnings": [_warning(w) for w in dossier.warnings],
        "left_out": [_omission(o) for o in dossier.omissions],
        "refused": [refusal_json(r) for r in dossier.refusals],
        "claims": [{**claim_json(c.claim), "paragraph": c.paragraph, "path": c.document.path} for c in cited.values()],
    }


def _cited(dossier: Dossier) -> dict[str, Citation]:
    findings = (*dossier.there, *dossier.back)
    rows = [c for f in findings for group in (*(o.citations for o in f.origins), f.denials, f.support) for c in group]
    rows += [c for happening in dossier.timeline for c in happening.citations]
    rows += [c for warning in dossier.warnings for c in warning.citations]
    rows += [c for omission in dossier.omissions for c in omission.citations]
    return {c.claim.id: c for c in rows}


def _ids(citations: tuple[Citation, ...]) -> list[str]:
    return list(dict.fromkeys(c.claim.id for c in citations))


def finding_json(finding: Finding) -> Json:
    """A finding; `count` is the number of distinct origins, `independent` those that are no side to it."""
    return {
        "giver": finding.event.actor,
        "receiver": finding.event.counterpart,
        "family": finding.event.family,
        "goods": list(finding.goods),
        "state": str(finding.rung),
        "disputed": finding.disputed,
        "count": finding.count,
        "independent": sum(o.counted and o.standing is Standing.NAMED for o in finding.origins),
        "when": finding.when,
        "exchange": finding.exchange,
        "origins": [_origin(o) for o in finding.origins],
        "denials": [{"claim": c.claim.id, "type": c.claim.denial, "outcome": c.claim.outcome} for c in finding.denials],
        "support": _ids(finding.support),
        "amounts": [_amount(a) for a in finding.amounts],
        "ranges": [
            {"unit": r.unit, "low": number(r.low), "high": number(r.high), "open": r.open, "origins": r.origins} for r in finding.ranges
        ],
        "elements": [{"name": e.name, "value": e.value, "origins": list(e.origins)} for e in finding.elements],
        "grounds": [ground_json(g) for g in finding.grounds],
    }


def ground_json(ground: Ground) -> Json:
    """A rule's decision."""
    return {"rule": ground.rule, "score": ground.score, "sentence": ground.sentence, "claims": list(ground.claims)}


def _origin(origin: Origin) -> Json:
    return {
        "key": origin.key,
        "names": list(origin.names),
        "standing": str(origin.standing),
        "counted": origin.counted,
        "claims": _ids(origin.citations),
        "grounds": [ground_json(g) for g in origin.grounds],
    }


def _amount(amount: Amount) -> Json:
    return {**quantity_json(amount.quantity), "origin": amount.origin, "claim": amount.citation.claim.id, "superseded": amount.superseded}


def _happening(happening: Happening) -> Json:
    return {
        "kind": str(happening.kind),
        "when": happening.when,
        "actor": list(happening.actor),
        "counterpart": list(happening.counterpart),
        "goods": list(happening.goods),
        "outcome": happening.outcome,
        "polarity": str(happening.citations[0].claim.polarity),
        "claims": _ids(happening.citations),
    }


def _warning(warning: DeskWarning) -> Json:
    return ground_json(warning.ground)


def _omission(omission: Omission) -> Json:
    return {"reason": omission.reason, "sentence": omission.sentence, "claims": _ids(omission.citations)}


def refusal_json(refusal: Refusal) -> Json:
    """A file that could not be read."""
    return {"path": refusal.path, "code": refusal.code, "what": refusal.what, "remedy": refusal.remedy}
