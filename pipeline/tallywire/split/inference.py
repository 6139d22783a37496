"""Infers publication dates that no line states, from the weekdays, days and years that the stories name.

A weekday with day and month fits five or six years of 37. The newest year that the text names as past bounds it from
below, the day of the run and the newest stated date from above. Whatever is not decided stays None: a wrong date is
far worse than none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tallywire.split.clues import Clues
from tallywire.split.mentions import Mention, day_of
from tallywire.split.stated import Dated

#: Years after the newest one named: so near, a fitting year is taken though later ones fit too.
SURE_YEARS = 1
#: ... and so far it is looked for when nothing bounds it from above.
YEARS_AHEAD = 3
#: The share of dated weekdays that must fit the year.
_AGREEING = 0.6
#: Two full dates this close are news, not history; the stories of one feed lie within it too.
NEAR = timedelta(days=14)


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
    filed = _filed_day(story, year, bounds)
    return (
        filed or _statement_day(story, year, None, bounds) or _open_count(story, bounds) or _twin_dates(story, bounds)
    )


def infer_feed(stories: Sequence[Clues], bounds: Bounds) -> list[Dated | None]:
    """The dates of the stories of one untitled feed, which runs from new to old within about the same day.

    A story is no older than what it reports and no older than the stories after it; one without a date of its own
    takes its neighbour's.
    """
    year = solve_year(stories, bounds)
    fixed = [_statement_day(story, year, None, bounds) for story in stories]
    anchor = max((one.day for one in fixed if one), default=None)
    own = [one or _statement_day(story, year, anchor, bounds) for one, story in zip(fixed, stories, strict=True)]
    days = [one.day for one in own if one]
    if not days or max(days) - min(days) > NEAR:
        return own
    events = [max(_events(story, year, bounds), default=None) for story in stories]
    return _fill(_raise(own), events)


def solve_year(stories: Sequence[Clues], bounds: Bounds) -> int | None:
    """The year in which the weekdays of the stories' dates are right, or None when none fits or nothing decides."""
    years = [story.newest_year for story in stories if story.newest_year]
    dated = [c.mention for story in stories for c in story.mentions if _tests_year(c.mention)]
    if not years or not dated:
        return None
    newest = max(years)
    last = bounds.latest.year if bounds.latest else newest + YEARS_AHEAD
    fitting = [y for y in range(newest, last + 1) if _fits(dated, y, bounds)]
    if len(fitting) == 1 or (fitting and fitting[0] <= newest + SURE_YEARS):
        return fitting[0]
    return None


def _filed_day(story: Clues, year: int | None, bounds: Bounds) -> Dated | None:
    """The day of the dateline or header in the solved year, or in the one in which the lead's weekday is right.

    A source that "said on Wednesday" spoke on the dateline's day; only where no year fits that, on the day before.
    """
    filed = story.filed
    if filed is None or story.newest_year is None:
        return None
    if year is None:
        spoken = (c.mention for c in story.mentions if c.statement and c.lead and _bare(c.mention))
        tells = filed if filed.weekday is not None else next(spoken, filed)
        year = _weekday_year(filed, tells.weekday, story.newest_year, bounds)
    day = filed.on(year) if year else None
    return Dated(day, "date.filed", filed.start, filed.end) if day and bounds.allow(day) else None


def _weekday_year(filed: Mention, spoken: int | None, first: int, bounds: Bounds) -> int | None:
    """The one year, from the newest named to the bound, in which the day is the weekday that was spoken of.

    It must be the newest year named or the next; only the newest named may have it one day later. Nothing is known of
    a text that names no year near the bound.
    """
    last = bounds.latest.year if bounds.latest else first + YEARS_AHEAD
    if last - first > YEARS_AHEAD:
        return None
    days = [day for y in range(first, last + 1) if (day := filed.on(y)) and bounds.allow(day)]
    same = [day.year for day in days if day.weekday() == spoken]
    next_day = [day.year for day in days if (day - timedelta(days=1)).weekday() == spoken]
    if same:
        return same[0] if len(same) == 1 and same[0] <= first + SURE_YEARS else None
    return first if next_day == [first] else None


def _tests_year(mention: Mention) -> bool:
    return mention.weekday is not None and mention.day is not None and mention.year is None


def _fits(dated: Sequence[Mention], year: int, bounds: Bounds) -> bool:
    """Whether most of the dated weekdays are right in `year`; around New Year the months before count for the last."""
    days = [day for mention in dated if (day := mention.on(year))]
    if days and min(days).month <= 2:
        days += [day for mention in dated if mention.month in (11, 12) and (day := mention.on(year - 1))]
    return len(days) >= _AGREEING * len(dated) and any(bounds.allow(day) for day in days)


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
            raised.append(Dated(newest.day, "date.neighbours") if newest else None)
    return raised[::-1]


def _fill(dates: Sequence[Dated | None], events: Sequence[date | None]) -> list[Dated | None]:
    """The stories after the last dated one take its date; none is older than its own newest event."""
    filled: list[Dated | None] = []
    before: Dated | None = None
    for one, event in zip(dates, events, strict=True):
        before = one or (Dated(before.day, "date.neighbours") if before else None)
        if before and event and event > before.day and event - before.day <= NEAR:
            before = Dated(event, "date.event")
        filled.append(before)
    return filled


def _open_count(story: Clues, bounds: Bounds) -> Dated | None:
    """A count that goes on into a month, and a statement on a weekday: the last such day of that month."""
    month = story.so_far
    spoken = next((c.mention for c in story.mentions if c.statement and c.lead and _bare(c.mention)), None)
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
