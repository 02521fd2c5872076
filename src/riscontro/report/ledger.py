"""The dossier as JSON: everything that the other forms show, and the claims themselves in the form of `read --format jsonl`."""

from __future__ import annotations

from riscontro.model import (
    Amount,
    CapAccount,
    CapSum,
    Citation,
    DeskWarning,
    Dossier,
    Finding,
    Ground,
    Happening,
    Holding,
    Omission,
    Origin,
    Provision,
    Refusal,
    Standing,
    Utterance,
)
from riscontro.report.wire import Json, claim_json, document_json, number, quantity_json


def dossier_json(dossier: Dossier) -> Json:
    """One object; claims stand once under `claims`, everything else refers to them by id."""
    cited = _cited(dossier)
    return {
        "between": list(dossier.between),
        "since": dossier.since,
        "until": dossier.until,
        "standard": list(dossier.standard),
        "mandate": _mandate(dossier),
        "documents": [document_json(doc) for doc in dossier.documents],
        "findings": [finding_json(finding) for finding in (*dossier.there, *dossier.back)],
        "caps": [_account(account) for account in dossier.caps],
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
    rows += [c for account in dossier.caps for total in account.sums for share in total.shares for c in share.citations]
    rows += [c for account in dossier.caps for total in account.sums for c in total.passed]
    rows += [c for account in dossier.caps for _, citations in account.left for c in citations]
    return {c.claim.id: c for c in rows}


def _ids(citations: tuple[Citation, ...]) -> list[str]:
    return list(dict.fromkeys(c.claim.id for c in citations))


def finding_json(finding: Finding) -> Json:
    """A finding; `count` is the number of distinct origins, `independent` those that are no side to it."""
    return {
        "event": finding.event.id,
        "kind": str(finding.event.kind),
        "giver": finding.event.actor,
        "receiver": finding.event.counterpart,
        "family": finding.event.family,
        "goods": list(finding.goods),
        "state": str(finding.rung),
        "disputed": finding.disputed,
        "refuted": finding.refuted,
        "version": finding.version,
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
        "grades": [{"claim": g.claim, "letter": g.letter, "digit": g.digit} for g in finding.grades],
        "warnings": [_warning(w) for w in finding.warnings],
        "turned": _ids(finding.event.turned),
        "provisions": [_holding(h) for h in finding.holdings],
    }


def _mandate(dossier: Dossier) -> Json | None:
    """The mandate and its thresholds, without the provisions that nothing is held against."""
    mandate = dossier.mandate
    if mandate is None:
        return None
    named = {"id": mandate.id, "name": mandate.name[dossier.ui], "watched": list(mandate.watched), "limits": mandate.limits[dossier.ui]}
    return {**named, "threshold": mandate.threshold, "factor": mandate.factor}


def _provision(provision: Provision) -> Json:
    """A provision; its paragraph is null unless it was checked against the text."""
    return {
        "id": provision.id,
        "instrument": provision.instrument,
        "annex": provision.annex,
        "paragraph": provision.paragraph,
        "verified": provision.verified,
        "says": dict(provision.says),
        "interval": provision.interval,
        "text": provision.text,
        "checked": provision.checked,
    }


def _holding(holding: Holding) -> Json:
    elements = [{"name": t.element, "verdict": str(t.verdict), **_reason(t.ground)} for t in holding.tests]
    return {**_provision(holding.provision), "verdict": str(holding.verdict), "elements": elements}


def _reason(ground: Ground) -> Json:
    return {"sentence": ground.sentence, "claims": list(ground.claims)}


def _account(account: CapAccount) -> Json:
    limit = account.provision.cap
    return {
        **_provision(account.provision),
        "limit": number(limit.limit) if limit else None,
        "unit": limit.unit if limit else None,
        "sums": [_sum(total) for total in account.sums],
        "left_out": [{"reason": ground.rule, **_reason(ground)} for ground, _ in account.left],
    }


def _sum(total: CapSum) -> Json:
    shares = [{"supplier": s.supplier, "low": number(s.low), "high": number(s.high), "claims": _ids(s.citations)} for s in total.shares]
    return {
        "period": total.period,
        "basis": str(total.basis),
        "low": number(total.low),
        "high": number(total.high),
        "shares": shares,
        "grounds": [ground_json(g) for g in total.grounds],
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
        "utterances": [_utterance(u) for u in origin.utterances],
        "grounds": [ground_json(g) for g in origin.grounds],
    }


def _utterance(utterance: Utterance) -> Json:
    return {
        "speaker": utterance.speaker,
        "setting": utterance.setting,
        "said": utterance.said,
        "figures": list(utterance.figures),
        "claims": _ids(utterance.citations),
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
