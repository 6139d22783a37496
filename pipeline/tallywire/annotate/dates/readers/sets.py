"""Readers of what recurs."""

from datetime import date

from tallywire.annotate.dates.algebra import unit_at
from tallywire.annotate.dates.context import Context, Reader, Reading
from tallywire.annotate.dates.grammar import Match
from tallywire.annotate.dates.readers.lengths import count, duration, unit_name


def read_set(match: Match, context: Context) -> Reading | None:
    """Something that recurs: "every month", "each Friday", "$20 a day"."""
    if match.has("unit"):
        amount = count(match) or 1.0
        if "other" in match.words:
            amount = 2.0
        return Reading("SET", duration(amount, unit_name(match)))
    part = _daypart(match)
    for name, category in (("weekday", "weekday"), ("weekdays", "weekdays")):
        if match.has(name):
            return Reading("SET", f"XXXX-WXX-{match.value(name, category)}{part}")
    if match.has("month"):
        return Reading("SET", f"XXXX-{match.value('month', 'month'):02}")
    if match.has("season"):
        return Reading("SET", f"XXXX-{unit_at('season', date(2000, match.value('season', 'season'), 1)).value[-2:]}")
    if match.words[0] in ("weekends", "weekdays"):
        return Reading("SET", "XXXX-WXX-WE" if match.words[0] == "weekends" else "XXXX-WXX")
    return Reading("SET", f"XXXX-XX-XX{part}")


def _daypart(match: Match) -> str:
    word = match.group("dp")[-1:]
    for category in ("daypart", "dayparts"):
        if word and word[0] in match.vocabulary.words(category):
            return f"T{match.vocabulary.value(category, word[0])}"
    return ""


def read_frequency(match: Match, context: Context) -> Reading | None:
    """ "daily", "annually"."""
    return Reading("SET", match.value("which", "frequency"))


READERS: dict[str, Reader] = {
    "set": read_set,
    "frequency": read_frequency,
}
