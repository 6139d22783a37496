"""Units left out: "60 days' notice and got 14", "from 15 weeks to nine", "costs 600 rand, up from 480"."""

from itertools import pairwise

from tallywire.annotate.figures.amounts.lending import is_joined
from tallywire.annotate.figures.amounts.number import HYPHENS
from tallywire.annotate.figures.amounts.numerals import read_number
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.modifiers import bounds
from tallywire.annotate.figures.vocabulary import word_set

_LENT = frozenset(["percent", "money", "measure", "duration"])
_LIST_JOINTS = frozenset([",", "and", "or", ";", "plus", "each", "apiece"])
_REACH = 200  # characters back to the figure that lends its unit
_OPENING = 8  # lexemes: how far into the next sentence an answer to a figure stands ("Now it is three.")
_NEAR = 8  # figures back to a conversion
_SAME_RATE = 0.15  # how far the rates of two conversions in one sentence lie apart
_RATED = 400.0  # "12,000 barrels a year, or 33 a day"
_FACTOR = 25.0  # a figure answers another of its own order


def restore_units(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give bare numbers the kind and unit, and the noun where they have none, of the figure that they answer."""
    for index in range(1, len(mentions)):
        mention, donor = mentions[index], _donor(sheet, mentions, index)
        if mention.kind != "count" or mention.rule != "number" or mention.unit is not None:
            continue
        if pair := _converted_pair(sheet, mentions, index):
            mention.kind, mention.unit = pair.kind, pair.unit
            mention.note("unit", "unit.converted", *sheet.span(pair.first, pair.after))
        elif _is_listed(sheet, donor, mention):
            mention.kind, mention.unit = donor.kind, donor.unit
            mention.note("unit", "unit.listed", *sheet.span(donor.first, donor.after))
        elif donor.kind in _LENT and donor.unit is not None and _answers(sheet, donor, mention):
            mention.kind, mention.unit = donor.kind, donor.unit
            mention.note("unit", "unit.elided", *sheet.span(donor.first, donor.after))
            _scale(mention, _factor(sheet, donor, mention))
            if donor.counted is not None and mention.counted is None and not _is_other(sheet, mention):
                mention.counted, mention.counted_head = donor.counted, donor.counted_head
                mention.note("counted", "counted.elided", *donor.counted)


def _donor(sheet: Sheet, mentions: list[Mention], index: int) -> Mention:
    """The figure before, or the one that it only converts: "40 million shekels ($11 million) and 12 million"."""
    before = mentions[index - 1]
    spread = before.kind == "duration" and sheet.lower(before.start - 1) in ("over", "for", "within", "in", "after")
    if spread and index > 1 and mentions[index - 2].kind in ("percent", "money"):
        return mentions[index - 2]  # "wants 6 per cent over four years; the firm has offered 3.5"
    converted = index > 1 and sheet.lower(before.first - 1) == "(" and mentions[index - 2].after == before.first - 1
    return mentions[index - 2] if converted and mentions[index - 2].unit is not None else before


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


def _factor(sheet: Sheet, donor: Mention, mention: Mention) -> float:
    """The part that a subunit is of its currency, for "64 cents, while the highest was 71"."""
    number = read_number(sheet, donor.first)
    if donor.kind != "money" or number is None or not number.value or not donor.value or _is_alike(donor, mention):
        return 1.0
    return donor.value / number.value


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


def _answers(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    start = mention.start
    if sheet.lexemes[start].start - sheet.lexemes[donor.after - 1].end > _REACH:
        return False
    if not _is_alike(donor, mention) and not _is_alike(donor, mention, _factor(sheet, donor, mention)):
        return False
    openings = [at for at in range(donor.after, start + 1) if sheet.opens(at)]
    if openings and (len(openings) > 1 or start - openings[0] > _OPENING):
        return False
    ahead = sheet.lower(start - 1)
    if ahead == "to" and not openings and sheet.lower(donor.first - 1) == "from":
        return True
    if mention.counted is not None and mention.counted != donor.counted:
        return False
    if not ends_clause(sheet, mention.after) or (donor.change is not None and ahead in ("to", "at")):
        return False
    if ahead in word_set("nouns", "ellipsis", "unit_before"):
        return True
    return sheet.tag(start - 1).startswith("VB") and sheet.token(start - 1).lemma_.lower() in word_set(
        "nouns", "ellipsis", "unit_verbs"
    )


def _is_alike(donor: Mention, mention: Mention, part: float = 1.0) -> bool:
    known, value = donor.value or donor.high or donor.low, (mention.value or 0.0) * part
    factor = _RATED if donor.per and mention.per and donor.per != mention.per else _FACTOR
    return bool(known and value and 1 / factor <= value / known <= factor)


def ends_clause(sheet: Sheet, at: int) -> bool:
    """Whether no noun can follow: punctuation, a verb, a conjunction or a word of time."""
    if sheet.opens(at) or sheet.kind(at) == "sign":
        return sheet.lower(at) not in ("-", "‐", "‑", "/", "%", "$")
    if sheet.lower(at) == "the" and sheet.lower(at + 1) in word_set("nouns", "ellipsis", "periods"):
        return True  # "from 13 million the year before"
    return sheet.tag(at) in ("VBD", "VBZ", "VBP", "MD", "CC") or sheet.lower(at) in word_set(
        "nouns", "ellipsis", "after"
    )
