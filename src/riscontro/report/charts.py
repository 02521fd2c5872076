"""Figures where people would rather look: how one office counted on, and what passes both ways.

A chart is data (a Vega-Lite specification and its words) until a page is set; `svg` draws it, without any network. Every chart says in
its description what it shows, and tells its series apart without colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from riscontro.languages.edtf import bounds
from riscontro.languages.naming import Phrases
from riscontro.model import Amount, Dossier, Finding, Quantity, Rung
from riscontro.report.columns import origin_name, spoken_on
from riscontro.report.page import Chart, plain

MOST = 12
"""Rows of a chart of flows; the columns have all."""

SHADES = {
    Rung.DENIED_ONLY: "#d5d9dc",
    Rung.SPECULATED: "#bcc6ce",
    Rung.REPORTED: "#8fa5b6",
    Rung.CORROBORATED: "#557997",
    Rung.DOCUMENTED: "#31597a",
    Rung.ADMITTED: "#143a57",
}
"""From light to dark as a finding rises, so that the order can be seen in grey."""

_LINES = ("#143a57", "#9a6b00", "#6b7f8d", "#83509b")
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
_SMALL = {"labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"}
_CONFIG = {
    "font": "Libertinus Serif, Georgia, serif",
    "background": "white",
    "view": {"stroke": None},
    "axis": {**_SMALL, "gridColor": "#e4e4e0", "domainColor": "#888", "tickColor": "#888"},
    "legend": {"labelFontSize": 11, "labelLimit": 220, "orient": "bottom", "title": None},
    "header": {"labelFontSize": 12, "labelFontWeight": "bold", "labelLimit": 0, "labelAnchor": "start"},
    "text": {"fontSize": 11},
}
Spec = dict[str, Any]


def flows_chart(dossier: Dossier, say: Phrases) -> tuple[Chart, ...]:
    """What passes both ways: for each family of goods the best established finding and its origins; none where nothing does."""
    ways = ((dossier.there, dossier.between), (dossier.back, dossier.between[::-1]))
    titles = [say("column", giver=say.party(one), receiver=say.party(two)) for _, (one, two) in ways]
    rows = [row for (findings, _), title in zip(ways, titles, strict=True) for row in _best(findings, title, say)]
    if not rows:
        return ()
    silent = [title for title in titles if title not in {row["way"] for row in rows}]
    rows += [{**rows[0], "way": title, "count": 0, "label": say("chart-nothing")} for title in silent]
    goods = list(dict.fromkeys(row["goods"] for row in sorted(rows, key=lambda r: (-r["rank"], -r["count"], r["goods"]))))[:MOST]
    shown = [row for row in rows if row["goods"] in goods]
    told = "; ".join(f"{row['way']}, {row['goods']}: {row['label']}" for row in shown)
    return (Chart("flows", say("chart-flows"), say("chart-flows-told", told=told), say("locale"), _flows_spec(shown, goods, titles, say)),)


def _best(findings: Iterable[Finding], way: str, say: Phrases) -> Iterator[Spec]:
    """One row for each family: findings stand best established first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.event.family, []).append(finding)
    for family, rows in groups.items():
        first = rows[0]
        rung = say(f"rung-{first.rung.replace(' ', '-')}")
        disputed = (say("disputed"),) if first.disputed else ()
        several = f" ({say('chart-findings', n=len(rows))})" if len(rows) > 1 else ""
        yield {
            "way": way,
            "goods": say.goods(family),
            "count": first.count,
            "rung": rung,
            "rank": list(Rung).index(first.rung),
            "label": f"{first.count} · {', '.join((rung, *disputed))}{several}",
        }


def _flows_spec(rows: list[Spec], goods: list[str], titles: list[str], say: Phrases) -> Spec:
    rungs = {say(f"rung-{rung.replace(' ', '-')}"): shade for rung, shade in SHADES.items()}
    top = max(row["count"] for row in rows)
    y = {"field": "goods", "type": "nominal", "sort": goods, "title": None, "axis": {"labelLimit": 190, "ticks": False, "domain": False}}
    x = {"field": "count", "type": "quantitative", "title": say("chart-count"), "scale": {"domain": [0, max(3, top * 2.4)]}}
    ticks = {"values": list(range(top + 1)), "format": "d"}
    color = {"field": "rung", "type": "nominal", "scale": {"domain": list(rungs), "range": list(rungs.values())}, "legend": None}
    bar = {"mark": {"type": "bar", "height": 13}, "encoding": {"x": {**x, "axis": ticks}, "y": y, "color": color}}
    text = {"mark": {"type": "text", "align": "left", "dx": 5}, "encoding": {"x": {**x, "axis": ticks}, "y": y, "text": {"field": "label"}}}
    facet = {"column": {"field": "way", "type": "nominal", "sort": titles, "title": None}}
    return {"data": {"values": rows}, "facet": facet, "spec": {"width": 330, "height": {"step": 24}, "layer": [bar, text]}}


def series_charts(dossier: Dossier, say: Phrases) -> tuple[Chart, ...]:
    """How figures moved, over all findings of one way and family: a chart for each unit in which an origin gave two at different times."""
    found: dict[tuple[str, str, str, str], list[tuple[str, str, float, str]]] = {}
    for finding in (*dossier.there, *dossier.back):
        cited = {o.key: o.citations[0] for o in finding.origins if o.citations}
        for amount in finding.amounts:
            if amount.quantity.kind != "capacity" and bounds(spoken_on(amount.citation)):
                key = (*finding.event.sides, finding.event.family, amount.quantity.unit)
                origin = origin_name(amount.origin, cited.get(amount.origin, amount.citation), say)
                found.setdefault(key, []).append((origin, *_point(amount, say)))
    charts = (_series(f"series-{i}", key, points, say) for i, (key, points) in enumerate(found.items(), 1))
    return tuple(chart for chart in charts if chart)


def _series(name: str, key: tuple[str, str, str, str], found: Iterable[tuple[str, str, float, str]], say: Phrases) -> Chart | None:
    giver, receiver, family, unit = key
    points = sorted(set(found), key=lambda p: (p[1], p[0], p[2]))
    dates: dict[str, set[str]] = {}
    for origin, day, _, _ in points:
        dates.setdefault(origin, set()).add(day)
    if max(map(len, dates.values()), default=0) < 2:
        return None
    rows = [{"origin": origin, "date": day, "value": value, "label": label} for origin, day, value, label in points]
    told = "; ".join(f"{origin}, {say.when(day)}: {label}" for origin, day, _, label in points)
    way = say("column", giver=say.party(giver), receiver=say.party(receiver))
    title = say("chart-series", way=way, goods=say.goods(family), unit=say.unit(unit))
    return Chart(name, title, say("chart-series-told", told=told), say("locale"), _series_spec(rows, list(dates), say.unit(unit)))


def _point(amount: Amount, say: Phrases) -> tuple[str, float, str]:
    """The day on which a figure was given, the figure, and how it is written."""
    known = bounds(spoken_on(amount.citation))
    day = (known and (known[0] or known[1])) or ""
    value, mark = _figure(amount.quantity)
    return str(day), value, f"{mark}{say.number(value)}"


def _figure(quantity: Quantity) -> tuple[float, str]:
    """The bound that is put forward, marked as a lower, an upper or a rough one."""
    if quantity.min is None:
        return quantity.max or 0.0, "≤ "
    return quantity.min, "≥ " if quantity.max is None else "~ " if quantity.approximate else ""


def _series_spec(rows: list[Spec], origins: list[str], unit: str) -> Spec:
    colors = [each for _, each in zip(origins, _cycle(_LINES), strict=False)]
    dashes = [each for _, each in zip(origins, _cycle(_DASHES), strict=False)]
    months = {"format": "%b %Y", "tickCount": 5, "labelOverlap": True}
    top = max(row["value"] for row in rows)
    x = {"field": "date", "type": "temporal", "title": None, "scale": {"padding": 28}, "axis": months}
    y = {"field": "value", "type": "quantitative", "title": unit, "scale": {"domain": [0, top * 1.18 or 1]}, "axis": {"tickCount": 4}}
    color = {"field": "origin", "type": "nominal", "scale": {"domain": origins, "range": colors}}
    dash = {"field": "origin", "type": "nominal", "scale": {"domain": origins, "range": dashes}}
    line = {"mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 1.6}, "encoding": {"color": color, "strokeDash": dash}}
    point = {"mark": {"type": "point", "filled": True, "size": 45, "opacity": 1}, "encoding": {"color": color}}
    text = {"mark": {"type": "text", "dy": -10}, "encoding": {"text": {"field": "label"}}}
    return {"data": {"values": rows}, "width": 360, "height": 150, "encoding": {"x": x, "y": y}, "layer": [line, point, text]}


def _cycle(values: Sequence[Any]) -> Iterator[Any]:
    while True:
        yield from values


_KEPT = frozenset({"svg", "g", "path", "text", "tspan", "rect", "line", "circle", "defs", "clipPath", "title", "desc"})
_DROPPED = ("on", "aria-", "role", "class", "pointer-events", "href")


def svg(chart: Chart) -> str:
    """The chart as SVG with a title and a description, nothing in it but shapes and words, the same bytes each time."""
    import vl_convert

    spec = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", **chart.spec, "config": _CONFIG}
    options: dict[str, Any] = {"format_locale": chart.locale, "time_format_locale": chart.locale, "allowed_base_urls": []}
    drawn = vl_convert.vegalite_to_svg(spec, **options)
    root = ElementTree.fromstring(drawn)
    _clean(root, chart.id, {})
    root.attrib |= {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-labelledby": f"{chart.id}-title {chart.id}-desc"}
    for tag, words in (("desc", chart.told), ("title", chart.title)):
        element = ElementTree.Element(tag, {"id": f"{chart.id}-{tag}"})
        element.text = plain(words)
        root.insert(0, element)
    return ElementTree.tostring(root, encoding="unicode")


def _clean(element: ElementTree.Element, name: str, ids: dict[str, str]) -> None:
    """Keeps shapes and words, without scripts, links and styles; ids are numbered within the chart."""
    element.tag = element.tag.rpartition("}")[2]
    kept: Mapping[str, str] = {k: v for k, v in element.attrib.items() if not k.rpartition("}")[2].startswith(_DROPPED)}
    element.attrib = {key: _renamed(key, value, name, ids) for key, value in kept.items()}
    for child in list(element):
        if child.tag.rpartition("}")[2] in _KEPT:
            _clean(child, name, ids)
        else:
            element.remove(child)


def _renamed(key: str, value: str, name: str, ids: dict[str, str]) -> str:
    def new(old: str) -> str:
        return ids.setdefault(old, f"{name}-{len(ids) + 1}")

    return new(value) if key == "id" else re.sub(r"url\(#([^)]+)\)", lambda m: f"url(#{new(m[1])})", value)
