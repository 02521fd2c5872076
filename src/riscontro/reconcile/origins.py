"""Counting origins, never documents. Each rule says in a sentence why claims were put together or left uncounted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from riscontro.languages.names import fold
from riscontro.languages.naming import Phrases
from riscontro.languages.voices import called, compiler, spoken_on, states_of, voice
from riscontro.model import Citation, Event, Ground, Judgement, Origin, Standing, Utterance, Verb
from riscontro.model.questions import CAPACITY, ids, is_answer, level, weighed
from riscontro.reconcile.groups import Groups
from riscontro.reconcile.joining import Speaker, find_joins, speakers_of
from riscontro.reconcile.utterances import find_utterances

_STANDINGS = (Standing.PARTY, Standing.NAMED, Standing.UNDISCLOSED, Standing.UNRESOLVED, Standing.CARRIER)
"""Best first: the standing of an origin is that of its best voice."""


def find_origins(event: Event, judgements: Iterable[Judgement] = (), say: Phrases | None = None) -> tuple[Origin, ...]:
    """The distinct voices behind the claims of an event that are weighed, those that count first.

    Args:
        event: its plans and announcements are weighed only where there is nothing else, its answers never.
        judgements: those on origins are obeyed.
        say: the language of the reasons; English unless given.
    """
    say, made = say or Phrases(), tuple(judgements)
    groups = _grouped(weighed(c for c in event.citations if not is_answer(c.claim)), made, say)
    drafts = [draft for group in groups for draft in _parted(_draft(group, event.admitting, say), made, say)]
    counted = [_counts(draft, drafts) for draft in drafts]
    origins = [_origin(draft, counts, event, say) for draft, counts in zip(drafts, counted, strict=True)]
    return tuple(sorted(origins, key=lambda o: not o.counted))


@dataclass(frozen=True, slots=True)
class _Group:
    """Voices that are one origin, and why."""

    speakers: tuple[Speaker, ...]
    keys: tuple[str, ...]
    joined: tuple[Ground, ...]


def _grouped(citations: Iterable[Citation], judgements: tuple[Judgement, ...], say: Phrases) -> list[_Group]:
    speakers = speakers_of(citations)
    joins = find_joins(speakers, judgements, say)
    forest = Groups(speakers)
    for join in joins:
        forest.join(join.one, join.other)
    reasons: dict[str, dict[Ground, None]] = defaultdict(dict)
    for join in joins:
        reasons[forest.head(join.one)][join.ground] = None
    order = {key: i for i, key in enumerate(speakers)}
    found = []
    for head, keys in sorted(forest.groups().items(), key=lambda row: min(order[k] for k in row[1])):
        kept = sorted(keys, key=order.__getitem__)
        found.append(_Group(tuple(speakers[k] for k in kept), tuple(kept), tuple(reasons[head])))
    return found


@dataclass(frozen=True, slots=True)
class _Draft:
    """An origin before it is known whether it counts."""

    key: str
    standing: Standing
    citations: tuple[Citation, ...]
    grounds: tuple[Ground, ...]


def _draft(group: _Group, admitting: frozenset[str], say: Phrases) -> _Draft:
    states = sorted(k for k in group.keys if k.startswith("state:"))
    best = min((s.voice.standing for s in group.speakers), key=_STANDINGS.index)
    key = "+".join(states) or min(k for k, s in zip(group.keys, group.speakers, strict=True) if s.voice.standing is best)
    standing = Standing.PARTY if states_of(key) & admitting else best
    rows = sorted((c for s in group.speakers for c in s.citations), key=lambda c: (spoken_on(c), c.claim.id))
    return _Draft(key, standing, tuple(rows), group.joined)


def _parted(draft: _Draft, judgements: Iterable[Judgement], say: Phrases) -> Iterator[_Draft]:
    """The desk holds that claims rest on different origins: those of the second speaker, or the claim itself, stand apart."""
    for judgement in judgements:
        if judgement.verb is not Verb.DIFFERENT_ORIGIN:
            continue
        named = [c for c in draft.citations if c.claim.id in judgement.claims]
        for other in named[1:]:
            speakers = {fold(voice(c).name) for c in (named[0], other)}
            alike = [c for c in draft.citations if fold(voice(c).name) == fold(voice(other).name)] if len(speakers) == 2 else [other]
            ground = Ground("desk-different", 1.0, say("ground-desk-different", reason=judgement.reason), judgement.claims)
            yield replace(draft, key=f"{draft.key}#{other.claim.id}", citations=tuple(alike), grounds=(ground,))
            draft = replace(draft, citations=tuple(c for c in draft.citations if c not in alike), grounds=(*draft.grounds, ground))
    yield draft


def _counts(draft: _Draft, drafts: Iterable[_Draft]) -> bool:
    """Whether an origin raises the number: a named one does; a compiler's member and a carrier only as last resorts."""
    others = [d for d in drafts if d is not draft]
    if draft.standing is Standing.UNDISCLOSED:
        return not any(d.standing is Standing.NAMED and _may_be(draft, d) for d in others)
    if draft.standing is Standing.CARRIER:
        return not others
    return draft.standing in (Standing.PARTY, Standing.NAMED)


def _may_be(undisclosed: _Draft, named: _Draft) -> bool:
    """Whether the member that a compiler does not name can be this voice."""
    bodies = [compiler(c.claim.attribution[-1].source) for c in undisclosed.citations if c.claim.attribution]
    return any(body.may_repeat(state) for body in bodies if body for state in states_of(named.key))


def _origin(draft: _Draft, counted: bool, event: Event, say: Phrases) -> Origin:
    names = _names(draft.citations)
    heard = draft.standing not in (Standing.UNRESOLVED, Standing.CARRIER)
    utterances = find_utterances(draft.citations) if heard else ()
    rules = (
        *draft.grounds,
        same_state(draft, names, say) or same_source(draft, utterances, say),
        *(same_utterance(u, say) for u in utterances),
        series(utterances, say),
        unresolved(draft, names, say),
        undisclosed(draft, counted, names, say),
        own_observation(draft, say),
        last_resort(draft, counted, say),
        own_word(draft, event.admitting, say),
    )
    return Origin(draft.key, names, draft.standing, counted, draft.citations, tuple(g for g in rules if g), utterances)


def _names(members: Iterable[Citation]) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for citation in members:
        found = voice(citation)
        names.setdefault(fold(found.name), found.name)
    return tuple(names.values())


def same_state(draft: _Draft, names: tuple[str, ...], say: Phrases) -> Ground | None:
    """Speakers of one state are one origin for the same proposition."""
    states = states_of(draft.key)
    if len(states) != 1 or len(names) < 2:
        return None
    state = say.party(next(iter(states)))
    return Ground("same-state", 1.0, say("ground-same-state", names=say.listed(names), state=state), ids(draft.citations))


def same_utterance(utterance: Utterance, say: Phrases) -> Ground | None:
    """Several carriers of one utterance are one origin: the same speaker, on the same days, whatever the language."""
    via = dict.fromkeys(c.document.publisher or PurePath(c.document.path or c.document.id).name for c in utterance.citations)
    if len(via) < 2:
        return None
    facts = {"speaker": utterance.speaker, "day": say.when(utterance.said), "via": say.listed(via)}
    return Ground("same-utterance", 1.0, say("ground-same-utterance", **facts), ids(utterance.citations))


def same_source(draft: _Draft, utterances: tuple[Utterance, ...], say: Phrases) -> Ground | None:
    """Several articles that rest on one final source are one origin, even where it spoke on several days."""
    documents = {c.document.id for c in draft.citations}
    if draft.standing not in (Standing.NAMED, Standing.PARTY) or len(documents) < 2 or len(utterances) < 2:
        return None
    name = called(draft.key, voice(draft.citations[0]).name, say)
    return Ground("same-source", 1.0, say("ground-same-source", n=len(documents), name=name), ids(draft.citations))


def series(utterances: tuple[Utterance, ...], say: Phrases) -> Ground | None:
    """An update is no corroboration: a later and higher figure of one office supersedes its earlier one."""
    told: dict[str, list[tuple[float, str, Citation]]] = defaultdict(list)
    for utterance in utterances:
        tops: dict[str, tuple[float, str, Citation]] = {}
        for citation in utterance.citations:
            for quantity in citation.claim.quantities:
                if quantity.kind != CAPACITY and level(quantity) > tops.get(quantity.unit, (0.0, "", citation))[0]:
                    tops[quantity.unit] = (level(quantity), quantity.text, citation)
        for unit, top in tops.items():
            if not told[unit] or (top[0] > told[unit][-1][0] and spoken_on(top[2]) > spoken_on(told[unit][-1][2])):
                told[unit].append(top)
    rows = max(told.values(), key=len, default=[])
    if len(rows) < 2:
        return None
    figures = say.listed(text for _, text, _ in rows)
    return Ground("series", 1.0, say("ground-series", figures=figures), ids(c for _, _, c in rows))


def unresolved(draft: _Draft, names: tuple[str, ...], say: Phrases) -> Ground | None:
    """Sources that name nobody never raise the count; several of one newsroom are one."""
    if draft.standing is not Standing.UNRESOLVED:
        return None
    return Ground("unresolved", 0.0, say("ground-unresolved", n=len(names), names=say.listed(names)), ids(draft.citations))


def undisclosed(draft: _Draft, counted: bool, names: tuple[str, ...], say: Phrases) -> Ground | None:
    """A body that gathers what its members tell it and does not name the member counts as an undisclosed one, where no member says it."""
    if draft.standing is not Standing.UNDISCLOSED:
        return None
    key = "ground-undisclosed" if counted else "ground-undisclosed-idle"
    return Ground("undisclosed", 1.0 if counted else 0.0, say(key, name=names[0]), ids(draft.citations))


def own_observation(draft: _Draft, say: Phrases) -> Ground | None:
    """What a carrier's own people saw or measured makes the carrier the origin."""
    seen = [c for c in draft.citations if c.claim.basis in ("witnessed", "measured")]
    own = [c for c in seen if draft.key == f"name:{fold(c.document.publisher or '')}"]
    if not own:
        return None
    return Ground("own-observation", 1.0, say("ground-own-observation", name=own[0].document.publisher), ids(own))


def last_resort(draft: _Draft, counted: bool, say: Phrases) -> Ground | None:
    """Articles that name no source are one origin of last resort, counted only where no claim of the event names one."""
    if draft.standing is not Standing.CARRIER:
        return None
    documents = len({c.document.id for c in draft.citations})
    key = "ground-last-resort" if counted else "ground-carrier-idle"
    return Ground("last-resort", 1.0 if counted else 0.0, say(key, n=documents), ids(draft.citations))


def own_word(draft: _Draft, admitting: frozenset[str], say: Phrases) -> Ground | None:
    """A side's statement about its own giving or receiving is an admission, not corroboration."""
    if draft.standing is not Standing.PARTY:
        return None
    names = say.listed(say.party(s) for s in sorted(states_of(draft.key) & admitting))
    return Ground("own-word", 1.0, say("ground-own-word", state=names), ids(draft.citations))
