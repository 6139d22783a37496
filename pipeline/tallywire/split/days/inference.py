"""Infers publication dates that no line states, from the weekdays, days and years that the stories name.

Whatever is not decided stays None: a wrong date is far worse than none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tallywire.split.days.clues import Clues
from tallywire.split.days.stated import Dated
from tallywire.split.days.years import Bounds, event_year, weekday_year
from tallywire.split.lines.mentions import Mention, day_of

#: Two full dates this close are news, not history; the stories of one feed lie within it too.
NEAR = timedelta(days=14)


def infer_alone(story: Clues, year: int | None, bounds: Bounds) -> Dated | None:
    """The date of a story by itself; `year` is that of its dated weekdays, where it is solved."""
    filed = _filed_day(story, year, bounds)
    return (
        filed
        or _statement_day(story, year, None, bounds)
        or _event_day(story, year, bounds)
        or _open_count(story, bounds)
        or _twin_dates(story, bounds)
    )


def infer_feed(stories: Sequence[Clues], year: int | None, bounds: Bounds) -> list[Dated | None]:
    """The dates of the stories of one untitled feed, which runs from new to old within about the same day.

    A story is no older than what it reports and no older than the stories after it; one without a date of its own
    takes its neighbour's.
    """
    fixed = [_statement_day(story, year, None, bounds) for story in stories]
    anchor = max((one.day for one in fixed if one), default=None)
    own = [one or _statement_day(story, year, anchor, bounds) for one, story in zip(fixed, stories, strict=True)]
    days = [one.day for one in own if one]
    if not days or max(days) - min(days) > NEAR:
        return own
    events = [max(_events(story, year, bounds), default=None) for story in stories]
    return _fill(_raise(own), events)


def _filed_day(story: Clues, year: int | None, bounds: Bounds) -> Dated | None:
    """The day of the dateline or header in the solved year, or in the one in which the lead's weekday is right.

    A source that "said on Wednesday" spoke on the dateline's day; only where no year fits that, on the day before.
    """
    filed = story.filed
    if filed is None or story.newest_year is None:
        return None
    if year is None:
        tells = filed if filed.weekday is not None else _spoken(story) or filed
        year = weekday_year(filed, tells.weekday, story.newest_year, bounds)
        told = _told(story) if tells.weekday is None else None
        year = event_year(filed, told.weekday, story.newest_year, bounds) if told else year
    day = filed.on(year) if year else None
    return Dated(day, "date.filed", filed.start, filed.end) if day and bounds.allow(day) else None


def _spoken(story: Clues) -> Mention | None:
    """The first bare weekday of the lead on which somebody spoke."""
    return next((c.mention for c in story.mentions if c.statement and c.lead and _bare(c.mention)), None)


def _told(story: Clues) -> Mention | None:
    """The first bare weekday of the lead on which something happened."""
    return next((clue.mention for clue in story.past() if clue.lead and _bare(clue.mention)), None)


def _event_day(story: Clues, year: int | None, bounds: Bounds) -> Dated | None:
    """The newest past event that is dated, if the lead tells its news by that weekday: "early on Tuesday"."""
    told = _told(story)
    newest = max(_events(story, year, bounds), default=None)
    if told is None or newest is None or newest.weekday() != told.weekday:
        return None
    return Dated(newest, "date.event_day", told.start, told.end)


def _statement_day(story: Clues, year: int | None, anchor: date | None, bounds: Bounds) -> Dated | None:
    """The newest day of a statement in the story's lead.

    A weekday alone is that on or before `anchor`; without one, the nearest to the newest dated event.
    """
    spoken = [clue.mention for clue in story.mentions if clue.statement and clue.lead]
    event = max(_events(story, year, bounds), default=None)
    days = [
        (day, "date.weekday" if _bare(mention) else "date.statement", mention)
        for mention in spoken
        if (day := _nearest(mention, anchor, event) if _bare(mention) else _day(mention, year, anchor))
    ]
    days = [found for found in days if bounds.allow(found[0])]
    if not days:
        return None
    day, rule, mention = max(days, key=lambda found: found[0])
    return Dated(day, rule, mention.start, mention.end)


def _events(story: Clues, year: int | None, bounds: Bounds) -> Iterator[date]:
    """The days of past events that are named without a year: those are recent, dates with a year mostly history."""
    for clue in story.past():
        day = None if clue.mention.year else _day(clue.mention, year, None)
        if day and bounds.allow(day):
            yield day


def _bare(mention: Mention) -> bool:
    return mention.weekday is not None and mention.day is None


def _day(mention: Mention, year: int | None, anchor: date | None) -> date | None:
    """The day of a mention in its own year, in the solved one or, by the weekday, in the year before that.

    A full date without a weekday is mostly history and none; a day without either must be near the anchor.
    """
    if mention.year:
        return mention.full if mention.weekday is not None else None
    if year is None:
        return None
    if mention.weekday is not None:
        return mention.on(year) or mention.on(year - 1)
    day = mention.on(year) if anchor else None
    return day if day and anchor and abs(day - anchor) <= NEAR else None


def _nearest(mention: Mention, anchor: date | None, event: date | None) -> date | None:
    if mention.weekday is None:
        return None
    if anchor:
        return anchor - timedelta(days=(anchor.weekday() - mention.weekday) % 7)
    if event:
        return event + timedelta(days=(mention.weekday - event.weekday() + 3) % 7 - 3)
    return None


def _raise(own: Sequence[Dated | None]) -> list[Dated | None]:
    """Each date raised to the newest after it."""
    raised: list[Dated | None] = []
    newest: Dated | None = None
    for one in reversed(own):
        if one and (newest is None or one.day >= newest.day):
            newest = one
            raised.append(one)
        else:
            raised.append(replace(newest, rule="date.neighbours") if newest else None)
    return raised[::-1]


def _fill(dates: Sequence[Dated | None], events: Sequence[date | None]) -> list[Dated | None]:
    """The stories after the last dated one take its date; none is older than its own newest event."""
    filled: list[Dated | None] = []
    before: Dated | None = None
    for one, event in zip(dates, events, strict=True):
        before = one or (replace(before, rule="date.neighbours") if before else None)
        if before and event and event > before.day and event - before.day <= NEAR:
            before = Dated(event, "date.event")
        filled.append(before)
    return filled


def _open_count(story: Clues, bounds: Bounds) -> Dated | None:
    """A count that goes on into a month, and a statement on a weekday: the last such day of that month."""
    month = story.so_far
    spoken = _spoken(story)
    if not (month and month.year and month.month and spoken) or (story.newest_year or 0) > month.year:
        return None
    following = day_of(month.year + month.month // 12, month.month % 12 + 1, 1)
    day = _nearest(spoken, following - timedelta(days=1), None) if following else None
    return Dated(day, "date.open_count", spoken.start, spoken.end) if day and bounds.allow(day) else None


def _twin_dates(story: Clues, bounds: Bounds) -> Dated | None:
    """Two different full dates close together are of the day's news: the newer is the date."""
    full = [(day, c.mention) for c in story.past() if (day := c.mention.full) and bounds.allow(day)]
    if not full or story.newest_year is None:
        return None
    newest, mention = max(full, key=lambda found: found[0])
    twins = any(timedelta(0) < newest - day <= NEAR for day, _ in full)
    return (
        Dated(newest, "date.twins", mention.start, mention.end) if twins and newest.year >= story.newest_year else None
    )
