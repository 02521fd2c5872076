"""Persons: their names in the text, and for which state or body each of them speaks.

A name is what the pipeline calls a person, or a name from `languages/common/leaders.toml`. Who somebody is, is learnt from the whole document:
a title beside any mention ("the Australian prime minister, X"), else the table of leaders with their days in office; later mentions
by surname are the same person. Candidates, lawmakers and former officials keep their name and speak for no state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from riscontro import languages
from riscontro.extract.gazetteer import Role, pieces
from riscontro.extract.party_view import Found, View, outside_head
from riscontro.model import Party, PartyType, Reading

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of the table of leaders: who, of what, from when to when, and the words of the name."""

    name: str
    of: str
    terms: tuple[tuple[str, str], ...]
    full: tuple[str, ...]
    last: tuple[str, ...]
    alone: bool
    female: bool

    def serves(self, day: str | None) -> bool:
        """Whether in office on a day (EDTF, compared as far as it goes); yes where the day is not known."""
        if not day or not day[:4].isdigit():
            return True
        return any(start[: len(day)] <= day[:10] and (not end or day[:10] <= end) for start, end in self.terms)


@dataclass(frozen=True, slots=True)
class Run:
    """The name of a person on tokens first to last, folded into words; `speechless` after a title such as "Sen."."""

    first: int
    last: int
    words: tuple[str, ...]
    speechless: bool = False


@dataclass(slots=True)
class Person:
    """What the document tells of a person."""

    words: tuple[str, ...]
    name: str
    parties: tuple[Party, ...] = ()
    mute: bool = False
    gender: str = "-"


@cache
def leaders() -> dict[str, tuple[Leader, ...]]:
    """Leaders by the first word of the name that later mentions use."""
    rows: dict[str, list[Leader]] = {}
    for name, row in languages.table("common", "leaders")["leaders"].items():
        for spelling in (name, *row.get("also", ())):
            leader = _leader(name, spelling, row)
            rows.setdefault(leader.last[0], []).append(leader)
    return {word: tuple(found) for word, found in rows.items()}


def _leader(name: str, spelling: str, row: dict[str, Any]) -> Leader:
    full = tuple(w for w, _ in pieces(spelling))
    last = tuple(w for w, _ in pieces(row["last"])) if spelling == name and "last" in row else ()
    if not last:
        short = tuple(w for w, _ in pieces(row.get("last", "")))
        last = short if short and short[0] in full else full[-1:]
    terms = tuple((start, end) for start, end in row["in"])
    return Leader(name, row["of"], terms, full, last, row.get("alone", True), row.get("f", False))


def find_runs(view: View) -> tuple[Run, ...]:
    """The names of persons in a reading, without titles, none over a name of the gazetteer that outranks it."""
    found: list[Run] = []
    for sentence in view.reading.sentences:
        i = sentence.first
        while i < sentence.last:
            end = _run_end(view, i, sentence.last)
            if end is None:
                i += 1
                continue
            run = _trimmed(view, i, end)
            if run is not None:
                found.append(run)
            i = end + 1
    return tuple(found)


def _run_end(view: View, i: int, limit: int) -> int | None:
    """The last token of a person's name that opens at token i, or None."""
    token = view.reading.tokens[i]
    if token.entity != "PER" and not _known(view, i) or not token.text[:1].isupper() or _outranked(view, i, limit):
        return None
    end = i
    while end + 1 < limit and _continues(view, i, end, limit):
        end += 1
    return end


def _known(view: View, i: int) -> bool:
    """Whether a leader's full name opens here, or a surname that is enough by itself."""
    tokens = view.reading.tokens
    row = pieces(tokens[i].text) if i < len(tokens) else ()
    if not row or not row[0][1] or i in view.hit_at:
        return False
    if any(leader.alone and leader.last == tuple(w for w, _ in row) for leader in leaders().get(row[0][0], ())) and tokens[i].upos in ("PROPN", "NOUN", "X"):
        return True
    return row[0][0] in _first_names() and _full_name(view, i) is not None


@cache
def _first_names() -> dict[str, tuple[tuple[str, ...], ...]]:
    rows: dict[str, set[tuple[str, ...]]] = {}
    for group in leaders().values():
        for leader in group:
            rows.setdefault(leader.full[0], set()).add(leader.full)
    return {word: tuple(sorted(names, key=len, reverse=True)) for word, names in rows.items()}


def _full_name(view: View, i: int) -> int | None:
    tokens = view.reading.tokens
    for name in _first_names().get(pieces(tokens[i].text)[0][0], ()):
        k, j = 0, i
        while k < len(name) and j < len(tokens):
            parts = tuple(w for w, _ in pieces(tokens[j].text))
            if parts != name[k : k + len(parts)]:
                break
            k, j = k + len(parts), j + 1
        if k == len(name):
            return j - 1
    return None


def _outranked(view: View, i: int, limit: int) -> bool:
    """Whether the gazetteer's name at token i stands, though the pipeline calls it a person."""
    hit = view.hit_at.get(i)
    if hit is None:
        return view.words.kind(view.reading.tokens[i]) is not None or view.words.has("honorifics", view.reading.tokens[i])
    if hit.last > hit.first or hit.entry.role in (Role.GROUP, Role.BODY, Role.NATIONAL, Role.SEAT, Role.ADJECTIVE, Role.PAST):
        return True
    after = view.token(hit.last + 1)
    return after is None or after.i >= limit or after.entity != "PER" or after.upos != "PROPN" or _known(view, after.i) or after.i in view.hit_at


def _continues(view: View, first: int, end: int, limit: int) -> bool:
    tokens = view.reading.tokens
    token = tokens[end + 1]
    if _part_of_known(view, first, end + 1):
        return True
    if view.is_hyphen(end + 1):
        return not _known(view, end + 2) and end + 2 < limit and tokens[end + 2].text[:1].isalpha() and tokens[end + 1].end == tokens[end + 2].start
    if view.is_hyphen(end):
        return token.text[:1].isalpha()
    hit = view.hit_at.get(end + 1)
    if hit is not None and (hit.last > hit.first or token.entity != "PER" or hit.entry.role is not Role.STATE and hit.entry.role is not Role.CITY):
        return False
    if view.words.has("particles", token) and token.entity == "PER" and end + 2 < limit:
        return tokens[end + 2].entity == "PER" and tokens[end + 2].text[:1].isupper() and not _separate(view, first, end + 2)
    if not token.text[:1].isupper():
        return False
    if token.entity == "PER":
        return not _separate(view, first, end + 1)
    return token.upos == "PROPN" and not token.entity and token.deprel.startswith("flat") and first <= token.head <= end


def _separate(view: View, first: int, i: int) -> bool:
    """Whether another person begins at token i: a comma-less list, or a title in between."""
    return view.words.kind(view.reading.tokens[i]) is not None and view.reading.tokens[i].lower != view.reading.tokens[first].lower


def _part_of_known(view: View, first: int, i: int) -> bool:
    if not pieces(view.reading.tokens[first].text):
        return False
    end = _full_name(view, first)
    return end is not None and i <= end


def _trimmed(view: View, first: int, last: int) -> Run | None:
    """The run without titles before it and punctuation after it; None where nothing is left."""
    tokens = view.reading.tokens
    speechless = False
    while first <= last and (view.words.has("honorifics", tokens[first]) or first in view.hit_at and first < last and view.hit_at[first].entry.role is Role.ADJECTIVE):
        speechless |= view.words.has("speechless", tokens[first])
        first += 1
    while last > first and not tokens[last].text[-1:].isalnum() and not tokens[last].text.endswith("."):
        last -= 1
    words = tuple(w for i in range(first, last + 1) for w, _ in pieces(tokens[i].text) if w.isalpha() and w not in _SUFFIXES)
    before = view.token(first - 1)
    speechless |= before is not None and view.words.has("speechless", before)
    return Run(first, last, words, speechless) if words and first <= last and tokens[first].text[:1].isalpha() else None


def leader_of(words: tuple[str, ...], day: str | None, titled: bool = False) -> Leader | None:
    """The leader whom these words name; the one in office on that day first. A bare surname serves where it is rare or a title stands by it."""
    found = [leader for word in dict.fromkeys(words) for leader in leaders().get(word, ()) if _named(leader, words, titled)]
    if not found:
        return None
    serving = [leader for leader in found if leader.serves(day)]
    exact = [leader for leader in found if leader.full == words or words[0] == leader.full[0]]
    return next(iter([x for x in serving if x in exact] or exact or serving or found))


def _named(leader: Leader, words: tuple[str, ...], titled: bool) -> bool:
    if words == leader.last:
        return leader.alone or titled
    if words == leader.full:
        return True
    size = len(leader.last)
    ends = words[-size:] == leader.last or words[:size] == leader.last and leader.full[:size] == leader.last
    if not ends or len(words) <= size:
        return False
    if leader.full[0] == leader.last[0]:
        return words == leader.full[: len(words)] and len(words) == len(leader.full)
    return words[0][:3] == leader.full[0][:3]


def find_people(view: View, runs: tuple[Run, ...], phrases: tuple[Found, ...]) -> tuple[Found, ...]:
    """One mention a name, a title beside it included; who speaks for whom is settled over the whole document first."""
    titles = {run: _title(view, run, phrases) for run in runs}
    people = _learn(view, runs, titles)
    return tuple(_mention(view, run, titles[run], _recall(people, run), people) for run in runs)


def _title(view: View, run: Run, phrases: tuple[Found, ...]) -> Found | None:
    """The phrase that says what the person is: right before the name, or set off by a comma on either side."""
    tokens = view.reading.tokens
    first, last = view.bounds(run.first)
    best: Found | None = None
    for phrase in phrases:
        if not first <= phrase.first < last:
            continue
        gap = run.first - phrase.last - 1
        if 0 <= gap <= 1 and all(view.words.has("honorifics", t) for t in tokens[phrase.last + 1 : run.first]):
            return phrase
        between = tokens[phrase.last + 1 : run.first] if phrase.last < run.first else tokens[run.last + 1 : phrase.first]
        if not phrase.plural and _apposed(view, between, phrase, run):
            best = best or phrase
    return best


def _apposed(view: View, between: tuple[Any, ...], phrase: Found, run: Run) -> bool:
    if not between or between[0].text != "," or len(between) > _NEAR - 1:
        return False
    if any(t.upos not in ("DET", "PUNCT", "ADJ") and not view.words.has("articles", t) and not view.words.has("former", t) for t in between):
        return False
    after = view.token(max(phrase.last, run.last) + 1)
    if phrase.last < run.first:
        return len(between) == 1 and phrase.definite and (after is None or not view.words.has("and", after))
    return len(between) > 1 or not view.words.before


def _learn(view: View, runs: tuple[Run, ...], titles: dict[Run, Found | None]) -> dict[tuple[str, ...], Person]:
    people: dict[tuple[str, ...], Person] = {}
    for run in sorted(runs, key=lambda r: (-len(r.words), r.first)):
        known = _recall(people, run)
        if known is None:
            known = Person(run.words, view.reading.span(run.first, run.last).text)
            people[run.words] = known
        _note(view, known, run, titles[run])
    day = view.reading.document.published
    for person in people.values():
        titled = [titles[r] for r in runs if titles[r] is not None and _recall(people, r) is person]
        _settle(person, day, titled)
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
    if before is not None and before.lower.rstrip(".") in ("ms", "mrs", "miss", "signora"):
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


def _settle(person: Person, day: str | None, titled: list[Found | None]) -> None:
    """Who it is by the table of leaders. A title without "former" makes somebody speak for the state out of office too, as history does."""
    leader = leader_of(person.words, day, bool(titled))
    if leader is None:
        return
    person.gender = "f" if leader.female else "m"
    person.name = leader.name
    acting = any(title is not None and title.noun for title in titled) and not person.mute
    if not person.parties and (acting or leader.serves(day)):
        state, ident = (leader.of, None) if len(leader.of) == 2 and leader.of.isupper() and leader.of not in ("UN", "EU") else (None, leader.of)
        person.parties = (Party("", state, ident, PartyType.PERSON),)
        person.mute = False


def _recall(people: dict[tuple[str, ...], Person], run: Run) -> Person | None:
    """The person of the document whom the words name: the same words, the end of a longer name, or its first word where names run so."""
    if run.words in people:
        return people[run.words]
    for words, person in people.items():
        size = len(run.words)
        if size < len(words) and (words[-size:] == run.words or words[:size] == run.words and size == 1 and len(words) == _ASIAN):
            return person
        if size > 1 and len(words) > 1 and words[-1] == run.words[-1] and words[0] == run.words[0]:
            return person
    return None


_ASIAN = 3


def _mention(view: View, run: Run, title: Found | None, person: Person | None, people: dict[tuple[str, ...], Person]) -> Found:
    text = view.reading.span(run.first, run.last).text
    first, last = run.first, run.last
    if title is not None and not title.plural and title.last < run.first:
        if all(t.text != "," for t in view.reading.tokens[title.last + 1 : run.first]):
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
        if phrase.first in covered and phrase.last in covered or phrase.plural and phrase.last + 1 in starts and not phrase.known:
            continue
        yield replace(phrase)


def run_tokens(reading: Reading, runs: tuple[Run, ...]) -> frozenset[int]:
    """The tokens of names of persons."""
    return frozenset(i for run in runs for i in range(run.first, run.last + 1))
