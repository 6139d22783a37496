"""Bare numbers whose kind a noun states: "88.77 a dollar", "149 to the dollar", "a hazard ratio of 1.31"."""

from tallywire.annotate.figures.amounts.money import Money
from tallywire.annotate.figures.counted.phrases.nouns import phrase_ending
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import currency_forms, word_set

_LARGEST_MOVE = 5.0  # of an interest rate, in points
_REACH = 25  # lexemes back to the currency whose rate is told


def state_exchanges(sheet: Sheet, mentions: list[Mention]) -> None:
    """Make rates of exchange money, so that later figures can leave their unit out."""
    money = Money(sheet)
    for mention in mentions:
        bare = mention.kind == "count" and mention.unit is None and not mention.frequency
        if bare and mention.per in word_set("nouns", "rates", "currencies"):
            _exchange(sheet, mention, money)


def restate_kinds(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give what is called a ratio its kind, and small moves of rates theirs."""
    state_exchanges(sheet, mentions)
    for mention in mentions:
        if mention.unit == "point":
            _points(mention)
        elif mention.kind == "count" and mention.unit is None and not mention.frequency:
            _ratio(sheet, mention)


def _points(mention: Mention) -> None:
    """ "cut its key rate by 0.5 points": of a rate in per cent, and by so little, these are percentage points."""
    small = mention.value is not None and abs(mention.value) <= _LARGEST_MOVE
    if small and mention.counted_head in word_set("nouns", "measured", "rates"):
        mention.kind, mention.unit = "percent", "percentage point"


def _exchange(sheet: Sheet, mention: Mention, money: Money) -> None:
    """The currency named last before the figure, in its sentence."""
    for at in range(mention.first - 1, max(mention.first - _REACH, -1), -1):
        if found := currency_forms().names.at(sheet, at):
            mention.kind, mention.unit = "money", money.code(found[0])
            mention.note("unit", "money.exchange", *sheet.span(at, found[1]))
            return
        if sheet.opens(at):
            return


def _ratio(sheet: Sheet, mention: Mention) -> None:
    """ "hazard ratio 1.31", "the ratio was 3.5", "confidence interval 1.12 to 1.53"."""
    ratios = word_set("nouns", "measured", "ratios")
    at = mention.first - 1
    if mention.counted is None and sheet.lower(at) in ratios and not sheet.opens(mention.first):
        phrase = phrase_ending(sheet.doc, sheet.token(at).i)
        mention.counted, mention.counted_head = phrase.chars(sheet.doc), sheet.lower(at)
        mention.note("counted", "counted.ratio", *mention.counted)
    if mention.counted_head in ratios:
        mention.kind = "ratio"
