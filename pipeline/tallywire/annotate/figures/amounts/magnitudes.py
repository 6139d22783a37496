"""Multipliers behind a number: "3.5 million", "250m", "1 lakh crore", and the letters that may be units instead."""

from dataclasses import replace

from tallywire.annotate.figures.amounts.fractions import and_a_half
from tallywire.annotate.figures.amounts.money import is_prefix, suffix_at
from tallywire.annotate.figures.amounts.number import Number, skip_hyphen, tidy
from tallywire.annotate.figures.amounts.pictures import is_picture_size
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import NumberWords, number_words, unit_forms, word_set

_SITES = frozenset(["below", "above", "away", "underground"])
_BESIDE = 14  # lexemes back to another length
_SENTENCE = 30  # lexemes back to what a sentence counts
_MOVED = frozenset(["fell", "stood", "stands", "level", "levels", "high", "range", "ran"])  # also of counts


def magnified(sheet: Sheet, number: Number, words: NumberWords) -> Number:
    """`number` with the multiplier words behind it: "3.5 million", "250m", "2-billion", "1 lakh crore"."""
    if number.fraction or number.value is None:
        return number
    value, after, magnitude = number.value, number.after, number.magnitude
    while True:
        at = skip_hyphen(sheet, after)
        word = sheet.lower(at)
        if sheet.opens(at):
            break
        factor = words.scales.get(word) or words.abbreviations.get(word)
        if factor is None and magnitude == 1.0 and is_letter_magnitude(sheet, at):
            factor = words.letters[word]
        if factor is None or (word == "mil" and sheet.lower(at + 1) == "."):
            break
        value, magnitude, after = value * factor, magnitude * factor, at + 1
    if magnitude > 1.0 and sheet.lower(after) == "and" and number.value is not None:
        half, end, _ = and_a_half(sheet, after, number.value, words)
        if end > after:
            value, after = half * magnitude, end
    return replace(number, value=tidy(value), after=after, magnitude=magnitude)


def is_letter_magnitude(sheet: Sheet, position: int) -> bool:
    """Whether a letter glued to digits is a multiplier: "25k", "£250m", "12.3m tonnes", not "a 300m race"."""
    letter = sheet.written(position)
    if letter.lower() not in number_words().letters or not _behind_digits(sheet, position):
        return False
    if _has_currency_before(sheet, position):
        return letter in ("k", "K", "m", "M", "b", "B", "t", "T")
    if letter in ("k", "K"):
        return sheet.glued(position) and not is_picture_size(sheet, position)
    if letter in ("b", "B"):
        return _plural_follows(sheet, position + 1)
    return letter in ("m", "M") and _is_million(sheet, position)


def _behind_digits(sheet: Sheet, position: int) -> bool:
    if sheet.kind(position - 1) == "number":
        gap = sheet.lexemes[position].start - sheet.lexemes[position - 1].end
        return gap <= 1 and not (sheet.glued(position + 1) and sheet.kind(position + 1) in ("word", "number"))
    return False


def _is_million(sheet: Sheet, position: int) -> bool:
    """Million rather than metres: a plural follows, or nothing shows a length."""
    follows, ahead = sheet.lower(position + 1), [sheet.lower(position - k) for k in range(2, 9)]
    at = skip_hyphen(sheet, position + 1)
    placed = sheet.lower(at) in word_set("unit_rules", "letter_units", "m_after")
    if (placed and not _leads_on(sheet, position)) or _leads_to_length(sheet, position + 1):
        return False
    if follows in ("(", "/") and sheet.kind(position + 2) == "number":
        return False
    if suffix_at(sheet, position + 1) or _leads_to_area(sheet, position + 1):
        return True  # "62m kroner", "4.2m sq km"
    if follows == "of" and sheet.lower(position + 2) in word_set("unit_rules", "letter_units", "m_of"):
        return False
    if not sheet.glued(position) and sheet.written(position) == "m" and not _plural_follows(sheet, position + 1):
        return False
    if _plural_follows(sheet, position + 1):
        return True
    if ahead[0] in ("a", "an", "his", "her") or follows == "-":
        return False
    if _is_beside_length(sheet, position):
        return False
    before = word_set("unit_rules", "letter_units", "m_before")
    if _is_of_many(sheet, position):
        return not any(word in before for word in ahead if word not in _MOVED)
    return ahead[0] != "the" and not any(word in before for word in ahead)


def _leads_on(sheet: Sheet, position: int) -> bool:
    """ "visitors fell to 6.1m from 7.4m": the word behind leads to another number of the same."""
    another = sheet.kind(position + 2) == "number" or sheet.lower(position + 2) in ("a", "the", "in", "last")
    return sheet.lower(position + 1) in ("from", "down", "up", "by") and another and _is_of_many(sheet, position)


def _is_beside_length(sheet: Sheet, position: int) -> bool:
    """ "the trench is 2.5m deep and the wall 3.1m": behind a number in metres."""
    for at in range(position - 2, max(position - _BESIDE, 0), -1):
        if sheet.written(at) == "m" and sheet.kind(at - 1) == "number" and sheet.glued(at):
            return sheet.lower(at + 1) in word_set("unit_rules", "dimensions", "words") | _SITES
        if sheet.opens(at):
            break
    return False


def _is_of_many(sheet: Sheet, position: int) -> bool:
    """Whether the sentence counts something before the number: "visitors fell to 6.1m from the 7.4m of 2019"."""
    return sheet.says_before(position, word_set("unit_rules", "letter_units", "m_counts"), _SENTENCE)


def _leads_to_area(sheet: Sheet, position: int) -> bool:
    """Whether a unit in several words follows, which no metres can stand before."""
    found = unit_forms().words.at(sheet, position)
    return found is not None and found[1] > position + 1


def _leads_to_length(sheet: Sheet, position: int) -> bool:
    """ "between 330m and 360m wide": the first of two lengths."""
    if sheet.lower(position) not in ("and", "to", "or", "-", "–", "by"):
        return False
    behind = position + 3
    metres = sheet.kind(position + 1) == "number" and sheet.written(position + 2) in ("m", "metres", "meters")
    return metres and sheet.lower(behind) in word_set("unit_rules", "dimensions", "words")


def _plural_follows(sheet: Sheet, position: int) -> bool:
    """A plural noun within three words, before any preposition or verb."""
    for at in range(position, position + 4):
        if sheet.kind(at) != "word" or sheet.opens(at):
            return False
        tag = sheet.tag(at)
        if tag in ("NNS", "NNPS") or sheet.lower(at) == "people":
            return True
        if tag not in ("JJ", "JJR", "JJS", "NN", "NNP", "VBN", "VBG", "RB", "CC"):
            return False
    return False


def _has_currency_before(sheet: Sheet, position: int) -> bool:
    """A currency sign or code right before the digits."""
    ahead = sheet.written(position - 2)
    if not ahead:
        return False

    return is_prefix(sheet, position - 2)
