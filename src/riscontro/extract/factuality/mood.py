"""The mood of a predicate's own verb group: modals, the reportative and the hypothetical conditional, negation."""

from __future__ import annotations

from dataclasses import replace

from riscontro.extract.factuality.context import governor
from riscontro.extract.factuality.cues import Cue, Effect, State
from riscontro.extract.factuality.local import auxiliaries, embedders, language_cues, negators
from riscontro.extract.factuality.tense import is_perfect, own_tense
from riscontro.model import Certainty, Reading, Tense, Token

_CLIMB = 8


def with_mood(reading: Reading, i: int, state: State) -> State:
    """The state of token i under the modals, conditional and negation of its own clause."""
    negated = negators(reading, i)
    found = modal(reading, i)
    if found is not None:
        word, cue = found
        effect = cue.no if negated else _modal_effect(reading, i, cue)
        time = cue.time if not is_perfect(reading, i) or _is_to_come(reading, i, effect, cue) else "past"
        return replace(state.after(effect, negated[0] if negated else word), time=time)
    state = _with_conditional(reading, i, state)
    if reading.tokens[i].feats.get("Mood") == "Imp" and not auxiliaries(reading, i):
        state = replace(state.after(Effect(certainty=Certainty.POSSIBLE), reading.tokens[i].lower), tense=Tense.FUTURE, time="fixed")
    if negated and negated[0] in language_cues(reading).negation["settled"]:
        return State(not state.denied, Certainty.CERTAIN, Tense.PRESENT, (*state.why, negated[0]), time="fixed")
    return state.after(Effect(flip=True), negated[0]) if negated else state


def modal(reading: Reading, i: int) -> tuple[str, Cue] | None:
    """The modal auxiliary of the predicate at token i, with its cue."""
    table = language_cues(reading)
    for token in auxiliaries(reading, i):
        if cue := table.modals.get(token.lower) or table.modals.get(token.lemma):
            return token.lower, cue
    return None


def _modal_effect(reading: Reading, i: int, cue: Cue) -> Effect:
    if cue.special == cue.yes:
        return cue.yes
    if cue.special.certainty is Certainty.CERTAIN:
        return cue.special if is_reported(reading, i) else cue.yes
    return cue.special if is_perfect(reading, i) else cue.yes


def _is_to_come(reading: Reading, i: int, effect: Effect, cue: Cue) -> bool:
    """A future in the past ("said it would have left by then")."""
    return effect == cue.special and cue.special.certainty is Certainty.CERTAIN and cue.special != cue.yes


def is_reported(reading: Reading, i: int) -> bool:
    """Whether the clause of token i is the complement of a word in the past ("said it would send", "ha detto che avrebbe inviato")."""
    k, above = i, governor(reading, i)
    for _ in range(_CLIMB):
        if above is None or above.kind != "conj":
            break
        k, above = above.token, governor(reading, above.token)
    if above is None or above.kind != "finite":
        return any(own_tense(reading, t.i) is Tense.PAST and embedders(reading, t.i) for t in reading.kids(k, "parataxis"))
    return own_tense(reading, above.token) is Tense.PAST


def conditional(reading: Reading, i: int) -> Token | None:
    """The verb of the group of token i that stands in the conditional: by its feature and its ending together."""
    table = language_cues(reading).conditional
    if not table:
        return None
    for token in (*auxiliaries(reading, i), reading.tokens[i]):
        if token.upos not in ("VERB", "AUX") or token.lower in table["not"]:
            continue
        if token.lower.endswith(tuple(table["endings"])) and len(token.text) > 4 and token.feats.get("Mood") in ("Cnd", None):
            return token
    return None


def _with_conditional(reading: Reading, i: int, state: State) -> State:
    """Hearsay ("avrebbe inviato": possible), future in the past ("ha detto che avrebbe inviato"), hypothesis, or mere politeness."""
    found = conditional(reading, i)
    if found is None:
        return state
    perfect = is_perfect(reading, i)
    if _has_condition(reading, i):
        return replace(state.after(Effect(certainty=Certainty.POSSIBLE), found.lower), time="future" if not perfect else "past")
    if is_polite(reading, i):
        return replace(state, time="present")
    if is_reported(reading, i):
        return replace(state, time="future")
    return replace(state.after(Effect(certainty=Certainty.POSSIBLE), found.lower), time="past" if perfect else "present")


def _has_condition(reading: Reading, i: int) -> bool:
    return any((above := governor(reading, t.i)) is not None and above.kind == "condition" for t in reading.kids(i, "advcl", "ccomp"))


def is_polite(reading: Reading, i: int) -> bool:
    """Whether a conditional states a need, a wish or an opinion mildly ("avrebbero bisogno", "sarebbe opportuno")."""
    table, token = language_cues(reading).conditional, reading.tokens[i]
    if token.lemma in table["polite"] or token.lemma in table["polite_adjectives"]:
        return True
    near = {t.lower for t in reading.tokens[i + 1 : i + 4]} | {t.lemma for t in reading.kids(i)}
    return bool(near & table["polite_objects"])
