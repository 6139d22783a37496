"""Numbers that tell products and stages apart: "Windows 11", "a Falcon 9", "type 2 diabetes", "platform 9A"."""

from tallywire.annotate.figures.amounts.models import is_model
from tallywire.annotate.figures.excluded.names import context
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention

_HIGHEST_RANK = 20


def product(sheet: Sheet, mention: Mention) -> bool:
    """ "iOS 16", "Wi-Fi 6", "a Falcon 9 booster": a product's name before, or a name with a singular noun behind."""
    first, after = mention.first, mention.after
    if mention.kind != "count" or after - first != 1 or sheet.kind(first) != "number" or sheet.opens(first):
        return False
    if is_model(sheet, first):
        return True
    written = sheet.written(first - 1)
    if "," in sheet.written(first) or written.islower() or sheet.kind(first - 1) != "word":
        return False
    return sheet.lower(first - 1) in context("products", "before") or _names_one(sheet, first, after)


def _names_one(sheet: Sheet, first: int, after: int) -> bool:
    """ "an RTX 4090 card": an article, a name, the number and one thing; counts go before plurals."""
    if sheet.tag(after) != "NN" or sheet.opens(after) or sheet.tag(first - 1) != "NNP":
        return False
    start = first - 1
    while sheet.tag(start) == "NNP" and not sheet.opens(start):
        start -= 1
    while sheet.tag(after) == "NN" and not sheet.opens(after):
        after += 1
    return sheet.lower(start) in ("a", "an") and not sheet.tag(after).startswith("NNS")


def ranked(sheet: Sheet, mention: Mention) -> bool:
    """ "type 2 diabetes", "phase 3 trials", "category 4 hurricanes": the number says which kind."""
    if mention.kind != "count" or mention.after - mention.first != 1 or mention.modifier_first >= 0:
        return False
    return (
        sheet.lower(mention.first - 1) in context("identifiers", "ranks")
        and not sheet.opens(mention.first)
        and 0 < (mention.value or 0) <= _HIGHEST_RANK
        and sheet.lower(mention.first - 2) not in ("each", "every", "per", "this", "that")
    )


def lettered(sheet: Sheet, mention: Mention) -> bool:
    """ "platform 9A", "Pad 39A": a letter behind a reference's number is no unit."""
    if mention.rule != "unit.symbol" or mention.after - mention.first != 2:
        return False
    letter = sheet.written(mention.after - 1)
    return len(letter) == 1 and letter.isupper() and sheet.lower(mention.first - 1) in context("identifiers", "before")
