"""Cuts a dump's paragraphs into stories: where each ends, what stands around it, and what dates it in its dump."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from tallywire.split.cuts.boundaries import Boundary, boundaries, first_boundary
from tallywire.split.cuts.openings import Opening
from tallywire.split.cuts.shapes import is_prose
from tallywire.split.cuts.tails import without_tail
from tallywire.split.days.regions import Page, page_top
from tallywire.split.days.shared import Told
from tallywire.split.heads.headers import Parts
from tallywire.split.heads.surroundings import Surroundings, surroundings
from tallywire.split.lines.kinds import Kind, Marked
from tallywire.split.lines.mentions import is_day

#: What is left out where it ends a story: the page's own words, and headings that nothing follows.
_TRAILING: frozenset[Kind] = frozenset(
    {"furniture", "rule", "counter", "label", "end_mark", "date", "heading", "time", "publisher", "byline", "place"}
)

#: How many paragraphs above the first story's title may be of its header.
_ABOVE = 4


@dataclass(frozen=True, slots=True)
class Cut:
    """A story before its fields are read: its paragraphs, its boundary, and the date heading above it.

    `around` and `page` are the page around it, what other stories do not hold; `told` is what dates it in its dump.
    """

    parts: Parts
    boundary: Boundary
    heading: Marked | None
    around: Surroundings
    told: Told
    page: Page

    @property
    def span(self) -> tuple[int, int]:
        """Where the story begins and ends in the dump's text."""
        return self.parts.story[0].paragraph.start, self.parts.story[-1].paragraph.end


def cut_up(marked: Sequence[Marked]) -> Iterator[Cut]:
    """The stories that the boundaries make, without what trails behind them."""
    found = boundaries(marked)
    if not found:
        return
    stops = [b.opening.first if b.start is None else b.start for b in found[1:]] + [len(marked)]
    tops = [0, *(page_top(marked, b.opening) if b.start is None else b.start for b in found[1:]), len(marked)]
    before = 0
    for boundary, after, page in zip(found, stops, pairwise(tops), strict=True):
        first, last = boundary.opening.first, after if boundary.stop is None else boundary.stop
        stop = without_tail(marked, range(boundary.opening.body, last)).stop
        least = max(first + 1, boundary.opening.title.stop)
        while stop > least and marked[stop - 1].kind in _TRAILING:
            stop -= 1
        top = before if boundary.start is None else boundary.start
        yield _make_cut(marked, boundary, range(first, stop), range(top, after), range(*page))
        before = stop


def whole(marked: Sequence[Marked]) -> Iterator[Cut]:
    """The one story of a dump that is a single article: all of it."""
    for boundary in first_boundary(marked):
        yield _make_cut(marked, boundary, *[range(len(marked))] * 3)


def page_of(marked: Sequence[Marked], cuts: Sequence[Cut]) -> Surroundings:
    """What stands above the first story and below the last."""
    if not cuts:
        return Surroundings()
    start, end = cuts[0].span[0], cuts[-1].span[1]
    above = [item for item in marked if item.paragraph.end <= start and item not in cuts[0].parts.title]
    return surroundings(above, (), (), [item for item in marked if item.paragraph.start >= end])


def masthead_of(marked: Sequence[Marked], cuts: Sequence[Cut]) -> Sequence[Marked]:
    """The lines above the dump's first story."""
    if not cuts:
        return ()
    boundary = cuts[0].boundary
    return marked[: boundary.opening.first if boundary.start is None else boundary.start]


def _make_cut(marked: Sequence[Marked], boundary: Boundary, span: range, room: range, page: range) -> Cut:
    """The cut of the paragraphs `span`; `room` goes from the story before to the story behind, `page` is its."""
    opening = boundary.opening
    heading = _date_heading(marked, opening)
    above = _above(marked, boundary, span.start)
    title = [marked[i] for i in opening.title]
    top = opening.title.start if title else span.start
    around = surroundings(
        marked[room.start : top], title, marked[span.start : span.stop], marked[span.stop : room.stop]
    )
    head = marked[boundary.start : opening.body] if boundary.start is not None else ()
    tail = _tail(marked, boundary, range(span.stop, room.stop))
    lead = marked[opening.body] if opening.body < len(marked) else None
    day = heading if heading and is_day(heading.text) else _day_above(marked[room.start : top])
    told = Told(head, tail, day, lead)
    story = marked[span.start : span.stop]
    own = Page(marked[page.start : span.start], story, marked[span.stop : max(span.stop, page.stop)], title)
    return Cut(Parts(story, title, above), boundary, heading, around, told, own)


def _tail(marked: Sequence[Marked], boundary: Boundary, below: range) -> Sequence[Marked]:
    """A story's last lines: all behind its record's text, else those that hang on the text."""
    if boundary.start is None:
        return list(takewhile(lambda item: not item.paragraph.gap, marked[below.start : below.stop]))
    last = next(
        (i for i in range(below.stop - 1, boundary.opening.body, -1) if is_prose(marked[i])), boundary.opening.body
    )
    return marked[last + 1 : below.stop]


def _date_heading(marked: Sequence[Marked], opening: Opening) -> Marked | None:
    """The date above the title, unless it hangs on the text above it: then it is the story's before."""
    at = opening.date_heading
    if at is None:
        return None
    apart = (at + 1 < len(marked) and marked[at + 1].paragraph.gap > 0) or marked[at].text[0] in _SIGNED
    hangs = apart and not marked[at].paragraph.gap
    return None if hangs and opening.interlude > 0 else marked[at]


#: What opens the line that signs the text above it.
_SIGNED = "—–-([~"


def _day_above(lines: Sequence[Marked]) -> Marked | None:
    """The last line above a title that is nothing but a day, set in a rule or not."""
    return next((item for item in reversed(lines) if is_day(item.text)), None)


def _above(marked: Sequence[Marked], boundary: Boundary, first: int) -> Sequence[Marked]:
    """What stands above a story's first paragraph and is of its header: its record's lines, else those of the dump."""
    if boundary.start is not None:
        return marked[boundary.start : first]
    return () if boundary.cues else marked[max(0, first - _ABOVE) : first]
