"""Polarity, certainty and tense of a predicate, in its source's own terms (spec: claims, layers).

Judged from the top of the tree down: each word that governs the predicate is judged first, and what it is decides what it does
to its complement; the predicate's own clause then adds its modals, adverbs and negation. Attribution lowers nothing.
The method follows TruthTeller (Lotan, Stern, Dagan 2013) with signatures as data.
"""

from __future__ import annotations

from dataclasses import replace

from riscontro.extract.clause import is_passive
from riscontro.extract.factuality.context import Governor, governor
from riscontro.extract.factuality.cues import Cue, Effect, State, weaker
from riscontro.extract.factuality.judging import judging
from riscontro.extract.factuality.local import (
    adverb_cues,
    effect_of,
    embedders,
    is_nominal,
    language_cues,
    modifier_cues,
    negators,
    phrase_cues,
)
from riscontro.extract.factuality.mood import conditional, modal, with_mood
from riscontro.extract.factuality.tense import TIMES, tense_of
from riscontro.extract.lemmas import lemmas
from riscontro.model import Certainty, Polarity, Predicate, Reading, Tense, once

_DEPTH = 25


class _Judge:
    """Judges the predicates of one reading, each word once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.known: dict[int, State] = {}

    def state(self, i: int, depth: int = _DEPTH) -> State:
        """Everything that is known of token i as a predicate."""
        if i not in self.known:
            above = self.context(i, depth)
            self.known[i] = self._with_tense(i, self._with_own_words(i, above))
        return self.known[i]

    def context(self, i: int, depth: int) -> State:
        """What the words above token i make of it."""
        above = governor(self.reading, i) if depth > 0 else None
        if above is None:
            return self._at_root(i)
        return self._under(i, above, depth - 1)

    def _at_root(self, i: int) -> State:
        sentence = self.reading.sentence(i)
        if sentence.span.text.rstrip("\"'”’») ").endswith("?"):
            return State(certainty=Certainty.UNSPECIFIED, why=("?",))
        return State()

    def _under(self, i: int, above: Governor, depth: int) -> State:
        if above.kind == "conj":
            first = self.context(above.token, depth)
            return first if self._is_shared_infinitive(i) else replace(first, time="own")
        found = judging(self.reading, i, above)
        if found is not None:
            cue, judge_at = found
            return self._judged_by(i, cue, judge_at, self.state(judge_at, depth))
        upper = self.state(above.token, depth)
        if above.kind == "question":
            return State(certainty=Certainty.UNSPECIFIED, why=self._opening(i)) if self._is_open(i) else State()
        return self._unjudged(i, above, upper)

    def _is_shared_infinitive(self, i: int) -> bool:
        return self.reading.tokens[i].feats.get("VerbForm") in ("Inf", "Ger", "Part")

    def _opening(self, i: int) -> tuple[str, ...]:
        return tuple(t.lower for t in self.reading.kids(i, "mark", "advmod"))[:1]

    def _is_open(self, i: int) -> bool:
        table = language_cues(self.reading)
        return any(t.lower in table.clause["question"] for t in self.reading.kids(i, "mark", "advmod"))

    def _judged_by(self, i: int, cue: Cue, above: int, upper: State) -> State:
        word = self.reading.tokens[above].lower
        if upper.reset and upper.denied and not cue.yes.flip and self.reading.tokens[above].upos == "NOUN":
            return replace(upper, time=cue.time, why=(*upper.why, word))
        negated = (upper.denied or self._denied_from_above(above)) and not self._negates_itself(i, above)
        effect = cue.no if negated else cue.yes
        if cue.passive is not cue.yes and not negated and self._is_anonymous(above) != (self.reading.tokens[above].upos == "NOUN"):
            effect = cue.passive
        inherits = not (effect.reset or upper.reset or (negated and not cue.shares))
        certainty = weaker(effect.certainty, upper.certainty) if inherits else effect.certainty
        why = (*(upper.why if inherits or negated else ()), word)
        return State(effect.flip, certainty, upper.tense, why, effect.reset and effect.flip, cue.time)

    def _negates_itself(self, i: int, above: int) -> bool:
        """Whether the word above is negated by the determiner of this very noun ("give no support")."""
        return self.reading.tokens[i].upos == "NOUN" and self.reading.tokens[i].head == above and bool(negators(self.reading, i))

    def _denied_from_above(self, i: int) -> bool:
        """Whether a noun stands under a negated verb ("did not find evidence", "non ci sono prove")."""
        token, head = self.reading.tokens[i], self.reading.head(i)
        if token.upos != "NOUN" or head is None or head.upos not in ("VERB", "AUX"):
            return False
        relation = token.relation
        direct = relation == "obj" or (relation == "nsubj" and token.i > head.i) or token.deprel == "nsubj:pass"
        return direct and not negators(self.reading, i) and bool(negators(self.reading, head.i))

    def _is_anonymous(self, i: int) -> bool:
        """Whether nobody is named who says so."""
        if self.reading.tokens[i].upos == "NOUN":
            return not self.reading.kids(i, "nmod:poss", "det:poss")
        return is_passive(self.reading, i) and not self.reading.kids(i, "obl:agent")

    def _unjudged(self, i: int, above: Governor, upper: State) -> State:
        """The effect of the relation alone, where the word above is no cue."""
        kind = above.kind
        if kind == "condition":
            return State(certainty=Certainty.POSSIBLE, tense=upper.tense, why=self._opening(i), time="condition")
        if kind == "without":
            return State(True, upper.certainty, upper.tense, (*upper.why, *self._opening(i)), time="same")
        if kind == "purpose" and self._is_done(above.token, upper):
            return State(certainty=upper.certainty, tense=upper.tense, time="same")
        if kind == "purpose":
            return State(certainty=weaker(Certainty.POSSIBLE, upper.certainty), tense=upper.tense, why=self._opening(i), time="future")
        if kind == "infinitive":
            return State(certainty=weaker(Certainty.POSSIBLE, upper.certainty), tense=upper.tense, why=upper.why, time="future")
        if kind in ("adjunct", "gerund"):
            return State(certainty=upper.certainty, tense=upper.tense, time="same")
        return State(tense=self._shared_tense(i, upper))

    def _shared_tense(self, i: int, upper: State) -> Tense | None:
        """The tense that a noun takes over from a verb that does not judge it: what lasts lasts now, what happens has happened."""
        if not is_nominal(self.reading, i):
            return upper.tense
        lasting = self.reading.tokens[i].lemma in language_cues(self.reading).time["lasting"]
        return Tense.PRESENT if lasting else Tense.PAST

    def _is_done(self, i: int, upper: State) -> bool:
        """Whether the deed told of in the past stands for its purpose ("cut prices to win buyers"), as a mere setting out does not."""
        if upper.tense is not Tense.PAST or upper.denied:
            return False
        motion = language_cues(self.reading).clause["motion"]
        return motion.isdisjoint(lemmas(self.reading.tokens[i], self.reading.document.language))

    def _with_own_words(self, i: int, state: State) -> State:
        before = state
        for word, cue, negated in adverb_cues(self.reading, i):
            state = state.after(effect_of(cue, negated), word)
        for word, cue in phrase_cues(self.reading, i):
            state = state.after(cue.yes, word)
        for word, cue in modifier_cues(self.reading, i):
            state = state if state.denied and not cue.yes.flip else state.after(cue.yes, word)
            state = replace(state, tense=TIMES.get(cue.time, state.tense), time="fixed" if cue.time in TIMES else state.time)
        state = self._with_participles(i, state)
        state = self._with_parenthesis(i, self._with_copula(i, state))
        state = with_mood(self.reading, i, state)
        return replace(state, certainty=before.certainty) if before.reset else state

    def _with_participles(self, i: int, state: State) -> State:
        """A participle beside an event noun judges it as its verb would ("the rejected claims", "le consegne sospese")."""
        if not is_nominal(self.reading, i):
            return state
        for kid in self.reading.kids(i, "amod", "acl"):
            if kid.deprel == "acl:relcl" or kid.upos != "VERB" or kid.feats.get("VerbForm") != "Part" or kid.feats.get("Tense") != "Past":
                continue
            cue = next((c for c in embedders(self.reading, kid.i) if "object" in c.takes and c.yes != Effect()), None)
            known = kid.lower in language_cues(self.reading).modifiers
            if cue is not None and not known and not negators(self.reading, kid.i):
                state = replace(state.after(cue.yes, kid.lower), reset=state.reset or (cue.yes.flip and cue.yes.reset))
        return state

    def _with_copula(self, i: int, state: State) -> State:
        """ "the envoy is to visit" is settled, "the aim is to visit" a wish."""
        token = self.reading.tokens[i]
        if token.feats.get("VerbForm") != "Inf" or not self.reading.kids(i, "cop") or not self.reading.kids(i, "mark"):
            return state
        subjects = self.reading.kids(i, "nsubj")
        agent = any(t.upos in ("PROPN", "PRON") or t.entity for t in subjects)
        level = Certainty.CERTAIN if agent else Certainty.POSSIBLE
        return replace(state, certainty=weaker(state.certainty, level), tense=Tense.FUTURE, time="fixed")

    def _with_parenthesis(self, i: int, state: State) -> State:
        """ "it seems", "a quanto pare" set beside the clause."""
        for kid in self.reading.kids(i, "parataxis"):
            for cue in embedders(self.reading, kid.i):
                if "finite" in cue.takes and cue.yes.certainty is not Certainty.CERTAIN:
                    return state.after(effect_of(cue, bool(negators(self.reading, kid.i))), kid.lower)
        return state

    def _with_tense(self, i: int, state: State) -> State:
        return replace(state, tense=tense_of(self.reading, i, state, state.time in TIMES and self._has_mood(i)))

    def _has_mood(self, i: int) -> bool:
        return modal(self.reading, i) is not None or conditional(self.reading, i) is not None


@once
def _judge(reading: Reading) -> _Judge:
    return _Judge(reading)


def judge(reading: Reading, token: int) -> Predicate:
    """The factuality of the predicate (verb, event noun or adjective) at token `token`.

    `why` are the words that decided, outermost first. Never raises on odd trees: what nothing decides is affirmed and certain.
    """
    return _predicate(reading, token, _judge(reading).state(token))


def judge_predicates(reading: Reading) -> tuple[Predicate, ...]:
    """Every verb and event noun of the document with its factuality, in text order."""
    judge_all = _judge(reading)
    return tuple(_predicate(reading, t.i, judge_all.state(t.i)) for t in reading.tokens if is_predicate(reading, t.i))


def is_predicate(reading: Reading, i: int) -> bool:
    """Whether token i is a verb that is no auxiliary, a predicative adjective, or an event noun."""
    token, table = reading.tokens[i], language_cues(reading)
    if token.upos == "VERB":
        return token.deprel not in ("aux", "aux:pass", "cop")
    if token.upos == "AUX":
        return token.relation not in ("aux", "cop")
    if token.upos == "ADJ":
        return bool(reading.kids(i, "cop"))
    if token.upos not in ("NOUN", "PROPN"):
        return False
    forms = (token.lemma, token.lower)
    if any(f in table.events for f in forms):
        return True
    return token.upos == "NOUN" and token.lemma.endswith(table.suffixes) and not any(f in table.never for f in forms)


def _predicate(reading: Reading, i: int, state: State) -> Predicate:
    return Predicate(
        span=reading.span(i, i),
        token=i,
        lemma=reading.tokens[i].lemma,
        polarity=Polarity.DENIED if state.denied else Polarity.AFFIRMED,
        certainty=state.certainty,
        tense=state.tense or Tense.PRESENT,
        why=tuple(dict.fromkeys(state.why)),
    )
