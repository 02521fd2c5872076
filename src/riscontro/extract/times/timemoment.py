"""Where a time expression stands and what it comes to: the nouns that the reckonings share, and helpers of both kinds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from riscontro.extract.times import calendar as cal

Parts = dict[str, str]
PUBLISHED, CONTEXT = "published", "context"
STEPS = {"last": -1, "this": 0, "next": 1, "before": -1, "that": 0, "after": 1}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an expression stands: the document's day, the time last spoken of, and which way the clause looks.

    `context` is the first day of that time, `context_days` how many it covers, `day_spoken_of` the same day where it was
    one and stood close by. `direction` is -1 for the past, 1 for the future, 0 where the clause does not tell.
    """

    published: date | None
    context: date | None = None
    context_days: int = 1
    day_spoken_of: date | None = None
    direction: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """A time reckoned. `floating` is true where its year or week was inferred; `edge` is its beginning or end where one was named."""

    type: str
    value: str
    edtf: str | None = None
    anchor: str | None = None
    floating: bool = False
    edge: str | None = None
    part: bool = False


def year_of(parts: Parts, at: Standing) -> int | None:
    """The year that is written, or that "of last year" means."""
    if "year" in parts:
        return int(parts["year"])
    if "yearrelation" in parts and at.published:
        return at.published.year + STEPS[parts["yearrelation"]]
    return None


def with_edge(moment: Moment, mod: str | None) -> Moment:
    """The moment with its first, middle or last month (of a year) or day (of anything shorter) as its edge."""
    covered = cal.edtf_interval(moment.edtf)
    if covered is None or mod not in ("START", "MID", "END"):
        return moment
    first, last = covered
    day = {"START": first, "MID": first + (last - first) / 2, "END": last}[mod]
    return replace(moment, edge=cal.edtf_of(day, "M" if (last - first).days > 40 else "D"))


def approximate(edtf: str | None) -> str | None:
    """The date with EDTF's `~` on each end that is given."""
    if edtf is None:
        return None
    return "/".join(p if p in ("..", "") or p.endswith("~") else p + "~" for p in edtf.split("/"))
