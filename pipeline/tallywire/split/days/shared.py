"""What stories take over from their dump: the dates of their records' lines, of headings above, of the masthead.

A story's own date is never the next one's. A day without a year takes the year in which it is near the dump's own date.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice

from en_tallywire import lexicon
from tallywire.split.cuts.shapes import is_prose
from tallywire.split.days.stated import Dated
from tallywire.split.lines.datelines import dateline
from tallywire.split.lines.kinds import Marked
from tallywire.split.lines.mentions import Mention, mentions, numeric_date

#: Characters of the longest line that dates a story, and how many lines from a record's ends are read.
_LIMIT, _LINES = 160, 16
#: A day without a year is at most so many days older than the dump's date, and so many newer.
_OLDER, _NEWER = 60, 7
#: Of so many stories each has its own date heading.
_OWN = 0.8


@dataclass(frozen=True, slots=True)
class Told:
    """What stands around a story's text: its record's lines above the text and below it, and the date heading over it.

    All are empty where no layout is clear. `lead` is its first text, `order` how its publisher writes days in digits.
    """

    head: Sequence[Marked] = ()
    tail: Sequence[Marked] = ()
    heading: Marked | None = None
    lead: Marked | None = None
    order: str | None = None


def taken_over(stories: Sequence[Told], said: Sequence[list[Dated]], masthead: Sequence[Marked]) -> list[list[Dated]]:
    """The dates of each story with those that it takes over where it has none itself.

    `masthead` are the lines above the dump's first story.
    """
    if len(stories) < 2:
        return list(said)
    order = next(filter(None, (_order_told([*one.head, *one.tail]) for one in stories)), None)
    stories = [replace(one, order=one.order or order) for one in stories]
    dates = _under_headings(stories, [found or _of_lines(story) for story, found in zip(stories, said, strict=True)])
    above = [] if any(dates[1:]) else _above_all(dates[0], masthead, len(stories))
    if above:
        dates = [[] for _ in stories]
    known = [found[0].day for found in (*dates, above) if found]
    year = _Year(max([*known, *_captured(masthead)], default=None))
    return [found or [*year.dates(story), *above] for story, found in zip(stories, dates, strict=True)]


def _above_all(first: Sequence[Dated], masthead: Sequence[Marked], stories: int) -> list[Dated]:
    """The masthead's date; of three stories or more, also that which only the first has above its title."""
    if not first:
        return _first(masthead, None, "date.masthead")
    one = first[0]
    within = bool(masthead) and one.end > 0 and one.end <= masthead[-1].paragraph.end
    shared = within or (stories > _FEW and one.rule == "date.heading")
    return [replace(first[0], rule="date.masthead")] if shared else []


#: So few stories may be dated each by itself.
_FEW = 2


def _under_headings(stories: Sequence[Told], said: Sequence[list[Dated]]) -> list[list[Dated]]:
    """A date heading holds for the stories below it, up to the next; where nearly each has one, only for its own."""
    dates: list[list[Dated]] = []
    headed = sum(story.heading is not None for story in stories)
    if headed > _OWN * len(stories):
        return list(said)
    heading: Dated | None = None
    for story, found in zip(stories, said, strict=True):
        if story.heading is not None:
            heading = next(iter(_first([story.heading], story.order, "date.heading_above")), None)
        dates.append(found or ([heading] if heading else []))
    return dates


def _of_lines(story: Told) -> list[Dated]:
    """The date of the first line of the record's head that has one, else of its tail."""
    found = _first(story.head, story.order, "date.record") or _first(story.tail, story.order, "date.record")
    stamps = [one for one in found if any(one.start == item.paragraph.start + 1 for item in story.head)]
    return [*islice(_Year(stamps[0].day).dates(story), 1), *found] if stamps else found


def _first(lines: Sequence[Marked], order: str | None, rule: str) -> list[Dated]:
    for item in _dating(lines):
        for mention in mentions(item.text):
            if mention.full:
                return [_dated(mention.full, rule, item, mention.start, mention.end)]
        found = numeric_date(item.text, order or _order_told([item]))
        if found:
            return [_dated(found[2], rule, item, found[0], found[1])]
    return []


def _dated(day: date, rule: str, item: Marked, start: int, end: int) -> Dated:
    return Dated(day, rule, item.paragraph.start + start, item.paragraph.start + end)


def _dating(lines: Sequence[Marked]) -> Iterator[Marked]:
    """The lines that could date a story: short, and of no other day than its own."""
    for item in lines[:_LINES]:
        if is_prose(item) or len(item.text) > _LIMIT or _captures().search(item.text):
            continue
        yield item


@cache
def _captures() -> re.Pattern[str]:
    """Words beside the day on which a dump was made, or a text changed."""
    return re.compile(rf"\b(?:{'|'.join(lexicon.table('shapes')['captured']['words'])})\b", re.IGNORECASE)


def _captured(lines: Sequence[Marked]) -> list[date]:
    """The days that the masthead names, also those on which the dump was made."""
    return [mention.full for item in lines for mention in mentions(item.text[:_LIMIT]) if mention.full]


def _order_told(lines: Sequence[Marked]) -> str | None:
    """The order of a date in digits that the same lines also give in words: "06/10/2025 (6 Oct)"."""
    texts = [item.text for item in _dating(lines)]
    given = [(one.month, one.day) for text in texts for one in mentions(text) if one.month and one.day]
    for order in ("dmy", "mdy") if given else ():
        found = [one[2] for text in texts if (one := numeric_date(text, order))]
        if any((day.month, day.day) in given for day in found):
            return order
    return None


@dataclass(frozen=True, slots=True)
class _Year:
    """Gives days their year: that in which they are near `near`, the newest day that the dump states."""

    near: date | None

    def dates(self, story: Told) -> Iterator[Dated]:
        """The date that the story's lines or its dateline give without a year."""
        for item, mention in _partial(story):
            day = self._day(mention)
            if day:
                yield _dated(day, "date.near_dump", item, mention.start, mention.end)
                return

    def _day(self, mention: Mention) -> date | None:
        if self.near is None:
            return None
        days = (mention.on(year) for year in (self.near.year, self.near.year - 1, self.near.year + 1))
        oldest, newest = self.near - timedelta(_OLDER), self.near + timedelta(_NEWER)
        return next((day for day in days if day and oldest <= day <= newest), None)


def _partial(story: Told) -> Iterator[tuple[Marked, Mention]]:
    """Days without a year in the record's lines, and in its dateline."""
    for item in _dating([*story.head, *story.tail]):
        yield from ((item, mention) for mention in mentions(item.text) if mention.month and mention.day)
    found = dateline(story.lead.text) if story.lead else None
    if story.lead and found and found.date:
        start, end = found.date
        for mention in mentions(story.lead.text[start:end]):
            if mention.month and mention.day:
                yield story.lead, mention.shifted(start)
