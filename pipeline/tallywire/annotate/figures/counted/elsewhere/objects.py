"""Objects of verbs and deeds with their noun left out: "made two", "take delivery of 12", "a market for three"."""

from spacy.tokens import Token

from tallywire.annotate.figures.amounts.clause_ends import ends_clause
from tallywire.annotate.figures.counted.elsewhere.donors import (
    are_persons,
    is_state,
    no_other_between,
    same_sentence,
    sentences_between,
)
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_SCORES = frozenset(["make", "score", "add", "post", "shoot", "top-score", "hit"])  # also without a noun
_VERB = 4  # lexemes from a figure back to its verb
_HEDGES = frozenset(["anywhere", "another", "perhaps", "possibly", "maybe"])


def is_object(sheet: Sheet, mentions: list[Mention], index: int, donor: Mention) -> bool:
    """ "billed for 90 visits and made two"; "killed 12" counts people, whoever came before."""
    mention = mentions[index]
    start = mention.start
    start -= sheet.lower(start - 1) in _HEDGES
    if _is_delivered(sheet, start):
        return ends_clause(sheet, mention.after)
    verb = sheet.token(start - 1) if start else None
    if verb is not None and (verb.tag_ == "RP" or verb.dep_ == "prt" or verb.lower_ == "back"):
        verb = sheet.token(start - 2)
    if verb is not None and verb.tag_ == "PRP":
        verb = sheet.token(start - 2)  # "I can name you 140"
    if verb is None or not verb.tag_.startswith("VB") or sheet.opens(start):
        return False
    if not no_other_between(mentions, index, donor) and not _is_parallel(sheet, donor, mention, verb):
        return False
    lemma = verb.lemma_.lower()
    if is_speakers(sheet, start) or (lemma in _SCORES and not same_sentence(sheet, donor, mention)):
        return False
    if lemma in word_set("nouns", "ellipsis", "people_verbs"):
        hosts = lemma in word_set("nouns", "ellipsis", "hosts") and are_persons(donor)
        if (lemma == "leave" and is_state(sheet, mention)) or _is_relative(sheet, start - 1):
            return False  # "infected 16,840 people and left 256 dead"
        persons = donor.counted_head in word_set("nouns", "ellipsis", "people") or hosts
        return same_sentence(sheet, donor, mention) and (persons or donor.counted_head in ("vote", "ballot"))
    deed = sheet.lower(mention.after) == "to" and sheet.tag(mention.after + 1) == "VB"  # "and forced 9,000 to move"
    lost = sheet.lower(mention.after) == "to" and lemma in word_set("nouns", "ellipsis", "gaining")
    return deed or lost or ends_clause(sheet, mention.after)


def _is_relative(sheet: Sheet, verb: int) -> bool:
    """ "9,000 people fled floods that have killed 12": what a relative clause says of something else."""
    at = verb - 1
    while at > verb - _VERB and (sheet.tag(at).startswith(("VB", "MD")) or sheet.tag(at) == "RB"):
        at -= 1
    return sheet.lower(at) in ("that", "which") and not sheet.opens(at)


def is_speakers(sheet: Sheet, start: int) -> bool:
    """ "We were 40 when the water came": the speakers, whoever was counted before."""
    return sheet.lower(start - 2) in ("we", "you") and sheet.token(start - 1).lemma_.lower() == "be"


def is_account(sheet: Sheet, mentions: list[Mention], index: int, donor: Mention) -> bool:
    """ "losses of $9 million, with farming accounting for two-thirds": a share of what was measured before."""
    mention = mentions[index]
    near = donor is mentions[index - 1] and sentences_between(sheet, donor, mention) <= 1
    return near and mention.kind == "ratio" and accounts(sheet, mention) and ends_clause(sheet, mention.after)


def accounts(sheet: Sheet, mention: Mention) -> bool:
    """Whether the figure is what something accounts for."""
    at = mention.start - 1
    return sheet.lower(at) == "for" and sheet.lower(at - 1).startswith("account")


def _is_parallel(sheet: Sheet, donor: Mention, mention: Mention, verb: Token) -> bool:
    """ "won 41 seats with 38% of the vote. In 2017 it had taken 44": verbs of one sense, a sentence apart."""
    if sentences_between(sheet, donor, mention) > 1:
        return False
    if sheet.lower(mention.start - 2) == "and" and donor.kind == "count" and same_sentence(sheet, donor, mention):
        return True  # "sold 12 paintings for $4,000 and kept three"
    at = donor.start - 1
    while at > donor.start - _VERB and not sheet.tag(at).startswith("VB") and not sheet.opens(at):
        at -= 1
    first, second = sheet.token(at).lemma_.lower(), verb.lemma_.lower()
    gaining = word_set("nouns", "ellipsis", "gaining")
    return first == second or (first in gaining and second in gaining)


def _is_delivered(sheet: Sheet, start: int) -> bool:
    """ "take delivery of 12": the noun of a deed, whose things were named before."""
    return sheet.lower(start - 1) == "of" and sheet.lower(start - 2) in word_set("nouns", "ellipsis", "deeds")


def is_room(sheet: Sheet, mentions: list[Mention], index: int, donor: Mention) -> bool:
    """ "17 mills and a market for three", "is on course for 290": some of the things named before."""
    mention = mentions[index]
    at = mention.start - 1
    wanted = sheet.lower(at) == "for" and sheet.lower(at - 1) in word_set("nouns", "ellipsis", "room")
    near = sentences_between(sheet, donor, mention) <= 1
    return wanted and near and ends_clause(sheet, mention.after) and not sheet.opens(mention.start)
