"""Finds day, month and weekday mentions in text, with whichever parts they give.

Reads `calendar.toml`. A mention is what is written ("Wednesday, January 22"), not yet a date: the year may be missing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from en_tallywire import lexicon


@dataclass(frozen=True, slots=True)
class Mention:
    """A written date: its span and the parts that it names. `weekday` counts from Monday = 0."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def shifted(self, by: int) -> "Mention":
        """The same mention, `by` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)

    @property
    def full(self) -> date | None:
        """The day, when year, month and day are given and exist."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return day_of(self.year, self.month, self.day)

    def on(self, year: int) -> date | None:
        """The day in `year`, or None when it does not exist or is another weekday."""
        if self.month is None or self.day is None:
            return None
        found = day_of(year, self.month, self.day)
        fits = found is not None and self.weekday in (None, found.weekday())
        return found if fits else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def names() -> tuple[dict[str, int], dict[str, int]]:
    """Month numbers (1–12) and weekday numbers (Monday = 0) by lower-case name or abbreviation."""
    table = lexicon.table("calendar")
    months = table["months"] | table["month_abbreviations"]
    weekdays = table["weekdays"] | table["weekday_abbreviations"]
    return months, {name: number - 1 for name, number in weekdays.items()}


def _cased(words: list[str]) -> str:
    """Alternation of `words` with a capital or in capitals: lower-case "may", "march" and "sat" are no dates."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(f"{word.capitalize()}|{word.upper()}" for word in ordered)


@cache
def fragments() -> dict[str, str]:
    """Regular expressions for `month`, `weekday`, `day` and `year`, to be set into larger patterns."""
    months, weekdays = names()
    return {
        "month": rf"(?:{_cased(list(months))})\b\.?",
        "weekday": rf"(?:{_cased(list(weekdays))})\b\.?",
        "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,:]\d)",
        # A clock may stick to the year ("20245:23 AM"), as pages come out of some converters.
        "year": r"(?:19|20)\d\d(?!\d(?!:\d\d|\d:\d\d))",
    }


@cache
def _pattern() -> re.Pattern[str]:
    part = fragments()
    lead = rf"(?:(?P<weekday>{part['weekday']})(?:\s+(?:morning|afternoon|evening|night|local\s+time))?,?\s*\(?\s*)?"
    year = rf"(?:,?\s+(?P<{{}}>{part['year']}))?"
    month_day = rf"(?P<m1>{part['month']})\s+(?:the\s+)?(?P<d1>{part['day']}){year.format('y1')}"
    day_month = rf"(?:the\s+)?(?P<d2>{part['day']})\s+(?:of\s+)?(?P<m2>{part['month']}){year.format('y2')}"
    joined = rf"(?P<d5>{part['day']})(?P<join>[-/])(?P<m5>{part['month']})(?P=join)(?P<y5>{part['year']}|\d\d(?!\d))"
    month_year = rf"(?P<m3>{part['month']}),?\s+(?:of\s+)?(?P<y3>{part['year']})"
    iso = r"(?P<y4>(?:19|20)\d\d)(?P<cut>[-/.])(?P<m4>0[1-9]|1[0-2])(?P=cut)(?P<d4>0[1-9]|[12]\d|3[01])(?!\d)"
    weekday = rf"(?P<alone>{part['weekday']})"
    return re.compile(rf"(?<![\w/])(?:{lead}(?:{month_day}|{day_month}|{iso}|{joined})|{month_year}|{weekday})")


#: A mention has a digit or a weekday, in full or short.
_HINT = re.compile(r"\d|day|\b(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)


def mentions(text: str) -> Iterator[Mention]:
    """The date mentions of `text`, in order; a bare year is none of them."""
    if not _HINT.search(text):
        return
    months, weekdays = names()
    for match in _pattern().finditer(text):
        part = match.groupdict()
        month = part["m1"] or part["m2"] or part["m3"] or part["m4"] or part["m5"]
        day = part["d1"] or part["d2"] or part["d4"] or part["d5"]
        year = part["y1"] or part["y2"] or part["y3"] or part["y4"] or part["y5"]
        weekday = part["weekday"] or part["alone"]
        yield Mention(
            match.start(),
            match.end(),
            year=_full_year(year) if year else None,
            month=_number(month, months) if month else None,
            day=int(re.match(r"\d+", day).group()) if day else None,  # type: ignore[union-attr]
            weekday=_number(weekday, weekdays) if weekday else None,
        )


def is_day(text: str) -> bool:
    """Whether a line is nothing but a day, set in a rule or not: "==== Monday 3 November 2025 ===="."""
    bare = text.strip(_RULED)
    return len(bare) <= _DAY and any(m.full and m.end - m.start >= len(bare) - 1 for m in mentions(bare))


_RULED, _DAY = "=-–—_*#~•·|:.,()[]<> ", 40


def _number(word: str, numbers: dict[str, int]) -> int:
    return int(word) if word.isdigit() else numbers[word.rstrip(".").lower()]


@cache
def _numeric() -> re.Pattern[str]:
    return re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d/-])")


def numeric_date(text: str, order: str | None) -> tuple[int, int, date] | None:
    """The first date in digits ("17/02/2023") as `(start, end, date)`; `order` as in `numeric_dates`."""
    return next(numeric_dates(text, order), None)


def numeric_dates(text: str, order: str | None) -> Iterator[tuple[int, int, date]]:
    """The dates in digits ("17/02/2023") as `(start, end, date)`.

    `order` is `dmy`, `mdy` or None; without it the parts must decide (one above 12, or both alike), else it is none.
    Dots stand in dates that begin with the day.
    """
    for match in _numeric().finditer(text):
        told = order or ("dmy" if match[2] == "." else None)
        first, second, year = int(match[1]), int(match[3]), _full_year(match[4])
        readings = {"dmy": day_of(year, second, first), "mdy": day_of(year, first, second)}
        possible = [found for found in (readings["dmy"], readings["mdy"]) if found is not None]
        found = readings.get(told or "") or (possible[0] if len(set(possible)) == 1 else None)
        if found:
            yield match.start(), match.end(), found


def _full_year(digits: str) -> int:
    """A year of two digits is of the hundred years up to 2069."""
    year = int(digits)
    return year if year >= 100 else year + (2000 if year < 70 else 1900)
