"""Figures whose noun stands elsewhere: "800,000 have cards", "In 2017 it had won 44", "and three in Cuba"."""

from tallywire.annotate.figures.amounts.clause_ends import ends_clause
from tallywire.annotate.figures.counted.elsewhere import listed, objects
from tallywire.annotate.figures.counted.elsewhere.donors import (
    COUNTS,
    MASSES,
    SHARES,
    are_persons,
    donor_of,
    same_sentence,
)
from tallywire.annotate.figures.counted.elsewhere.parts import copy_noun, is_part, set_part, set_phrase, such_things
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_ASIDE = 9  # lexemes of an aside


def share_nouns(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give count mentions without a noun of their own that of an earlier figure, or of the words they refer to."""
    for index, mention in enumerate(mentions):
        if mention.kind == "percent" and is_part(sheet, mention):
            set_part(sheet, mention, donor_of(sheet, mentions, index, SHARES))
        if mention.kind in MASSES and mention.counted is None and _is_of_which(sheet, mention):
            set_part(sheet, mention, donor_of(sheet, mentions, index, frozenset([mention.kind])))
        if mention.kind in COUNTS and not mention.rule.startswith("multiple") and not mention.frequency:
            _share_noun(sheet, mentions, index)


def _may_share(mention: Mention, donor: Mention) -> bool:
    """ "hit by drought, with millions fearing hunger": people, unless other vague numbers came before."""
    return mention.modifier != "vague" or donor.modifier == "vague" or are_persons(donor)


def _is_of_which(sheet: Sheet, mention: Mention) -> bool:
    """ "£176.4m, of which £128.9m came from television"."""
    at = mention.start - 1
    return sheet.lower(at) == "which" and sheet.lower(at - 1) == "of" and mention.kind not in COUNTS


def _share_noun(sheet: Sheet, mentions: list[Mention], index: int) -> None:
    mention = mentions[index]
    of = sheet.lower(mention.after) == "of"
    if of and sheet.lower(mention.after + 1) == "what":
        return
    whole = (of and sheet.lower(mention.after + 1) == "it") or objects.accounts(sheet, mention)
    donor = donor_of(sheet, mentions, index, MASSES if whole else COUNTS)
    if sheet.lower(mention.after) == "such":
        set_phrase(sheet, mention, such_things(sheet, mention), "counted.such")
    elif is_part(sheet, mention):
        set_part(sheet, mention, donor)
    elif donor is not None and _moved_from(sheet, mentions, index):
        copy_noun(mention, mentions[index - 1], "counted.from_to")
        mention.per = mention.per or mentions[index - 1].per
    elif mention.counted is None and donor is not None and _may_share(mention, donor):
        _share_with(sheet, mentions, index, donor)
    if mention.counted is None:
        listed.name(sheet, mentions, index)


def _share_with(sheet: Sheet, mentions: list[Mention], index: int, donor: Mention) -> None:
    """Give the mention the donor's noun if its words leave one out."""
    mention = mentions[index]
    if _is_more_of_nothing(sheet, mentions, index):
        return
    for test, rule in _RULES:
        if test(sheet, mentions, index, donor):
            copy_noun(mention, donor, rule)
            return
    if _lacks_noun(sheet, mention):
        copy_noun(mention, donor, "counted.shared")
        if _completes(sheet, mention) and donor is mentions[index - 1]:
            mention.per = mention.per or donor.per


def _is_more_of_nothing(sheet: Sheet, mentions: list[Mention], index: int) -> bool:
    """ "We brought 40 over and there is another hundred coming": more of what has no noun either."""
    before = mentions[index - 1]
    more = sheet.lower(mentions[index].start - 1) in ("another", "further", "additional")
    return more and before.kind == "count" and before.counted is None


def _moved_from(sheet: Sheet, mentions: list[Mention], index: int) -> bool:
    """The second figure of "from 40 calls a day to 650", without a noun of its own behind it."""
    mention, before = mentions[index], mentions[index - 1]
    own = mention.counted is not None and mention.counted[0] > sheet.lexemes[mention.first].start
    if own or before.counted is None or sheet.lower(mention.first - 1) != "to":
        return False
    return same_sentence(sheet, before, mention) and sheet.lower(before.first - 1) == "from"


def _lacks_noun(sheet: Sheet, mention: Mention) -> bool:
    """A figure in a noun's place before a verb, a relative pronoun or a rate, with its noun left out."""
    at = mention.after
    if sheet.opens(at):
        return _completes(sheet, mention)
    tag, word = sheet.tag(at), sheet.lower(at)
    token = sheet.token(mention.number_after - 1)
    start = mention.start
    if sheet.lower(start - 1) == "of" and sheet.lower(start - 2) == "out":
        return tag in ("VBN", "IN")  # "33 bans, out of more than 9,000 sought"
    if sheet.lower(mention.first - 1) == "the" and tag == "PRP" and sheet.tag(at + 1)[:2] in ("VB", "MD"):
        return True  # "the 24 it handed over"
    if word in ("who", "whom", "that", "more", "fewer", "less") or word in word_set("nouns", "phrase", "plural_verbs"):
        return True
    if tag in ("VBD", "VBZ", "VBP", "MD") or (
        tag in ("VBN", "VBG") and token.dep_ in ("nsubj", "nsubjpass", "ROOT", "conj")
    ):
        return True
    return _has_aside(sheet, mention) or _completes(sheet, mention)


def _has_aside(sheet: Sheet, mention: Mention) -> bool:
    """ "while 600, i.e. 37 per cent, were rejected": a subject that an aside parts from its verb."""
    joint, at = mention.start - 1, mention.after
    opens = sheet.opens(joint + 1) or sheet.lower(joint) in ("while", "and", "but", "that", ",", ";")
    if not opens or sheet.lower(at) != ",":
        return False
    for close in range(at + 1, at + _ASIDE):
        if sheet.opens(close):
            return False
        if sheet.lower(close) == ",":
            return sheet.tag(close + 1) in ("VBD", "VBZ", "VBP", "MD")
    return False


def _completes(sheet: Sheet, mention: Mention) -> bool:
    """ "rose from 40 to 650", "it was around 70 a week"."""
    start = mention.start
    if sheet.lower(start - 1) in ("year", "month", "week", "season") and ends_clause(sheet, mention.after):
        return True  # "80 crates, last year nine"
    if objects.is_speakers(sheet, start) or sheet.lower(start - 2).endswith(("scored", "scoring")):
        return False  # "top-scored with 61"
    return sheet.lower(start - 1) in word_set("nouns", "ellipsis", "before")


_RULES = (
    (listed.is_elsewhere, "counted.elsewhere"),
    (listed.is_hedged, "counted.hedged"),
    (listed.is_in_state, "counted.state"),
    (objects.is_account, "counted.share"),
    (objects.is_room, "counted.room"),
    (objects.is_object, "counted.object"),
)
