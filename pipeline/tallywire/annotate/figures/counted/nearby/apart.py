"""Nouns that stand apart from their figure in the clause: "The attendance, 61,212, was", "Of the cases, 310 were"."""

from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, noun_at, phrase_at, phrase_ending
from tallywire.annotate.figures.counted.phrases.totals import skip_total
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention

_CLOSERS = frozenset([",", ".", ";", ")", "—", "–", ""])
_PARTS = frozenset(["count", "percent", "ratio"])
_MOST = frozenset(["most", "fewest"])
_FRONT = 14  # lexemes: how far ahead of its figure a fronted group may open the sentence


def apposed(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "The record attendance, 61,212, was set": a common noun with the figure between commas; `start` is its first."""
    if mention.kind in ("percent", "ratio", "duration", "age") or sheet.lower(start - 1) != ",":
        return None
    if sheet.lower(mention.after) not in _CLOSERS or sheet.opens(start):
        return None
    if mention.kind == "count" and sheet.tag(start - 2) == "NNS":
        phrase = noun_at(sheet, start - 2)
        return _superlative(sheet, phrase)
    if sheet.tag(start - 2) != "NN":
        return None
    noun = sheet.token(start - 2)
    appositive = sheet.token(mention.number_after - 1)
    return phrase_ending(sheet.doc, noun.i) if noun.ent_type_ == "" and _hangs_on(appositive.i, noun.i, sheet) else None


def _superlative(sheet: Sheet, phrase: NounPhrase) -> NounPhrase | None:
    """ "recorded the most cases, 412, followed by"."""
    first = phrase.first + (sheet.doc[phrase.first].lower_ in _MOST)
    ranked = first > phrase.first or (first > 0 and sheet.doc[first - 1].lower_ in _MOST)
    return phrase._replace(first=first) if ranked and first < phrase.after else None


def fronted(sheet: Sheet, mention: Mention, start: int) -> NounPhrase | None:
    """ "Of the 900 families, 210 have left": the group that opens the sentence; its size becomes `of`."""
    if mention.kind not in _PARTS or sheet.lower(start - 1) != ",":
        return None
    for at in range(start - 2, max(start - _FRONT, -1), -1):
        if sheet.opens(at):
            break
    else:
        return None
    if sheet.lower(at) != "of":
        return None
    phrase = phrase_at(sheet.doc, sheet.token(skip_total(sheet, mention, at + 1)).i)
    if phrase is None or sheet.position_at(phrase.chars(sheet.doc)[1]) >= start:
        return None
    return phrase


def _hangs_on(index: int, noun: int, sheet: Sheet) -> bool:
    """Whether the parse takes the figure at token `index` for an apposition of the token `noun`."""
    token = sheet.doc[index]
    for _ in range(3):
        if token.dep_ == "appos":
            return token.head.i == noun
        token = token.head
    return False
