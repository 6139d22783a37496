"""Solves for the year of dates that are written without one: that in which their weekdays are right.

A weekday with day and month fits five or six years of 37. The newest year that the text names as past bounds it from
below, the day of the run and the newest stated date from above.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tallywire.split.days.clues import Clues
from tallywire.split.lines.mentions import Mention

#: Years after the newest one named: so near, a fitting year is taken though later ones fit too.
SURE_YEARS = 1
#: ... and so far it is looked for when nothing bounds it from above.
YEARS_AHEAD = 3
#: The share of dated weekdays that must fit the year.
_AGREEING = 0.6


@dataclass(frozen=True, slots=True)
class Bounds:
    """The newest day that an inferred date may have, None without a bound, and the rule that says so."""

    latest: date | None
    rule: str = "bound.as_of"

    def allow(self, day: date) -> bool:
        """Whether the day is not after the bound."""
        return self.latest is None or day <= self.latest


@dataclass(frozen=True, slots=True)
class YearTest:
    """A candidate year: the days whose weekday is right in it, those whose weekday is not, and whether it stands."""

    year: int
    right: tuple[Mention, ...]
    wrong: tuple[Mention, ...]
    stands: bool


def tested_years(stories: Sequence[Clues], bounds: Bounds) -> list[YearTest]:
    """The years from the newest one named to the bound, each tested on the stories' dated weekdays."""
    named = [story.newest_year for story in stories if story.newest_year]
    dated = [c.mention for story in stories for c in story.mentions if _tests_year(c.mention)]
    if not named or not dated:
        return []
    newest = max(named)
    last = bounds.latest.year if bounds.latest else newest + YEARS_AHEAD
    return [_test(dated, year, bounds) for year in range(newest, last + 1)]


def solve_year(tests: Sequence[YearTest]) -> int | None:
    """The one year that stands, or the first where it is the newest named or the next; None when nothing decides."""
    standing = [test.year for test in tests if test.stands]
    if len(standing) == 1 or (standing and standing[0] <= tests[0].year + SURE_YEARS):
        return standing[0]
    return None


def weekday_year(filed: Mention, spoken: int | None, first: int, bounds: Bounds) -> int | None:
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


def event_year(filed: Mention, told: int | None, first: int, bounds: Bounds) -> int | None:
    """The one year, the newest named or the next, in which the day is the weekday of the event that the lead tells.

    None where another of these years would have the event on the day before: news is filed on either.
    """
    days = [day for year in (first, first + SURE_YEARS) if (day := filed.on(year)) and bounds.allow(day)]
    same = [day.year for day in days if day.weekday() == told]
    before = [day.year for day in days if (day - timedelta(days=1)).weekday() == told]
    return same[0] if len(same) == 1 and not before else None


def _tests_year(mention: Mention) -> bool:
    return mention.weekday is not None and mention.day is not None and mention.year is None


def _test(dated: Sequence[Mention], year: int, bounds: Bounds) -> YearTest:
    """Whether most of the dated weekdays are right in `year`; around New Year the months before count for the last."""
    days = {mention: day for mention in dated if (day := mention.on(year))}
    if days and min(days.values()).month <= 2:
        days |= {m: day for m in dated if m.month in (11, 12) and (day := m.on(year - 1))}
    right = tuple(mention for mention in dated if mention in days)
    wrong = tuple(mention for mention in dated if mention not in days)
    stands = len(right) >= _AGREEING * len(dated) and any(bounds.allow(day) for day in days.values())
    return YearTest(year, right, wrong, stands)
