"""Units behind a number: percent, durations, physical measures, ages."""

from dataclasses import dataclass, replace
from functools import cache

from en_tallywire.lexicon import table
from tallywire.annotate.figures.amounts.number import Number
from tallywire.annotate.figures.amounts.rare_units import rare_units
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import Phrases, Unit, phrases, unit_forms, word_set
from tallywire.records import Kind

_HYPHENS = frozenset("-‐‑–")
_HEAT_REACH = 12  # lexemes back to a word of temperature
_POLL_REACH = 150  # lexemes around points within which a word of polls makes them percentage points


@dataclass(frozen=True, slots=True)
class UnitFound:
    """A unit whose words end before the lexeme `after`; `kind` is the figure's, `scale` a magnitude in its symbol."""

    unit: Unit
    kind: Kind
    after: int
    rule: str
    scale: float = 1.0


def read_unit(sheet: Sheet, number: Number) -> UnitFound | None:
    """The unit behind `number`, or None."""
    at = number.after
    if sheet.opens(at):
        return None
    hyphened = sheet.lower(at) in _HYPHENS and sheet.glued(at) and sheet.glued(at + 1)
    at += hyphened
    at += hyphened and sheet.lower(at) in ("plus", "odd") and sheet.kind(at + 1) == "word"  # "20-plus miles"
    if sheet.lower(at) == "of" and (number.low is not None or number.fraction):
        at += 1
        at += sheet.lower(at) in ("a", "an") and number.fraction
    elif sheet.lower(at) == "of" and sheet.lower(at + 1) in ("a", "one") and 0 < (number.value or 0.0) < 1:
        part = _word(sheet, at + 2)  # "0.4 of a per cent"
        return part if part is not None and part.kind == "percent" else None
    elif number.fraction and sheet.lower(at) in ("a", "an"):
        at += 1
    if sheet.opens(at):
        return None
    if sheet.lower(at) == "[" and sheet.lower(at + 2) == "]" and (inserted := _word(sheet, at + 1)):
        return replace(inserted, after=at + 3)  # "15 [metres]"
    return _age(sheet, at) or _scaled(sheet, at) or _longer(_symbol(sheet, at), _word(sheet, at)) or _rare(sheet, at)


def _scaled(sheet: Sheet, at: int) -> UnitFound | None:
    """ "217Mt": millions of tonnes."""
    entry = table("unit_rules")["scaled"].get(sheet.written(at))
    if entry is None or (sheet.glued(at + 1) and sheet.kind(at + 1) in ("word", "number")):
        return None
    unit = unit_forms().units[entry["unit"]]
    return UnitFound(unit, unit.kind, at + 1, "unit.scaled", float(entry["factor"]))


def _longer(first: UnitFound | None, second: UnitFound | None) -> UnitFound | None:
    """The one that covers more words ("deg C" rather than "deg"), the first at a tie."""
    if first and second:
        return second if second.after > first.after else first
    return first or second


def _rare(sheet: Sheet, at: int) -> UnitFound | None:
    """A unit of the larger lexicon, written out or as a symbol of its own."""
    forms = rare_units()
    if found := forms.words.at(sheet, at):
        return _found(forms.units[found[0]], found[1], "unit.rare")
    name = forms.symbols.get(sheet.written(at))
    if name and not (sheet.glued(at + 1) and sheet.kind(at + 1) != "sign"):
        return _found(forms.units[name], at + 1, "unit.rare")
    return None


def _age(sheet: Sheet, at: int) -> UnitFound | None:
    """ "-year-old", "years old", "years of age", "month-olds"."""
    name = unit_forms().words.at(sheet, at)
    if not name or name[0] not in word_set("unit_rules", "ages", "units"):
        return None
    after = name[1] + (sheet.lower(name[1]) in _HYPHENS)
    if sheet.lower(after) in word_set("unit_rules", "ages", "after"):
        return UnitFound(unit_forms().units[name[0]], "age", after + 1, "age.old")
    if sheet.lower(after) == "of" and sheet.lower(after + 1) == "age":
        return UnitFound(unit_forms().units[name[0]], "age", after + 2, "age.of")
    return None


def _symbol(sheet: Sheet, at: int) -> UnitFound | None:
    """A unit symbol: the longest run of glued lexemes that is one ("km/h", "°C", "m²")."""
    forms = unit_forms()
    if at >= sheet.size:
        return None
    glued = sheet.glued(at)
    for length in (3, 2, 1):
        after = at + length
        if after > sheet.size or not all(sheet.glued(k) for k in range(at + 1, after)):
            continue
        start, end = sheet.span(at, after)
        written = sheet.text[start:end]
        name = forms.symbols.get(written)
        if name and _is_symbol(sheet, at, after, written, glued):
            return _found(forms.units[name], after, "unit.symbol")
    return _temperature(sheet, at)


def _is_symbol(sheet: Sheet, at: int, after: int, written: str, glued: bool) -> bool:
    if sheet.glued(after) and sheet.kind(after) in ("word", "number"):
        return False
    if written == "s" and "." not in sheet.written(at - 1):
        return False  # "in his 20s"
    if written == "st" and _is_ordinal(sheet, at):
        return False
    if written == "in" and (sheet.kind(at - 1) != "number" or sheet.lower(after) in _HYPHENS):
        return False
    if not glued and sheet.lexemes[at].start - sheet.lexemes[at - 1].end > 1:
        return False
    if written in word_set("unit_rules", "symbols", "glued_only"):
        return glued
    return True


def _is_ordinal(sheet: Sheet, at: int) -> bool:
    """ "21st", unless pounds follow ("11st 4lb", "21st 2lb")."""
    digits = sheet.written(at - 1)
    pounds = sheet.kind(at + 1) == "number" and sheet.lower(at + 2) in ("lb", "lbs", "pounds")
    return digits.endswith("1") and not digits.endswith("11") and not pounds


def _temperature(sheet: Sheet, at: int) -> UnitFound | None:
    """ "1.5C", "100 F": a degree letter with a word of temperature near."""
    letter = sheet.written(at)
    if (
        letter not in ("C", "F")
        or not (sheet.glued(at) or sheet.kind(at + 1) == "sign" or _speaks_of_heat(sheet, at))
        or (sheet.glued(at + 1) and sheet.kind(at + 1) == "word")
    ):
        return None
    rules = table("unit_rules")["letter_units"]
    ahead = {sheet.lower(at - k) for k in range(2, 7)}
    if ahead & set(rules["temperature_before"]) or sheet.lower(at + 1) in rules["temperature_after"]:
        name = "degree Celsius" if letter == "C" else "degree Fahrenheit"
        return _found(unit_forms().units[name], at + 1, "unit.temperature")
    return None


def _speaks_of_heat(sheet: Sheet, at: int) -> bool:
    """ "Temperatures hit 42 C in the shade"."""
    heat = word_set("unit_rules", "letter_units", "heat")
    return sheet.kind(at - 1) == "number" and sheet.says_before(at, heat, _HEAT_REACH)


def _word(sheet: Sheet, at: int) -> UnitFound | None:
    """A unit in words: "miles per hour", "sq km", "percentage points"."""
    forms = unit_forms()
    if sheet.lower(at) == "mill" and sheet.lower(at - 1) in _HYPHENS and sheet.kind(at - 2) == "number":
        return _found(forms.units["mill"], at + 1, "unit.word")  # "a 4.9-mill levy"
    found = _hyphened_phrase(sheet, at, forms.words) or forms.words.at(sheet, at)
    if not found:
        return None
    name, after = found
    if sheet.written(at) in ("Year", "Day", "Week", "Month") and sheet.kind(after) == "number":
        return None  # "312 Year 13 students"
    if name == "second" and sheet.lower(at) == "second" and sheet.lower(after) in _second_follows():
        return None
    halved = sheet.lower(at - 2) in ("quarter", "half")  # "by a quarter-point"
    if name == "point" and sheet.lower(at - 1) in _HYPHENS and sheet.lower(after) not in _leads() and not halved:
        return None
    if name == "point" and _is_percentage_point(sheet, at, after):
        name = "percentage point"
    return _found(forms.units[name], after, "unit.word")


def _leads() -> frozenset[str]:
    return word_set("unit_rules", "points", "leads")


def _is_percentage_point(sheet: Sheet, at: int, after: int) -> bool:
    """ "a margin of error of 3 points", "a six-point lead" in a text about a poll."""
    if any(sheet.lower(at - k) == "error" for k in range(3, 9)):
        return True
    near = range(max(at - _POLL_REACH, 0), min(after + _POLL_REACH, sheet.size))
    if {sheet.lower(at - 2), sheet.lower(at - 3)} & word_set("unit_rules", "points", "moves"):
        return any(sheet.lower(k) in word_set("unit_rules", "points", "strict") for k in near)
    return sheet.lower(after) in _leads() and any(
        sheet.lower(k) in word_set("unit_rules", "points", "polls") for k in near
    )


def _hyphened_phrase(sheet: Sheet, at: int, words: Phrases) -> tuple[str, int] | None:
    """Unit words parted by hyphens ("percentage-point", "light-years", "kilowatt-hour")."""
    if sheet.lower(at + 1) not in _HYPHENS or sheet.kind(at + 2) != "word":
        return None
    name = _hyphenless().get((sheet.lower(at), sheet.lower(at + 2)))
    return (name, at + 3) if name else None


@cache
def _hyphenless() -> dict[tuple[str, str], str]:
    entries = unit_forms().words.forward
    return {(words[0], words[1]): name for group in entries.values() for words, name in group if len(words) == 2}


def _second_follows() -> frozenset[str]:
    return frozenset(table("unit_rules")["homonyms"]["second"])


def _found(unit: Unit, after: int, rule: str) -> UnitFound:
    return UnitFound(unit, unit.kind, after, rule)


def si_value(value: float | None, unit_name: str | None, difference: bool) -> tuple[float | None, str | None]:
    """`value` in SI units with their name; (None, None) for units without an SI counterpart.

    A `difference` of temperatures has no offset: a rise of 1.5 degrees Celsius is one of 1.5 kelvin.
    """
    unit = unit_forms().units.get(unit_name or "")
    if value is None or unit is None or unit.si is None:
        return None, None
    offset = 0.0 if difference else unit.offset
    return float(f"{value * unit.factor + offset:.12g}"), unit.si


def pound_cues() -> Phrases:
    """Phrases behind "pounds" that make them a weight."""
    return phrases({"mass": table("unit_rules")["pounds"]["after"]})
