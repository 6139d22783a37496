"""Readers of days: by their month, by weekday, relative to the document date or to the day told last."""

from dataclasses import replace

from tallywire.annotate.dates.algebra import Unit, day_unit, nth_weekday, unit_at
from tallywire.annotate.dates.context import Context, Reader, Reading, nearest, of_unit
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.readers.frames import NEAR_YEARS, borrowed_year, frame_year, ordinal, step_year

_WEEKDAY_YEARS = range(-12, 3)  # a weekday fits a day and month in one year of five to eleven


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


def _weekday_of(match: Match) -> int | None:
    for name in ("mwd", "dwd", "wd"):
        if match.has(name):
            return int(match.value(name, "weekday"))
    return None


def _day_without_year(match: Match, context: Context, month: int, day: int, weekday: int | None) -> Reading | None:
    if not 1 <= day <= 31:
        return None
    if context.near is None:
        return Reading("DATE", f"XXXX-{month:02}-{day:02}")
    if match.has("bday"):
        return _before_bound(match, context, month, day)
    if context.bound and (context.bound.first.month, context.bound.first.day) == (month, day):
        return of_unit(context.bound)
    years = _WEEKDAY_YEARS if weekday else range(-4, 5) if (month, day) == (2, 29) else NEAR_YEARS
    options = [unit for step in years if (unit := day_unit(context.near.year + step, month, day))]
    fitting = [unit for unit in options if unit.first.isoweekday() == weekday] if weekday else options
    direction = None if context.narrative else context.direction(match)
    unit = nearest(fitting or options, context.around, direction, context.plainly_near)
    return of_unit(unit) if unit else None


def _before_bound(match: Match, context: Context, month: int, day: int) -> Reading | None:
    """The first day of a range without years: the one before the last day, which is found first."""
    until_month, until = match.value("bmonth", "month"), ordinal(match, "bday")
    direction = None if context.narrative else context.direction(match)
    assert context.near is not None
    options = [unit for step in NEAR_YEARS if (unit := day_unit(context.near.year + step, until_month, until))]
    end = nearest(options, context.around, direction, context.plainly_near)
    if end is None:
        return None
    unit = day_unit(end.first.year - int((month, day) > (until_month, until)), month, day)
    return replace(of_unit(unit), bound=end) if unit else None


def _relative_day(match: Match, context: Context) -> Reading | None:
    beyond = -2 if "before" in match.words else 2
    step = beyond if match.has("rel2") else int(match.value("rel", "relative_day"))
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
    if match.rule.name == "day.weekday" and match.words[-1] == "week":  # "Friday week": seven days after the next
        return of_unit(today.step(14 - since))
    ahead = context.direction(match) == "future" and since
    return of_unit(today.step(7 - since if ahead else -since))


def read_day_ordinal(match: Match, context: Context) -> Reading | None:
    """ "the 20th": the day of the month told last."""
    told = context.told
    if told is None or told.grain not in ("day", "month"):
        return None
    unit = day_unit(told.first.year, told.first.month, ordinal(match, "day"))
    return of_unit(unit) if unit else None


def read_nth_weekday(match: Match, context: Context) -> Reading | None:
    """ "the first Tuesday in November", "the last Monday of May 2020"."""
    month, weekday = match.value("month", "month"), int(match.value("weekday", "weekday"))
    which = -1 if match.group("nth") == ("last",) else ordinal(match, "nth")
    year = frame_year(match, context)
    if not -1 <= which <= 5 or (year is None and context.day is None):
        return Reading("DATE", f"XXXX-{month:02}")
    years = [year] if year is not None else [context.day.year + step for step in NEAR_YEARS] if context.day else []
    options = [Unit("day", nth_weekday(each, month, weekday, which)) for each in years]
    unit = options[0] if year is not None else nearest(options, context.around, context.direction(match))
    return of_unit(unit) if unit else None


def read_day_of_month(match: Match, context: Context) -> Reading | None:
    """ "the 18th of last month"."""
    word = match.group("step")[-1]
    told_step = match.vocabulary.words("told_step").get(word)
    told = context.told
    anchor = context.day if told_step is None else told.first if told else None
    if anchor is None:
        return Reading("DATE", "XXXX-XX-XX")
    step = match.vocabulary.value("step", word) if told_step is None else told_step
    first = unit_at("month", anchor).step(int(step)).first
    unit = day_unit(first.year, first.month, ordinal(match, "day"))
    return of_unit(unit) if unit else None


def read_anaphoric_day(match: Match, context: Context) -> Reading | None:
    """ "the same day", "the next day", "the day before": from the day told last."""
    word = match.group("step")[-1]
    step = 1 if word == "next" else int(match.vocabulary.value("told_step", word))
    told = context.told
    if told is None or (word in ("before", "after") and match.rule.name.endswith("event")):
        return Reading("DATE", "XXXX-XX-XX")
    if told.grain not in ("day", "weekend"):
        return Reading("DATE", f"{told.first.year:04}-XX-XX")
    return of_unit(Unit("day", told.first).step(step))


READERS: dict[str, Reader] = {
    "day": read_day,
    "day_ordinal": read_day_ordinal,
    "nth_weekday": read_nth_weekday,
    "day_of_month": read_day_of_month,
    "anaphoric_day": read_anaphoric_day,
}
