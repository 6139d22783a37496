"""What the readers of numbers share."""

from dataclasses import dataclass

from tallywire.annotate.figures.lexemes import Sheet

HYPHENS = frozenset("-‐‑")


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


def skip_hyphen(sheet: Sheet, position: int) -> int:
    """The position behind a hyphen at `position`, or `position`."""
    return position + 1 if sheet.lower(position) in HYPHENS else position


def tidy(value: float) -> float:
    """Take the rounding noise of "1.1 million" (1100000.0000000001) away."""
    return float(f"{value:.12g}")
