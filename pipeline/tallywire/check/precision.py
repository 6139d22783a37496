"""What a written figure leaves open: the rounding that its digits show and what its modifier adds.

"3.5 million" stands for anything from 3.45 to 3.55 million, "26,320" for itself, "nearly 800,000" for somewhat less.
The shares that modifiers add are a table of the lexicon (tolerances.toml).
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from en_tallywire import lexicon
from tallywire.check.rows import Row

#: Share of a value to which a round figure beside an exact one is exact.
_HARDLY = 0.005
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of numbers, ends included."""

    low: float
    high: float

    def meets(self, other: "Span") -> bool:
        """Whether the intervals share a number."""
        slack = 1e-9 * max(1.0, *(abs(end) for end in (self.low, other.high) if math.isfinite(end)))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def __add__(self, other: "Span") -> "Span":
        return Span(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Span") -> "Span":
        return Span(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Span") -> "Span":
        return Span(self.low * other.low, self.high * other.high)

    def over(self, other: "Span") -> "Span":
        """The quotient of two intervals of positive numbers."""
        return Span(self.low / other.high if other.high else 0.0, self.high / other.low if other.low > 0 else math.inf)

    def scaled(self, factor: float) -> "Span":
        """The interval times a positive number."""
        return Span(self.low * factor, self.high * factor)


def rounding(quantity: str, value: float, rounded: bool = False) -> float:
    """Half a unit of the last digit of `quantity` that is meant, in the units of `value`.

    A decimal, or a number with a magnitude word, is exact to its last digit. Of a whole number, zeros at the end are
    taken as rounded when there are three or more, or when its words say that it is `rounded` ("about 230" may be 225
    to 235); with one or two, the last zero but one is ("200" may be 195 to 205).
    """
    digits = _DIGITS.search(quantity)
    written = digits.group().replace(",", "") if digits else ""
    number = float(written) if written else 0.0
    if not number or not value:
        return 0.0
    scale = abs(value) / number
    if not number.is_integer() or "." in written:
        return 0.5 * 0.1 ** len(written.partition(".")[2]) * scale
    if scale > 1.5:  # "12 million": a magnitude word stands behind the digits
        return 0.5 * scale
    zeros = len(written) - len(written.rstrip("0"))
    if zeros >= 3 or rounded:
        return 0.5 * 10.0**zeros
    return 0.5 * 10.0 ** (zeros - 1) if zeros and number >= 100 else 0.0


def tight(row: Row, half: float | None = None) -> Span | None:
    """What people mean by the row's figure; None for vague figures. `half` is its rounding, where it is known."""
    return _span(row, "tight", half)


def stated(row: Row) -> Span | None:
    """What the words of the row's figure say, its rounding included; None for vague figures."""
    return _span(row, "stated", None)


def wide(row: Row, half: float | None = None) -> Span | None:
    """What the row's figure may at most mean; None for vague figures."""
    return _span(row, "wide", half)


def roundings(rows: Sequence[Row]) -> list[float]:
    """The rounding of figures that are reckoned with one another.

    They are written to one precision: beside "1,523" a "2,000" is no round number, or hardly (half a per cent).
    """
    own = [rounding(row.quantity, row.value or 0.0, row.modifier == "about") for row in rows]
    finest = min(own, default=0.0)
    return [min(half, max(finest, _HARDLY * abs(row.value or 0.0))) for half, row in zip(own, rows, strict=True)]


def _span(row: Row, width: str, half: float | None) -> Span | None:
    if row.modifier == "range" and row.low is not None and row.high is not None:
        return Span(row.low, row.high)
    allowed = _tolerances().get(row.modifier)
    if row.value is None or allowed is None:
        return None
    below, above = allowed[width]
    if not allowed["digits"]:
        half = 0.0
    elif half is None:
        half = rounding(row.quantity, row.value, row.modifier == "about")
    size = abs(row.value)
    return Span(
        -math.inf if math.isinf(below) else row.value - half - below * size,
        math.inf if math.isinf(above) else row.value + half + above * size,
    )


@cache
def _tolerances() -> dict[str, dict[str, Any]]:
    """The table, with "inf" as a number."""
    return {
        modifier: {name: cell if name == "digits" else [float(end) for end in cell] for name, cell in row.items()}
        for modifier, row in lexicon.table("tolerances").items()
    }
