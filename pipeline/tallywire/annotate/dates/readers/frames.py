"""What several readers need: ordinals, the year that frames a smaller unit, ranges."""

from en_tallywire.lexicon import table
from tallywire.annotate.dates.algebra import Interval, Unit
from tallywire.annotate.dates.context import Context, Reading
from tallywire.annotate.dates.grammar import Match

NEAR_YEARS = range(-1, 2)


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
    steps = table("dates")["step"]
    if word in steps:
        return context.day.year + int(steps[word]) if context.day else None
    told = context.told
    return told.first.year + int(table("dates")["told_step"][word]) if told else None


def borrowed_year(match: Match, month: int) -> int:
    """The year of a range's first end: that of its second, or the one before when the months run over New Year."""
    return int(match.group("byear")[0]) - int(match.has("bmonth") and month > match.value("bmonth", "month"))


def span(start: Unit, end: Unit) -> Reading | None:
    """From the first day of `start` to the last of `end`; None when that runs backwards."""
    if end.last < start.first:
        return None
    return Reading("DATE", f"{start.value}/{end.value}", Interval(start.first, end.last), unit=start)
