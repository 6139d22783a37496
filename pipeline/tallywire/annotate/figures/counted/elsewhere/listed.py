"""Figures listed beside the one that has the noun: "and three in Cuba", "22 the following year", "18 missing"."""

from tallywire.annotate.figures.amounts.clause_ends import ends_clause
from tallywire.annotate.figures.counted.elsewhere.donors import are_persons, is_state, same_sentence, sentences_between
from tallywire.annotate.figures.counted.elsewhere.groups import counted_rule
from tallywire.annotate.figures.counted.elsewhere.parts import copy_noun, set_phrase
from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, phrase_at
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_JOINTS = frozenset(["and", ",", ";"])
_PLACED = frozenset(["in", "on", "among"])
_LISTED = frozenset(["in", "on", "among", "at", "from", "for", "to", "by", "near", "across", "under", "over", "of"])
_HEDGES = frozenset(["perhaps", "maybe", "possibly", "or"])
_LEFT = frozenset(["leave", "leaves", "left", "leaving"])
_VERB = 4  # lexemes back to the verb of "left 256 dead"
_RIGHT = 4  # figures ahead to the people of "18 missing, 600 hurt and 9,000 people stranded"
_COUNTED = 30  # lexemes back to "how many rebels"


def is_elsewhere(sheet: Sheet, mentions: list[Mention], index: int, donor: Mention) -> bool:
    """ "nine deaths in Haiti and two in Cuba", "40 shops: 22 in Leeds, nine in York", ", 22 the year after"."""
    mention, before = mentions[index], mentions[index - 1]
    joint, behind = sheet.lower(mention.start - 1), sheet.lower(mention.after)
    if not same_sentence(sheet, donor, mention) or sheet.opens(mention.after):
        return False
    if joint == ":" and behind in _LISTED:
        return True
    if joint not in _JOINTS:
        return False
    if before is not donor and counted_rule(before) != "counted.elsewhere":
        return False
    listed = counted_rule(before) == "counted.elsewhere" and behind in _LISTED
    return listed or (joint == "and" and behind in _PLACED) or _is_other_time(sheet, mention.after)


def _is_other_time(sheet: Sheet, at: int) -> bool:
    """ "the following year", "in 2017", "a year later", "last month"."""
    if sheet.lower(at) == "in" and sheet.kind(at + 1) == "number":
        return True
    at += sheet.lower(at) in ("in", "the", "a")
    turned = sheet.lower(at) in word_set("nouns", "ellipsis", "turns") and sheet.lower(at) not in ("year", "month")
    later = sheet.lower(at + 1) in ("later", "earlier", "before", "ago")
    return (turned or later) and not sheet.opens(at)


def is_hedged(sheet: Sheet, mentions: list[Mention], index: int, donor: Mention) -> bool:
    """ "a market for three, perhaps four": the same things again."""
    mention = mentions[index]
    at = mention.start - 1
    hedged = sheet.lower(mention.start) in _HEDGES or sheet.lower(at) in _HEDGES
    at -= sheet.lower(at) in _HEDGES and sheet.lower(at - 1) == ","
    parted = hedged and sheet.lower(at) in (",", "or")
    before = mentions[index - 1] if index else None
    close = before is not None and before.after == at and before.counted == donor.counted
    return parted and close and ends_clause(sheet, mention.after)


def is_in_state(sheet: Sheet, mentions: list[Mention], index: int, donor: Mention) -> bool:
    """ "Seventy men were below. Rescuers found eight alive": of the people named before."""
    mention = mentions[index]
    if sheet.says_before(mention.start, _LEFT, _VERB):
        return False  # "infected 16,840 people and left 256 dead"
    return is_state(sheet, mention) and are_persons(donor) and sentences_between(sheet, donor, mention) <= 1


def name(sheet: Sheet, mentions: list[Mention], index: int) -> None:
    """Name what the words around say where no earlier figure does."""
    mention = mentions[index]
    if is_state(sheet, mention):
        persons = (other for other in mentions[index + 1 : index + _RIGHT] if _runs_on(sheet, mention, other))
        donor = next((other for other in persons if other.kind == "count" and are_persons(other)), None)
        if donor is not None:
            copy_noun(mention, donor, "counted.state")
    elif sheet.token(mention.start - 1).lemma_.lower() == "be" and sheet.lower(mention.start - 2) in ("it", "there"):
        set_phrase(sheet, mention, _asked(sheet, mention), "counted.how_many")


def _runs_on(sheet: Sheet, mention: Mention, other: Mention) -> bool:
    """Whether one sentence goes on from figure to figure, though its lines are wrapped: behind a comma or "and"."""
    openings = [at for at in range(mention.after, other.first + 1) if sheet.opens(at)]
    return all(sheet.lower(at - 1) in (",", "and", "or", ";") for at in openings)


def _asked(sheet: Sheet, mention: Mention) -> NounPhrase | None:
    """What "how many" asks in "did not say how many men were held; a witness said it was nine"."""
    if not ends_clause(sheet, mention.after):
        return None
    for at in range(mention.start - 1, max(mention.start - _COUNTED, 0), -1):
        if sheet.lower(at) == "many" and sheet.lower(at - 1) == "how":
            return phrase_at(sheet.doc, sheet.token(at + 1).i)
    return None
