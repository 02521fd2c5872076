"""The mandates that come with the program prove themselves, and those of others are read the same way."""

import ast
import re
from pathlib import Path

import pytest

import riscontro
from riscontro.errors import BadMandate, UnknownMandate
from riscontro.languages import LANGUAGES
from riscontro.languages.edtf import bounds, interval
from riscontro.languages.naming import goods_codes, is_state
from riscontro.mandates import load_mandate, mandate_for, mandates
from riscontro.model import Direction

SHIPPED = {name: load_mandate(name) for name in mandates()}
PROVISIONS = [pytest.param(p, id=p.id) for m in SHIPPED.values() for p in m.provisions]

OWN = """
watched = ["BY"]
between = ["BY", "RU"]
threshold = 3
factor = 5
name = { en = "A desk's own", it = "Uno proprio" }
instrument = { en = "Decision", it = "Decisione" }
limits = { en = "All else.", it = "Tutto il resto." }
instruments = { "7 (2020)" = { adopted = "2020-01-02", text = "https://example.org/7" } }
[[provision]]
id = "7-arms"
instrument = "7 (2020)"
paragraph = "3"
verified = false
bearer = ["others"]
direction = "supply"
goods = ["arms"]
says = { en = "No arms.", it = "Niente armi." }
"""


@pytest.mark.parametrize("provision", PROVISIONS)
def test_goods_of_a_provision_exist(provision) -> None:
    """Every code, left out or not, has a name; what nothing passes under has none."""
    assert {*provision.goods, *provision.excluded} <= goods_codes()
    assert bool(provision.goods) == (provision.direction is not Direction.NONE)


@pytest.mark.parametrize("provision", PROVISIONS)
def test_dates_of_a_provision_are_edtf(provision) -> None:
    """The interval begins on a day and does not end before it; a cap's first year begins within it."""
    assert (bounds(provision.interval) or (None, None))[0] is not None
    if provision.cap:
        assert interval(provision.cap.begins)[0] >= interval(provision.interval)[0]


@pytest.mark.parametrize("provision", PROVISIONS)
def test_a_provision_speaks_every_language(provision) -> None:
    """Each sentence stands in both languages of the interface, in words that differ."""
    for words in (provision.says, provision.condition, provision.exemption):
        assert not words or (set(words) == set(LANGUAGES) and len(set(words.values())) == len(LANGUAGES))
    assert not provision.words or set(provision.words) == set(LANGUAGES)


@pytest.mark.parametrize("provision", PROVISIONS)
def test_only_a_checked_paragraph_has_a_number(provision) -> None:
    """An unverified number never reaches the noun, so that nothing can print it; no sentence names one either."""
    assert (provision.paragraph is not None) == provision.verified == (provision.checked is not None)
    if not provision.verified:
        assert not re.search(r"paragra(?:ph|fo) \d", " ".join((*provision.says.values(), *provision.exemption.values())))


@pytest.mark.parametrize("mandate", SHIPPED.values(), ids=SHIPPED)
def test_parties_of_a_mandate_are_states(mandate) -> None:
    """Those watched and the two sides bear codes of states, and one of the sides is watched."""
    assert all(map(is_state, (*mandate.watched, *mandate.between)))
    assert set(mandate.watched) & set(mandate.between)


def test_the_two_subjects_watch_different_parties() -> None:
    """The mandates that come with the program are about different states."""
    watched = [code for mandate in SHIPPED.values() for code in mandate.watched]
    assert len(watched) == len(set(watched)) >= 2


def test_no_code_names_a_state() -> None:
    """No Python of the program holds the code of a state of any mandate as a text of its own."""
    states = {code for mandate in SHIPPED.values() for code in (*mandate.watched, *mandate.between)}
    found = []
    for path in Path(riscontro.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in states:
                found.append((path.name, node.lineno, node.value))
    assert found == []


def test_a_pair_finds_its_mandate() -> None:
    """The mandate made for two sides, else the only one that watches either; where two do, none is chosen."""
    assert mandate_for("KP", "RU") is SHIPPED["dprk"]
    assert mandate_for("CN", "KP") is SHIPPED["dprk"]
    assert mandate_for("RU", "IR") is SHIPPED["iran"]
    assert mandate_for("KP", "IR") is None
    assert mandate_for("FR", "US") is None


def _file(tmp_path: Path, text: str) -> str:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    """A path gives a mandate with the thresholds of that file; its unverified number is dropped."""
    mandate = load_mandate(_file(tmp_path, OWN))
    assert (mandate.id, mandate.threshold, mandate.factor, mandate.between) == ("own", 3, 5, ("BY", "RU"))
    assert (mandate.provisions[0].interval, mandate.provisions[0].paragraph) == ("2020-01-02/..", None)


def test_a_mandate_that_is_not_there_is_told() -> None:
    """The names that there are stand in the remedy."""
    with pytest.raises(UnknownMandate, match="dprk, iran"):
        load_mandate("no-such-mandate")


FAULTS = [
    ('watched = ["BY"]', 'watched = ["XX"]', "watched: XX is no state"),
    ('between = ["BY", "RU"]', 'between = ["BY"]', "not two sides"),
    ("threshold = 3", "threshold = 0", "threshold: this is not a whole number"),
    ("factor = 5", "", "factor is missing"),
    ('goods = ["arms"]', 'goods = ["arms.catapult"]', "arms.catapult is no goods code"),
    ('direction = "supply"', 'direction = "sideways"', "direction is none of"),
    ('bearer = ["others"]', 'bearer = ["nobody"]', "bearer is none of"),
    ('adopted = "2020-01-02"', 'adopted = "2020-13-02"', "'2020-13-02' is no date"),
    ("verified = false", "verified = true", "verified, yet without"),
    (', it = "Niente armi."', "", "says: this is not a text in each language"),
    ('paragraph = "3"', 'paragraf = "3"', "paragraf: there is no such field"),
    ('instrument = "7 (2020)"', 'instrument = "8 (2020)"', "8 .2020. is not in instruments"),
    ("[[provision]]", "[provision]", "provision: this is no"),
    (
        'goods = ["arms"]',
        'goods = ["arms"]\ncap = { limit = 5, unit = "barrel", begins = "soon", factors = { tonne = 7 } }',
        "without a source",
    ),
    ("factor = 5", "factor = ", "TOML"),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS, ids=[f[2] for f in FAULTS])
def test_a_faulty_file_is_refused_with_its_fault(tmp_path: Path, old: str, new: str, told: str) -> None:
    """Each kind of fault is named."""
    assert OWN.count(old)
    with pytest.raises(BadMandate, match=told):
        load_mandate(_file(tmp_path, OWN.replace(old, new, 1)))


def test_all_faults_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    """Nobody mends a file one refusal at a time."""
    with pytest.raises(BadMandate, match=r"XX is no state.*arms\.catapult"):
        load_mandate(_file(tmp_path, OWN.replace('["BY"]', '["XX"]').replace('["arms"]', '["arms.catapult"]')))
