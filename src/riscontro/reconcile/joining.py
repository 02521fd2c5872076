"""The rules that make two voices one origin. Each gives a reason; none is tried on more than the voices of one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from riscontro.languages.around import cooperators, sentence_of
from riscontro.languages.names import fold, sound
from riscontro.languages.naming import Phrases
from riscontro.languages.voices import Voice, called, compiler, states_of, voice, voices
from riscontro.model import Citation, Ground, Judgement, PartyType, Standing, Verb
from riscontro.model.questions import figures, ids


@dataclass(slots=True)
class Speaker:
    """One voice and the claims that rest on it, while origins are being found."""

    voice: Voice
    citations: list[Citation]


Speakers = Mapping[str, Speaker]


@dataclass(frozen=True, slots=True)
class Join:
    """Two voices that are one origin, and why."""

    one: str
    other: str
    ground: Ground


def find_joins(speakers: Speakers, judgements: Iterable[Judgement], say: Phrases) -> tuple[Join, ...]:
    """Every join that a rule finds, in the order of the rules, the desk's last."""
    found = [join for rule in RULES for join in rule(speakers, say)]
    return (*found, *same_by_desk(speakers, judgements, say))


def joint_speakers(speakers: Speakers, say: Phrases) -> Iterator[Join]:
    """Those who speak together ("Washington and Seoul said") are one origin."""
    for key, speaker in speakers.items():
        partners: dict[str, list[Citation]] = defaultdict(list)
        for citation in speaker.citations:
            for other in voices(citation):
                if other.key != key and other.key in speakers and other.standing is Standing.NAMED:
                    partners[other.key].append(citation)
        for other_key, cited in partners.items():
            names = say.listed(sorted(called(k, speakers[k].voice.name, say) for k in (key, other_key)))
            yield Join(key, other_key, Ground("joint-speakers", 1.0, say("ground-joint-speakers", names=names), ids(cited)))


def one_name(speakers: Speakers, say: Phrases) -> Iterator[Join]:
    """Names of one sound, and last names with the only whole name that ends in them."""
    rows = {k: s for k, s in speakers.items() if k.startswith("name:")}
    by_sound: dict[str, str] = {}
    endings: dict[str, set[str]] = defaultdict(set)
    for key, speaker in rows.items():
        first = by_sound.setdefault(sound(speaker.voice.name), key)
        if first != key:
            yield _named_alike(first, key, speakers, say)
        words = fold(key.removeprefix("name:")).split()
        for word in words[1:]:
            endings[sound(word)].add(key)
    for key in rows:
        words = key.removeprefix("name:").split()
        longer = {by_sound[sound(rows[k].voice.name)] for k in endings[sound(words[-1])]} - {key} if len(words) == 1 else set()
        if len(longer) == 1:
            yield _named_alike(longer.pop(), key, speakers, say)


def _named_alike(one: str, other: str, speakers: Speakers, say: Phrases) -> Join:
    """Two spellings of one name are one voice, and so are a short name and the only long one that it fits."""
    cited = (*speakers[one].citations, *speakers[other].citations)
    names = sorted((speakers[one].voice.name, speakers[other].voice.name))
    return Join(one, other, Ground("one-name", 0.9, say("ground-one-name", one=names[0], other=names[1]), ids(cited)))


def officer(speakers: Speakers, say: Phrases) -> Iterator[Join]:
    """Somebody whom one carrier names alone speaks for the state that another carrier gives with the same name."""
    offices: dict[str, set[str]] = defaultdict(set)
    for key, speaker in speakers.items():
        if key.startswith("state:"):
            for citation in speaker.citations:
                source = citation.claim.attribution[-1].source if citation.claim.attribution else None
                if source and source.type is PartyType.PERSON:
                    offices[sound(source.name)].add(key)
    for key, speaker in speakers.items():
        found = offices.get(sound(speaker.voice.name), set()) if key.startswith("name:") else set()
        if len(found) == 1:
            state = next(iter(found))
            sentence = say("ground-officer", name=speaker.voice.name, state=called(state, "", say))
            yield Join(state, key, Ground("officer", 0.9, sentence, ids(speaker.citations)))


def declared_cooperation(speakers: Speakers, say: Phrases) -> Iterator[Join]:
    """Declared cooperation joins: "tracked jointly with the US", "citing US intelligence" make the two one origin."""
    named = {k: s for k, s in speakers.items() if s.voice.standing is Standing.NAMED}
    if len(named) < 2:
        return
    by_state = {state: key for key in named for state in states_of(key)}
    for key, speaker in named.items():
        partners: dict[str, list[Citation]] = defaultdict(list)
        for citation in speaker.citations:
            for state in cooperators(sentence_of(citation, beside=1), citation.claim.language):
                if state in by_state and by_state[state] != key:
                    partners[by_state[state]].append(citation)
        for other, cited in partners.items():
            one, two = (called(k, named[k].voice.name, say) for k in (key, other))
            yield Join(key, other, Ground("cooperation", 1.0, say("ground-cooperation", one=one, other=two), ids(cited)))


def transparent_compilers(speakers: Speakers, say: Phrases) -> Iterator[Join]:
    """A compiler's report counts as the member it names: a state of its chain, or the only member with the same figure."""
    told: dict[object, set[str]] = defaultdict(set)
    for key, speaker in speakers.items():
        if speaker.voice.standing is Standing.NAMED:
            for citation in speaker.citations:
                for figure in figures(citation):
                    told[figure].add(key)
    for key, speaker in speakers.items():
        if speaker.voice.standing is not Standing.UNDISCLOSED:
            continue
        members = _members(speaker, speakers, told)
        for other, cited in members.items() if len(members) == 1 else ():
            name = called(other, speakers[other].voice.name, say)
            yield Join(other, key, Ground("compiler", 0.9, say("ground-compiler", body=speaker.voice.name, member=name), ids(cited)))


def _members(speaker: Speaker, speakers: Speakers, told: Mapping[object, set[str]]) -> dict[str, list[Citation]]:
    found: dict[str, list[Citation]] = defaultdict(list)
    for citation in speaker.citations:
        body = compiler(citation.claim.attribution[-1].source)
        named = [s for s in cooperators(sentence_of(citation), citation.claim.language) if f"state:{s}" in speakers]
        alike = {key for figure in figures(citation) for key in told.get(figure, ())}
        keys = [f"state:{s}" for s in named] or sorted(alike)
        fitting = [k for k in keys if body and any(body.may_repeat(s) for s in states_of(k))]
        if len(fitting) == 1:
            found[fitting[0]].append(citation)
    return found


def copied_claims(speakers: Speakers, say: Phrases) -> Iterator[Join]:
    """Copies of one text carry one claim: the same words in two documents of a family rest on one voice."""
    told: dict[tuple[str, str], str] = {}
    for key, speaker in speakers.items():
        for citation in speaker.citations if speaker.voice.standing is Standing.NAMED else ():
            spot = (citation.family, fold(citation.claim.span.text))
            first = told.setdefault(spot, key) if citation.family else key
            if first != key:
                names = say.listed(sorted(called(k, speakers[k].voice.name, say) for k in (first, key)))
                yield Join(first, key, Ground("copy", 1.0, say("ground-copy", names=names), ids([citation])))


RULES: tuple[Callable[[Speakers, Phrases], Iterator[Join]], ...] = (
    joint_speakers,
    copied_claims,
    one_name,
    officer,
    declared_cooperation,
    transparent_compilers,
)


def same_by_desk(speakers: Speakers, judgements: Iterable[Judgement], say: Phrases) -> Iterator[Join]:
    """The desk holds that claims rest on one origin."""
    keys = {c.claim.id: key for key, s in speakers.items() for c in s.citations}
    for judgement in judgements:
        if judgement.verb is Verb.SAME_ORIGIN:
            found = list(dict.fromkeys(keys[i] for i in judgement.claims if i in keys))
            for other in found[1:]:
                yield Join(found[0], other, Ground("desk-same", 1.0, say("ground-desk-same", reason=judgement.reason), judgement.claims))


def speakers_of(citations: Iterable[Citation]) -> dict[str, Speaker]:
    """Claims by voice. Carriers without a source are one voice, since they may rest on the same one.

    A copy that has lost the source of its words has that of the document it copies.
    """
    rows = tuple(citations)
    whole = {(c.family, fold(c.claim.span.text)): c for c in rows if c.family and voice(c).standing is Standing.NAMED}
    found: dict[str, Speaker] = {}
    for citation in rows:
        lead = voice(citation)
        if lead.standing is Standing.CARRIER and citation.family:
            lead = voice(whole.get((citation.family, fold(citation.claim.span.text)), citation))
        key = "carrier" if lead.standing is Standing.CARRIER else lead.key
        found.setdefault(key, Speaker(lead, [])).citations.append(citation)
        for other in voices(citation)[1:]:
            if other.standing is Standing.NAMED and lead.standing is Standing.NAMED:
                found.setdefault(other.key, Speaker(other, []))
    return found
