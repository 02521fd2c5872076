"""Charts: what they show, in words too, and nothing in them but shapes and words."""

import itertools
import re
from xml.etree import ElementTree

import pytest

from making import KP, KR, RU, US, amount, article
from riscontro.languages.naming import Phrases
from riscontro.model import Dossier, Party, Polarity
from riscontro.queries import dossier_of as dossier
from riscontro.report.charts import SHADES, flows_chart, series_charts, svg

SHELLS = {"goods": ("arms.ammunition",), "when": "2023-09/2024-06"}
NASTY = Party('<script>alert(1)</script> & "Sons" url(http://x.y)')


def _made(*claims, ui: str = "en") -> Dossier:
    """Claims each in an article of its own, a month apart."""
    rows = [article(f"{i}.txt", (f"Number {i} of it.", {**SHELLS, **f}), published=f"2024-{i + 1:02d}-10") for i, f in enumerate(claims)]
    return dossier(rows, between=("KP", "RU"), ui=ui)


def rounds(figure: float, **facts):
    """Facts of a claim of so many rounds."""
    return {"quantities": (amount(figure, facts.pop("top", figure), "round", **facts),), "by": (KR,)}


def test_an_office_that_counts_on_is_a_series() -> None:
    """Two figures of one origin at two times are a chart, the other origin's figure in it."""
    (chart,) = series_charts(_made(rounds(2000), rounds(6700), {**rounds(3000), "by": (US,)}), Phrases())
    values = [(row["origin"], row["date"], row["value"]) for row in chart.spec["data"]["values"]]
    assert values == [("South Korea", "2024-01-10", 2000), ("South Korea", "2024-02-10", 6700), ("United States", "2024-03-10", 3000)]
    assert "South Korea, February 10, 2024: 6,700" in chart.told


@pytest.mark.parametrize(
    "claims",
    [
        [rounds(2000), {**rounds(3000), "by": (US,)}],
        [rounds(2000, kind="capacity"), rounds(3000, kind="capacity")],
        [rounds(2000)],
        [],
    ],
    ids=["one figure each", "capacities", "one figure", "nothing"],
)
def test_no_series_no_chart(claims) -> None:
    """Origins with one figure each count nothing on; what could be carried is no figure of what passed."""
    assert series_charts(_made(*claims), Phrases()) == ()


@pytest.mark.parametrize(
    ("low", "top", "label"),
    [(5000, None, "≥ 5,000"), (None, 5000, "≤ 5,000"), (5000, 5000, "5,000")],
)
def test_a_bound_is_marked(low, top, label: str) -> None:
    """A lower or an upper bound is told from a figure."""
    facts = {"quantities": (amount(low, top, "round"),), "by": (KR,)}
    (chart,) = series_charts(_made(rounds(1000), facts), Phrases())
    assert chart.spec["data"]["values"][1]["label"] == label


def test_flows_go_both_ways() -> None:
    """Each direction has its rows, with rung and origins, and the description tells them all."""
    made = _made(
        {"by": (KR,)},
        {"by": (US,)},
        {"by": (RU,), "polarity": Polarity.DENIED, "denial": "categorical"},
        {"actor": (RU,), "counterpart": (KP,), "goods": ("food",), "by": (KR,)},
    )
    (chart,) = flows_chart(made, Phrases())
    rows = {(row["way"], row["goods"]): row["label"] for row in chart.spec["data"]["values"]}
    assert rows == {
        ("From North Korea to Russia", "ammunition"): "2 · corroborated, disputed",
        ("From Russia to North Korea", "food"): "1 · reported",
    }
    assert all(label in chart.told for label in rows.values())


def test_a_direction_without_flows_says_so() -> None:
    """Where one side is said to get nothing, its half of the chart is there and says it."""
    (chart,) = flows_chart(_made({"by": (KR,)}), Phrases())
    assert "From Russia to North Korea, ammunition: nothing said" in chart.told


def test_nothing_that_passes_is_no_chart() -> None:
    """An empty dossier has no bars."""
    assert flows_chart(_made(), Phrases()) == ()


def test_shades_rise_with_the_rungs() -> None:
    """In grey, each rung is darker than the one below it."""
    light = [sum(w * int(shade[i : i + 2], 16) for w, i in ((0.3, 1), (0.59, 3), (0.11, 5))) for shade in SHADES.values()]
    assert all(a - b > 15 for a, b in itertools.pairwise(light))


def _drawn(ui: str = "en") -> list[ElementTree.Element]:
    made = _made(rounds(2000), rounds(6700), {**rounds(1), "by": (NASTY,)}, {**rounds(9), "by": (NASTY,)}, ui=ui)
    return [ElementTree.fromstring(svg(chart)) for chart in (*flows_chart(made, Phrases(ui)), *series_charts(made, Phrases(ui)))]


def test_a_drawing_is_told_to_those_who_do_not_see_it() -> None:
    """Title and description stand first and name the picture."""
    for root in _drawn():
        title, desc = list(root)[:2]
        assert (root.get("role"), root.get("aria-labelledby")) == ("img", f"{title.get('id')} {desc.get('id')}")
        assert title.text
        assert desc.text


def test_a_drawing_holds_nothing_but_shapes_and_words() -> None:
    """No script, link, style or address, whatever an origin calls itself; its name is words."""
    texts = []
    for root in _drawn():
        for element in root.iter():
            assert element.tag.rpartition("}")[2] in {
                "svg",
                "g",
                "path",
                "text",
                "tspan",
                "rect",
                "line",
                "circle",
                "defs",
                "clipPath",
                "title",
                "desc",
            }
            assert not any(k.startswith("on") or "href" in k or k == "style" for k in element.attrib)
            assert "http" not in " ".join(element.attrib.values())
            texts.append(element.text or "")
    assert any("<script>alert(1)</script>" in text for text in texts)


def test_ids_of_drawings_are_apart() -> None:
    """Two drawings on one page share no id."""
    ids = [element.get("id") for root in _drawn() for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_the_same_chart_is_the_same_bytes() -> None:
    """A chart drawn again is drawn alike."""
    (chart,) = flows_chart(_made({"by": (KR,)}), Phrases())
    assert svg(chart) == svg(chart)


def test_months_and_figures_are_italian_where_asked() -> None:
    """Dates and separators are those of the language."""
    words = " ".join(element.text or "" for root in _drawn("it") for element in root.iter())
    assert re.search(r"\bfeb\b", words, re.I)
    assert "6.700" in words
