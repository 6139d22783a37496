"""Which days of an expression's interval a figure holds for: "early 2020", "this year" (claim-guide, section 3)."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from en_tallywire.lexicon import table
from tallywire.records import Period

Interval = tuple[date | None, date | None]

_DAY = timedelta(days=1)
_CURRENT = re.compile(r"(?:earlier |so far )?(?:this|(?:the )?(?:current|present)) ", re.IGNORECASE)
_AT = re.compile(r"(?<!\w)at (?:the )?$", re.IGNORECASE)
_FOR = re.compile(r"(?:^|(?<=[.?!“\"]\s)|(?<=[\n“\"]))for $", re.IGNORECASE)
_AT_CHARS = 8
_UNITS = {1: "year", 10: "decade", 100: "century"}


def narrowed(period: Period, published: date | None) -> Interval:
    """The part of the period's interval that its words name; of a unit that is not over, the part up to `published`."""
    start, end = period.date_from, period.date_to
    if not start or not end:
        return start, end
    if bounds := _bounds(period.part, start, end):
        return start + relativedelta(months=bounds[0]), start + relativedelta(months=bounds[1]) - _DAY
    if published and start <= published < end:
        if period.part == "after":
            return published, end
        if period.part == "before" or (period.part is None and _CURRENT.match(period.text)):
            return start, published
    return start, end


def at_edge(text: str, period: Period) -> Interval | None:
    """The day of "at the end of June", "at the beginning of 2024"; None where it is no such point."""
    day = {"end": period.date_to, "start": period.date_from}.get(period.part or "")
    if day is None or not _AT.search(text, max(0, period.start - _AT_CHARS), period.start):
        return None
    return day, day


def is_outlook(text: str, period: Period) -> bool:
    """Whether the expression says for when something is told: "For the current year, it forecast ..."."""
    return _FOR.search(text, max(0, period.start - _AT_CHARS), period.start) is not None


def _bounds(part: str | None, start: date, end: date) -> tuple[int, int] | None:
    """The months, from `start`, that the part of a year, decade or century has; None where it keeps the whole."""
    years = round(((end - start).days + 1) / 365.25)
    if part is None or start.replace(year=min(start.year + years, 9999)) - _DAY != end:
        return None
    bounds = table("relations")["parts"].get(_UNITS.get(years, ""), {}).get(part)
    return (bounds[0], bounds[1]) if bounds else None
