"""Readies a story's text for spaCy without moving a character: white space, line starts, pieces of bounded length."""

import re
from collections.abc import Iterator

from en_tallywire.gazetteer import country_of

#: A piece's length. The parser's memory grows with the Doc, and spaCy refuses more than a million characters.
PIECE_CHARS = 60_000

_SPACES = "\n\r\t\v\f\x85\xa0\u2007\u2028\u2029\u202f\ufeff"
_LINE_BREAK = re.compile(r"[^\S\n]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_FULL_LINE = 45  # characters: a line at least so long may have been broken by the page's width
_WIDEST_PAGE = 120  # characters: a text with a longer line is not broken by any page's width
#: "LAGOS, Nigeria (Reuters) - ", "PARIS, March 3: ": the place a story is filed from.
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z.'’-]+(?: [A-Z.'’-]{2,}){0,3})"
    r"(?:,? (?:[A-Z][\w.'’]+|and|[0-3]?\d|(?:19|20)\d\d)){0,4},?(?: ?\([\w ./]{2,30}\))?"
    r"(?P<end> ?(?:[-–—]{1,2} ?|: ))(?=[\"“'‘]?[A-Z0-9])",
    re.MULTILINE,
)
#: A full stop behind a unit glued to its number ("£300m. They"), which the tokeniser takes for an abbreviation's.
_UNIT_STOP = re.compile(r"\d(?:m|bn|tn|k|p|c|km|cm|mm|kg|ft|pc|C|F)\.[\"”’']?\s+(?=[\"“‘']?[A-Z])")
#: A wire service's dash that is glued to the first word: "(Reuters) -Thousands".
_GLUED_DASH = re.compile(r"(?<=\s)[-–—](?=[A-Z][a-z])")


def flatten(text: str) -> str:
    """`text` with white space, and dashes glued to a first word, as plain spaces; lengths and so offsets stay."""
    for char in _SPACES:  # str.translate takes ten times as long
        text = text.replace(char, " ")
    return _GLUED_DASH.sub(" ", text)


def sentence_starts(text: str) -> Iterator[int]:
    """Offsets at which a new sentence opens: at lines, behind datelines, and where a unit ends a sentence."""
    yield from _line_starts(text)
    yield from (match.end() for match in _DATELINE.finditer(text) if _names_a_place(match))
    yield from (match.end() for match in _UNIT_STOP.finditer(text))


def _names_a_place(match: re.Match[str]) -> bool:
    """A colon also follows who speaks ("UNICEF: 5 million ..."): before one, the capitals must be a known place."""
    return ":" not in match.group("end") or country_of(match.group("place").title()) is not None


def _line_starts(text: str) -> Iterator[int]:
    """A line break opens a sentence unless the page's width made it: the next line goes on in lower case, or the line
    is long enough to be full and stops without closing punctuation.
    """
    paged = all(len(line) <= _WIDEST_PAGE for line in text.split("\n"))
    for match in _LINE_BREAK.finditer(text):
        if match.end() == len(text):
            return
        blank_line = match.group().count("\n") > 1
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        wrapped = paged and not blank_line and len(before) >= _FULL_LINE and not _SENTENCE_END.search(before)
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
