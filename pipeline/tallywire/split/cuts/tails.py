"""Finds where a story ends and the page's own lists begin: related headlines, tags, what readers write.

The words that open such a list are data (`heads.toml`, `[tail]`).
"""

from collections.abc import Sequence
from functools import cache

from en_tallywire import lexicon
from tallywire.split.lines.kinds import TEXT, Marked

#: Below a list of links comes no paragraph as long as those of stories; what readers write may be as long.
_LONG = 120
#: A story has so many paragraphs of text before its tail begins; the line that opens a tail is so short.
_TOLD, _SHORT = 2, 80


def without_tail(marked: Sequence[Marked], span: range) -> range:
    """The story's paragraphs `span`, up to the first line that opens the page's lists."""
    told = 0
    for i in span:
        item = marked[i]
        if told >= _TOLD and len(item.text) <= _SHORT and _opens(item, marked[i + 1 : span.stop]):
            return range(span.start, i)
        told += item.kind in TEXT
    return span


def _opens(item: Marked, below: Sequence[Marked]) -> bool:
    line = item.text.lower().lstrip("[(*•- ")
    if item.paragraph.closed and not line.endswith((":", "…")):
        return False
    if line.startswith(_words("comments")):
        return True
    return line.startswith(_words("links")) and not any(_is_told(other) for other in below)


def _is_told(item: Marked) -> bool:
    return item.kind in TEXT and item.paragraph.closed and len(item.text) >= _LONG


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(lexicon.table("heads")["tail"][name])
