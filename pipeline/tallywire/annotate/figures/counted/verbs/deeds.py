"""Figures of what someone does, which say nothing of the doer: "has picked up 412"."""

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention


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
