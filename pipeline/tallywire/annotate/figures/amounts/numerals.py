"""Reads the number at a position: digits in any grouping, words, fractions, magnitudes, vague magnitudes."""

from dataclasses import replace

from tallywire.annotate.figures.amounts.cardinals import cardinal, vague_magnitude
from tallywire.annotate.figures.amounts.fractions import (
    and_a_half,
    article_fraction,
    digit_fraction,
    half_alone,
    mixed_fraction,
    run_together,
    starts_share,
)
from tallywire.annotate.figures.amounts.magnitudes import magnified
from tallywire.annotate.figures.amounts.number import Number, skip_hyphen
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import NumberWords, number_words

#: multipliers that may stand without a number or article ("million-dollar")
_BARE_SCALES = frozenset(["hundred", "thousand", "million", "billion", "dozen"])


def read_number(sheet: Sheet, position: int) -> Number | None:
    """The number that starts at `position`, sign and articles included, or None."""
    words = number_words()
    kind = sheet.kind(position)
    if kind == "number":
        return _digits(sheet, position, words)
    if kind == "sign":
        return _signed(sheet, position, words)
    word = sheet.lower(position)
    if (
        word == "minus"
        and sheet.lower(position - 1) != "or"
        and sheet.tag(position - 1) not in ("NN", "NNS", "CD")
        and (inner := read_number(sheet, skip_hyphen(sheet, position + 1)))
        and inner.value is not None
    ):
        return replace(inner, first=position, value=-inner.value)
    if word in words.ones or word in words.tens:
        return cardinal(sheet, position, words)
    return vague_magnitude(sheet, position, words) or _with_article(sheet, position, words)


def _digits(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    digits, after = _grouped(sheet, position)
    value = float(digits)
    value, after, fraction = _add_fraction(sheet, after, value, words)
    return magnified(sheet, Number(position, after, value, fraction=fraction), words)


def _grouped(sheet: Sheet, position: int) -> tuple[str, int]:
    """Digits without their group marks; groups of three parted by single spaces are joined ("1 234 567")."""
    written = sheet.written(position)
    digits = written.replace(",", "").replace("'", "").replace("’", "").replace("·", ".")
    after = position + 1
    if len(digits) > 3 or "." in digits or digits.startswith("0"):
        return digits, after
    while _is_group(sheet, after):
        group = sheet.written(after)
        digits += group
        after += 1
        if "." in group:
            break
    return digits, after


def _is_group(sheet: Sheet, position: int) -> bool:
    """A run of three digits, one space behind the digits before it."""
    if sheet.kind(position) != "number" or sheet.opens(position):
        return False
    written = sheet.written(position)
    gap = sheet.lexemes[position].start - sheet.lexemes[position - 1].end
    return gap == 1 and len(written.split(".")[0]) == 3 and "," not in written


def _add_fraction(sheet: Sheet, after: int, value: float, words: NumberWords) -> tuple[float, int, bool]:
    """ "3½", "3 1/2", "2 and a half", "91/2 years"; alone "1/3"."""
    sign = words.signs.get(sheet.written(after))
    if sign is not None and not sheet.opens(after):
        return value + sign, after + 1, False
    if value.is_integer() and (mixed := mixed_fraction(sheet, after, words)):
        return value + mixed[0], mixed[1], False
    if alone := digit_fraction(sheet, after - 1, words):
        return alone, after + 2, True
    if (together := run_together(sheet, after - 1)) is not None:
        return together, after + 2, False
    return and_a_half(sheet, after, value, words)


def _signed(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    sign = sheet.written(position)
    if sign in words.signs and not (sheet.glued(position) and sheet.kind(position - 1) == "word"):
        return magnified(sheet, Number(position, position + 1, words.signs[sign], fraction=True), words)
    if sign not in "-−–+" or not sheet.glued(position + 1) or sheet.kind(position + 1) != "number":
        return None
    if sheet.glued(position) and sheet.written(position - 1) not in "([~\"'“‘$£€":
        return None
    inner = _digits(sheet, position + 1, words)
    if inner is None or inner.value is None:
        return None
    return replace(inner, first=position, value=inner.value if sign == "+" else -inner.value)


def _with_article(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    """ "a million", "half a million", "a third of", "half", "a dozen", "million-dollar"."""
    word, follows = sheet.lower(position), sheet.lower(position + 1)
    if word == "half" or (word == "quarter" and (follows == "of" or _is_point(sheet, position + 1))):
        return half_alone(sheet, position, words)
    if word in _BARE_SCALES or (word in ("a", "an") and follows in words.scales):
        return cardinal(sheet, position, words)
    if word not in ("a", "an"):
        return None
    if follows == "half":
        return _half_behind_article(sheet, position, words)
    if follows == "quarter" and (
        sheet.lower(position + 2) in ("point", "percentage", "mile") or _is_point(sheet, position + 2)
    ):
        return Number(position, position + 2, 0.25, spelled=True, fraction=True)
    by = sheet.lower(position - 1) == "by" and sheet.lower(position + 2) in ("a", "an", "its", "their", "his", "her")
    if follows in words.denominators and (by or starts_share(sheet, position + 2)):
        return article_fraction(sheet, position, words)
    return None


def _is_point(sheet: Sheet, position: int) -> bool:
    """The hyphen of "a quarter-point"."""
    hyphened = skip_hyphen(sheet, position) > position and sheet.glued(position)
    return hyphened and sheet.lower(position + 1) in ("point", "percentage", "percent", "mile", "inch")


def _half_behind_article(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    """ "a half dozen", "a half century"."""
    factor = words.scales.get(sheet.lower(position + 2))
    if factor:
        return Number(position, position + 3, 0.5 * factor, magnitude=factor, spelled=True)
    if sheet.lower(position + 2) in ("century", "hour", "mile", "of", "point", "percentage") or _is_point(
        sheet, position + 2
    ):
        return Number(position, position + 2, 0.5, spelled=True, fraction=True)
    return None
