"""Opposition and demands by what is said: a speaker's own words speak ill of another ("Tehran is looting a bankrupt country," the
minister said), or say what another must do ("Pyongyang should give up its weapons," the alliance said).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from riscontro import languages
from riscontro.extract.frames import bad_words
from riscontro.extract.layers import tokens_in
from riscontro.extract.lemmas import lemmas
from riscontro.extract.lexicon import VERB, Frame
from riscontro.extract.parties.antecedents import key
from riscontro.extract.roles import Filler, Roles
from riscontro.model import Attribution, BlockKind, Kind, Party, PartyMention

FRAME = Frame("spoken-ill-of", Kind.OPPOSE, VERB)
DUTY = Frame("said-to-owe", Kind.DEMAND, VERB)
_FAR = 14
"""How many words after the one spoken of an evaluation may stand."""


def spoken_against(filler: Filler, known: Sequence[tuple[int, Roles]]) -> Iterator[tuple[Frame, int, Roles]]:
    """Frames of opposition from attributed words: the speaker, and whom their words speak ill of.

    Only where both are states or bodies, the one spoken of is the subject of the words, and no entry of the lexicon (`known`: triggers with
    their roles) says so in the same sentence.
    """
    reading = filler.reading
    said = {(reading.sentence_of[i], _sides(roles)) for i, roles in known}
    for row in filler.layers.attributions:
        for target in _targets(filler, row):
            assert row.party is not None
            speaker = PartyMention(row.source or row.contents[0], row.party, target.head)
            roles = Roles((speaker,), (target,), (), (), None)
            if (reading.sentence_of[target.head], _sides(roles)) not in said:
                said.add((reading.sentence_of[target.head], _sides(roles)))
                yield FRAME, target.head if row.cue_head is None else row.cue_head, roles


def _sides(roles: Roles) -> frozenset[str]:
    return frozenset(key(m.party) for m in (*roles.actor, *roles.counterpart))


def _targets(filler: Filler, row: Attribution) -> Iterator[PartyMention]:
    """Parties that are the subject of the words and are spoken ill of."""
    if row.party is None or not _official(row.party):
        return
    reading, bad = filler.reading, bad_words(filler.language)
    for content in row.contents:
        for i in tokens_in(reading, content):
            token = reading.tokens[i]
            if not token.deprel.startswith("nsubj") or reading.sentence(i).block is BlockKind.FURNITURE:
                continue
            named = [m for m in filler.party(i) if _official(m.party) and key(m.party) != key(row.party)]
            ahead = reading.tokens[i : min(i + _FAR, reading.sentence(i).last)]
            if named and any(w in bad for t in ahead if t.start < content.end for w in lemmas(t, filler.language)):
                yield named[0]


def demanded(filler: Filler, known: Sequence[tuple[int, Roles]]) -> Iterator[tuple[Frame, int, Roles]]:
    """Frames of demand from attributed words: the speaker, and who their words say must act; none where the lexicon (`known`) says so."""
    reading = filler.reading
    said = {(reading.sentence_of[i], _sides(roles)) for i, roles in known}
    for row in filler.layers.attributions:
        if row.party is None or not _official(row.party):
            continue
        for i in (i for content in row.contents for i in tokens_in(reading, content)):
            token = reading.tokens[i]
            if token.deprel != "nsubj" or not any(k.lower in deontic(filler.language) for k in reading.kids(token.head, "aux")):
                continue
            owing = [m for m in filler.party(i) if _official(m.party) and key(m.party) != key(row.party)]
            roles = Roles((PartyMention(row.source or row.contents[0], row.party, token.head),), tuple(owing[:1]), (), (), None)
            if owing and (reading.sentence_of[i], _sides(roles)) not in said:
                said.add((reading.sentence_of[i], _sides(roles)))
                yield DUTY, token.head, roles


@cache
def deontic(language: str) -> frozenset[str]:
    """Auxiliaries by which somebody is said to be bound to act."""
    return frozenset(languages.table(language, "evaluation")["duty"])


def _official(party: Party) -> bool:
    return bool(party.state or party.id)
