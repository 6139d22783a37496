"""Cardinals in words: "thirty-one thousand two hundred and six", "a hundred and fifty", "dozens"."""

from tallywire.annotate.figures.amounts.fractions import and_a_half, spelled_fraction
from tallywire.annotate.figures.amounts.magnitudes import magnified
from tallywire.annotate.figures.amounts.number import HYPHENS, Number, tidy
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import NumberWords


def cardinal(sheet: Sheet, position: int, words: NumberWords) -> Number:
    """A cardinal in words, with the fraction behind it: "six hundred and forty-two", "a million", "two and a half"."""
    total, current, magnitude, last = 0.0, 0.0, 1.0, ""
    at = after = position
    if sheet.lower(at) in ("a", "an"):
        current, at, last = 1.0, at + 1, "a"
    while (step := _step(sheet.lower(at), last, words)) and not (last and sheet.opens(at)):
        word = sheet.lower(at)
        if step != "scale":
            current += words.ones[word] if step == "one" else words.tens[word]
        elif words.scales[word] < 1000:
            current, magnitude = (current or 1.0) * words.scales[word], max(magnitude, words.scales[word])
        else:
            factor = words.scales[word]
            total, current, magnitude = total + (current or 1.0) * factor, 0.0, max(magnitude, factor)
        after, last = at + 1, word
        at = _next_numeral(sheet, after, words)
    value = total + current
    if fraction := spelled_fraction(sheet, position, after, value, words):
        return fraction
    half, end, _ = and_a_half(sheet, after, value / magnitude, words)
    if end == after:
        number = Number(position, after, tidy(value), magnitude=magnitude, spelled=True)
        wired = magnitude == 1.0 and sheet.lower(after) in words.abbreviations and last != "a"
        return magnified(sheet, number, words) if wired else number  # "one mln dlrs"
    number = Number(position, end, tidy(half * magnitude), magnitude=magnitude, spelled=True)
    return magnified(sheet, number, words) if magnitude == 1.0 else number


def _step(word: str, last: str, words: NumberWords) -> str:
    """What part `word` plays behind `last` in a cardinal, "" when it cannot follow."""
    if word in words.ones:
        small = 0 < words.ones[word] < 10
        return "one" if not last or last in words.scales or (last in words.tens and small) else ""
    if word in words.tens:
        return "ten" if not last or last in words.scales else ""
    return "scale" if word in words.scales else ""


def _next_numeral(sheet: Sheet, at: int, words: NumberWords) -> int:
    """Where the next part of the cardinal may stand: behind a hyphen, or behind "and" after a multiplier."""
    if sheet.lower(at) in HYPHENS and sheet.glued(at) and sheet.glued(at + 1):
        return at + 1
    if sheet.lower(at) == "and" and sheet.lower(at - 1) in words.scales and sheet.lower(at - 1) != "dozen":
        follows = sheet.lower(at + 1)
        if follows in words.ones or follows in words.tens:
            return at + 1
    return at


def vague_magnitude(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    """ "dozens", "tens of thousands", "several hundred"."""
    if quantifier := words.quantifiers.at(sheet, position):
        factor = words.scales.get(sheet.lower(quantifier[1]))
        if factor:
            base, at = factor, quantifier[1] + 1
            while sheet.lower(at) in words.scales:
                base, at = base * words.scales[sheet.lower(at)], at + 1
            return Number(position, at, None, low=2 * base, magnitude=base, spelled=True)
    base = words.vague.get(sheet.lower(position), 0.0)
    if not base:
        return None
    after = position + 1
    while sheet.lower(after) == "of" and sheet.lower(after + 1) in words.vague:
        base, after = base * words.vague[sheet.lower(after + 1)], after + 2
    if after == position + 1 and not _is_vague_noun(sheet, position):
        return None
    return Number(position, after, None, low=2 * base, magnitude=base, spelled=True)


def _is_vague_noun(sheet: Sheet, position: int) -> bool:
    """Bare "tens" and "scores" count only before "of" ("he scores", "test scores" do not)."""
    word = sheet.lower(position)
    if word not in ("tens", "scores"):
        return True
    return sheet.lower(position + 1) in ("of", "more") and sheet.tag(position - 1) not in (
        "NN",
        "JJ",
        "NNP",
        "NNS",
        "PRP",
    )
