"""Text -> lexemes: words, numbers and marks with their offsets, each with the code of its categories.

Own lexing rather than the Doc's tokens, since tokenisers cut "mid-1970s", "Nov.1" and "2021-22" in many ways. A text's
lexemes are parallel lists, not objects: most of them take part in no expression.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from tallywire.annotate.dates.vocabulary import Vocabulary

# Words of two letters or more and plain marks stand first: most lexemes are such, and none of the shapes behind is.
_LEXEME = re.compile(
    r"""( [A-Za-z]{2,}+(?![^\W\d_]) | [^\W\d_]{2,}
    | [^\w\s'’‘]
    | (?<![\w./-])\d{1,4}([/.])\d{1,2}\2\d{1,4}(?![\w/])                         # 03/04/2023, 3.4.2023
    | (?<![\w./-])\d{4}-\d\d-\d\d(?![\w-]) | (?<![\w./-])\d{1,2}-\d{1,2}-\d{4}(?![\w-])  # 2023-04-03
    | (?<!\w)[A-Za-z](?:\.[A-Za-z]\b)+                                             # p.m., B.C., U.S.
    | (?<!\w)['’‘]\d0s\b | \d{1,3}0['’]?s\b                                        # '90s, 1990s
    | \d{1,2}:\d\d(?::\d\d)?(?!\w)                                                 # 10:35
    | \d+(?:st|nd|rd|th)\b | (?<!\w)[QqHh][1-4]\b                                  # 1st, Q1
    | \d+(?:[.,]\d+)*
    | [^\W\d_]
    | ['’]s\b
    | \S ) (\s*)""",
    re.VERBOSE,
)
_STRAIGHT = str.maketrans("’‘", "''")
_DASHES = frozenset("-‐‑–—")
_CACHED = 1 << 15

#: Names of more than one word, by the first: (words, name), the longest first.
Names = dict[str, list[tuple[tuple[str, ...], str]]]


class Lexemes(NamedTuple):
    """The words, numbers and marks of a text, in order.

    `words` are lower case, with straight apostrophes and no final full stop; `starts` and `ends` are their offsets.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    codes: list[str]

    def merge(self, first: int, last: int, word: str, code: str) -> None:
        """Make one lexeme of those from `first` up to and without `last`."""
        self.ends[first] = self.ends[last - 1]
        self.words[first], self.codes[first] = word, code
        del self.starts[first + 1 : last], self.ends[first + 1 : last]
        del self.words[first + 1 : last], self.codes[first + 1 : last]


class _Shape(NamedTuple):
    """What a lexeme's characters alone decide; `is_special`: what stands around it may change that."""

    word: str
    code: str
    is_special: bool


class Lexer:
    """Cuts texts into lexemes, with the codes of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, names: Iterable[str]) -> None:
        """`names`, in lower case, are one lexeme each where the text writes them with a capital."""
        self._vocabulary = vocabulary
        self._names: Names = {}
        self._shape = lru_cache(_CACHED)(self._shape_of)
        for name in sorted(names, key=lambda name: (-len(name), name)):
            words = tuple(self(name).words)
            self._names.setdefault(words[0], []).append((words, name))
        self._shape.cache_clear()

    def __call__(self, text: str, breaks: Collection[int] = ()) -> Lexemes:
        """The lexemes of `text`; at the offsets `breaks`, which no expression runs across, a break lexeme."""
        found = _LEXEME.findall(text)
        raws = [raw for raw, _, _ in found]
        sizes = [len(raw) + len(space) for raw, _, space in found]
        starts = list(accumulate(sizes[:-1], initial=len(text) - len(text.lstrip())))[: len(raws)]
        shapes = list(map(self._shape, raws))
        for index in [index for index, (_, separator, _) in enumerate(found) if separator]:
            shapes[index] = self._numeric(raws[index])
        for offset in sorted(breaks, reverse=True):
            index = bisect_left(starts, offset)
            if index < len(starts) and starts[index] == offset:
                starts.insert(index, offset)
                raws.insert(index, "")
                shapes.insert(index, _Shape("", self._vocabulary.special("break"), False))
        ends = [start + len(raw) for start, raw in zip(starts, raws, strict=True)]
        lexemes = Lexemes(starts, ends, [shape.word for shape in shapes], [shape.code for shape in shapes])
        for index in [index for index, shape in enumerate(shapes) if shape.is_special][::-1]:
            self._settle(lexemes, index, text)
        return lexemes

    def _numeric(self, raw: str) -> _Shape:
        return _Shape(raw, self._vocabulary.special("numeric"), False)

    def _shape_of(self, raw: str) -> _Shape:
        if raw in _DASHES:
            return _Shape("-", self._vocabulary.code("-", capital=False), True)
        if "-" in raw:
            return self._numeric(raw)
        word = raw.lower() if raw.isascii() else raw.lower().translate(_STRAIGHT)
        code = self._vocabulary.code(word, raw[0].isupper())
        return _Shape(word, code, self._takes_stop(word, code) or (word in self._names and raw[0].isupper()))

    def _takes_stop(self, word: str, code: str) -> bool:
        """Whether a full stop right behind belongs to the lexeme: "Nov.", "p.m.", "B.C."."""
        return code in self._vocabulary.abbreviations or word == "ca" or ("." in word and word[0].isalpha())

    def _settle(self, lexemes: Lexemes, index: int, text: str) -> None:
        """Let what stands around a lexeme decide: dashes between spaces, full stops that are its own, whole names."""
        starts, ends, words, codes = lexemes
        word = words[index]
        if word == "-":
            if not _glued(text, starts[index]):
                words[index], codes[index] = "--", self._vocabulary.code("--", capital=False)
        elif self._takes_stop(word, codes[index]):
            if words[index + 1 : index + 2] == ["."] and starts[index + 1] == ends[index]:
                lexemes.merge(index, index + 2, word, codes[index])
        else:
            for name_words, name in self._names[word]:
                if tuple(words[index : index + len(name_words)]) == name_words:
                    lexemes.merge(index, index + len(name_words), name, self._vocabulary.special("holiday"))
                    break


def _glued(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and not text[at - 1].isspace() and not text[at + 1].isspace()
