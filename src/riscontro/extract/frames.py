"""Finding the frames that a reading states: trigger words, and the conditions under which an entry holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from riscontro import languages
from riscontro.extract.clause import closed_class, is_passive
from riscontro.extract.lemmas import lemmas
from riscontro.extract.lexicon import NOUN, VERB, Frame
from riscontro.extract.roles import Filler, Roles, is_person, states
from riscontro.model import BlockKind, Kind, PartyMention, PartyType, Token

_SUCH = frozenset({"such", "this", "that", "tale", "questo", "quello", "simile"})


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of the lexicon that holds at a token, with its roles; `lacking` are the sides that the discourse must still give."""

    frame: Frame
    trigger: int
    roles: Roles
    lacking: tuple[str, ...] = ()


@cache
def bad_words(language: str) -> frozenset[str]:
    """Words that speak ill of what they are said of."""
    return frozenset(languages.table(language, "evaluation")["bad"])


def find_frames(filler: Filler) -> Iterator[Match]:
    """Every frame that the reading states, in text order; for one token and one kind, the first entry that fits."""
    reading = filler.reading
    for sentence in reading.sentences:
        if sentence.block is BlockKind.FURNITURE:
            continue
        for token in reading.words(sentence):
            yield from _at(filler, token)


def _at(filler: Filler, token: Token) -> Iterator[Match]:
    names = (*lemmas(token, filler.language), *_hyphenated(filler, token))
    entries = [row for w in names for row in filler.lexicon.by_word.get(w, ())]
    if entries and token.upos in ("PROPN", "NOUN") and token.text[:1].isupper() and _inside_name(filler, token):
        return
    done: set[str] = set()
    open_: dict[str, Match] = {}
    for frame, particle in entries:
        if frame.kind in done or (frame.kind is Kind.LAUNCH and Kind.USE in done) or not _fits_word(filler, token, frame, particle):
            continue
        roles = filler.fill(frame, token.i)
        failing = failing_conditions(filler, frame, token.i, roles)
        if not failing or _refers_back(filler, frame, token):
            if not frame.also:
                done.add(frame.kind)
            yield Match(frame, token.i, roles)
        elif _can_wait(filler, frame, token.i, failing):
            open_.setdefault(frame.kind, Match(frame, token.i, roles, failing))
    yield from (match for kind, match in open_.items() if kind not in done)


_SIDES = frozenset({"actor", "counterpart", "party"})
_CORE = frozenset({"subj", "obj", "iobj"})
_WAITING = frozenset({Kind.TRANSFER, Kind.SANCTION, Kind.USE, Kind.NEED})


def _can_wait(filler: Filler, frame: Frame, i: int, failing: tuple[str, ...]) -> bool:
    """Whether nothing but a side is lacking, which what was said before may give; people without a state may stand in its place."""
    if not set(failing) <= _SIDES or frame.pos != VERB or (frame.kind not in _WAITING and not (frame.kind is Kind.AGREE and frame.objects)):
        return False
    names = {name for side in failing if side != "party" for name in (frame.actor if side == "actor" else frame.counterpart)}
    slots = filler.slots(i, frame.pos)
    heads = {h for name in names & _CORE for h in slots.get(name, ()) if h != i and filler.reading.tokens[h].upos in ("NOUN", "PROPN")}
    return all(any(g.code.startswith("people") for g in filler.layers.goods_at.get(h, ())) for h in heads)


def _inside_name(filler: Filler, token: Token) -> bool:
    """Whether the token is a later word of a name ("Multilateral Sanctions Monitoring Team")."""
    return any(m.span.start < token.start for m in filler.layers.party_over.get(token.i, ()))


def _refers_back(filler: Filler, frame: Frame, token: Token) -> bool:
    """Whether the noun takes up a transfer told before ("such aid", "la consegna terminerà"); its sides and goods are those of that one."""
    kids = filler.reading.kids(token.i)
    pointed = any(k.feats.get("PronType") == "Dem" or k.lemma in _SUCH for k in kids)
    head = filler.reading.tokens[token.head]
    defined = (
        head.feats.get("Mood") != "Sub"
        and any(k.feats.get("Definite") == "Def" for k in kids)
        and not any(k.deprel in ("nmod", "acl", "amod", "compound") for k in kids)
    )
    pointed |= defined and token.deprel.startswith("nsubj") and token.i not in filler.layers.goods_at
    carrier = filler.carrier(token.i) if pointed else None
    return frame.kind is Kind.TRANSFER and frame.pos == NOUN and pointed and not (carrier is not None and filler.denies(carrier))


def _hyphenated(filler: Filler, token: Token) -> tuple[str, ...]:
    """The compound that ends at the token ("cease-fire"), which the tokenizer has cut."""
    before = filler.reading.tokens[max(0, token.i - 2) : token.i]
    if len(before) == 2 and before[1].text == "-" and before[1].end == token.start and before[0].end == before[1].start:
        return (f"{before[0].lower}-{token.lemma}",)
    return ()


def _fits_word(filler: Filler, token: Token, frame: Frame, particle: str) -> bool:
    """Part of speech as the frame wants it, whatever the tag of a plainly inflected verb; the particle present."""
    if frame.pos == VERB and not _is_verbal(filler, token) and not (frame.adjective and token.upos == "ADJ"):
        return False
    if frame.pos == NOUN and (token.upos not in ("NOUN", "PROPN") or _is_verbal(filler, token)):
        return False
    if not particle:
        return True
    following = filler.reading.tokens[token.i + 1 : token.i + 4]
    return any(particle in (t.lower, t.lemma) for t in following)


def _reads_as_verb(filler: Filler, token: Token) -> bool:
    """A "noun" without determiner or preposition right before a name or goods ("Putin visita la Corea del Nord") is a verb."""
    reading, sentence = filler.reading, filler.reading.sentence(token.i)
    if token.upos != "NOUN" or token.i == sentence.first or token.i + 1 >= sentence.last:
        return False
    before, after = reading.tokens[token.i - 1], reading.tokens[token.i + 1]
    if before.upos in ("DET", "ADP", "ADJ", "NUM", "NOUN", "PART") or before.lower in ("'s", "-"):
        return False
    at = token.i + 2 if after.upos == "DET" and token.i + 2 < sentence.last else token.i + 1
    if after.upos not in ("DET", "PROPN", "NUM"):
        return False
    start = reading.tokens[at].start
    near = [m.span.start for j in range(at, min(at + 4, sentence.last)) for m in filler.layers.party_at.get(j, ())]
    return start in near or reading.tokens[at].upos == "PROPN"


def _is_verbal(filler: Filler, token: Token) -> bool:
    """Whether the token is a verb: by its tag, by its own subject and object, or by an ending that the tagger overlooked."""
    if token.upos in ("VERB", "AUX") or token.feats.get("VerbForm") is not None or _reads_as_verb(filler, token):
        return True
    if filler.reading.kids(token.i, "nsubj") and filler.reading.kids(token.i, "obj"):
        return True
    inflected = token.lower != lemmas(token, filler.language)[-1] and token.lower.endswith(closed_class(filler.language).verb_endings)
    if not inflected:
        return False
    sentence = filler.reading.sentence(token.i)
    before = filler.reading.tokens[token.i - 1] if token.i > sentence.first else None
    if token.upos == "NOUN" and token.lower.endswith(closed_class(filler.language).gerunds):
        return (before is None or before.upos not in ("DET", "ADJ", "NUM")) and _governs_next(filler, token)
    return before is None or before.upos not in ("DET", "ADP", "ADJ", "NUM")


def _governs_next(filler: Filler, token: Token) -> bool:
    """Whether goods follow a gerund without preposition ("of supplying heavy rockets")."""
    ahead = filler.reading.tokens[token.i + 1 : min(token.i + 5, filler.reading.sentence(token.i).last)]
    for word in ahead:
        if word.upos in ("ADP", "PUNCT", "AUX"):
            return False
        if word.i in filler.layers.goods_at or word.i in filler.layers.party_at:
            return True
    return False


def failing_conditions(filler: Filler, frame: Frame, i: int, roles: Roles) -> tuple[str, ...]:
    """The conditions of the entry that are not met; nothing passes where its noun is only asked for."""
    if frame.kind is Kind.TRANSFER and _is_forbidden(filler, i):
        return ("forbidden",)
    if frame.kind is Kind.TRANSFER and roles.carrier is not None and frame.pos == NOUN:
        carrier = filler.reading.tokens[roles.carrier]
        if any(w in filler.lexicon.asking for w in lemmas(carrier, filler.language)):
            return ("asked-for",)
    return tuple(name for name in sorted(frame.require) if not _condition(filler, frame, i, roles, name))


def _is_forbidden(filler: Filler, i: int) -> bool:
    """Whether what the word names is what a rule or somebody forbids, or a rule permits: a measure, and no fact."""
    token = filler.reading.tokens[i]
    for _ in range(2):
        if token.head == token.i or token.deprel.split(":")[0] not in ("xcomp", "ccomp", "advcl", "obj", "acl", "obl"):
            return False
        token = filler.reading.tokens[token.head]
        names = lemmas(token, filler.language) if token.upos in ("VERB", "AUX") else ()
        if any(w in filler.lexicon.forbidding for w in names):
            return True
        if any(w in filler.lexicon.permitting for w in names) and _is_rule(filler, token):
            return True
    return False


def _is_rule(filler: Filler, verb: Token) -> bool:
    """Whether it is a rule or the body that makes it, and nobody who acts, that permits ("the resolution lets it import")."""
    heads = filler.slots(verb.i, VERB).get("subj", ())
    ruled = any(w in filler.lexicon.rules for h in heads for w in lemmas(filler.reading.tokens[h], filler.language))
    return ruled or any(m.party.id == "UNSC" for h in heads for m in filler.party(h))


def _condition(filler: Filler, frame: Frame, i: int, roles: Roles, name: str) -> bool:
    actors, others = states(roles.actor), states(roles.counterpart)
    match name:
        case "goods":
            return bool(roles.goods) or _carried(filler, frame, roles) or filler.passes_people(frame, roles.theme)
        case "actor":
            return bool(roles.actor)
        case "counterpart":
            return bool(roles.counterpart)
        case "party":
            return bool(roles.actor or roles.counterpart) or (
                frame.kind is Kind.TRANSFER and frame.pos == VERB and is_passive(filler.reading, i)
            )
        case "foreign":
            return not actors or not others or not (others <= actors)
        case "two-actors":
            return len(actors) > 1 or any(_is_plural(filler, m) for m in roles.actor)
        case "object":
            return has_object(filler, frame, i, roles)
        case "complement":
            return _has_complement(filler, i)
        case "persons":
            return any(is_person(m) for m in roles.actor)
        case "person-actor":
            return any(is_person(m) or m.party.type is PartyType.GOVERNMENT for m in roles.actor)
        case "visitor":
            return any(_can_travel(filler, m) for m in roles.actor)
        case "several":
            return filler.reading.tokens[i].lower != filler.reading.tokens[i].lemma
        case "intransitive":
            heads = filler.slots(i, VERB).get("obj", ())
            return all(filler.reading.tokens[h].upos == "PRON" or h in filler.layers.party_at for h in heads)
        case "group-counterpart":
            return any(m.party.type in (PartyType.GROUP, PartyType.PERSON, PartyType.BODY) for m in roles.counterpart)
        case "states":
            return all(m.party.state or m.party.id for m in (*roles.actor, *roles.counterpart))
        case "carried-or-two":
            return roles.carrier is not None or len(actors | others) > 1
        case "bad-words":
            return _speaks_ill(filler, i)
        case "passive-or-origin":
            return is_passive(filler.reading, i) or not filler.slots(i, VERB).get("obj")
    raise ValueError(f"frame {frame.id}: unknown condition {name}")


def _carried(filler: Filler, frame: Frame, roles: Roles) -> bool:
    """Whether what passes is named by what it travels in ("has sent 6,700 containers to Russia") to or from a state."""
    official = any(m.party.state for m in (*roles.actor, *roles.counterpart))
    return frame.kind is Kind.TRANSFER and frame.goods != ("people",) and official and filler.carries(roles.theme)


def has_object(filler: Filler, frame: Frame, i: int, roles: Roles) -> bool:
    """Whether a noun of `objects` heads one of the frame's theme slots."""
    slots = filler.slots(i, frame.pos)
    names = frame.theme or ("obj",)
    heads = [h for n in names for h in slots.get(n, ())]
    heads += [
        k.i for h in heads for k in filler.reading.kids(h, "amod", "compound", "flat")
    ]  # head and adjective change places in small parses
    return any(w in frame.objects for h in heads for w in lemmas(filler.reading.tokens[h], filler.language))


def _has_complement(filler: Filler, i: int) -> bool:
    """Whether the verb governs an infinitive ("urged them to stop", "ha esortato a fermarsi"), on itself or hung on its object."""
    reading = filler.reading
    heads = (i, *filler.slots(i, VERB).get("obj", ()), *filler.slots(i, VERB).get("on", ()), *filler.slots(i, VERB).get("to", ()))
    marked = (k for h in heads for k in reading.kids(h) if k.feats.get("VerbForm") == "Inf" and k.i > i)
    return any(reading.kids(k.i, "mark", "case") for k in marked)


def _can_travel(filler: Filler, mention: PartyMention) -> bool:
    """Whether somebody visits; troops are sent."""
    troops = any(g.code == "people.troops" for g in filler.layers.goods_at.get(mention.head, ()))
    return not troops and (is_person(mention) or mention.party.type is PartyType.GOVERNMENT)


def _is_plural(filler: Filler, mention: PartyMention) -> bool:
    people = mention.party.type in (PartyType.GROUP, PartyType.PERSON)
    words = (filler.reading.tokens[mention.head], *filler.reading.kids(mention.head, "det", "nummod"))
    return people and any(w.feats.get("Number") == "Plur" or w.upos == "NUM" for w in words)


def _speaks_ill(filler: Filler, i: int) -> bool:
    bad = bad_words(filler.language)
    return any(w in bad for j in filler.reading.subtree(i) if j > i for w in lemmas(filler.reading.tokens[j], filler.language))
