"""Readers of lengths of time: plain ones, and those that look back or ahead from the document date."""

from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from tallywire.annotate.dates.algebra import DAY, Grain, Interval, Unit, month_unit, unit_at
from tallywire.annotate.dates.context import Context, Reader, Reading, of_span, of_unit
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.readers.frames import frame_year, ordinal
from tallywire.annotate.dates.readers.numbers import number

#: TIMEX3 designator of a unit, with the factor to it.
_DESIGNATOR: dict[str, tuple[str, int]] = {
    "second": ("TS", 1),
    "minute": ("TM", 1),
    "hour": ("TH", 1),
    "day": ("D", 1),
    "night": ("D", 1),
    "week": ("W", 1),
    "fortnight": ("W", 2),
    "weekend": ("WE", 1),
    "month": ("M", 1),
    "quarter": ("Q", 1),
    "season": ("SE", 1),
    "half": ("M", 6),
    "year": ("Y", 1),
    "decade": ("Y", 10),
    "century": ("Y", 100),
    "millennium": ("Y", 1000),
}
_IN_DAYS = {"day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0, "weekend": 7.0}
_IN_HOURS = {"hour": 1.0, "minute": 1 / 60, "second": 1 / 3600}
_IN_MONTHS = {
    "month": 1.0,
    "quarter": 3.0,
    "season": 3.0,
    "half": 6.0,
    "year": 12.0,
    "decade": 120.0,
    "century": 1200.0,
    "millennium": 12000.0,
}
#: Words behind an article that place a length within an event ("the first three weeks of the siege").
_PLACED = (("first",), ("last",), ("final",), ("initial",), ("opening",), ("early",))
#: What a distance in a unit points at: "two years ago" is a year, "three weeks ago" a day.
_POINTS_AT: dict[str, Grain] = {
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "year",
    "century": "year",
}
#: Months that are reported on together, and what follows those of something else ("the first six months of the siege").
_REPORTED, _OF_EVENT = (6.0, 9.0), frozenset({"of", "after", "following", "since", "under"})
_HALVES = {"Y": ("Y", 12, "M"), "TH": ("TH", 60, "M"), "D": ("D", 24, "TH")}


def unit_name(match: Match, name: str = "unit") -> str:
    """The length of time that the group `name` counts in."""
    word = match.group(name)[-1]
    for category in ("units", "unit"):
        try:
            return str(match.vocabulary.value(category, word))
        except KeyError:
            continue
    raise KeyError(word)


def count(match: Match, name: str = "n") -> float | None:
    """The value of the group `name`; 1 when it took no part, None for vague words."""
    return number(match.group(name), match.vocabulary) if match.has(name) else 1.0


def duration(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of `amount` units: P3M, PT10H, P2Y6M; vague (None): PXY."""
    designator, factor = _DESIGNATOR[unit]
    time = "T" if designator[0] == "T" else ""
    letter = designator.removeprefix("T")
    if amount is None:
        return f"P{time}X{letter}"
    amount *= factor
    if amount != int(amount) and designator in _HALVES:
        _, parts, smaller = _HALVES[designator]
        rest = round((amount - int(amount)) * parts)
        head = f"P{time}{int(amount)}{letter}" if int(amount) else f"P{time}"
        return f"{head}{rest}{smaller}" if rest else head
    return f"P{time}{amount:g}{letter}" if amount < 1e6 else f"P{time}{int(amount)}{letter}"


def delta(amount: float, unit: str) -> relativedelta:
    """That many units as a calendar distance, in whole days at the least."""
    if unit in _IN_MONTHS:
        months = amount * _IN_MONTHS[unit]
        return relativedelta(months=int(months), days=round((months - int(months)) * 30))
    if unit in _IN_HOURS:
        return relativedelta(days=int(amount * _IN_HOURS[unit] // 24))
    return relativedelta(days=round(amount * _IN_DAYS[unit]))


def read_length(match: Match, context: Context) -> Reading | None:
    """A plain length: a quantity in its own right, unless it has no number ("for decades"), when it only says when."""
    words = match.words
    if words[0] == "the" and words[-1] == "months" and len(words) == 3 and (stretch := _of_results(match, context)):
        return Reading("DURATION", duration(count(match), "month"), stretch, topic=stretch)
    amount: float | None
    if match.has("n"):
        amount = count(match)
        if words[-3:] == ("and", "a", "half"):
            amount = (amount or 1.0) + 0.5
    elif words[-1] == "long" and match.group("unit")[0] in match.vocabulary.words("unit"):
        amount = 1.0
    else:
        amount = None
    value = duration(amount, unit_name(match))
    if match.has("n2"):
        second = number(match.group("n2"), match.vocabulary)
        value += duration(second, unit_name(match, "unit2")).removeprefix("PT" if "T" in value else "P")
    from_event = match.after() in ("after", "before", "since") and match.before() != "for"
    placed = amount is None or words[1:2] in _PLACED or from_event
    return Reading("DURATION", value, anchored=placed)


def _of_results(match: Match, context: Context) -> Interval | None:
    """ "For the nine months": up to the end of the quarter that the text reports."""
    amount = count(match)
    named = match.before() in ("for", "in") and match.after() in (",", ".")
    if not named or amount not in (6, 9, 12) or context.topic is None or context.topic.grain != "quarter":
        return None
    behind = context.topic.last + DAY
    return Interval(behind - delta(amount, "month"), context.topic.last)


def read_look_back(match: Match, context: Context) -> Reading | None:
    """ "the past three months": from so long before the document date up to it."""
    if not match.has("unit"):
        return Reading("DURATION", "PX")
    amount, unit = count(match), unit_name(match)
    if amount is not None and words_before(match) and (told := context.told_stretch(match)):
        return Reading("DURATION", duration(amount, unit), Interval(told.first - delta(amount, unit), told.first - DAY))
    of_event = "last" in match.words and match.after() == "of"
    return Reading("DURATION", duration(amount, unit), None if of_event else back(amount, unit, context))


def words_before(match: Match) -> bool:
    """Whether the length lies before a time told: "the previous 12 months"."""
    return not {"previous", "preceding", "prior"}.isdisjoint(match.words)


def back(amount: float | None, unit: str, context: Context) -> Interval | None:
    """The last `amount` units up to the document date; None when vague or undated."""
    if amount is None or context.day is None:
        return None
    return Interval(context.day - delta(amount, unit), context.day)


def ahead(amount: float | None, unit: str, context: Context) -> Interval | None:
    """The `amount` units that follow the document date; None when vague or undated."""
    if amount is None or context.day is None:
        return None
    return Interval(context.day, context.day + delta(amount, unit))


def read_look_ahead(match: Match, context: Context) -> Reading | None:
    """ "the next two weeks", "in two years' time"."""
    if not match.has("unit"):
        return Reading("DURATION", "P1Y", ahead(1.0, "year", context))
    amount, unit = count(match), unit_name(match)
    return Reading("DURATION", duration(amount, unit), ahead(amount, unit, context))


def read_span_in(match: Match, context: Context) -> Reading | None:
    """ "in three months": look ahead in a clause about the future, else back; hours and less are plain lengths."""
    amount, unit = count(match), unit_name(match)
    value = duration(amount, unit)
    future = context.direction(match) == "future"
    days = unit not in _IN_HOURS or (amount is not None and amount * _IN_HOURS[unit] >= 24)
    if not future and (not days or context.told_nearby(match)):
        return Reading("DURATION", value, anchored=False)
    return Reading("DURATION", value, (ahead if future else back)(amount, unit, context))


def read_vague_span(match: Match, context: Context) -> Reading | None:
    """ "recent weeks", "the coming years"."""
    if not match.has("unit"):
        return Reading("DATE", "PRESENT_REF")
    return Reading("DURATION", duration(None, unit_name(match)))


def read_offset(match: Match, context: Context) -> Reading | None:
    """ "two years ago", "three days later": a unit of the calendar at that distance.

    Figures are compared with those of the same quarter, or of the same months, a year ago.
    """
    unit = unit_name(match)
    if unit == "season":
        return Reading("DATE", "PAST_REF")  # of a sport or a crop: nobody says when it began
    way = match.group("way")[0]
    forward = way in ("later", "hence", "from", "afterwards", "on")
    amount = 0.5 if match.has("half") else count(match) if match.has("n") else None
    if amount is None:
        return Reading("DATE", "FUTURE_REF" if forward else "PAST_REF")
    opens = way == "ago" and match.before() in ("", ".", '"', "“")
    compares = (
        not opens and unit == "year" and amount == 1 and not context.narrative and way in ("ago", "earlier", "before")
    )
    if compares and (stretch := context.compared(match)):
        return of_span(stretch.shift(relativedelta(years=-1)))
    anchor = context.topic if compares and context.topic else _offset_anchor(way, context)
    if anchor is None:
        return Reading("DATE", "FUTURE_REF" if forward else "PAST_REF")
    distance = delta(amount, unit)
    if unit == "year" and amount == 1 and not context.narrative and anchor.grain not in ("day", "weekend", "year"):
        moved = replace(of_unit(anchor.moved(distance if forward else -distance)), unit=None)
        return replace(moved, value=_year_before(context.topic_value)) if anchor is context.topic else moved
    day = anchor.first + distance if forward else anchor.first - distance
    return of_unit(unit_at(_POINTS_AT.get(unit, "day"), day))


def _year_before(value: str) -> str:
    """The value of the same quarter or half a year before."""
    return f"{int(value[:4]) - 1:04}{value[4:]}"


def _offset_anchor(way: str, context: Context) -> Unit | None:
    """What the distance is counted from: the document date with "ago", else the time told last."""
    if way in ("ago", "hence", "from"):
        return Unit("day", context.published) if context.published else None
    return context.told if way in ("earlier", "prior", "before", "previously") else context.reference


def read_months_of(match: Match, context: Context) -> Reading | None:
    """ "the first nine months of 2023", "the last two weeks of May"."""
    amount, unit = count(match), unit_name(match)
    if amount is None or amount != int(amount):
        return None
    year = frame_year(match, context)
    value = duration(amount, unit)
    if match.has("month"):
        if year is None and context.near is None:
            return Reading("DURATION", value)
        whole = month_unit(year or (context.near.year if context.near else 1), match.value("month", "month"))
    elif year is None:
        return Reading("DURATION", value)
    else:
        whole = unit_at("year", date(year, 1, 1))
    length = delta(amount, unit)
    if unit in ("week", "weekend"):
        return _week_of(match, whole, value)
    day = relativedelta(days=1)
    at_end = match.group("where")[0] in ("last", "final")
    stretch = (
        Interval(whole.last + day - length, whole.last) if at_end else Interval(whole.first, whole.first + length - day)
    )
    return Reading("DURATION", value, stretch, topic=stretch)


def read_months_so_far(match: Match, context: Context) -> Reading | None:
    """ "In the first nine months it earned": those of the year in which they were last over."""
    amount = count(match)
    if amount not in _REPORTED or context.published is None or match.after() in _OF_EVENT:
        return read_length(match, context)
    length = delta(amount, "month")
    first = date(context.published.year, 1, 1)
    first = first if first + length <= context.published else first - relativedelta(years=1)
    stretch = Interval(first, first + length - DAY)
    return Reading("DURATION", duration(amount, "month"), stretch, topic=stretch)


def _week_of(match: Match, month: Unit, value: str) -> Reading:
    """ "the second week of May": days 8 to 14; the last one: the seven days to the month's end."""
    week = relativedelta(days=7)
    if match.group("where")[0] in ("last", "final"):
        return Reading("DURATION", value, Interval(month.last - week + relativedelta(days=1), month.last))
    first = month.first + week * (ordinal(match, "where") - 1)
    return Reading("DURATION", value, Interval(first, first + week - relativedelta(days=1)))


READERS: dict[str, Reader] = {
    "length": read_length,
    "look_back": read_look_back,
    "look_ahead": read_look_ahead,
    "span_in": read_span_in,
    "vague_span": read_vague_span,
    "offset": read_offset,
    "months_of": read_months_of,
    "months_so_far": read_months_so_far,
}
