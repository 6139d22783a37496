"""Clauses whose verb is left out: "The Greens have 35 per cent, the Liberals 19 per cent and Reform four"."""

from itertools import pairwise

from tallywire.annotate.figures.counted.elsewhere.groups import counted_rule
from tallywire.annotate.figures.counted.phrases.nouns import phrase_ending
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_NAME = 5  # lexemes of the name that stands for a clause's subject
_REACH = 8  # lexemes from a figure over its noun and time to the joint of the next clause
_CHAIN = 12  # clauses in a row
_JOINTS = frozenset([",", "and", ";", "while", "but"])
_ENDS = frozenset([",", ".", ";", ":", ")", "and", "in", "while", "but", "with", "?", "!", "”", '"'])
_NAMES = frozenset(["NNP", "NNPS"])
_SUBJECTS = frozenset(["NNP", "NNPS", "NN", "NNS", "JJ", "POS"])
_SUBJECT_RULES = frozenset(["counted.subject", "counted.gap_subject", "counted.bounded", "counted.headline"])
_COMMON = frozenset(["NN", "NNS", "NNP", "NNPS", "JJ", "IN", "DT", "HYPH"])
_LENT = frozenset(["percent", "money", "measure", "duration"])


def in_gap(sheet: Sheet, first: int, after: int) -> bool:
    """Whether the number at `first` up to `after` completes a clause whose verb stands with an earlier number."""
    for _ in range(_CHAIN):
        joint = _joint(sheet, first)
        if joint is None or not _ends(sheet, after):
            return False
        number = _number_before(sheet, joint)
        if number is None:
            return False
        if _has_verb(sheet, number):
            return True
        first, after = number, joint
    return False


def _joint(sheet: Sheet, first: int) -> int | None:
    """The position of the comma or conjunction before the name that stands right before the number at `first`."""
    at = first - 1
    while at > first - 1 - _NAME and sheet.kind(at) == "word" and sheet.tag(at) in _SUBJECTS and not sheet.opens(at):
        at -= 1
    article = sheet.lower(at) == "the"
    alone = (
        at == first - 2 and sheet.lower(at) in (",", "and") and sheet.tag(first - 1) in ("NN", "NNS")
    )  # ", copper 3%"
    named = article or alone or any(sheet.tag(k) in _NAMES for k in range(at + 1, first))
    if at == first - 1 or not named or sheet.opens(first):
        return None
    at -= article
    return at if sheet.lower(at) in _JOINTS and not sheet.opens(at + 1) else None


def _has_verb(sheet: Sheet, number: int) -> bool:
    """Whether a verb stands before the number, its currency and a bounding word."""
    at = number - 1
    while at > number - 4 and sheet.tag(at) in ("$", "RB", "JJR", "IN") and not sheet.opens(at + 1):
        at -= 1
    return sheet.tag(at).startswith("VB") and not sheet.opens(at + 1)


def _ends(sheet: Sheet, after: int) -> bool:
    return sheet.opens(after) or sheet.lower(after) in _ENDS


def _number_before(sheet: Sheet, joint: int) -> int | None:
    """The number of the clause before the joint; years behind a preposition are none."""
    joint -= sheet.lower(joint - 1) == ","
    for at in range(joint - 1, max(joint - 1 - _REACH, -1), -1):
        dated = sheet.lower(at - 1) in ("in", "since", "of", "by", "on")
        if (sheet.kind(at) == "number" or sheet.tag(at) == "CD") and not dated:
            return at - (sheet.kind(at) == "word" and sheet.kind(at - 1) == "number")  # "1.3 million"
        if sheet.opens(at) or sheet.lower(at) in _JOINTS:
            return None
    return None


def fill_gaps(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give figures of clauses without a verb the unit, and the noun, of the clause before; left to right."""
    for before, mention in pairwise(mentions):
        start = mention.start
        if before.frequency or mention.kind in ("age", "duration"):
            continue
        if not in_gap(sheet, start, mention.after):
            _name_common(sheet, mention, before)
            continue
        if mention.kind == "count" and mention.rule == "number" and before.kind in _LENT:
            mention.kind, mention.unit = before.kind, before.unit
            mention.note("unit", "unit.gapped", *sheet.span(before.first, before.after))
        if mention.kind == before.kind:
            _name(sheet, mention, before, start)


def _name_common(sheet: Sheet, mention: Mention, before: Mention) -> None:
    """ "Robbery was down 4% and assaults on staff 11%": a common noun, with its place, where the verb is left out."""
    alike = (mention.kind, mention.unit) == (before.kind, before.unit) and mention.kind in _LENT
    named = sheet.tag(mention.start - 1).startswith("NN") and not sheet.opens(mention.start)
    named = named and sheet.lower(mention.start - 1) not in word_set("nouns", "links", "costs")
    if not alike or not named or counted_rule(before) not in _SUBJECT_RULES or not _ends(sheet, mention.after):
        return
    first = head = mention.start
    while first > mention.start - _REACH and sheet.tag(first - 1) in _COMMON and not sheet.opens(first):
        first -= 1
        head = first if sheet.tag(first) == "IN" else head
    if head - first < 1 or sheet.tag(head - 1) not in ("NN", "NNS") or sheet.lower(first - 1) not in _JOINTS:
        return
    if sheet.opens(first) or any(sheet.tag(at).startswith("VB") for at in range(before.after, first)):
        return
    token = sheet.token(head - 1)
    mention.counted = phrase_ending(sheet.doc, token.i).chars(sheet.doc)
    mention.counted_head = token.lemma_.lower()
    mention.change = mention.change or before.change
    mention.note("counted", "counted.gap_subject", *mention.counted)


def _name(sheet: Sheet, mention: Mention, before: Mention, start: int) -> None:
    if counted_rule(before) in _SUBJECT_RULES:
        token = sheet.token(start - 1)
        mention.counted = phrase_ending(sheet.doc, token.i).chars(sheet.doc)
        mention.counted_head = token.lemma_.lower() if token.tag_ in ("NN", "NNS") else token.text
        mention.note("counted", "counted.gap_subject", *mention.counted)
        mention.change = mention.change or before.change
        return
    mention.counted, mention.counted_head = before.counted, before.counted_head
    if before.counted is not None:
        mention.note("counted", "counted.gapped", *before.counted)
