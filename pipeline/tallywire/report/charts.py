"""Charts as inline SVG, drawn when the report is made: no script and no font is fetched to show them.

Colours are names of the style sheet's variables, so that a chart follows the page's light or dark theme.
"""

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import vl_convert
from markupsafe import Markup

#: Sources that get a colour and a shape of their own; the rest share one.
_NAMED = 5
_OTHERS, _NOBODY = "others", "no source named"
_COLOURS = [f"var(--series-{number})" for number in range(1, 8)]
_SHAPES = ["circle", "square", "diamond", "triangle-up", "cross", "triangle-down", "triangle-right"]
_GLYPHS = "●■◆▲✚▼▶"
#: Points that a chart can show without becoming a smear, and a page without becoming heavy.
DRAWN = 250
#: Marks on the axis of days; a series of no more days has one a day.
_TICKS = 6
#: A scale is logarithmic when its figures span more than this factor.
_LOG_FROM = 30

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_REFUSED = {"script", "foreignObject", "style", "image", "use", "iframe"}


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawn series, and its legend: glyph, number of the series colour, source."""

    svg: Markup
    legend: list[tuple[str, int, str]]


def timeline(points: pd.DataFrame, width: int = 620, height: int = 220) -> Timeline:
    """A series over time: a mark a figure, its bounds as a vertical line, the days on which it holds as a level one.

    An arrow stands for a bound that is open. Each mark links to its claim.
    """
    data = _drawn(chosen(points))
    who = _legend(data)
    chart = alt.layer(*_layers(data, who), width=width, height=height)
    return Timeline(_inline(_styled(chart)), [(_GLYPHS[n], n + 1, name) for n, name in enumerate(who)])


def chosen(points: pd.DataFrame) -> pd.DataFrame:
    """The points that are drawn: each figure of a source and day once, and of very many the surest."""
    distinct = points.drop_duplicates(["date", "date_from", "low", "high", "actor"])
    surest = distinct.sort_values("confidence", ascending=False, kind="stable").head(DRAWN)
    return surest.sort_index()


def _drawn(points: pd.DataFrame) -> pd.DataFrame:
    low, high = points["low"], points["high"]
    middle = points["value"].fillna((low + high) / 2).fillna(low).fillna(high)
    first = points["date_from"].fillna(points["date_to"]).fillna(points["date"])
    return pd.DataFrame(
        {
            "date": points["date"].dt.strftime("%Y-%m-%d"),
            "first": first.dt.strftime("%Y-%m-%d"),
            "y": middle,
            "low": low.fillna(middle),
            "high": high.fillna(middle),
            "open": [_arrow(*ends) for ends in zip(low, high, strict=True)],
            "who": _speakers(points["actor"]).map(_printable),
            "link": ["#claim=" + quote(claim_id) for claim_id in points["claim_id"]],
            "label": [_label(row) for row in points.to_dict("records")],
        }
    )


def _arrow(low: float, high: float) -> str:
    return "↑" if math.isnan(high) else "↓" if math.isnan(low) else ""


def _label(row: dict[Hashable, Any]) -> str:
    who = row["actor"] if isinstance(row["actor"], str) else _NOBODY
    return _printable(f"{row['quantity']} {row['counted']}, {who}, {row['date']:%Y-%m-%d}")


def _speakers(actors: pd.Series) -> pd.Series:
    """Who gave each figure: those who gave most by name, as `others` the rest."""
    counts = actors.value_counts()
    named = sorted(counts.index, key=lambda name: (-counts[name], name))[:_NAMED]
    return actors.where(actors.isna() | actors.isin(named), _OTHERS).fillna(_NOBODY)


def _printable(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return "".join(char if char.isprintable() else " " for char in text)


def _legend(data: pd.DataFrame) -> list[str]:
    last = [name for name in (_OTHERS, _NOBODY) if name in set(data["who"])]
    return sorted(set(data["who"]) - set(last)) + last


def _layers(data: pd.DataFrame, who: list[str]) -> list[alt.Chart]:
    base = alt.Chart(data).encode(
        x=alt.X("date:T", title=None, scale=alt.Scale(type="utc", padding=14), axis=alt.Axis(tickCount=_days(data))),
        y=_levels(data),
        color=alt.Color("who:N", scale=alt.Scale(domain=who, range=_COLOURS[: len(who)]), legend=None),
    )
    held = base.mark_rule(strokeWidth=2, opacity=0.6, aria=False).encode(x="first:T", x2="date:T")
    bounds = base.mark_rule(strokeWidth=2, opacity=0.6, aria=False).encode(y="low:Q", y2="high:Q")
    arrows = base.mark_text(dy=-10, fontSize=13, aria=False).encode(text="open:N")
    marks = base.mark_point(filled=True, size=70, opacity=1).encode(
        shape=alt.Shape("who:N", scale=alt.Scale(domain=who, range=_SHAPES[: len(who)]), legend=None),
        href="link:N",
        description="label:N",
    )
    return [held, bounds, arrows, marks]


def _days(data: pd.DataFrame) -> int | alt.TimeIntervalStep:
    """The marks of the axis of days: about so many, none of them for an hour."""
    span = pd.Timestamp(data["date"].max()) - pd.Timestamp(data["first"].min())
    return _TICKS if span.days > _TICKS else alt.TimeIntervalStep(interval="day", step=1)


def _levels(data: pd.DataFrame) -> alt.Y:
    """The scale of the figures; a logarithmic one has a line at each power of ten."""
    lowest, highest = (float(edge) for edge in (data[["low", "y"]].min().min(), data[["high", "y"]].max().max()))
    if lowest <= 0 or highest / lowest <= _LOG_FROM:
        return alt.Y("y:Q", title=None, scale=alt.Scale(zero=False, padding=8), axis=alt.Axis(format="~s", tickCount=5))
    powers = [10.0**n for n in range(math.floor(math.log10(lowest)), math.ceil(math.log10(highest)) + 1)]
    scale = alt.Scale(type="log", domain=[powers[0], powers[-1]])
    return alt.Y("y:Q", title=None, scale=scale, axis=alt.Axis(format="~s", values=powers))


def _styled(chart: alt.LayerChart | alt.FacetChart) -> alt.TopLevelMixin:
    ink, line = "var(--quiet)", "var(--line)"
    styled: alt.TopLevelMixin = (
        chart.configure(background="transparent", font="system-ui, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(labelColor=ink, gridColor=line, domainColor=line, tickColor=line, labelFontSize=12)
        .configure_axisX(grid=False)
    )
    return styled


def _inline(chart: alt.TopLevelMixin) -> Markup:
    """The chart's SVG without what could run or would break the page's policy; raises ValueError on such elements."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    root = ElementTree.fromstring(vl_convert.vegalite_to_svg(chart.to_json()))
    for element in root.iter():
        if element.tag.rpartition("}")[2] in _REFUSED:
            raise ValueError(f"a chart holds the element {element.tag}")
        for name in [name for name in element.attrib if name == "style" or name.lower().startswith("on")]:
            del element.attrib[name]
        if f"{{{_XLINK}}}href" in element.attrib:  # Vega completes addresses within the page to absolute ones
            element.set("href", "#" + element.attrib.pop(f"{{{_XLINK}}}href").partition("#")[2])
    root.attrib.pop("width")
    root.attrib.pop("height")
    return Markup(ElementTree.tostring(root, encoding="unicode"))
