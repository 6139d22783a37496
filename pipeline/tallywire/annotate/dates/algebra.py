"""Calendar units and intervals of days: the small algebra that time expressions are resolved with.

A `Unit` is a whole stretch of the calendar (a day, an ISO week, a quarter ...); it can be stepped, cut and written as
a TIMEX3 value. Everything is in whole days, both ends included.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateutil.relativedelta import relativedelta

Grain = Literal["day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century"]

DAY = timedelta(days=1)

_DAYS: dict[Grain, int] = {"day": 1, "weekend": 7, "week": 7}
_MONTHS: dict[Grain, int] = {
    "month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
}  # fmt: skip
SEASON_OF_MONTH = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


class Interval(NamedTuple):
    """First and last day, both included."""

    first: date
    last: date

    def clip(self, until: date) -> "Interval":
        """The part up to `until`; the whole when it begins later."""
        return Interval(self.first, min(self.last, until)) if self.first <= until else self

    def shift(self, by: relativedelta) -> "Interval":
        """The interval moved by `by`; one that ends with its month still does ("February" back a leap year)."""
        last = self.last + by
        if (self.last + DAY).day == 1:
            last = (self.last + DAY) + by - DAY
        return Interval(self.first + by, last)


class Unit(NamedTuple):
    """The stretch of the calendar of size `grain` that begins on `first`."""

    grain: Grain
    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + DAY if self.grain == "weekend" else _further(self.grain, self.first, 1) - DAY

    @property
    def interval(self) -> Interval:
        """Its first and last day."""
        return Interval(self.first, self.last)

    @property
    def value(self) -> str:
        """Its TIMEX3 value: 2024-03-05, 2024-W10, 2024-03, 2024-Q1, 2024, 202, 20."""
        return _VALUE[self.grain](self.first)

    def step(self, count: int) -> "Unit":
        """The unit of the same size `count` further on (before, when negative)."""
        return unit_at(self.grain, _further(self.grain, self.first, count))

    def moved_years(self, count: int) -> "Unit":
        """The same unit `count` years on: the season a year earlier, that month last year."""
        return self.moved(relativedelta(years=count))

    def part(self, months: tuple[int, int]) -> Interval:
        """The days from month `months[0]` up to and without month `months[1]`, counted from its first day."""
        begin, end = months
        return Interval(self.first + relativedelta(months=begin), self.first + relativedelta(months=end) - DAY)

    def moved(self, by: relativedelta) -> "Unit":
        """The unit of the same size that holds this one's first day moved by `by`.

        A half or quarter of a financial year, which begins in any month, begins in that month again.
        """
        floor = _FLOOR[self.grain]
        moved = self.first + by
        return Unit(self.grain, moved if floor(self.first) != self.first and moved.day == 1 else floor(moved))


def _further(grain: Grain, first: date, count: int) -> date:
    """The first day of the unit `count` units behind the one that begins on `first`."""
    if grain in _DAYS:
        return first + timedelta(days=_DAYS[grain] * count)
    years, months = divmod(first.month - 1 + _MONTHS[grain] * count, 12)
    return date(first.year + years, months + 1, 1)


def unit_at(grain: Grain, day: date) -> Unit:
    """The unit of size `grain` that holds `day`; for a weekend, that of the same ISO week."""
    return Unit(grain, _FLOOR[grain](day))


def day_unit(year: int, month: int, day: int) -> Unit | None:
    """That day, or None when the calendar has none (30 February)."""
    try:
        return Unit("day", date(year, month, day))
    except ValueError:
        return None


def year_unit(year: int) -> Unit:
    """The calendar year. Raises ValueError outside 1 to 9998."""
    return Unit("year", date(year, 1, 1))


def month_unit(year: int, month: int) -> Unit:
    """That month. Raises ValueError outside the calendar."""
    return Unit("month", date(year, month, 1))


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The day that is the month's `which`-th `weekday` (ISO 8601); -1 is the last."""
    if which < 0:
        last = date(year, month, 1) + relativedelta(months=1, days=-1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _season(day: date) -> date:
    if day.month < 3:
        return date(day.year - 1, 12, 1)
    return date(day.year, day.month // 3 * 3, 1)


_FLOOR: dict[Grain, Callable[[date], date]] = {
    "day": lambda day: day,
    "weekend": lambda day: _monday(day) + timedelta(days=5),
    "week": _monday,
    "month": lambda day: day.replace(day=1),
    "season": _season,
    "quarter": lambda day: date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
    "half": lambda day: date(day.year, 1 if day.month < 7 else 7, 1),
    "year": lambda day: date(day.year, 1, 1),
    "decade": lambda day: date(max(day.year // 10 * 10, 1), 1, 1),
    "century": lambda day: date(max(day.year // 100 * 100, 1), 1, 1),
}


def _week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_VALUE: dict[Grain, Callable[[date], str]] = {
    "day": lambda day: day.isoformat(),
    "weekend": lambda day: f"{_week_value(day)}-WE",
    "week": _week_value,
    "month": lambda day: f"{day.year:04}-{day.month:02}",
    "season": lambda day: f"{day.year:04}-{SEASON_OF_MONTH[day.month]}",
    "quarter": lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    "half": lambda day: f"{day.year:04}-H{(day.month + 5) // 6}",
    "year": lambda day: f"{day.year:04}",
    "decade": lambda day: f"{day.year // 10:03}",
    "century": lambda day: f"{day.year // 100:02}",
}
