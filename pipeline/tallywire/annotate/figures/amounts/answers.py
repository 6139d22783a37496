"""Which earlier figure a bare number answers, so that its unit could be left out: "had demanded 8", "another 50"."""

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
_VERB = 6  # lexemes from a figure back to its verb
_RATED = 400.0  # "12,000 barrels a year, or 33 a day"
_FACTOR = 25.0  # a figure answers another of its own order
_DIFFERENCE = 1000.0  # "1.2 million hectares, 80,000 fewer"
_POINTS = frozenset(["point", "percentage point"])
_MORE = frozenset(["more", "fewer", "less", "longer", "shorter"])
_SPREAD = frozenset(["over", "for", "within", "in", "after"])
_BASES = frozenset(["against", "than", "from", "to", "with", "versus", "of", "beat", "beating", "exceeded"])
_PRONOUNS = frozenset(["them", "these", "those", "which"])
_LAST = frozenset(["last", "first", "final", "other", "remaining"])
_PLACES = frozenset(["for", "in", "on", "at", "among"])
_FRONT = 7  # lexemes of "In good soil,"
_JOINTS = frozenset(["and", ",", ";", "but", "while"])


def answered(sheet: Sheet, mentions: list[Mention], index: int) -> Mention | None:
    """The figure whose unit the bare number at `index` leaves out, or None."""
    mention = mentions[index]
    before = before_aside(sheet, mentions, index)
    if before.kind in LENT and before.unit is not None and _answers(sheet, before, mention):
        return before
    if _own_noun(sheet, mention):
        return None
    for donor in _candidates(sheet, mentions, index):
        if any(frame(sheet, donor, mention) for frame in _FRAMES):
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
        openings = _openings(sheet, other, mention)
        if len(openings) > 1 or (openings and mention.start - openings[0] > _PARALLEL):
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


def _openings(sheet: Sheet, donor: Mention, mention: Mention) -> list[int]:
    return [at for at in range(donor.after, mention.start + 1) if sheet.opens(at)]


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


def _is_difference(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "12 years, two more than", "1.2 million hectares, 80,000 fewer": by how much it differs."""
    if donor.kind == "percent" or _openings(sheet, donor, mention) or sheet.lower(mention.start - 1) not in (",", ";"):
        return False
    behind = mention.after + 1
    compared = sheet.lower(behind) == "than" or sheet.opens(behind) or sheet.kind(behind) == "sign"
    return sheet.lower(mention.after) in _MORE and compared


def _is_another(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "dropped another 7", "may trim another 50", "and a further 12 in May": more of the same, done by the same."""
    more = sheet.lower(mention.first - 1) in ("another", "further", "additional")
    led = sheet.tag(mention.first - 2).startswith("VB") or sheet.tag(mention.first - 3).startswith("VB")
    listed = sheet.lower(mention.first - 2) in _JOINTS and not _openings(sheet, donor, mention)
    return more and (led or listed) and _closes(sheet, mention.after)


def _is_standard(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "the recommended 15", "the 90 that planners assumed", "the standard of 15": another level of the same."""
    if donor.kind == "percent" and donor.unit in _POINTS:
        return False
    at = mention.start - 1
    named = sheet.lower(at) in word_set("nouns", "ellipsis", "norms") and sheet.lower(at - 1) in ("the", "a", "its")
    levels = word_set("nouns", "ellipsis", "levels") | word_set("nouns", "ellipsis", "standards")
    levelled = sheet.lower(at) == "of" and sheet.token(at - 1).lemma_.lower() in levels
    clause = (
        sheet.lower(at) == "the" and sheet.lower(at - 1) in _BASES and sheet.lower(mention.after) in ("that", "which")
    )
    return clause or ((named or levelled) and _closes(sheet, mention.after))


def _is_rivals(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "43.6 per cent of the votes against her rival's 42.7"."""
    at = mention.start - 1
    possessive = sheet.tag(at) == "POS" or sheet.lower(at).endswith(("'s", "’s", "s'", "s’"))
    based = any(sheet.lower(at - k) in _BASES for k in range(1, 6))
    return possessive and based and _closes(sheet, mention.after) and not _openings(sheet, donor, mention)


def _is_enough(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "jailed for 25 years. His lawyers argued that 12 would be enough", "said eight was fair"."""
    at = mention.after
    verb = at + (sheet.tag(at) == "MD")
    judged = sheet.lower(verb + 1) in word_set("nouns", "ellipsis", "verdicts")
    led = sheet.lower(mention.start - 1) in ("that", "said", "thought", "but", "“", '"') or sheet.opens(mention.start)
    return led and judged and sheet.token(verb).lemma_.lower() == "be"


def _is_same_verb(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "slept fewer than five hours ... those who slept seven", "traded at 862. In June it traded close to 800"."""
    verb = _verb_before(sheet, mention)
    if not verb or not ends_clause(sheet, mention.after):
        return False
    return verb == _verb_before(sheet, donor)


def _verb_before(sheet: Sheet, mention: Mention) -> str:
    """The lemma of the verb that the figure follows, over prepositions and adverbs."""
    at = mention.start - 1
    while (
        at > mention.start - _VERB
        and sheet.tag(at) in ("IN", "RB", "TO", "RP", "JJ", "DT", "$")
        and not sheet.opens(at)
    ):
        at -= 1
    return sheet.token(at).lemma_.lower() if sheet.tag(at).startswith("VB") else ""


def _is_done_too(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "forecast 20 million tonnes and shipped 13", "though her lawyers had sought 200,000", "they slipped 0.1"."""
    verb = sheet.token(mention.start - 1)
    if not verb.tag_.startswith("VB") or not _closes(sheet, mention.after):
        return False
    lemma = verb.lemma_.lower()
    asked = lemma in word_set("nouns", "ellipsis", "asking")
    moved = donor.change is not None and mention.change is not None
    joined = sheet.lower(mention.start - 2) in ("and", "but") and not _openings(sheet, donor, mention)
    joined = joined and _verb_before(sheet, donor) not in ("", "be")
    deeds = word_set("nouns", "ellipsis", "people_verbs") | word_set("nouns", "ellipsis", "gaining")
    return asked or moved or (joined and lemma not in deeds)


def _is_in_another_place(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "In Gao it is 71 and in Mopti less than 60": of a share whose own unit was left out or said."""
    at = mention.start - 1
    while at > mention.start - 5 and sheet.tag(at).startswith(("NN", "JJ", "DT", "POS")) and not sheet.opens(at):
        at -= 1
    placed = at < mention.start - 1 and sheet.lower(at) in ("in", "at", "for") and sheet.lower(at - 1) in _JOINTS
    return placed and _closes(sheet, mention.after) and not _openings(sheet, donor, mention)


def _is_part_of(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "40 minutes, ten of them in hail", "eleven days in the cellar, the last three without light"."""
    if donor.kind not in ("duration", "measure") or (mention.value or 0.0) >= (donor.value or 0.0):
        return False
    if any(sheet.tag(at) == "CD" or sheet.opens(at) for at in range(donor.after, mention.start)):
        return False
    of_them = sheet.lower(mention.after) == "of" and sheet.lower(mention.after + 1) in _PRONOUNS
    last = sheet.lower(mention.start - 1) in _LAST and sheet.lower(mention.start - 2) == "the"
    return of_them or (last and (sheet.tag(mention.after) == "IN" or _closes(sheet, mention.after)))


def _is_at_level(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "The target is 80 per cent. York stands at 64", "It is at 92 for the outer basin"."""
    at = mention.start - 1
    level = sheet.lower(at) in ("at", "on") and sheet.token(at - 1).lemma_.lower() in ("be", "stand", "remain", "hover")
    return level and donor.unit == "percent" and _closes(sheet, mention.after)


def _is_gapped(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "Education gets 15.1 percent of spending and health 10.7", "five acres in clay. In sand, 30."."""
    at = mention.start - 1
    subject = (
        sheet.tag(at) in ("NN", "NNS") and sheet.lower(at - 1) in ("and", "while", ",") and donor.kind == "percent"
    )
    if subject and not _openings(sheet, donor, mention):
        return _verb_before(sheet, donor) != "" and _closes(sheet, mention.after)
    first = next((k for k in range(at - 1, max(at - _FRONT, 0), -1) if sheet.opens(k)), None)
    fronted = sheet.lower(at) == "," and first is not None and sheet.lower(first) in _PLACES
    plain = fronted and not any(sheet.tag(k).startswith("VB") for k in range(first or at, at))
    return plain and sheet.lower(mention.after) in (".", "!", "?", "”", '"')


def _is_next(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "It is at 92 for the outer basin and 88 for the inner": goes on from one whose unit was left out too."""
    elided = any(item.rule == "unit.elided" for item in donor.evidence)
    joined = sheet.lower(mention.start - 1) in ("and", ",") and sheet.lower(mention.after) in _PLACES
    return elided and joined and not _openings(sheet, donor, mention)


def _closes(sheet: Sheet, at: int) -> bool:
    """Whether the clause goes on without a noun or a verb."""
    return ends_clause(sheet, at) and (sheet.opens(at) or not sheet.tag(at).startswith(("VB", "MD")))


_FRAMES = (
    _is_difference,
    _is_another,
    _is_standard,
    _is_rivals,
    _is_enough,
    _is_same_verb,
    _is_done_too,
    _is_in_another_place,
    _is_part_of,
    _is_at_level,
    _is_next,
    _is_gapped,
)


def _answers(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    start = mention.start
    if sheet.lexemes[start].start - sheet.lexemes[donor.after - 1].end > _REACH:
        return False
    if not _is_alike(donor, mention) and not _is_alike(donor, mention, subunit(sheet, donor, mention)):
        return False
    openings = _openings(sheet, donor, mention)
    if openings and (len(openings) > 1 or start - openings[0] > _OPENING):
        return False
    ahead = sheet.lower(start - 1)
    if ahead == "to" and not openings and sheet.lower(donor.first - 1) == "from":
        return True
    if mention.counted is not None and mention.counted != donor.counted:
        return False
    if not ends_clause(sheet, mention.after) or (donor.change is not None and ahead in ("to", "at")):
        return False
    subject = not sheet.opens(mention.after) and sheet.tag(mention.after) in ("VBD", "VBZ", "VBP", "MD")
    if subject and (ahead in ("and", "but", "or") or sheet.tag(start - 1).startswith("VB")):
        return False  # "Turnout was 40%, and 12 were hurt", "said 12 had complained"
    if ahead in word_set("nouns", "ellipsis", "unit_before"):
        return True
    return sheet.tag(start - 1).startswith("VB") and sheet.token(start - 1).lemma_.lower() in word_set(
        "nouns", "ellipsis", "unit_verbs"
    )


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
