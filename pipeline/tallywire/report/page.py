"""Puts the page together: the template, the styles, the script, the data and the charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import pandas as pd
import pycountry
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tallywire.analyse import Topic, main_topics, topic_points
from tallywire.check import Finding
from tallywire.records import Reject
from tallywire.report.charts import DRAWN, Timeline, chosen, timeline
from tallywire.report.embed import csp_hash, packed
from tallywire.report.payload import STORIES_PER_PACK, Evidences, Weighings, payload
from tallywire.report.quality import gaps, speakers, sureness
from tallywire.store import Manifest

#: The script's files in the order in which they build on one another.
_SCRIPTS = ("data.js", "marks.js", "table.js", "findings.js", "story.js", "main.js")
#: Inputs and rejects that are listed by name; the rest is counted.
LISTED = 100


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shows: the tables of a dataset, what the checks found, and what explains its fields.

    `weighed` is by story; `evidence`, by claim, is None where the rules behind the fields are not wanted.
    """

    title: str
    manifest: Manifest
    claims: pd.DataFrame
    stories: pd.DataFrame
    rejects: Sequence[Reject]
    findings: Sequence[Finding]
    weighed: Weighings
    evidence: Evidences | None = None


@dataclass(frozen=True, slots=True)
class _Chart:
    title: str
    caption: str
    drawn: Timeline


def render(content: Content) -> str:
    """The page: one HTML document without any reference to the outside. The same content gives the same page."""
    style = _read("style.css")
    script = "(async () => {\n" + "\n".join(_read(name) for name in _SCRIPTS) + "\n})();\n"
    data = payload(content.claims, content.stories, content.findings, content.weighed, content.evidence)
    return (
        _environment()
        .get_template("page.html")
        .render(
            content=content,
            listed=LISTED,
            pack=STORIES_PER_PACK,
            style=Markup(style),
            script=Markup(script),
            style_hash=Markup(csp_hash(style)),
            script_hash=Markup(csp_hash(script)),
            data=packed(data.data),
            texts=[packed(pack) for pack in data.texts],
            charts=[_chart(content, topic) for topic in main_topics(content.claims, content.stories)],
            speakers=speakers(content.claims),
            gaps=list(gaps(content.claims, content.stories)),
            sureness=list(sureness(content.claims)),
        )
    )


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("tallywire.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _read(name: str) -> str:
    return (files("tallywire.report") / "templates" / name).read_text(encoding="utf-8")


def _chart(content: Content, topic: Topic) -> _Chart:
    points = topic_points(content.claims, content.stories, topic)
    first, last = points["date"].min(), points["date"].max()
    drawn = len(chosen(points))
    caption = f"{drawn:,} figures{'' if drawn < DRAWN else ', the surest'}, {first:%Y-%m-%d} to {last:%Y-%m-%d}"
    return _Chart(_title(topic, points), caption, timeline(points))


def _title(topic: Topic, points: pd.DataFrame) -> str:
    country = pycountry.countries.get(alpha_2=topic.where) if len(topic.where) == 2 else None
    where = getattr(country, "common_name", country.name) if country else topic.where
    unit = topic.unit or ("" if topic.kind == "count" else topic.kind)
    measured = ", ".join(part for part in (unit, f"per {topic.per}" if topic.per else "") if part)
    words = points["counted"].str.split().str[-1].str.casefold().value_counts()
    head: str = min(words.index, key=lambda word: (-words[word], str(word)))
    return head + (f", {where}" if where else "") + (f" ({measured})" if measured else "")
