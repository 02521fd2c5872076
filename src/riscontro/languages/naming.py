"""Names of states, goods, units and dates in the user's language, and the sentences shown to users.

States and dates come from CLDR through Babel; everything else stands in `<ui>/interface.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from riscontro.errors import UnknownParty
from riscontro.languages import LANGUAGES, table
from riscontro.languages.edtf import bounds

_SEASONS = ("21", "22", "23", "24")
"""EDTF's codes from spring to winter."""
_NO_STATES = {"ZZ", "XA", "XB", "QO", "EZ"}


@dataclass(frozen=True, slots=True)
class Phrases:
    """What to say in one language of the interface; `say("key", n=2)` gives the sentence of that key."""

    ui: str = "en"

    def __call__(self, key: str, /, **facts: object) -> str:
        """The sentence, filled in; `<key>-one` is taken where `n` is 1."""
        rows = self._rows("phrases")
        chosen = f"{key}-one" if facts.get("n") == 1 and f"{key}-one" in rows else key
        return rows[chosen].format(**{k: self.number(v) if isinstance(v, int | float) else v for k, v in facts.items()})

    def party(self, code: str) -> str:
        """The name of a state or body; words that are no code stay as they are."""
        known = self._rows("bodies").get(code) or _territories(self.ui).get(code)
        return known or code

    def goods(self, code: str) -> str:
        """The name of a goods code; the nearest parent's where it has none of its own."""
        rows = self._rows("goods")
        while code and code not in rows:
            code = code.rpartition(".")[0]
        return rows.get(code, rows["none"])

    def outcome(self, outcome: str) -> str:
        """How a vote, deal, sanction or launch ended, in words; an outcome without a name stays as it is."""
        return self._rows("outcomes").get(outcome, outcome)

    def unit(self, unit: str, amount: float | None = None) -> str:
        """The name of a unit, singular for one."""
        rows = self._rows("units")
        return rows.get(f"{unit}-one" if amount == 1 else unit, unit)

    def number(self, value: float) -> str:
        """A number with the separators of the language."""
        return format_decimal(value, locale=self.ui)

    def listed(self, words: Iterable[str]) -> str:
        """`a, b and c`."""
        return format_list(list(words), locale=self.ui)

    def when(self, edtf: str | None) -> str:
        """An EDTF date in words; what cannot be put in words stays as it is."""
        if edtf is None:
            return self("undated")
        first, slash, last = edtf.partition("/")
        if not slash:
            return self._day(first)
        if last in ("..", ""):
            return self("from-on", start=self._day(first))
        if first in ("..", ""):
            return self("until", end=self._day(last))
        return f"{self._day(first)} – {self._day(last)}"

    def _day(self, edtf: str) -> str:
        known = bounds(edtf)
        bare = edtf.strip("~?%")
        if known is None or known[0] is None:
            return edtf
        about = self("about-date", date="{}") if bare != edtf else "{}"
        if len(bare) == 10 and bare[5:7].isdigit():
            return about.format(format_date(known[0], "long", locale=self.ui))
        if len(bare) == 7 and bare[5:].isdigit() and int(bare[5:]) <= 12:
            return about.format(format_skeleton("yMMMM", known[0], locale=self.ui))
        if len(bare) == 7 and bare[5:] in _SEASONS:
            return about.format(self(f"season-{bare[5:]}", year=bare[:4]))
        return about.format(bare)

    def _rows(self, name: str) -> dict[str, str]:
        rows: dict[str, str] = table(self.ui, "interface")[name]
        return rows


@cache
def _territories(ui: str) -> dict[str, str]:
    names = Locale.parse(ui).territories
    return {code: name for code, name in names.items() if len(code) == 2 and code not in _NO_STATES}


@cache
def _codes() -> dict[str, str]:
    """Every code and every name in every language of the interface, case folded, with its code."""
    found: dict[str, str] = {}
    for ui in LANGUAGES:
        for code, name in {**_territories(ui), **table(ui, "interface")["bodies"]}.items():
            found[code.casefold()] = found[name.casefold()] = code
    return found


def is_state(code: str) -> bool:
    """Whether a code is that of a state (bodies such as EU or UN are none)."""
    return code in _territories(LANGUAGES[0]) and code not in table(LANGUAGES[0], "interface")["bodies"]


def goods_codes() -> frozenset[str]:
    """Every goods code that has a name."""
    return frozenset(table(LANGUAGES[0], "interface")["goods"]) - {"none"}


def party_code(text: str) -> str:
    """The code of a state or body given by code or name (`RU`, `ru`, `Russia`, `Corea del Nord`).

    Raises:
        UnknownParty: no state or body bears it.
    """
    codes = _codes()
    folded = text.strip().casefold()
    if folded in codes:
        return codes[folded]
    near = get_close_matches(folded, codes, n=1, cutoff=0.75)
    hint = f" Did you mean {codes[near[0]]} ({Phrases().party(codes[near[0]])})?" if near else ""
    raise UnknownParty(
        f"{text!r}: no state or body bears this code or name.", f"Give an ISO 3166-1 code such as RU or KP, or UN, EU, NATO.{hint}"
    )
