"""Time expressions: found by the grammar of the language, reckoned from the document's day, joined into intervals.

Values are TIMEX3 (TimeML 1.2.1), dates EDTF (ISO 8601-2). The span of a mention covers the time words; what stands
before them ("since", "between ... and", "around") goes into its EDTF date.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date

from riscontro.extract.times import calendar as cal
from riscontro.extract.times.clausetime import direction_at
from riscontro.extract.times.timegrammar import Grammar, Hit, grammar
from riscontro.extract.times.timemoment import CONTEXT, PUBLISHED, Moment, Standing, approximate
from riscontro.extract.times.timerelative import reach
from riscontro.extract.times.timevalues import reckon
from riscontro.model import Reading, Sentence, TimeMention

_POINTS = ("date", "time")
_REACH_BACK = 60
_RANGED = {"lastday", "lastyear"}
_NEAR_BY = 10
_NEWS_DAYS = 8
_LAST_YEAR = 2150


@dataclass(frozen=True, slots=True)
class _Found:
    """A match with its moment, and the connective that stands before it."""

    hit: Hit
    start: int
    end: int
    moment: Moment
    standing: Standing
    connective: str | None = None
    joined: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """The time last spoken of (first day, how many it covers), and the last single day with the sentence it stood in."""

    first: date | None = None
    days: int = 1
    day: date | None = None
    sentence: int = -_NEAR_BY

    def day_near(self, sentence: int, published: date | None) -> date | None:
        """That day, where it was one of the document's own and stood close enough for "in the evening" to mean its own."""
        if self.day is None or sentence - self.sentence >= _NEAR_BY:
            return None
        return self.day if published is None or abs((published - self.day).days) < _NEWS_DAYS else None


def find_times(reading: Reading) -> tuple[TimeMention, ...]:
    """All time expressions of a reading, in text order.

    Relative ones are reckoned from `reading.document.published`; where that is None (or coarser than a day), their
    value has X in the unknown places and their EDTF date is None.

    Returns:
        Mentions that do not overlap; `anchor` is `published` or `context` (the day last spoken of) where one was used.
    """
    rules = grammar(reading.document.language)
    published = published_day(reading.document.published)
    starts = [t.start for t in reading.tokens]
    context = _Context()
    mentions: list[TimeMention] = []
    for sentence in reading.sentences:
        found = _in_sentence(reading, rules, sentence, starts, published, context)
        mentions += [_mention(reading, f, published) for f in found]
        context = _last_context(found, context, sentence.index)
    return tuple(mentions)


def published_day(published: str | None) -> date | None:
    """The document's day, None where it is unknown or known only to the month or year."""
    covered = cal.edtf_interval(published)
    return covered[0] if covered and covered[0] == covered[1] else None


def _in_sentence(
    reading: Reading, rules: Grammar, sentence: Sentence, starts: list[int], published: date | None, context: _Context
) -> list[_Found]:
    text = reading.document.text
    rows: list[_Found] = []
    for hit in rules.hits(text, sentence.span.start, sentence.span.end):
        token = min(max(bisect_right(starts, hit.start) - 1, sentence.first), sentence.last - 1)
        if hit.rule.upos and reading.tokens[token].upos not in hit.rule.upos:
            continue
        connective = _connective(rules, text[max(sentence.span.start, hit.start - _REACH_BACK) : hit.start])
        spoken = _last_context(rows, context, sentence.index)
        direction = _direction(reading, rules, token, hit, connective)
        standing = Standing(published, spoken.first, spoken.days, spoken.day_near(sentence.index, published), direction)
        moment = reckon(hit.rule.does, hit.parts, dict(hit.rule.options), standing)
        if moment:
            rows.append(_Found(hit, hit.start, hit.end, moment, standing, connective))
    return _paired(text, rules, _merged(text, rules, rows))


def _direction(reading: Reading, rules: Grammar, token: int, hit: Hit, connective: str | None) -> int:
    """Which way to look for the day that is meant. A deadline lies ahead; a day that owns a noun ("Friday's test") follows no verb."""
    if "owner" in hit.parts:
        return 0
    if connective in ("until", "by", "within") and hit.rule.does == "weekday":
        return 1
    return direction_at(reading, token, rules)


def _connective(rules: Grammar, before: str) -> str | None:
    return next((does for does, pattern in rules.connectives if pattern.search(before)), None)


def _last_context(rows: list[_Found], context: _Context, sentence: int) -> _Context:
    """The last time spoken of, which "the next day" is told from."""
    for row in rows:
        covered = cal.edtf_interval(row.moment.edtf) if not row.moment.part and row.moment.edtf and ".." not in row.moment.edtf else None
        if covered:
            days = (covered[1] - covered[0]).days + 1
            context = replace(context, first=covered[0], days=days)
            if days <= 2:
                context = replace(context, day=covered[0], sentence=sentence)
    return context


def _merged(text: str, rules: Grammar, rows: list[_Found]) -> list[_Found]:
    """Clock times and parts of the day joined to the day beside them; those that may not stand alone are dropped."""
    out: list[_Found] = []
    for row in rows:
        previous = out[-1] if out else None
        if previous and previous.moment.part != row.moment.part and _adjoin(text, rules, previous, row):
            out[-1] = _merge(previous, row)
        else:
            out.append(row)
    return [row for row in out if row.hit.solid]


def _adjoin(text: str, rules: Grammar, first: _Found, second: _Found) -> bool:
    gap = text[first.end : second.start]
    day = second.moment if first.moment.part else first.moment
    return (not gap.strip() or bool(rules.joins["merge"].fullmatch(gap))) and day.type in _POINTS and len(day.value.partition("T")[0]) == 10


def _merge(first: _Found, second: _Found) -> _Found:
    day, clock = (second.moment, first.moment) if first.moment.part else (first.moment, second.moment)
    value = f"{day.value.partition('T')[0]}T{clock.value.partition('T')[2]}"
    solid = replace(first.hit, solid=True)
    return replace(first, hit=solid, end=second.end, moment=replace(day, type="time", value=value))


def _paired(text: str, rules: Grammar, rows: list[_Found]) -> list[_Found]:
    """Pairs made intervals: "from X to Y", "between X and Y", "X-Y"; both ends carry the whole."""
    out = list(rows)
    for i in range(len(out) - 1):
        first, second = out[i], out[i + 1]
        kind = first.connective if first.connective in ("from", "between", "since") else "range"
        gap = text[first.end : second.start]
        pattern = rules.joins["from" if kind == "since" else kind]
        if first.joined or not pattern.fullmatch(gap) or first.moment.type not in _POINTS or second.moment.type not in _POINTS:
            continue
        out[i], out[i + 1] = _pair(first, second)
    return out


def _pair(first: _Found, second: _Found) -> tuple[_Found, _Found]:
    first, second = _agreed(first, second)
    a, b = first.moment.edge or first.moment.edtf, second.moment.edge or second.moment.edtf
    whole = cal.between(a, b) if a and b else None
    if whole is None:
        return first, second
    return tuple(replace(f, moment=replace(f.moment, edtf=whole), joined=True) for f in (first, second))  # type: ignore[return-value]


def _agreed(first: _Found, second: _Found) -> tuple[_Found, _Found]:
    """The ends reckoned from each other: "March to May 2023" is one year, "November 2023 to March" runs on."""
    if first.moment.floating and not second.moment.floating:
        return _told_from(first, second, last=True), second
    if second.moment.floating:
        return first, _told_from(second, first, last=False)
    return first, second


def _told_from(row: _Found, other: _Found, last: bool) -> _Found:
    covered = cal.edtf_interval(other.moment.edtf)
    if covered is None or other.moment.anchor == CONTEXT:
        return row
    standing = replace(row.standing, published=covered[1] if last else covered[0], direction=-1 if last else 1)
    moment = reckon(row.hit.rule.does, row.hit.parts, dict(row.hit.rule.options), standing)
    return replace(row, moment=replace(moment, anchor=row.moment.anchor or other.moment.anchor)) if moment else row


def _mention(reading: Reading, row: _Found, published: date | None) -> TimeMention:
    moment = row.moment if row.joined else _connected(row, published)
    span = reading.document.span(row.start, row.end)
    covered = cal.edtf_interval(moment.edtf) if moment.type in _POINTS else None
    edtf = moment.edtf if covered and covered[0].year <= _LAST_YEAR else None
    anchor = PUBLISHED if moment.anchor == "near" else moment.anchor
    return TimeMention(span, moment.type, moment.value, edtf, anchor)


def _connected(row: _Found, published: date | None) -> Moment:
    """The moment with what its connective makes of it."""
    moment = row.moment
    edtf = moment.edge or moment.edtf
    if moment.type == "duration":
        return _told_length(row, published)
    if moment.type not in _POINTS or moment.edtf is None or edtf is None or "/.." in edtf or row.hit.parts.keys() & _RANGED:
        return moment
    if row.connective in ("since", "from", "after"):
        # the end of the document's day is where the source stops knowing
        return replace(moment, edtf=cal.since(edtf, published), anchor=moment.anchor or PUBLISHED)
    if row.connective in ("until", "by", "within", "before"):
        return replace(moment, edtf=cal.until(edtf, published, open_start=row.connective == "before"), anchor=moment.anchor or PUBLISHED)
    if row.connective == "around" and "owner" not in row.hit.parts:
        return replace(moment, edtf=approximate(moment.edtf))
    return moment


def _told_length(row: _Found, published: date | None) -> Moment:
    """A length that is a time after all: "within two weeks", "da tre mesi"."""
    ahead = {"within": 1, "since": -1}.get(row.connective or "", 0)
    if ahead == 0 or (ahead > 0 and row.standing.direction < 0):
        return row.moment
    edtf = reach(row.hit.parts, published, ahead)
    return replace(row.moment, type="date", edtf=edtf, anchor=PUBLISHED) if edtf else row.moment
