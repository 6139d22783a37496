"""Candidate boundaries: the places at which a story could open, each with the header that would be its own.

Between two stretches of running text stands an *interlude* of headings, bylines, dates and furniture (or nothing but
white space). Each gives at most one opening: the title chosen among its headings, or its first header line, or the
text that follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tallywire.split.heads.titles import choose, is_page_line
from tallywire.split.lines.datelines import dateline
from tallywire.split.lines.kinds import HEADER, TEXT, Kind, Marked, is_title_case
from tallywire.split.lines.paragraphs import is_broken_off

#: A standfirst between a title and its byline: at most so many paragraphs and characters of text.
STANDFIRST_PARAGRAPHS = 3
STANDFIRST_CHARS = 700
#: The words of the longest heading that is more likely a subheading.
SUBHEAD_WORDS = 4


@dataclass(frozen=True, slots=True)
class Opening:
    """A place where a story could open; all numbers index the marked paragraphs.

    `interlude` is where what is not text begins, `first` the story's first paragraph, `title` its title's lines (a
    range, empty without one), `body` the first text (the count of paragraphs when none follows), `date_heading` a date
    that stands above the title, `header` the byline, date and publisher lines.
    """

    interlude: int
    first: int
    title: range
    body: int
    date_heading: int | None = None
    header: tuple[int, ...] = field(default=())

    def shifted(self, by: int) -> "Opening":
        """The opening with all numbers raised by `by`."""
        return Opening(
            self.interlude + by,
            self.first + by,
            range(self.title.start + by, self.title.stop + by),
            self.body + by,
            None if self.date_heading is None else self.date_heading + by,
            tuple(i + by for i in self.header),
        )


def openings(marked: Sequence[Marked]) -> list[Opening]:
    """All openings, in order. The first is the dump's own beginning."""
    found: list[Opening] = []
    i = 0
    while i < len(marked):
        begin = i
        while i < len(marked) and marked[i].kind not in TEXT:
            i += 1
        if i < len(marked) and (begin < i or _could_open(marked, i)):
            found.append(opening_at(marked, begin, i))
        i += 1
    return found or _without_text(marked)


def _without_text(marked: Sequence[Marked]) -> list[Opening]:
    """The one opening of a dump that holds nothing but headings, header lines and furniture."""
    if not marked:
        return []
    opening = opening_at(marked, 0, len(marked))
    return [opening if opening.first < len(marked) else replace(opening, first=0)]


def _could_open(marked: Sequence[Marked], i: int) -> bool:
    """Whether text that follows text directly could open a story: after a blank line, or with a dateline."""
    return i == 0 or marked[i].paragraph.gap > 0 or dateline(marked[i].text) is not None


def opening_at(marked: Sequence[Marked], begin: int, body: int) -> Opening:
    """The opening of a story whose header begins at `begin` at the earliest, and whose text is at `body`."""
    after_close = _after_close(marked, begin, body)
    title = _title(marked, after_close, body)
    date_heading = _date_heading(marked, after_close, title.start if title else body)
    top = title.stop if title else after_close if date_heading is None else date_heading + 1
    header = [i for i in range(top, body) if marked[i].kind in HEADER]
    if title and not header:
        header = _below_standfirst(marked, body)
    first = title.start if title else (header[0] if header else body)
    if begin == body:
        first = body
    return Opening(begin, first, title, body, date_heading, tuple(header))


def _after_close(marked: Sequence[Marked], begin: int, body: int) -> int:
    """The first paragraph after the lines that close the story before (credits, an end mark, captions)."""
    closing: frozenset[Kind] = frozenset({"credit", "end_mark"})
    if begin == 0:
        return 0
    last = max((i for i in range(begin, body) if marked[i].kind in closing), default=begin - 1)
    return last + 1


def _date_heading(marked: Sequence[Marked], begin: int, end: int) -> int | None:
    """The last date above the title, or above the first heading or byline where there is none."""
    found = None
    for i in range(begin, end):
        if marked[i].kind == "date":
            found = i
        elif marked[i].kind == "byline" or (marked[i].kind == "publisher" and found is not None):
            break
    return found


def _goes_on(before: Marked, line: Marked) -> bool:
    """Whether a heading is the rest of the one right above it."""
    if line.paragraph.gap or line.line or before.line:
        return False
    if line.text[:1].islower() or is_broken_off(before.text):
        return True
    return is_title_case(before.text) and is_title_case(line.text)


def _below_standfirst(marked: Sequence[Marked], body: int) -> list[int]:
    """Byline, date and publisher lines that stand below a short standfirst, with more text below them."""
    text_chars, texts, i = 0, 0, body
    while i < len(marked) and marked[i].kind != "heading":
        if marked[i].kind in HEADER:
            end = _interlude_end(marked, i)
            if end == len(marked) or marked[end].kind == "heading":
                break
            return [j for j in range(i, end) if marked[j].kind in HEADER]
        if marked[i].kind in TEXT:
            texts, text_chars = texts + 1, text_chars + len(marked[i].text)
            if texts > STANDFIRST_PARAGRAPHS or text_chars > STANDFIRST_CHARS:
                break
        i += 1
    return []


def _interlude_end(marked: Sequence[Marked], i: int) -> int:
    while i < len(marked) and marked[i].kind not in TEXT and marked[i].kind != "heading":
        i += 1
    return i


def _title(marked: Sequence[Marked], begin: int, body: int) -> range:
    """The lines of the title among the headings of an interlude; an empty range without headings.

    Adjacent heading lines are one group. Of several groups the first is the title, unless it is as short as a
    subheading and a later one is not, or three or more make it a list of links, of which the last is next to the story.
    """
    groups: list[range] = []
    for i in range(begin, body):
        if marked[i].kind != "heading" or is_page_line(marked[i].text):
            continue
        if groups and groups[-1].stop == i and _goes_on(marked[i - 1], marked[i]):
            groups[-1] = range(groups[-1].start, i + 1)
        else:
            groups.append(range(i, i + 1))
    if not groups:
        return range(0)
    chosen = choose(marked, groups, body) if len(groups) > 1 or begin == 0 else groups[0]
    return chosen or range(0)
