"""Units and magnitudes that several numbers share: "from 11.5 to 14.8 billion euros", "20, 40 and 45 per cent"."""

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention

_JOINTS = frozenset(["to", "and", "or", ",", "-", "/", "and/or", "both"])
_LENT = frozenset(["percent", "money", "measure", "duration"])


def lend_units(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give bare numbers the unit, and the magnitude, of the amount that they lead up to; from right to left."""
    for index in range(len(mentions) - 2, -1, -1):
        first, second = mentions[index], mentions[index + 1]
        if not is_joined(sheet, first, second) or _is_two_clauses(sheet, mentions, index):
            continue
        if second.kind in _LENT and first.kind == "count" and first.unit is None:
            first.kind, first.unit = second.kind, second.unit
            first.note("unit", "unit.lent", *sheet.span(second.first, second.after))
        _lend_magnitude(sheet, first, second)


def _is_two_clauses(sheet: Sheet, mentions: list[Mention], index: int) -> bool:
    """ "Class sizes average 34, and 9% share a desk", "214, or 31%": a comma with no list before it."""
    first, second = mentions[index], mentions[index + 1]
    if [sheet.lower(at) for at in range(first.after, second.first)] not in ([",", "and"], [",", "or"]):
        return False
    return index == 0 or not is_joined(sheet, mentions[index - 1], first)


def is_joined(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether only "to", "and", "or", commas and suspended hyphens stand between two figures."""
    between = [sheet.lower(at) for at in range(first.after, second.first)]
    if not 0 < len(between) <= 3 or sheet.opens(second.first) or not all(word in _JOINTS for word in between):
        return False
    shares = second.kind == "percent" and first.value is not None and second.value is not None
    return "to" not in between or sheet.lower(first.first - 1) == "from" or (shares and len(between) == 1)


def _lend_magnitude(sheet: Sheet, first: Mention, second: Mention) -> None:
    """ "from 11.5 to 14.8 billion": the smaller bare number is in billions too."""
    top = second.high if second.modifier == "range" else second.value
    if (
        first.magnitude > 1.0
        or second.magnitude == 1.0
        or first.value is None
        or top is None
        or first.unit != second.unit
    ):
        return
    if (
        sheet.lower(first.first - 1) == "from"
        and first.value <= 4 * top / second.magnitude
        and "," not in sheet.written(first.first)
    ):
        first.value = first.low = first.high = float(f"{first.value * second.magnitude:.12g}")
        first.magnitude = second.magnitude


def lend_magnitudes(sheet: Sheet, mentions: list[Mention]) -> None:
    """Read "a magnitude of 5.8" as a measure."""
    for mention in mentions:
        ahead = mention.start
        if mention.kind == "count" and sheet.lower(ahead - 2) == "magnitude" and sheet.lower(ahead - 1) in ("of", "at"):
            mention.kind, mention.unit = "measure", "magnitude"
            mention.note("unit", "unit.led", *sheet.span(ahead - 2, ahead))
