"""Parts of a number told before: "22 counties: 11 in Ohio, eight in Utah", "played in nine finals and lost in two"."""

from itertools import pairwise

from tallywire.annotate.figures.amounts.clause_ends import ends_clause
from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, phrase_at
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_WHERE = frozenset(["in", "on", "at", "from", "near", "under", "aged", "for", "among", "across", "outside", "inside"])
_JOINTS = frozenset([",", "and", ":", ";", "—", "–", "-", "including", "(", "with", "them", "but", "plus"])
_SIDES = frozenset(["in", "at", "on", "from", "against"])
_PACES = frozenset(["rate", "pace", "speed", "clip"])
_WEAK = frozenset(["counted.subject", "counted.shared", "counted.number_of"])
_QUESTION = 14  # lexemes from "how many" to its answer


def share_parts(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give counts without a noun behind them that of the number they are part of, or that they answer."""
    for donor, mention in pairwise(mentions):
        if mention.kind != "count" or mention.frequency or not _is_free(mention):
            continue
        if _is_answer(sheet, donor, mention):
            _lend(donor, mention)
    for mention in mentions:
        if mention.kind == "count" and _is_free(mention) and (phrase := _asked(sheet, mention)):
            mention.counted, mention.counted_head = phrase.chars(sheet.doc), sheet.doc[phrase.head].lemma_.lower()
            mention.note("counted", "counted.asked", *mention.counted)


def _is_answer(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    if donor.kind != "count" or donor.counted is None or donor.frequency or not _is_plural(sheet, donor):
        return False
    if any(sheet.opens(at) for at in range(donor.after, mention.first + 1)):
        return False
    return _is_part(sheet, donor, mention) or _is_paced(sheet, mention) or _is_parallel(sheet, donor, mention)


def _is_free(mention: Mention) -> bool:
    """Whether no noun, or only one that the parse guessed at, was found."""
    rule = next((item.rule for item in reversed(mention.evidence) if item.field == "counted"), "")
    return mention.counted is None or rule in _WEAK


def _lend(donor: Mention, mention: Mention) -> None:
    if donor.counted is not None:
        mention.counted, mention.counted_head = donor.counted, donor.counted_head
        mention.note("counted", "counted.part", *donor.counted)


def _is_plural(sheet: Sheet, mention: Mention) -> bool:
    end = (mention.counted or (0, 1))[1]
    word = sheet.doc[sheet.token_index(end - 1)]
    return word.tag_ in ("NNS", "NNPS") or word.lower_ == "people"


def _is_part(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "26 depots: 14 in Jutland", "15 people were killed, nine in the capital and six in the north"."""
    start, after = mention.start, mention.after
    placed = sheet.lower(after) in _WHERE and not sheet.opens(after)
    named = placed and sheet.tag(after + 1) in ("NNP", "DT", "PRP$", "NNPS", "JJ", "NN", "NNS", "CD")
    smaller = mention.value is not None and (donor.value is None or mention.value <= donor.value or _is_side(donor))
    return named and smaller and sheet.lower(start - 1) in _JOINTS


def _is_side(donor: Mention) -> bool:
    """Whether the donor is itself a part, beside which a larger one may stand."""
    return any(item.rule == "counted.part" for item in donor.evidence)


def _is_paced(sheet: Sheet, mention: Mention) -> bool:
    """ "60 trams at a pace of eight a year"."""
    start = mention.start
    return mention.per is not None and sheet.lower(start - 1) == "of" and sheet.lower(start - 2) in _PACES


def _is_parallel(sheet: Sheet, donor: Mention, mention: Mention) -> bool:
    """ "played in nine finals and lost in two": the same preposition before both."""
    joint, start = sheet.lower(mention.start - 1), mention.start
    alike = joint in _SIDES and joint == sheet.lower(donor.start - 1)
    return alike and ends_clause(sheet, mention.after) and sheet.tag(start - 2).startswith("VB")


def _asked(sheet: Sheet, mention: Mention) -> NounPhrase | None:
    """ "would not tell how many tents were short, though she had put it at 30"."""
    if not ends_clause(sheet, mention.after):
        return None
    for at in range(mention.start - 1, max(mention.start - _QUESTION, 0), -1):
        if sheet.lower(at) == "many" and sheet.lower(at - 1) == "how":
            phrase = phrase_at(sheet.doc, sheet.token(at + 1).i) if sheet.tag(at + 1)[:2] in ("NN", "JJ") else None
            plural = phrase is not None and sheet.doc[phrase.head].tag_ in ("NNS", "NNPS")
            said = sheet.token(mention.start - 1).lemma_.lower() in word_set("nouns", "ellipsis", "unit_verbs")
            return phrase if plural and (said or sheet.lower(mention.start - 1) == "at") else None
    return None
