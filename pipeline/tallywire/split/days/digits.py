"""Whether a story writes the day or the month first in digits: "01/09/23" is of September with pounds and kick-offs.

By its publisher, else by a day of its lines above the 12th, else by the time zone beside the date, else by money and
places that only one side writes of. What tells of it is data (`layout.toml`, `[digits]`).
"""

import re
from collections.abc import Sequence
from functools import cache

from en_tallywire import lexicon
from tallywire.split.heads.headers import Parts
from tallywire.split.lines import publishers

_ORDERS = ("dmy", "mdy")
_SLASHED = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-]\d")
_MONTHS = 12


def digit_order(parts: Parts, publisher: str | None, url: str | None) -> str | None:
    """How the story writes days in digits: `dmy`, `mdy`, or None when nothing tells."""
    known = (publishers.by_name(publisher) if publisher else None) or (publishers.by_url(url) if url else None)
    if known:
        return known.order
    lines = [item.text for item in parts.lines() if item.line and _SLASHED.search(item.text)]
    if not lines:
        return None
    return _plain(lines) or _told("zones", " ".join(lines)) or _told("words", _words_of(parts))


def _plain(lines: Sequence[str]) -> str | None:
    """The order of a date in digits that can be read in one way only ("13/05/2021")."""
    pairs = [(int(match[1]), int(match[2])) for line in lines for match in _SLASHED.finditer(line)]
    orders = {"dmy" if first > _MONTHS else "mdy" for first, second in pairs if (first > _MONTHS) != (second > _MONTHS)}
    return orders.pop() if len(orders) == 1 else None


def _words_of(parts: Parts) -> str:
    return "\n".join(item.text for item in parts.story)


def _told(kind: str, text: str) -> str | None:
    """The order that marks of one side tell of, where there is none of the other."""
    found = [order for order in _ORDERS if _marks(f"{order}_{kind}").search(text)]
    return found[0] if len(found) == 1 else None


@cache
def _marks(name: str) -> re.Pattern[str]:
    marks = lexicon.table("layout")["digits"][name]
    return re.compile(rf"\b(?:{'|'.join(marks)})\b" if name.endswith("zones") else "|".join(marks))
