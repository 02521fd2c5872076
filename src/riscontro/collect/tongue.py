"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from riscontro.errors import UnknownLanguage
from riscontro.languages import LANGUAGES, table

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH, _MANY, _FEW = 40, 0.2, 0.03
"""How many words, and which shares of common ones, tell a language without the identifier, which takes a second to load."""
_SURE = 0.5
"""Probability from which the likeliest of all languages is believed."""
_CLEAR = 3.0
"""How many times likelier one of ours must be than the next, where no language is sure."""


def language_of(text: str, name: str, given: str | None = None, declared: str | None = None) -> str:
    """One of LANGUAGES: the one given, else the one told from the words, else, where they are too few, the one a page declares.

    Told by naive Bayes over byte n-grams (Lui and Baldwin 2012, https://aclanthology.org/P12-3005/).

    Raises:
        UnknownLanguage: the language given or told has no folder, or the words are too few to tell.
    """
    ours = ", ".join(LANGUAGES)
    if given is not None:
        return known_language(given)
    if (code := _plainly(text[:_SAMPLE])) is not None:
        return code
    ranked = _model().rank(text[:_SAMPLE])
    best, chance = ranked[0]
    if best in LANGUAGES:
        return str(best)
    if chance >= _SURE:
        what = f"The text of {name} seems to be in language {best!r}, for which there is no data."
        raise UnknownLanguage(what, f"Languages read: {ours}; --language takes one of them all the same.")
    chances = sorted(((float(p), str(code)) for code, p in ranked if code in LANGUAGES), reverse=True)
    if chances[0][0] >= _CLEAR * chances[1][0]:
        return chances[0][1]
    if declared in LANGUAGES:
        return str(declared)
    raise UnknownLanguage(f"The language of {name} cannot be told from its words.", f"Say which it is with --language ({ours}).")


def known_language(given: str) -> str:
    """The one of LANGUAGES that a user names: `it`, `IT`, `it-IT`. Raises UnknownLanguage."""
    code = given.strip().lower().replace("_", "-").split("-")[0]
    if code not in LANGUAGES:
        raise UnknownLanguage(f"There is no language {given!r}.", f"Give one of {', '.join(LANGUAGES)}.")
    return code


def _plainly(text: str) -> str | None:
    """The language whose commonest words make up a good part of the text and no other's do; None where they do not decide."""
    words = _WORD.findall(text.lower())
    if len(words) < _ENOUGH:
        return None
    shares = {code: sum(w in _common(code) for w in words) / len(words) for code in LANGUAGES}
    best = max(shares, key=lambda code: shares[code])
    others = [share for code, share in shares.items() if code != best]
    return best if shares[best] >= _MANY and max(others, default=0) <= _FEW else None


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset(table(code, "about")["common_words"])


@cache
def _model() -> LanguageIdentifier:
    """The identifier over all its languages; loaded at first need, for it takes a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
