"""Parts of a calendar unit: "early 2020", "the mid-1970s", "later this year"."""

from dataclasses import replace

from tallywire.annotate.dates.algebra import Unit
from tallywire.annotate.dates.context import Reading, of_unit
from tallywire.annotate.dates.grammar import Match


def located(match: Match) -> bool:
    """Whether the match names a part of its unit."""
    return match.has("part") or match.has("edge")


def narrowed(unit: Unit, match: Match) -> Reading:
    """The reading of `unit` with the part of it that the match names; value and interval are the whole unit's."""
    name = "part" if match.has("part") else "edge"
    return replace(of_unit(unit), part=match.value(name, name)) if match.has(name) else of_unit(unit)
