"""Makes the stories of a dump: spans from the boundaries, headers and dates from the text and the input's metadata."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise, takewhile
from pathlib import PurePath

from tallywire.records import PAGE, Dump, Evidence, Metadata, Story, digest
from tallywire.split.cuts.boundaries import Boundary, boundaries, first_boundary
from tallywire.split.cuts.openings import Opening
from tallywire.split.cuts.shapes import is_prose
from tallywire.split.cuts.tails import without_tail
from tallywire.split.days.digits import digit_order
from tallywire.split.days.publication import Publication, Undated, publications
from tallywire.split.days.regions import Page, notice_year, page_lines, page_top
from tallywire.split.days.shared import Told
from tallywire.split.heads.headers import Found, Parts, read_byline, read_dateline, read_title
from tallywire.split.heads.published_by import publishers_of
from tallywire.split.heads.surroundings import Surroundings, surroundings
from tallywire.split.lines.kinds import TEXT, Kind, Marked, is_worded, mark
from tallywire.split.lines.mentions import is_day
from tallywire.split.lines.paragraphs import paragraphs

#: What is left out where it ends a story: the page's own words, and headings that nothing follows.
_TRAILING: frozenset[Kind] = frozenset(
    {"furniture", "rule", "counter", "label", "end_mark", "date", "heading", "time", "publisher", "byline", "place"}
)

#: Lines that a page adds to a story: their figures are none of its claims, wherever they stand in it.
_PAGE: frozenset[Kind] = frozenset({"furniture", "counter", "time", "end_mark", "date", "publisher", "place", "label"})
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|half)\b",
    re.I,
)

#: How many paragraphs above the first story's title may be of its header.
_ABOVE = 4


def _is_pages(item: Marked) -> bool:
    """Whether a line is the page's by its words; a fragment of a list or table is the story's."""
    return item.kind in _PAGE and (item.kind != "furniture" or is_worded(item.text, "furniture"))


def split_text(text: str) -> list[Story]:
    """The stories of a text, in order; their source is "text"."""
    return split_dump(Dump(digest(text), "text", text))


def split_dump(dump: Dump, as_of: date | None = None) -> list[Story]:
    """The stories of a dump, in order; none when it holds nothing but white space.

    Each story's `text` is `dump.text[start:end]`; offsets are code points. `as_of` bounds inferred dates from above.
    """
    marked = mark(paragraphs(dump.text))
    cuts = list(_whole(marked) if dump.one_story else _cut(marked))
    metadata = dump.metadata
    if len(cuts) > 1:
        metadata = Metadata(publisher=metadata.publisher, url=metadata.url)
    told = [(Parts(cut.story, cut.title, cut.above), cut.around) for cut in cuts]
    published_by = publishers_of(told, _page(marked, cuts), metadata)
    headers = [_header(cut, publisher, metadata) for cut, publisher in zip(cuts, published_by, strict=True)]
    undated = [_undated(dump, cut, header) for cut, header in zip(cuts, headers, strict=True)]
    dates = publications(undated, metadata, as_of, _masthead(marked, cuts))
    return [_story(dump, index, *drafted) for index, drafted in enumerate(zip(cuts, headers, dates, strict=True))]


def outside(dump: Dump, stories: Sequence[Story]) -> list[tuple[int, int]]:
    """The spans of `dump.text` that no story holds, without surrounding white space: the page's furniture."""
    spans, at = [], 0
    for start, end in [(story.start, story.end) for story in stories] + [(len(dump.text), len(dump.text))]:
        rest = dump.text[at:start]
        if rest.strip():
            lead = len(rest) - len(rest.lstrip())
            spans.append((at + lead, at + lead + len(rest.strip())))
        at = end
    return spans


@dataclass(frozen=True, slots=True)
class _Cut:
    """A story's paragraphs, what stands above the first, its title, its boundary, and the date heading above it.

    `around` is the page around it: what other stories do not hold.
    """

    story: Sequence[Marked]
    above: Sequence[Marked]
    title: Sequence[Marked]
    boundary: Boundary
    heading: Marked | None
    around: Surroundings
    told: Told
    page: Page

    @property
    def span(self) -> tuple[int, int]:
        return self.story[0].paragraph.start, self.story[-1].paragraph.end


@dataclass(frozen=True, slots=True)
class _Header:
    parts: Parts
    title: Found | None
    byline: Found | None
    dateline: Found | None
    publisher: Found | None

    @property
    def publisher_name(self) -> str | None:
        return self.publisher.value if self.publisher else None


def _cut(marked: Sequence[Marked]) -> Iterator[_Cut]:
    """The stories that the boundaries make, without what trails behind them."""
    found = boundaries(marked)
    stops = [b.opening.first if b.start is None else b.start for b in found[1:]] + [len(marked)]
    tops = [0, *(page_top(marked, b.opening) if b.start is None else b.start for b in found[1:]), len(marked)]
    before = 0
    for boundary, after, page in zip(found, stops, pairwise(tops), strict=False):
        first, last = boundary.opening.first, after if boundary.stop is None else boundary.stop
        stop = without_tail(marked, range(boundary.opening.body, last)).stop
        least = max(first + 1, boundary.opening.title.stop)
        while stop > least and marked[stop - 1].kind in _TRAILING:
            stop -= 1
        top = before if boundary.start is None else boundary.start
        yield _make_cut(marked, boundary, range(first, stop), range(top, after), range(*page))
        before = stop


def _whole(marked: Sequence[Marked]) -> Iterator[_Cut]:
    """The one story of a dump that is a single article: all of it."""
    for boundary in first_boundary(marked):
        yield _make_cut(marked, boundary, *[range(len(marked))] * 3)


def _page(marked: Sequence[Marked], cuts: Sequence[_Cut]) -> Surroundings:
    """What stands above the first story and below the last."""
    if not cuts:
        return Surroundings()
    start, end = cuts[0].span[0], cuts[-1].span[1]
    above = [item for item in marked if item.paragraph.end <= start and item not in cuts[0].title]
    return surroundings(above, (), (), [item for item in marked if item.paragraph.start >= end])


def _make_cut(marked: Sequence[Marked], boundary: Boundary, span: range, room: range, page: range) -> _Cut:
    """The cut of the paragraphs `span`; `room` goes from the story before to the story behind, `page` is its."""
    opening: Opening = boundary.opening
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
    return _Cut(story, above, title, boundary, heading, around, told, own)


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


def _masthead(marked: Sequence[Marked], cuts: Sequence[_Cut]) -> Sequence[Marked]:
    """The lines above the dump's first story."""
    if not cuts:
        return ()
    boundary = cuts[0].boundary
    return marked[: boundary.opening.first if boundary.start is None else boundary.start]


def _above(marked: Sequence[Marked], boundary: Boundary, first: int) -> Sequence[Marked]:
    """What stands above a story's first paragraph and is of its header: its record's lines, else those of the dump."""
    if boundary.start is not None:
        return marked[boundary.start : first]
    return () if boundary.cues else marked[max(0, first - _ABOVE) : first]


def _header(cut: _Cut, publisher: Found | None, metadata: Metadata) -> _Header:
    parts = Parts(cut.story, cut.title, cut.above)
    return _Header(
        parts,
        read_title(parts, metadata, publisher.value if publisher else None),
        read_byline(parts, metadata),
        read_dateline(parts),
        publisher,
    )


def _undated(dump: Dump, cut: _Cut, header: _Header) -> Undated:
    order = digit_order(header.parts, header.publisher_name, dump.metadata.url)
    lines = list(page_lines(cut.page, dump.text))
    return Undated(header.parts, lines, cut.heading, order, cut.told, notice_year(cut.page))


def _story(dump: Dump, index: int, cut: _Cut, header: _Header, publication: Publication) -> Story:
    start, end = cut.span
    return Story(
        story_id=digest(dump.dump_id, PurePath(dump.source).name, str(start), str(end)),
        source=dump.source,
        dump_id=dump.dump_id,
        story_index=index,
        start=start,
        end=end,
        title=header.title.value if header.title else None,
        byline=header.byline.value if header.byline else None,
        dateline=header.dateline.value if header.dateline else None,
        publisher=header.publisher_name,
        url=dump.metadata.url,
        published=publication.dated.day if publication.dated else None,
        published_basis=publication.basis,
        text=dump.text[start:end],
        evidence=tuple(_evidence(cut, header, publication)),
        published_candidates=tuple(dict.fromkeys(reason.candidate(dump.text) for reason in publication.reasons)),
    )


def _evidence(cut: _Cut, header: _Header, publication: Publication) -> Iterator[Evidence]:
    """Why each field has its value; offsets in the story's text, 0 for words that stand outside it."""
    start, end = cut.span
    found = {"title": header.title, "byline": header.byline, "dateline": header.dateline, "publisher": header.publisher}
    reasons = [one.evidence(name) for name, one in found.items() if one]
    reasons += [publication.dated.evidence] if publication.dated else []
    for reason in reasons:
        inside = start <= reason.start < reason.end <= end
        yield reason.shifted(-start) if inside else replace(reason, start=0, end=0)
    for item in cut.story:
        if _is_pages(item) and item not in cut.title and _FIGURE.search(item.text):
            yield Evidence(PAGE, item.kind, item.paragraph.start - start, item.paragraph.end - start)
    first = cut.story[0].paragraph
    lead = next((item.paragraph for item in cut.story if item.kind in TEXT), first)
    words = {"header": first, "bare": first, "lead": lead}
    if not cut.boundary.cues:
        yield Evidence("boundary", "dump.first", 0, 0)
    for cue, _ in cut.boundary.cues:
        where = words.get(cue.partition(".")[0])
        yield (
            Evidence("boundary", cue, where.start - start, where.end - start)
            if where
            else Evidence("boundary", cue, 0, 0)
        )
