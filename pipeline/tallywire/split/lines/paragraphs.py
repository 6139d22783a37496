"""Cuts a text into paragraphs: lines, with the page's hard wraps undone.

A paragraph is one line, unless its block (a run of lines without a blank one) was wrapped to the page's width; then
lines join until one is visibly short. Offsets are code points of the whole text.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tallywire.split.lines.fields import labelled

#: White space, and what is as invisible though `str.strip` keeps it: zero-width characters, the byte-order mark.
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_STRIPPED = "".join(char for char in map(chr, range(0x3001)) if char.isspace()) + _INVISIBLE
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+|\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CLOSED = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")
#: Wrapped text: lines no longer than this, of which at least this share go on in lower case.
_PAGE_WIDTH = 110
_WRAPPED_SHARE = 0.35
#: Words that a line of its own does not end with.
_LEADING = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
#: A line shorter than this share of the block's longest ends a paragraph of wrapped text.
_SHORT_LINE = 0.75
#: A shorter line before one in lower case is a label of its own.
_LABEL = 25


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its span without surrounding white space, its text, and how many blank lines stand before it.

    `mark` is the mark of a heading or of emphasis that stands before its words: "##", "**".
    """

    start: int
    end: int
    text: str
    gap: int
    mark: str = ""

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return _CLOSED.search(self.text) is not None


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of `text`, in order; what lies between them is white space."""
    found: list[Paragraph] = []
    for block in _blocks(text):
        found.extend(_unwrapped(text, block))
    return found


def _lines(text: str) -> Iterator[Paragraph]:
    gap, broken = 0, True
    for match in _LINE.finditer(text):
        piece = match.group()
        if piece.isspace() and len(piece) <= 2 and piece[0] in "\n\r\v\f\x85\u2028\u2029":
            gap += broken
            broken = True
            continue
        content = piece.strip(_STRIPPED)
        if not content:
            continue
        first, last = _bare(content)
        start = match.start() + piece.index(content) + first
        yield Paragraph(start, start + last - first, content[first:last], gap, content[:first].strip())
        gap, broken = 0, False


#: Marks of a heading, emphasis around a whole line, or the label of the text itself.
_MARKED = re.compile(
    r"#{1,4}\s+(?P<heading>\S.*)|(?P<level>={2,4})\s*(?P<title>[^\s=](?:[^=]*[^\s=])?)\s*(?P=level)|(?P<mark>\*{1,3}|_{1,2})(?P<stressed>[^\s*_](?:[^*_]*[^\s*_])?)(?P=mark)"
    r"|(?i:text|body|content|full text)\s?:\s+(?P<text>\S.{40,})",
    re.DOTALL,
)


def _bare(line: str) -> tuple[int, int]:
    """The span of a line's words, without such marks."""
    match = _MARKED.fullmatch(line)
    return match.span(match.lastgroup or 0) if match else (0, len(line))


def _blocks(text: str) -> Iterator[list[Paragraph]]:
    block: list[Paragraph] = []
    for line in _lines(text):
        if line.gap and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _unwrapped(text: str, block: list[Paragraph]) -> Iterator[Paragraph]:
    width = max(len(line.text) for line in block)
    going_on = sum(_is_broken_off(before, line) for before, line in itertools.pairwise(block))
    wrapped = width <= _PAGE_WIDTH and going_on >= max(1, _WRAPPED_SHARE * (len(block) - 1))
    current = block[0]
    for before, line in itertools.pairwise(block):
        if _breaks(before, line, width) if wrapped else not _runs_on(before, line):
            yield current
            current = line
        else:
            current = replace(current, end=line.end, text=text[current.start : line.end])
    yield current


def is_broken_off(text: str) -> bool:
    """Whether a line ends where no line of its own does: behind a word like "of"."""
    return text.rpartition(" ")[2].lower() in _LEADING


def _is_broken_off(before: Paragraph, line: Paragraph) -> bool:
    """Whether the first of two lines ends so, or before a word in lower case that is no label."""
    return (line.text[:1].islower() and not _is_field(line.text)) or is_broken_off(before.text)


def _runs_on(before: Paragraph, line: Paragraph) -> bool:
    """Whether `line` can only be the rest of the sentence before it."""
    going_on = line.text[:1].islower() and not before.closed and len(before.text) > _LABEL
    return going_on and not _is_field(line.text) and not _is_field(before.text)


#: The key of a record: "crawl_date = ", "published_at: ".
_KEY = re.compile(r"[a-z]+(?:_\w+\s?:|\w*\s=)\s")


def _is_field(text: str) -> bool:
    return labelled(text) is not None or _KEY.match(text) is not None or _SIGNED.match(text) is not None


#: Who a text is by, in lower case: "via Orbit Weekly".
_SIGNED = re.compile(r"(?:by|via) [A-Z]")


def _breaks(before: Paragraph, line: Paragraph, width: int) -> bool:
    """Whether a new paragraph begins with `line` in a wrapped block."""
    return len(before.text) < _SHORT_LINE * width and not _is_broken_off(before, line)
