"""Filling the roles of a frame at a trigger word: who, to whom, what."""

from __future__ import annotations

from dataclasses import dataclass, field

from riscontro.extract.clause import NOMINAL, VERBAL, arguments, closed_class, is_passive, noun_arguments, preposition
from riscontro.extract.layers import Layers
from riscontro.extract.lemmas import lemmas
from riscontro.extract.lexicon import NOUN, Frame, Lexicon
from riscontro.extract.parties.antecedents import key
from riscontro.extract.shallow import after_noun, by_words, goods_by_words, joined_by_words, origin_after, verb_taken_for_adjective
from riscontro.model import GoodsMention, Kind, Party, PartyMention, PartyType, Token

_OCCASION = ("during", "after", "before", "in", "at", "on", "of")
_ARGUMENT = ("obj", "nsubj", "obl", "iobj", "nmod", "expl", "fixed")
_TAKEN_UP = 2
"""How many sentences back the goods may be named that a pronoun stands for."""
_NAME = 5
"""How many words either side of its head belong to the name of a target."""
Slots = dict[str, tuple[int, ...]]
_INSIDE = ("amod", "compound", "nmod", "flat", "appos", "det", "conj", "nummod", "acl", "obl")
_OWNING = ("amod", "compound", "nmod:poss", "det:poss", "flat", "det", "appos")


@dataclass(frozen=True, slots=True)
class Roles:
    """A frame filled: party mentions, goods, the heads of the theme, and the verb that carries a noun trigger."""

    actor: tuple[PartyMention, ...]
    counterpart: tuple[PartyMention, ...]
    goods: tuple[GoodsMention, ...]
    theme: tuple[int, ...]
    carrier: int | None
    slots: Slots = field(default_factory=dict, repr=False, compare=False)
    """The slots that were looked in."""


class Filler:
    """Fills frames over the layers of one reading; slots of a trigger are found once."""

    def __init__(self, layers: Layers, lexicon: Lexicon) -> None:
        self.layers = layers
        self.reading = layers.reading
        self.lexicon = lexicon
        self.language = layers.reading.document.language
        self._times = {j for t in layers.times for j in layers.tokens_of(t.span)} - layers.party_at.keys() - layers.goods_at.keys()
        self._slots: dict[tuple[int, str], Slots] = {}
        self._launched: dict[str, tuple[GoodsMention, ...]] = {}

    def slots(self, i: int, pos: str) -> Slots:
        """The argument slots of the trigger at token i, nested ones under the plain name where the plain one is empty."""
        if (i, pos) not in self._slots:
            found = noun_arguments(self.reading, i) if pos == NOUN else dict(arguments(self.reading, i))
            found = self._without_times(found)
            for name, heads in list(found.items()):
                if name.startswith("obj."):
                    found.setdefault(name[4:], heads)
            found.update(self._beyond(i, found))
            guessed = after_noun(self.layers, i, found) if pos == NOUN else by_words(self.layers, i, found)
            self._slots[(i, pos)] = {**guessed, **found}
        return self._slots[(i, pos)]

    def _without_times(self, slots: Slots) -> Slots:
        """The slots without nouns that say when ("la prossima settimana"), whatever the tree takes them for."""
        kept = {name: left for name, heads in slots.items() if (left := tuple(h for h in heads if h not in self._times))}
        if "subj" in slots and "subj" not in kept and all(self.reading.tokens[h].relation == "nsubj" for h in kept.get("obj", ())):
            kept["subj"] = kept.pop("obj", ())  # "Lunedì è arrivata una delegazione": the day was taken for the subject
        return {name: heads for name, heads in kept.items() if heads}

    def _beyond(self, i: int, found: Slots) -> Slots:
        """Slots outside the clause: `ccomp.subj` (subject of the complement clause) and `return` (what is given in exchange)."""
        closed = closed_class(self.language)
        below = [h for k in self.reading.kids(i, "ccomp", "xcomp", "advcl") for h in arguments(self.reading, k.i).get("subj", ())]
        given = [
            k.i
            for h in found.get("in", ()) + found.get("of", ())
            if any(w in closed.exchange_nouns for w in lemmas(self.reading.tokens[h], self.language))
            for k in self.reading.kids(h, "nmod", "obl")
        ]
        return {name: tuple(heads) for name, heads in (("ccomp.subj", below), ("return", given)) if heads}

    def carrier(self, i: int) -> int | None:
        """The light verb that carries the noun at token i ("held talks", "sanctions were imposed"), or None."""
        if (disguised := verb_taken_for_adjective(self.layers, i)) is not None:
            return disguised
        for kid in self.reading.kids(i, "acl"):  # "the sanctions that the Union imposed", "a test conducted by"
            below = self.slots(kid.i, "verb")
            others = [j for j in below.get("obj", ()) if j != i and (j in self.layers.goods_at or j in self.layers.party_at)]
            if set(below.get("subj", ())) - {i} and not others and any(w in self.lexicon.light for w in lemmas(kid, self.language)):
                return kid.i
        token, head = self.reading.tokens[i], self.reading.head(i)
        hops = 0
        while head is not None and token.relation == "conj" and hops < 3:
            token, head, hops = head, self.reading.head(head.i), hops + 1
        if head is None or (head.upos not in VERBAL and head.feats.get("VerbForm") is None):
            return None
        if token.relation not in ("obj", "nsubj", "obl", "xcomp", "ccomp", "advcl"):
            return None
        return head.i if any(w in self.lexicon.light for w in lemmas(head, self.language)) else None

    def fill(self, frame: Frame, i: int) -> Roles:
        """The roles of the frame at the trigger token i; empty where nothing decides."""
        slots = dict(self.slots(i, frame.pos))
        carrier = self.carrier(i) if frame.pos == NOUN else None
        self._turn_round(frame, slots, i)
        self._split_compound(slots)
        occasion = frame.kind is Kind.MEET and frame.pos == NOUN and carrier is None and "light" not in slots
        if occasion:
            self._add_occasion(slots, i)
        if carrier is not None and not self.denies(carrier):
            self._add_carrier(slots, carrier, i)
        theme = self._theme(frame, slots, i)
        goods = self._goods(frame, theme) if "nearby" not in frame.theme else self._nearby(frame, i)
        if frame.kind is Kind.LAUNCH and frame.pos == NOUN and "self" in frame.theme:
            noun = self.reading.tokens[i].lemma
            goods = goods or (self._launched.get(noun, ()) if self._is_definite(i) else ())
            self._launched[noun] = goods or self._launched.get(noun, ())
        self._add_theme(slots, theme, goods)
        actor = self._parties(frame.actor, slots, theme, frame.kind)
        taken = {key(m.party) for m in actor}
        sides = ("receiving", *frame.counterpart) if frame.pos == NOUN else frame.counterpart
        counterpart = tuple(m for m in self._parties(sides, slots, theme, frame.kind) if key(m.party) not in taken)
        if not counterpart and frame.kind is Kind.USE and "obj" in frame.counterpart:
            counterpart = self._where_hit(slots, taken) or tuple(self._target(h) for h in slots.get("obj", ()) if self._can_be_target(h))
        if occasion and "light" in slots and not counterpart:
            actor = tuple(m for m in actor if m.head not in slots["light"])
        return Roles(actor, self._not_speaking(counterpart, i), goods, theme, carrier, slots)

    def _not_speaking(self, mentions: tuple[PartyMention, ...], i: int) -> tuple[PartyMention, ...]:
        """The mentions but for those behind the clause of token i, in the words that name its source ("according to an officer who")."""
        at = self.reading.tokens[i].start
        rows = ((row.source, c) for row in self.layers.attributions if row.source for c in row.contents if c.start <= at < c.end)
        behind = [source for source, content in rows if source.start >= content.end]
        return tuple(m for m in mentions if not any(source.holds(m.span) for source in behind))

    def _add_occasion(self, slots: Slots, i: int) -> None:
        """Who meets on the occasion of which something is done or said ("said during a visit to Slovakia"): the subject of that verb."""
        token, head = self.reading.tokens[i], self.reading.head(i)
        if head is not None and head.upos in VERBAL and token.relation == "obl" and preposition(self.reading, i) in _OCCASION:
            slots["light"] = tuple(j for j in self.slots(head.i, "verb").get("subj", ()) if j != i)

    def _turn_round(self, frame: Frame, slots: Slots, i: int) -> None:
        """A "subject" right behind an active verb that wants a party for its object, and has none, is it ("Ha accusato la Russia")."""
        behind = frame.pos != NOUN and "obj" in frame.counterpart and "subj" in frame.actor and not slots.get("obj")
        heads = slots.get("subj", ())
        if (
            behind
            and heads
            and all(h > i for h in heads)
            and not is_passive(self.reading, i)
            and self.reading.tokens[i].feats.get("VerbForm") != "Inf"
        ):
            slots["obj"] = slots.pop("subj")
            slots["subj"] = tuple(j for j in (i,) if any(m.coreference for m in self.layers.party_at.get(j, ())))

    def denies(self, i: int) -> bool:
        """Whether the verb denies what it governs: its subject is then a source, not a side by itself."""
        return any(w in self.lexicon.deny for w in lemmas(self.reading.tokens[i], self.language))

    def _split_compound(self, slots: Slots) -> None:
        """A compound before the noun is its owner ("US sanctions"); `target` where it is no power that imposes ("Iran sanctions")."""
        heads = slots.pop("compound", ())
        owners = tuple(j for j in heads if any(key(m.party) in self.lexicon.imposers for m in self.party(j)))
        slots["target"] = tuple(j for j in heads if j not in owners and self.party(j))
        slots["mod"] = (*slots.get("mod", ()), *heads)

    def _add_carrier(self, slots: Slots, carrier: int, i: int) -> None:
        above = self.slots(carrier, "verb")
        receives = any(w in self.lexicon.receiving for w in lemmas(self.reading.tokens[carrier], self.language))
        slots["receiving" if receives else "light"] = tuple(j for j in above.get("subj", ()) if j != i)
        for name, heads in above.items():
            if name not in ("subj", "obj") and name.partition(".")[0] not in ("obj",):
                slots.setdefault(name, tuple(j for j in heads if j != i))
        if above.get("iobj"):
            slots.setdefault("to", above["iobj"])

    def _theme(self, frame: Frame, slots: Slots, i: int) -> tuple[int, ...]:
        for name in frame.theme:
            if name == "self":
                heads: tuple[int, ...] = (i,)
            elif name.startswith("xcomp."):
                heads = tuple(j for x in self.reading.kids(i, "xcomp", "ccomp", "advcl") for j in self.slots(x.i, "verb").get("obj", ()))
            else:
                heads = slots.get(name, ())
            if heads and (not frame.goods or self._goods(frame, heads) or self.carries(heads) or self.passes_people(frame, heads)):
                return heads
            if name in ("obj", "subj", "with", "of") and any(self._stands_for_goods(frame, h) for h in heads):
                return heads
        if "goods" in frame.require and frame.pos != NOUN and not set(frame.theme).isdisjoint(("obj", "subj")):
            near = goods_by_words(self.layers, i)
            heads = () if near is None else (near,)
            if self._goods(frame, heads) or self.carries(heads):
                return heads
            return tuple(k.i for k in self.reading.kids(i) if self._stands_for_goods(frame, k.i))
        return ()

    def _is_definite(self, i: int) -> bool:
        """Whether the noun is one spoken of before ("the test", "15 launches") and not any of its kind."""
        kids = self.reading.kids(i, "det", "nummod", "nmod:poss", "det:poss")
        return any(k.feats.get("Definite") == "Def" or k.upos == "NUM" or k.deprel.endswith("poss") for k in kids)

    def _nearby(self, frame: Frame, i: int) -> tuple[GoodsMention, ...]:
        """The goods last named in the sentence before the trigger ("the satellite, followed by two failures")."""
        rows = (g for j in range(i - 1, self.reading.sentence(i).first - 1, -1) for g in self.layers.goods_at.get(j, ()))
        return tuple(g for g in rows if g.code.startswith(frame.goods))[:1]

    def passes_people(self, frame: Frame, heads: tuple[int, ...]) -> bool:
        """Whether named persons are what passes ("Cuba released Alan Gross")."""
        people = (m for h in heads for m in self.layers.party_at.get(h, ()))
        return frame.goods == ("people",) and any(is_person(m) and not m.party.state for m in people)

    def carries(self, heads: tuple[int, ...]) -> bool:
        """Whether a carrier ("containers") heads the phrase."""
        carriers = closed_class(self.language).carriers
        return any(w in carriers for h in heads for w in lemmas(self.reading.tokens[h], self.language))

    def _goods(self, frame: Frame, heads: tuple[int, ...]) -> tuple[GoodsMention, ...]:
        rows = [g for head in heads for g in self.goods_inside(head) if not frame.goods or g.code.startswith(frame.goods)]
        return tuple(dict.fromkeys(rows)) or tuple(g for head in heads for g in self._stands_for_goods(frame, head))

    def _stands_for_goods(self, frame: Frame, head: int) -> tuple[GoodsMention, ...]:
        """The goods that a pronoun or a bare number takes up ("will use them", "has pledged five"), under its own words."""
        token = self.reading.tokens[head]
        if not frame.goods or not self._takes_up(token):
            return ()
        first = self.reading.sentences[max(0, self.reading.sentence_of[head] - _TAKEN_UP)].span.start
        told = [g for g in self.layers.goods if first <= g.span.start < token.start and g.code.startswith(frame.goods)]
        told = [g for g in told if self._agrees(token, self.reading.tokens[g.head])]
        return (GoodsMention(self.reading.span(head, head), told[-1].code, head),) if told else ()

    def _takes_up(self, token: Token) -> bool:
        """Whether the token can stand for goods told of before; a pronoun that stands for a party cannot."""
        if token.i in self.layers.party_at or token.relation not in _ARGUMENT or self.reading.kids(token.i, "nmod", "nummod", "acl"):
            return False
        bare = token.upos == "NUM" and not self.reading.kids(token.i, "case")
        return bare or token.lower in closed_class(self.language).goods_pronouns

    def _agrees(self, token: Token, noun: Token) -> bool:
        """Whether pronoun and noun can be of one number, as far as both tell it."""
        numbers = {n for t in (token, noun) if (n := t.feats.get("Number"))}
        return token.upos == "NUM" or len(numbers) < 2

    def goods_inside(self, head: int) -> tuple[GoodsMention, ...]:
        """Goods named in the noun phrase of token `head`: at the head itself, else as near below it as any is."""
        level, at = [head], self.layers.goods_at
        if head not in at and any(w in self.lexicon.opaque for w in lemmas(self.reading.tokens[head], self.language)):
            return ()
        for _ in range(4):
            here = [g for j in level for g in at.get(j, ())]
            if here:
                return tuple(here)
            level = [k.i for j in level for k in self.reading.kids(j) if self._inside(k)]
        return ()

    def _inside(self, kid: Token) -> bool:
        relation = kid.relation
        if self.reading.tokens[kid.head].upos == "ADJ" and kid.upos in NOMINAL and abs(kid.i - kid.head) == 1:
            return True  # noun and adjective that have changed places
        if relation in ("nmod", "obl"):
            return preposition(self.reading, kid.i) in ("of", "like", "as", None) or kid.deprel == "nmod:poss"
        return relation in _INSIDE and relation not in ("acl", "appos")

    def _add_theme(self, slots: Slots, theme: tuple[int, ...], goods: tuple[GoodsMention, ...]) -> None:
        """What qualifies the goods: `theme.mod` (nationality), `theme.poss`, and its prepositions."""
        for head in dict.fromkeys((*theme, *(g.head for g in goods))):
            for name, heads in noun_arguments(self.reading, head).items():
                slots.setdefault(f"theme.{'mod' if name == 'compound' else name}", tuple(heads))
            beside = tuple(j for j in (head - 1, head + 1, head) if self._qualifies(j, head))
            slots["theme.mod"] = tuple(dict.fromkeys((*beside, *slots.get("theme.mod", ()))))

    def _qualifies(self, j: int, head: int) -> bool:
        """Whether the party at token j is the goods themselves, or an adjective right beside them."""
        if j not in self.layers.party_at:
            return False
        return j == head or self.reading.tokens[j].upos == "ADJ" or self.reading.tokens[j].deprel in ("amod", "compound")

    def _parties(self, names: tuple[str, ...], slots: Slots, theme: tuple[int, ...], kind: Kind) -> tuple[PartyMention, ...]:
        """The parties of the first slot that holds any; what passes is no party to its passing."""
        for name in names:
            heads = [h for h in slots.get(name, ()) if h not in theme or name.startswith("theme.")]
            found = [m for h in joined_by_words(self.layers, heads) for m in self.party(h)]
            if name == "theme.mod":
                found = [m for m in map(self._nation, found) if m.party.state or m.party.id or m.party.type is not PartyType.PERSON]
            if kind is Kind.SANCTION:
                found = [self._nation(m) if m.party.type is PartyType.GROUP else m for m in found]
            if kind is Kind.MEET and name == "of":  # "il vertice di Roma" is where, not who
                found = [m for m in found if m.party.type not in (PartyType.PLACE, PartyType.GOVERNMENT)]
            if kind is Kind.DECIDE and name == "subj":
                found = [m for h in heads for m in self._voters(h) or self.party(h)]
            found = [m for m in found if not any(w in self.lexicon.press for w in lemmas(self.reading.tokens[m.head], self.language))]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def party(self, head: int) -> tuple[PartyMention, ...]:
        """Who the phrase headed by this token is: the mention there, else the party that owns it ("the forces of Russia")."""
        at = self.layers.party_at
        if head in at:
            return self._homes(head) or at[head]
        if head in self.layers.name_at:
            return (self.layers.name_at[head],)
        if head in self.layers.party_over:
            return self.layers.party_over[head]
        level = [head]
        for _ in range(3):
            level = [k.i for j in level for k in self.reading.kids(j) if self._owns(k)]
            found = [m for j in level for m in at.get(j, ()) if m.party.state or m.party.id]
            if found:
                return tuple(found)
        return ()

    def _where_hit(self, slots: Slots, actor: set[str]) -> tuple[PartyMention, ...]:
        """The state in which what is attacked stands ("struck a power station in Odesa")."""
        heads = [h for name in ("obj.in", "obj.near", "obj.of", "obj.to", "obj.at", "in", "near") for h in slots.get(name, ())]
        places = [m for h in heads for m in self.layers.party_at.get(h, ()) if m.party.state and key(m.party) not in actor]
        return tuple(places[:1])

    def _can_be_target(self, head: int) -> bool:
        """Whether the noun names something that is attacked: a proper name, or one of the targets of sides.toml."""
        token = self.reading.tokens[head]
        named = token.upos == "PROPN" and token.entity in ("LOC", "ORG", "PER", "")
        return named or any(w in self.lexicon.targets for w in lemmas(token, self.language))

    def _target(self, head: int) -> PartyMention:
        """A target that is no party otherwise, under its words as written, article apart."""
        inside = [j for j in self.reading.subtree(head) if abs(j - head) <= _NAME and self.reading.tokens[j].upos != "PUNCT"]
        first = next((j for j in inside if self.reading.tokens[j].upos not in ("DET", "ADP", "CCONJ")), head)
        span = self.reading.span(min(first, head), max(head, max((j for j in inside if j > head), default=head)))
        return PartyMention(span, Party(span.text, None, None, PartyType.GROUP), head)

    def _voters(self, head: int) -> tuple[PartyMention, ...]:
        """Counted members who vote are themselves the voters, not the body that they are members of ("thirteen members of the Council")."""
        token = self.reading.tokens[head]
        if head in self.layers.party_at or not self.reading.kids(head, "nummod"):
            return ()
        return (PartyMention(self.reading.span(head, head), Party(token.text, None, None, PartyType.GROUP), head),)

    def _nation(self, mention: PartyMention) -> PartyMention:
        """The state of people who are passed, named by their nationality alone ("four American prisoners"); else the mention itself."""
        if mention.party.state or mention.party.id:
            return mention
        beside = [j for k in self.reading.kids(mention.head, "appos", "acl") for j in self.reading.subtree(k.i)]
        inside = [self.layers.nation_at[j] for j in (*self.layers.tokens_of(mention.span), *beside) if j in self.layers.nation_at]
        return inside[0] if inside else mention

    def _homes(self, head: int) -> tuple[PartyMention, ...]:
        """The states that people come from, where they have none of their own ("top officials from Japan and China")."""
        if any(m.party.state or m.party.id or m.party.type not in (PartyType.PERSON, PartyType.GROUP) for m in self.layers.party_at[head]):
            return ()
        homes = origin_after(self.layers, head)
        return tuple(m for j in joined_by_words(self.layers, homes) for m in self.layers.party_at.get(j, ()) if m.party.state)

    def _owns(self, kid: Token) -> bool:
        if kid.deprel in _OWNING or kid.relation in ("amod", "compound", "flat"):
            return True
        name = preposition(self.reading, kid.i)
        return kid.relation in ("nmod", "obl") and (name == "of" or (name is None and kid.upos == "PROPN"))


def states(mentions: tuple[PartyMention, ...]) -> frozenset[str]:
    """What the mentions resolve to: states or body ids, else names."""
    return frozenset(key(m.party) for m in mentions)


def is_person(mention: PartyMention) -> bool:
    """Whether the mention is somebody who can travel and be received."""
    return mention.party.type in (PartyType.PERSON, PartyType.GROUP)


def is_nominal(token: Token) -> bool:
    """Whether the token can head a noun phrase."""
    return token.upos in NOMINAL
