"""Persons: for which state or body each of them speaks.

Who somebody is, is learnt from the whole document: a title beside any mention ("the Australian prime minister, X"), else the table of
leaders with their days in office; later mentions by surname are the same person. Candidates, lawmakers and former officials keep
their name and speak for no state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from riscontro.extract.parties.gazetteer import Role
from riscontro.extract.parties.leaders import leader_of
from riscontro.extract.parties.person_names import Run
from riscontro.extract.parties.view import Found, View, outside_head
from riscontro.model import Party, PartyType, Token

_NEAR = 5


@dataclass(slots=True)
class Person:
    """What the document tells of a person."""

    words: tuple[str, ...]
    name: str
    parties: tuple[Party, ...] = ()
    mute: bool = False
    gender: str = "-"


def find_people(view: View, runs: tuple[Run, ...], phrases: tuple[Found, ...]) -> tuple[Found, ...]:
    """One mention a name, a title beside it included; who speaks for whom is settled over the whole document first."""
    near: dict[int, list[Found]] = {}
    for phrase in phrases:
        near.setdefault(view.reading.sentence_of[phrase.first], []).append(phrase)
    titles = {run: _title(view, run, near.get(view.reading.sentence_of[run.first], [])) for run in runs}
    people = _learn(view, runs, titles)
    return tuple(_mention(view, run, titles[run], _recall(people, run)) for run in runs)


def _title(view: View, run: Run, phrases: list[Found]) -> Found | None:
    """The phrase that says what the person is: right before the name, or set off by a comma on either side."""
    tokens = view.reading.tokens
    best: Found | None = None
    for phrase in phrases:
        gap = run.first - phrase.last - 1
        if 0 <= gap <= 1 and all(view.words.has("honorifics", t) for t in tokens[phrase.last + 1 : run.first]):
            return phrase
        between = tokens[phrase.last + 1 : run.first] if phrase.last < run.first else tokens[run.last + 1 : phrase.first]
        if not phrase.plural and _apposed(view, between, phrase, run):
            best = best or phrase
    return best


def _apposed(view: View, between: tuple[Token, ...], phrase: Found, run: Run) -> bool:
    if not between or between[0].text != "," or len(between) > _NEAR - 1:
        return False
    if any(
        t.upos not in ("DET", "PUNCT", "ADJ") and not view.words.has("articles", t) and not view.words.has("former", t) for t in between
    ):
        return False
    after = view.token(max(phrase.last, run.last) + 1)
    if phrase.last < run.first:
        return len(between) == 1 and phrase.definite and (after is None or not view.words.has("and", after))
    return len(between) > 1 or not view.words.before


def _learn(view: View, runs: tuple[Run, ...], titles: dict[Run, Found | None]) -> dict[tuple[str, ...], Person]:
    people: dict[tuple[str, ...], Person] = {}
    borne: dict[tuple[str, ...], list[Found]] = {}
    for run in sorted(runs, key=lambda r: (-len(r.words), r.first)):
        known = _recall(people, run)
        if known is None:
            known = Person(run.words, view.reading.span(run.first, run.last).text)
            people[run.words] = known
        title = titles[run]
        _note(view, known, run, title)
        if title is not None:
            borne.setdefault(known.words, []).append(title)
    day = view.reading.document.published
    for person in people.values():
        _settle(person, day, borne.get(person.words, []))
    return people


def _note(view: View, person: Person, run: Run, title: Found | None) -> None:
    """Keeps what stands beside one mention."""
    person.mute |= run.speechless
    if title is not None:
        if title.known and not person.parties:
            person.parties = title.parties
        elif not title.noun and not title.known:
            person.mute = True
    elif not person.parties and (owner := _possessor(view, run)) is not None:
        person.parties = owner
    before = view.token(run.first - 1)
    if before is not None and view.words.has("feminine", before):
        person.gender = "f"


def _possessor(view: View, run: Run) -> tuple[Party, ...] | None:
    """The state right before the name ("North Korea's Kim") or after it ("Kim della Corea del Nord")."""
    before, after = view.token(run.first - 1), view.token(run.last + 1)
    hit = None
    if before is not None and view.words.has("possessive", before) and before.i > 0:
        hit = view.hit_at.get(before.i - 1)
    elif after is not None and view.words.has("of", after):
        hit = view.hit_at.get(after.i + 1)
    if hit is None or hit.entry.role not in (Role.STATE, Role.CAPITAL):
        return None
    return tuple(Party("", state, None, PartyType.PERSON) for state in hit.entry.states) or None


def _settle(person: Person, day: str | None, titled: list[Found]) -> None:
    """Who it is by the table of leaders. A title without "former" makes somebody speak for the state out of office too, as history does."""
    leader = leader_of(person.words, day, bool(titled))
    if leader is None:
        return
    person.gender = "f" if leader.female else "m"
    person.name = leader.name
    acting = any(title.noun for title in titled) and not person.mute
    if not person.parties and (acting or leader.serves(day)):
        state, ident = (
            (leader.of, None) if len(leader.of) == 2 and leader.of.isupper() and leader.of not in ("UN", "EU") else (None, leader.of)
        )
        person.parties = (Party("", state, ident, PartyType.PERSON),)
        person.mute = False


def _recall(people: dict[tuple[str, ...], Person], run: Run) -> Person | None:
    """The person of the document whom the words name: the same words, the end of a longer name, or its first word where names run so."""
    if run.words in people:
        return people[run.words]
    for words, person in people.items():
        size = len(run.words)
        if size < len(words) and (words[-size:] == run.words or (words[:size] == run.words and size == 1 and len(words) == _ASIAN)):
            return person
        if size > 1 and len(words) > 1 and words[-1] == run.words[-1] and words[0] == run.words[0]:
            return person
    first = [person for words, person in people.items() if len(run.words) == 1 and words[0] == run.words[0]]
    return first[0] if len(first) == 1 else None


_ASIAN = 3


def _mention(view: View, run: Run, title: Found | None, person: Person | None) -> Found:
    text = view.reading.span(run.first, run.last).text
    first, last = run.first, run.last
    before = title is not None and not title.plural and title.last < run.first
    if title is not None and before and all(t.text != "," for t in view.reading.tokens[title.last + 1 : run.first]):
        first = title.first
    parties = person.parties if person is not None and not person.mute else ()
    ident = person.name if person is not None else text
    named = tuple(Party(text, p.state, p.id if not p.state and p.id else ident, PartyType.PERSON) for p in parties)
    prefer = title.head if first < run.first and title is not None and view.words.after else run.first
    head = outside_head(view.reading, first, last, prefer)
    return Found(
        first,
        last,
        head,
        named or (Party(text, None, ident, PartyType.PERSON),),
        animate=True,
        gender=person.gender if person is not None else "-",
        noun=title.noun if title is not None else "",
    )


def without_titles(phrases: tuple[Found, ...], people: tuple[Found, ...]) -> Iterator[Found]:
    """The phrases that are no part of a person's mention; plural titles before names fall away too."""
    covered = {i for f in people for i in range(f.first, f.last + 1)}
    starts = {f.first for f in people}
    for phrase in phrases:
        if (phrase.first in covered and phrase.last in covered) or (phrase.plural and phrase.last + 1 in starts and not phrase.known):
            continue
        yield replace(phrase)
