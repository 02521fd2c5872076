"""An explanation of a claim, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from riscontro.languages.naming import Phrases
from riscontro.model import Claim, Explanation, Reason, TreeWord
from riscontro.report.layers import amount_words, claim_lines, party_words
from riscontro.report.page import plain
from riscontro.report.wire import claim_json, span_json

_SLOTS = frozenset({"subj", "obj", "iobj", "poss", "mod", "light", "receiving", "self"})
_WIDTH = 28


def explanation_text(explanation: Explanation, ui: str = "en") -> str:
    """The claim, its sentence as a tree, and what decided each field, in the language of the interface."""
    say, claim = Phrases(ui), explanation.claim
    lines = [*claim_lines(claim), "", say("explain-sentence"), f"  {plain(explanation.sentence.text)}", "", say("explain-tree")]
    lines += [_branch(word, say) for word in explanation.tree]
    lines += ["", say("explain-lexicon"), f"  {say('explain-rule', entry=plain(explanation.entry))}"]
    lines += [f"  {say('explain-asks', conditions=', '.join(explanation.requires))}"] if explanation.requires else []
    lines += ["", say("explain-decided"), *_decided(explanation, say)]
    return "\n".join(lines) + "\n"


def claims_list(claims: tuple[Claim, ...], ui: str = "en") -> str:
    """The ids of the claims of an article with their words, one a line."""
    if not claims:
        return Phrases(ui)("explain-none") + "\n"
    return "".join(f"{claim.id}  {claim.kind:<8}  “{plain(claim.span.text)}”\n" for claim in claims)


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """The same for machines: the claim after its schema, the tree, the entry and the reasons by field."""
    return {
        "claim": claim_json(explanation.claim),
        "sentence": span_json(explanation.sentence),
        "tree": [
            {"token": w.token, "text": w.text, "lemma": w.lemma, "upos": w.upos, "relation": w.relation, "marks": list(w.marks)}
            for w in explanation.tree
        ],
        "entry": explanation.entry,
        "requires": list(explanation.requires),
        "reasons": [{"field": r.field, "how": r.how, "words": list(r.words), "fact": r.fact} for r in explanation.reasons],
    }


def _branch(word: TreeWord, say: Phrases) -> str:
    marks = f"  <- {', '.join(say(f'field-{mark}') for mark in word.marks)}" if word.marks else ""
    return "  " + f"{word.branch}{plain(word.text)}".ljust(_WIDTH) + f"  {word.relation}, {word.upos}{marks}"


def _decided(explanation: Explanation, say: Phrases) -> Iterator[str]:
    fields = dict.fromkeys(reason.field for reason in explanation.reasons)
    for field in fields:
        value = _value(explanation.claim, field, say)
        yield f"  {say(f'field-{field}')}: {plain(value) or say('explain-empty')}"
        yield from (f"    {plain(_sentence(r, say))}" for r in explanation.reasons if r.field == field)


def _sentence(reason: Reason, say: Phrases) -> str:
    words = say.listed(f"“{word}”" for word in reason.words)
    fact = reason.fact
    if reason.how == "slot":
        name = fact.rpartition(".")[2]
        fact = say(f"slot-{name}") if name in _SLOTS else say("slot-other", name=name)
    return say(f"explain-{reason.how}", words=words, fact=fact)


def _value(claim: Claim, field: str, say: Phrases) -> str:
    match field:
        case "actor" | "counterpart":
            return ", ".join(map(party_words, claim.actor if field == "actor" else claim.counterpart))
        case "goods":
            return ", ".join(map(say.goods, claim.goods))
        case "quantities":
            return "; ".join(map(amount_words, claim.quantities))
        case "where":
            return ", ".join(place.name for place in claim.where)
        case "attribution":
            return " <- ".join(party_words(link.source) for link in claim.attribution)
        case "when":
            return claim.when or ""
        case "exchange" | "headline":
            return say("explain-yes") if getattr(claim, field) else ""
        case _:
            return str(getattr(claim, field) or "")
