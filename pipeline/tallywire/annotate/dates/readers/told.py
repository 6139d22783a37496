"""Readers of stretches that the text has told before: "in the three months", "over the same five days"."""

from datetime import timedelta

from tallywire.annotate.dates.algebra import DAY, Interval, unit_at
from tallywire.annotate.dates.context import Context, Reader, Reading
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.readers.lengths import count, delta, duration, read_length, unit_name
from tallywire.annotate.dates.readers.years import read_month


def read_told_length(match: Match, context: Context) -> Reading | None:
    """ "In the three months": the stretch of that length told last; else a plain length."""
    amount, unit = count(match), unit_name(match)
    told = _of_length(context, amount, unit) if amount else None
    return Reading("DURATION", duration(amount, unit), told) if told else read_length(match, context)


def _of_length(context: Context, amount: float, unit: str) -> Interval | None:
    """The stretch told last that is so long, give or take a day of a month."""
    topic = [context.topic.interval] if context.topic else []
    for span in reversed([*topic, *context.spans]):
        if abs(span.first + delta(amount, unit) - DAY - span.last) <= timedelta(days=unit != "day"):
            return span
    return None


def read_told_period(match: Match, context: Context) -> Reading | None:
    """ "Over the same period", "in that time": the stretch told last, close by; None when none was."""
    span = context.told_span(match)
    return Reading("DATE", "PAST_REF", span) if span else None


def read_half_month(match: Match, context: Context) -> Reading | None:
    """ "The first half of July", "the second half of the month": up to the 15th, or from the 16th on."""
    if match.has("month"):
        found = read_month(match, context)
        month = found.unit if found else None
    else:
        month = unit_at("month", context.told.first) if context.told else None
    if month is None or month.grain != "month":
        return None
    middle = month.first.replace(day=15)
    half = Interval(month.first, middle) if match.group("which")[0] == "first" else Interval(middle + DAY, month.last)
    return Reading("DATE", month.value, half)


READERS: dict[str, Reader] = {
    "told_length": read_told_length,
    "told_period": read_told_period,
    "half_month": read_half_month,
}
