"""The dead and the wounded where they stand in a noun's place: "reported 23 injured", "at least nine dead"."""

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention

_NOUNS = frozenset(["dead", "wounded", "injured"])
_LEAVES = frozenset(["leave", "leaves", "left", "leaving", "confirm", "confirms", "confirmed", "confirming"])
_FOLLOWS = frozenset(["by", "when", "after", "people", "men", "women", "children"])
_BACK = 6


def is_nominal(sheet: Sheet, mention: Mention, at: int) -> bool:
    """Whether the word at `at` behind the count names those counted; "left 14 dead" only says what became of them."""
    if mention.kind != "count" or sheet.lower(at) not in _NOUNS or sheet.opens(at):
        return False
    if sheet.lower(at + 1) in _FOLLOWS or sheet.tag(at + 1).startswith("NN"):
        return False
    for back in range(mention.start - 1, max(mention.start - _BACK, -1), -1):
        if sheet.lower(back) in _LEAVES or sheet.tag(back) in ("VBN", "NNS"):
            return False  # "left 14 dead", "were killed and 30 wounded", "12 miners dead, 30 injured"
        if sheet.opens(back) or sheet.lower(back) in (";", ":", ","):
            break
    return True
