"""Whose noun a figure without one goes on from: the nearest earlier figure that can lend it."""

from collections.abc import Iterator

from tallywire.annotate.figures.counted.elsewhere.comparisons import is_alike, is_level
from tallywire.annotate.figures.counted.elsewhere.groups import counted_rule
from tallywire.annotate.figures.counted.phrases.people import is_person
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

COUNTS = frozenset(["count", "ratio"])
SHARES = frozenset(["count", "ratio", "measure", "money", "percent"])
MASSES = frozenset(["count", "ratio", "measure", "money"])
_REACH = 400  # characters back to the figure that lends its noun
_NEAR = 8  # figures between one and the one that lends it a noun
_OBJECT = 3  # lexemes between a verb and the figure of its object ("shared the remaining 9,140")
_DETERMINERS = frozenset(["DT", "PRP$", "PDT"])


def donor_of(sheet: Sheet, mentions: list[Mention], index: int, kinds: frozenset[str] = COUNTS) -> Mention | None:
    """The figure that lends its noun: the nearest earlier one of the `kinds`, but before an adjunct what it belongs to.

    In "lost six wickets for 40 runs. Silva took four" the four are wickets; within the sentence so are only subjects.
    """
    mention = mentions[index]
    lenders = _lenders(sheet, mentions, index, kinds)
    nearest = next(lenders, None)
    if nearest is None or _adjoins(sheet, nearest, mention) or not is_adjunct(sheet, nearest):
        return nearest
    if same_sentence(sheet, nearest, mention) and sheet.tag(mention.start - 1).startswith("VB"):
        return nearest  # "was billed for 90 visits and made two"
    for other in lenders:
        if not same_sentence(sheet, other, nearest):
            break
        if not is_adjunct(sheet, other):
            return other
    return nearest


def _lenders(sheet: Sheet, mentions: list[Mention], index: int, kinds: frozenset[str]) -> Iterator[Mention]:
    """The earlier figures of the `kinds` whose noun others can count, nearest first."""
    mention = mentions[index]
    start = sheet.lexemes[mention.first].start
    for other in reversed(mentions[:index]):
        if start - sheet.lexemes[other.first].start > _REACH:
            return
        group = other.kind != "percent" or counted_rule(other) == "counted.group"
        level = is_alike(other, mention) or not (is_level(sheet, mention) or _is_it(sheet, mention))
        others = _is_collective(mention, other) or _is_event(sheet, mention, other) or _is_doer(sheet, mention, other)
        if other.kind in kinds and other.counted is not None and group and level and _lends(other) and not others:
            yield other


def _lends(mention: Mention) -> bool:
    """Whether others can count the same noun: not "twice the limit", not "the toll", not "the 120-member assembly"."""
    hollow = mention.counted_head in word_set("nouns", "number_of", "nouns")
    hollow = hollow or mention.counted_head in word_set("nouns", "measured", "levels")
    sums = word_set("nouns", "number_of", "sums") if counted_rule(mention) == "counted.head_of" else frozenset()
    hollow = hollow or mention.counted_head in sums  # "at a cost of 410 million"
    compound = counted_rule(mention) == "counted.hyphen"
    return not (mention.frequency or hollow or compound or mention.rule.startswith("multiple"))


def _is_collective(mention: Mention, donor: Mention) -> bool:
    """ "its fleet to 64, but grounded nine": the nine are members of the fleet, not fleets."""
    members = mention.value is not None and donor.value is not None and mention.value < donor.value
    return members and donor.counted_head in word_set("nouns", "measured", "collectives")


def _is_it(sheet: Sheet, mention: Mention) -> bool:
    """ "On Friday it was two": what "it" was, of the things of the same order."""
    at = mention.start - 1
    return sheet.token(at).lemma_.lower() == "be" and sheet.lower(at - 1) in ("it", "there")


def _is_event(sheet: Sheet, mention: Mention, donor: Mention) -> bool:
    """ "31 deaths, 18 missing": people are missing, no deaths are."""
    return is_state(sheet, mention) and donor.counted_head in word_set("nouns", "ellipsis", "events")


def _is_doer(sheet: Sheet, mention: Mention, donor: Mention) -> bool:
    """ "Twelve firms shared the remaining 9,140": the subject of the verb whose object the figure is."""
    end = sheet.position_at((donor.counted or (0, 0))[1])
    verb = end if sheet.lexemes[donor.first].start < (donor.counted or (0, 0))[1] else donor.after
    if not sheet.tag(verb).startswith("VB") or sheet.token(verb).lemma_.lower() in ("be", "number", "total"):
        return False
    between = range(verb + 1, mention.start)
    return len(between) <= _OBJECT and all(sheet.tag(at) in ("DT", "JJ", "RB", "VBG", "PRP$") for at in between)


def is_state(sheet: Sheet, mention: Mention) -> bool:
    """Whether a state of people stands behind the figure in its noun's place: "18 missing", "found eight alive"."""
    at = mention.after
    named = sheet.tag(at + 1).startswith("NN") and not sheet.opens(at + 1)
    return not sheet.opens(at) and sheet.lower(at) in word_set("nouns", "ellipsis", "people_states") and not named


def are_persons(donor: Mention) -> bool:
    """Whether the donor counts people."""
    return is_person(donor.counted_head or "")


def is_adjunct(sheet: Sheet, mention: Mention) -> bool:
    """ "for 40 runs", "from 8,000 schools": the figure of an adverbial, not of the subject or the object."""
    at = mention.start - 1
    at -= sheet.tag(at) in _DETERMINERS
    return not sheet.opens(at + 1) and sheet.lower(at) in word_set("nouns", "ellipsis", "adjuncts")


def _adjoins(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "for 17 offences, 12 of them": only a comma parts the donor's noun from the figure."""
    end = sheet.position_at((donor.counted or (0, 0))[1])
    return end == mention.start or (end == mention.start - 1 and sheet.lower(end) == ",")


def same_sentence(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """Whether no sentence or line starts between two figures."""
    return not any(sheet.opens(at) for at in range(donor.after, mention.first + 1))


def sentences_between(sheet: Sheet, donor: Mention, mention: Mention) -> int:
    """How many sentences or lines start behind the donor, up to the figure."""
    return sum(sheet.opens(at) for at in range(donor.after, mention.first + 1))


def no_other_between(mentions: list[Mention], index: int, donor: Mention) -> bool:
    """Whether no figure but those of collectives stands between the donor and the mention."""
    for other in reversed(mentions[max(index - _NEAR, 0) : index]):
        if other is donor:
            return True
        if not _is_collective(mentions[index], other):
            return False
    return False
