"""Measures that findings are held against: mandates, their provisions, the holdings, and the running sums of caps.

A mandate is data (see mandates/*.toml). Words of it that people read stand in every language of the interface.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from riscontro.model.ledger import Citation, Ground

Words = Mapping[str, str]
"""A sentence in each language of the interface, by the language's code."""


class Direction(StrEnum):
    """What a provision forbids: that the watched party gives (export), gets (supply), either, launches, or nothing that passes."""

    EXPORT = "export"
    SUPPLY = "supply"
    BOTH = "both"
    LAUNCH = "launch"
    NONE = "none"


class Bearer(StrEnum):
    """Who must keep a provision: the watched party itself, or all other states."""

    WATCHED = "watched"
    OTHERS = "others"


class Verdict(StrEnum):
    """Whether an element of a provision is met by what is claimed."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """How an amount under a cap is known: stated by a side to the supply, put forward by another, or estimated."""

    DECLARED = "declared"
    ALLEGED = "alleged"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that may pass in a year, from all suppliers together.

    `begins` is the first day of the first year. `factors` turn other units into `unit` (one tonne = so many barrels) and
    `source` is the address where the factors are stated; units without a factor are left unconverted.
    """

    limit: float
    unit: str
    begins: str
    factors: Mapping[str, float] = field(default_factory=dict, hash=False)
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """One measure. `paragraph` is None unless it was checked against the text, so that an unchecked number is never printed.

    `goods` are codes, `excluded` those that it leaves out. Where `words` are given, the codes reach further than the provision:
    only a claim with one of the words is known to fall under it. `condition` and `exemption` are what no report settles.
    `text` is the address of the official text, `checked` that of the text in which the paragraph was found.
    """

    id: str
    instrument: str
    annex: str | None
    paragraph: str | None
    bearer: tuple[Bearer, ...]
    direction: Direction
    goods: tuple[str, ...]
    interval: str
    says: Words = field(hash=False)
    text: str
    verified: bool
    checked: str | None = None
    excluded: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    condition: Words = field(default_factory=dict, hash=False)
    exemption: Words = field(default_factory=dict, hash=False)
    cap: Cap | None = None


@dataclass(frozen=True, slots=True)
class Mandate:
    """Whom a desk watches and by which standard.

    `watched` are the parties whose trade is looked at, `between` the two sides of a dossier unless others are named,
    `threshold` the number of independent origins that corroborate, `factor` the ratio of two figures of one origin that is
    warned of. `limits` says what the mandate leaves out.
    """

    id: str
    name: Words = field(hash=False)
    instrument: Words = field(hash=False)
    limits: Words = field(hash=False)
    watched: tuple[str, ...]
    between: tuple[str, str]
    threshold: int
    factor: int
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """One element of a provision held against a finding: which, whether it is met, and why."""

    __test__ = False

    element: str
    verdict: Verdict
    ground: Ground


@dataclass(frozen=True, slots=True)
class Holding:
    """A finding held against one provision, element by element."""

    provision: Provision
    tests: tuple[Test, ...]

    @property
    def verdict(self) -> Verdict:
        """Not met if any element is not; unknown if any is unknown; else met: it would breach, if established."""
        found = {test.verdict for test in self.tests}
        return next(v for v in (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET) if v in found)


@dataclass(frozen=True, slots=True)
class CapShare:
    """What one supplier (None: not named) is said to have supplied in a year: from `low` to `high`, None where that is open."""

    supplier: str | None
    low: float
    high: float | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class CapSum:
    """The running sum of one cap in one year, for one basis; `passed` are the claims whose figures are not added.

    `grounds` say how it was made and how it stands to the limit.
    """

    provision: Provision
    period: str
    basis: Basis
    low: float
    high: float | None
    shares: tuple[CapShare, ...]
    passed: tuple[Citation, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class CapAccount:
    """All sums under one cap, and the amounts that no sum holds, each group with its reason."""

    provision: Provision
    sums: tuple[CapSum, ...]
    left: tuple[tuple[Ground, tuple[Citation, ...]], ...]
