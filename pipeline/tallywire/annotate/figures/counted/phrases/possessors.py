"""Possessors left off the front of counted nouns: "Spain's unemployment rate" is the unemployment rate."""

from spacy.tokens import Doc

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_NAMES = frozenset(["NNP", "NNPS", "NN"])


def trim_possessors(sheet: Sheet, mentions: list[Mention]) -> None:
    """Start the counted nouns of `mentions` behind the name or singular noun that owns them."""
    for mention in mentions:
        if mention.counted is not None and ("'" in _text(sheet, mention) or "’" in _text(sheet, mention)):
            start, end = mention.counted
            first = sheet.token_index(start)
            behind = _behind_owner(sheet.doc, first, sheet.token_index(end - 1) + 1)
            if behind > first:
                mention.counted = sheet.doc[behind].idx, end


def _text(sheet: Sheet, mention: Mention) -> str:
    start, end = mention.counted or (0, 0)
    return sheet.text[start:end]


def _behind_owner(doc: Doc, first: int, after: int) -> int:
    """The index behind the last possessive of tokens `first` up to `after` that may go; `first` when none may."""
    for at in range(after - 2, first, -1):
        token, owner = doc[at], doc[at - 1]
        if token.tag_ == "POS" and token.text in ("'s", "’s"):
            eponym = owner.lower_ in word_set("nouns", "phrase", "eponyms")
            titled = doc[at + 1].tag_ in ("NNP", "NNPS", "CD")  # "Standard & Poor's 500 index"
            return first if eponym or titled or owner.tag_ not in _NAMES else at + 1
    return first
