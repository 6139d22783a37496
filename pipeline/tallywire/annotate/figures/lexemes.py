"""The scanner: a Doc's text as words, numbers and signs, finer than spaCy's tokens ("2,611km" is two)."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import NamedTuple

from spacy.tokens import Doc, Token

from tallywire.annotate import document

# Every alternative is a run of characters with bounded look-ahead, so that scanning is linear.
_LEXEME = re.compile(
    r"(?P<number>(?<![\w.])\.\d+|\d+(?:[,'’]\d{3}(?!\d)|,\d{2}(?=(?:,\d{2}){0,6},\d{3}(?!\d)))*(?:[.·]\d+)?)"
    r"|(?P<abbreviation>(?:[^\W\d_]\.){2,})"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)

_KINDS = {"number": "number", "abbreviation": "word", "word": "word", "sign": "sign", None: "sign"}


class Lexeme(NamedTuple):
    """A word, number or sign. `glued`: no space stands before it; `opens`: a sentence or line starts with it."""

    kind: str
    start: int
    end: int
    text: str
    lower: str
    glued: bool
    opens: bool


class _Words(dict[int, str]):
    """Words by their position; those beyond either end of the text are blank."""

    def __missing__(self, position: int) -> str:
        return ""


class Sheet:
    """A Doc with its lexemes; positions are indices into `lexemes`, and reading beyond either end gives blanks."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = document.text(doc)
        self._token_starts: list[int] = doc.to_array("IDX").tolist()
        marks = doc.to_array("SENT_START").tolist()
        self.lexemes = scan(
            self.text, (start for start, mark in zip(self._token_starts, marks, strict=True) if mark == 1)
        )
        self.size = len(self.lexemes)
        #: the lexeme at a position in lower case, "" outside the text
        self.lower: Callable[[int], str] = _Words(enumerate(lexeme.lower for lexeme in self.lexemes)).__getitem__
        self._tokens: dict[int, Token] = {}

    def written(self, position: int) -> str:
        """The lexeme as written, "" outside the text."""
        return self.lexemes[position].text if 0 <= position < self.size else ""

    def kind(self, position: int) -> str:
        """`number`, `word` or `sign`; "" outside the text."""
        return self.lexemes[position].kind if 0 <= position < self.size else ""

    def glued(self, position: int) -> bool:
        """True when no space parts the lexeme from the one before."""
        return 0 < position < self.size and self.lexemes[position].glued

    def opens(self, position: int) -> bool:
        """True at the start of a sentence or line, and outside the text."""
        return not 0 <= position < self.size or self.lexemes[position].opens

    def says_before(self, position: int, words: frozenset[str], reach: int) -> bool:
        """Whether one of the `words` stands before `position` in its sentence, fewer than `reach` lexemes back."""
        for at in range(position - 1, max(position - reach, -1), -1):
            if self.lower(at) in words:
                return True
            if self.opens(at):
                break
        return False

    def span(self, first: int, after: int) -> tuple[int, int]:
        """Character offsets of the lexemes from `first` up to `after`."""
        return self.lexemes[first].start, self.lexemes[after - 1].end

    def token_index(self, offset: int) -> int:
        """The index of the spaCy token that holds the character at `offset`."""
        return max(bisect_right(self._token_starts, offset) - 1, 0)

    def token(self, position: int) -> Token:
        """The spaCy token that holds the lexeme's first character."""
        token = self._tokens.get(position)
        if token is None:
            token = self._tokens[position] = self.doc[self.token_index(self.lexemes[position].start)]
        return token

    def tag(self, position: int) -> str:
        """The fine part-of-speech tag of the lexeme's token, "" outside the text."""
        return self.token(position).tag_ if 0 <= position < self.size else ""

    def position_at(self, offset: int) -> int:
        """The position of the first lexeme that starts at or after `offset`."""
        low, high = 0, self.size
        while low < high:
            middle = (low + high) // 2
            if self.lexemes[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low


def scan(text: str, openings: Iterable[int] = ()) -> list[Lexeme]:
    """The lexemes of `text`; `openings` are the offsets at which sentences start."""
    starts = set(openings)
    lexemes: list[Lexeme] = []
    behind = -1
    opens = True
    lines = "\n" in text
    for match in _LEXEME.finditer(text):
        start, end = match.span()
        if lines and start > behind and not opens:
            opens = "\n" in text[max(behind, 0) : start]
        written = match.group()
        kind = _KINDS[match.lastgroup]
        lexemes.append(Lexeme(kind, start, end, written, written.lower(), start == behind, opens or start in starts))
        behind, opens = end, False
    return lexemes
