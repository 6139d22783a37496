"""Fractions: "3 1/2", "two-thirds", "a quarter of a million", "two and a half", "half"."""

from math import gcd

from tallywire.annotate.figures.amounts.number import HYPHENS, Number, skip_hyphen, tidy
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import NumberWords, unit_forms, word_set

_SMALL_TYPE = frozenset(["2", "3", "4", "8"])  # denominators of mixed numbers in prices, rates and terms
_REACH = 30  # lexemes back in the sentence within which another share stands


def digit_fraction(sheet: Sheet, position: int, words: NumberWords) -> float | None:
    """The value of "3/4" at `position`; None for other slashes ("24/7", dates)."""
    if sheet.lower(position + 1) not in ("/", "⁄") or not (sheet.glued(position + 1) and sheet.glued(position + 2)):
        return None
    above, below = sheet.written(position), sheet.written(position + 2)
    if not (above.isdecimal() and below.isdecimal()) or sheet.lower(position + 3) in ("/", "⁄"):
        return None
    if len(above) > 3 or len(below) > 3 or int(below) not in words.digit_denominators or int(above) >= int(below):
        return None
    return int(above) / int(below)


def mixed_fraction(sheet: Sheet, at: int, words: NumberWords) -> tuple[float, int] | None:
    """The fraction behind whole units, where they end at `at`, and the position behind it: "3 1/2", "8-1/2"."""
    hyphened = sheet.lower(at) in HYPHENS and sheet.glued(at) and sheet.glued(at + 1)
    position = at + hyphened
    fraction = digit_fraction(sheet, position, words)
    if not fraction or sheet.opens(position):
        return None
    gap = sheet.lexemes[position].start - sheet.lexemes[position - 1].end
    return (fraction, position + 3) if hyphened or gap == 1 else None


def run_together(sheet: Sheet, position: int) -> float | None:
    """The value of "91/2 years", nine and a half in a text that lost its small type; None without a unit behind."""
    above, below = sheet.written(position), sheet.written(position + 2)
    if sheet.lower(position + 1) not in ("/", "⁄") or not (sheet.glued(position + 1) and sheet.glued(position + 2)):
        return None
    if not above.isdecimal() or not 1 < len(above) < 4 or below not in _SMALL_TYPE or not _has_unit(sheet, position):
        return None
    whole, part = int(above[:-1]), int(above[-1])
    return whole + part / int(below) if whole and 0 < part < int(below) and gcd(part, int(below)) == 1 else None


def _has_unit(sheet: Sheet, position: int) -> bool:
    """A unit behind "91/2", or a currency ahead of it."""
    at = skip_hyphen(sheet, position + 3)
    if sheet.opens(at):
        return False
    forms = unit_forms()
    return sheet.written(at) == "%" or forms.words.at(sheet, at) is not None or sheet.lower(position - 1) in "$£€"


def and_a_half(sheet: Sheet, after: int, value: float, words: NumberWords) -> tuple[float, int, bool]:
    """ "two and a half", "one-and-three-quarters"."""
    at = skip_hyphen(sheet, after)
    if sheet.lower(at) != "and":
        return value, after, False
    at = skip_hyphen(sheet, at + 1)
    above = 1.0 if sheet.lower(at) in ("a", "an", "one") else words.ones.get(sheet.lower(at), 0.0)
    at = skip_hyphen(sheet, at + 1)
    below = words.denominators.get(sheet.lower(at))
    if above and below and value.is_integer() and sheet.lower(at + 1) != "of":
        return value + above / below, at + 1, False
    return value, after, False


def spelled_fraction(sheet: Sheet, position: int, after: int, above: float, words: NumberWords) -> Number | None:
    """ "two-thirds", "one quarter": the cardinal `above` at `position` over the denominator at `after`."""
    at = skip_hyphen(sheet, after)
    below = words.denominators.get(sheet.lower(at))
    if not below or not 0 < above < 20 or above != int(above):
        return None
    plural = sheet.lower(at).endswith("s") or sheet.lower(at) == "halves"
    hyphened = at > after
    if (above > 1) != plural or (above == 1 and not hyphened and not starts_share(sheet, at + 1)):
        return None
    if plural and not hyphened and sheet.lower(at) == "quarters" and _is_time(sheet, position, at + 1, above):
        return None
    number = Number(position, at + 1, above / below, spelled=True, fraction=True)
    return of_magnitude(sheet, number, words)


def _is_time(sheet: Sheet, position: int, after: int, above: float) -> bool:
    """ "for two quarters", "three quarters in a row": quarters of a year."""
    in_row = sheet.lower(after) == "in" and sheet.lower(after + 1) == "a" and sheet.lower(after + 2) == "row"
    lasting = sheet.lower(position - 1) in word_set("figure_context", "fractions", "quarters_before")
    return above == 2.0 or in_row or (lasting and sheet.lower(after) != "of") or not starts_share(sheet, after)


def starts_share(sheet: Sheet, position: int) -> bool:
    """What may follow a fraction that stands alone: "a third of", "a quarter are", "by a third."."""
    word = sheet.lower(position)
    if (
        word in word_set("figure_context", "fractions", "opinions")
        or word
        in (
            "of",
            "the",
            "said",
            "from",
            "to",
            "in",
            "as",
            "more",
            "less",
            "fewer",
            "this",
            "last",
            "since",
            "on",
            "by",
            "between",
        )
        or sheet.opens(position)
    ):
        return True
    if sheet.kind(position) == "sign":
        return word not in HYPHENS
    if sheet.tag(position + 1) == "TO" and word in word_set("figure_context", "fractions", "intents"):
        return True
    return sheet.tag(position) in ("VBD", "VBZ", "VBP", "MD", "IN", "CC", "RB")


def of_magnitude(sheet: Sheet, number: Number, words: NumberWords) -> Number:
    """ "half a million", "a quarter of a billion": the fraction of a named magnitude."""
    at = skip_hyphen(sheet, number.after)
    at += sheet.lower(at) == "of"
    if sheet.lower(at) in ("a", "one"):
        at = skip_hyphen(sheet, at + 1)
        factor = words.scales.get(sheet.lower(at))
        if factor and number.value is not None:
            return Number(number.first, at + 1, tidy(number.value * factor), magnitude=factor, spelled=True)
    return number


def article_fraction(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    """ "a third": a share before "of" or after a word of amount, else an ordinal ("a third, by Kane")."""
    below = words.denominators[sheet.lower(position + 1)]
    number = Number(position, position + 2, 1 / below, spelled=True, fraction=True)
    if sheet.lower(position + 2) == "of":
        return of_magnitude(sheet, number, words)
    amount = word_set("figure_context", "fractions", "before")
    intends = sheet.lower(position + 2) in word_set("figure_context", "fractions", "intents")
    intends = intends and sheet.lower(position + 3) == "to"
    if intends or sheet.lower(position + 2) in word_set("figure_context", "fractions", "opinions"):
        return number  # "a third fear closure", "a quarter plan to leave"
    takes = sheet.lower(position - 1) in word_set("figure_context", "fractions", "takes")
    if takes and (sheet.opens(position + 2) or sheet.lower(position + 2) in (".", ",", ";")):
        return number  # "debt service eats a third"
    levels = sheet.lower(position - 1) == "from" and sheet.lower(position + 2) == "to"
    if not levels and (sheet.lower(position - 1) not in amount or _is_third_of_list(sheet, position)):
        return None
    return number


def _is_third_of_list(sheet: Sheet, position: int) -> bool:
    """ "bought two prints, and a third was lent": behind "and" with no word of shares before it in the sentence."""
    shares = word_set("figure_context", "fractions", "shares")
    return sheet.lower(position - 1) == "and" and not sheet.says_before(position, shares, _REACH)


def at_half(sheet: Sheet, position: int) -> bool:
    """ "at half capacity", not "at half time"."""
    follows = sheet.lower(position + 1)
    return sheet.lower(position - 1) == "at" and follows in word_set("figure_context", "fractions", "at_half_of")


def half_alone(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    """ "half of", "half a million", "a quarter of": fractions without a numerator."""
    number = Number(position, position + 1, 1 / words.denominators[sheet.lower(position)], spelled=True, fraction=True)
    at = skip_hyphen(sheet, position + 1)
    if at > position + 1 and sheet.lower(at) in ("dozen", "million", "billion"):
        factor = words.scales[sheet.lower(at)]
        return Number(position, at + 1, 0.5 * factor, magnitude=factor, spelled=True)
    larger = of_magnitude(sheet, number, words)
    if larger.after > number.after:
        return larger
    if at > position + 1 and sheet.lower(at) in ("point", "percentage", "percent"):
        return number  # "a half-point cut"
    follows = word_set("figure_context", "fractions", "half_after")
    if at == position + 1 and at_half(sheet, position):
        return number
    determined = sheet.lower(position - 1) in word_set("figure_context", "fractions", "not_half_before")
    return (
        number
        if at == position + 1
        and not determined
        and (
            sheet.lower(at) in follows or sheet.lower(position - 1) in word_set("figure_context", "fractions", "before")
        )
        else None
    )
