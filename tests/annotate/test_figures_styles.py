"""A figure written in any supported style is read back to the same value, unit and bounds."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tallywire.annotate.figures import find_figures
from tallywire.records import Figure

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
_ONES += ["seventeen", "eighteen", "nineteen"]
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_MODIFIERS = {
    "": "exact",
    "about ": "about",
    "nearly ": "nearly",
    "more than ": "more_than",
    "at least ": "at_least",
    "fewer than ": "less_than",
    "as many as ": "at_most",
}
_UNITS = [
    ("{}", None, 1.0),
    ("{} people", None, 1.0),
    ("{} percent", "percent", 1.0),
    ("{}%", "percent", 1.0),
    ("{} kilometres", "kilometre", 1.0),
    ("{}km", "kilometre", 1.0),
    ("{} years", "year", 1.0),
    ("${}", "USD", 1.0),
    ("€{}", "EUR", 1.0),
    ("Rs {}", "INR", 1.0),
    ("{} yen", "JPY", 1.0),
    ("{} pence", "GBP", 0.01),
]


def _words(number: int) -> str:
    """A number below a trillion in words."""
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = " and " if scale == 100 else " "
            return f"{_words(number // scale)} {name}" + (joint + _words(rest) if rest else "")
    if number < 20:
        return _ONES[number]
    return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")


def _indian(number: int) -> str:
    """Digits in lakh and crore groups: 12,34,567."""
    digits = str(number)
    head, tail = digits[:-3], digits[-3:]
    groups = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail])


_STYLES = {"plain": str, "commas": "{:,}".format, "indian": _indian, "spaces": lambda n: f"{n:,}".replace(",", " ")}


def _only(nlp: Language, text: str) -> Figure:
    figures = find_figures(nlp.make_doc(text))
    assert len(figures) == 1, (text, figures)
    return figures[0]


def _bounds(modifier: str, value: float) -> tuple[float | None, float | None]:
    if modifier in ("more_than", "at_least"):
        return value, None
    return (None, value) if modifier in ("less_than", "at_most", "nearly") else (value, value)


_numbers = st.one_of(st.integers(2, 1499), st.integers(2101, 10**9))


@settings(deadline=None, max_examples=150)
@given(_numbers, st.sampled_from(sorted(_STYLES)), st.sampled_from(_UNITS), st.sampled_from(sorted(_MODIFIERS)))
def test_integers_in_digits(
    nlp: Language, number: int, style: str, unit: tuple[str, str | None, float], modifier: str
) -> None:
    text = f"They counted {modifier}{unit[0].format(_STYLES[style](number))}, he said."
    figure = _only(nlp, text)
    value = number * unit[2]
    assert figure.value is not None
    assert math.isclose(figure.value, value)
    assert (figure.unit, figure.modifier) == (unit[1], _MODIFIERS[modifier]), text
    assert (figure.low, figure.high) == _bounds(figure.modifier, figure.value)


@settings(deadline=None, max_examples=100)
@given(st.integers(2, 10**12 - 1), st.sampled_from(["people", "percent", "kilometres", "dollars"]))
def test_integers_in_words(nlp: Language, number: int, noun: str) -> None:
    figure = _only(nlp, f"They counted {_words(number)} {noun}, he said.")
    assert figure.value is not None
    assert math.isclose(figure.value, number, rel_tol=1e-9)


_COEFFICIENTS = st.integers(1, 9999).map(lambda tenths: tenths / 10)
_MAGNITUDES = [(" million", 1e6), (" billion", 1e9), ("bn", 1e9), (" trillion", 1e12), (" lakh", 1e5), (" crore", 1e7)]


@settings(deadline=None, max_examples=100)
@given(
    _COEFFICIENTS, st.sampled_from([*_MAGNITUDES, ("m", 1e6), ("k", 1e3)]), st.sampled_from(["$", "£", "A$", "USD "])
)
def test_magnitudes_of_money(nlp: Language, coefficient: float, magnitude: tuple[str, float], sign: str) -> None:
    figure = _only(nlp, f"It cost {sign}{coefficient:g}{magnitude[0]}.")
    assert figure.kind == "money"
    assert figure.value is not None
    assert math.isclose(figure.value, coefficient * magnitude[1], rel_tol=1e-9)


_RANGES = ["{}-{}{}", "{} to {}{}", "between {} and {}{}", "{}–{}{}", "from {} to {}{}"]


@settings(deadline=None, max_examples=100)
@given(
    st.integers(2, 900),
    st.integers(1, 90),
    st.sampled_from(_RANGES),
    st.sampled_from([" percent", "km", " million", "%"]),
)
def test_ranges(nlp: Language, low: int, gap: int, form: str, unit: str) -> None:
    high = low + gap
    figure = _only(nlp, f"They expect {form.format(low, high, unit)}.")
    scale = 1e6 if unit == " million" else 1.0
    assert (figure.value, figure.low, figure.high, figure.modifier) == (None, low * scale, high * scale, "range")
