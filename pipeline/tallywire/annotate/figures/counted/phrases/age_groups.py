"""Age groups as counted nouns: "58% of 16- to 24-year-olds", "one in five over-75s"."""

from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase
from tallywire.annotate.figures.lexemes import Sheet

_DASHES = frozenset("-‐‑–")
_BOUNDS = frozenset(["over", "under"])
_LONGEST = 10  # lexemes of "16- to 24-year-olds"


def age_group(sheet: Sheet, at: int) -> NounPhrase | None:
    """The tokens of the age group that starts at `at`, or None."""
    last = _olds(sheet, at) if sheet.kind(at) == "number" else _bounded(sheet, at)
    if last is None or any(sheet.opens(k) for k in range(at + 1, last + 1)):
        return None
    first, head = sheet.token(at).i, sheet.token(last).i
    return NounPhrase(first, head + 1, head)


def _olds(sheet: Sheet, at: int) -> int | None:
    """The last lexeme of "16- to 24-year-olds", "18-24 year olds"."""
    for position in range(at + 1, at + _LONGEST):
        word = sheet.lower(position)
        if word == "olds":
            return position
        if word not in ("to", "and", "year", "month") and word not in _DASHES and sheet.kind(position) != "number":
            return None
    return None


def _bounded(sheet: Sheet, at: int) -> int | None:
    """The last lexeme of "over-75s", "under 25s"."""
    if sheet.lower(at) not in _BOUNDS:
        return None
    number = at + 1 + (sheet.lower(at + 1) in _DASHES)
    plural = sheet.kind(number) == "number" and sheet.lower(number + 1) == "s" and sheet.glued(number + 1)
    return number + 1 if plural else None
