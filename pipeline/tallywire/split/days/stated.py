"""Publication dates that a page states: of all days around a story's text the one that tells most of its coming out.

Every day of the page's head and foot is weighed by what its line says and where it stands (`published.toml`,
`[weights]`), with the dateline's, the date heading's and the address's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from en_tallywire import lexicon
from tallywire.records import Evidence
from tallywire.split.days.daylines import line_days, path_day
from tallywire.split.days.regions import Line
from tallywire.split.heads.headers import Parts, lead_dateline
from tallywire.split.lines.kinds import Marked
from tallywire.split.lines.mentions import mentions, numeric_date


@dataclass(frozen=True, slots=True)
class Dated:
    """A publication date, the rule that gave it, and its words in the dump's text (0, 0 when they stand elsewhere)."""

    day: date
    rule: str
    start: int = 0
    end: int = 0

    @property
    def evidence(self) -> Evidence:
        """The record of why the story has this date."""
        return Evidence("published", self.rule, self.start, self.end)


def stated(
    parts: Parts, lines: Sequence[Line], heading: Marked | None, order: str | None, url: str | None
) -> list[Dated]:
    """The dates that the story's page states, from the most to the least telling: the first is the story's.

    `lines` are those around its text, `heading` the date that stands above its title, `order` the publisher's order of
    day and month in digits, `url` the story's address.
    """
    found = [*_in_lines(lines, order), *_elsewhere(parts, heading, order, url)]
    return [dated for _, dated in sorted(found, key=lambda one: -one[0])]


def _in_lines(lines: Sequence[Line], order: str | None) -> Iterator[tuple[float, Dated]]:
    """The weighed days of the page's lines; of several bare ones among text, as a timeline has them, none."""
    days = [(line, day) for line in lines for day in line_days(line, order)]
    stray = sum(line.place == "lead" and day.form == "bare" for line, day in days)
    for line, day in days:
        weight = _weight(line.place, day.form)
        if weight and not (stray > 1 and line.place == "lead" and day.form == "bare"):
            yield weight, Dated(day.day, _rule(line, day.form), line.start + day.start, line.start + day.end)


def _weight(place: str, form: str) -> float:
    return float(lexicon.table("published")["weights"][place].get(form, 0))


def _rule(line: Line, form: str) -> str:
    """The rule's name: by the form, for a date of the header also by what its line is."""
    named = _RULES.get(form)
    if named:
        return named
    if line.place == "foot":
        return "date.credit"
    if line.place in ("above", "afar") and form != "published":
        return "date.masthead"
    return "date.byline" if line.kind == "byline" else "date.line"


_RULES = {
    "first": "date.first",
    "changed": "date.updated",
    "issue": "date.issue",
    "address": "date.url_line",
    "file": "date.file",
}


def _elsewhere(
    parts: Parts, heading: Marked | None, order: str | None, url: str | None
) -> Iterator[tuple[float, Dated]]:
    """The days of the dateline, of the date heading above the title, and of the page's address."""
    found = lead_dateline(parts)
    if found and found[1].date:
        item, (start, end) = found[0], found[1].date
        if day := line_date(item.text[start:end], order):
            offset = item.paragraph.start
            yield _weight("elsewhere", "dateline"), Dated(day, "date.dateline", offset + start, offset + end)
    if heading and (day := line_date(heading.text, order)):
        span = heading.paragraph
        yield _weight("elsewhere", "heading"), Dated(day, "date.heading", span.start, span.end)
    if url and (day := path_day(url)):
        yield _weight("elsewhere", "address"), Dated(day, "date.url")


def line_date(text: str, order: str | None) -> date | None:
    """The first full date of a line, in words or digits."""
    for mention in mentions(text):
        if mention.full:
            return mention.full
    found = numeric_date(text, order)
    return found[2] if found else None


def newest(found: Sequence[list[Dated]]) -> date | None:
    """The newest of the dates that the stories have."""
    return max((dates[0].day for dates in found if dates), default=None)
