"""Dates in figures ("2023-11-05", "03/04/2023"), read by dateparser with the order of day and month that fits."""

from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from tallywire.annotate.dates.algebra import Unit
from tallywire.annotate.dates.context import Context, Reading, of_unit
from tallywire.annotate.dates.grammar import Match

Order = Literal["DMY", "MDY", "YMD"]


def read_numeric(match: Match, context: Context) -> Reading | None:
    """A date in figures; day and month by what the text's other dates decide, month first where nothing does."""
    words = "".join(match.words)
    spelled = any(char.isalpha() for char in words)
    found = parse_numeric(words, "DMY" if spelled else order_of(words, context.day_first))
    return of_unit(Unit("day", found)) if found else None


def order_of(words: str, day_first: bool | None) -> Order:
    """The order of year, month and day: by size where it shows, else by `day_first`."""
    first, second = (int(part) for part in split_figures(words)[:2])
    if first > 31:
        return "YMD"
    if first > 12 or (second <= 12 and (day_first or (day_first is None and "." in words))):
        return "DMY"
    return "MDY"


def split_figures(words: str) -> list[str]:
    """The three numbers of a date in figures."""
    return words.replace("/", "-").replace(".", "-").split("-")


def evidence(words: str) -> bool | None:
    """What one date in figures shows of the text's order: True for day first, False for month first, else None."""
    first, second = (int(part) for part in split_figures(words)[:2])
    if first > 31:
        return None
    if first > 12:
        return True
    return False if second > 12 else None


@lru_cache(maxsize=4096)
def parse_numeric(words: str, order: Order) -> date | None:
    """The date, or None when dateparser finds none or would have to guess a part."""
    import dateparser  # slow to import, and most texts have no date in figures

    settings = {
        "DATE_ORDER": order,
        "STRICT_PARSING": True,
        "RELATIVE_BASE": datetime(2000, 1, 1),
        "PARSERS": ["absolute-time"],
    }
    found = dateparser.parse(words, languages=["en"], settings=settings)
    return found.date() if found else None
