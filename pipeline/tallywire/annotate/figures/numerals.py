"""Reads numbers: digits in any grouping, number words, fractions, magnitudes, vague magnitudes."""

from dataclasses import dataclass, replace

from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import NumberWords, number_words, word_set

_HYPHENS = frozenset("-‐‑")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the lexemes `first` up to `after`. `low` is given, and `value` None, for vague magnitudes.

    `magnitude` is the product of the multiplier words ("3.5 million": 1e6), `spelled` is True for words alone.
    """

    first: int
    after: int
    value: float | None
    low: float | None = None
    magnitude: float = 1.0
    spelled: bool = False
    fraction: bool = False


def read_number(sheet: Sheet, position: int) -> Number | None:
    """The number that starts at `position`, sign and articles included, or None."""
    words = number_words()
    kind = sheet.kind(position)
    if kind == "number":
        return _digits(sheet, position, words)
    if kind == "sign":
        return _signed(sheet, position, words)
    word = sheet.lower(position)
    if word == "minus" and (inner := read_number(sheet, _skip_hyphen(sheet, position + 1))) and inner.value is not None:
        return replace(inner, first=position, value=-inner.value)
    if word in words.ones or word in words.tens:
        return _spelled(sheet, position, words)
    return _vague(sheet, position, words) or _with_article(sheet, position, words)


def _skip_hyphen(sheet: Sheet, position: int) -> int:
    return position + 1 if sheet.lower(position) in _HYPHENS else position


def _digits(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    digits, after = _grouped(sheet, position)
    value = float(digits)
    value, after, fraction = _add_fraction(sheet, after, value, words)
    return _magnified(sheet, Number(position, after, value, fraction=fraction), words)


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
    """ "3½", "3 1/2", "2 and a half"; alone "1/3"."""
    sign = words.signs.get(sheet.written(after))
    if sign is not None and not sheet.opens(after):
        return value + sign, after + 1, False
    if fraction := _digit_fraction(sheet, after, words):
        gap = sheet.lexemes[after].start - sheet.lexemes[after - 1].end
        if gap == 1 and value.is_integer() and fraction < 1:
            return value + fraction, after + 3, False
    alone = _digit_fraction(sheet, after - 1, words)
    if alone:
        return alone, after + 2, True
    return _and_a_half(sheet, after, value, words)


def _digit_fraction(sheet: Sheet, position: int, words: NumberWords) -> float | None:
    if sheet.lower(position + 1) not in ("/", "⁄") or not (sheet.glued(position + 1) and sheet.glued(position + 2)):
        return None
    above, below = sheet.written(position), sheet.written(position + 2)
    if not (above.isdecimal() and below.isdecimal()) or sheet.lower(position + 3) in ("/", "⁄"):
        return None
    if len(above) > 3 or len(below) > 3 or int(below) not in words.digit_denominators or int(above) >= int(below):
        return None
    return int(above) / int(below)


def _and_a_half(sheet: Sheet, after: int, value: float, words: NumberWords) -> tuple[float, int, bool]:
    """ "two and a half", "one-and-three-quarters"."""
    at = _skip_hyphen(sheet, after)
    if sheet.lower(at) != "and":
        return value, after, False
    at = _skip_hyphen(sheet, at + 1)
    above = 1.0 if sheet.lower(at) in ("a", "an", "one") else words.ones.get(sheet.lower(at), 0.0)
    at = _skip_hyphen(sheet, at + 1)
    below = words.denominators.get(sheet.lower(at))
    if above and below and value.is_integer() and sheet.lower(at + 1) != "of":
        return value + above / below, at + 1, False
    return value, after, False


def _magnified(sheet: Sheet, number: Number, words: NumberWords) -> Number:
    """`number` with the multiplier words behind it: "3.5 million", "250m", "2-billion", "1 lakh crore"."""
    if number.fraction or number.value is None:
        return number
    value, after, magnitude = number.value, number.after, number.magnitude
    while True:
        at = _skip_hyphen(sheet, after)
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
        half, end, _ = _and_a_half(sheet, after, number.value, words)
        if end > after:
            value, after = half * magnitude, end
    return replace(number, value=_tidy(value), after=after, magnitude=magnitude)


def _tidy(value: float) -> float:
    """Take the rounding noise of "1.1 million" (1100000.0000000001) away."""
    return float(f"{value:.12g}")


def is_letter_magnitude(sheet: Sheet, position: int) -> bool:
    """Whether a letter glued to digits is a multiplier: "25k", "£250m", "12.3m tonnes", not "a 300m race"."""
    letter = sheet.written(position)
    if letter.lower() not in number_words().letters or not _behind_digits(sheet, position):
        return False
    if _has_currency_before(sheet, position):
        return letter in ("k", "K", "m", "M", "b", "B", "t", "T")
    if letter in ("k", "K"):
        return sheet.glued(position)
    if letter in ("b", "B"):
        return _plural_follows(sheet, position + 1)
    return letter in ("m", "M") and _is_million(sheet, position)


def _behind_digits(sheet: Sheet, position: int) -> bool:
    if sheet.kind(position - 1) == "number":
        gap = sheet.lexemes[position].start - sheet.lexemes[position - 1].end
        return gap <= 1 and not (sheet.glued(position + 1) and sheet.kind(position + 1) in ("word", "number"))
    return False


def _has_currency_before(sheet: Sheet, position: int) -> bool:
    """A currency sign or code right before the digits."""
    ahead = sheet.written(position - 2)
    if not ahead:
        return False
    from tallywire.annotate.figures.money import is_prefix

    return is_prefix(sheet, position - 2)


def _is_million(sheet: Sheet, position: int) -> bool:
    """Million rather than metres: a plural follows, or nothing shows a length."""
    follows, ahead = sheet.lower(position + 1), [sheet.lower(position - k) for k in range(2, 7)]
    at = _skip_hyphen(sheet, position + 1)
    if sheet.lower(at) in word_set("unit_rules", "letter_units", "m_after"):
        return False
    if follows in ("(", "/") and sheet.kind(position + 2) == "number":
        return False
    if not sheet.glued(position) and sheet.written(position) == "m" and not _plural_follows(sheet, position + 1):
        return False
    if _plural_follows(sheet, position + 1):
        return True
    if ahead[0] in ("a", "an", "the", "his", "her") or follows == "-":
        return False
    return not any(word in word_set("unit_rules", "letter_units", "m_before") for word in ahead)


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


def _signed(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    sign = sheet.written(position)
    if sign in words.signs and not (sheet.glued(position) and sheet.kind(position - 1) == "word"):
        return _magnified(sheet, Number(position, position + 1, words.signs[sign], fraction=True), words)
    if sign not in "-−–+" or not sheet.glued(position + 1) or sheet.kind(position + 1) != "number":
        return None
    if sheet.glued(position) and sheet.written(position - 1) not in "([~\"'“‘$£€":
        return None
    inner = _digits(sheet, position + 1, words)
    if inner is None or inner.value is None:
        return None
    return replace(inner, first=position, value=inner.value if sign == "+" else -inner.value)


def _spelled(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    """A cardinal in words: "twenty-eight thousand six hundred and forty-two", "two-thirds", "two and a half million"."""
    total, current, at, magnitude = 0.0, 0.0, position, 1.0
    after, last = position, ""
    while True:
        word = sheet.lower(at)
        step = _step(word, last, words)
        if not step or (at > position and sheet.opens(at)):
            break
        if step == "scale":
            factor = words.scales[word]
            if factor >= 1000:
                total, current, magnitude = total + (current or 1) * factor, 0.0, max(magnitude, factor)
            else:
                current, magnitude = (current or 1) * factor, max(magnitude, factor)
        else:
            current += words.ones[word] if step == "one" else words.tens[word]
        after, last = at + 1, word
        at = _next_numeral(sheet, after, words)
    fraction = _spelled_fraction(sheet, position, after, total + current, words)
    if fraction:
        return fraction
    half, end, _ = _and_a_half(sheet, after, total + current, words) if magnitude == 1.0 else (0.0, after, False)
    if end > after:
        return _magnified(sheet, Number(position, end, half, spelled=True), words)
    return Number(position, after, _tidy(total + current), magnitude=magnitude, spelled=True)


def _step(word: str, last: str, words: NumberWords) -> str:
    """What part `word` plays behind `last` in a cardinal, "" when it cannot follow."""
    if word in words.ones:
        small = words.ones[word] < 10
        return "one" if not last or last in words.scales or (last in words.tens and small and words.ones[word]) else ""
    if word in words.tens:
        return "ten" if not last or last in words.scales else ""
    return "scale" if word in words.scales and last else ""


def _next_numeral(sheet: Sheet, at: int, words: NumberWords) -> int:
    """Where the next part of the cardinal may stand: behind a hyphen, or behind "and" after a multiplier."""
    if sheet.lower(at) in _HYPHENS and sheet.glued(at) and sheet.glued(at + 1):
        return at + 1
    if sheet.lower(at) == "and" and sheet.lower(at - 1) in words.scales and sheet.lower(at - 1) != "dozen":
        follows = sheet.lower(at + 1)
        if follows in words.ones or follows in words.tens:
            return at + 1
    return at


def _spelled_fraction(sheet: Sheet, position: int, after: int, above: float, words: NumberWords) -> Number | None:
    at = _skip_hyphen(sheet, after)
    below = words.denominators.get(sheet.lower(at))
    if not below or not 0 < above < 20 or above != int(above):
        return None
    plural = sheet.lower(at).endswith("s") or sheet.lower(at) == "halves"
    hyphened = at > after
    if (above > 1) != plural or (above == 1 and not hyphened and not _starts_share(sheet, at + 1)):
        return None
    if plural and not hyphened and sheet.lower(at) == "quarters" and not _starts_share(sheet, at + 1):
        return None
    number = Number(position, at + 1, above / below, spelled=True, fraction=True)
    return _of_magnitude(sheet, number, words)


def _starts_share(sheet: Sheet, position: int) -> bool:
    """What may follow a fraction that stands alone: "a third of", "a quarter are", "by a third."."""
    word = sheet.lower(position)
    if word in ("of", "the", "said", "from", "to", "in", "as", "more", "less", "fewer") or sheet.opens(position):
        return True
    if sheet.kind(position) == "sign":
        return word not in _HYPHENS
    return sheet.tag(position) in ("VBD", "VBZ", "VBP", "MD", "IN", "CC", "RB")


def _of_magnitude(sheet: Sheet, number: Number, words: NumberWords) -> Number:
    """ "half a million", "a quarter of a billion": the fraction of a named magnitude."""
    at = number.after
    at += sheet.lower(at) == "of"
    if sheet.lower(at) in ("a", "one"):
        factor = words.scales.get(sheet.lower(at + 1))
        if factor and number.value is not None:
            return Number(number.first, at + 2, _tidy(number.value * factor), magnitude=factor, spelled=True)
    return number


def _vague(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
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


def _with_article(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    """ "a million", "half a million", "a third of", "half", "a dozen", "a hundred and fifty"."""
    word = sheet.lower(position)
    if word == "half" or (word == "quarter" and sheet.lower(position + 1) == "of"):
        return _half(sheet, position, words)
    if word not in ("a", "an"):
        return _bare_scale(sheet, position, words)
    follows = sheet.lower(position + 1)
    if follows in words.scales:
        inner = _spelled_scale(sheet, position + 1, words)
        return replace(inner, first=position)
    if follows in words.denominators and follows != "half" and _starts_share(sheet, position + 2):
        return _article_fraction(sheet, position, words)
    if follows == "half" and sheet.lower(position + 2) in ("dozen", "million", "billion", "century"):
        inner = Number(position, position + 2, 0.5, spelled=True, fraction=True)
        factor = words.scales.get(sheet.lower(position + 2))
        return replace(inner, after=position + 3, value=0.5 * factor, fraction=False) if factor else inner
    return None


def _article_fraction(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    """ "a third": a share before "of" or after a word of amount, else an ordinal ("a third, by Kane")."""
    below = words.denominators[sheet.lower(position + 1)]
    number = Number(position, position + 2, 1 / below, spelled=True, fraction=True)
    if sheet.lower(position + 2) == "of":
        return _of_magnitude(sheet, number, words)
    amount = word_set("figure_context", "fractions", "before")
    return number if sheet.lower(position - 1) in amount else None


def _half(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    number = Number(position, position + 1, 1 / words.denominators[sheet.lower(position)], spelled=True, fraction=True)
    at = _skip_hyphen(sheet, position + 1)
    if at > position + 1 and sheet.lower(at) in ("dozen", "million", "billion"):
        factor = words.scales[sheet.lower(at)]
        return Number(position, at + 1, 0.5 * factor, magnitude=factor, spelled=True)
    larger = _of_magnitude(sheet, number, words)
    if larger.after > number.after:
        return larger
    follows = word_set("figure_context", "fractions", "half_after")
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


def _bare_scale(sheet: Sheet, position: int, words: NumberWords) -> Number | None:
    """A multiplier word alone counts once: "million-dollar", "the hundred people"."""
    word = sheet.lower(position)
    if word not in ("hundred", "thousand", "million", "billion", "dozen"):
        return None
    return _spelled_scale(sheet, position, words)


def _spelled_scale(sheet: Sheet, position: int, words: NumberWords) -> Number:
    """ "(a) hundred and fifty thousand", with the article's one."""
    value, at, magnitude = 1.0, position, 1.0
    while sheet.lower(at) in words.scales and (at == position or not sheet.opens(at)):
        value, magnitude, at = value * words.scales[sheet.lower(at)], magnitude * words.scales[sheet.lower(at)], at + 1
    half, end, _ = _and_a_half(sheet, at, 1.0, words)
    if end > at:
        return Number(position, end, half * magnitude, magnitude=magnitude, spelled=True)
    follows = _next_numeral(sheet, at, words)
    if follows > at and (rest := _spelled(sheet, follows, words)) and rest.value is not None and not rest.fraction:
        if rest.value < value or rest.magnitude >= 1000:
            total = value + rest.value if rest.value < value else (value + rest.value / rest.magnitude) * rest.magnitude
            return Number(position, rest.after, total, magnitude=magnitude, spelled=True)
    return Number(position, at, value, magnitude=magnitude, spelled=True)
