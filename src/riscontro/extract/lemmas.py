"""The lemmas that a token may have: what the pipeline says, and what a dictionary says of its form.

A trained lemmatizer invents words for rare forms ("astenutasi"); the dictionary (simplemma, MIT) knows them but not their part of
speech. A lexicon entry matches where either agrees.
"""

from __future__ import annotations

from functools import cache, lru_cache

from riscontro import languages
from riscontro.model import Token

_ENCLITICS = ("gliela", "gliele", "glieli", "glielo", "gliene", "mi", "ti", "si", "ci", "vi", "lo", "la", "li", "le", "ne", "gli")


def lemmas(token: Token, language: str) -> tuple[str, ...]:
    """Possible lemmas of a token, the pipeline's first, all in lower case and without repeats."""
    return _lemmas(token.lower, token.lemma, token.upos, language)


def possible_lemmas(form: str, language: str) -> frozenset[str]:
    """Every lemma that the dictionary gives for a form in lower case, whatever its part of speech, and the form itself."""
    listed = {lemma for lemma, forms in languages.table(language, "lemmas")["forms"].items() if form in forms}
    return frozenset((*_lemmas(form, form, "VERB", language), *_lemmas(form, form, "NOUN", language), *listed))


@lru_cache(maxsize=200_000)
def _lemmas(form: str, lemma: str, upos: str, language: str) -> tuple[str, ...]:
    if upos in ("PUNCT", "NUM", "DET", "ADP") or not form[:1].isalpha():
        return (lemma,)
    import simplemma

    known = simplemma.lemmatize(form, lang=language).lower()
    found = [lemma, known]
    if upos == "NOUN" and language == "it" and form.endswith("a"):
        found.append(form + "re")  # "visita" taken for a noun
    if upos in ("VERB", "AUX", "ADJ", "NOUN"):
        found.extend(_irregular(language).get(form, ()))
    bare = _without_enclitic(form) if upos in ("VERB", "AUX", "NOUN") and language == "it" else None
    if bare:
        found.append(simplemma.lemmatize(bare, lang=language).lower())
    return tuple(dict.fromkeys(found))


@cache
def _irregular(language: str) -> dict[str, tuple[str, ...]]:
    """Lemmas by irregular form."""
    forms: dict[str, tuple[str, ...]] = {}
    for lemma, words in languages.table(language, "lemmas")["irregular"].items():
        for word in words.split():
            forms[word] = (*forms.get(word, ()), lemma)
    return forms


def _without_enclitic(form: str) -> str | None:
    """The participle, gerund or infinitive before an enclitic pronoun ("astenutasi" -> "astenuta")."""
    for ending in _ENCLITICS:
        stem = form.removesuffix(ending)
        if stem != form and len(stem) > 4:
            if stem.endswith("r"):
                return stem + "e"
            if stem.endswith(("ndo", "to", "ta", "ti", "te", "so", "sa", "si", "se")):
                return stem
    return None
