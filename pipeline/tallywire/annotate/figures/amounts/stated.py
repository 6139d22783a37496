"""Bare numbers whose kind a noun states: "88.77 a dollar", "149 to the dollar", "a hazard ratio of 1.31"."""

from tallywire.annotate.figures.amounts.money import Money
from tallywire.annotate.figures.amounts.number import HYPHENS
from tallywire.annotate.figures.counted.phrases.nouns import noun_at
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention
from tallywire.annotate.figures.vocabulary import currency_forms, word_set

_LARGEST_MOVE = 5.0  # of an interest rate, in points
_MARKET = 80  # lexemes around points within which a word of markets makes them those of an index
_MOVED = frozenset(["up", "down", "higher", "lower"])
_COMPARED = _MOVED | {"above", "below", "ahead", "behind", "more", "less", "clear", "short"}
_POINTS = frozenset(["point", "points"])
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
    tallied: Mention | None = None
    for index, mention in enumerate(mentions):
        if mention.unit in ("point", "point per game"):
            _points(sheet, mention, mentions[index - 1] if index else None)
            tallied = _tally(sheet, mention, tallied)
        elif mention.kind == "count" and mention.unit is None and not mention.frequency:
            _ratio(sheet, mention)


def _points(sheet: Sheet, mention: Mention, before: Mention | None) -> None:
    """ "cut its key rate by 0.5 points", "at 68 percent, nine points below May": these are percentage points."""
    value = abs(mention.value or _LARGEST_MOVE)
    small = value <= _LARGEST_MOVE and mention.counted_head in word_set("nouns", "measured", "rates")
    quarter = value < 1 and mention.spelled  # "a quarter-point cut"
    moved = mention.change is not None or sheet.lower(mention.after) in _MOVED
    share = moved and sheet.says_before(mention.first, word_set("unit_rules", "points", "shares"), _REACH)
    if mention.unit == "point" and (small or quarter or share or _is_beside_share(sheet, mention, before)):
        mention.kind, mention.unit = "percent", "percentage point"


def _is_beside_share(sheet: Sheet, mention: Mention, before: Mention | None) -> bool:
    """ "41 percent, six points behind the Greens": compared with the share before it in the sentence."""
    if before is None or before.unit != "percent" or sheet.lower(mention.after) not in _COMPARED:
        return False
    return not any(sheet.opens(at) for at in range(before.after, mention.first + 1))


def _tally(sheet: Sheet, mention: Mention, before: Mention | None) -> Mention | None:
    """ "five points clear", "averaging 29.8 points a game": where no market is told of, points are counted.

    A figure that leaves the word out ("up from 16.4") goes on from the one counted `before`; returns the last one.
    """
    if mention.change is not None or mention.kind != "measure":
        return before
    word = next((at for at in range(mention.number_after, mention.after) if sheet.lower(at) in _POINTS), None)
    if word is None and before is not None:
        mention.counted = before.counted
    elif word is None or sheet.lower(word - 1) in HYPHENS or _tells_of_market(sheet, word):
        return None
    else:
        mention.counted, mention.after = sheet.span(word, word + 1), word
    mention.per = mention.per or ("game" if mention.unit == "point per game" else None)
    mention.kind, mention.unit, mention.counted_head = "count", None, "point"
    mention.note("counted", "counted.points", *(mention.counted or (0, 0)))
    return mention


def _tells_of_market(sheet: Sheet, at: int) -> bool:
    near = range(max(at - _MARKET, 0), min(at + _MARKET, sheet.size))
    return any(sheet.lower(k) in word_set("unit_rules", "points", "markets") for k in near)


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
        phrase = noun_at(sheet, at)
        mention.counted, mention.counted_head = phrase.chars(sheet.doc), sheet.lower(at)
        mention.note("counted", "counted.ratio", *mention.counted)
    if mention.counted_head in ratios:
        mention.kind = "ratio"
