"""Claims of one key to events: connected components of overlapping time.

A time that is not known is never made up. An undated claim joins by a stated rule: the only dated event of its key; else the
latest that does not begin after its article came out; else an event of undated claims.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from riscontro.languages.edtf import cover, interval
from riscontro.languages.naming import Phrases
from riscontro.languages.voices import may_answer
from riscontro.model import Citation, Event, EventKey, Ground, Judgement, Verb
from riscontro.model.questions import figures, ids, is_answer
from riscontro.reconcile.turned import split_turned

Group = list[Citation]


def find_events(
    key: str,
    citations: Iterable[Citation],
    others: Iterable[Citation] = (),
    judgements: Iterable[Judgement] = (),
    say: Phrases | None = None,
) -> tuple[Event, ...]:
    """The events of one key, in the order of their times, undated last.

    Args:
        key: what `event_keys` gave.
        citations: every claim of the key, in any order; answers make events only where no affirming claim's event can take them.
        others: claims of the keys that `wanted` asks for.
        judgements: those that merge or split are obeyed.
        say: the language of the reasons; English unless given.
    """
    say = say or Phrases()
    parsed = EventKey.parse(key)
    kept, turned = split_turned(parsed, {c.claim.id: c for c in citations}.values(), others)
    rows = sorted(kept, key=lambda c: c.claim.id)
    told = [c for c in rows if not is_answer(c.claim)]
    groups = _grouped(told, say)
    times = [cover(c.claim.when for c in group) for group, _ in groups]
    stray = [c for c in rows if is_answer(c.claim) and not any(may_answer(c, when) for when in times)]
    groups = _judged([*groups, *_grouped(stray, say)], tuple(judgements), say)
    events = [_event(parsed, group, tuple(grounds), turned) for group, grounds in groups]
    return tuple(sorted(events, key=lambda e: (_first_day(e.when), e.id)))


def _first_day(when: str | None) -> date:
    return (interval(when) or (date.max, date.max))[0]


Grouped = tuple[Group, list[Ground]]


def _grouped(citations: Sequence[Citation], say: Phrases) -> list[Grouped]:
    dated: list[Grouped] = [(group, []) for group in _components(citations)]
    undated: list[Grouped] = []
    spans = [interval(cover(c.claim.when for c in group)) or (date.min, date.max) for group, _ in dated]
    joined: dict[int, Group] = {}
    for citation in (c for c in citations if interval(c.claim.when) is None):
        at = _place(citation, [first for first, _ in spans])
        if at is None:
            undated = undated or [([], [])]
            undated[0][0].append(citation)
        else:
            dated[at][0].append(citation)
            joined.setdefault(at, []).append(citation)
    for at, rows in joined.items():
        dated[at][1].append(_joined(rows, alone=len(spans) == 1, say=say))
    return [*dated, *undated]


def _components(citations: Iterable[Citation]) -> list[Group]:
    """Dated claims whose times overlap, directly or by way of others: one sweep over their first days."""
    timed = [(days, c) for c in citations if (days := interval(c.claim.when))]
    groups: list[Group] = []
    reach = date.min
    for (first, last), citation in sorted(timed, key=lambda pair: (pair[0], pair[1].claim.id)):
        if groups and first <= reach:
            groups[-1].append(citation)
        else:
            groups.append([citation])
        reach = max(reach, last) if len(groups[-1]) > 1 else last
    return groups


def _place(citation: Citation, starts: Sequence[date]) -> int | None:
    """Which of the dated events, in the order of their first days, an undated claim joins."""
    if len(starts) == 1:
        return 0
    published = interval(citation.document.published)
    if published is None:
        return None
    begun = [i for i, first in enumerate(starts) if first <= published[1]]
    return begun[-1] if begun else None


def _joined(citations: Group, *, alone: bool, say: Phrases) -> Ground:
    """An undated claim joins the only dated event of its kind, sides and goods, or the latest begun before its article came out."""
    return Ground("undated", 0.5, say("ground-undated-only" if alone else "ground-undated-latest", n=len(citations)), ids(citations))


def _judged(groups: list[Grouped], judgements: Sequence[Judgement], say: Phrases) -> list[Grouped]:
    """The groups after every judgement that merges or splits, in the order in which they were made."""
    steps: dict[Verb, Callable[[list[Grouped], Judgement, Phrases], list[Grouped]]] = {Verb.MERGE: _merged, Verb.SPLIT: _split}
    for judgement in judgements:
        if judgement.verb in steps:
            groups = steps[judgement.verb](groups, judgement, say)
    return [(group, grounds) for group, grounds in groups if group]


def _merged(groups: list[Grouped], judgement: Judgement, say: Phrases) -> list[Grouped]:
    """The desk holds that claims are about one event."""
    chosen = [(g, r) for g, r in groups if any(c.claim.id in judgement.claims for c in g)]
    if len(chosen) < 2:
        return groups
    claims = [c for g, _ in chosen for c in g]
    reasons = [r for _, rows in chosen for r in rows]
    ground = Ground("merged", 1.0, say("ground-merged", reason=judgement.reason), judgement.claims)
    return [*(pair for pair in groups if pair not in chosen), (claims, [*reasons, ground])]


def _split(groups: list[Grouped], judgement: Judgement, say: Phrases) -> list[Grouped]:
    """The desk holds that claims are not about the event of the others."""
    found: list[Grouped] = []
    for group, grounds in groups:
        apart = [c for c in group if c.claim.id in judgement.claims]
        rest = [c for c in group if c.claim.id not in judgement.claims]
        if not apart or not rest:
            found.append((group, grounds))
            continue
        ground = Ground("split", 1.0, say("ground-split", reason=judgement.reason), judgement.claims)
        found += [(part, [*(g for g in grounds if set(g.claims) & set(ids(part))), ground]) for part in (rest, apart)]
    return found


def _event(key: EventKey, group: Group, grounds: tuple[Ground, ...], turned: Iterable[Citation]) -> Event:
    rows = tuple(sorted(group, key=lambda c: c.claim.id))
    name = hashlib.sha256(f"{key}\x1f{rows[0].claim.id}".encode()).hexdigest()[:16]
    told = {figure for c in rows if not is_answer(c.claim) for figure in figures(c)}
    own = tuple(c for c in turned if figures(c) & told)
    return Event(name, key.kind, key.actor, key.counterpart, key.family, cover(c.claim.when for c in rows), rows, grounds, own)
