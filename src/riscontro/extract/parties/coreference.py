"""Pronouns, dropped subjects and definite descriptions: who they stand for.

One pass over the tokens in text order; every mention met enters the discourse, every word that stands for one is resolved against it or,
where nothing fits, left unresolved. First persons inside a quotation are its speaker's.
"""

from __future__ import annotations

from dataclasses import replace

from riscontro.extract.clause import closed_class
from riscontro.extract.lemmas import lemmas
from riscontro.extract.parties.antecedents import Antecedent, Discourse, fits, key, role_of
from riscontro.extract.parties.descriptions import describe, two_of
from riscontro.extract.parties.dropped import dropped_subject, governs_pleonastic, is_agentive, is_proposition, is_speech
from riscontro.extract.parties.publisher import opens_paragraph, publisher
from riscontro.extract.parties.speech import make_speech
from riscontro.extract.parties.turn import Pass, is_possessive, is_short, named_authors, owned, owns_before, person_of
from riscontro.extract.parties.view import Found, View
from riscontro.extract.parties.words import NOMINAL, Pronoun
from riscontro.model import PartyType, Token

_BETWEEN = 4


def resolve(view: View, found: list[Found]) -> list[Found]:
    """The mentions, with those of them that only the discourse explains resolved, and pronouns and dropped subjects added."""
    at = {f.head: f for f in found}
    inside = frozenset(i for f in found for i in range(f.first, f.last + 1))
    starts = {f.first: f for f in found}
    run = Pass(view, make_speech(view, found), Discourse(view), at, starts, _by_sentence(view, found), inside, publisher(view, found))
    kept: dict[int, Found] = {id(f): f for f in found}
    by_head: dict[int, list[Found]] = {}
    for f in found:
        by_head.setdefault(f.head, []).append(f)
    for token in view.reading.tokens:
        for f in by_head.get(token.i, ()):
            kept[id(f)] = _enter(run, f)
        if token.i not in by_head:
            _other(run, token)
            if token.i in run.made:
                owns_before(run, token, kept)
    made = [f for i, f in run.made.items() if i not in by_head]
    told = [f for f in kept.values() if f.known or not is_short(view, f)]
    return [*told, *made, *_first_persons(run, [*told, *made])]


def _by_sentence(view: View, found: list[Found]) -> dict[int, tuple[Found, ...]]:
    rows: dict[int, list[Found]] = {}
    for f in found:
        rows.setdefault(view.reading.sentence_of[f.head], []).append(f)
    return {sentence: tuple(fs) for sentence, fs in rows.items()}


def _enter(run: Pass, found: Found) -> Found:
    """A mention enters the discourse, described ones resolved first."""
    if found.noun and not found.known:
        parties = owned(run, found) or named_authors(run, found) or describe(run.view, run.said, found, run.named)
        if parties:
            kind = found.parties[0].type
            gender = run.said.genders.get((key(parties[0]), found.noun), "-") if len(parties) == 1 else "-"
            found = replace(found, parties=tuple(replace(p, type=kind) for p in parties), gender=gender, coreference=True)
            run.at[found.head] = found
    if found.animate and not found.parties[0].state:
        found = person_of(run, found)
    if not found.known and is_short(run.view, found):
        run.at.pop(found.head, None)
        return found
    run.said.add(found, run.speech.quote(found.head) is not None)
    if run.last is not None and _coordinated(run.view, run.last, found):
        run.said.join(run.last, found)
    run.before, run.last = run.last, found
    return found


def _coordinated(view: View, left: Found, right: Found) -> bool:
    gap = view.reading.tokens[left.last + 1 : right.first]
    if not gap or len(gap) > _BETWEEN or not any(view.words.has("and", t) for t in gap):
        return False
    return all(view.words.has("and", t) or t.text == "," or t.upos in ("DET", "ADP", "CCONJ") for t in gap)


def _other(run: Pass, token: Token) -> None:
    """A token that heads no mention: a pronoun, a dropped subject, a description of two, or a subject that competes."""
    view = run.view
    if token.i in run.inside and not is_possessive(view, token):
        return
    pronoun = view.words.pronouns.get(token.lower)
    made: Found | None = None
    if view.words.has("speak_first", token) and token.upos in ("PRON", "DET"):
        run.first_persons.append(token.i)
    elif token.upos == "PRON" and view.words.has("relatives", token):
        made = _relative(run, token)
    elif pronoun is not None and (token.upos == "PRON" or is_possessive(view, token)):
        made = _pronoun(run, token, pronoun)
    elif parties := two_of(view, run.said, token, run.named):
        made = Found(token.i, token.i, token.i, parties, plural=True, animate=parties[0].type is PartyType.PERSON, coreference=True)
    elif view.words.drops_subjects and (agreed := dropped_subject(view, token, run.at)) is not None:
        made = _dropped(run, token, agreed)
    elif token.upos in NOMINAL and token.relation in ("nsubj", "obj"):
        run.said.rival(token, "subj" if token.deprel.startswith("nsubj") else "obj")
    if made is not None:
        run.made[token.i] = made
        run.said.add(made)


def _found(run: Pass, i: int, row: Antecedent) -> Found:
    return Found(i, i, i, row.parties, row.plural, row.animate, row.gender, coreference=True)


def _first_persons(run: Pass, found: list[Found]) -> list[Found]:
    """First persons, resolved last: their speaker may be a pronoun after the quotation (" ... , he said")."""
    speech = make_speech(run.view, found)
    author = Found(0, 0, 0, run.authors, len(run.authors) > 1) if run.authors else None
    pairs = [(i, speech.speaker(i) if speech.quote(i) is not None else author) for i in run.first_persons]
    return [Found(i, i, i, f.parties, f.plural, f.animate, f.gender, coreference=True) for i, f in pairs if f is not None]


def _relative(run: Pass, token: Token) -> Found | None:
    """The antecedent of a relative pronoun: what its clause hangs on, or the mention right before it."""
    verb = run.view.reading.head(token.i)
    hops = 0
    while verb is not None and not verb.deprel.startswith("acl") and hops < 3:
        verb, hops = run.view.reading.head(verb.i), hops + 1
    head = verb.head if verb is not None and verb.deprel.startswith("acl") and verb.head < token.i else None
    target = run.at.get(head) if head is not None else None
    before = run.last
    if target is None and before is not None and _ends_before(run.view, before, token.i) and (head is None or head in run.inside):
        target = before
    if target is None or target.head >= token.i or all(p.type is PartyType.PLACE and not p.state for p in target.parties):
        return None
    return Found(token.i, token.i, token.i, target.parties, target.plural, target.animate, target.gender, coreference=True)


def _ends_before(view: View, found: Found, i: int) -> bool:
    return (
        found.last < i
        and all(t.text == "," or t.upos == "ADP" for t in view.reading.tokens[found.last + 1 : i])
        and i - found.last <= _BETWEEN - 1
    )


def _pronoun(run: Pass, token: Token, pronoun: Pronoun) -> Found | None:
    view = run.view
    head = view.reading.head(token.i)
    if token.deprel == "expl" or (head is None and not is_possessive(view, token)):
        return None
    if pronoun.animate is False and (governs_pleonastic(view, token) or is_proposition(view, token)):
        return None
    possessive = is_possessive(view, token)
    barred = set(run.speech.barred(token.i))
    if not possessive and not view.words.has("reflexive", token) and head is not None:
        barred |= {kid.i for kid in view.reading.kids(head.i) if kid.i != token.i}
    if head is not None and possessive:
        barred.add(head.i)
    agentive = not possessive and token.deprel == "nsubj" and head is not None and is_speech(view, head)
    ahead = (_ahead(run, token, pronoun) or _controlled(run, token, pronoun)) if possessive else None
    if ahead is not None:
        return ahead
    if pronoun.number == "p" and len(run.authors) > 1 and not possessive and opens_paragraph(view, token):
        return Found(token.i, token.i, token.i, run.authors, plural=True, coreference=True)
    barred |= run.speech.told_before(token.i) if agentive else frozenset()
    row = run.said.best(token.i, pronoun, barred, agentive=agentive)
    far = row is not None and row.sentence != view.reading.sentence_of[token.i]
    if row is None or (far and pronoun.animate is False and (token.deprel == "obj" or row.role != "subj")):
        return None
    return _found(run, token.i, row)


def _ahead(run: Pass, token: Token, pronoun: Pronoun) -> Found | None:
    """The subject after a possessive in a fronted phrase ("In her statement, X said"), or the name it is joined to ("X and its allies")."""
    view, before = run.view, run.last
    first = view.bounds(token.i)[0]
    if before is not None and before.last < token.i and first <= before.first:
        gap = view.reading.tokens[before.last + 1 : token.i]
        if gap and view.words.has("and", gap[0]) and all(t.upos == "DET" for t in gap[1:]) and fits(run.said.row(before), pronoun):
            return replace(before, first=token.i, last=token.i, head=token.i, noun="", coreference=True)
    if token.i - first > _BETWEEN or view.reading.tokens[first].upos not in ("ADP", "SCONJ", "ADV"):
        return None
    for f in run.named.get(view.reading.sentence_of[token.i], ()):
        if f.head > token.i and role_of(view, f.head) == "subj":
            if not fits(run.said.row(f), pronoun) or (f.noun and not f.known and is_short(view, f)):
                return None
            return replace(f, first=token.i, last=token.i, head=token.i, noun="", coreference=True)
    return None


def _controlled(run: Pass, token: Token, pronoun: Pronoun) -> Found | None:
    """The object of the verb that governs the infinitive around a possessive ("urged X to stop its offensive")."""
    tokens, control = run.view.reading.tokens, closed_class(run.view.reading.document.language).object_control
    verb, hops = tokens[token.head], 0
    while verb.head != verb.i and verb.upos not in ("VERB", "AUX") and hops < _BETWEEN:
        verb, hops = tokens[verb.head], hops + 1
    if verb.feats.get("VerbForm") != "Inf" or verb.head == verb.i:
        return None
    asker = tokens[verb.head]
    if not any(lemma in control for lemma in lemmas(asker, run.view.reading.document.language)):
        return None
    for i in range(verb.i - 1, asker.i, -1):
        found = run.at.get(i)
        if found is not None and fits(run.said.row(found), pronoun):
            return replace(found, first=token.i, last=token.i, head=token.i, noun="", coreference=True)
    return None


def _opens(view: View, verb: Token) -> bool:
    """Whether the verb, auxiliaries and adverbs apart, opens its sentence."""
    first = view.bounds(verb.i)[0]
    return all(t.upos in ("AUX", "ADV", "PRON", "PUNCT", "CCONJ") for t in view.reading.tokens[first : verb.i])


def _dropped(run: Pass, token: Token, agreed: tuple[str, str]) -> Found | None:
    person, number = agreed
    shared = _shared_subject(run, token)
    if shared is not None and not (number == "p" and shared.parties and not fits(run.said.row(shared), Pronoun("p", "-", None))):
        return replace(shared, first=token.i, last=token.i, head=token.i, noun="", coreference=True) if shared.parties else None
    if person == "1":
        run.first_persons.append(token.i)
    if person != "3":
        return None
    barred = {kid.i for kid in run.view.reading.kids(token.i)} | set(run.speech.barred(token.i))
    if not is_agentive(run.view, token) and not _opens(run.view, token):
        return None
    row = run.said.best(token.i, Pronoun(number, "-", None), barred, agentive=is_speech(run.view, token), subject=True)
    return None if row is None else _found(run, token.i, row)


def _shared_subject(run: Pass, token: Token) -> Found | None:
    """The subject of the verb that this one is coordinated with; without parties where that subject is no party. None where it has none."""
    head, hops = token, 0
    while head.deprel == "conj" and hops < _BETWEEN:
        head, hops = run.view.reading.tokens[head.head], hops + 1
        subjects = run.view.reading.kids(head.i, "nsubj")
        if subjects and subjects[0].i < token.i:
            i = subjects[0].i
            return run.at.get(i) or run.made.get(i) or Found(i, i, i, ())
        if head.i in run.made:
            return run.made[head.i]
    return None
