"""What a sentence leaves out and the ones before it tell: sides, goods, imposers, what a denial denies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from riscontro.extract import extract_claims
from riscontro.model import Claim, Reading


def told(read: Callable[..., Reading], language: str, text: str, kind: str) -> list[str]:
    """The claims of the kind in short: sides, goods, polarity."""
    return [short(c) for c in extract_claims(read(text, language, "2024-06-19")) if c.kind == kind]


def short(claim: Claim) -> str:
    """`KP>RU arms.missile affirmed`."""
    sides = (",".join(p.state or p.id or p.name for p in side) for side in (claim.actor, claim.counterpart))
    return " ".join(part for part in (">".join(sides), ",".join(claim.goods), str(claim.polarity)) if part)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("it", "Secondo Seul, Pyongyang ha inviato soldati a Mosca. Il Nord ne ha mandati circa 11.000.", "KP>RU people.troops affirmed"),
        ("en", "Iran will sell four tankers of crude to Venezuela. The deliveries will begin in May.", "IR>VE energy.oil affirmed"),
        ("it", "La Russia venderà due radar all'India. La consegna terminerà in settembre.", "RU>IN tech.military affirmed"),
        ("en", "The talks with Venezuela went on for a week. Russia may send technicians.", "RU>VE people.experts affirmed"),
    ],
)
def test_what_is_left_out_of_a_transfer(read: Any, language: str, text: str, wanted: str) -> None:
    """Goods under a pronoun or number, a delivery taken up again, the one other state spoken of."""
    assert told(read, language, text, "transfer")[-1] == wanted


def test_containers_do_not_take_over_goods(read: Any) -> None:
    """A count of containers says nothing of contents, whatever passed before."""
    text = "North Korea has sent shells to Russia. Moscow shipped food to Pyongyang. North Korea has sent 600 containers to Russia."
    assert told(read, "en", text, "transfer")[-1] == "KP>RU affirmed"


def test_sanctions_share_their_imposer(read: Any) -> None:
    """Sanctions told of without an imposer are those of the power that imposed them elsewhere in the text."""
    text = "The United States imposed sanctions on Iran in May. Further sanctions against Iran may follow."
    assert set(told(read, "en", text, "sanction")) == {"US>IR affirmed"}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "North Korea sent shells to Russia. It fired two missiles on Monday. Moscow and Pyongyang deny any arms trade.",
            ["transfer"],
        ),
        (
            "it",
            "Pyongyang ha spedito 6.700 container in Russia. Pyongyang e Mosca hanno smentito qualsiasi fornitura di armi.",
            ["transfer"],
        ),
    ],
)
def test_a_denial_is_of_what_it_names(read: Any, language: str, text: str, wanted: list[str]) -> None:
    """Not of the last thing told, but of the kind and the goods that its own words name."""
    denied = [c for c in extract_claims(read(text, language, "2024-06-19")) if c.polarity == "denied"]
    assert [(str(c.kind), c.goods) for c in denied] == [(kind, ("arms",)) for kind in wanted]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Resolutions forbid North Korea to sell weapons."),
        ("it", "Le risoluzioni vietano alla Corea del Nord di vendere armi."),
        ("en", "The resolution allows North Korea to import 500,000 barrels of oil."),
        ("it", "La risoluzione consente a Pyongyang di importare al massimo 500.000 barili di petrolio."),
    ],
)
def test_what_a_rule_forbids_or_permits_is_no_transfer(read: Any, language: str, text: str) -> None:
    """A rule says nothing of what was done."""
    assert told(read, language, text, "transfer") == []


def test_the_accused_stands_behind_the_verb(read: Any) -> None:
    """An Italian verb of accusation with its subject left out and one name behind it."""
    assert "GE>RU affirmed" in told(read, "it", "La Georgia ha respinto le accuse. Ha incolpato inoltre la Russia.", "oppose")


def test_one_event_has_one_day(read: Any) -> None:
    """A launch told of again without its day has the one day given; a second launch of other goods has none."""
    text = "North Korea fired a ballistic missile on 9 May 2024. Tokyo condemned the test of the ballistic missile. North Korea launched a satellite."
    found = [c.when for c in extract_claims(read(text, "en", "2024-06-19")) if c.kind == "launch"]
    assert found == ["2024-05-09", "2024-05-09", None]
