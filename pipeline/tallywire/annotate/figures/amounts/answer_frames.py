"""Frames in which a bare number leaves out the unit of an earlier figure: "had demanded 8", "may trim another 50"."""

from tallywire.annotate.figures.amounts.clause_ends import ends_clause
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_VERB = 6  # lexemes from a figure back to its verb
_FRONT = 7  # lexemes of "In good soil,"
_MORE = frozenset(["more", "fewer", "less", "longer", "shorter"])
_BASES = frozenset(["against", "than", "from", "to", "with", "versus", "of", "beat", "beating", "exceeded"])
_JOINTS = frozenset(["and", ",", ";", "but", "while"])
_LAST = frozenset(["last", "first", "final", "other", "remaining"])
_PLACES = frozenset(["for", "in", "on", "at", "among"])
_POINTS = frozenset(["point", "percentage point"])
_PRONOUNS = frozenset(["them", "these", "those", "which"])


def openings(sheet: Sheet, donor: Mention, mention: Mention) -> list[int]:
    """The positions behind the donor, up to the figure, at which sentences or lines start."""
    return [at for at in range(donor.after, mention.start + 1) if sheet.opens(at)]


def _is_difference(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "12 years, two more than", "1.2 million hectares, 80,000 fewer": by how much it differs."""
    if donor.kind == "percent" or openings(sheet, donor, mention) or sheet.lower(mention.start - 1) not in (",", ";"):
        return False
    behind = mention.after + 1
    compared = sheet.lower(behind) == "than" or sheet.opens(behind) or sheet.kind(behind) == "sign"
    return sheet.lower(mention.after) in _MORE and compared


def _is_another(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "dropped another 7", "may trim another 50", "and a further 12 in May": more of the same, done by the same."""
    more = sheet.lower(mention.first - 1) in ("another", "further", "additional")
    led = sheet.tag(mention.first - 2).startswith("VB") or sheet.tag(mention.first - 3).startswith("VB")
    listed = sheet.lower(mention.first - 2) in _JOINTS and not openings(sheet, donor, mention)
    return more and (led or listed) and _closes(sheet, mention.after)


def _is_standard(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "the recommended 15", "than the 90 it had feared", "the standard of 15", "the norm is 15": another level."""
    if donor.kind == "percent" and donor.unit in _POINTS:
        return False
    at = mention.start - 1
    named = sheet.lower(at) in word_set("nouns", "ellipsis", "norms") and sheet.lower(at - 1) in ("the", "a", "its")
    levels = word_set("nouns", "ellipsis", "levels") | word_set("nouns", "ellipsis", "standards")
    levelled = sheet.lower(at) == "of" and sheet.token(at - 1).lemma_.lower() in levels
    told = sheet.token(at).lemma_.lower() == "be" and mention.counted_head in levels and sheet.tag(at) != "VB"
    clause = sheet.lower(at) == "the" and sheet.lower(at - 1) in _BASES and _relative_follows(sheet, mention.after)
    return clause or ((named or levelled or told) and _closes(sheet, mention.after))


def _relative_follows(sheet: Sheet, at: int) -> bool:
    """ "the 90 that planners assumed", "the 40 million it had feared", "the four required by law"."""
    return sheet.lower(at) in ("that", "which") or (sheet.tag(at) in ("PRP", "VBN") and not sheet.opens(at))


def _is_as_large(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "cost 27 million pounds, and higher prices nine million": millions in one sentence, and nothing else counted."""
    large = mention.magnitude > 1.0 and donor.magnitude > 1.0 and donor.kind in ("money", "measure")
    return large and not openings(sheet, donor, mention) and _closes(sheet, mention.after)


def _is_sum(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "Revenue was $2.1 billion. Analysts had expected profit of 285 million": what can only be money."""
    sums = word_set("nouns", "ellipsis", "sums")
    return donor.kind == "money" and mention.magnitude > 1.0 and mention.counted_head in sums


def _is_rivals(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "43.6 per cent of the votes against her rival's 42.7"."""
    at = mention.start - 1
    possessive = sheet.tag(at) == "POS" or sheet.lower(at).endswith(("'s", "’s", "s'", "s’"))
    based = any(sheet.lower(at - k) in _BASES for k in range(1, 6))
    return possessive and based and _closes(sheet, mention.after) and not openings(sheet, donor, mention)


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
    joined = sheet.lower(mention.start - 2) in ("and", "but") and not openings(sheet, donor, mention)
    joined = joined and _verb_before(sheet, donor) not in ("", "be")
    deeds = word_set("nouns", "ellipsis", "people_verbs") | word_set("nouns", "ellipsis", "gaining")
    return asked or moved or (joined and lemma not in deeds)


def _is_in_another_place(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "In Gao it is 71 and in Mopti less than 60": of a share whose own unit was left out or said."""
    at = mention.start - 1
    while at > mention.start - 5 and sheet.tag(at).startswith(("NN", "JJ", "DT", "POS")) and not sheet.opens(at):
        at -= 1
    placed = at < mention.start - 1 and sheet.lower(at) in ("in", "at", "for") and sheet.lower(at - 1) in _JOINTS
    return placed and _closes(sheet, mention.after) and not openings(sheet, donor, mention)


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
    if subject and not openings(sheet, donor, mention):
        return _verb_before(sheet, donor) != "" and _closes(sheet, mention.after)
    first = next((k for k in range(at - 1, max(at - _FRONT, 0), -1) if sheet.opens(k)), None)
    fronted = sheet.lower(at) == "," and first is not None and sheet.lower(first) in _PLACES
    plain = fronted and not any(sheet.tag(k).startswith("VB") for k in range(first or at, at))
    return plain and sheet.lower(mention.after) in (".", "!", "?", "”", '"')


def _is_next(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "It is at 92 for the outer basin and 88 for the inner": goes on from one whose unit was left out too."""
    elided = any(item.rule == "unit.elided" for item in donor.evidence)
    joined = sheet.lower(mention.start - 1) in ("and", ",") and sheet.lower(mention.after) in _PLACES
    return elided and joined and not openings(sheet, donor, mention)


def _closes(sheet: Sheet, at: int) -> bool:
    """Whether the clause goes on without a noun or a verb."""
    return ends_clause(sheet, at) and (sheet.opens(at) or not sheet.tag(at).startswith(("VB", "MD")))


def _is_parallel(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "beat Spain by four seconds and the field by 47": by so much, too."""
    by = sheet.lower(mention.start - 1) == sheet.lower(donor.start - 1) == "by"
    plain = donor.kind in ("duration", "measure", "money") and not openings(sheet, donor, mention)
    return by and plain and _closes(sheet, mention.after)


FRAMES = (
    _is_parallel,
    _is_as_large,
    _is_sum,
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
