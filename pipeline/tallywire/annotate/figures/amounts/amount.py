"""An amount: a number with the currency or unit that belongs to it."""

from dataclasses import dataclass, replace

from en_tallywire.lexicon import table
from tallywire.annotate.figures.amounts.measures import UnitFound, pound_cues, read_unit
from tallywire.annotate.figures.amounts.money import Currency, Money, prefix_at, suffix_at
from tallywire.annotate.figures.amounts.number import Number
from tallywire.annotate.figures.amounts.numerals import read_number
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import unit_forms
from tallywire.records import Kind

_HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit at the lexemes `first` up to `after`; `unit` is None for a bare number.

    `value` and `low` are in the unit (subunits of money count as parts of it); `prefixed` when the currency stands
    before the number; `rule` names what gave the unit.
    """

    first: int
    after: int
    value: float | None
    low: float | None
    kind: Kind
    unit: str | None
    number: Number
    prefixed: bool = False
    rule: str = "number"

    @property
    def bare(self) -> bool:
        """True without a unit."""
        return self.unit is None


def read_amount(sheet: Sheet, position: int, money: Money) -> Amount | None:
    """The amount that starts at `position`, or None."""
    if _is_minus(sheet, position) and (inner := _prefixed(sheet, position + 1, money)) and inner.value is not None:
        return replace(inner, first=position, value=-inner.value)
    if prefixed := _prefixed(sheet, position, money):
        return prefixed
    number = read_number(sheet, position)
    if number is None:
        return _led(sheet, position)
    return _with_unit(sheet, number, money)


def _led(sheet: Sheet, position: int) -> Amount | None:
    """A unit before its number: "magnitude 6.1", "magnitude-7 quake"."""
    if sheet.lower(position) != "magnitude":
        return None
    number = read_number(sheet, _skip_hyphen(sheet, position + 1) if sheet.glued(position + 1) else position + 1)
    if number is None or number.value is None or not 0 < number.value < 12:
        return None
    return Amount(position, number.after, number.value, None, "measure", "magnitude", number, rule="unit.led")


def _is_minus(sheet: Sheet, position: int) -> bool:
    """ "minus" or its sign before a currency: "-$50m", "minus £3"."""
    if sheet.lower(position) == "minus":
        return sheet.lower(position - 1) != "or" or sheet.lower(position - 2) != "plus"
    return sheet.written(position) in ("-", "−") and not sheet.glued(position) and sheet.glued(position + 1)


def _prefixed(sheet: Sheet, position: int, money: Money) -> Amount | None:
    """ "$1.2bn", "Rs 2,000", "US $7.2 billion", "$-50.8bn"; the currency may be named again ("$75 U.S. dollars")."""
    currency = prefix_at(sheet, position)
    if currency is None or (number := read_number(sheet, currency.after)) is None:
        return None
    code, after = currency.code, number.after
    country = table("currency_names")["behind"].get(sheet.lower(after)) if code == "dollar" else None
    if country and not sheet.opens(after) and not sheet.tag(after + 1).startswith(("NN", "JJ")):
        code, after = country, after + 1  # "$75 U.S. a barrel"
    again = suffix_at(sheet, _skip_hyphen(sheet, after))
    if again and again.factor == 1.0 and (again.code == code or not code.isupper()):
        code, after = again.code, again.after
    return Amount(
        position, after, number.value, number.low, "money", money.code(code), number, prefixed=True, rule="money.symbol"
    )


def _skip_hyphen(sheet: Sheet, position: int) -> int:
    return position + 1 if sheet.lower(position) in _HYPHENS and sheet.glued(position) else position


def _with_unit(sheet: Sheet, number: Number, money: Money) -> Amount:
    if (currency := _suffixed(sheet, number)) and not _is_weight(sheet, number, currency, money):
        value, low = _scaled(number.value, currency.factor), _scaled(number.low, currency.factor)
        code = money.code(currency.code)
        return Amount(number.first, currency.after, value, low, "money", code, number, rule="money.name")
    if found := read_unit(sheet, number):
        return _measured(sheet, number, found)
    return Amount(number.first, number.after, number.value, number.low, "count", None, number)


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else float(f"{value * factor:.12g}")


def _suffixed(sheet: Sheet, number: Number) -> Currency | None:
    at = _skip_hyphen(sheet, number.after)
    if sheet.lower(at) == "of" and number.low is not None:
        at += 1
    return None if sheet.opens(at) else suffix_at(sheet, at)


def _is_weight(sheet: Sheet, number: Number, currency: Currency, money: Money) -> bool:
    """Pounds are a weight with a word of weight near, before "of", in "300-pound"; else with no country of pounds."""
    if currency.code != "pound":
        return False
    if number.magnitude >= 1e6:
        return bool(pound_cues().at(sheet, currency.after))
    ahead = {sheet.lower(number.first - k) for k in range(1, 5)}
    if ahead & set(table("unit_rules")["pounds"]["before"]) or pound_cues().at(sheet, currency.after):
        return True
    if sheet.lower(currency.after) == "of" or sheet.lower(number.after) in _HYPHENS:
        return True
    return number.fraction or not money.names_country("pound")


def _measured(sheet: Sheet, number: Number, found: UnitFound) -> Amount:
    """The measure, with the second unit of a pair: "6ft 2in" is 6.167 feet."""
    value, after = _scaled(number.value, found.scale), found.after
    pair = table("unit_rules")["pairs"].get(found.unit.name)
    if pair and value is not None and found.kind in ("measure", "duration"):
        second = _second_of_pair(sheet, after, pair["second"])
        if second and second[0] < pair["ratio"]:
            value, after = float(f"{value + second[0] / pair['ratio']:.12g}"), second[1]
    return Amount(number.first, after, value, number.low, found.kind, found.unit.name, number, rule=found.rule)


def _second_of_pair(sheet: Sheet, at: int, name: str) -> tuple[float, int] | None:
    at += sheet.lower(at) == "and" and name in ("minute", "second", "month")
    if name == "inch" and (inches := _hyphened_inches(sheet, at)):
        return inches
    if sheet.opens(at) or sheet.kind(at) not in ("number", "word"):
        return None
    number = read_number(sheet, at)
    if number is None or number.value is None:
        return None
    found = read_unit(sheet, number)
    if found and found.unit.name == name and found.kind in ("measure", "duration"):
        return number.value, found.after
    return None


def _hyphened_inches(sheet: Sheet, at: int) -> tuple[float, int] | None:
    """The inches of "6-foot-4" and "6-foot-4-inch"."""
    digits = sheet.written(at + 1)
    if sheet.lower(at) not in _HYPHENS or not sheet.glued(at) or not (digits.isdecimal() and len(digits) <= 2):
        return None
    after = at + 2
    after += 2 * (sheet.lower(after) in _HYPHENS and sheet.lower(after + 1) in ("inch", "inches"))
    return float(digits), after


def is_unit_word(sheet: Sheet, position: int) -> str | None:
    """The unit that the words at `position` name, or None ("a year or two")."""
    found = unit_forms().words.at(sheet, position)
    return found[0] if found else None
