"""Units left out: "60 days' notice and got 14", "from 15 weeks to nine", "costs 600 rand, up from 480"."""

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_LENT = frozenset(["percent", "money", "measure", "duration"])
_LIST_JOINTS = frozenset([",", "and", "or", ";", "plus", "each", "apiece"])
_REACH = 200  # characters back to the figure that lends its unit
_OPENING = 8  # lexemes: how far into the next sentence an answer to a figure stands ("Now it is three.")
_RATED = 400.0  # "12,000 barrels a year, or 33 a day"
_FACTOR = 25.0  # a figure answers another of its own order


def restore_units(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give bare numbers the kind and unit, and the noun where they have none, of the figure that they answer."""
    for index in range(1, len(mentions)):
        mention, donor = mentions[index], mentions[index - 1]
        if mention.kind != "count" or mention.rule != "number" or mention.unit is not None:
            continue
        if _is_listed(sheet, donor, mention):
            mention.kind, mention.unit = donor.kind, donor.unit
            mention.note("unit", "unit.listed", *sheet.span(donor.first, donor.after))
        elif donor.kind in _LENT and donor.unit is not None and _answers(sheet, donor, mention):
            mention.kind, mention.unit = donor.kind, donor.unit
            mention.note("unit", "unit.elided", *sheet.span(donor.first, donor.after))
            if donor.counted is not None and mention.counted is None:
                mention.counted, mention.counted_head = donor.counted, donor.counted_head
                mention.note("counted", "counted.elided", *donor.counted)


def _is_listed(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "18 kilograms of flour, six of sugar": contents side by side; "six of the drivers" is a part of a group."""
    if donor.kind != "measure" or donor.counted is None or sheet.lower(mention.after) != "of":
        return False
    if sheet.lower(donor.after) != "of" or not sheet.tag(mention.after + 1).startswith(("NN", "JJ")):
        return False
    start = mention.modifier_first if mention.modifier_first >= 0 else mention.first
    between = range(sheet.position_at(donor.counted[1]), start)
    return bool(between) and all(sheet.lower(at) in _LIST_JOINTS for at in between) and not sheet.opens(start)


def _answers(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    start = mention.modifier_first if mention.modifier_first >= 0 else mention.first
    if sheet.lexemes[start].start - sheet.lexemes[donor.after - 1].end > _REACH or not _is_alike(donor, mention):
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


def _is_alike(donor: Mention, mention: Mention) -> bool:
    known, value = donor.value or donor.high or donor.low, mention.value
    factor = _RATED if donor.per and mention.per and donor.per != mention.per else _FACTOR
    return bool(known and value and 1 / factor <= value / known <= factor)


def ends_clause(sheet: Sheet, at: int) -> bool:
    """Whether no noun can follow: punctuation, a verb, a conjunction or a word of time."""
    if sheet.opens(at) or sheet.kind(at) == "sign":
        return sheet.lower(at) not in ("-", "‐", "‑", "/", "%", "$")
    return sheet.tag(at) in ("VBD", "VBZ", "VBP", "MD", "CC") or sheet.lower(at) in word_set(
        "nouns", "ellipsis", "after"
    )
