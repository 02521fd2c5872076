"""Arguments by the words alone, for slots that the tree leaves empty: order, prepositions, and nothing in between.

"The tree proposes, the words decide": where a small parser has lost the subject, the free-standing name before the verb is taken;
where it has lost a prepositional phrase, the name after that preposition is; a name right after a ditransitive verb is its recipient.
"""

from __future__ import annotations

from collections.abc import Iterable

from riscontro.extract.clause import closed_class, coordinated, is_passive, preposition, taken_for_adjective
from riscontro.extract.layers import Layers
from riscontro.extract.lemmas import lemmas
from riscontro.model import Reading, Token

_BEFORE = 14
_AFTER = 16
_STOPS = frozenset({";", ":", '"', "“", "”", "«", "»", "(", ")"})


def by_words(layers: Layers, i: int, known: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Slots of the verb at token i that are not in `known`, found from word order and prepositions."""
    found: dict[str, tuple[int, ...]] = {}
    passive = is_passive(layers.reading, i)
    if "subj" not in known and (head := _cleft(layers, i)) is not None:
        return by_words(layers, i, {**known, "subj": (head,)}) | {"subj": (head,)}
    if "subj" not in known and not (passive and "obj" in known) and (head := _name_before(layers, i)) is not None:
        found["obj" if passive else "subj"] = (head,)
    if not passive and "iobj" not in known and (head := _name_right_after(layers, i)) is not None:
        found["iobj"] = (head,)
    if (
        not passive
        and "obj" not in known
        and layers.reading.tokens[i].upos not in ("VERB", "AUX")
        and (head := _noun_after(layers.reading, i)) is not None
    ):
        found["obj"] = (head,)
    for name, head in _prepositional(layers, i):
        if name not in known:
            found.setdefault(name, (head,))
    agents = closed_class(layers.reading.document.language).agent
    if passive and "subj" not in known and (agent := next((found[a] for a in agents if a in found), None)):
        found["subj"] = agent
    return found


def _cleft(layers: Layers, i: int) -> int | None:
    """The party singled out before an infinitive ("È Pechino a fornire il greggio"): `cop` party `a` infinitive."""
    reading = layers.reading
    token = reading.tokens[i]
    if token.feats.get("VerbForm") != "Inf" or i < reading.sentence(i).first + 2 or reading.tokens[i - 1].lower not in ("a", "ad"):
        return None
    head = next((j for j in range(i - 2, max(reading.sentence(i).first, i - 6) - 1, -1) if j in layers.party_at), None)
    return head if head is not None and reading.kids(head, "cop") else None


def after_noun(layers: Layers, i: int, known: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Prepositional slots of the event noun at token i that are not in `known`, coordinated names included."""
    found: dict[str, tuple[int, ...]] = {}
    for name, head in _prepositional(layers, i):
        if name not in known and name not in found:
            found[name] = tuple(coordinated(layers.reading, head))
    if "subj" not in known and (agent := _agent_after(layers, i)) is not None:
        found["subj"] = tuple(coordinated(layers.reading, agent))
    if "between" in found and len(found["between"]) == 1:
        found["between"] += _partner(layers, found["between"][0])
    return found


def joined_by_words(layers: Layers, heads: Iterable[int]) -> tuple[int, ...]:
    """The heads, and the parties that commas and conjunctions join to them ("France, Germany and Britain") where the tree has not."""
    found = list(heads)
    for head in tuple(found):
        found += [j for j in (*_neighbours(layers, head), *_following(layers, head)) if j not in found]
    return tuple(sorted(found))


def _neighbours(layers: Layers, head: int) -> list[int]:
    """Parties before `head` in one enumeration: "A, B and" or "A and", with nothing else in between."""
    reading = layers.reading
    found: list[int] = []
    if head not in layers.party_at:
        return found
    at, joined = _edge(layers, head), False
    while True:
        word = _previous(reading, at)
        if word is None or not (word.upos == "CCONJ" or word.text == ",") or (word.text == "," and not joined):
            return found
        joined = True
        before = _ending_at(layers, word.i)
        if before is None:
            return found
        found.append(before)
        at = _edge(layers, before)


def _following(layers: Layers, head: int) -> list[int]:
    """Parties behind `head` in an enumeration that a conjunction closes, up to one that is the subject of a verb of its own."""
    reading = layers.reading
    found: list[int] = []
    closed = 0
    while head in layers.party_at:
        after = _after(layers, head)
        joined = _next_party(layers, after)
        if joined is None or reading.tokens[joined].deprel.startswith("nsubj"):
            break
        found.append(joined)
        if reading.tokens[after].upos == "CCONJ" or reading.tokens[after + 1].upos == "CCONJ":
            closed = len(found)
        head = joined
    return found[:closed]  # commas alone may set off an apposition


def origin_after(layers: Layers, head: int) -> tuple[int, ...]:
    """The head of the party right behind "from" and the mention at `head` ("officials from Japan"), whatever the tree hangs it on."""
    reading, at = layers.reading, _after(layers, head)
    last = reading.sentence(head).last
    if at + 1 >= last or closed_class(reading.document.language).prepositions.get(reading.tokens[at].lower) != "from":
        return ()
    return tuple(j for j in range(at + 1, min(at + 5, last)) if j in layers.party_at)[:1]


def _after(layers: Layers, head: int) -> int:
    """The token behind the mention at `head`."""
    end = max(m.span.end for m in layers.party_at[head])
    at = head
    while at + 1 < len(layers.reading.tokens) and layers.reading.tokens[at + 1].end <= end:
        at += 1
    return at + 1


def _next_party(layers: Layers, at: int) -> int | None:
    """The head of the party that begins behind the comma or conjunction at token `at`, article apart."""
    reading = layers.reading
    last = reading.sentence(at).last if at < len(reading.tokens) else at
    start = at
    while start < last and (reading.tokens[start].upos == "CCONJ" or reading.tokens[start].text == ","):
        start += 1
    if start == at or start + 1 >= last:
        return None
    if reading.tokens[start].upos == "DET":
        start += 1
    begins = {m.span.start: j for j in range(start, min(start + 6, last)) for m in layers.party_at.get(j, ()) if not m.coreference}
    return begins.get(reading.tokens[start].start)


def _edge(layers: Layers, head: int) -> int:
    """First token of the mention at `head`, its article included."""
    start = min(m.span.start for m in layers.party_at[head])
    at = head
    while at > 0 and layers.reading.tokens[at].start > start:
        at -= 1
    before = layers.reading.tokens[at - 1] if at else None
    return at - 1 if before is not None and before.upos == "DET" else at


def _previous(reading: Reading, at: int) -> Token | None:
    return reading.tokens[at - 1] if at > reading.sentence(at).first else None


def _ending_at(layers: Layers, before: int) -> int | None:
    """The head of the party whose mention ends right before token `before`."""
    reading = layers.reading
    if before <= reading.sentence(before).first:
        return None
    end = reading.tokens[before - 1].end
    for j in range(before - 1, max(before - 6, reading.sentence(before).first - 1), -1):
        if any(m.span.end == end and not m.coreference for m in layers.party_at.get(j, ())):
            return j
    return None


def _agent_after(layers: Layers, i: int) -> int | None:
    """The party after an agent phrase ("da parte di", "at the hands of") behind the noun at token i, before the next finite verb."""
    reading = layers.reading
    phrases = closed_class(reading.document.language).agent_phrases
    last = min(reading.sentence(i).last, i + 1 + _AFTER)
    words = [t.lower for t in reading.tokens[i + 1 : last]]
    for k in range(len(words)):
        if reading.tokens[i + 1 + k].upos == "VERB" and reading.tokens[i + 1 + k].feats.get("VerbForm") == "Fin":
            return None
        if any(tuple(words[k : k + len(p)]) == p for p in phrases):
            return next((j for j in range(i + 1 + k, last) if j in layers.party_at), None)
    return None


def _partner(layers: Layers, i: int) -> tuple[int, ...]:
    """The party that follows "A and" when the tree has not joined the two."""
    last = min(layers.reading.sentence(i).last, i + 8)
    joined = False
    for j in range(i + 1, last):
        joined = joined or layers.reading.tokens[j].upos == "CCONJ"
        if joined and j in layers.party_at:
            return (j,)
    return ()


def verb_taken_for_adjective(layers: Layers, i: int) -> int | None:
    """The finite verb that a tagger took for a participle before its object ("the United States lifted sanctions"), or None."""
    reading = layers.reading
    for kid in reading.kids(i, "amod"):
        bare = kid.upos == "VERB" and kid.feats.get("Tense") == "Past" and kid.i < i
        if bare and kid.i > reading.sentence(i).first and kid.i - 1 in _ends(layers, kid.i - 1):
            return kid.i
    return None


def _ends(layers: Layers, j: int) -> set[int]:
    """Token j where a party's name ends at it, without possessive mark or hyphen."""
    end = layers.reading.tokens[j].end
    near = (m for k in range(max(0, j - 4), j + 1) for m in layers.party_at.get(k, ()))
    return {j} if any(m.span.end == end for m in near) else set()


def _name_before(layers: Layers, i: int) -> int | None:
    """The nearest party before a finite verb that no preposition governs and no other verb parts from it."""
    reading = layers.reading
    if any(m.coreference for m in layers.party_at.get(i, ())):  # a dropped subject is found on its verb
        return i
    if reading.tokens[i].feats.get("VerbForm") == "Inf" or (
        reading.tokens[i].deprel in ("acl", "amod") and not taken_for_adjective(reading, i)
    ):
        return None
    first = max(reading.sentence(i).first, i - _BEFORE)
    for j in range(i - 1, first - 1, -1):
        token = reading.tokens[j]
        if token.text in _STOPS or (token.upos == "VERB" and token.feats.get("VerbForm") == "Fin"):
            return None
        beside = j == i - 1 and layers.party_at.get(j, ()) and layers.party_at[j][0].span.end <= token.end  # "with China abstaining"
        if j in layers.party_at and (beside or not _governed(reading, layers.party_at[j][0].span.start, j, first)):
            return j
    return None


def _governed(reading: Reading, start: int, j: int, first: int) -> bool:
    """Whether a preposition stands before the mention that begins at character `start`."""
    closed = closed_class(reading.document.language)
    while j > first and reading.tokens[j].start > start:
        j -= 1
    j -= 1
    while j >= first and reading.tokens[j].upos in ("DET", "ADJ", "NUM") and reading.tokens[j].lower not in closed.prepositions:
        j -= 1
    return j >= first and (reading.tokens[j].lower in closed.prepositions or reading.tokens[j].deprel == "case")


def _name_right_after(layers: Layers, i: int) -> int | None:
    """The head of a party that begins right after the verb, with a further noun behind it ("give Kyiv new tanks")."""
    reading = layers.reading
    last = reading.sentence(i).last
    j = i + 1
    if j < last and reading.tokens[j].upos == "DET":
        j += 1
    for k in range(j, min(j + 3, last)):  # a state that a tagger took for an adjective of the goods ("give Kyiv new tanks")
        name = layers.name_at.get(k)
        if name is not None and name.span.start == reading.tokens[j].start and _noun_phrase_ahead(reading.tokens[k + 1 : min(k + 5, last)]):
            return k
    rows = [m for k in range(j, min(j + 3, last)) for m in layers.party_at.get(k, ()) if m.span.start <= reading.tokens[j].start]
    if not rows or rows[0].coreference:
        return None
    end = rows[0].head + 1
    following = reading.tokens[end : min(end + 4, last)]
    return rows[0].head if _noun_phrase_ahead(following) else None


def _noun_phrase_ahead(tokens: tuple[Token, ...]) -> bool:
    for token in tokens:
        if token.upos in ("NOUN", "PROPN"):
            return True
        if token.upos not in ("DET", "ADJ", "NUM", "ADV"):
            return False
    return False


def goods_by_words(layers: Layers, i: int) -> int | None:
    """Head of the nearest goods, or of what they travel in, after the verb at token i (before a passive) and in its own clause."""
    reading = layers.reading
    sentence = reading.sentence(i)
    if is_passive(reading, i):
        places = range(i - 1, max(sentence.first, i - _BEFORE) - 1, -1)
    else:
        places = range(i + 1, min(sentence.last, i + 1 + _AFTER))
    for j in places:
        token = reading.tokens[j]
        verbal = token.upos == "VERB" and token.deprel not in ("acl", "amod") and j not in layers.goods_at
        joined = token.upos == "CCONJ" and reading.tokens[j - 1].text == ","
        if token.text in _STOPS or token.upos == "SCONJ" or token.relation == "mark" or joined or verbal:
            return None
        if (j in layers.goods_at or _is_carrier(layers, token)) and preposition(reading, j) in (None, "of"):
            return j
    return None


def _is_carrier(layers: Layers, token: Token) -> bool:
    language = layers.reading.document.language
    return token.upos == "NOUN" and any(w in closed_class(language).carriers for w in lemmas(token, language))


def _noun_after(reading: Reading, i: int) -> int | None:
    """The head of the noun phrase right after a verb that the tagger took for something else."""
    last = min(reading.sentence(i).last, i + 7)
    found = None
    for j in range(i + 1, last):
        token = reading.tokens[j]
        if token.upos in ("NOUN", "PROPN"):
            found = j
        elif found is not None or token.upos not in ("DET", "ADJ", "NUM"):
            break
    return found


def _prepositional(layers: Layers, i: int) -> list[tuple[str, int]]:
    """Prepositions after the verb with the party that follows each, up to the next finite verb or stop."""
    reading = layers.reading
    closed = closed_class(reading.document.language)
    last = min(reading.sentence(i).last, i + 1 + _AFTER)
    rows: list[tuple[str, int]] = []
    name: str | None = None
    for j in range(i + 1, last):
        token = reading.tokens[j]
        if token.text in _STOPS or (token.feats.get("VerbForm") == "Fin") or token.upos == "SCONJ":
            break
        if token.lower not in closed.prepositions:
            pass
        elif reading.tokens[j - 1].lower in closed.attributive:
            break  # "according to the South Korean army"
        else:
            name = closed.prepositions[token.lower]
        if j in layers.party_at and name is not None:
            rows.append((name, j))
            name = None
        elif token.upos in ("NOUN", "VERB"):
            name = None
    return rows
