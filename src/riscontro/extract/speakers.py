"""Who speaks: the noun phrase that is the source of a cue.

The tree proposes a subject; the words decide: a noun phrase that follows a verb of saying after a comma or a closing mark is the speaker,
whatever relation a small parser gave it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from riscontro.extract.cues import Cue, Lexicon, lexicon, plain, verb_cues
from riscontro.extract.quotes import Quote, find_quotes, is_mark
from riscontro.model import PartyMention, Reading, TimeMention, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
_NOT_OF_PHRASE = frozenset({"parataxis", "discourse", "vocative", "ccomp", "cop", "mark", "advcl", "nsubj", "dislocated", "dep"})
_DASHES = frozenset({"-", "--", "–", "—"})
_SHORT = 3
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class View:
    """A reading with all that attribution looks at: quotations, parties by head, tokens of times, the words of the language."""

    reading: Reading
    quotes: tuple[Quote, ...]
    quoted: tuple[int, ...]
    covered: tuple[bool, ...]
    at: dict[int, tuple[Quote, ...]]
    parties: dict[int, PartyMention]
    mentions: tuple[PartyMention, ...]
    timed: frozenset[int]
    breaks: frozenset[int]
    table: Lexicon = field(repr=False)

    def word(self, i: int, group: str) -> bool:
        """Whether token i is one of a group of closed-class words."""
        return plain(self.reading.tokens[i].text) in self.table.words.get(group, frozenset())

    def adjunct(self, i: int) -> bool:
        """Whether token i may stand between a verb of saying and "that": times, settings, names of those addressed, no verbs."""
        token = self.reading.tokens[i]
        return i in self.timed or token.upos in ("ADP", "PROPN", "NOUN", "DET", "ADJ", "NUM", "ADV", "PRON")


@dataclass(frozen=True, slots=True)
class Scope:
    """The tokens low..high in which a cue may find its source and content: its sentence with the quotations that cross its bounds, or,
    for a cue inside a quotation, what that quotation holds of the sentence."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """The noun phrase of a source: tokens first..last and the head."""

    first: int
    last: int
    head: int


def make_view(reading: Reading, parties: tuple[PartyMention, ...], times: tuple[TimeMention, ...]) -> View:
    """The view of a reading."""
    quotes = find_quotes(reading)
    quoted = [-1] * len(reading.tokens)
    for k, quote in enumerate(quotes):
        if quote.words > _SHORT:
            for i in range(quote.first + 1, quote.last + (0 if quote.closed else 1)):
                quoted[i] = k
    covered = [False] * len(reading.tokens)
    at: dict[int, tuple[Quote, ...]] = {}
    for quote in quotes:
        if not covered[quote.first]:
            covered[quote.first : quote.last + 1] = [True] * (quote.last + 1 - quote.first)
        at[quote.first] = (*at.get(quote.first, ()), quote)
        at[quote.last] = (*at.get(quote.last, ()), quote)
    spans = sorted((t.span.start, t.span.end) for t in times)
    table = lexicon(reading.document.language)
    timed = {tok.i for tok in reading.tokens if (spans and _within(spans, tok)) or _time_word(reading, table, tok.i)}
    breaks = frozenset(c.first for c in verb_cues(reading) if _resumes(reading, c))
    heads: dict[int, PartyMention] = {}
    for mention in parties:
        heads.setdefault(mention.head, mention)
    return View(reading, quotes, tuple(quoted), tuple(covered), at, heads, parties, frozenset(timed), breaks, table)


def _resumes(reading: Reading, cue: Cue) -> bool:
    """Whether a cue is a gerund after a comma, where the writer comes back to the speaker: ", adding that"."""
    tokens = reading.tokens
    return cue.kind in ("say", "judge") and tokens[cue.head].feats.get("VerbForm") == "Ger" and cue.first == cue.head and cue.first > 0 and tokens[cue.first - 1].text == ","


def _time_word(reading: Reading, table: Lexicon, i: int) -> bool:
    """Whether token i is a word of time that stands by itself ("Monday", "last week"), whatever other layers say."""
    tokens, words = reading.tokens, table.words
    if tokens[i].lower in words["days"]:
        return True
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    before = tokens[i - 1].lower if i else ""
    pairs = ((tokens[i].lower, after), (before, tokens[i].lower))
    return any((a in words["time_openers"] and b in words["time_units"]) or (b in words["time_openers"] and a in words["time_units"]) for a, b in pairs)


def _within(spans: list[tuple[int, int]], token: Token) -> bool:
    from bisect import bisect_right

    k = bisect_right(spans, (token.start, float("inf"))) - 1
    return k >= 0 and spans[k][1] > token.start


def is_dash(view: View, k: int) -> bool:
    """Whether token k is a dash between clauses, not a hyphen in a word."""
    token, text = view.reading.tokens[k], view.reading.document.text
    if token.text not in _DASHES:
        return False
    return token.text != "-" or text[token.start - 1 : token.start].isspace() or text[token.end : token.end + 1].isspace()


def scope_of(view: View, i: int) -> Scope:
    """The scope of the token i."""
    sentence = view.reading.sentence(i)
    low, high = sentence.first, sentence.last - 1
    inside = view.quoted[i]
    if inside >= 0:
        quote = view.quotes[inside]
        return Scope(max(low, quote.first + 1), min(high, quote.last - (1 if quote.closed else 0)))
    if view.quoted[low] >= 0:
        low = view.quotes[view.quoted[low]].first
    if view.quoted[high] >= 0:
        high = view.quotes[view.quoted[high]].last
    return Scope(low, high)


def phrase(view: View, head: int, low: int, high: int) -> Speaker:
    """The noun phrase of token `head` within low..high: what hangs below it without a break."""
    reading = view.reading
    members = {head}
    queue = [head]
    while queue:
        for kid in reading.kids(queue.pop()):
            if kid.deprel.split(":")[0] not in _NOT_OF_PHRASE or kid.head != head:
                members.add(kid.i)
                queue.append(kid.i)
    first = last = head
    while first - 1 >= low and first - 1 in members:
        first -= 1
    while last + 1 <= high and last + 1 in members:
        last += 1
    return trimmed(view, first, last, head)


def trimmed(view: View, first: int, last: int, head: int) -> Speaker:
    """The phrase without punctuation, prepositions and conjunctions at its edges."""
    tokens = view.reading.tokens
    while first < head and (tokens[first].upos in ("PUNCT", "CCONJ", "SCONJ", "ADP", "ADV") and not tokens[first].lower.startswith(("about", "over"))):
        first += 1
    while last > head and tokens[last].upos in ("PUNCT", "CCONJ", "SCONJ", "ADP"):
        last -= 1
    while last + 2 < len(tokens) and tokens[last].end == tokens[last + 1].start and tokens[last + 1].text in ("-", "‑") and tokens[last + 1].end == tokens[last + 2].start:
        last += 2
    return Speaker(first, last, head)


def speaker_of(view: View, cue: Cue, scope: Scope) -> Speaker | None:
    """The source of a verbal cue, or None: passive agents, speakers after the verb, subjects before it, inherited subjects."""
    if is_passive(view, cue):
        return agent_of(view, cue, scope)
    found = _after(view, cue, scope) or _subject(view, cue, scope)
    if found is None and _is_participle(view, cue) and cue.first > scope.low and view.reading.tokens[cue.first - 1].text == ",":
        found = _of_main_clause(view, cue, scope)
    return found or _inherited(view, cue.head, scope, _DEPTH) or _nearest(view, cue, scope)


def _is_participle(view: View, cue: Cue) -> bool:
    return view.reading.tokens[cue.head].feats.get("VerbForm") in ("Part", "Ger") and not any(
        view.reading.tokens[i].upos == "AUX" for i in range(cue.first, cue.last + 1)
    )


def _of_main_clause(view: View, cue: Cue, scope: Scope) -> Speaker | None:
    """The subject of the clause that a participle after a comma hangs on: the nearest verb before it outside relative clauses."""
    tokens = view.reading.tokens
    for i in range(cue.first - 1, scope.low, -1):
        if tokens[i].deprel != "acl:relcl" and view.quoted[i] == view.quoted[cue.head]:
            for kid in view.reading.kids(i, "nsubj"):
                if kid.upos in NOMINAL and scope.low <= kid.i < cue.first and view.quoted[kid.i] == view.quoted[cue.head]:
                    return phrase(view, kid.i, scope.low, max(kid.i, i - 1) if kid.i < i else cue.first - 1)
    return None


def _nearest(view: View, cue: Cue, scope: Scope) -> Speaker | None:
    """The nominal right before a finite verb that has lost its subject in the tree: `"...", the letter reads`."""
    tokens, floor = view.reading.tokens, _floor(view, cue, scope)
    if not any(tokens[i].feats.get("VerbForm") == "Fin" for i in range(cue.first, cue.last + 1)) or cue.first <= floor:
        return None
    if tokens[cue.first - 1].text == "," or is_mark(tokens[cue.first - 1]):
        gap = range(floor, cue.first - 1)
        plain_gap = 0 < len(gap) <= 25 and not any(tokens[k].upos in ("VERB", "AUX") for k in gap)
        head = next((k for k in gap if tokens[k].upos in ("PROPN", "NOUN")), None)
        return trimmed(view, floor, cue.first - 2, head) if plain_gap and head is not None and floor > scope.low else None
    k = cue.first - 1
    while k >= floor and tokens[k].upos in ("PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM") and k not in view.timed:
        k -= 1
    if k + 1 > cue.first - 1 or (k >= floor and tokens[k].upos == "ADP") or view.word(cue.first - 1, "relatives"):
        return None
    head = next((j for j in range(cue.first - 1, k, -1) if tokens[j].upos in NOMINAL), None)
    return Speaker(k + 1, cue.first - 1, head) if head is not None else None


def is_passive(view: View, cue: Cue) -> bool:
    """Whether the cue is passive, so that its subject is no speaker."""
    reading = view.reading
    kids = [k for node in cue.nodes for k in reading.kids(node)]
    if cue.adjective:
        return False
    if _passive_group(view, cue):
        return True
    if any(k.deprel in ("aux:pass", "nsubj:pass") for k in kids):
        return True
    return any(k.deprel in ("expl:pass", "expl:impers") or (k.lower == "si" and k.deprel.startswith("expl")) for k in kids) and not any(
        k.deprel == "nsubj" and k.upos == "PROPN" for k in kids
    )


def _passive_group(view: View, cue: Cue) -> bool:
    """Whether the words of the group are passive: "is said", "è stato detto"; "si è detto" is not."""
    tokens = view.reading.tokens
    head = tokens[cue.nodes[0]]
    auxiliaries = [t for t in tokens[cue.first : head.i] if t.upos == "AUX"]
    if not auxiliaries or head.feats.get("VerbForm") != "Part" or head.feats.get("Tense") == "Pres":
        return False
    if any(view.word(i, "reflexives") for i in range(cue.first, head.i)):
        return False
    return auxiliaries[-1].lemma in view.table.words["passive_auxiliaries"]


def is_own_voice(view: View, cue: Cue) -> bool:
    """Whether the cue is in the first or second person ("I think", "you know"): in a quotation it names no further source."""
    tokens = view.reading.tokens
    subjects = [k for node in cue.nodes for k in view.reading.kids(node, "nsubj")]
    if any(k.feats.get("Person") == "3" or k.upos in ("NOUN", "PROPN") for k in subjects):
        return False
    words = [*subjects, *tokens[cue.first : cue.last + 1]]
    return any(t.feats.get("Person") in ("1", "2") for t in words)


def opened_by(view: View, cue: Cue, group: str) -> bool:
    """Whether a word of a closed class stands right before the cue."""
    return cue.first > 0 and view.word(cue.first - 1, group)


def agent_of(view: View, cue: Cue, scope: Scope) -> Speaker | None:
    """The agent of a passive cue: "by X", "da X"."""
    for k in range(cue.last + 1, min(cue.last + 12, scope.high + 1)):
        token = view.reading.tokens[k]
        if token.upos == "VERB" or view.word(k, "declaratives"):
            return None
        if token.upos == "ADP" and view.word(k, "agents") and k + 1 <= scope.high and not k + 1 in view.timed:
            return phrase_from(view, k + 1, scope.high)
    return None


def phrase_from(view: View, start: int, high: int) -> Speaker | None:
    """The noun phrase that begins at token `start`, or None where none does."""
    tokens = view.reading.tokens
    head = None
    for k in range(start, min(start + 8, high + 1)):
        token = tokens[k]
        if token.upos in NOMINAL:
            head = k
            break
        if token.upos not in ("DET", "ADJ", "ADV", "PUNCT", "VERB") or (token.upos == "PUNCT" and not is_mark(token)):
            return None
        if token.upos == "VERB" and token.feats.get("VerbForm") != "Part":
            return None
    if head is None:
        return None
    head = _topmost(view, head, high)
    found = phrase(view, head, start, _stop(view, head, high))
    return Speaker(start, max(found.last, head), head) if start <= head else found


def _topmost(view: View, i: int, high: int) -> int:
    """The head of the phrase that the nominal i opens: "army" -> "spokesman"."""
    tokens = view.reading.tokens
    for _ in range(_DEPTH):
        token = tokens[i]
        if token.deprel.split(":")[0] in ("compound", "flat", "amod", "nmod", "nummod", "det", "appos") and i < token.head <= high and token.deprel != "nmod":
            i = token.head
        else:
            return i
    return i


def _stop(view: View, head: int, high: int) -> int:
    """Where a phrase must end by its words: before the setting ("in an interview", "on Monday"), a colon or a quotation."""
    tokens = view.reading.tokens
    for k in range(head + 1, high + 1):
        token = tokens[k]
        if token.text in (":", ";", "(") or is_dash(view, k) or (is_mark(token) and _opens_quote(view, k)) or view.word(k, "declaratives") and token.upos == "SCONJ":
            return k - 1
        if token.upos == "ADP" and (k + 1 in view.timed or k in view.timed or _opens_medium(view, k, high)):
            return k - 1
        if k in view.timed:
            return k - 1
    return high


def _opens_quote(view: View, k: int) -> bool:
    return any(q.first == k and q.words > _SHORT for q in view.at.get(k, ()))


def _opens_medium(view: View, k: int, high: int) -> bool:
    if not view.word(k, "medium_preps"):
        return False
    for j in range(k + 1, min(k + 5, high + 1)):
        token = view.reading.tokens[j]
        if token.upos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
            return False
        if token.lemma in view.table.media or token.lower in view.table.media:
            return True
    return False


def _after(view: View, cue: Cue, scope: Scope) -> Speaker | None:
    """The speaker after the verb: "...", said X; , ha detto X; Ha detto X: ..."""
    tokens = view.reading.tokens
    start = cue.last + 1
    while start <= scope.high and (tokens[start].upos == "ADV" or start in view.timed):
        start += 1
    if start > scope.high or "quote" not in cue.frames or not _begins_phrase(tokens[start]):
        return None
    if tokens[start].upos == "PRON" and not view.word(start, "subject_pronouns"):
        return None
    proposed = [k for node in cue.nodes for k in view.reading.kids(node, "nsubj") if k.i not in view.timed and not view.word(k.i, "anaphors")]
    if not _allows_inversion(view, cue, scope, start, proposed):
        return None
    return phrase_from(view, start, scope.high)


def _begins_phrase(token: Token) -> bool:
    return token.upos in NOMINAL or token.upos in ("DET", "ADJ")


def _allows_inversion(view: View, cue: Cue, scope: Scope, start: int, proposed: list[Token]) -> bool:
    tokens = view.reading.tokens
    before = cue.first - 1
    if any(cue.last < k.i for k in proposed) and not _clause_at(view, start, scope):
        return True
    if before >= scope.low and view.word(before, "anaphors"):
        return True
    if before >= scope.low and view.word(before, "aside_openers"):
        return not proposed or proposed[0].i < before
    if before < scope.low:
        return _is_actor(view, start, scope) and _followed_by_speech(view, start, scope) and not proposed
    if is_mark(tokens[before]) or (tokens[before].text == "," and before - 1 >= scope.low and is_mark(tokens[before - 1])):
        return not any(k.i < cue.first and before < k.i for k in proposed) and not _clause_at(view, start, scope)
    if tokens[before].text == "," or is_dash(view, before):
        if cue.kind not in ("say", "think") or "clause" not in cue.frames or not _says_before(view, cue, scope, proposed):
            return False
        near = [k for k in proposed if before < k.i < cue.first]
        return not near and _is_actor(view, start, scope) and not _clause_at(view, start, scope)
    return False


def _says_before(view: View, cue: Cue, scope: Scope, proposed: list[Token]) -> bool:
    """Whether what stands before the comma can be said: it has a finite verb outside relative clauses, or is no subject of the cue."""
    tokens = view.reading.tokens
    finite = [k for k in range(scope.low, cue.first) if tokens[k].feats.get("VerbForm") == "Fin"]
    free = [k for k in finite if not any(view.word(j, "relatives") for j in range(scope.low, k))]
    return bool(free) or not any(k.i < cue.first for k in proposed) or bool(_split_after(view, cue, scope))


def _split_after(view: View, cue: Cue, scope: Scope) -> bool:
    """Whether a comma and a finite verb follow the reporting clause: "The test, said Seoul, was"."""
    tokens = view.reading.tokens
    for k in range(cue.last + 1, min(cue.last + 15, scope.high)):
        if tokens[k].text == ",":
            return tokens[k + 1].upos in ("VERB", "AUX") and tokens[k + 1].feats.get("VerbForm") == "Fin"
    return False


def _clause_at(view: View, start: int, scope: Scope) -> bool:
    """Whether the words from `start` are a clause of their own: a finite verb comes before any punctuation or relative."""
    for k in range(start, scope.high + 1):
        token = view.reading.tokens[k]
        if token.upos == "PUNCT" and not (token.text in ("'", "’")) or view.word(k, "relatives"):
            return False
        if token.upos in ("VERB", "AUX") and token.feats.get("VerbForm") == "Fin":
            return True
    return False


def _is_actor(view: View, start: int, scope: Scope) -> bool:
    """Whether the phrase at `start` names somebody who can speak: a party, a named entity, a speaking role, a pronoun."""
    tokens = view.reading.tokens
    for k in range(start, min(start + 5, scope.high + 1)):
        token = tokens[k]
        if token.upos == "PUNCT" or token.upos in ("VERB", "AUX", "ADP"):
            return False
        if k in view.parties or token.entity or token.upos == "PROPN" or token.lemma in view.table.words["roles"] or view.word(k, "subject_pronouns"):
            return True
    return False


def _followed_by_speech(view: View, start: int, scope: Scope) -> bool:
    """Whether a colon, a quotation or "that" follows the phrase at `start`."""
    found = phrase_from(view, start, scope.high)
    if found is None:
        return False
    nxt = found.last + 1
    return nxt > scope.high or view.reading.tokens[nxt].text in (":", ",", ".") or view.word(nxt, "declaratives") or is_mark(view.reading.tokens[nxt])


def _subject(view: View, cue: Cue, scope: Scope) -> Speaker | None:
    """The subject that the tree gives, else the nominal right before the verb."""
    floor = _floor(view, cue, scope)
    kids = [k for node in cue.nodes for k in view.reading.kids(node, "nsubj") if floor <= k.i <= scope.high and k.i not in cue.nodes]
    kids = [k for k in kids if k.upos in NOMINAL or k.upos in ("DET", "ADJ", "SYM") and k.i not in view.timed]
    kids = [k for k in kids if k.i not in view.timed and not view.word(k.i, "anaphors")]
    before = [k for k in kids if k.i < cue.first]
    before = [k for k in before if _agrees(view, cue, k)] or before
    chosen = before[-1] if before else kids[0] if kids else None
    if chosen is None:
        return None
    if chosen.i > cue.last:
        return phrase_from(view, cue.last + 1, scope.high) or phrase(view, chosen.i, cue.last + 1, _stop(view, chosen.i, scope.high))
    found = phrase(view, chosen.i, _floor(view, cue, scope), cue.first - 1)
    if not _agrees(view, cue, chosen):
        found = _behind_relative(view, cue, found, scope) or found
    return _with_apposition(view, found, cue)


def _agrees(view: View, cue: Cue, subject: Token) -> bool:
    """Whether subject and verb may agree in number; coordinated subjects agree with a plural."""
    numbers = {view.reading.tokens[i].feats.get("Number") for i in range(cue.first, cue.last + 1) if view.reading.tokens[i].feats.get("VerbForm") == "Fin"}
    numbers.discard(None)
    own = subject.feats.get("Number")
    if not numbers or own is None or own in numbers:
        return True
    return own == "Sing" and (subject.upos == "PROPN" or bool(view.reading.kids(subject.i, "conj", "nmod")))


def _behind_relative(view: View, cue: Cue, found: Speaker, scope: Scope) -> Speaker | None:
    """The noun before a relative clause that stands right before the verb: "the missions that watch the region say"."""
    tokens = view.reading.tokens
    for k in range(found.first - 1, max(scope.low, found.first - 15), -1):
        if not view.word(k, "relatives"):
            continue
        for j in range(k - 1, max(scope.low - 1, k - 6), -1):
            if tokens[j].upos in ("NOUN", "PROPN") and tokens[j].feats.get("Number", "Plur") == "Plur":
                start = phrase(view, _topmost(view, j, k), scope.low, k - 1)
                return Speaker(start.first, found.last, start.head)
    return None


def _floor(view: View, cue: Cue, scope: Scope) -> int:
    """The leftmost token that a subject before the cue may reach: after the last long quotation, colon or semicolon."""
    for k in range(cue.first - 1, scope.low - 1, -1):
        if view.reading.tokens[k].text in (":", ";") or any(q.last == k and q.words > _SHORT for q in view.at.get(k, ())):
            return k + 1
    return scope.low


def _with_apposition(view: View, found: Speaker, cue: Cue) -> Speaker:
    """The phrase with what stands between commas before the cue: "Smith, a former aide, said"."""
    tokens = view.reading.tokens
    gap = tokens[found.last + 1 : cue.first]
    if len(gap) < 3 or len(gap) > 40 or gap[0].text != "," or gap[-1].text != ",":
        return found
    if gap[1].upos in ("ADP", "ADV", "SCONJ", "CCONJ") or gap[1].i in view.timed or gap[1].feats.get("VerbForm") == "Ger":
        return found
    return Speaker(found.first, gap[-2].i, found.head)


def _inherited(view: View, i: int, scope: Scope, depth: int) -> Speaker | None:
    """The subject of the verb that this one is joined to or controlled by; the noun that a participle describes."""
    reading = view.reading
    token, head = reading.tokens[i], reading.head(i)
    relation = token.deprel.split(":")[0]
    if token.feats.get("VerbForm") == "Inf" and relation in ("advcl", "acl"):
        return None
    if head is None or depth == 0 or relation not in ("conj", "advcl", "xcomp", "acl", "parataxis", "dep"):
        return None
    if relation == "parataxis" and token.feats.get("VerbForm") == "Fin":
        return None
    if head.upos in NOMINAL and relation == "acl":
        return phrase(view, head.i, scope.low, i - 1) if token.deprel == "acl" else None
    for kid in reading.kids(head.i, "nsubj"):
        if scope.low <= kid.i <= scope.high and kid.i != i:
            return phrase(view, kid.i, scope.low, scope.high if kid.i > i else i - 1)
    return _inherited(view, head.i, scope, depth - 1)
