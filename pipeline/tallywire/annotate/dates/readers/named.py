"""Readers of named days, other years than the calendar's, dates in figures, and years before our era."""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from en_tallywire.lexicon import rows, table
from tallywire.annotate.dates.algebra import Interval, Unit, nth_weekday, unit_at
from tallywire.annotate.dates.context import Context, Reader, Reading, nearest, of_unit
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.readers.frames import frame_year, ordinal
from tallywire.annotate.dates.readers.numeric import read_numeric


def holiday_days(row: dict[str, str], year: int) -> Interval | None:
    """The days of the holiday of lexicon row `row` that begins in `year`; None where the tables do not reach it.

    Rules: fixed (month, day); weekday (month, ISO weekday, which one of the month, -1 the last), weekday_plus and
    weekday_after (one and four days after that); after_monday (the day after the month's first Monday); easter and
    orthodox (days from Easter, number of days); table (lexicon `holidays_moving`, where the moon decides a day's more
    or less).
    """
    a, b, c = (int(row[name]) for name in "abc")
    rule = row["rule"]
    if rule == "table":
        return _tabled().get((row["key"], year))
    if rule in ("easter", "orthodox"):
        first = easter(year, method=3 if rule == "easter" else 2) + timedelta(days=a)
        return Interval(first, first + timedelta(days=b - 1))
    if rule == "fixed":
        first = date(year, a, b)
    elif rule == "after_monday":
        first = nth_weekday(year, a, 1, 1) + timedelta(days=1)
    else:
        first = nth_weekday(year, a, b, c) + timedelta(days=_AFTER_WEEKDAY[rule])
    return Interval(first, first)


_AFTER_WEEKDAY = {"weekday": 0, "weekday_plus": 1, "weekday_after": 4}


@cache
def _tabled() -> dict[tuple[str, int], Interval]:
    """Holidays of calendars other than the Gregorian, by key and year of the first day."""
    found = {}
    for row in rows("holidays_moving"):
        first = date.fromisoformat(row["first"])
        found[row["key"], first.year] = Interval(first, first + timedelta(days=int(row["days"]) - 1))
    return found


def read_holiday(match: Match, context: Context) -> Reading | None:
    """A named day, in the year named or the one nearest to the anchor."""
    key = match.value("name", "holiday")
    row = next(row for row in rows("holidays") if row["key"] == key)
    year = int(match.group("year")[0]) if match.has("year") else frame_year(match, context)
    if year is None and context.day is None:
        return Reading("DATE", "XXXX-XX-XX")
    years = [year] if year else [context.day.year + step for step in (-1, 0, 1)] if context.day else []
    spans = {days.first: days for year in years if (days := holiday_days(row, year))}
    options = [Unit("day", first) for first in spans]
    unit = _stepped(match, context, options) if context.day and not year else next(iter(options), None)
    if unit is None:
        return Reading("DATE", f"{year:04}" if year else "XXXX-XX-XX")
    if match.words[-1] == "weekend":
        return of_unit(unit, _long_weekend(unit.first))
    days = spans[unit.first]
    value = unit.value if days.first == days.last else f"{unit.value}/{days.last}"
    return Reading("DATE", value, days, unit=unit)


def _long_weekend(day: date) -> Interval:
    """The weekend next to a holiday, with the holiday."""
    weekend = unit_at("weekend", day - timedelta(days=7 if day.isoweekday() <= 2 else 0))
    return Interval(min(day, weekend.first), max(day, weekend.last))


def _stepped(match: Match, context: Context, days: list[Unit]) -> Unit | None:
    assert context.day is not None
    word = match.group("step")[-1:]
    if word and word[0] in ("last", "past"):
        return max((day for day in days if day.first < context.day), key=lambda day: day.first, default=None)
    if word and word[0] in ("next", "coming"):
        return min((day for day in days if day.first > context.day), key=lambda day: day.first, default=None)
    return nearest(days, context.around, context.direction(match))


def read_year_kind(match: Match, context: Context) -> Reading | None:
    """ "fiscal 2023", "the 2021-22 school year", "this financial year"."""
    kind = match.value("kind", "year_kind")
    settings = dict(table("dates")["years"][kind])
    if kind == "fiscal" and context.year_end != 12:
        settings["begins"] = context.year_end + 1
    if match.has("fshort"):
        year = 2000 + int(match.group("fshort")[0])
        return _kind_of_year(year - 1, settings["begins"], f"FY{year}")
    if match.has("year"):
        year = int(match.group("year")[0])
        two = match.has("short") or match.has("until")
        first = year if two or settings["named_by"] == "start" else year - 1
        value = f"FY{first + 1:04}" if kind in ("fiscal", "financial") else f"{first:04}/{first + 1:04}"
        if not two:
            value = f"FY{year:04}" if kind in ("fiscal", "financial") else f"{year:04}"
        return _kind_of_year(first, settings["begins"], value)
    if context.day is None:
        return Reading("DATE", "FYXXXX")
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}.get(
        match.group("step")[-1], 0
    )
    first = context.day.year - (context.day.month < settings["begins"]) + step
    return _kind_of_year(first, settings["begins"], f"FY{first + (settings['named_by'] == 'end'):04}")


def read_fiscal_part(match: Match, context: Context) -> Reading | None:
    """ "Q3 FY25", "the first half of fiscal 2026": of the year that ends in that one."""
    which, half = _part(match)
    months = 6 if half else 3
    if not 1 <= which <= 12 // months:
        return None
    year = 2000 + int(match.group("fshort")[0]) if match.has("fshort") else int(match.group("fyear")[0])
    first_month = context.year_end + 1 if context.year_end != 12 else table("dates")["years"]["fiscal"]["begins"]
    first = date(year - 1, first_month, 1) + relativedelta(months=months * (which - 1))
    return of_unit(Unit("half" if half else "quarter", first))


def _part(match: Match) -> tuple[int, bool]:
    """Which part of the year, and whether it is a half."""
    if match.has("which"):
        word = match.group("which")[0]
        return int(word[1]), word[0] == "h"
    return ordinal(match, "ordinal"), match.group("part") == ("half",)


def _kind_of_year(first: int, month: int, value: str) -> Reading:
    start = date(first, month, 1)
    return Reading("DATE", value, Interval(start, start + relativedelta(years=1, days=-1)), unit=unit_at("year", start))


def read_bc(match: Match, context: Context) -> Reading | None:
    """Years before our era have a value, no interval: the calendar here begins with year 1."""
    if match.has("bcentury"):
        return Reading("DATE", f"BC{ordinal(match, 'bcentury') - 1:02}")
    word = match.group("bc")[0]
    digits = "".join(char for char in word if char.isdecimal())
    year = f"BC{int(digits):04}"
    if not word.isdecimal():
        return Reading("DATE", year[:-1])
    month = match.value_or_none("month", "month")
    return Reading("DATE", f"{year}-{month:02}" if month else year)


READERS: dict[str, Reader] = {
    "holiday": read_holiday,
    "year_kind": read_year_kind,
    "fiscal_part": read_fiscal_part,
    "bc": read_bc,
    "numeric": read_numeric,
}
