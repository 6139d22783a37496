"""Two levels as one figure with bounds: "rose from 310 to 355", "from $82 a tonne to $61", "from 15 weeks to 9"."""

from dataclasses import replace

from tallywire.annotate.figures.amounts.amount import Amount, read_amount
from tallywire.annotate.figures.amounts.clause_ends import ends_clause
from tallywire.annotate.figures.amounts.money import Money
from tallywire.annotate.figures.amounts.rates import rate_at
from tallywire.annotate.figures.changes import mover
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention, from_range
from tallywire.annotate.figures.vocabulary import word_set
from tallywire.records import Change

RULE = "range.from_to"
_HEDGES = frozenset(["about", "around", "roughly", "some", "approximately", "just", "only"])
_DASHES = frozenset("-‐‑–—−")
_REACH = 12  # lexemes back to the word that says that something moved
_FACTOR = 4.0  # "from 31.5 to 24.5 billion": how far the first may lie above the second's own digits
_CLOCK = 24.0  # "open from 10 to 4"


def read_from_to(sheet: Sheet, first: Amount, money: Money) -> Mention | None:
    """The figure from the level `first` to the one behind it, or None.

    Two levels stay two figures where a noun or a date stands between them, where either is itself a range, or where
    their units or rates differ.
    """
    lead = _lead(sheet, first.first)
    if lead is None:
        return None
    rate = rate_at(sheet, first.after)
    joint = first.after if rate is None else rate[1]
    if sheet.lower(joint) != "to" or any(sheet.opens(at) for at in range(first.first, joint + 2)):
        return None
    second = read_amount(sheet, _behind_hedge(sheet, joint + 1), money)
    pair = _same_unit(sheet, first, second) if second is not None and not _is_range(sheet, second) else None
    if pair is None or not _is_same_rate(sheet, rate, pair[1].after):
        return None
    return _mention(sheet, lead, pair, rate[0] if rate else None)


def _lead(sheet: Sheet, position: int) -> int | None:
    """The position of "from" ahead of the first level."""
    at = position - 1
    at -= sheet.lower(at) in _HEDGES
    return at if sheet.lower(at) == "from" and not sheet.opens(position) else None


def _behind_hedge(sheet: Sheet, position: int) -> int:
    return position + (sheet.lower(position) in _HEDGES)


def _is_range(sheet: Sheet, second: Amount) -> bool:
    """ "to 9,000-10,000", "to 3 to 4 per cent"."""
    dashed = sheet.lower(second.after) in _DASHES and sheet.kind(second.after + 1) == "number"
    return dashed or (sheet.lower(second.after) == "to" and sheet.kind(second.after + 1) == "number")


def _is_same_rate(sheet: Sheet, rate: tuple[str, int] | None, after: int) -> bool:
    again = rate_at(sheet, after)
    return rate is None or again is None or again[0] == rate[0]


def _same_unit(sheet: Sheet, first: Amount, second: Amount) -> tuple[Amount, Amount] | None:
    """Both levels in one unit and magnitude; a bare one takes the other's unit."""
    if first.value is None or second.value is None or first.number.fraction != second.number.fraction:
        return None
    if first.bare and not second.bare:
        first = replace(first, unit=second.unit, kind=second.kind)
    elif second.bare and not first.bare and (first.prefixed or ends_clause(sheet, second.after)):
        second = replace(second, unit=first.unit, kind=first.kind)
    if (first.unit, first.kind) != (second.unit, second.kind):
        return None
    first = _magnified(sheet, first, second)
    return None if first.value == second.value else (first, second)


def _magnified(sheet: Sheet, first: Amount, second: Amount) -> Amount:
    """ "from 24.5 to 31.5 billion", "from 70 to 80,000": the first in the magnitude of the second."""
    scale = second.number.magnitude
    if scale == 1.0 and _in_thousands(first, second):
        scale = 1000.0
    plain = first.number.magnitude == 1.0 < scale and "," not in sheet.written(first.number.first)
    if not plain or (first.value or 0.0) > _FACTOR * (second.value or 0.0) / scale:
        return first
    return replace(first, value=float(f"{(first.value or 0.0) * scale:.12g}"))


def _in_thousands(first: Amount, second: Amount) -> bool:
    low, high = first.value or 0.0, (second.value or 0.0) / 1000.0
    return high % 1.0 == 0.0 and low < high <= _FACTOR * low


def _mention(sheet: Sheet, lead: int, pair: tuple[Amount, Amount], per: str | None) -> Mention | None:
    falls = (pair[0].value or 0.0) > (pair[1].value or 0.0)
    change = _change(sheet, lead, falls)
    if falls and change is None:
        return None
    mention = from_range(pair[0].first, *pair)
    mention.rule, mention.lead = RULE, lead
    if falls:
        mention.low, mention.high = mention.high, mention.low
    mention.per = per
    if change is not None:
        mention.change = change
        mention.note("change", f"change.{change}", *sheet.span(lead, mention.after))
    return mention


def _change(sheet: Sheet, lead: int, falls: bool) -> Change | None:
    """The way from the first level to the second; no change where the words around say that it is a mere range."""
    moved = mover(sheet, lead, _REACH)
    if falls:
        return "down" if moved or _is_carried(sheet, lead) or not _is_clock(sheet, lead) else None
    rises = moved is not None and moved[0] != "down"
    return "up" if rises or (moved is None and _is_carried(sheet, lead)) else None


def _is_carried(sheet: Sheet, lead: int) -> bool:
    """ "took the tally from 3 to 9", "went from 3 to 9": words that move something without being words of change."""
    for at in range(lead - 1, max(lead - 1 - _REACH, -1), -1):
        if sheet.lower(at) in word_set("changes", "neutral", "carriers"):
            return True
        if sheet.lower(at) in word_set("changes", "neutral", "bearers") and at < lead - 1:
            return True
        if sheet.opens(at):
            break
    return False


def _is_clock(sheet: Sheet, lead: int) -> bool:
    """ "open from 10 to 4"."""
    numbers = [sheet.written(lead + k) for k in (1, 3)]
    return all(number.isdecimal() and float(number) <= _CLOCK for number in numbers)
