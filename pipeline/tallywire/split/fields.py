"""Reads the labelled fields that stand above a text in databases, feeds, mails and dumps of extractors.

"HEADLINE: Dock strike ends", "SN   The Dockside Courier", "sitename: Orbit Weekly". The labels are data (`heads.toml`).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from en_tallywire import lexicon

Label = Literal["title", "publisher", "sender", "source", "byline", "other"]

_LIMIT = 300  # characters: a longer line is text
#: A label and what follows, up to the next column.
_FIELD = re.compile(
    r"(?:[#*_•-]{1,3}\s?)?(?:(?P<label>[^\W\d_][\w./ -]{0,24}?)\s?:[*_]{0,2}\s+|(?P<code>[A-Z]{2})\s{2,12})"
    r"""["'“]?(?P<value>\S(?:\S|\s(?!\s\s))*)"""
)


@dataclass(frozen=True, slots=True)
class LabelledField:
    """What a line's label says of it, and the span of the value in the line."""

    label: Label
    start: int
    end: int


@cache
def _labels() -> dict[str, Label]:
    table = lexicon.table("heads")["fields"]
    return {word: label for label in get_args(Label) for word in table[label]}


def labelled(text: str) -> LabelledField | None:
    """The field that a line gives, or None when no known label opens it."""
    match = _FIELD.match(text) if len(text) <= _LIMIT else None
    if match is None:
        return None
    label = _labels().get((match["label"] or match["code"]).lower())
    if label is None or (match["code"] is None and len(match["label"]) == 2 and match["label"] not in _SHORT):
        return None
    end = match.start("value") + len(match["value"].rstrip(" \"'”;*_"))
    return LabelledField(label, match.start("value"), end)


#: Labels of two letters that stand before a colon.
_SHORT = frozenset({"By", "BY", "by", "To", "TO", "to", "Cc", "CC", "cc", "ID", "id", "Re"})
