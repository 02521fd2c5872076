"""What the steps of party finding share: the reading, its words, the gazetteer's hits by token, and the mentions in the making."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from riscontro import languages
from riscontro.extract.parties.datelines import dateline_tokens
from riscontro.extract.parties.gazetteer import Entry, Hit, Role, scan
from riscontro.extract.parties.words import NOMINAL, PartyWords, party_words
from riscontro.model import Party, PartyType, Reading, Token

_LIGHT = ("PUNCT", "ADP", "DET", "PART", "CCONJ")
_HEADS = (*NOMINAL, "PRON", "ADJ", "NUM")
_LINKS = 2
ADJECTIVAL = frozenset({"ADJ", "NOUN", "PROPN", "X", "VERB"})


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in the making: tokens first to last, its head, who it is, and what a pronoun must agree with.

    `noun` is the party noun ("minister"), empty for names; `animate` is True for persons, `gender` m, f or -.
    """

    first: int
    last: int
    head: int
    parties: tuple[Party, ...]
    plural: bool = False
    animate: bool = False
    gender: str = "-"
    noun: str = ""
    coreference: bool = False
    definite: bool = False

    @property
    def known(self) -> bool:
        """Whether a state or body is known for every party."""
        return bool(self.parties) and all(p.state or p.id for p in self.parties)


@dataclass(frozen=True, slots=True)
class View:
    """A reading with the hits of the gazetteer by token, those of datelines apart; `homes` are the states of datelines by token."""

    reading: Reading
    words: PartyWords
    hits: tuple[Hit, ...]
    hit_at: dict[int, Hit] = field(repr=False)
    dateline: frozenset[int] = frozenset()
    homes: tuple[tuple[int, str], ...] = ()

    def token(self, i: int) -> Token | None:
        """Token i, None outside the reading."""
        return self.reading.tokens[i] if 0 <= i < len(self.reading.tokens) else None

    def bounds(self, i: int) -> tuple[int, int]:
        """First token and one past the last of the sentence of token i."""
        sentence = self.reading.sentence(i)
        return sentence.first, sentence.last

    def home(self, i: int) -> str | None:
        """The state of the last dateline before token i, None without one."""
        return next((state for k, state in reversed(self.homes) if k < i), None)

    def is_hyphen(self, i: int) -> bool:
        """Whether token i is a hyphen that joins words."""
        tokens = self.reading.tokens
        return tokens[i].text in ("-", "‐", "‑", "–") and 0 < i < len(tokens) - 1 and tokens[i - 1].end == tokens[i].start


def make_view(reading: Reading) -> View:
    """The view of a reading; adjectives that only qualify ("pro-Russian", "Western Ukraine") are no hits."""
    words = party_words(reading.document.language)
    bare = View(reading, words, (), {})
    found = scan(reading)
    at = {i: hit for hit in found for i in range(hit.first, hit.last + 1)}
    hits = tuple(hit for hit in found if _stands(bare, hit, at))
    hits = tuple(_reowned(bare, hit, at) for hit in hits)
    hits = (*hits, *_halves(bare, hits, at))
    dateline = dateline_tokens(reading, at)
    hits = tuple(sorted((hit for hit in hits if hit.first not in dateline), key=lambda h: h.first))
    homes = tuple((i, at[i].entry.states[0]) for i in sorted(dateline) if i in at and at[i].entry.states)
    return View(reading, words, hits, {i: hit for hit in hits for i in range(hit.first, hit.last + 1)}, dateline, homes)


def _reowned(view: View, hit: Hit, at: dict[int, Hit]) -> Hit:
    """A national body that another state's name or adjective claims ("South Korea's Joint Chiefs of Staff") belongs to that state."""
    if hit.entry.role is not Role.NATIONAL:
        return hit
    before, after = view.token(hit.first - 1), view.token(hit.last + 1)
    if before is not None and view.words.has("possessive", before):
        before = view.token(before.i - 1)
    if after is not None and view.words.has("of", after):
        after = view.token(after.i + 1)
    near = [
        at[t.i]
        for t in (before, after)
        if t is not None and t.i in at and view.reading.sentence_of[t.i] == view.reading.sentence_of[hit.first]
    ]
    owner = next((h for h in near if h.entry.states and (h.entry.role is Role.ADJECTIVE or h.entry.role is Role.STATE)), None)
    linked = owner is not None and (owner.last + 2 >= hit.first if owner.last < hit.first else owner.first <= hit.last + 2)
    if owner is None or not linked or (owner.entry.role is Role.STATE and owner.last + 1 == hit.first):
        return hit
    return Hit(hit.first, hit.last, Entry(Role.NATIONAL, owner.entry.states))


def _halves(view: View, hits: tuple[Hit, ...], at: dict[int, Hit]) -> Iterator[Hit]:
    """ "The North" where the document speaks of Korea: with an article, and nothing after it that says which north."""
    halves = languages.table("common", "states")["halves"]
    states = {state for hit in hits for state in hit.entry.states}
    tokens = view.reading.tokens
    for token in tokens:
        row = halves.get(token.text)
        if row is None or token.i in at or not states & set(row["near"]) or token.i == 0:
            continue
        before, after = tokens[token.i - 1], view.token(token.i + 1)
        loose = after is None or not (view.words.has("of", after) or after.upos == "PROPN" or view.is_hyphen(after.i))
        if loose and (view.words.has("articles", before) or view.words.has("in", before)):
            yield Hit(token.i, token.i, Entry(Role.HALF, (row["state"],)))


def _opens_organisation(view: View, hit: Hit, at: dict[int, Hit]) -> bool:
    """Whether the place only opens the name of an organisation ("New York Times"); ministries and the like apart."""
    if hit.entry.role not in (Role.STATE, Role.CAPITAL, Role.CITY, Role.PLACE):
        return False
    tokens, end = view.reading.tokens, view.bounds(hit.first)[1]
    i = hit.last + 1
    while i < end and tokens[i].entity == "ORG" and tokens[i].upos == "PROPN" and i not in at:
        i += 1
    rest = tokens[hit.last + 1 : i]
    whole = all(t.entity == "ORG" for t in tokens[hit.first : hit.last + 1])
    return whole and bool(rest) and all(t.text[:1].isupper() and view.words.kind(t) is None for t in rest)


def _stands(view: View, hit: Hit, at: dict[int, Hit]) -> bool:
    if _opens_organisation(view, hit, at):
        return False
    before = view.token(hit.first - 1)
    if before is not None and hit.first - 1 >= view.bounds(hit.first)[0]:
        if view.words.has("apart", before) and not view.words.before:
            return False
        if view.is_hyphen(before.i) and before.i > 0 and view.words.has("apart", view.reading.tokens[before.i - 1]):
            return False
    if hit.entry.role is not Role.ADJECTIVE:
        return True
    if hit.entry.id == "WEST" and _geographic(view, hit, at):
        return False
    return _qualifies(view, hit) or _is_people(view, hit) or _listed(view, hit, at)


def _listed(view: View, hit: Hit, at: dict[int, Hit]) -> bool:
    """Whether the adjective stands in a list of such ("Chinese, Japanese and Korean officials"), on the side away from the noun."""
    step = 1 if view.words.before else -1
    i = (hit.last if view.words.before else hit.first) + step
    hops = 0
    while (
        0 <= i < len(view.reading.tokens)
        and hops < _LINKS
        and (view.reading.tokens[i].text == "," or view.words.has("and", view.reading.tokens[i]))
    ):
        i, hops = i + step, hops + 1
    return hops > 0 and i in at and at[i].entry.role is Role.ADJECTIVE


def _geographic(view: View, hit: Hit, at: dict[int, Hit]) -> bool:
    """Whether a point of the compass qualifies a place ("western Ukraine", "la costa occidentale")."""
    for i in (hit.first - 1, hit.last + 1):
        token = view.token(i)
        if token is None or token.upos not in NOMINAL:
            continue
        other = at.get(i)
        if view.words.has("places", token) or token.entity == "LOC" or (other is not None and other.entry.role is not Role.ADJECTIVE):
            return True
    return False


def _qualifies(view: View, hit: Hit) -> bool:
    """Whether the adjective stands by a noun: before or after it, as the language orders them; the tree may also say so."""
    reading = view.reading
    first, last = view.bounds(hit.first)
    if any(reading.tokens[i].deprel in ("amod", "compound", "nmod", "nmod:desc", "flat") for i in range(hit.first, hit.last + 1)):
        return True
    after, before = hit.last + 1, hit.first - 1
    if view.words.before and after < last and (reading.tokens[after].upos in ADJECTIVAL or view.is_hyphen(after)):
        return True
    return view.words.after and before >= first and reading.tokens[before].upos in ("NOUN", "PROPN", "ADJ")


def _is_people(view: View, hit: Hit) -> bool:
    """Whether the adjective is a noun for the people ("the Russians", "i russi")."""
    before, token = view.token(hit.first - 1), view.reading.tokens[hit.last]
    if view.words.after and before is not None and before.upos in NOMINAL and token.deprel in ("amod", "nmod", "flat", "compound"):
        return False
    if token.upos in NOMINAL and (token.feats.get("Number") == "Plur" or (token.text.endswith("s") and view.words.before)):
        return True
    return before is not None and (before.upos == "DET" or view.words.has("articles", before)) and token.upos in ADJECTIVAL


def party_of(entry: Entry, name: str, kind: PartyType | None = None) -> tuple[Party, ...]:
    """The parties that an entry stands for, under a name as written."""
    states: Iterable[str | None] = entry.states or (None,)
    return tuple(Party(name, state, entry.id, kind or entry.type) for state in states)


def outside_head(reading: Reading, first: int, last: int, prefer: int) -> int:
    """The token of first..last that hangs outside it in the tree; `prefer` where several do or the one is no nominal."""
    loose = [i for i in range(first, last + 1) if not first <= reading.tokens[i].head <= last or reading.tokens[i].head == i]
    solid = [i for i in loose if reading.tokens[i].upos not in _LIGHT]
    if prefer in solid or len(solid) != 1 or reading.tokens[solid[0]].upos not in _HEADS:
        return prefer
    return solid[0]
