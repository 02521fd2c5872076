"""Who may be meant: the parties mentioned so far, weighed for a pronoun that must agree with them.

Method: salience by recency, grammatical role and repetition, after Lappin and Leass (1994), with agreement in number, gender and animacy.
Subjects that are no parties compete: where one of them fits better, the pronoun is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from riscontro.extract.parties.view import Found, View
from riscontro.extract.parties.words import Pronoun
from riscontro.model import Party, PartyType, Token

_WINDOW = 2
_HOPS = 4
_MOST = 60
_SUBJECT, _OBJECT, _OTHER = 1.6, 1.1, 0.5
_PLACE = 2.0
_DECAY, _FARTHEST = 0.04, 40
_DISTANCE = (3.0, 1.6, 0.4)
_REPEATED = 0.6
_QUOTED = 0.5
_MAIN = 0.5
_MEMBER = 1.0
_THINGS = (PartyType.STATE, PartyType.GOVERNMENT, PartyType.BODY, PartyType.GROUP)


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Somebody mentioned: parties, where, in which role, and what agrees with it. Without parties: a subject that is no party."""

    parties: tuple[Party, ...]
    token: int
    sentence: int
    weight: float
    plural: bool
    animate: bool
    gender: str = "-"
    noun: str = ""
    role: str = ""


def key(party: Party) -> str:
    """What makes two namings one party: its state, else its id, else its name."""
    return party.state or party.id or party.name.lower()


def is_cleft(view: View, noun: Token) -> bool:
    """Whether a definite noun is set apart as who did it ("it was the mayor who called"): it is the subject in all but form."""
    kids = view.reading.kids(noun.i)
    definite = noun.upos == "PROPN" or any(k.feats.get("Definite") == "Def" for k in kids)
    subjects = [k for k in kids if k.relation in ("nsubj", "expl") and k.i < noun.i]
    relative = any(k.deprel == "acl:relcl" for k in kids)
    return definite and relative and bool(view.reading.kids(noun.i, "cop")) and all(k.upos == "PRON" for k in subjects)


def role_of(view: View, i: int) -> str:
    """subj, obj or other: the relation of token i, through coordination."""
    token = view.reading.tokens[i]
    hops = 0
    while token.deprel == "conj" and hops < 4 and token.head != token.i:
        token, hops = view.reading.tokens[token.head], hops + 1
    relation = token.relation
    if relation in ("nsubj", "csubj") or token.deprel == "obl:agent" or is_cleft(view, token):
        return "subj"
    return "obj" if relation in ("obj", "iobj") else "other"


@dataclass(slots=True)
class Discourse:
    """What has been mentioned up to now."""

    view: View
    rows: list[Antecedent] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    total: int = 0
    bearers: dict[str, tuple[Party, ...]] = field(default_factory=dict)
    genders: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, found: Found, quoted: bool = False) -> None:
        """Takes note of a mention; those inside quotations weigh less."""
        role = role_of(self.view, found.head)
        weight = {"subj": _SUBJECT, "obj": _OBJECT}.get(role, _OTHER)
        weight += _MAIN if role == "subj" and self._leads(found.head) else 0.0
        weight -= _QUOTED if quoted else 0.0
        if all(p.type is PartyType.PLACE for p in found.parties) or self._qualifies(found):
            weight -= _PLACE
        row = self.row(found, weight, role)
        self.rows.append(row)
        if found.known:
            self.bearers.update(dict.fromkeys((*self._nouns(found), row.noun), found.parties))
            if found.gender != "-" and len(found.parties) == 1:
                self.genders[key(found.parties[0]), row.noun] = found.gender
        self.counts.update(key(p) for p in found.parties)
        self.total += len(found.parties)

    def _leads(self, i: int) -> bool:
        """Whether token i is the subject of a main clause."""
        verb = self.view.reading.tokens[self.view.reading.tokens[i].head]
        hops = 0
        while verb.deprel == "conj" and hops < _HOPS:
            verb, hops = self.view.reading.tokens[verb.head], hops + 1
        return verb.deprel in ("root", "parataxis")

    def _qualifies(self, found: Found) -> bool:
        token = self.view.reading.tokens[found.head]
        return found.first == found.last and token.deprel in ("amod", "compound")

    def row(self, found: Found, weight: float = 0.0, role: str = "") -> Antecedent:
        """A mention as an antecedent."""
        plural = found.plural or len(found.parties) > 1
        sentence = self.view.reading.sentence_of[found.head]
        noun = found.noun or self._called(found)
        return Antecedent(found.parties, found.head, sentence, weight, plural, found.animate, found.gender, noun, role)

    def _nouns(self, found: Found) -> set[str]:
        """The short names of bodies inside a mention ("panel of experts")."""
        words, tokens = self.view.words, self.view.reading.tokens[found.first : found.last + 1]
        again = words.words["short"] | words.descriptions["lasting"]
        return {words.base[t.lower] for t in tokens if words.base.get(t.lower) in again}

    def _called(self, found: Found) -> str:
        """The party noun at the head of a name ("Security Council", "Treasury Department"), by which later mentions may call it."""
        words, tokens = self.view.words, self.view.reading.tokens
        token = tokens[found.last if words.before else found.first]
        return words.base.get(token.lower, "") if found.first < found.last or found.head == token.i else ""

    def join(self, left: Found, right: Found) -> None:
        """Takes note of two coordinated mentions as one plural ("Washington and Seoul")."""
        parties = tuple(dict.fromkeys((*left.parties, *right.parties)))
        members = [k for k in range(max(0, len(self.rows) - 4), len(self.rows)) if self.rows[k].token in (left.head, right.head)]
        for k in members:
            self.rows[k] = replace(self.rows[k], weight=self.rows[k].weight - _MEMBER)
        role = role_of(self.view, left.head)
        weight = {"subj": _SUBJECT, "obj": _OBJECT}.get(role, _OTHER) + 0.5
        self.rows.append(
            Antecedent(
                parties, right.head, self.view.reading.sentence_of[left.head], weight, True, left.animate and right.animate, role=role
            )
        )

    def rival(self, token: Token, role: str) -> None:
        """Takes note of a subject or object that is no party."""
        plural = token.feats.get("Number") == "Plur"
        weight = _SUBJECT if role == "subj" else _OBJECT
        self.rows.append(Antecedent((), token.i, self.view.reading.sentence_of[token.i], weight, plural, False, role=role))

    def recent(self, i: int, window: int = _WINDOW) -> list[Antecedent]:
        """Those mentioned before token i in its sentence and the ones right before it, the latest first."""
        sentence = self.view.reading.sentence_of[i]
        found: list[Antecedent] = []
        for row in reversed(self.rows):
            if row.sentence < sentence - window or len(found) >= _MOST:
                break
            if row.token < i:
                found.append(row)
        return found

    def score(self, row: Antecedent, i: int) -> float:
        """How salient an antecedent is at token i."""
        distance = self.view.reading.sentence_of[i] - row.sentence
        near = _DISTANCE[min(distance, len(_DISTANCE) - 1)]
        seen = sum(self.counts[key(p)] for p in row.parties) / max(1, self.total) if row.parties else 0.0
        decay = _DECAY * min(i - row.token, _FARTHEST) if not distance else 0.0
        return near + row.weight + _REPEATED * seen - decay + row.token * 1e-6

    def best(
        self, i: int, pronoun: Pronoun, barred: Iterable[int] = (), agentive: bool = False, subject: bool = False
    ) -> Antecedent | None:
        """The antecedent of a pronoun at token i, None where nothing fits or what fits best is no party."""
        closed = frozenset(barred)
        rows = [row for row in self.recent(i) if row.token not in closed and fits(row, pronoun) and not (agentive and not row.parties)]
        if subject:
            rows = [row for row in rows if row.role == "subj"] or rows
        winner = max(rows, key=lambda row: self.score(row, i), default=None)
        return winner if winner is not None and winner.parties and winner.weight > -1 else None


def fits(row: Antecedent, pronoun: Pronoun) -> bool:
    """Whether number, gender and animacy allow it."""
    collective = row.parties and not row.animate and any(p.type in (PartyType.GROUP, PartyType.BODY) for p in row.parties)
    if pronoun.number == "p" and not row.plural and not collective:
        return False
    if (
        pronoun.number == "s"
        and row.plural
        and not (row.parties and len(row.parties) == 1 and row.parties[0].type in (PartyType.GOVERNMENT, PartyType.STATE))
    ):
        return False
    if pronoun.gender in "mf" and pronoun.animate and row.gender != "-" and row.gender != pronoun.gender:
        return False
    if pronoun.animate is None:
        return True
    if pronoun.animate:
        return row.animate and bool(row.parties)
    return not row.animate and (not row.parties or any(p.type in _THINGS for p in row.parties))
