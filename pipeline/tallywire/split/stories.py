"""Makes the stories of a dump: cuts them out, and reads their headers and dates from text and metadata."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from tallywire.records import PAGE, Dump, Evidence, Metadata, Story, digest
from tallywire.split.cutting import Cut, cut_up, masthead_of, page_of, whole
from tallywire.split.days.digits import digit_order
from tallywire.split.days.publication import Publication, Undated, publications
from tallywire.split.days.regions import notice_year, page_lines
from tallywire.split.heads.headers import Found, Parts, read_byline, read_dateline, read_title
from tallywire.split.heads.published_by import publishers_of
from tallywire.split.lines.kinds import TEXT, Kind, Marked, is_worded, mark
from tallywire.split.lines.paragraphs import paragraphs

#: Lines that a page adds to a story: their figures are none of its claims, wherever they stand in it.
_PAGE: frozenset[Kind] = frozenset({"furniture", "counter", "time", "end_mark", "date", "publisher", "place", "label"})
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|half)\b",
    re.I,
)


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
    cuts = list(whole(marked) if dump.one_story else cut_up(marked))
    metadata = dump.metadata
    if len(cuts) > 1:
        metadata = Metadata(publisher=metadata.publisher, url=metadata.url)
    published_by = publishers_of([(one.parts, one.around) for one in cuts], page_of(marked, cuts), metadata)
    headers = [_header(one.parts, publisher, metadata) for one, publisher in zip(cuts, published_by, strict=True)]
    undated = [_undated(dump, one, header) for one, header in zip(cuts, headers, strict=True)]
    dates = publications(undated, metadata, as_of, masthead_of(marked, cuts))
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
class _Header:
    title: Found | None
    byline: Found | None
    dateline: Found | None
    publisher: Found | None

    @property
    def publisher_name(self) -> str | None:
        return self.publisher.value if self.publisher else None


def _header(parts: Parts, publisher: Found | None, metadata: Metadata) -> _Header:
    return _Header(
        read_title(parts, metadata, publisher.value if publisher else None),
        read_byline(parts, metadata),
        read_dateline(parts),
        publisher,
    )


def _undated(dump: Dump, cut: Cut, header: _Header) -> Undated:
    order = digit_order(cut.parts, header.publisher_name, dump.metadata.url)
    lines = list(page_lines(cut.page, dump.text))
    return Undated(cut.parts, lines, cut.heading, order, cut.told, notice_year(cut.page))


def _story(dump: Dump, index: int, cut: Cut, header: _Header, publication: Publication) -> Story:
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


def _evidence(cut: Cut, header: _Header, publication: Publication) -> Iterator[Evidence]:
    """Why each field has its value; offsets in the story's text, 0 for words that stand outside it."""
    start, end = cut.span
    found = {"title": header.title, "byline": header.byline, "dateline": header.dateline, "publisher": header.publisher}
    reasons = [one.evidence(name) for name, one in found.items() if one]
    reasons += [publication.dated.evidence] if publication.dated else []
    for reason in reasons:
        inside = start <= reason.start < reason.end <= end
        yield reason.shifted(-start) if inside else replace(reason, start=0, end=0)
    for item in cut.parts.story:
        if _is_pages(item) and item not in cut.parts.title and _FIGURE.search(item.text):
            yield Evidence(PAGE, item.kind, item.paragraph.start - start, item.paragraph.end - start)
    first = cut.parts.story[0].paragraph
    lead = next((item.paragraph for item in cut.parts.story if item.kind in TEXT), first)
    words = {"header": first, "bare": first, "lead": lead}
    for cue, _ in cut.boundary.cues or [("dump.first", 0.0)]:
        where = words.get(cue.partition(".")[0])
        yield Evidence("boundary", cue, *((where.start - start, where.end - start) if where else (0, 0)))
