"""Offsets for a browser: its strings count UTF-16 units, the dataset counts code points."""

from bisect import bisect_left
from collections.abc import Callable


def utf16(text: str) -> Callable[[int], int]:
    """A function from code point offsets into `text` to UTF-16 offsets."""
    wide = [index for index, char in enumerate(text) if char > "\uffff"]
    if not wide:
        return lambda offset: offset
    return lambda offset: offset + bisect_left(wide, offset)


def nearest(words: str | None, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where `words` stand in `text`, at the occurrence nearest to the span from `start` to `end`; later ones first."""
    if not words:
        return None
    after, before = text.find(words, end), text.rfind(words, 0, start)
    found = [at for at in (after, before) if at >= 0]
    if not found:
        return None
    at = min(found, key=lambda at: at - end if at >= end else start - at - len(words))
    return at, at + len(words)
