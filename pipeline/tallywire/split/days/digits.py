"""Whether a story writes the day or the month first in digits: "01/09/23" is of September with pounds and kick-offs.

By its publisher, else by the time zone beside the date, else by money and places that only one side writes of. What
tells of it is data (`layout.toml`, `[digits]`).
"""

import re
from functools import cache

from en_tallywire import lexicon
from tallywire.split.heads.headers import Parts
from tallywire.split.lines import publishers

_ORDERS = ("dmy", "mdy")
_SLASHED = re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]\d")


def digit_order(parts: Parts, publisher: str | None, url: str | None) -> str | None:
    """How the story writes days in digits: `dmy`, `mdy`, or None when nothing tells."""
    known = (publishers.by_name(publisher) if publisher else None) or (publishers.by_url(url) if url else None)
    if known:
        return known.order
    lines = [item.text for item in parts.lines() if item.line and _SLASHED.search(item.text)]
    return (_told("zones", " ".join(lines)) or _told("words", _words_of(parts))) if lines else None


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
