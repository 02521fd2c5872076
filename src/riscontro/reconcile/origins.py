"""Counting origins, never documents. Each rule says in a sentence why claims were put together or left uncounted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from riscontro.languages.naming import Phrases
from riscontro.languages.voices import Voice, fold, voice
from riscontro.model import Citation, Event, Ground, Judgement, Origin, Standing
from riscontro.model.questions import ids, is_answer, weighed


def find_origins(event: Event, judgements: Iterable[Judgement] = (), say: Phrases | None = None) -> tuple[Origin, ...]:
    """The distinct voices behind the claims of an event that are weighed, those that count first.

    Args:
        event: its plans and announcements are weighed only where there is nothing else, its answers never.
        judgements: those on origins are obeyed.
        say: the language of the reasons; English unless given.
    """
    say = say or Phrases()
    groups = _grouped(weighed(c for c in event.citations if not is_answer(c.claim)))
    named = any(v.standing is Standing.NAMED for v, _ in groups)
    spare = not named
    origins = []
    for lead, members in groups:
        counted = lead.standing is Standing.NAMED or (lead.standing is Standing.CARRIER and spare)
        spare = spare and lead.standing is not Standing.CARRIER
        origins.append(_origin(lead, members, counted, named, event.admitting, say))
    return tuple(sorted(origins, key=lambda o: not o.counted))


def _grouped(citations: Iterable[Citation]) -> list[tuple[Voice, tuple[Citation, ...]]]:
    """Claims by voice. All carriers without a source are one voice: they may rest on the same one."""
    groups: dict[str, list[Citation]] = defaultdict(list)
    leads: dict[str, Voice] = {}
    for citation in citations:
        found = voice(citation)
        key = "carrier" if found.standing is Standing.CARRIER else found.key
        leads.setdefault(key, found)
        groups[key].append(citation)
    _join_short_names(groups, leads)
    return [(leads[key], tuple(rows)) for key, rows in groups.items()]


def _join_short_names(groups: dict[str, list[Citation]], leads: dict[str, Voice]) -> None:
    """Puts "Rossi" with "Mario Rossi" where one longer name alone fits."""
    for key in [k for k in groups if k.startswith("name:")]:
        words = set(key.removeprefix("name:").split())
        longer = [k for k in groups if k.startswith("name:") and words < set(k.removeprefix("name:").split())]
        if len(longer) == 1:
            groups[longer[0]] += groups.pop(key)
            del leads[key]


def _origin(lead: Voice, members: tuple[Citation, ...], counted: bool, named: bool, sides: frozenset[str], say: Phrases) -> Origin:
    state = lead.key.removeprefix("state:") if lead.key.startswith("state:") else None
    standing = Standing.PARTY if state in sides else lead.standing
    names = _names(members)
    rules = (
        same_state(state, names, members, say) or same_source(lead, members, say),
        unresolved(lead, members, say),
        last_resort(lead, members, counted, named, say),
        own_word(standing, state, members, say),
    )
    grounds = tuple(ground for ground in rules if ground)
    return Origin("carrier" if standing is Standing.CARRIER else lead.key, names, standing, counted, members, grounds)


def _names(members: Iterable[Citation]) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for citation in members:
        found = voice(citation)
        names.setdefault(fold(found.name), found.name)
    return tuple(names.values())


def same_state(state: str | None, names: tuple[str, ...], members: tuple[Citation, ...], say: Phrases) -> Ground | None:
    """Speakers of one state are one origin for the same proposition."""
    if not state or len(names) < 2:
        return None
    return Ground("same-state", 1.0, say("ground-same-state", names=say.listed(names), state=say.party(state)), ids(members))


def same_source(lead: Voice, members: tuple[Citation, ...], say: Phrases) -> Ground | None:
    """Several articles that rest on one final source are one origin."""
    documents = {c.document.id for c in members}
    if lead.standing is not Standing.NAMED or len(documents) < 2:
        return None
    name = say.party(lead.key.removeprefix("state:")) if lead.key.startswith("state:") else lead.name
    return Ground("same-source", 1.0, say("ground-same-source", n=len(documents), name=name), ids(members))


def unresolved(lead: Voice, members: tuple[Citation, ...], say: Phrases) -> Ground | None:
    """Sources that name nobody never raise the count."""
    if lead.standing is not Standing.UNRESOLVED:
        return None
    return Ground("unresolved", 0.0, say("ground-unresolved", name=lead.name), ids(members))


def last_resort(lead: Voice, members: tuple[Citation, ...], counted: bool, named: bool, say: Phrases) -> Ground | None:
    """Articles that name no source are one origin of last resort, counted only where no named source says it."""
    if lead.standing is not Standing.CARRIER:
        return None
    documents = len({c.document.id for c in members})
    key = "ground-last-resort" if counted else "ground-carrier-idle"
    return Ground("last-resort", 1.0 if counted else 0.0, say(key, n=documents), ids(members))


def own_word(standing: Standing, state: str | None, members: tuple[Citation, ...], say: Phrases) -> Ground | None:
    """A side's statement about its own giving or receiving is an admission, not corroboration."""
    if standing is not Standing.PARTY or state is None:
        return None
    return Ground("own-word", 1.0, say("ground-own-word", state=say.party(state)), ids(members))
