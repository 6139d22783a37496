"""What a text's dates say together: whether it tells history, the order of day and month, when business years end."""

from collections.abc import Sequence
from datetime import date

from en_tallywire.lexicon import table
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.readers.frames import ordinal
from tallywire.annotate.dates.readers.numeric import evidence

_MIN_YEARS = 6
_SHARE = 0.8
#: Expressions that a report of the day is full of, and history is not.
_CURRENT = ("day.weekday", "day.relative", "unit.step")
_CURRENT_SHARE = 0.1
_QUARTERS = 4
#: A year of whole weeks ends as late as this day of the next month.
_SPILL = 10
_FULL = (("year", "month", "day"), ("dyear", "dmonth", "dday"))
_YEAR_GROUPS = ("year", "fyear", "dyear")


def is_narrative(matches: Sequence[Match], published: date | None) -> bool:
    """Whether the text tells history: several years named, nearly all more than one from the document date."""
    years = [int(match.group(name)[0]) for match in matches for name in _YEAR_GROUPS if match.has(name)]
    if len(years) < _MIN_YEARS:
        return False
    current = sum(match.rule.name in _CURRENT for match in matches)
    if current > _CURRENT_SHARE * len(years):
        return False
    if published is None:
        return True
    return sum(abs(year - published.year) > 1 for year in years) >= _SHARE * len(years)


def day_order(matches: Sequence[Match]) -> bool | None:
    """Whether dates write the day first: by figures that only one order allows, then by those that are spelled out."""
    shown = [evidence(match.words[0]) for match in matches if match.rule.read == "numeric" and len(match.words) == 1]
    votes = [vote for vote in shown if vote is not None]
    if not votes:
        votes = [
            match.has("dday") for match in matches if match.has("dday") or (match.has("day") and match.has("month"))
        ]
    if not votes:
        return None
    return sum(votes) * 2 > len(votes)


def full_date(matches: Sequence[Match]) -> date | None:
    """The last month of the days that a text names in full, where nearly all years that it names are close by."""
    found = sorted(
        date(int(match.group(year)[0]), int(match.value(month, "month")), 1)
        for match in matches
        for year, month, day in _FULL
        if match.has(year) and match.has(month) and match.has(day)
    )
    if not found:
        return None
    years = {
        (match.groups[name], int(match.group(name)[0])) for match in matches for name in _YEAR_GROUPS if match.has(name)
    }
    near = sum(abs(year - found[-1].year) <= 1 for _, year in years)
    return found[-1] if near >= _SHARE * len(years) else None


def year_end(matches: Sequence[Match]) -> int:
    """The month with which the financial year ends that the text tells of; December where it tells of none.

    "Profit for the year to March" is said of a financial year, "prices rose 3% in the year to March" of any.
    """
    ends = (_told_end(match) for match in matches if match.rule.name == "unit.ended" and not match.has("n"))
    told = next((end for end in ends if end is not None), None)
    return told or (_of_numbers(matches[0].lexemes.words) if matches else 12)


def _told_end(match: Match) -> int | None:
    """The month with which the business year ends by what is told of it, or of a numbered quarter of it."""
    prefix = "" if match.has("month") else "d"
    if not match.has(f"{prefix}month"):
        return None
    month = int(match.value(f"{prefix}month", "month"))
    if match.has(f"{prefix}day") and ordinal(match, f"{prefix}day") <= _SPILL:
        month = month - 1 or 12
    if match.group("unit")[-1] == "quarter" and match.has("which"):
        which = 4 if match.group("which") == ("final",) else ordinal(match, "which")
        return (month + 3 * (4 - which) - 1) % 12 + 1 if which <= _QUARTERS else None
    named = match.before() == "for" or not {"fiscal", "financial", "full"}.isdisjoint(match.words)
    return month if named and match.group("unit")[-1] == "year" else None


def _of_numbers(words: Sequence[str]) -> int:
    """The month with which business years end where sums are told in these words: March, where they are in crore."""
    ends = table("dates")["year_ends"]
    return min((int(ends[word]) for word in words if word in ends), default=12)
