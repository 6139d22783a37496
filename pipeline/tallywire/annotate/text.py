"""Readies a story's text for spaCy without moving a character: white space, line starts, pieces of bounded length."""

import re
from collections.abc import Iterator

#: A piece's length. The parser's memory grows with the Doc, and spaCy refuses more than a million characters.
PIECE_CHARS = 60_000

_SPACES = {ord(char): " " for char in "\n\r\t\v\f\x85\xa0\u2007\u2028\u2029\u202f\ufeff"}
_LINE_BREAK = re.compile(r"[^\S\n]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_FULL_LINE = 45  # characters: a line at least so long may have been broken by the page's width


def flatten(text: str) -> str:
    """`text` with every white-space character as a plain space; the length stays, so offsets do too."""
    return text.translate(_SPACES)


def line_starts(text: str) -> Iterator[int]:
    """Offsets at which a new line of `text` opens a new sentence.

    A line break does so unless the page's width made it: the next line goes on in lower case, or the line is long
    enough to be full and stops without closing punctuation.
    """
    for match in _LINE_BREAK.finditer(text):
        if match.end() == len(text):
            return
        blank_line = match.group().count("\n") > 1
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        wrapped = not blank_line and len(before) >= _FULL_LINE and not _SENTENCE_END.search(before)
        if not (text[match.end()].islower() or wrapped):
            yield match.end()


def pieces(text: str, limit: int = PIECE_CHARS) -> Iterator[tuple[int, int]]:
    """Spans that cover `text` in order, each at most `limit` long, cut at a blank line, a line or a space."""
    start = 0
    while len(text) - start > limit:
        end = start + limit
        for mark in ("\n\n", "\n", " "):
            cut = text.rfind(mark, start + limit // 2, end)
            if cut >= 0:
                end = cut + len(mark)
                break
        yield start, end
        start = end
    yield start, len(text)
