"""Ranges: "between 600 and 700", "5-7%", "$5 to $10 million", "two or three", "a year or two"."""

from dataclasses import replace

from tallywire.annotate.figures.amounts.amount import Amount, is_unit_word, read_amount
from tallywire.annotate.figures.amounts.from_to import read_from_to
from tallywire.annotate.figures.amounts.money import Money
from tallywire.annotate.figures.changes import moves
from tallywire.annotate.figures.excluded.votes import is_vote
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.mention import Mention, from_range
from tallywire.annotate.figures.vocabulary import unit_forms, word_set
from tallywire.records import Kind

_DASHES = frozenset("-‐‑–—−")
#: before a range these say where it lies, whatever rose or fell to it
_PLACES = frozenset(["to", "at", "of", "about", "around", "near", "roughly", "some", "between"])

_STEP = 4.0  # "5-20,000" has its thousands written once, "5-30,000" has not
_CLOSE = 2.0  # the upper end of "by $5m to $10m" over the lower


def read_range(sheet: Sheet, position: int, amount: Amount | None, money: Money) -> Mention | None:
    """The range that starts at `position`, where `amount` is the amount read there, or None."""
    if sheet.lower(position) == "between":
        return _between(sheet, position, money)
    if sheet.lower(position) in ("a", "an", "one", "another") and (found := _year_or_two(sheet, position)):
        return found
    if amount is None or amount.value is None:
        return None
    found = read_from_to(sheet, amount, money) or _joined(sheet, amount, money)
    return _as_multiple(sheet, found) if found else None


def _as_multiple(sheet: Sheet, mention: Mention) -> Mention:
    """ "two to three times as likely", "10 to 12 times earnings": a range of multiples."""
    at = mention.after
    follows = word_set("figure_context", "ratio", "multiple_follows")
    if mention.kind == "count" and sheet.lower(at) == "times" and sheet.lower(at + 1) in follows:
        mention.kind, mention.rule, mention.after = "ratio", "multiple.range", at + 1
    return mention


def _between(sheet: Sheet, position: int, money: Money) -> Mention | None:
    ages = [sheet.lower(position + k) for k in range(1, 4)] == ["the", "ages", "of"]
    low = read_amount(sheet, position + (4 if ages else 1), money)
    if low is None or sheet.lower(low.after) not in ("and", "to", *_DASHES):
        return None
    high = read_amount(sheet, low.after + 1, money)
    pair = _paired(low, high) if high else None
    if pair is None:
        return None
    mention = from_range(position, *pair)
    if ages and pair[1].bare:
        mention.kind, mention.unit, mention.rule = "age", "year", "age.between"
    return _as_multiple(sheet, mention)


def _year_or_two(sheet: Sheet, position: int) -> Mention | None:
    """ "a year or two", "an hour or so" is none."""
    name = is_unit_word(sheet, position + 1)
    if name is None or sheet.lower(position + 2) != "or" or sheet.lower(position + 3) != "two":
        return None
    unit = unit_forms().units[name]
    kind: Kind = "duration" if unit.kind == "duration" else "measure"
    return Mention(
        position + (sheet.lower(position) == "another"),
        position + 4,
        kind,
        None,
        1.0,
        2.0,
        name,
        "range.or",
        True,
        number_after=position + 1,
        modifier="range",
    )


def _joined(sheet: Sheet, low: Amount, money: Money) -> Mention | None:
    """Two amounts with a dash, "to" or "or" between them."""
    at = low.after
    if sheet.opens(at):
        return None
    joint, at = _joint(sheet, at)
    if not joint:
        return None
    high = read_amount(sheet, at, money)
    if high is None or (high.number.first != at and not high.prefixed):
        return None
    pair = _paired(low, high)
    if pair is None or not _is_range(sheet, joint, low, high, pair):
        return None
    return from_range(low.first, *pair)


def _joint(sheet: Sheet, at: int) -> tuple[str, int]:
    """The word between two ends ("dash", "to", "or"), and where the second end starts; "" when there is none."""
    word = sheet.lower(at)
    if word in ("to", "or"):
        return word, at + 1
    if word not in _DASHES:
        return "", at
    if sheet.lower(at + 1) in ("to", "or"):
        return "to" if sheet.lower(at + 1) == "to" else "", at + 2 + (sheet.lower(at + 2) in _DASHES)
    return "dash", at + 1


def _is_range(sheet: Sheet, joint: str, low: Amount, high: Amount, pair: tuple[Amount, Amount]) -> bool:
    if low.bare and high.bare and is_vote(sheet, low.first):
        return False
    if joint == "or":
        return _is_next(low, high) and sheet.lower(low.after - 1) not in _DASHES and sheet.lower(low.after) == "or"
    if joint == "dash":
        if _opens_aside(sheet, low, high):
            return False
        return not _is_chained(sheet, low, high) and (not pair[1].bare or _has_range_shape(sheet, low, high))
    ahead = sheet.lower(low.first - 1)
    if _is_dated(sheet, low, high):
        return False
    if ahead == "by" and moves(sheet, low.first) and (not low.bare or high.number.magnitude > low.number.magnitude):
        return not _is_level(pair)
    if ahead == "from":
        return _goes_on(sheet, high)
    if ahead in _PLACES or (low.bare and not high.bare) or high.number.magnitude > low.number.magnitude:
        return True
    return not moves(sheet, low.first, reach=3)


def _is_dated(sheet: Sheet, low: Amount, high: Amount) -> bool:
    """ "grew 12% in 2023 to 4.6 million": a year, then the level that was reached."""
    written = sheet.written(low.first)
    year = low.bare and low.after == low.first + 1 and len(written) == 4 and written.isdecimal()
    dated = sheet.lower(low.first - 1) in word_set("figure_context", "years", "before_level")
    return year and dated and not (high.bare and high.number.magnitude == 1.0 and "," not in sheet.written(high.first))


def _opens_aside(sheet: Sheet, low: Amount, high: Amount) -> bool:
    """ "a sack for six – 25 kilograms of rice –": a spaced dash between two ways of writing numbers."""
    spaced = not sheet.glued(low.after) and not sheet.glued(low.after + 1)
    return spaced and low.number.spelled != high.number.spelled


def _is_level(pair: tuple[Amount, Amount]) -> bool:
    """ "lowered by Rs 25 to Rs 640": the level reached lies far above the change, the ends of a range lie close."""
    low, high = pair[0].value, pair[1].value
    return low is not None and high is not None and high > _CLOSE * abs(low)


def _goes_on(sheet: Sheet, high: Amount) -> bool:
    """ "from 1 to 2 per cent to 3 to 4 per cent": what ends here is itself a range."""
    return sheet.lower(high.after) == "to" and sheet.kind(high.after + 1) == "number"


def _is_next(low: Amount, high: Amount) -> bool:
    """ "two or three", "20 or 30", "five or six hundred": neighbours in the way people count."""
    if low.value is None or high.value is None or not low.value:
        return False
    step = high.value - low.value
    return step in (1.0, 2.0) or (low.value in (step, 2 * step, 3 * step, 4 * step, 5 * step) and step % 5 == 0)


def _is_chained(sheet: Sheet, low: Amount, high: Amount) -> bool:
    """Part of "4-3-3", "555-01-99", "2014-15-16"."""
    before, after = low.first - 1, high.after
    ahead = sheet.lower(before) in _DASHES and sheet.glued(low.first)
    behind = sheet.lower(after) in _DASHES and sheet.kind(after + 1) == "number" and sheet.glued(after + 1)
    return ahead or behind


def _has_range_shape(sheet: Sheet, low: Amount, high: Amount) -> bool:
    """Bare ends: group commas, magnitudes, or a plural noun behind show a range; "3-1" and "787-9" show none."""
    written = (sheet.written(low.number.first), sheet.written(high.number.first))
    if any("," in part for part in written) or high.number.magnitude > 1.0:
        return True
    if low.value is not None and high.value is not None and low.value >= 100 and high.value < low.value * 10:
        return sheet.tag(high.after) in ("NNS", "JJ", "NNPS", "NN")
    return sheet.tag(high.after) in ("NNS", "NNPS") or sheet.lower(high.after) in ("-", "people")


def _paired(low: Amount, high: Amount) -> tuple[Amount, Amount] | None:
    """Both ends in the same unit and magnitude, the lower first; None when they do not belong together."""
    if low.value is None or high.value is None or high.low is not None:
        return None
    pair = _same_unit(low, high)
    if pair is None:
        return None
    low, high = pair
    if low.value is None or high.value is None:
        return None
    scale = high.number.magnitude
    if scale > 1.0 and low.number.magnitude == 1.0 and low.value < high.value / scale:
        low = replace(low, value=float(f"{low.value * scale:.12g}"))
    if low.value is not None and low.value < high.value / 1000.0 <= _STEP * low.value and _in_thousands(low, high):
        low = replace(low, value=1000.0 * low.value)  # "70-80,000"
    if low.value is None or not low.value < high.value:
        return None
    return low, high


def _in_thousands(low: Amount, high: Amount) -> bool:
    return low.number.magnitude == high.number.magnitude == 1.0 and (high.value or 0.0) % 1000 == 0.0


def _same_unit(low: Amount, high: Amount) -> tuple[Amount, Amount] | None:
    if low.number.fraction != high.number.fraction and low.bare:
        return None
    if low.unit == high.unit and low.kind == high.kind:
        return low, high
    if low.bare and not low.number.fraction:
        return replace(low, unit=high.unit, kind=high.kind), high
    if high.bare and low.prefixed:
        return low, replace(high, unit=low.unit, kind=low.kind)
    if low.unit == high.unit and high.kind == "age":
        return replace(low, kind="age"), high
    return None
