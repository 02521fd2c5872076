"""Whose own text it is: the states of a joint statement, or the state whose ministry published a communiqué.

Official texts name their author once and then speak of "the Minister", "the sides", "they", "our country".
"""

from __future__ import annotations

from collections.abc import Iterable

from riscontro.extract.parties.gazetteer import Role
from riscontro.extract.parties.view import Found, View
from riscontro.model import Party, PartyType, Sentence, Token

_OPENING = 4
_LEAD = 8


def publisher(view: View, found: Iterable[Found]) -> tuple[Party, ...]:
    """The parties in whose name the text speaks; empty for reports and wherever the opening does not call it a statement."""
    opening = view.reading.sentences[:_OPENING]
    if not any(_names_itself(view, s) for s in opening[:2]):
        return ()
    end = opening[-1].last
    for f in found:
        if f.first >= end:
            break
        if f.noun and f.plural and len(f.parties) > 1 and f.known:
            return f.parties
    return _seat(view)


def _names_itself(view: View, sentence: Sentence) -> bool:
    """Whether a headline without a verb says that what follows is a statement."""
    tokens = view.reading.tokens[sentence.first : sentence.last]
    return any(view.words.has("communique", t) for t in tokens) and not any(t.feats.get("VerbForm") == "Fin" for t in tokens)


def _seat(view: View) -> tuple[Party, ...]:
    """The state of the first seat of government named near the start."""
    lead = view.reading.sentences[:_LEAD]
    for hit in view.hits:
        if hit.first >= lead[-1].last:
            break
        if hit.entry.role is Role.SEAT and len(hit.entry.states) == 1:
            name = view.reading.span(hit.first, hit.last).text
            return (Party(name, hit.entry.states[0], None, PartyType.GOVERNMENT),)
    return ()


def is_author(view: View, found: Found, authors: tuple[Party, ...]) -> bool:
    """Whether an unowned noun means the author of a communiqué: a bare office or organ, with a capital as such texts write it."""
    token = view.reading.tokens[found.head]
    if not authors or found.plural is not (len(authors) > 1) or found.noun not in view.words.words["author"]:
        return False
    after = view.token(found.last + 1)
    return token.text[:1].isupper() and found.first == found.last and not (after is not None and view.words.has("governmental", after))


def opens_paragraph(view: View, token: Token) -> bool:
    """Whether nothing but a number stands before the token in its paragraph."""
    i = token.i - 1
    sentence = view.reading.sentence(token.i)
    while i >= 0 and view.reading.sentence(i).paragraph == sentence.paragraph:
        if view.reading.tokens[i].upos not in ("NUM", "PUNCT", "X", "SYM") and not view.reading.tokens[i].text.rstrip(".)").isdigit():
            return False
        i -= 1
    return True
