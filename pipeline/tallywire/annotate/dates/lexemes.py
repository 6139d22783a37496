"""Text -> lexemes: words, numbers and marks with their offsets, each with the code of its categories.

Own lexing rather than the Doc's tokens, since tokenisers cut "mid-1970s", "Nov.1" and "2021-22" in many ways. Most
lexemes take part in no expression: they are no objects, and their offsets are found when asked for.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from tallywire.annotate.dates.vocabulary import Vocabulary

# Words of two letters or more and plain marks stand first: most lexemes are such, and none of the shapes behind is.
_LEXEME = re.compile(
    r"""[A-Za-z]{2,}+(?![^\W\d_]) | [^\W\d_]{2,}
    | [^\w\s'’‘]
    | (?<![\w./-])\d{1,4}(?P<mark>[/.])\d{1,2}(?P=mark)\d{1,4}(?![\w/])            # 03/04/2023, 3.4.2023
    | (?<![\w./-])\d{4}-\d\d-\d\d(?![\w-]) | (?<![\w./-])\d{1,2}-\d{1,2}-\d{4}(?![\w-])  # 2023-04-03
    | (?<!\w)[A-Za-z](?:\.[A-Za-z]\b)+                                             # p.m., B.C., U.S.
    | (?<!\w)['’‘]\d0s\b | \d{1,3}0['’]?s\b                                        # '90s, 1990s
    | \d{1,2}:\d\d(?::\d\d)?(?!\w)                                                 # 10:35
    | \d+(?:st|nd|rd|th)\b | (?<!\w)[QqHh][1-4]\b                                  # 1st, Q1
    | \d+(?:[.,]\d+)*
    | [^\W\d_]
    | ['’]s\b
    | \S""",
    re.VERBOSE,
)
_PIECE = re.compile(r"\S+\s*")
_STRAIGHT = str.maketrans("’‘", "''")
_DASHES = frozenset("-‐‑–—")
_CACHED = 1 << 15
_MAX_CACHED_CHARS = 40

#: Names, by the first word: (words, name), the longest first.
Names = dict[str, list[tuple[tuple[str, ...], str]]]


class _Lexeme(NamedTuple):
    start: int
    end: int
    word: str
    code: str


class Piece(NamedTuple):
    """The lexemes between two white spaces, which the characters between them decide; offsets from the piece's.

    `opens_name`: with the pieces behind it, it may be a name of several words.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    codes: str
    opens_name: bool


class Lexemes:
    """The words, numbers and marks of a text, in order.

    `words` are lower case, with straight apostrophes and no final full stop; `codes` has one character for each.
    """

    def __init__(self, pieces: Sequence[Piece], offsets: Sequence[int]) -> None:
        """`offsets` are those of the pieces in the text."""
        self._pieces, self._offsets = pieces, offsets
        self._firsts = list(accumulate([len(piece.codes) for piece in pieces], initial=0))
        self.words = list(chain.from_iterable([piece.words for piece in pieces]))
        self.codes = "".join([piece.codes for piece in pieces])

    def start(self, index: int) -> int:
        """Offset of the first character of the lexeme."""
        at = bisect_right(self._firsts, index) - 1
        return self._offsets[at] + self._pieces[at].starts[index - self._firsts[at]]

    def end(self, index: int) -> int:
        """Offset behind the last character of the lexeme."""
        at = bisect_right(self._firsts, index) - 1
        return self._offsets[at] + self._pieces[at].ends[index - self._firsts[at]]


class Lexer:
    """Cuts texts into lexemes, with the codes of one vocabulary.

    Only names run across white space, and most pieces between white spaces are met again and again.
    """

    def __init__(self, vocabulary: Vocabulary, names: Iterable[str]) -> None:
        """`names`, in lower case, are one lexeme each where the text writes them with a capital."""
        self._vocabulary = vocabulary
        self._names: Names = {}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            words = self._piece(name).words
            self._names.setdefault(words[0], []).append((words, name))
        self._longest = max((len(words) for each in self._names.values() for words, _ in each), default=1)
        self._known_piece = lru_cache(_CACHED)(self._piece)
        self._break = Piece((0,), (0,), ("",), vocabulary.special("break"), False)

    def __call__(self, text: str, breaks: Collection[int] = ()) -> Lexemes:
        """The lexemes of `text`; at the offsets `breaks`, which no expression runs across, a break lexeme."""
        cut = _PIECE.findall(text)
        pieces = [self._known_piece(raw) if len(raw) <= _MAX_CACHED_CHARS else self._piece(raw) for raw in cut]
        offsets = list(accumulate(map(len, cut), initial=len(text) - len(text.lstrip())))[: len(cut)]
        for index in [index for index, piece in enumerate(pieces) if piece.opens_name][::-1]:
            self._join_name(pieces, offsets, cut, index)
        for offset in sorted(breaks, reverse=True):
            index = bisect_left(offsets, offset)
            if index < len(offsets) and offsets[index] == offset:
                pieces.insert(index, self._break)
                offsets.insert(index, offset)
        return Lexemes(pieces, offsets)

    def _join_name(self, pieces: list[Piece], offsets: list[int], cut: list[str], index: int) -> None:
        """Make one piece of the one at `index` and those behind it that hold the rest of a name."""
        near = pieces[index : index + self._longest]
        counts = list(accumulate(len(piece.words) for piece in near))
        words = list(chain.from_iterable(piece.words for piece in near))
        last = max(first + len(self._name(words[first:])[0]) for first in range(counts[0]))
        if last > counts[0]:
            behind = index + bisect_left(counts, last) + 1
            cut[index:behind] = ["".join(cut[index:behind])]
            pieces[index:behind] = [self._piece(cut[index])]
            del offsets[index + 1 : behind]

    def _name(self, words: Sequence[str]) -> tuple[tuple[str, ...], str]:
        """The words of the name that the words open with, and the name; none and "" where there is none."""
        names = self._names.get(words[0], [])
        return next((name for name in names if tuple(words[: len(name[0])]) == name[0]), ((), ""))

    def _piece(self, raw: str) -> Piece:
        found: list[_Lexeme] = []  # from the last to the first: what follows a lexeme is settled before it
        opens_name = False
        for match in reversed(list(_LEXEME.finditer(raw))):
            lexeme, taken = self._lexeme(raw, match), 0
            if self._takes_stop(lexeme):
                taken = int(bool(found) and found[-1].word == "." and found[-1].start == lexeme.end)
            elif lexeme.word in self._names and raw[lexeme.start].isupper():
                opens_name = True
                parts, name = self._name([lexeme.word, *(other.word for other in reversed(found[-self._longest :]))])
                if parts:
                    lexeme = lexeme._replace(word=name, code=self._vocabulary.special("holiday"))
                    taken = len(parts) - 1
            if taken:
                lexeme = lexeme._replace(end=found[-taken].end)
                del found[-taken:]
            found.append(lexeme)
        starts, ends, words, codes = zip(*reversed(found), strict=True)
        return Piece(starts, ends, words, "".join(codes), opens_name)

    def _lexeme(self, raw: str, match: re.Match[str]) -> _Lexeme:
        """A lexeme as its own characters have it; a dash counts as one that joins where no space is beside it."""
        (start, end), shape = match.span(), match.group()
        if shape in _DASHES:
            joins = 0 < start < len(raw) - 1 and not raw[start - 1].isspace() and not raw[end].isspace()
            word = "-" if joins else "--"
            return _Lexeme(start, end, word, self._vocabulary.code(word, capital=False))
        if match["mark"] or "-" in shape:
            return _Lexeme(start, end, shape, self._vocabulary.special("numeric"))
        word = shape.lower() if shape.isascii() else shape.lower().translate(_STRAIGHT)
        return _Lexeme(start, end, word, self._vocabulary.code(word, shape[0].isupper()))

    def _takes_stop(self, lexeme: _Lexeme) -> bool:
        """Whether a full stop right behind belongs to the lexeme: "Nov.", "p.m.", "B.C."."""
        word = lexeme.word
        abbreviated = lexeme.code in self._vocabulary.abbreviations
        return abbreviated or word == "ca" or ("." in word and word[0].isalpha())
