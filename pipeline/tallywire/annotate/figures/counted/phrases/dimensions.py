"""What a figure's unit measures: a length, a mass, a power."""

from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import unit_forms


def is_length(mention: Mention) -> bool:
    """Metres, miles, feet."""
    return _si(mention) == "metre"


def is_mass(mention: Mention) -> bool:
    """Kilograms, pounds, tonnes."""
    return _si(mention) == "kilogram"


def is_power(mention: Mention) -> bool:
    """Watts, or joules of energy."""
    return _si(mention) in ("watt", "joule")


def _si(mention: Mention) -> str | None:
    unit = unit_forms().units.get(mention.unit or "")
    return None if unit is None else unit.si
