"""Where the noun behind a figure may start: behind hyphens, rates, brackets and model numbers."""

from tallywire.annotate.figures.amounts.models import is_model
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import phrase_table, word_set

_BRACKET = 8  # lexemes of a sum in brackets
_DASHES = frozenset("-‐‑–")


def skip_joint(sheet: Sheet, mention: Mention) -> int:
    """Where the noun may start: behind hyphens, a quotation mark's end and "-long"."""
    at = mention.after
    bound = phrase_table("modifiers", "after").at(sheet, at)
    if bound and sheet.tag(bound[1]).startswith(("NN", "JJ")) and not sheet.opens(bound[1]):
        return bound[1]
    at = _skip_rate(sheet, _skip_bracket(sheet, mention, at))
    at += sheet.kind(at) == "number" and not sheet.glued(at) and is_model(sheet, at)  # "two 777 freighters"
    for _ in range(3):
        word = sheet.lower(at)
        if (
            (word in _DASHES and (sheet.glued(at) or sheet.glued(at + 1)))
            or (word in "\"”'’)" and word)
            or (word in word_set("unit_rules", "dimensions", "words") and sheet.lower(at - 1) in _DASHES)
        ):
            at += 1
        else:
            break
    return at


def _skip_bracket(sheet: Sheet, mention: Mention, at: int) -> int:
    """Behind another currency: "28 million pesos ($6.5 million) of spending"."""
    if mention.kind != "money" or sheet.lower(at) != "(":
        return at
    for close in range(at + 2, at + _BRACKET):
        if sheet.opens(close):
            break
        if sheet.lower(close) == ")":
            money = any(sheet.tag(k) in ("$", "CD") for k in range(at + 1, close))
            return close + 1 if money and not sheet.opens(close + 1) else at
    return at


def _skip_rate(sheet: Sheet, at: int) -> int:
    """Behind a rate in hyphens: "an extra $17-a-share bonus"."""
    joined = sheet.lower(at) in _DASHES and sheet.lower(at + 1) in ("a", "an", "per") and sheet.lower(at + 2) in _DASHES
    return at + 4 if joined and not sheet.opens(at + 4) else at
