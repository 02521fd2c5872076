"""Whose word a claim rests on: the voice at the end of its chain of sources.

The simplest honest rule: the same final source is one origin. Everybody who speaks for one state is one voice, since two
speakers of one government are one origin for the same proposition; that can count too few, never too many.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from riscontro import languages
from riscontro.languages.around import is_anonymous, sentence_of, state_in
from riscontro.languages.edtf import apart, interval
from riscontro.languages.names import fold, sound
from riscontro.languages.naming import Phrases
from riscontro.model import Citation, Link, Party, Standing, Tense

_WORD = re.compile(r"[\w.’'-]+")
_FIRST_HAND = frozenset({"witnessed", "measured"})


@dataclass(frozen=True, slots=True)
class Voice:
    """The final source of one claim: a key that is the same for the same voice, its name as written, its standing."""

    key: str
    name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Compiler:
    """A body that gathers what its members tell it; `members` are states ("*" = any), `examines` that it inspects for itself too."""

    id: str
    members: frozenset[str]
    examines: bool

    def may_repeat(self, state: str) -> bool:
        """Whether what it reports can be this state's."""
        return "*" in self.members or state in self.members


def voice(citation: Citation) -> Voice:
    """The final source of a claim. Whether a named voice is a side to an event is the event's to say."""
    chain = citation.claim.attribution
    return _own_voice(citation) if not chain else _voice_of(chain[-1].source, citation)


def voices(citation: Citation) -> tuple[Voice, ...]:
    """Everybody on whose word a claim rests together ("Washington and Seoul said"); one, but for joint speakers."""
    found = [_voice_of(link.source, citation) for link in together(citation.claim.attribution)]
    return tuple({v.key: v for v in reversed(found)}.values()) or (voice(citation),)


def together(chain: tuple[Link, ...]) -> tuple[Link, ...]:
    """The last links of a chain that share one cue: they speak together ("Moscow and Pyongyang denied"), none through the other."""
    first = len(chain) - 1
    while first > 0 and chain[first].cue and chain[first - 1].cue == chain[first].cue:
        first -= 1
    return chain[max(first, 0) :]


def _own_voice(citation: Citation) -> Voice:
    """A text without a source speaks for its publisher where that is a state's, and is a carrier else."""
    doc = citation.document
    speaks_for = outlet(doc.publisher or "")
    if speaks_for:
        return Voice(f"state:{speaks_for}", doc.publisher or "", Standing.NAMED)
    return Voice(f"carrier:{doc.publisher or doc.id}", doc.publisher or doc.path or doc.id, Standing.CARRIER)


def _voice_of(source: Party, citation: Citation) -> Voice:
    claim = citation.claim
    speaks_for = outlet(source.name)
    compiled = compiler(source)
    if claim.basis in _FIRST_HAND and (speaks_for == "" or _of_newsroom(source, claim.language)):
        name = source.name if speaks_for == "" else newsroom(citation)
        return Voice(f"name:{fold(name)}", name, Standing.NAMED)
    if compiled and compiled.examines and claim.basis in _FIRST_HAND:
        return Voice(f"name:{fold(compiled.id)}", source.name, Standing.NAMED)
    if compiled:
        return Voice(f"undisclosed:{compiled.id}", source.name, Standing.UNDISCLOSED)
    if unnamed(source, claim.language) or _withheld(source, citation):
        return Voice(f"unresolved:{fold(newsroom(citation))}", source.name, Standing.UNRESOLVED)
    if source.state or speaks_for:
        return Voice(f"state:{source.state or speaks_for}", source.name, Standing.NAMED)
    if speaks_for is None:
        return Voice(f"name:{fold(source.id or source.name)}", source.name, Standing.NAMED)
    return Voice(f"carrier:{fold(source.name)}", source.name, Standing.CARRIER)


def newsroom(citation: Citation) -> str:
    """Who gathered a claim's words: the last outlet that its chain names, else the publisher, else the document."""
    cited = [link.source.name for link in citation.claim.attribution if outlet(link.source.name) is not None]
    doc = citation.document
    return cited[-1] if cited else doc.publisher or citation.family or doc.id


def spoken_on(citation: Citation) -> date:
    """The day on which a claim's words were said, else that of publication; the last possible day where neither is known."""
    chain = citation.claim.attribution
    known = interval(chain[-1].said if chain else None) or interval(citation.document.published)
    return known[0] if known else date.max


def may_answer(answer: Citation, when: str | None) -> bool:
    """Whether a denial or doubt can be of an event of this time: not of another, nor said before it began, unless of what is to come."""
    claim, known = answer.claim, interval(when)
    if apart(claim.when, when):
        return False
    return known is None or claim.tense is Tense.FUTURE or spoken_on(answer) >= known[0]


def called(key: str, name: str, say: Phrases) -> str:
    """How the voice or origin of a key is called: its states by name, else as written."""
    states = [part.removeprefix("state:") for part in key.split("+") if part.startswith("state:")]
    return say.listed(map(say.party, states)) if states else name


def states_of(key: str) -> frozenset[str]:
    """The states that speak in the voice or origin of a key."""
    return frozenset(part.removeprefix("state:") for part in key.split("+") if part.startswith("state:"))


@lru_cache(maxsize=65536)
def unnamed(source: Party, language: str) -> bool:
    """Whether a source is nobody in particular: analysts, reports, several governments, "it is said".

    Ministers and authorities are somebody where their state is known, officials and diplomats where the words themselves name it.
    A name without any capital letter and without a state names nobody, and neither does a number of people.
    """
    anonymous, collective, office = (_group(language, name) for name in ("anonymous", "collective", "office"))
    words = _common_words(source.name)
    nobodys = words & _group(language, "thing") or _somebody(source.name, words, language)
    if nobodys and _no_proper_name(source.name) and not words & anonymous:
        return True
    if (words & anonymous or _counted(source.name)) and not (source.state and words & office):
        return True
    if source.state or source.id:
        return False
    return bool(words & collective) or source.name == source.name.lower()


@lru_cache(maxsize=65536)
def is_office(source: Party, language: str) -> bool:
    """Whether a source is named by office or state alone and not as a person."""
    return bool(_common_words(source.name) & (_group(language, "collective") | _group(language, "office")))


def _withheld(source: Party, citation: Citation) -> bool:
    """Whether an official's name is withheld by the words around the claim."""
    language = citation.claim.language
    return is_office(source, language) and is_anonymous(f"{source.name} {sentence_of(citation)}", language)


def _of_newsroom(source: Party, language: str) -> bool:
    return bool(_common_words(source.name) & _group(language, "own"))


def _counted(name: str) -> bool:
    """Whether a name begins with a figure ("40 soldiers") and is no outlet of such a name."""
    return name[:1].isdigit() and outlet(name) is None


@lru_cache(maxsize=65536)
def outlet(name: str) -> str | None:
    """None where the name is no known outlet; else the state that it speaks for, empty for an independent one.

    A word written small is none ("a diplomat" is not The Diplomat), unless the outlet writes itself so.
    """
    written_small = name == name.lower() and name not in languages.table("common", "outlets")["independent"]["names"]
    return None if written_small else _outlets().get(fold(name))


@lru_cache(maxsize=65536)
def compiler(source: Party) -> Compiler | None:
    """The compiler that a source is, if it is one."""
    known = _compilers()
    return known.get(sound(source.id or "")) or known.get(sound(source.name))


def _common_words(name: str) -> frozenset[str]:
    """Words of a name that are written small, and the first one unless a capital follows it."""
    words = _WORD.findall(name)
    small = {w for w in words if w == w.lower()}
    if words and (len(words) == 1 or words[1] == words[1].lower()):
        small.add(words[0].lower())
    return frozenset(part for w in small for part in re.split(r"[’']", w) if part)


def _somebody(name: str, words: AbstractSet[str], language: str) -> bool:
    """Whether a name is somebody in an office of a state that the words do not name."""
    return bool(words & _group(language, "individual")) and not state_in(name)


def _no_proper_name(name: str) -> bool:
    """Whether nothing in a name is written with a capital but its first word."""
    return all(w == w.lower() for w in _WORD.findall(name)[1:])


@cache
def _group(language: str, name: str) -> frozenset[str]:
    return frozenset(languages.table(language, "unnamed")[name]["words"])


@cache
def _outlets() -> dict[str, str]:
    data = languages.table("common", "outlets")
    plain = {fold(name): "" for name in data["independent"]["names"]}
    return plain | {fold(name): code for code, names in data["state"].items() for name in names}


@cache
def _compilers() -> dict[str, Compiler]:
    rows = languages.table("common", "compilers")["compiler"]
    made = [(row, Compiler(row["id"], frozenset(row["members"]), row.get("examines", False))) for row in rows]
    return {sound(name): body for row, body in made for name in (row["id"], *row["names"])}
