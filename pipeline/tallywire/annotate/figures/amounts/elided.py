"""Units left out: "60 days' notice and got 14", "from 15 weeks to nine", "costs 600 rand, up from 480"."""

from itertools import pairwise

from tallywire.annotate.figures.amounts.answers import answered, before_aside, subunit
from tallywire.annotate.figures.amounts.lending import is_joined
from tallywire.annotate.figures.amounts.number import HYPHENS
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.modifiers import bounds
from tallywire.annotate.figures.vocabulary import word_set

_LIST_JOINTS = frozenset([",", "and", "or", ";", "plus", "each", "apiece"])
_LARGEST_SHARE = 100.0
_NEAR = 8  # figures back to a conversion
_SAME_RATE = 0.15  # how far the rates of two conversions in one sentence lie apart


def restore_units(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give bare numbers the kind and unit, and the noun where they have none, of the figure that they answer."""
    for index in range(1, len(mentions)):
        mention = mentions[index]
        if mention.kind != "count" or mention.rule != "number" or mention.unit is not None:
            continue
        if pair := _converted_pair(sheet, mentions, index):
            mention.kind, mention.unit = pair.kind, pair.unit
            mention.note("unit", "unit.converted", *sheet.span(pair.first, pair.after))
            continue
        if _is_listed(sheet, donor := before_aside(sheet, mentions, index), mention):
            mention.kind, mention.unit = donor.kind, donor.unit
            mention.note("unit", "unit.listed", *sheet.span(donor.first, donor.after))
            continue
        found = _level_before(sheet, mentions, index) or answered(sheet, mentions, index)
        if found and _fits(mention, found):
            _restore(sheet, mention, found)
        elif found and found.counted is not None and mention.counted is None:
            mention.counted, mention.counted_head = found.counted, found.counted_head
            mention.note("counted", "counted.elided", *found.counted)


def _fits(mention: Mention, donor: Mention) -> bool:
    """ "62 per cent of the victims, Zamfara topping the chart with 1,203": no share is so large."""
    return donor.kind != "percent" or mention.value is None or mention.value <= _LARGEST_SHARE


def _level_before(sheet: Sheet, mentions: list[Mention], index: int) -> Mention | None:
    """The donor of "widened to 66 basis points from 62"."""
    mention, before = mentions[index], mentions[index - 1]
    at = mention.start - 1
    told = sheet.lower(at) == "from" and before.after == at and mention.counted is None and before.unit is not None
    return before if told and sheet.lower(before.start - 1) == "to" else None


def _restore(sheet: Sheet, mention: Mention, donor: Mention) -> None:
    """Give the mention the donor's unit, the base of its rate of exchange, and its noun where there is no other."""
    mention.note("unit", "unit.elided", *sheet.span(donor.first, donor.after))
    _scale(mention, subunit(sheet, donor, mention))
    mention.kind, mention.unit = donor.kind, donor.unit
    if donor.per in word_set("nouns", "rates", "currencies"):
        mention.per = mention.per or donor.per
    if donor.counted is not None and mention.counted is None and not _is_other(sheet, mention):
        mention.counted, mention.counted_head = donor.counted, donor.counted_head
        mention.note("counted", "counted.elided", *donor.counted)


def _converted_pair(sheet: Sheet, mentions: list[Mention], index: int) -> Mention | None:
    """The donor of "cost 2.4m yen ($22,480) and 2.3m ($21,972)": converted to the same currency at the same rate."""
    mention = mentions[index]
    if index + 1 == len(mentions) or not _is_aside(sheet, mention, mentions[index + 1]) or not mention.value:
        return None
    for donor, aside in pairwise(mentions[max(index - _NEAR, 0) : index]):
        same = aside.unit == mentions[index + 1].unit and donor.kind == "money" and _is_aside(sheet, donor, aside)
        if same and donor.value and aside.value and mentions[index + 1].value:
            rates = aside.value / donor.value, (mentions[index + 1].value or 0.0) / mention.value
            if abs(rates[0] - rates[1]) <= _SAME_RATE * rates[0]:
                return donor
    return None


def _is_aside(sheet: Sheet, mention: Mention, aside: Mention) -> bool:
    return aside.kind == "money" and sheet.lower(aside.first - 1) == "(" and mention.after == aside.first - 1


def _scale(mention: Mention, factor: float) -> None:
    if factor != 1.0 and mention.value is not None:
        mention.value = float(f"{mention.value * factor:.12g}")
        mention.low, mention.high = bounds(mention.modifier, mention.value)


def _is_other(sheet: Sheet, mention: Mention) -> bool:
    """ "the highest was 71": not of the noun that the lowest was of."""
    return any(sheet.tag(mention.first - k) in ("JJS", "RBS") for k in (2, 3))


def share_suspended(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give "four-, six- and eight-cylinder engines" one noun, from the right."""
    for mention, donor in reversed(list(pairwise(mentions))):
        hangs = sheet.lower(mention.after) in HYPHENS and sheet.glued(mention.after)
        behind = donor.counted is not None and donor.counted[0] > sheet.lexemes[donor.first].start
        if hangs and behind and mention.counted is None and is_joined(sheet, mention, donor):
            mention.counted, mention.counted_head = donor.counted, donor.counted_head
            mention.note("counted", "counted.suspended", *(donor.counted or (0, 0)))


def _is_listed(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "18 kilograms of flour, six of sugar": contents side by side; "six of the drivers" is a part of a group."""
    if donor.kind != "measure" or donor.counted is None or sheet.lower(mention.after) != "of":
        return False
    if sheet.lower(donor.after) != "of" or not sheet.tag(mention.after + 1).startswith(("NN", "JJ")):
        return False
    start = mention.start
    between = range(sheet.position_at(donor.counted[1]), start)
    return bool(between) and all(sheet.lower(at) in _LIST_JOINTS for at in between) and not sheet.opens(start)
