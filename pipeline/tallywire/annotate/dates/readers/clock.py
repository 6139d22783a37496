"""Readers of parts of the day and clock times."""

from tallywire.annotate.dates.algebra import DAY, Interval, Unit
from tallywire.annotate.dates.context import Context, Reader, Reading
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.readers.days import read_day


def read_daypart(match: Match, context: Context) -> Reading | None:
    """ "Tuesday evening", "the morning of 3 May", "last night", "that afternoon"."""
    part = match.value("dp", "daypart") if match.has("dp") else "MO"
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
    if context.published is None or match.words[0] == "night":
        return Reading("TIME", "XXXX-XX-XXTNI")
    day = Unit("day", context.published)
    if match.words[0] == "tonight":
        return Reading("TIME", f"{day.value}TNI", day.interval)
    ahead = context.direction(match) == "future"
    night = Interval(day.first, day.last + DAY) if ahead else Interval(day.first - DAY, day.last)
    return Reading("TIME", f"{day.value}TNI", night)


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
    if match.group("dp") in (("afternoon",), ("evening",)) and value < 12:
        value += 12
    for word in words[1:]:
        if word[0] == "p" and value < 12:
            value += 12
        elif word[0] == "a" and value == 12:
            value = 0
    minutes = minute[:2] or "00"
    return f"{value:02}:{minutes}" if value <= 24 and int(minutes) < 60 else None


READERS: dict[str, Reader] = {
    "daypart": read_daypart,
    "night": read_night,
    "part_of_reference": read_part_of_reference,
    "clock": read_clock,
}
