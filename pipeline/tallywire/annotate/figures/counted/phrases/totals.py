"""What stands between "of" and the noun of a share: the size of the group, a price, a maker's code."""

from tallywire.annotate.figures.amounts.models import is_model
from tallywire.annotate.figures.amounts.money import is_prefix, suffix_at
from tallywire.annotate.figures.amounts.numerals import read_number
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import word_set

_DASHES = frozenset("-‐‑–")
_LONGEST_CODE = 8  # lexemes of "Norvind's V15-236"


def behind_group(sheet: Sheet, mention: Mention, at: int) -> int:
    """The position of the noun behind "of", where its words start at `at`; a size of the group becomes `of`."""
    if mention.kind in ("percent", "ratio"):
        at = skip_total(sheet, mention, at)
    return _skip_model(sheet, _skip_code(sheet, _skip_price(sheet, at)))


def skip_total(sheet: Sheet, mention: Mention, at: int) -> int:
    """Behind the size of a group, which becomes `of`: "two-thirds of the 450 hospitals", "54% of its 61,000 voters"."""
    start = at
    while sheet.tag(at) in ("DT", "PRP$", "PDT") or sheet.tag(at).startswith("POS"):
        at += 1
    if sheet.lower(at).endswith(("'s", "’s", "s'", "s’")):
        at += 1
    total = read_number(sheet, at) if sheet.kind(at) in ("number", "word") else None
    if total is None or total.value is None or total.fraction or total.value <= 1:
        return start
    if mention.of is None:
        mention.of = total.value
        mention.note("of", "total.of", *sheet.span(total.first, total.after))
    after = total.after
    if currency := suffix_at(sheet, after):
        after = currency.after + (sheet.lower(currency.after) in ("in", "of"))  # "of its 70 mln dlrs in fees"
    if sheet.lower(after) in _DASHES and sheet.lower(after + 1) in word_set("unit_rules", "dimensions", "words"):
        after += 2
    return after


def is_total(sheet: Sheet, at: int) -> bool:
    """ "58 per cent of the total by weight"."""
    return sheet.lower(at) in ("total", "whole") and not sheet.tag(at + 1).startswith(("NN", "JJ", "CD"))


def _skip_price(sheet: Sheet, at: int) -> int:
    """Behind the price of "£1.20 of a £4 fare"."""
    article = sheet.lower(at) in ("a", "an", "the", "each", "every")
    number = read_number(sheet, at + 2) if article and is_prefix(sheet, at + 1) else None
    return number.after if number is not None and not sheet.opens(number.after) else at


def _skip_code(sheet: Sheet, at: int) -> int:
    """Behind a maker and model code: "74 of Norvind's V15-236 turbines"."""
    first = at
    while sheet.tag(at) in ("NNP", "POS", "JJ", "NN") and sheet.kind(at) == "word" and not sheet.opens(at):
        at += 1
    if at == first or sheet.kind(at) != "number" or not sheet.glued(at):
        return first
    while sheet.glued(at + 1) and not sheet.opens(at + 1) and at < first + _LONGEST_CODE:
        at += 1
    return at + 1 if sheet.tag(at + 1) == "NNS" and sheet.kind(at + 1) == "word" else first


def _skip_model(sheet: Sheet, at: int) -> int:
    """Behind an airliner's model: "31 of the 737 MAX jets"."""
    number = at + (sheet.tag(at) in ("DT", "PRP$"))
    if sheet.kind(number) != "number" or not is_model(sheet, number):
        return at
    while sheet.tag(number + 1) in ("NNP", "JJ", "HYPH") and not sheet.opens(number + 1):
        number += 1
    return number + 1 if sheet.tag(number + 1) == "NNS" and sheet.kind(number + 1) == "word" else at
