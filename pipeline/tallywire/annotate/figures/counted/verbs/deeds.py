"""Figures of what someone does, which say nothing of the doer: "has picked up 412", "Inspectors closed five"."""

from spacy.tokens import Token

from tallywire.annotate.figures.counted.phrases.people import is_person
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention

_NUMBERING = frozenset(
    ["be", "number", "become", "total", "reach", "exceed", "average", "remain", "stand", "hit", "top"]
)


def is_doers(sheet: Sheet, mention: Mention, start: int) -> bool:
    """What someone did or looks for, and a second object: "is on course for 290", "picked up 412", "and three in"."""
    if mention.change is not None or sheet.opens(start):
        return False
    if sheet.tag(start - 1) == "RP" and sheet.tag(start - 2).startswith("VB"):
        return sheet.token(start - 2).lemma_.lower() != "turn"  # "has picked up 412"; "turned over $3m" is its turnover
    return mention.kind == "count" and (sheet.lower(start - 1) in ("for", "and") or _is_conjoined(sheet, mention))


def _is_conjoined(sheet: Sheet, mention: Mention) -> bool:
    """Whether the figure is a further object: "won 12, lost nine", "in 12 of the districts, three of them in"."""
    return sheet.lower(mention.start - 1) == "," and sheet.token(mention.number_after - 1).dep_ in ("conj", "appos")


def is_persons_deed(sheet: Sheet, mention: Mention, subject: Token, lemma: str) -> bool:
    """ "Inspectors closed five": what people do to as many, unless they number so many themselves."""
    direct = mention.kind == "count" and mention.change is None and sheet.tag(mention.start - 1).startswith("VB")
    return direct and lemma not in _NUMBERING and is_person(subject.lemma_.lower())
