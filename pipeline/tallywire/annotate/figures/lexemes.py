"""The scanner: a Doc's text as words, numbers and signs, finer than spaCy's tokens ("2,611km" is two)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from spacy.tokens import Doc, Token

from tallywire.annotate import document

# Every alternative is a run of characters with bounded look-ahead, so that scanning is linear.
_LEXEME = re.compile(
    r"(?P<plain>[A-Za-z]{2,}+(?![^\W\d_]|['’]))"  # a word, as most lexemes are
    r"|(?P<number>(?<![\w.])\.\d+|\d+(?:[,'’]\d{3}(?!\d)|,\d{2}(?=(?:,\d{2}){0,6},\d{3}(?!\d)))*(?:[.·]\d+)?)"
    r"|(?P<abbreviation>(?:[^\W\d_]\.){2,})"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)

_start = attrgetter("start")
_KINDS = {"number": "number", "abbreviation": "word", "word": "word", "plain": "word", "sign": "sign", None: "sign"}


class Lexeme(NamedTuple):
    """A word, number or sign. `glued`: no space stands before it; `opens`: a sentence or line starts with it."""

    kind: str
    start: int
    end: int
    text: str
    lower: str
    glued: bool
    opens: bool


#: Makes a lexeme of the tuple of its fields, without the time that naming them takes.
_lexeme = partial(tuple.__new__, Lexeme)


class _Words(dict[int, str]):
    """Words by their position; those beyond either end of the text are blank."""

    def __missing__(self, position: int) -> str:
        return ""


class _Openings(dict[int, bool]):
    """Whether a sentence or line starts at a position; beyond either end of the text one does."""

    def __missing__(self, position: int) -> bool:
        return True


class _Tokens(dict[int, Token]):
    """The spaCy tokens that hold the first characters of lexemes, each made when it is first asked for."""

    def __init__(self, doc: Doc, starts: list[int], lexemes: list[Lexeme]) -> None:
        self._doc, self._starts, self._lexemes = doc, starts, lexemes

    def __missing__(self, position: int) -> Token:
        index = bisect_right(self._starts, self._lexemes[position].start) - 1
        token = self[position] = self._doc[max(index, 0)]
        return token


class _Tags(dict[int, str]):
    """Tags by position, each read from its token when it is first asked for."""

    def __init__(self, tokens: _Tokens, size: int) -> None:
        self._tokens, self._size = tokens, size

    def __missing__(self, position: int) -> str:
        tag = self[position] = self._tokens[position].tag_ if 0 <= position < self._size else ""
        return tag


class Sheet:
    """A Doc with its lexemes; positions are indices into `lexemes`, and reading beyond either end gives blanks.

    Nothing that it holds may hold it in turn: the Doc goes when the sheet does, without the garbage collector.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = document.text(doc)
        self._token_starts = document.offsets(doc)
        self.lexemes = scan(self.text, (self._token_starts[index] for index in document.sentence_starts(doc)))
        self.size = len(self.lexemes)
        #: the lexeme at a position in lower case, "" outside the text
        self.lower: Callable[[int], str] = _Words(enumerate([lexeme.lower for lexeme in self.lexemes])).__getitem__
        openings = _Openings(dict.fromkeys(range(self.size), False))
        openings.update((at, True) for at, lexeme in enumerate(self.lexemes) if lexeme.opens)
        #: true at the start of a sentence or line, and outside the text
        self.opens: Callable[[int], bool] = openings.__getitem__
        tokens = _Tokens(doc, self._token_starts, self.lexemes)
        #: the spaCy token that holds the lexeme's first character
        self.token: Callable[[int], Token] = tokens.__getitem__
        #: the fine part-of-speech tag of that token, "" outside the text
        self.tag: Callable[[int], str] = _Tags(tokens, self.size).__getitem__

    def written(self, position: int) -> str:
        """The lexeme as written, "" outside the text."""
        return self.lexemes[position].text if 0 <= position < self.size else ""

    def kind(self, position: int) -> str:
        """`number`, `word` or `sign`; "" outside the text."""
        return self.lexemes[position].kind if 0 <= position < self.size else ""

    def glued(self, position: int) -> bool:
        """True when no space parts the lexeme from the one before."""
        return 0 < position < self.size and self.lexemes[position].glued

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

    def position_at(self, offset: int) -> int:
        """The position of the first lexeme that starts at or after `offset`."""
        return bisect_left(self.lexemes, offset, key=_start)


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
        lexemes.append(_lexeme((kind, start, end, written, written.lower(), start == behind, opens or start in starts)))
        behind, opens = end, False
    return lexemes
