"""A finding held against a mandate, element by element: each is met, not met or unknown, and says why.

Nothing here says that a measure was breached: what is claimed would breach it, if it were established. Only what is said to have passed
(or to have been launched) is held against anything; a finding that nobody affirms is held against nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from riscontro.languages.edtf import interval
from riscontro.languages.naming import Phrases, is_state
from riscontro.model import Bearer, Citation, Direction, Finding, Ground, Holding, Kind, Mandate, Provision, Tense, Test, Verdict
from riscontro.model.questions import covers, ids, is_answer

KINDS = {Kind.TRANSFER: (Direction.EXPORT, Direction.SUPPLY, Direction.BOTH), Kind.LAUNCH: (Direction.LAUNCH,)}
"""Which directions a finding of a kind is held against."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the elements of one provision are judged by."""

    finding: Finding
    provision: Provision
    mandate: Mandate
    say: Phrases
    told: tuple[Citation, ...]

    @property
    def ends(self) -> tuple[str, str]:
        """The end at which the watched party must stand, and the other one."""
        actor, counterpart = self.finding.event.sides
        if self.provision.direction is Direction.SUPPLY:
            return counterpart, actor
        if self.provision.direction is Direction.BOTH and actor not in self.mandate.watched and counterpart in self.mandate.watched:
            return counterpart, actor
        return actor, counterpart

    def test(self, element: str, verdict: Verdict, key: str, cited: Iterable[Citation] = (), **facts: object) -> Test:
        """The outcome of an element, with its sentence."""
        score = {Verdict.MET: 1.0, Verdict.UNKNOWN: 0.5, Verdict.NOT_MET: 0.0}[verdict]
        return Test(element, verdict, Ground(element, score, self.say(key, **facts), ids(cited)))


def hold(finding: Finding, mandate: Mandate, say: Phrases | None = None) -> tuple[Holding, ...]:
    """The finding held against every provision that can bear on it, in the order of the mandate.

    Those in which direction or goods do not fit are left out: they say nothing of the finding. Where no goods are named, nothing is held.
    """
    say = say or Phrases()
    told = tuple(c for c in finding.event.citations if not is_answer(c.claim))
    wanted = KINDS.get(finding.event.kind, ()) if finding.origins and _named(finding) else ()
    cases = (Case(finding, p, mandate, say, told) for p in mandate.provisions if p.direction in wanted)
    return tuple(holding for holding in map(_held, cases) if _bears(holding))


def _held(case: Case) -> Holding:
    return Holding(case.provision, tuple(test for rule in ELEMENTS if (test := rule(case))))


def _named(finding: Finding) -> tuple[str, ...]:
    """The codes of the goods, as special as they are told."""
    return finding.goods or ((finding.event.family,) if finding.event.family else ())


def _bears(holding: Holding) -> bool:
    return not any(t.element in ("direction", "object") and t.verdict is Verdict.NOT_MET for t in holding.tests)


def bearer(case: Case) -> Test:
    """Who must keep it: the watched party, or the state at the other end."""
    watched, other = case.ends
    bound = [watched] if Bearer.WATCHED in case.provision.bearer and watched in case.mandate.watched else []
    if Bearer.OTHERS in case.provision.bearer and is_state(other) and other not in case.mandate.watched:
        bound.append(other)
    if bound:
        names = case.say.listed(map(case.say.party, bound))
        return case.test("bearer", Verdict.MET, "hold-bearer", case.told, n=len(bound), names=names)
    if not other:
        return case.test("bearer", Verdict.UNKNOWN, "hold-bearer-unnamed")
    if other in case.mandate.watched:
        return case.test("bearer", Verdict.NOT_MET, "hold-bearer-free", case.told, name=case.say.party(other))
    return case.test("bearer", Verdict.UNKNOWN, "hold-bearer-stateless", case.told, name=case.say.party(other))


def direction(case: Case) -> Test:
    """Whether the watched party stands where the provision has it."""
    end = case.ends[0]
    if not end:
        return case.test("direction", Verdict.UNKNOWN, "hold-direction-unnamed")
    actor, counterpart = (case.say.party(side) if side else case.say("hold-nobody") for side in case.finding.event.sides)
    facts = {"actor": actor, "counterpart": counterpart}
    if case.provision.direction is Direction.LAUNCH:
        return case.test("direction", _verdict(end in case.mandate.watched), "hold-launch", case.told, **facts)
    gives = end == case.finding.event.actor
    key = f"hold-{'export' if gives else 'supply'}" + ("" if end in case.mandate.watched else "-not")
    return case.test("direction", _verdict(end in case.mandate.watched), key, case.told, **facts, name=case.say.party(end))


def object_(case: Case) -> Test:
    """Whether the goods fall under it; a code that reaches further than the provision leaves that open, unless the words say it."""
    named = _named(case.finding)
    under = [code for code in named if any(covers(wide, code) for wide in case.provision.goods)]
    under = [code for code in under if not any(covers(out, code) for out in case.provision.excluded)]
    plain = [code for code in under if not any(covers(code, out) for out in case.provision.excluded)]
    over = [code for code in named if any(covers(code, special) for special in case.provision.goods)]
    goods = case.say.listed(map(case.say.goods, under or over or named))
    saying = tuple(c for c in case.told if worded(c.claim.span.text, case.provision, c.claim.language))
    if (under and saying) or (plain and not case.provision.words):
        return case.test("object", Verdict.MET, "hold-object", saying or case.told, goods=goods)
    if under and _others_worded(case):
        return case.test("object", Verdict.NOT_MET, "hold-object-other", case.told, goods=goods)
    if under or over:
        key = "hold-object-wider" if under else "hold-object-general"
        return case.test("object", Verdict.UNKNOWN, key, case.told, goods=goods)
    return case.test("object", Verdict.NOT_MET, "hold-object-not", case.told, goods=goods)


def _others_worded(case: Case) -> bool:
    """Whether the words name other goods of these codes: those of another provision."""
    rivals = (p for p in case.mandate.provisions if p.words and set(p.goods) & set(case.provision.goods))
    return bool(case.provision.words) and any(worded(c.claim.span.text, p, c.claim.language) for p in rivals for c in case.told)


def worded(text: str, provision: Provision, language: str) -> bool:
    """Whether a text has one of the words that fall under a provision."""
    words = provision.words.get(language, ())
    return bool(words) and _pattern(words).search(text) is not None


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, standing alone; a star stands for any ending."""
    rows = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(rows)})(?!\w)", re.IGNORECASE)


def time(case: Case) -> Test:
    """Whether it was in force; what is undated, only announced or reaches beyond the interval leaves that open."""
    force, known = interval(case.provision.interval), interval(case.finding.when)
    facts = {"force": case.say.when(case.provision.interval), "date": case.say.when(case.finding.when)}
    if case.told and all(c.claim.tense is Tense.FUTURE for c in case.told):
        return case.test("time", Verdict.UNKNOWN, "hold-time-future", case.told, **facts)
    if known is None or force is None:
        return case.test("time", Verdict.UNKNOWN, "hold-time-undated", (), **facts)
    dated = [c for c in case.told if c.claim.when]
    if known[1] < force[0] or force[1] < known[0]:
        return case.test("time", Verdict.NOT_MET, "hold-time-not", dated, **facts)
    inside = force[0] <= known[0] and known[1] <= force[1]
    return case.test("time", Verdict.MET if inside else Verdict.UNKNOWN, "hold-time" if inside else "hold-time-partly", dated, **facts)


def condition(case: Case) -> Test | None:
    """What else must be so, where the provision asks for more than a report can show."""
    return _open(case, "condition", case.provision.condition)


def exemption(case: Case) -> Test | None:
    """What the provision lets pass: whether it was granted or applies is not in the reports."""
    return _open(case, "exemption", case.provision.exemption)


def _open(case: Case, element: str, words: Mapping[str, str]) -> Test | None:
    return case.test(element, Verdict.UNKNOWN, f"hold-{element}", what=words[case.say.ui]) if words else None


def cap(case: Case) -> Test | None:
    """A provision with a cap is breached by a year's sum, never by one supply."""
    limit = case.provision.cap
    if limit is None:
        return None
    return case.test("cap", Verdict.UNKNOWN, "hold-cap", limit=limit.limit, unit=case.say.unit(limit.unit, limit.limit))


def _verdict(met: bool) -> Verdict:
    return Verdict.MET if met else Verdict.NOT_MET


ELEMENTS: tuple[Callable[[Case], Test | None], ...] = (bearer, direction, object_, time, condition, exemption, cap)
"""The elements in the order in which they are told."""
