"""Infers publication dates that no line states, from the weekdays, days and years that the stories name.

A weekday with day and month fits five or six years of 37. The newest year that the text names as past bounds it from
below, the day of the run and the newest stated date from above; a year is taken only when it is the one that is left
within a few years of that bound. Whatever is not decided stays None: a wrong date is far worse than none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tallywire.split.clues import Clue, Clues
from tallywire.split.mentions import Mention, day_of
from tallywire.split.stated import Dated

#: A story names a year at most so many before its own.
YEARS_BACK = 3
#: Two full dates this close are news, not history; stories of one feed lie within it too.
NEAR = timedelta(days=14)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The newest day that an inferred date may have; None without a bound."""

    latest: date | None

    def allow(self, day: date) -> bool:
        """Whether the day is not after the bound."""
        return self.latest is None or day <= self.latest


def infer_alone(story: Clues, bounds: Bounds) -> Dated | None:
    """The date of a story by itself."""
    year = solve_year([story], bounds)
    return statement_day(story, year, None, bounds) or _open_count(story, bounds) or _twin_dates(story, bounds)


def infer_feed(stories: Sequence[Clues], bounds: Bounds) -> list[Dated | None]:
    """The dates of the stories of one untitled feed, which runs from new to old within about the same day.

    A story is no older than what it reports and no older than the stories after it; one without a date of its own
    takes its neighbour's.
    """
    year = solve_year(stories, bounds)
    fixed = [statement_day(story, year, None, bounds) for story in stories]
    anchor = max((one.day for one in fixed if one), default=None)
    own = [one or statement_day(story, year, anchor, bounds) for one, story in zip(fixed, stories, strict=True)]
    days = [one.day for one in own if one]
    if not days or max(days) - min(days) > NEAR:
        return own
    return _fill(_raise(own))


def solve_year(stories: Sequence[Clues], bounds: Bounds) -> int | None:
    """The one year in which the weekdays of the stories' dates are right, or None when several or none fit."""
    years = [story.newest_year for story in stories if story.newest_year]
    dated = [c.mention for story in stories for c in story.mentions if _tests_year(c.mention)]
    if not years or not dated:
        return None
    newest = max(years)
    fitting = [y for y in range(newest, newest + YEARS_BACK + 1) if _fits(dated, y, bounds)]
    return fitting[0] if len(fitting) == 1 else None


def _tests_year(mention: Mention) -> bool:
    return mention.weekday is not None and mention.day is not None and mention.year is None


def _fits(dated: Iterable[Mention], year: int, bounds: Bounds) -> bool:
    days = [mention.on(year) for mention in dated]
    return all(days) and any(bounds.allow(day) for day in days if day)


def statement_day(story: Clues, year: int | None, anchor: date | None, bounds: Bounds) -> Dated | None:
    """The newest day of a statement in the story's lead.

    A weekday alone is that on or before `anchor`; without one, the first on or after the newest dated event.
    """
    spoken = [clue for clue in story.mentions if clue.statement and clue.lead]
    dated = [(day, c.mention) for c in spoken if (day := _day(c.mention, year)) and bounds.allow(day)]
    if dated:
        day, mention = max(dated, key=lambda found: found[0])
        return Dated(day, "date.statement", mention.start, mention.end)
    event = max((day for c in story.past() if (day := _day(c.mention, year)) and bounds.allow(day)), default=None)
    for mention in (clue.mention for clue in spoken if _bare(clue)):
        day = _nearest(mention, anchor, event)
        if day and bounds.allow(day):
            return Dated(day, "date.weekday", mention.start, mention.end)
    return None


def _bare(clue: Clue) -> bool:
    return clue.mention.weekday is not None and clue.mention.day is None


def _day(mention: Mention, year: int | None) -> date | None:
    if mention.year:
        return mention.full
    return mention.on(year) if year and mention.weekday is not None else None


def _nearest(mention: Mention, anchor: date | None, event: date | None) -> date | None:
    assert mention.weekday is not None
    if anchor:
        return anchor - timedelta(days=(anchor.weekday() - mention.weekday) % 7)
    if event:
        return event + timedelta(days=(mention.weekday - event.weekday()) % 7)
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
            raised.append(Dated(newest.day, "date.neighbours") if newest else None)
    return raised[::-1]


def _fill(dates: Sequence[Dated | None]) -> list[Dated | None]:
    """The last stories, which have no dated one after them, take the date of the one before."""
    filled: list[Dated | None] = []
    before: Dated | None = None
    for one in dates:
        before = one or (Dated(before.day, "date.neighbours") if before else None)
        filled.append(before)
    return filled


def _open_count(story: Clues, bounds: Bounds) -> Dated | None:
    """A count that goes on into a month, and a statement on a weekday: the last such day of that month."""
    month = story.so_far
    spoken = next((c.mention for c in story.mentions if c.statement and c.lead and _bare(c)), None)
    if month is None or spoken is None or month.year is None or month.month is None or story.newest_year != month.year:
        return None
    following = day_of(month.year + month.month // 12, month.month % 12 + 1, 1)
    assert following is not None and spoken.weekday is not None
    last = following - timedelta(days=1)
    day = last - timedelta(days=(last.weekday() - spoken.weekday) % 7)
    return Dated(day, "date.open_count", spoken.start, spoken.end) if bounds.allow(day) else None


def _twin_dates(story: Clues, bounds: Bounds) -> Dated | None:
    """Two different full dates close together are of the day's news: the newer is the date."""
    full = sorted(
        ((c.mention.full, c.mention) for c in story.past() if c.mention.full and bounds.allow(c.mention.full)),
        key=lambda found: found[0],
    )
    if not full or story.newest_year is None or full[-1][0].year < story.newest_year:
        return None
    newest, mention = full[-1]
    twins = [day for day, _ in full if day != newest and newest - day <= NEAR]
    return Dated(newest, "date.twins", mention.start, mention.end) if twins else None
