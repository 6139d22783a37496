"""Readers of units placed by a determiner ("this week", "the previous year"), parts of the day, clock times, words."""

from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from tallywire.annotate.dates.absolute import read_day, read_month
from tallywire.annotate.dates.algebra import DAY, Grain, Interval, Unit, unit_at, year_unit
from tallywire.annotate.dates.context import Context, Reader, Reading, nearest, of_unit
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.lengths import count, delta, duration, unit_name
from tallywire.annotate.dates.parts import located, narrowed

_STEP = {"this": 0, "current": 0, "present": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}
_TOLD_STEP = {"before": -1, "after": 1, "previous": -1, "preceding": -1, "prior": -1, "following": 1, "same": 0, "that": 0, "latest": 0}
_UNKNOWN = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


def read_unit(match: Match, context: Context) -> Reading | None:
    """ "last month" is that calendar month; "this year" ends with the document date unless the clause looks ahead."""
    grain: Grain = match.value("unit", "calendar")
    word = match.group("step")[-1] if match.has("step") else "this"
    if word in ("earlier", "later"):
        return _beside(match, context, grain, word)
    if word in _TOLD_STEP or match.words[-3:-1] == ("the", "next"):
        if context.told is None:
            return Reading("DATE", _UNKNOWN[_TOLD_STEP.get(word, 1)])
        return narrowed(unit_at(grain, context.told.first).step(_TOLD_STEP.get(word, 1)), match, context)
    step = _STEP[word]
    if context.day is None:
        return Reading("DATE", _UNKNOWN[step])
    unit = unit_at(grain, context.day).step(step)
    if grain == "weekend" and word == "last":
        unit = _last_weekend(context.day)
    reading = narrowed(unit, match, context)
    if grain == "year" and step == 0 and not located(match) and context.direction(match) != "future":
        return replace(reading, interval=unit.interval.clip(context.day))
    return reading


def _last_weekend(day: date) -> Unit:
    unit = unit_at("weekend", day)
    return unit if unit.last < day else unit.step(-1)


def _beside(match: Match, context: Context, grain: Grain, word: str) -> Reading | None:
    """ "earlier this month", "later in the year"."""
    day = context.published if "this" in match.words else context.day
    if day is None:
        return Reading("DATE", "PAST_REF" if word == "earlier" else "FUTURE_REF")
    unit = unit_at(grain, day)
    if grain != "year" or day != context.published:
        return of_unit(unit)
    first, last = unit.interval
    return of_unit(unit, Interval(first, day) if word == "earlier" else Interval(day, last))


def read_unit_the(match: Match, context: Context) -> Reading | None:
    """ "the quarter", "the weekend", "the year": that told last, else the one of the document date."""
    word = match.group("unit")[-1]
    grain: Grain = "quarter" if word == "period" else match.value("unit", "calendar")
    if context.day is None:
        return Reading("DATE", "PRESENT_REF")
    if grain == "quarter":
        topic = context.topic
        told_before = topic is not None and topic.grain == "quarter" and ("latest" not in match.words or topic.last < context.day)
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
    return narrowed(unit, match, context)


def read_unit_ended(match: Match, context: Context) -> Reading | None:
    """ "the year ended 31 March": the twelve months up to that day; a quarter that ends with a calendar one is that."""
    by_day = match.has("day") or match.has("dday") or match.has("ddayword")
    end = read_day(match, context) if by_day else read_month(match, context)
    amount, name = count(match), unit_name(match)
    value = duration(amount, name)
    if end is None or end.unit is None or amount is None:
        return Reading("DURATION", value)
    last = end.unit.last
    if amount == 1 and not match.has("n"):
        unit = unit_at(match.value("unit", "calendar"), last)
        if unit.last == last:
            return of_unit(unit)
    return Reading("DURATION", value, Interval(last + DAY - delta(amount, name), last))


def read_anaphoric_day(match: Match, context: Context) -> Reading | None:
    """ "the same day", "the next day", "the day before": from the day told last."""
    word = match.group("step")[-1]
    step = {"next": 1, "following": 1, "after": 1, "later": 1, "previous": -1, "preceding": -1, "before": -1, "earlier": -1}.get(word, 0)
    told = context.told
    if told is None or (word in ("before", "after") and match.rule.name.endswith("event")):
        return Reading("DATE", "XXXX-XX-XX")
    if told.grain not in ("day", "weekend"):
        return Reading("DATE", f"{told.first.year:04}-XX-XX")
    return of_unit(Unit("day", told.first).step(step))


def read_daypart(match: Match, context: Context) -> Reading | None:
    """ "Tuesday evening", "the morning of 3 May", "last night", "that afternoon"."""
    part = match.value("dp", "daypart") if match.group("dp")[-1] != "night" else "NI"
    if match.has("pstep"):
        day = _day_of_part(match, context, part)
    elif match.words[-1] in ("before", "after"):
        told = context.told
        day = Unit("day", told.first).step(-1 if match.words[-1] == "before" else 1) if told else None
    else:
        whole = read_day(match, context)
        day = whole.unit if whole else None
    if day is None:
        return Reading("TIME", f"XXXX-XX-XXT{part}")
    return Reading("TIME", f"{day.value}T{part}", day.interval, unit=day)


def _day_of_part(match: Match, context: Context, part: str) -> Unit | None:
    word = match.group("pstep")[-1]
    if word in ("this", "last", "tomorrow", "yesterday"):
        if context.published is None:
            return None
        step = {"yesterday": -1, "tomorrow": 1, "last": -1}.get(word, 0)
        return Unit("day", context.published).step(step)
    told = context.told
    return Unit("day", told.first).step({"next": 1, "following": 1, "previous": -1}.get(word, 0)) if told else None


def read_night(match: Match, context: Context) -> Reading | None:
    """ "tonight", "overnight"."""
    if context.published is None:
        return Reading("TIME", "XXXX-XX-XXTNI")
    day = Unit("day", context.published)
    return Reading("TIME", f"{day.value}TNI", day.interval)


def read_part_of_reference(match: Match, context: Context) -> Reading | None:
    """ "in the morning": of the day told last."""
    part = match.value("dp", "daypart")
    told = context.told
    if told is None or told.grain != "day":
        return Reading("TIME", f"XXXX-XX-XXT{part}")
    return Reading("TIME", f"{told.value}T{part}", told.interval)


def read_clock(match: Match, context: Context) -> Reading | None:
    """ "10:35 a.m.", "noon Saturday", "16:00 UTC today"."""
    at = _clock(match)
    if at is None:
        return None
    zulu = "Z" if match.group("zone")[:1] in (("gmt",), ("utc",)) else ""
    named = any(match.has(name) for name in ("month", "dmonth", "weekday", "rel"))
    whole = read_day(match, context) if named else None
    told = context.told
    day = whole.unit if whole else Unit("day", told.first) if told and told.grain == "day" else None
    if day is None and context.published:
        day = Unit("day", context.published)
    if day is None:
        return Reading("TIME", f"XXXX-XX-XXT{at}{zulu}")
    return Reading("TIME", f"{day.value}T{at}{zulu}", day.interval, unit=day if whole else None)


def _clock(match: Match) -> str | None:
    """The time as HH:MM."""
    words = match.group("time")
    fixed = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}.get(words[0])
    if fixed:
        return fixed
    hour, _, minute = words[0].replace(".", ":").partition(":")
    value = int(hour)
    for word in words[1:]:
        if word[0] == "p" and value < 12:
            value += 12
        elif word[0] == "a" and value == 12:
            value = 0
    minutes = minute[:2] or "00"
    return f"{value:02}:{minutes}" if value <= 24 and int(minutes) < 60 else None


def read_same_period(match: Match, context: Context) -> Reading | None:
    """ "the same period last year": the time told last, moved into that year."""
    told = context.topic or context.told
    if told is None:
        return Reading("DATE", "PAST_REF")
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


def read_decade(match: Match, context: Context) -> Reading | None:
    """ "the 1990s", "the early '80s", "the nineties"."""
    word = match.group("decade")[0]
    digits = "".join(char for char in word if char.isdecimal())
    short = int(digits) if digits else match.value("decade", "decade_word")
    if len(digits) == 4:
        return narrowed(Unit("decade", date(short, 1, 1)), match, context)
    anchor = context.day.year if context.day else 2000
    options = [Unit("decade", date(base + short, 1, 1)) for base in (anchor // 100 * 100 - 100, anchor // 100 * 100)]
    unit = nearest(options, year_unit(anchor).interval, "past")
    return narrowed(unit, match, context) if unit else None


def read_century(match: Match, context: Context) -> Reading | None:
    """ "the 19th century"."""
    word = match.group("century")
    digits = "".join(char for char in word[0] if char.isdecimal())
    which = int(digits) if digits else 21 if word[0] == "twenty" else match.value("century", "ordinal")
    if not 2 <= which <= 30:
        return Reading("DATE", f"{which - 1:02}")
    return narrowed(Unit("century", date((which - 1) * 100, 1, 1)), match, context)


def read_new_year(match: Match, context: Context) -> Reading | None:
    """ "the new year"; "the turn of the century"."""
    if match.has("unit") and context.day:
        return Reading("DATE", unit_at(match.value("unit", "calendar"), context.day).value)
    if context.day is None:
        return Reading("DATE", "FUTURE_REF")
    options = [year_unit(context.day.year), year_unit(context.day.year + 1)]
    late = context.day.month >= 7
    return of_unit(options[late])


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
    "anaphoric_day": read_anaphoric_day,
    "daypart": read_daypart,
    "night": read_night,
    "part_of_reference": read_part_of_reference,
    "clock": read_clock,
    "same_period": read_same_period,
    "decade": read_decade,
    "century": read_century,
    "new_year": read_new_year,
    "word": read_word,
}
