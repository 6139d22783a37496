"""Parts of a calendar unit: "early 2020", "the mid-1970s", "later this year"."""

from en_tallywire.lexicon import table
from tallywire.annotate.dates.algebra import Interval, Unit
from tallywire.annotate.dates.context import Context, Reading, of_unit
from tallywire.annotate.dates.grammar import Match


def located(match: Match) -> bool:
    """Whether the match names a part of its unit."""
    return match.has("part") or match.has("edge")


def is_end(match: Match) -> bool:
    """Whether the match names the end of its unit ("the end of 2024"), whose interval is still the whole."""
    return match.has("edge") and match.value("edge", "edge") == "end"


def narrowed(unit: Unit, match: Match, context: Context) -> Reading:
    """The reading of `unit`, narrowed to the part that the match's `part` word names.

    Parts that the lexicon gives no bounds keep the whole unit, and so does the TIMEX3 value always.
    """
    name = "part" if match.has("part") else "edge"
    if not match.has(name):
        return of_unit(unit)
    word = match.group(name)[-1]
    bounds = table("dates")["parts"].get(unit.grain, {}).get(match.value(name, name))
    if bounds:
        return of_unit(unit, unit.part((bounds[0], bounds[1])))
    return of_unit(unit, _beside_today(unit, word, context))


def _beside_today(unit: Unit, word: str, context: Context) -> Interval | None:
    """ "earlier this year" ends, and "later this year" begins, with the document date when the unit holds it."""
    day = context.published
    if day is None or not unit.first <= day <= unit.last or unit.grain != "year":
        return None
    return {"earlier": Interval(unit.first, day), "later": Interval(day, unit.last)}.get(word)
