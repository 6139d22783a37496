"""Which earlier figure a bare number answers, so that its unit could be left out: "had demanded 8", "another 50"."""

from tallywire.annotate.figures.amounts.answer_frames import FRAMES, openings
from tallywire.annotate.figures.amounts.clause_ends import ends_clause
from tallywire.annotate.figures.amounts.number import HYPHENS
from tallywire.annotate.figures.amounts.numerals import read_number
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

LENT = frozenset(["percent", "money", "measure", "duration"])
_REACH = 200  # characters back to the figure that lends its unit
_OPENING = 8  # lexemes: how far into the next sentence an answer to a figure stands ("Now it is three.")
_PARALLEL = 16  # the same, where the words are those of the figure's own clause
_NEAR = 5  # figures back
_RATED = 400.0  # "12,000 barrels a year, or 33 a day"
_FACTOR = 25.0  # a figure answers another of its own order
_DIFFERENCE = 1000.0  # "1.2 million hectares, 80,000 fewer"
_MOST_VOTES, _ALL_VOTES = 85.0, 101.0  # what two sides share, in per cent, with what is rounded
_ADVERBS = frozenset(["now", "currently", "still", "already", "today"])
_POINTS = frozenset(["point", "percentage point"])
_SPREAD = frozenset(["over", "for", "within", "in", "after"])
_PRONOUNS = frozenset(["them", "these", "those", "which"])


def answered(sheet: Sheet, mentions: list[Mention], index: int) -> Mention | None:
    """The figure whose unit the bare number at `index` leaves out, or None."""
    mention = mentions[index]
    before = before_aside(sheet, mentions, index)
    if before.kind in LENT and before.unit is not None and _answers(sheet, before, mention):
        return before
    if _own_noun(sheet, mention):
        return None
    for donor in _candidates(sheet, mentions, index):
        if any(frame(sheet, donor, mention) for frame in FRAMES):
            return donor
    return None


def before_aside(sheet: Sheet, mentions: list[Mention], index: int) -> Mention:
    """The figure before, or the one that it only converts: "40 million shekels ($11 million) and 12 million"."""
    before, start = mentions[index - 1], mentions[index].start
    if index > 1 and _is_compound(sheet, before):
        before, index = mentions[index - 2], index - 1  # "Ottawa's 24-hour guideline is 27"
    spread = before.kind == "duration" and sheet.lower(before.start - 1) in _SPREAD
    if spread and index > 1 and mentions[index - 2].kind in ("percent", "money"):
        return mentions[index - 2]  # "wants 6 per cent over four years; the firm has offered 3.5"
    level = sheet.lower(start - 1) in ("on", "at")
    if level and before.unit in _POINTS and index > 1 and mentions[index - 2].kind == "percent":
        return mentions[index - 2]  # "on 38%, nine points ahead of the Nationals on 29"
    converted = index > 1 and sheet.lower(before.first - 1) == "(" and mentions[index - 2].after == before.first - 1
    return mentions[index - 2] if converted and mentions[index - 2].unit is not None else before


def _is_compound(sheet: Sheet, mention: Mention) -> bool:
    """ "a 24-hour guideline": a length of time that only describes a noun."""
    return (
        mention.kind == "duration"
        and sheet.lower(mention.number_after) in HYPHENS
        and sheet.glued(mention.number_after)
    )


def _candidates(sheet: Sheet, mentions: list[Mention], index: int) -> list[Mention]:
    """The figures with a unit before, nearest first, in this sentence or the one before, up to a count of things."""
    mention = mentions[index]
    found = []
    for other in reversed(mentions[max(index - _NEAR, 0) : index]):
        opened = openings(sheet, other, mention)
        if len(opened) > 1 or (opened and mention.start - opened[0] > _PARALLEL):
            break
        if sheet.lexemes[mention.start].start - sheet.lexemes[other.after - 1].end > _REACH:
            break
        if _is_compound(sheet, other):
            continue
        if other.kind in LENT and other.unit is not None and _is_of_order(other, mention):
            found.append(other)
        elif other.kind == "count" and other.counted is not None and not _is_passed(sheet, other, mention):
            break
    return found


def _is_passed(sheet: Sheet, other: Mention, mention: Mention) -> bool:
    """A count that is only a circumstance ("in two meetings"), or the subject of its verb ("two others got")."""
    subject = sheet.position_at((other.counted or (0, 0))[1]) == mention.start - 1
    return subject or sheet.lower(other.start - 1) in word_set("nouns", "ellipsis", "adjuncts")


def _own_noun(sheet: Sheet, mention: Mention) -> bool:
    """Whether the figure has a noun behind it, or is a part of something."""
    behind = mention.counted is not None and mention.counted[0] > sheet.lexemes[mention.first].start
    part = sheet.lower(mention.after) == "of" and sheet.lower(mention.after + 1) not in _PRONOUNS
    return behind or part or sheet.lower(mention.after) in ("-", "%")


def _is_of_order(donor: Mention, mention: Mention) -> bool:
    """Whether the number can be of the donor's unit: a share of at most 100, else a value of the same order."""
    if donor.kind == "percent" and donor.unit == "percent":
        return mention.value is not None and mention.value <= 100.0 and mention.magnitude == 1.0
    known, value = donor.value or donor.high or donor.low, mention.value
    near = bool(known and value and known / _DIFFERENCE <= value <= known * _FACTOR)
    return near or _is_in_magnitude(donor, mention)


def _answers(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    start = mention.start
    if sheet.lexemes[start].start - sheet.lexemes[donor.after - 1].end > _REACH:
        return False
    if not _is_alike(donor, mention) and not _is_alike(donor, mention, subunit(sheet, donor, mention)):
        return False
    opened = openings(sheet, donor, mention)
    if opened and (len(opened) > 1 or start - opened[0] > _OPENING):
        return False
    at = start - 1 - (sheet.lower(start - 1) in _ADVERBS)
    ahead = sheet.lower(at)
    if ahead == "to" and not opened and (sheet.lower(donor.first - 1) == "from" or _is_rest(donor, mention)):
        return True
    if mention.counted is not None and mention.counted != donor.counted:
        return False
    if not ends_clause(sheet, mention.after) or (donor.change is not None and ahead in ("to", "at")):
        return False
    subject = not sheet.opens(mention.after) and sheet.tag(mention.after) in ("VBD", "VBZ", "VBP", "MD")
    if subject and (ahead in ("and", "but", "or") or sheet.tag(at).startswith("VB")):
        return False  # "Turnout was 40%, and 12 were hurt", "said 12 had complained"
    if ahead in word_set("nouns", "ellipsis", "unit_before"):
        return True
    return sheet.tag(at).startswith("VB") and sheet.token(at).lemma_.lower() in word_set(
        "nouns", "ellipsis", "unit_verbs"
    )


def _is_rest(donor: Mention, mention: Mention) -> bool:
    """ "ahead by 50.3 percent to 49.7": the other side's share."""
    shares = donor.unit == "percent" and mention.value is not None and donor.value is not None
    return shares and _MOST_VOTES <= (donor.value or 0.0) + (mention.value or 0.0) <= _ALL_VOTES


def subunit(sheet: Sheet, donor: Mention, mention: Mention) -> float:
    """The part that a subunit is of its currency, for "64 cents, while the highest was 71"; else the magnitude left
    out in "forecast 20 million tonnes and shipped 13"."""
    if _is_alike(donor, mention):
        return 1.0
    if _is_in_magnitude(donor, mention):
        return donor.magnitude
    number = read_number(sheet, donor.first)
    if donor.kind != "money" or number is None or not number.value or not donor.value:
        return 1.0
    return donor.value / number.value


def _is_in_magnitude(donor: Mention, mention: Mention) -> bool:
    return mention.magnitude == 1.0 < donor.magnitude and _is_alike(donor, mention, donor.magnitude)


def _is_alike(donor: Mention, mention: Mention, part: float = 1.0) -> bool:
    known, value = donor.value or donor.high or donor.low, (mention.value or 0.0) * part
    factor = _RATED if donor.per and mention.per and donor.per != mention.per else _FACTOR
    return bool(known and value and 1 / factor <= value / known <= factor)
