"""Readers of months, quarters, halves, seasons, years, decades and centuries."""

from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from tallywire.annotate.dates.algebra import Grain, Unit, month_unit, unit_at, year_unit
from tallywire.annotate.dates.context import (
    Context,
    Direction,
    Reader,
    Reading,
    expects,
    nearest,
    of_unit,
    opens_forecast,
)
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.readers.frames import NEAR_YEARS, frame_year, ordinal, span
from tallywire.annotate.dates.readers.numbers import number
from tallywire.annotate.dates.readers.parts import narrowed


def read_month(match: Match, context: Context) -> Reading | None:
    """A month, with its year or alone."""
    month = match.value("month", "month")
    year = frame_year(match, context)
    if year is not None:
        return narrowed(month_unit(year, month), match)
    if context.near is None:
        return Reading("DATE", f"XXXX-{month:02}")
    if match.has("bmonth"):
        end = _near(match, context, "month", match.value("bmonth", "month"))
        year = end.first.year - int(month > end.first.month)
        return replace(narrowed(month_unit(year, month), match), bound=end)
    bound = context.bound if context.bound and context.bound == month_unit(context.bound.first.year, month) else None
    unit = bound or _stepped_month(match, context, month) or _near(match, context, "month", month)
    return narrowed(unit, match)


def read_month_range(match: Match, context: Context) -> Reading | None:
    """ "the January-March period": without a year, the one nearest to the anchor."""
    month, until = match.value("month", "month"), match.value("until", "month")
    if context.day is None:
        return Reading("DATE", f"XXXX-{month:02}/XXXX-{until:02}")
    end = _near(match, context, "month", until)
    return _quarter_or_span(month_unit(end.first.year - int(month > until), month), end)


def _quarter_or_span(start: Unit, end: Unit) -> Reading | None:
    """The months from `start` to `end`: a quarter where they are one, as "the October-December quarter" is."""
    quarter = unit_at("quarter", start.first)
    if quarter.interval == (start.first, end.last):
        return of_unit(quarter)
    found = span(start, end)
    return replace(found, topic=found.interval) if found else None


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
    assert context.near is not None
    direction: Direction | None = None if context.narrative else context.direction(match)
    if direction is None and match.before() == "the" and "when" in [match.after(step) for step in range(2, 6)]:
        direction = "past"  # "the October storm, when 40 roofs blew off"
    options = [unit_at(grain, date(context.near.year + step, month, 1)) for step in NEAR_YEARS]
    return nearest(options, context.around, direction) or options[1]


def read_quarter(match: Match, context: Context) -> Reading | None:
    """A quarter of the calendar year. Without a year: the last begun, in a clause about the future the nearest."""
    if match.has("which"):
        which = int(match.group("which")[0][1])
    else:
        which = {"final": 4, "last": 4}.get(match.group("ordinal")[0]) or ordinal(match, "ordinal")
    if not 1 <= which <= 4:
        return None
    stepped = match.has("ordinal") and match.group("ordinal")[0] == "last" and frame_year(match, context) is None
    if stepped and context.day:
        return of_unit(unit_at("quarter", context.day).step(-1))
    return _framed(match, context, "quarter", 3 * which - 2, f"XXXX-Q{which}")


def read_quarter_to_month(match: Match, context: Context) -> Reading | None:
    """ "the June quarter": the three months that end with that one; without a year, the last to have ended."""
    month = match.value("month", "month")
    year = frame_year(match, context)
    if year is None and context.day is None:
        return Reading("DATE", f"XXXX-{month:02}")
    if year is None:
        assert context.day is not None
        options = [month_unit(context.day.year + step, month) for step in NEAR_YEARS]
        ahead = expects(match) or context.direction(match) == "future"
        end = nearest(options, context.around, "future" if ahead else "past")
    else:
        end = month_unit(year, month)
    return _quarter_or_span(end.step(-2), end) if end else None


def read_half(match: Match, context: Context) -> Reading | None:
    """A half of a year."""
    word = (match.group("ordinal") or match.group("which") or ("first",))[0]
    which = 2 if word in ("second", "last", "latter", "2nd", "h2") else 1
    return _framed(match, context, "half", 6 * which - 5, f"XXXX-H{which}")


def _framed(match: Match, context: Context, grain: Grain, month: int, unknown: str) -> Reading | None:
    year = frame_year(match, context)
    if year is not None:
        is_fiscal = not {"fiscal", "financial"}.isdisjoint(match.words)
        return narrowed(_of_year(grain, year, month, context.year_end if is_fiscal else 12), match)
    if context.day is None:
        return Reading("DATE", unknown)
    options = [_of_year(grain, context.day.year + step, month, context.year_end) for step in (*NEAR_YEARS, 2)]
    if not context.narrative and context.direction(match) != "future" and not opens_forecast(match):
        options = [unit for unit in options if unit.first <= context.day]
    unit = nearest(options, context.around, None) or options[1]
    reading = narrowed(unit, match)
    return replace(reading, value=f"{unit.last.year:04}-{unknown[-2:]}") if context.year_end != 12 else reading


def _of_year(grain: Grain, year: int, month: int, year_end: int) -> Unit:
    """The quarter or half that begins `month - 1` months into the financial year that ends in `year`."""
    if year_end == 12:
        return Unit(grain, date(year, month, 1))
    return Unit(grain, date(year - 1, year_end + 1, 1) + relativedelta(months=month - 1))


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
    return narrowed(year_unit(int(match.group("year")[0])), match)


def read_year_short(match: Match, context: Context) -> Reading | None:
    """ "'89": in the anchor's century, or in the one before when that is over ten years ahead."""
    short = int(match.group("short")[0])
    anchor = context.day.year if context.day else 2000
    year = anchor - anchor % 100 + short
    if year > anchor + 10:
        year -= 100
    return narrowed(year_unit(year), match)


def read_year_spoken(match: Match, context: Context) -> Reading | None:
    """ "nineteen ninety-seven", "the year two thousand"."""
    if match.has("hundreds"):
        rest = number(match.group("rest"), match.vocabulary)
        year = match.value("hundreds", "spoken_century") * 100 + int(rest or 0)
    else:
        year = 2000 + (match.value("ones", "ones") if match.has("ones") else 0)
    if match.has("month"):
        return narrowed(month_unit(year, match.value("month", "month")), match)
    return narrowed(year_unit(year), match)


def read_year_range(match: Match, context: Context) -> Reading | None:
    """ "2021-22"."""
    start = int(match.group("year")[0])
    end = start - start % 100 + int(match.group("short")[0])
    return span(year_unit(start), year_unit(end)) if start < end else None


def read_decade(match: Match, context: Context) -> Reading | None:
    """ "the 1990s", "the early '80s", "the nineties"."""
    word = match.group("decade")[0]
    digits = "".join(char for char in word if char.isdecimal())
    short = int(digits) if digits else match.value("decade", "decade_word")
    if len(digits) == 4:
        unit = Unit("decade", date(short, 1, 1))
        return _half_of(unit, match) if match.has("half") else narrowed(unit, match)
    anchor = context.day.year if context.day else 2000
    options = [Unit("decade", date(base + short, 1, 1)) for base in (anchor // 100 * 100 - 100, anchor // 100 * 100)]
    near = nearest(options, year_unit(anchor).interval, "past")
    if near is None:
        return None
    return _half_of(near, match) if match.has("half") else narrowed(near, match)


def _half_of(decade: Unit, match: Match) -> Reading:
    """ "the second half of the 1980s": five years."""
    months = (0, 60) if match.group("half")[0] == "first" else (60, 120)
    return of_unit(decade, decade.part(months))


def read_century(match: Match, context: Context) -> Reading | None:
    """ "the 19th century"."""
    word = match.group("century")
    digits = "".join(char for char in word[0] if char.isdecimal())
    which = int(digits) if digits else 21 if word[0] == "twenty" else match.value("century", "ordinal")
    if not 2 <= which <= 30:
        return Reading("DATE", f"{which - 1:02}")
    return narrowed(Unit("century", date((which - 1) * 100, 1, 1)), match)


def read_new_year(match: Match, context: Context) -> Reading | None:
    """ "the new year"; "the turn of the century"."""
    if match.has("unit") and context.day:
        return Reading("DATE", unit_at(match.value("unit", "calendar"), context.day).value)
    if context.day is None:
        return Reading("DATE", "FUTURE_REF")
    options = [year_unit(context.day.year), year_unit(context.day.year + 1)]
    late = context.day.month >= 7
    return narrowed(options[late], match)


READERS: dict[str, Reader] = {
    "month": read_month,
    "month_range": read_month_range,
    "quarter": read_quarter,
    "quarter_to_month": read_quarter_to_month,
    "half": read_half,
    "season": read_season,
    "year": read_year,
    "year_short": read_year_short,
    "year_spoken": read_year_spoken,
    "year_range": read_year_range,
    "decade": read_decade,
    "century": read_century,
    "new_year": read_new_year,
}
