"""When a predicate lies, relative to the document: by its verb group, its dates, and the word that governs it."""

from __future__ import annotations

import re

from riscontro.extract.clause import is_passive
from riscontro.extract.factuality.context import governor, is_subjunctive
from riscontro.extract.factuality.cues import State
from riscontro.extract.factuality.local import auxiliaries, is_nominal, language_cues, matches
from riscontro.model import BlockKind, Reading, Tense, Token

TIMES = {"future": Tense.FUTURE, "past": Tense.PAST, "present": Tense.PRESENT}
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPAN_LIMIT = 40


def tense_of(reading: Reading, i: int, state: State, has_modal: bool) -> Tense:
    """The tense of token i, of which `state` is what governs and qualifies it.

    A verb group decides for itself, then the time that the governing word gives, then the tense of the governing word.
    """
    if state.time == "fixed" and state.tense is not None:
        return state.tense
    if is_nominal(reading, i):
        return _of_noun(reading, i, state)
    if has_modal and state.time in TIMES:
        return TIMES[state.time]
    stated = own_tense(reading, i)
    if stated is None:
        return _without_form(reading, i, state)
    if stated is Tense.PRESENT and _lies_ahead(reading, i, state):
        return Tense.FUTURE
    if stated is Tense.PRESENT and in_headline(reading, i) and not _is_attitude(reading, i):
        return Tense.PAST
    return stated


def _lies_ahead(reading: Reading, i: int, state: State) -> bool:
    """A present under a wish or a fear ("chiede che ritirino"), or in the condition of something to come ("if it arrives, ... will")."""
    if state.time == "condition":
        return state.tense is Tense.FUTURE
    return state.time == "future" and (is_subjunctive(reading, i) or not auxiliaries(reading, i))


def own_tense(reading: Reading, i: int) -> Tense | None:
    """The tense that the verb group of token i states by itself; None where it has no finite form.

    Modal auxiliaries are left to the caller. A present with a date to come is future.
    """
    group = auxiliaries(reading, i)
    token = reading.tokens[i]
    finite = next((t for t in group if t.feats.get("VerbForm") == "Fin"), None)
    if finite is None and token.feats.get("VerbForm") == "Fin":
        finite = token
    if finite is None:
        return None
    tense = _of_finite(reading, i, finite, group)
    if tense is Tense.PRESENT and dated(reading, i) is Tense.FUTURE:
        return Tense.FUTURE
    return tense


def _of_finite(reading: Reading, i: int, finite: Token, group: tuple[Token, ...]) -> Tense:
    stated = finite.feats.get("Tense")
    if stated == "Fut":
        return Tense.FUTURE
    if stated in ("Past", "Imp") or is_perfect(reading, i, group) or _looks_past(reading, finite):
        return Tense.PAST
    return Tense.PRESENT


def _looks_past(reading: Reading, finite: Token) -> bool:
    """Whether the form of a verb is past whatever the tagger says ("freed", "scapparono")."""
    time = language_cues(reading).time
    if finite.lower in time["past_forms"]:
        return True
    return finite.lower.endswith(tuple(time["past_endings"])) and finite.lower not in time["not_past"] and finite.upos == "VERB"


def is_perfect(reading: Reading, i: int, group: tuple[Token, ...] | None = None) -> bool:
    """Whether the verb group of token i is perfect: "has sent", "to have sent", "ha inviato", "essere stato inviato"."""
    group = auxiliaries(reading, i) if group is None else group
    token, time = reading.tokens[i], language_cues(reading).time
    participles = any(t.feats.get("VerbForm") == "Part" for t in (token, *group)) or token.feats.get("Tense") == "Past"
    if not group or not participles:
        return False
    if any(t.lower in time["perfect_auxiliary"] or t.lemma in time["perfect_auxiliary"] for t in group):
        return not (token.feats.get("Tense") == "Pres" and token.feats.get("VerbForm") == "Part")
    if any(t.lower in time["participle_be"] for t in group):
        return True
    return _is_perfect_with_be(reading, i, [t for t in group if t.lemma in time["be_perfect"]])


def _is_perfect_with_be(reading: Reading, i: int, be: list[Token]) -> bool:
    """ "sono arrivati", "si è recato": verbs that make their perfect with the verb to be."""
    if not be or reading.tokens[i].upos != "VERB":
        return False
    if reading.tokens[i].lemma in language_cues(reading).time["be_verbs"]:
        return True
    if any(t.lower in language_cues(reading).time["reflexive"] for t in reading.tokens[max(0, be[0].i - 2) : be[0].i]):
        return True
    return all(t.deprel == "aux" for t in be) and not is_passive(reading, i)


def dated(reading: Reading, i: int) -> Tense | None:
    """Past or future where a date among the dependents of token i says so."""
    words = _date_words(reading, i)
    table = language_cues(reading)
    for key, tense in (("past", Tense.PAST), ("future", Tense.FUTURE)):
        if any(t.lower in table.time[key] for t in words):
            return tense
        if any(matches(reading, t.i, phrase) for t in words for phrase in table.time_phrases.get(key, ())):
            return tense
    return _by_year(reading, words)


def _date_words(reading: Reading, i: int) -> list[Token]:
    """Words of the phrases that hang from token i, clauses apart."""
    found: list[Token] = []
    for kid in reading.kids(i, "obl", "advmod", "nmod", "amod", "det", "compound"):
        if kid.upos == "VERB" or len(reading.children[kid.i]) > _SPAN_LIMIT:
            continue
        found += [kid, *(reading.tokens[k] for k in reading.children[kid.i])]
    return found


def _by_year(reading: Reading, words: list[Token]) -> Tense | None:
    published = (reading.document.published or "")[:4]
    years = [t.text for t in words if _YEAR.fullmatch(t.text)]
    if not years or not _YEAR.fullmatch(published):
        return None
    return Tense.FUTURE if min(years) > published else Tense.PAST if max(years) < published else None


def in_headline(reading: Reading, i: int) -> bool:
    """Whether token i stands in the title or a heading, where a present tells of the past."""
    return reading.sentence(i).block in (BlockKind.TITLE, BlockKind.HEADING)


def _is_attitude(reading: Reading, i: int) -> bool:
    """Whether a present in a headline is a true one: a stance, a progressive, a state."""
    token = reading.tokens[i]
    stance = token.lemma in language_cues(reading).time["speech"]
    return stance or token.feats.get("VerbForm") != "Fin" or bool(reading.kids(i, "cop")) or token.upos != "VERB"


def _without_form(reading: Reading, i: int, state: State) -> Tense:
    token = reading.tokens[i]
    if is_perfect(reading, i):
        return Tense.PAST
    participle = token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") == "Past"
    participle = participle or _is_mistaken_past(reading, token)
    if participle and not reading.kids(i, "aux", "cop"):
        return Tense.PAST
    if state.time in TIMES:
        return TIMES[state.time]
    above = governor(reading, i)
    if state.time == "own" and above is not None and above.kind == "infinitive":
        return Tense.FUTURE
    if state.tense is not None:
        return state.tense
    return Tense.PAST if in_headline(reading, i) or participle else Tense.PRESENT


def _is_mistaken_past(reading: Reading, token: Token) -> bool:
    """Whether a past form with an object passes for an adjective ("unloaded diesel")."""
    endings = tuple(language_cues(reading).time["past_endings"])
    return token.upos == "ADJ" and bool(reading.kids(token.i, "obj")) and token.lower.endswith(endings)


def _of_noun(reading: Reading, i: int, state: State) -> Tense:
    found = dated(reading, i) or by_preposition(reading, i)
    if found is not None:
        return found
    if state.time in TIMES:
        return TIMES[state.time]
    return state.tense or Tense.PAST


def by_preposition(reading: Reading, i: int) -> Tense | None:
    """Past after "after the talks", future after "ahead of the summit"."""
    table = language_cues(reading)
    for kid in reading.kids(i, "case", "mark"):
        for key, tense in (("after", Tense.PAST), ("before", Tense.FUTURE)):
            if kid.lower in table.clause[key] or any(matches(reading, kid.i, p) for p in table.clause_phrases.get(key, ())):
                return tense
    return None
