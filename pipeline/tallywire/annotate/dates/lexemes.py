"""Text -> lexemes: words, numbers and marks with their offsets, each with the code of its categories.

Own lexing rather than the Doc's tokens, since tokenisers cut "mid-1970s", "Nov.1" and "2021-22" in many ways.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tallywire.annotate.dates.vocabulary import Vocabulary

_LEXEME = re.compile(
    r"""(?<![\w./-])\d{1,4}([/.])\d{1,2}\1\d{1,4}(?![\w/])                         # 03/04/2023, 3.4.2023
    | (?<![\w./-])\d{4}-\d\d-\d\d(?![\w-]) | (?<![\w./-])\d{1,2}-\d{1,2}-\d{4}(?![\w-])  # 2023-04-03
    | (?<!\w)[A-Za-z](?:\.[A-Za-z]\b)+                                             # p.m., B.C., U.S.
    | (?<!\w)['’‘]\d0s\b | \d{1,3}0['’]?s\b                                        # '90s, 1990s
    | \d{1,2}:\d\d(?::\d\d)?(?!\w)                                                 # 10:35
    | \d+(?:st|nd|rd|th)\b | (?<!\w)[QqHh][1-4]\b                                  # 1st, Q1
    | \d+(?:[.,]\d+)*
    | [^\W\d_]+
    | ['’]s\b
    | \S""",
    re.VERBOSE,
)
_STRAIGHT = str.maketrans("’‘", "''")
_DASHES = frozenset("-‐‑–—")


class Lexeme(NamedTuple):
    """A word, number or mark at `start:end`; `word` is lower case, with straight apostrophes and no final full stop."""

    start: int
    end: int
    word: str
    code: str


def lex(text: str, vocabulary: Vocabulary, breaks: frozenset[int]) -> list[Lexeme]:
    """The lexemes of `text`, in order; at the offsets `breaks`, which no expression runs across, a break lexeme."""
    found: list[Lexeme] = []
    for match in _LEXEME.finditer(text):
        start, end = match.span()
        if start in breaks:
            found.append(Lexeme(start, start, "", vocabulary.special("break")))
        raw = match.group()
        word = raw.lower().translate(_STRAIGHT)
        if match.group(1) or _is_numeric_date(raw):
            code = vocabulary.special("numeric")
        elif raw in _DASHES:
            word = "-" if _glued(text, start) else "--"
            code = vocabulary.code(word, capital=False)
        else:
            code = vocabulary.code(word, capital=raw[0].isupper())
        if found and raw == "." and found[-1].end == start and _takes_stop(found[-1], vocabulary):
            found[-1] = found[-1]._replace(end=end)
            continue
        found.append(Lexeme(start, end, word, code))
    return found


def _is_numeric_date(raw: str) -> bool:
    return "-" in raw and len(raw) > 1


def _glued(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and not text[at - 1].isspace() and not text[at + 1].isspace()


def _takes_stop(last: Lexeme, vocabulary: Vocabulary) -> bool:
    """Whether a full stop right behind `last` belongs to it: "Nov.", "p.m.", "B.C."."""
    return last.code in vocabulary.abbreviations or ("." in last.word and last.word[0].isalpha())


Names = dict[str, list[tuple[tuple[str, ...], str]]]


def merge_names(lexemes: Sequence[Lexeme], text: str, names: Names, code: str) -> list[Lexeme]:
    """`lexemes` with each run of words that is a name as one lexeme of `code`, its word the name as the lexicon has it.

    `names` are (words, name) by first word, the longest first.
    """
    merged: list[Lexeme] = []
    position = 0
    while position < len(lexemes):
        lexeme = lexemes[position]
        size = 1
        if lexeme.word in names and text[lexeme.start].isupper():
            for words, name in names[lexeme.word]:
                if tuple(item.word for item in lexemes[position : position + len(words)]) == words:
                    size = len(words)
                    lexeme = Lexeme(lexeme.start, lexemes[position + size - 1].end, name, code)
                    break
        merged.append(lexeme)
        position += size
    return merged
