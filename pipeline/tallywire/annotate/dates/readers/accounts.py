"""Readers of the years and quarters that a business reports: "full-year profit", "this year's results"."""

from datetime import date

from dateutil.relativedelta import relativedelta

from tallywire.annotate.dates.algebra import DAY, Interval, Unit
from tallywire.annotate.dates.context import (
    Context,
    Reader,
    Reading,
    expects,
    expects_behind,
    of_span,
    of_unit,
    opens_forecast,
)
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.readers.relative import read_unit, read_unit_the

_YEAR = relativedelta(years=1)
_LEAST, _MOST = 350, 380  # days of a year of accounts, which may be of whole weeks


def read_full_year(match: Match, context: Context) -> Reading | None:
    """ "full-year profit": of the business year to come where it is forecast, else of the last that has ended."""
    if context.published is None:
        return Reading("DATE", "XXXX")
    modal = any(match.after(step) in ("will", "would", "should", "could", "may", "might") for step in range(1, 6))
    forecast = modal or expects(match) or opens_forecast(match) or context.direction(match) == "future"
    if not forecast and (year := _reported_year(match, context)):
        return _of_year(year)
    end = date(context.published.year, context.year_end, 1) + relativedelta(months=1, days=-1)
    end += relativedelta(years=1 if end < context.published else 0, day=31)
    first = end + relativedelta(days=1) - relativedelta(years=1 if forecast else 2)
    return of_unit(Unit("year", first))


def read_the_year(match: Match, context: Context) -> Reading | None:
    """ "For the year, profit fell": the one whose last quarter is reported, else that of the calendar."""
    year = None if expects(match) or expects_behind(match) else _reported_year(match, context)
    return _of_year(year) if year else read_unit_the(match, context)


def read_year_of_results(match: Match, context: Context) -> Reading | None:
    """ "this year's results": of the business year that is reported, else of the calendar's."""
    year = None if expects_behind(match) else _reported_year(match, context)
    if year is None:
        return read_unit(match, context)
    return _of_year(year if match.group("step")[-1] == "this" else year.shift(-_YEAR))


def read_year_before(match: Match, context: Context) -> Reading | None:
    """ "from last year's $3m": of the stretch that the sentence tells of, a year earlier, else the calendar's year."""
    stretch = context.topic_of_sentence(match)
    return of_span(stretch.shift(-_YEAR)) if stretch else read_unit(match, context)


def _of_year(year: Interval) -> Reading:
    """The reading of a business year, which is named by the calendar's that it ends in."""
    return Reading("DATE", f"{year.last.year:04}", year)


def _reported_year(match: Match, context: Context) -> Interval | None:
    """The business year that the text reports, or whose last quarter it reports; None where it reports neither."""
    stretch, topic = context.compared(match), context.topic
    if stretch and _LEAST <= (stretch.last - stretch.first).days <= _MOST:
        return stretch
    if topic and topic.grain == "quarter" and topic.last.month == context.year_end:
        return Interval(topic.last + DAY - _YEAR, topic.last)
    return None


READERS: dict[str, Reader] = {
    "full_year": read_full_year,
    "the_year": read_the_year,
    "year_of_results": read_year_of_results,
    "year_before": read_year_before,
}
