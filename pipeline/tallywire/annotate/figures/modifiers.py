"""Modifiers: the words that bound a figure ("more than", "up to", "or so"), and the bounds they give."""

from functools import cache
from typing import cast

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.negation import turned
from tallywire.annotate.figures.vocabulary import Phrases, phrase_table, word_set
from tallywire.records import Modifier

#: "at least an additional $14 million"
_ADDED = ("additional", "extra", "further")
_SKIPPED = frozenset(["a", "an", "the", "another", "$", "their", "its", "his", "her", "these", "those", *_ADDED])
_OPENING = frozenset("([\"'“‘-")
_PASSED = frozenset(["pass", "passes", "passed", "passing", "crossed"])
_MANY = 100.0  # from here on what is passed is a mark, not a bill or an exam
_FEW = 12.0
_NOMINAL = ("NN", "JJ", "VBN", "CD", "TO")
_STRONGER = ("at_most", "at_least", "more_than", "less_than", "nearly")


@cache
def _before() -> Phrases:
    return phrase_table("modifiers", "before")


@cache
def _after() -> Phrases:
    return phrase_table("modifiers", "after")


def add_modifier(sheet: Sheet, mention: Mention, noun_after: int) -> None:
    """Set `modifier` and the bounds from the words around the mention; `noun_after` ends its counted noun."""
    found = _ahead(sheet, mention) or _behind(sheet, mention, noun_after)
    if found is None:
        return
    modifier, first, after = found
    if first < mention.first:
        mention.modifier_first = first
        modifier = turned(sheet, mention, modifier, first)
    if mention.modifier in ("range", "vague"):
        return
    start, end = sheet.span(first, after)
    mention.modifier = modifier
    mention.low, mention.high = bounds(modifier, mention.value)
    mention.note("modifier", f"modifier.{modifier}", start, end)


def bounds(modifier: Modifier, value: float | None) -> tuple[float | None, float | None]:
    """The inclusive bounds that `modifier` gives `value`; None is unbounded."""
    if modifier in ("more_than", "at_least"):
        return value, None
    if modifier in ("less_than", "at_most", "nearly"):
        return None, value
    return value, value


def _ahead(sheet: Sheet, mention: Mention) -> tuple[Modifier, int, int] | None:
    """The phrase before the mention; of two in a row the one that bounds ("up to about 500")."""
    at = mention.first
    best: tuple[Modifier, int, int] | None = None
    for _ in range(3):
        at = _skip_articles(sheet, at)
        if sheet.opens(at):
            break
        found = _before().before(sheet, at)
        if found is None or not _allowed(sheet, found[1], at, mention):
            break
        modifier = cast(Modifier, found[0])
        if modifier in ("more_than", "less_than") and sheet.lower(at) in ("the", "its", "their"):
            break  # "still below the 90 million of last year": a known level, of which the words tell nothing
        if modifier == "about" and sheet.lower(at) in ("the", "their", "its", "his", "her"):
            break
        if best is None or (modifier in _STRONGER and best[0] not in _STRONGER):
            best = modifier, found[1], at
        else:
            best = best[0], found[1], best[2]
        at = found[1]
    return best


def _skip_articles(sheet: Sheet, at: int) -> int:
    back = at
    while not sheet.opens(back) and sheet.lower(back - 1) in _SKIPPED | _OPENING:
        if sheet.lower(back - 1) == "-" and sheet.lower(back - 2) not in ("sub", "over", "under"):
            break
        back -= 1
    return back if back < at and _before().before(sheet, back) else at


def _allowed(sheet: Sheet, first: int, after: int, mention: Mention) -> bool:
    """Leave phrases that do other work here: "a dispute over $5m", "over two years", "in just", "just 17"."""
    words = [sheet.lower(at) for at in range(first, after)]
    if words == ["over"] and not _is_above(sheet, first, mention):
        return False
    if words == ["above"] and mention.kind == "count" and (mention.value or 0.0) <= _FEW:
        return sheet.lower(first - 1) not in word_set("modifiers", "over", "motion")  # "rose above two defenders"
    if words == ["up", "to"] and sheet.lower(first - 1) in word_set("modifiers", "over", "rising"):
        return False
    if words == ["within"] and (mention.kind not in ("measure", "duration") or sheet.lower(after) == "the"):
        return False
    if len(words) == 1 and words[0] in _PASSED:
        large = mention.kind in ("count", "money") and (mention.value or 0.0) >= _MANY
        return large and (sheet.opens(mention.after) or not sheet.tag(mention.after).startswith(_NOMINAL))
    if words in (["top"], ["tops"]):
        return sheet.tag(first - 1) in ("NNS", "NN") and sheet.lower(first - 1) != "the" and not sheet.opens(first)
    if words == ["about"] and sheet.lower(first - 1) in word_set("modifiers", "over", "about_verbs"):
        return False
    if words in (["past"], ["inside"], ["beyond"]):
        return mention.kind in ("count", "money", "percent") and sheet.lower(first - 1) not in ("the", "this", "of")
    if words == ["some"] and sheet.lower(first - 1) in ("of", "and"):
        return mention.magnitude > 1 or not mention.spelled
    return True


def _is_above(sheet: Sheet, first: int, mention: Mention) -> bool:
    """Whether "over" at `first` bounds: not in "turned over €3m", "a quarrel over €50", "over two years"."""
    ahead = sheet.lower(first - 1)
    if ahead in word_set("modifiers", "over", "phrasal") or ahead in word_set("modifiers", "over", "topics"):
        return False
    if ahead in word_set("modifiers", "over", "frequent") and mention.kind == "money":
        return False
    if mention.kind == "count" and _is_extent(sheet, first, mention):
        return False
    if mention.kind == "money" and _is_topic(sheet, first, mention):
        return False
    if mention.kind == "duration" and sheet.opens(first) and sheet.lower(mention.after) == ",":
        return False  # "Over 52 weeks, those on"
    return mention.kind != "duration" or sheet.opens(first) or ahead in word_set("modifiers", "over", "duration_ahead")


def _is_topic(sheet: Sheet, first: int, mention: Mention) -> bool:
    """ "jailed over a $6 million theft", "docks driver over N20m ransom": what it was about."""
    if sheet.opens(mention.after) or sheet.tag(mention.after) != "NN":
        return False
    return sheet.lower(first + 1) in ("a", "an", "the") or sheet.tag(first - 1) in ("NN", "NNP", "NNS")


def _is_extent(sheet: Sheet, first: int, mention: Mention) -> bool:
    """ "shot down 87 drones over nine regions", "flew over two towns": behind an object or a motion, where it was."""
    noun = mention.after
    while sheet.tag(noun) == "JJ" and noun < mention.after + 2:
        noun += 1
    ahead = sheet.lower(first - 1)
    if ahead in word_set("modifiers", "over", "motion"):
        return (mention.value or _MANY) <= _FEW
    return sheet.tag(first - 1) in ("NNS", "NN") and sheet.lower(noun) in word_set("modifiers", "over", "places")


def _leads_on(sheet: Sheet, at: int) -> bool:
    """Whether another figure follows: "killed 13 and over 160", "40 at least 12 of them"."""
    if sheet.opens(at):
        return False
    if sheet.lower(at) in ("a", "an"):
        return sheet.lower(at + 1) not in word_set("nouns", "rates", "times")  # "six hours or less a night"
    return sheet.kind(at) == "number" or sheet.tag(at) in ("CD", "$")


def _behind(sheet: Sheet, mention: Mention, noun_after: int) -> tuple[Modifier, int, int] | None:
    for at in dict.fromkeys((mention.after, noun_after, mention.number_after)):
        if sheet.opens(at):
            continue
        found = _after().at(sheet, at)
        if found and not _leads_on(sheet, found[1]) and sheet.lower(found[1]) not in ("to", "than"):
            return cast(Modifier, found[0]), at, found[1]
    return None
