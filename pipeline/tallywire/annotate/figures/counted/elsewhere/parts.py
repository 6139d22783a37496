"""Figures that are parts of things named before: "600,000 of whom", "half of them", "of these, 214", "such people"."""

from tallywire.annotate.figures.counted.elsewhere.donors import COUNTS
from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, noun_at, phrase_at, phrase_ending
from tallywire.annotate.figures.counted.phrases.people import is_person
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention

_WHOM = 25  # lexemes back from "of whom" to the people
_BE = frozenset(["are", "were", "is", "was"])
_BARE = frozenset(["NNS", "NNPS", "NN", "JJ", "NNP"])
_PARTS = frozenset(["whom", "them", "which", "those", "these", "it"])
_SUMS = frozenset(["number", "total", "sum", "figure", "group", "amount", "tally"])


def is_part(sheet: Sheet, mention: Mention) -> bool:
    """ "600,000 of whom", "half of them", "of which 600,000", "Of this number, 512 finished"."""
    behind = sheet.lower(mention.after) == "of" and sheet.lower(mention.after + 1) in _PARTS
    described = sheet.lower(mention.after + 1) in ("those", "these") and (
        sheet.tag(mention.after + 2).startswith(("NN", "VBN", "VBG", "VBD", "WP", "WDT"))
        or sheet.lower(mention.after + 2) in ("aged", "who", "with", "without", "in")
    )
    own = mention.counted is not None and mention.counted[0] > sheet.lexemes[mention.first].start
    return (not own and _is_part_ahead(sheet, mention.start)) or (behind and not described)


def _is_part_ahead(sheet: Sheet, start: int) -> bool:
    at = start - 1 - (sheet.lower(start - 1) == ",")
    summed = sheet.lower(at) in _SUMS and sheet.lower(at - 1) in ("this", "that", "the")
    pronoun = sheet.lower(at) in ("which", "whom", "these", "those", "them")
    return (pronoun or summed) and sheet.lower(at - 1 - summed) == "of" and not sheet.opens(start)


def set_part(sheet: Sheet, mention: Mention, donor: Mention | None) -> None:
    """What the part is called, else the plural noun right before the comma, else the noun of the figure before.

    The value of the figure before becomes the total.
    """
    _set_whole(sheet, mention, donor)
    if mention.kind == "count":
        set_phrase(sheet, mention, _called(sheet, mention), "counted.called")


def _set_whole(sheet: Sheet, mention: Mention, donor: Mention | None) -> None:
    before = mention.start - 1
    if sheet.lower(mention.after + 1) == "whom" and (persons := _persons(sheet, before)):
        set_phrase(sheet, mention, persons, "counted.of_whom")
        if donor is None or donor.counted != mention.counted:
            return
    if sheet.lower(before) == "," and sheet.tag(before - 1) in ("NNS", "NNPS") and not sheet.opens(before + 1):
        set_phrase(sheet, mention, noun_at(sheet, before - 1), "counted.of_whom")
        if donor is None or donor.counted_head != mention.counted_head:
            return
    if donor is None:
        return
    copy_noun(mention, donor, "counted.of_whom")
    if (
        donor.value is not None
        and mention.value is not None
        and mention.kind in COUNTS
        and donor.kind == "count"
        and mention.rule != "ratio.in"
        and mention.value < donor.value
    ):
        mention.of = donor.value


def _called(sheet: Sheet, mention: Mention) -> NounPhrase | None:
    """ "27 of them children", "19 of whom were women": what the part is, in a bare plural."""
    at = mention.after + 2
    if sheet.lower(mention.after) != "of" or sheet.opens(at):
        return None
    at += sheet.lower(at) in _BE
    phrase = phrase_at(sheet.doc, sheet.token(at).i) if sheet.tag(at) in _BARE else None
    plural = phrase is not None and sheet.doc[phrase.head].tag_ in ("NNS", "NNPS")
    return phrase if plural and phrase is not None and phrase.first == sheet.token(at).i else None


def _persons(sheet: Sheet, before: int) -> NounPhrase | None:
    """The nearest plural noun for people ahead in the sentence: what "half of whom" goes on from."""
    for at in range(before, max(before - _WHOM, -1), -1):
        named = sheet.tag(at) in ("NNS", "NNPS") and is_person(sheet.token(at).lemma_.lower())
        if named or (sheet.tag(at) == "NNPS" and sheet.token(at).ent_type_ == "NORP"):
            return noun_at(sheet, at)
        if sheet.opens(at):
            break
    return None


def such_things(sheet: Sheet, mention: Mention) -> NounPhrase | None:
    """What "such people" refers to: the nearest plural noun before that has a premodifier."""
    doc = sheet.doc
    index = sheet.token(mention.first).i
    for token in reversed(doc[max(index - 40, 0) : index]):
        if token.tag_ in ("NNS", "NNPS") and token.ent_type_ not in ("DATE", "TIME"):
            phrase = phrase_ending(doc, token.i)
            if phrase.after - phrase.first > 1:
                return phrase
    return None


def set_phrase(sheet: Sheet, mention: Mention, phrase: NounPhrase | None, rule: str) -> None:
    """Make `phrase` what the mention counts, by `rule`; None changes nothing."""
    if phrase is not None:
        mention.counted = phrase.chars(sheet.doc)
        mention.counted_head = sheet.doc[phrase.head].lemma_.lower()
        mention.note("counted", rule, *mention.counted)


def copy_noun(mention: Mention, donor: Mention, rule: str) -> None:
    """Give the mention the donor's noun, by `rule`."""
    if donor.counted is not None:
        mention.counted, mention.counted_head = donor.counted, donor.counted_head
        mention.note("counted", rule, *donor.counted)
