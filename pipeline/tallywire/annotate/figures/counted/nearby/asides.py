"""Figures in brackets: "a €90m ($97m) loan", "most farmers (58%)", "12% of the herd, from 300 goats, or 6%"."""

from itertools import pairwise

from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, noun_at
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_AMOUNTS = frozenset(["money", "measure"])
_MANY = frozenset(["most", "many", "few", "fewer", "more"])
_DASHES = frozenset("–—-")
_NEAR = 4  # figures back


def share_asides(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give a conversion the noun of what it converts, or the other way round, and a bracketed share its group."""
    for donor, aside in pairwise(mentions):
        beside = _is_aside(sheet, aside) and donor.after == aside.start - 1
        if beside and donor.kind == aside.kind and donor.kind in _AMOUNTS:
            _copy(donor, aside)
            _copy(aside, donor)
        elif _is_restated(sheet, donor, aside):
            _copy(donor, aside)
    for index, mention in enumerate(mentions):
        if mention.kind != "percent":
            continue
        if _is_aside(sheet, mention) and mention.counted is None:
            _set(sheet, mention, _group(sheet, mention))
        elif whole := _whole(sheet, mentions, index):
            mention.counted, mention.counted_head = None, None
            _copy(whole, mention)


def _is_aside(sheet: Sheet, mention: Mention) -> bool:
    return sheet.lower(mention.start - 1) == "(" and sheet.lower(mention.after) == ")"


def _is_restated(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "most of its 9 million cows – about 5 million – were fed": a number between dashes or commas."""
    start = mention.start
    beside = donor.counted is not None and sheet.position_at(donor.counted[1]) == start - 1
    return (
        beside
        and donor.kind == mention.kind == "count"
        and sheet.lower(start - 1) in _DASHES
        and (sheet.lower(mention.after) == sheet.lower(start - 1))
    )


def _copy(donor: Mention, mention: Mention) -> None:
    if donor.counted is not None and mention.counted is None:
        mention.counted, mention.counted_head = donor.counted, donor.counted_head
        mention.note("counted", "counted.aside", *donor.counted)


def _set(sheet: Sheet, mention: Mention, phrase: NounPhrase | None) -> None:
    if phrase is not None:
        mention.counted, mention.counted_head = phrase.chars(sheet.doc), sheet.doc[phrase.head].lemma_.lower()
        mention.note("counted", "counted.aside", *mention.counted)


def _group(sheet: Sheet, mention: Mention) -> NounPhrase | None:
    """ "farmers (58%)", "the voters polled (58%)": the plural right before the bracket."""
    at = mention.start - 2
    if sheet.tag(at) in ("VBN", "VBD") and sheet.token(at).lemma_.lower() in word_set("nouns", "measured", "asks"):
        at -= 1
    if sheet.tag(at) not in ("NNS", "NNPS") or sheet.opens(at + 1):
        return None
    phrase = noun_at(sheet, at)
    return phrase._replace(first=phrase.first + (sheet.doc[phrase.first].lower_ in _MANY))


def _whole(sheet: Sheet, mentions: list[Mention], index: int) -> Mention | None:
    """The share "12% of the herd" that ", or 6%" of another holding goes on from."""
    mention = mentions[index]
    if sheet.lower(mention.start - 1) != "or" or sheet.lower(mention.start - 2) != "," or mention.change is not None:
        return None
    if sheet.lower(mention.after) in ("of", "in") and not sheet.opens(mention.after):
        return None
    for other in reversed(mentions[max(index - _NEAR, 0) : index - 1]):
        if any(sheet.opens(at) for at in range(other.after, mention.first + 1)):
            return None
        if other.kind == "percent" and other.counted is not None and sheet.lower(other.after) == "of":
            return other
    return None
