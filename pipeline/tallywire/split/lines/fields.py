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
#: A label and what follows, up to the next column: "Label: x", "label = x", "label": "x", HD  x, <LABEL>x</LABEL>.
_FIELD = re.compile(
    r"""(?:[#*_•-]{1,3}[ ]?)?(?:["']?(?P<label>[^\W\d_][\w./ :-]{0,28}?)["']?[ ]?[:=][*_]{0,2}[ ]+"""
    r"|(?P<code>[A-Z]{2})[ ]{2,12}|(?P<known>HL|HD|SN|SO|PB|TI)[ ]|<(?P<tag>[A-Za-z_]{2,20})>)"
    r"""["'“\[]{0,2}(?P<value>[^\s<](?:[^\s<]|\s(?!\s\s))*)"""
)
_SCHEMA = re.compile(r"(?:og|article|twitter|dc|dcterms|citation|meta|news)[.: ]")


@dataclass(frozen=True, slots=True)
class LabelledField:
    """What a line's label says of it, and the span of the value in the line."""

    label: Label
    start: int
    end: int


@cache
def _labels() -> dict[str, Label]:
    table = lexicon.table("heads")["fields"]
    return {word.replace("-", " "): label for label in get_args(Label) for word in table[label]}


def labelled(text: str) -> LabelledField | None:
    """The field that a line gives, or None when no known label opens it."""
    match = _FIELD.match(text) if len(text) <= _LIMIT else None
    if match is None:
        return None
    name = match["label"] or match["code"] or match["known"] or match["tag"]
    key = _SCHEMA.sub("", name.lower().replace("_", " ").replace("-", " "), count=1)
    label = _labels().get(key)
    if label is None or (match["label"] and len(name) == 2 and name not in _SHORT):
        return None
    end = match.start("value") + len(match["value"].rstrip(" \"'”;,]*_"))
    return LabelledField(label, match.start("value"), end)


#: Labels of two letters that stand before a colon.
_SHORT = frozenset({"By", "BY", "by", "To", "TO", "to", "Cc", "CC", "cc", "ID", "id", "Re"})
