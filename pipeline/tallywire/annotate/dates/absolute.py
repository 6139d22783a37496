"""Readers of dates, months, quarters, halves, seasons and years."""

from datetime import date, timedelta

from tallywire.annotate.dates.algebra import (
    Grain, Interval, Unit, day_unit, month_unit, unit_at, year_unit,
)  # fmt: skip
from tallywire.annotate.dates.context import Context, Direction, Reader, Reading, nearest, of_unit
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.numbers import number
from tallywire.annotate.dates.parts import narrowed

_WEEKDAY_YEARS = range(-12, 3)  # a weekday fits a day and month in one year of five to eleven
_NEAR_YEARS = range(-1, 2)
#: The year is left out of a day that is weeks away, whatever the tense of the report: "declared a dividend for Dec. 15".
_PLAINLY_NEAR = timedelta(days=60)


def ordinal(match: Match, name: str) -> int:
    """The number of an ordinal ("third", "3rd", "31") in the group `name`."""
    word = match.group(name)[-1]
    digits = "".join(char for char in word if char.isdecimal())
    return int(digits) if digits else int(match.vocabulary.value("ordinal", word))


def frame_year(match: Match, context: Context) -> int | None:
    """The year that a frame names: "of 2023", "last year", "of that year"; None when there is none or no anchor."""
    if match.has("fyear"):
        return int(match.group("fyear")[0])
    if match.has("byear"):
        return borrowed_year(match, match.value("month", "month"))
    if match.has("fstep"):
        return step_year(match.group("fstep")[-1], context)
    if match.words[-3:] == ("of", "the", "year") and context.day:
        return context.day.year
    return None


def step_year(word: str, context: Context) -> int | None:
    """The year that "last", "that", "following" ... year means."""
    steps = {"last": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
    if word in steps:
        return context.day.year + steps[word] if context.day else None
    told = context.told
    return told.first.year + {"previous": -1, "following": 1}.get(word, 0) if told else None


def read_day(match: Match, context: Context) -> Reading | None:
    """A day: with its month, by weekday, or relative to the document date."""
    if match.has("rel") or match.has("rel2"):
        return _relative_day(match, context)
    if match.has("weekday"):
        return read_weekday(match, context)
    prefix = "d" if match.has("dmonth") else ""
    month = match.value(f"{prefix}month", "month")
    day = _ordinal_word(match) if match.has("ddayword") else ordinal(match, f"{prefix}day")
    weekday = _weekday_of(match)
    year = _year_of_day(match, context, prefix, month)
    if year:
        unit = day_unit(year, month, day)
        return of_unit(unit) if unit else None
    return _day_without_year(match, context, month, day, weekday)


def _ordinal_word(match: Match) -> int:
    """The day of "the first of May", "the twenty-third of May"."""
    *tens, ones = match.group("ddayword")
    return int(match.vocabulary.value("ordinal", ones)) + (int(match.vocabulary.value("tens", tens[0])) if tens else 0)


def _year_of_day(match: Match, context: Context, prefix: str, month: int) -> int | None:
    if match.has(f"{prefix}year"):
        return int(match.group(f"{prefix}year")[0])
    if match.has(f"{prefix}ystep"):
        return step_year(match.group(f"{prefix}ystep")[-1], context)
    return borrowed_year(match, month) if match.has("byear") else None


def borrowed_year(match: Match, month: int) -> int:
    """The year of a range's first end: that of its second, or the one before when the months run over New Year."""
    return int(match.group("byear")[0]) - (month > match.value("bmonth", "month"))


def _weekday_of(match: Match) -> int | None:
    for name in ("mwd", "dwd", "wd"):
        if match.has(name):
            return int(match.value(name, "weekday"))
    return None


def _day_without_year(match: Match, context: Context, month: int, day: int, weekday: int | None) -> Reading | None:
    if not 1 <= day <= 31:
        return None
    if context.day is None:
        return Reading("DATE", f"XXXX-{month:02}-{day:02}")
    years = _WEEKDAY_YEARS if weekday else range(-4, 5) if (month, day) == (2, 29) else _NEAR_YEARS
    options = [unit for step in years if (unit := day_unit(context.day.year + step, month, day))]
    fitting = [unit for unit in options if unit.first.isoweekday() == weekday] if weekday else options
    direction = None if context.narrative else context.direction(match)
    unit = nearest(fitting or options, context.around, direction, _PLAINLY_NEAR)
    return of_unit(unit) if unit else None


def _relative_day(match: Match, context: Context) -> Reading | None:
    if match.has("rel2"):
        step = -2 if "before" in match.words else 2
    else:
        step = match.value("rel", "relative_day")
    if context.published is None:
        return Reading("DATE", {0: "PRESENT_REF"}.get(step, "PAST_REF" if step < 0 else "FUTURE_REF"))
    return of_unit(Unit("day", context.published).step(step))


def read_weekday(match: Match, context: Context) -> Reading | None:
    """A weekday: the most recent one, the next in a clause about the future; "last" and "next" never the day itself."""
    weekday = int(match.value("weekday", "weekday"))
    step = match.group("step")[-1:] or match.group("wstep")[-1:]
    anchor = context.day
    if step and step[0] in ("previous", "following", "same", "that") and context.told:
        anchor = context.told.first
    if anchor is None:
        return Reading("DATE", f"XXXX-WXX-{weekday}")
    today = Unit("day", anchor)
    since = (anchor.isoweekday() - weekday) % 7
    if match.has("wstep"):
        week = unit_at("week", anchor).step({"last": -1, "next": 1}.get(match.group("wstep")[-1], 0))
        return of_unit(Unit("day", week.first).step(weekday - 1))
    word = step[0] if step else ""
    if word in ("last", "previous", "past"):
        return of_unit(today.step(-(since or 7)))
    if word in ("next", "following", "coming"):
        return of_unit(today.step(7 - since))
    if word == "this":
        return of_unit(Unit("day", unit_at("week", anchor).first).step(weekday - 1))
    ahead = context.direction(match) == "future" and since
    return of_unit(today.step(7 - since if ahead else -since))


def read_day_range(match: Match, context: Context) -> Reading | None:
    """Days joined by a hyphen: "Nov. 1-3", "28-30 March 2022"."""
    month, day, until = match.value("month", "month"), ordinal(match, "day"), ordinal(match, "until")
    if match.has("year"):
        year = int(match.group("year")[0])
    else:
        first = _day_without_year(match, context, month, day, None)
        if first is None or first.interval is None:
            return Reading("DATE", f"XXXX-{month:02}-{day:02}/XXXX-{month:02}-{until:02}")
        year = first.interval.first.year
    start, end = day_unit(year, month, day), day_unit(year, month, until)
    return span(start, end) if start and end else None


def span(start: Unit, end: Unit) -> Reading | None:
    """From the first day of `start` to the last of `end`; None when that runs backwards."""
    if end.last < start.first:
        return None
    return Reading("DATE", f"{start.value}/{end.value}", Interval(start.first, end.last), unit=start)


def read_day_listed(match: Match, context: Context) -> Reading | None:
    """The first of several days of a month: "12" in "from 12 to 14 May"."""
    return read_day(match, context)


def read_day_ordinal(match: Match, context: Context) -> Reading | None:
    """ "the 20th": the day of the month told last."""
    told = context.told
    if told is None or told.grain not in ("day", "month"):
        return None
    unit = day_unit(told.first.year, told.first.month, ordinal(match, "day"))
    return of_unit(unit) if unit else None


def read_month(match: Match, context: Context) -> Reading | None:
    """A month, with its year or alone."""
    month = match.value("month", "month")
    year = frame_year(match, context)
    if year is not None:
        return narrowed(month_unit(year, month), match, context)
    if context.day is None:
        return Reading("DATE", f"XXXX-{month:02}")
    unit = _stepped_month(match, context, month) or _near(match, context, "month", month)
    return narrowed(unit, match, context)


def _stepped_month(match: Match, context: Context, month: int) -> Unit | None:
    """ "last June", "this September", "the following March"."""
    word = match.group("step")[-1:]
    told = context.told
    if not word or context.day is None or told is None:
        return None
    anchor = told.first if word[0] in ("previous", "following", "same") else context.day
    if word[0] == "this":
        return month_unit(anchor.year, month)
    if word[0] in ("last", "previous", "past"):
        return month_unit(anchor.year - (month >= anchor.month), month)
    if word[0] in ("next", "following", "coming"):
        return month_unit(anchor.year + (month <= anchor.month), month)
    return None


def _near(match: Match, context: Context, grain: Grain, month: int) -> Unit:
    """The unit of `grain` that begins in `month`, in the year nearest to the anchor."""
    assert context.day is not None
    direction: Direction | None = None if context.narrative else context.direction(match)
    options = [unit_at(grain, date(context.day.year + step, month, 1)) for step in _NEAR_YEARS]
    return nearest(options, context.around, direction) or options[1]


def read_quarter(match: Match, context: Context) -> Reading | None:
    """A quarter of the calendar year. Without a year: the last that has begun, in a clause about the future the next."""
    if match.has("which"):
        which = int(match.group("which")[0][1])
    else:
        which = {"final": 4, "last": 4}.get(match.group("ordinal")[0]) or ordinal(match, "ordinal")
    if not 1 <= which <= 4:
        return None
    return _framed(match, context, "quarter", 3 * which - 2, f"XXXX-Q{which}")


def read_half(match: Match, context: Context) -> Reading | None:
    """A half of a year."""
    word = (match.group("ordinal") or match.group("which") or ("first",))[0]
    which = 2 if word in ("second", "last", "latter", "2nd", "h2") else 1
    return _framed(match, context, "half", 6 * which - 5, f"XXXX-H{which}")


def _framed(match: Match, context: Context, grain: Grain, month: int, unknown: str) -> Reading | None:
    year = frame_year(match, context)
    if year is not None:
        return narrowed(unit_at(grain, date(year, month, 1)), match, context)
    if context.day is None:
        return Reading("DATE", unknown)
    options = [unit_at(grain, date(context.day.year + step, month, 1)) for step in _NEAR_YEARS]
    if not context.narrative and context.direction(match) != "future":
        options = [unit for unit in options if unit.first <= context.day]
    unit = nearest(options, context.around, None)
    return narrowed(unit or options[1], match, context)


def read_season(match: Match, context: Context) -> Reading | None:
    """A season: three calendar months; that of a winter's year begins in its December."""
    month = match.value("season", "season")
    year = frame_year(match, context)
    if year is not None:
        return of_unit(unit_at("season", date(year, month, 1)))
    if context.day is None:
        return Reading("DATE", f"XXXX-{unit_at('season', date(2000, month, 1)).value[-2:]}")
    step = match.group("step")[-1:]
    near = _near(match, context, "season", month)
    if step and step[0] == "last":
        return of_unit(near if near.last < context.day else near.moved_years(-1))
    if step and step[0] == "next":
        return of_unit(near if near.first > context.day else near.moved_years(1))
    if step and step[0] == "this" and month != 12:
        return of_unit(unit_at("season", date(context.day.year, month, 1)))
    return of_unit(near)


def read_year(match: Match, context: Context) -> Reading | None:
    """A year in figures, narrowed by "early", "mid", "late"."""
    return narrowed(year_unit(int(match.group("year")[0])), match, context)


def read_year_short(match: Match, context: Context) -> Reading | None:
    """ "'89": in the century that brings it nearest to the anchor, not after the document date by more than ten years."""
    short = int(match.group("short")[0])
    anchor = context.day.year if context.day else 2000
    year = anchor - anchor % 100 + short
    if year > anchor + 10:
        year -= 100
    return narrowed(year_unit(year), match, context)


def read_year_spoken(match: Match, context: Context) -> Reading | None:
    """ "nineteen ninety-seven", "the year two thousand"."""
    if match.has("hundreds"):
        rest = number(match.group("rest"), match.vocabulary)
        year = match.value("hundreds", "spoken_century") * 100 + int(rest or 0)
    else:
        year = 2000 + (match.value("ones", "ones") if match.has("ones") else 0)
    if match.has("month"):
        return narrowed(month_unit(year, match.value("month", "month")), match, context)
    return narrowed(year_unit(year), match, context)


def read_year_range(match: Match, context: Context) -> Reading | None:
    """ "2021-22"."""
    start = int(match.group("year")[0])
    end = start - start % 100 + int(match.group("short")[0])
    return span(year_unit(start), year_unit(end)) if start < end else None


READERS: dict[str, Reader] = {
    "day": read_day,
    "day_range": read_day_range,
    "day_listed": read_day_listed,
    "day_ordinal": read_day_ordinal,
    "month": read_month,
    "quarter": read_quarter,
    "half": read_half,
    "season": read_season,
    "year": read_year,
    "year_short": read_year_short,
    "year_spoken": read_year_spoken,
    "year_range": read_year_range,
}
