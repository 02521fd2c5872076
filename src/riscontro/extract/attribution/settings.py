"""What goes with an attribution: the party behind the source, when it was said, and in which medium."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from riscontro.extract.attribution.cues import Cue
from riscontro.extract.attribution.cuewords import lexicon
from riscontro.extract.attribution.markers import Found
from riscontro.extract.attribution.nounphrases import Speaker, antecedent_of, phrase
from riscontro.extract.attribution.speakers import is_passive
from riscontro.extract.attribution.view import Scope, View, scope_of
from riscontro.extract.lemmas import lemmas
from riscontro.model import Party, PartyMention, PartyType, TimeMention, Token

_TYPES = {"PER": PartyType.PERSON, "ORG": PartyType.BODY, "LOC": PartyType.PLACE}


def party_of(view: View, row: Found) -> Party | None:
    """The party that the source names, resolved by the mentions of the reading; else one named by the head words of the source.

    None for a pronoun that nobody resolved, and where there is no source.
    """
    if row.speaker is None:
        return _dropped(view, row)
    mention = _mention(view, row.speaker)
    if mention is not None:
        return _named(view, row.speaker, mention)
    head = view.reading.tokens[row.speaker.head]
    if head.upos == "PRON" and view.word(head.i, "relatives") and (noun := antecedent_of(view, head.i)) is not None:
        return party_of(view, replace(row, speaker=noun))
    if head.upos in ("PRON", "DET"):
        return None
    return Party(_name(view, row.speaker), None, None, _TYPES.get(head.entity, PartyType.GROUP))


def _named(view: View, speaker: Speaker, mention: PartyMention) -> Party:
    """The party of a mention; where the mention only qualifies the head ("a U.S. statement"), named by the head and its neighbours."""
    head = view.reading.tokens[speaker.head]
    if mention.coreference or mention.party.type is PartyType.PERSON or head.upos != "NOUN":
        return mention.party
    if mention.span.start <= head.start < mention.span.end:
        return mention.party
    name = _name(view, speaker)
    return replace(mention.party, name=name) if name and mention.party.state else mention.party


def _dropped(view: View, row: Found) -> Party | None:
    """The party of a dropped subject, which stands on the verb itself."""
    for node in row.cue.nodes if row.cue else ():
        mention = view.parties.get(node)
        if mention is not None and mention.coreference:
            return mention.party
    return None


def carried(view: View, rows: Sequence[Found], parties: Sequence[Party | None]) -> list[Party | None]:
    """The parties of attributions, where a finite verb without any subject ("Ha aggiunto che ...") goes on with the last speaker."""
    found = list(parties)
    last: tuple[int, Party] | None = None
    for k, row in enumerate(rows):
        if row.cue is None or row.cue.kind not in ("say", "think", "show"):
            continue
        here = view.reading.sentence_of[row.cue.head]
        found[k] = taken_up(view, row, found[k])
        if found[k] is None and row.speaker is None and last is not None and here - last[0] <= 1 and _drops_subject(view, row.cue):
            found[k] = last[1]
        party = found[k]
        if party is not None:
            last = (here, party)
    return found


def taken_up(view: View, row: Found, resolved: Party | None) -> Party | None:
    """The report that was the subject of the sentence before, for a neuter pronoun that speaks ("it says"); a body where the pronoun
    is not `resolved`."""
    if row.speaker is None or row.cue is None or not view.word(row.speaker.head, "neuter_pronouns"):
        return resolved
    here = view.reading.sentence(row.cue.head)
    before = view.reading.sentences[here.index - 1] if here.index else here
    if before.index == here.index or here.paragraph - before.paragraph > 1:
        return resolved
    for token in view.reading.words(before):
        if token.relation != "nsubj" or token.upos not in ("NOUN", "PROPN") or token.feats.get("Number") == "Plur":
            continue
        subject = phrase(view, token.i, before.first, before.last - 1)
        speaks = _is_document(view, token) or (resolved is None and _is_body(view, token))
        return _party(view, subject) if speaks else resolved
    return resolved


def _is_document(view: View, token: Token) -> bool:
    names = lemmas(token, view.reading.document.language)
    return any(n in view.table.media or n in view.table.words["documents"] for n in names)


def _is_body(view: View, token: Token) -> bool:
    mention = view.parties.get(token.i)
    return mention is not None and mention.party.type in (PartyType.BODY, PartyType.GOVERNMENT, PartyType.GROUP)


def _party(view: View, speaker: Speaker) -> Party:
    mention = _mention(view, speaker)
    return _named(view, speaker, mention) if mention else Party(_name(view, speaker), None, None, PartyType.GROUP)


def _drops_subject(view: View, cue: Cue) -> bool:
    tokens = view.reading.tokens
    finite = any(t.feats.get("VerbForm") == "Fin" and t.feats.get("Person") == "3" for t in tokens[cue.first : cue.last + 1])
    return finite and not is_passive(view, cue) and not any(view.word(i, "reflexives") for i in range(cue.first, cue.last + 1))


def _mention(view: View, speaker: Speaker) -> PartyMention | None:
    """The mention that carries the source: at its head, over its head, else the one nearest to it in the tree."""
    tokens = view.reading.tokens
    inside = [m for m in view.mentions if speaker.first <= m.head <= speaker.last]
    if speaker.head in view.parties:
        return _by_name(view, view.parties[speaker.head], inside)
    over = [m for m in inside if m.span.start <= tokens[speaker.head].start < m.span.end]
    if over:
        return over[0]
    if not inside:
        return None
    return min(inside, key=lambda m: (_depth(view, m.head, speaker.head), m.head))


def _by_name(view: View, mention: PartyMention, inside: Sequence[PartyMention]) -> PartyMention:
    """The mention, or where it is a bare noun that says nothing of whose ("the adviser") the person named in the same phrase."""
    if mention.party.state or mention.party.id or mention.coreference or view.reading.tokens[mention.head].upos == "PROPN":
        return mention
    persons = [m for m in inside if m.party.type is PartyType.PERSON and view.reading.tokens[m.head].upos == "PROPN"]
    return persons[0] if persons else mention


def _depth(view: View, i: int, head: int) -> int:
    steps = 0
    while i != head and steps < 12:
        above = view.reading.tokens[i].head
        if above == i:
            return 12
        i, steps = above, steps + 1
    return steps


def _name(view: View, speaker: Speaker) -> str:
    """The head words of a source: the proper name around the head, or the noun with what stands right before it."""
    tokens = view.reading.tokens
    first = last = speaker.head
    proper = tokens[speaker.head].upos == "PROPN"
    while first > speaker.first and tokens[first - 1].upos in (("PROPN",) if proper else ("PROPN", "NOUN", "ADJ", "NUM")):
        first -= 1
    while last < speaker.last and (tokens[last + 1].upos == "PROPN" or (not proper and tokens[last + 1].upos == "ADJ")):
        last += 1
    return " ".join(view.reading.span(first, last).text.split())


def _region(view: View, row: Found) -> tuple[int, int]:
    """The tokens of the reporting clause: around cue and source, up to the content or the bounds of the scope."""
    if row.cue is None:
        return (0, -1)
    scope: Scope = scope_of(view, row.cue.head)
    taken = {i for a, b in row.contents for i in range(max(a, scope.low), min(b, scope.high) + 1)}
    low, high = row.cue.first, row.cue.last
    if row.speaker and scope.low <= row.speaker.first <= row.speaker.last <= scope.high:
        if row.speaker.last < low and not any(i in taken for i in range(row.speaker.first, low)):
            low = row.speaker.first
        if row.speaker.first > high and not any(i in taken for i in range(high + 1, row.speaker.last + 1)):
            high = row.speaker.last
    while low - 1 >= scope.low and low - 1 not in taken and not _verb(view, low - 1):
        low -= 1
    while high + 1 <= scope.high and high + 1 not in taken and not _verb(view, high + 1):
        high += 1
    return low, high


def _verb(view: View, i: int) -> bool:
    token = view.reading.tokens[i]
    return token.upos == "VERB" and (view.finite(i) or token.feats.get("VerbForm") != "Part" or token.feats.get("Tense") == "Pres")


def said_of(view: View, row: Found, times: Sequence[TimeMention]) -> str | None:
    """The EDTF of the first time in the reporting clause, or None."""
    low, high = _region(view, row)
    if high < low or not times:
        return None
    start, end = view.reading.tokens[low].start, view.reading.tokens[high].end
    return next((t.edtf for t in times if t.edtf and t.type in ("date", "time") and start <= t.span.start and t.span.end <= end), None)


def medium_of(view: View, row: Found) -> str | None:
    """The medium named in the reporting clause ("in a statement", "secondo un rapporto"), as the table calls it in English."""
    low, high = _region(view, row)
    table = lexicon(view.reading.document.language)
    tokens = view.reading.tokens
    for i in range(low, high + 1):
        if tokens[i].upos not in ("NOUN", "PROPN"):
            continue
        for form in (tokens[i].lower, *lemmas(tokens[i], view.reading.document.language)):
            for words, name in table.media.get(form, ()):
                if tuple(t.lower for t in tokens[max(0, i - len(words) + 1) : i]) == words[:-1]:
                    return name
    return None
