"""Text -> lexemes: words, numbers and marks with their offsets, each with the code of its categories.

Own lexing rather than the Doc's tokens, since tokenisers cut "mid-1970s", "Nov.1" and "2021-22" in many ways. A text's
lexemes are parallel lists, not objects: most of them take part in no expression.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tallywire.annotate.dates.vocabulary import Vocabulary

# Words of two letters or more and plain marks stand first: most lexemes are such, and none of the shapes behind is.
_LEXEME = re.compile(
    r"""( [^\W\d_]{2,}
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
    | \S ) \s*""",
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

    def add(self, start: int, end: int, word: str, code: str) -> None:
        """Append one lexeme."""
        self.starts.append(start)
        self.ends.append(end)
        self.words.append(word)
        self.codes.append(code)

    def extend(self, other: "Lexemes", first: int, last: int) -> None:
        """Append those of `other` from `first` up to and without `last`."""
        self.starts.extend(other.starts[first:last])
        self.ends.extend(other.ends[first:last])
        self.words.extend(other.words[first:last])
        self.codes.extend(other.codes[first:last])


class _Shape(NamedTuple):
    """What a lexeme's characters alone decide."""

    word: str
    code: str
    takes_stop: bool
    opens_name: bool


class Lexer:
    """Cuts texts into lexemes, with the codes of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, names: Iterable[str]) -> None:
        """`names`, in lower case, are one lexeme each where the text writes them with a capital."""
        self._vocabulary = vocabulary
        self._numeric = vocabulary.special("numeric")
        self._names: Names = {}
        self._shape = lru_cache(_CACHED)(self._shape_of)
        for name in sorted(names, key=lambda name: (-len(name), name)):
            words = tuple(self(name).words)
            self._names.setdefault(words[0], []).append((words, name))
        self._shape.cache_clear()

    def __call__(self, text: str, breaks: Collection[int] = ()) -> Lexemes:
        """The lexemes of `text`; at the offsets `breaks`, which no expression runs across, a break lexeme."""
        found = Lexemes([], [], [], [])
        starts, ends, words, codes = found
        openers: list[int] = []
        stop_at = -1  # where a full stop belongs to the lexeme in front
        for match in _LEXEME.finditer(text):
            raw, separator = match.groups()
            start = match.start()
            if start in breaks:
                found.add(start, start, "", self._vocabulary.special("break"))
            elif start == stop_at and raw == ".":
                ends[-1] = stop_at = start + 1
                continue
            shown = "--" if raw in _DASHES and not _glued(text, start) else raw
            word, code, takes_stop, opens_name = self._shape(shown)
            if opens_name:
                openers.append(len(words))
            starts.append(start)
            ends.append(end := start + len(raw))
            words.append(word)
            codes.append(self._numeric if separator else code)
            if takes_stop:
                stop_at = end
        return self._merged(found, openers) if openers else found

    def _shape_of(self, raw: str) -> _Shape:
        word = raw.lower().translate(_STRAIGHT)
        if raw in _DASHES:
            word = "-"
        numeric = "-" in raw and raw[0].isdigit()
        code = self._numeric if numeric else self._vocabulary.code(word, raw[0].isupper())
        takes_stop = code in self._vocabulary.abbreviations or ("." in word and word[0].isalpha())
        return _Shape(word, code, takes_stop, word in self._names and raw[0].isupper())

    def _merged(self, lexemes: Lexemes, openers: Sequence[int]) -> Lexemes:
        """`lexemes` with each run of words that is a name as one lexeme, its word the name as the lexicon has it."""
        merged, done = Lexemes([], [], [], []), 0
        for position in openers:
            for words, name in self._names[lexemes.words[position]]:
                behind = position + len(words)
                if position >= done and tuple(lexemes.words[position:behind]) == words:
                    merged.extend(lexemes, done, position)
                    start, end = lexemes.starts[position], lexemes.ends[behind - 1]
                    merged.add(start, end, name, self._vocabulary.special("holiday"))
                    done = behind
                    break
        merged.extend(lexemes, done, len(lexemes.words))
        return merged


def _glued(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and not text[at - 1].isspace() and not text[at + 1].isspace()
