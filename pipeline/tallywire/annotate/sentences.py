"""A cheap cut of plain text into sentences, before any model has read it.

It is never finer than it can be sure of: where a full stop may belong to an abbreviation, the text is not cut.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from en_tallywire.lexicon import table
from tallywire.records import Span

_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s+(?=(?:[\"“‘'(\[]|``)?[A-Z0-9])")
_LONGEST_WORD = 12  # characters of the word before a full stop that are looked at


def sentences(text: str, starts: Iterable[int]) -> list[Span]:
    """Spans that cover `text` in order; `starts` are where its layout opens sentences."""
    cuts = {match.end() for match in _END.finditer(text) if _ends(text, match.start())}
    edges = sorted({0, *starts, *cuts, len(text)})
    return list(pairwise(edges))


def _ends(text: str, stop: int) -> bool:
    """Whether the mark at `stop` ends a sentence: a full stop behind an abbreviation or initial may not."""
    if text[stop] != ".":
        return True
    before = text[max(stop - _LONGEST_WORD, 0) : stop].split()
    word = before[-1].lstrip("\"“‘'([`").lower() if before else ""
    return not (len(word) == 1 and word.isalpha()) and "." not in word and word not in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table("sentences")["cuts"]["abbreviations"])
