"""Publication dates that a text states: date lines, stamps, datelines, credits, addresses, the feed's date headings."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tallywire.records import Evidence
from tallywire.split.headers import Parts, lead_dateline
from tallywire.split.kinds import TEXT, Marked
from tallywire.split.mentions import day_of, mentions, numeric_date
from tallywire.split.pieces import Field


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


def stated(parts: Parts, heading: Marked | None, order: str | None, url: str | None) -> list[Dated]:
    """The dates that the story's text states, from the most to the least telling place: the first is the story's.

    `heading` is the date that stands above the story's title, `order` the publisher's order of day and month in
    digits, `url` the story's address.
    """
    above = _line(heading, order, "date.heading") if heading else None
    found = [*(rule(parts, order) for rule in _RULES), above, _address(parts, url)]
    return [one for one in found if one]


def line_date(text: str, order: str | None) -> date | None:
    """The first full date of a line, in words or digits."""
    for mention in mentions(text):
        if mention.full:
            return mention.full
    found = numeric_date(text, order)
    return found[2] if found else None


def _line(item: Marked, order: str | None, rule: str) -> Dated | None:
    day = line_date(item.text, order)
    return Dated(day, rule, item.paragraph.start, item.paragraph.end) if day else None


def _date_line(parts: Parts, order: str | None) -> Dated | None:
    return _line_date(_header_lines(parts), order, "date.line")


def _byline_date(parts: Parts, order: str | None) -> Dated | None:
    return _line_date([item for item in parts.lines() if item.kind == "byline"], order, "date.byline")


def _line_date(lines: Sequence[Marked], order: str | None, rule: str) -> Dated | None:
    """The date of the first line that has one; that of a change only where no other is stated."""
    fields: tuple[tuple[Field, str], ...] = (("date", rule), ("changed", "date.updated"))
    for field, name in fields:
        for item in lines:
            for start, end in item.line.spans(field) if item.line else ():
                day = line_date(item.text[start:end], order)
                if day:
                    offset = item.paragraph.start
                    return Dated(day, name, offset + start, offset + end)
    return None


def _header_lines(parts: Parts) -> list[Marked]:
    """The date lines of the header; of several below text, as a timeline has them, only the stamped ones."""
    head = list(parts.head())
    texts = [i for i, item in enumerate(head) if item.kind in TEXT]
    lines = [(i, item) for i, item in enumerate(head) if item.kind == "date"]
    below = [item for i, item in lines if texts and i > texts[0]]
    return [item for _, item in lines if len(below) < 2 or item not in below or (item.line and item.line.stamped)]


def _dateline(parts: Parts, order: str | None) -> Dated | None:
    found = lead_dateline(parts)
    if found is None or found[1].date is None:
        return None
    item, (start, end) = found[0], found[1].date
    day = line_date(item.text[start:end], order)
    return Dated(day, "date.dateline", item.paragraph.start + start, item.paragraph.start + end) if day else None


_CREDIT = re.compile(r"published|appeared|posted|updated|copyright|©", re.IGNORECASE)


def _credit(parts: Parts, order: str | None) -> Dated | None:
    lines = [item for item in parts.tail() if item.kind in ("credit", "date") and _CREDIT.search(item.text)]
    return next(filter(None, (_line(item, order, "date.credit") for item in lines)), None)


_RULES: tuple[Callable[[Parts, str | None], Dated | None], ...] = (_date_line, _byline_date, _dateline, _credit)

_PATH_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)|[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[/._-]|$)"
)


def _address(parts: Parts, url: str | None) -> Dated | None:
    """A date in the path of the story's address, from the metadata or a line of its own."""
    if url and (day := _path_date(url)):
        return Dated(day, "date.url")
    for item in parts.head():
        if item.kind == "furniture" and re.match(r"https?://|www\.", item.text) and (day := _path_date(item.text)):
            return Dated(day, "date.url_line", item.paragraph.start, item.paragraph.end)
    return None


def _path_date(url: str) -> date | None:
    match = _PATH_DATE.search(url)
    if match is None:
        return None
    year, month, day = (int(group) for group in match.groups() if group)
    return day_of(year, month, day)


def newest(found: Sequence[list[Dated]]) -> date | None:
    """The newest of the dates that the stories have."""
    return max((dates[0].day for dates in found if dates), default=None)
