"""Readers of units placed by a determiner ("this week", "the previous year"), of comparisons, and of vague words."""

from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from tallywire.annotate.dates.algebra import DAY, Grain, Interval, Unit, unit_at, year_unit
from tallywire.annotate.dates.context import Context, Reader, Reading, expects, of_span, of_unit
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.readers.days import read_day
from tallywire.annotate.dates.readers.frames import ordinal
from tallywire.annotate.dates.readers.lengths import count, delta, duration, unit_name
from tallywire.annotate.dates.readers.parts import located, narrowed
from tallywire.annotate.dates.readers.years import read_month

#: Units of which so many whole ones end with a day; shorter ones are counted back from it, as "the past week" is.
_WEEKS = 52  # that every year has
_WHOLE = frozenset({"month", "quarter", "half", "season", "year", "decade", "century"})
_YEAR = timedelta(days=366)
_UNKNOWN = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


def read_unit(match: Match, context: Context) -> Reading | None:
    """ "last month", "this year", "the previous year": that unit of the calendar."""
    grain: Grain = match.value("unit", "calendar")
    word = match.group("step")[-1] if match.has("step") else "this"
    if word in ("earlier", "later"):
        return _beside(match, context, grain, word)
    if grain == "year" and word in ("before", "previous", "prior", "preceding"):
        stretch = context.told_stretch(match)
        if stretch and stretch.last <= stretch.first + _YEAR:
            return of_span(stretch.shift(relativedelta(years=-1)))
    told_step = 1 if match.words[-3:-1] == ("the", "next") else match.vocabulary.words("told_step").get(word)
    if told_step is not None:
        if context.told is None:
            return Reading("DATE", _UNKNOWN[int(told_step)])
        return narrowed(unit_at(grain, context.told.first).step(int(told_step)), match)
    step = int(match.vocabulary.value("step", word))
    if context.day is None:
        return Reading("DATE", _UNKNOWN[step])
    unit = unit_at(grain, context.day).step(step)
    if grain == "weekend" and word == "last":
        unit = _last_weekend(context.day)
    return narrowed(unit, match)


def _last_weekend(day: date) -> Unit:
    unit = unit_at("weekend", day)
    return unit if unit.last < day else unit.step(-1)


def _beside(match: Match, context: Context, grain: Grain, word: str) -> Reading | None:
    """ "earlier this month", "later in the year"."""
    day = context.published if "this" in match.words else context.day
    if day is None:
        return Reading("DATE", "PAST_REF" if word == "earlier" else "FUTURE_REF")
    return replace(of_unit(unit_at(grain, day)), part="before" if word == "earlier" else "after")


def read_unit_the(match: Match, context: Context) -> Reading | None:
    """ "the quarter", "the weekend", "the year": that told last, else the one of the document date."""
    word = match.group("unit")[-1]
    grain: Grain = "quarter" if word == "period" else match.value("unit", "calendar")
    if grain == "year" and "latest" in match.words:
        return None  # "2024, the latest year for which there are figures"
    if context.day is None:
        return Reading("DATE", "PRESENT_REF")
    if grain == "quarter":
        topic = context.topic
        told_before = (
            topic is not None and topic.grain == "quarter" and ("latest" not in match.words or topic.last < context.day)
        )
        unit = topic if topic and told_before else unit_at("quarter", context.day).step(-1)
    elif grain == "weekend":
        ahead = context.direction(match) == "future"
        unit = unit_at("weekend", context.day) if ahead else _last_weekend(context.day)
    else:
        told = context.told
        fits = told is not None and (grain in ("day", "week") or context.narrative)
        unit = unit_at(grain, told.first if told and fits else context.day)
    if "end" in match.words and not located(match):
        if not context.narrative and unit.last > context.day and context.direction(match) == "past":
            unit = unit.step(-1)
        return Reading("DATE", unit.last.isoformat(), Interval(unit.last, unit.last), unit=Unit("day", unit.last))
    return narrowed(unit, match)


def read_unit_ended(match: Match, context: Context) -> Reading | None:
    """ "the year ended 31 March": the twelve months up to that day; a quarter that ends with a calendar one is that."""
    ahead = match.after() in ("ending", "ends") or (match.after() not in ("ended", "that") and expects(match))
    if not ahead:
        context = replace(context, direction=lambda _: "past", plainly_near=timedelta(0))
    by_day = any(match.has(name) for name in ("day", "dday", "ddayword", "weekday"))
    end = read_day(match, context) if by_day else read_month(match, context)
    plural = match.group("unit")[-1] in match.vocabulary.words("units")
    amount, name = count(match) if match.has("n") or not plural else None, unit_name(match)
    value = duration(amount, name)
    if end is None or end.unit is None or amount is None:
        return Reading("DURATION", value)
    has_year = any(match.has(name) for name in ("year", "dyear", "fyear", "ystep", "dystep"))
    over = ahead or has_year or context.published is None or end.unit.last <= context.published
    bound = end.unit if over else end.unit.moved_years(-1)
    last = bound.last
    if amount == 1 and not match.has("n"):
        unit = unit_at(match.value("unit", "calendar"), last)
        if unit.last == last:
            return replace(of_unit(unit), bound=bound, value=_numbered(match, last) or unit.value)
    after = last + DAY if name in _WHOLE or name == "day" or (name == "week" and amount == 1) else last
    span = Interval(after - delta(amount, name), last)
    if numbered := _numbered(match, last):
        return Reading("DATE", numbered, span, bound=bound, topic=span)
    return Reading("DURATION", value, span, bound=bound, topic=span)


def _numbered(match: Match, last: date) -> str:
    """The value of "the fiscal second quarter" that ends on `last`; empty for a unit without a number."""
    if not match.has("which"):
        return ""
    which = 4 if match.group("which") == ("final",) else ordinal(match, "which")
    return f"{last.year:04}-Q{which}"


def read_to_date(match: Match, context: Context) -> Reading | None:
    """ "the year to date": from the first day of the unit that holds the document date up to it."""
    if context.published is None:
        return Reading("DATE", "PRESENT_REF")
    unit = unit_at(match.value("unit", "calendar"), context.published)
    return of_unit(unit, unit.interval.clip(context.published))


def read_same_period(match: Match, context: Context) -> Reading | None:
    """ "the same period last year": the time told last, moved into that year."""
    told = context.topic or context.told
    if told is None:
        return Reading("DATE", "PAST_REF")
    if match.has("fyear") and match.has("unit") and match.group("unit")[0] == "week":
        number = min(told.first.isocalendar().week, _WEEKS)
        return of_unit(unit_at("week", date.fromisocalendar(int(match.group("fyear")[0]), number, 1)))
    if stretch := context.compared(match):
        return _same_span(match, stretch)
    if match.has("fyear"):
        years = int(match.group("fyear")[0]) - told.first.year
    else:
        years = 1 if match.words[-2:] == ("next", "year") else -1
    if match.has("unit") and match.group("unit")[0] != "period":
        told = unit_at(match.value("unit", "calendar"), told.first)
    elif told.grain in ("day", "weekend", "week") and not match.has("fyear"):
        told = year_unit(told.first.year)
    moved = relativedelta(years=years)
    unit = told.moved(moved)
    if told.grain == "year" and context.published and told.first <= context.published <= told.last:
        return Reading("DATE", unit.value, told.interval.clip(context.published).shift(moved))
    return replace(of_unit(unit), unit=None)


def _same_span(match: Match, span: Interval) -> Reading:
    """The stretch that the text reports for, moved into the year named or the one before."""
    years = int(match.group("fyear")[0]) - span.last.year if match.has("fyear") else -1
    return of_span(span.shift(relativedelta(years=years)))


def read_word(match: Match, context: Context) -> Reading | None:
    """ "now", "recently", "the future"."""
    words = match.words
    if match.has("which") and match.group("which")[0] in match.vocabulary.words("adverb"):
        value = str(match.value("which", "adverb"))
    elif "future" in words:
        value = "FUTURE_REF"
    elif "past" in words or "recent" in words:
        value = "PAST_REF"
    else:
        value = "PRESENT_REF"
    today = Interval(context.published, context.published) if value == "PRESENT_REF" and context.published else None
    return Reading("DATE", value, today)


READERS: dict[str, Reader] = {
    "unit": read_unit,
    "unit_the": read_unit_the,
    "unit_ended": read_unit_ended,
    "to_date": read_to_date,
    "same_period": read_same_period,
    "word": read_word,
}
