"""Reads a story's header and tail: title, byline, dateline and publisher, each with the rule and words that gave it.

What the input's metadata says wins over the text. Offsets of evidence are code points of the dump's text here; the
caller shifts them into the story's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from tallywire.records import Evidence, Metadata
from tallywire.split.lines.datelines import Dateline, dateline
from tallywire.split.lines.kinds import TEXT, Marked
from tallywire.split.lines.pieces import Field

#: How many paragraphs from either end of a story are read for its header and its credits.
_HEAD, _TAIL = 12, 4


@dataclass(frozen=True, slots=True)
class Found:
    """A header field as found: its value, the rule, and where its words stand in the dump's text."""

    value: str
    rule: str
    start: int
    end: int

    def evidence(self, field: str) -> Evidence:
        """The record of why `field` has this value."""
        return Evidence(field, self.rule, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Parts:
    """A story's paragraphs, which of them are its title's lines, and what stands above the title of a dump's first."""

    story: Sequence[Marked]
    title: Sequence[Marked]
    above: Sequence[Marked] = ()

    def head(self) -> Iterator[Marked]:
        """The story's first paragraphs without its title's."""
        return islice((item for item in self.story if item not in self.title), _HEAD)

    def lines(self) -> Iterator[Marked]:
        """The paragraphs that may be header lines: the head, then what stands above the story."""
        return chain(self.head(), self.above)

    def said(self, *fields: Field) -> Iterator[tuple[Marked, int, int]]:
        """What the header's lines say of these fields, in order: the line, and the span of the words in it."""
        for item in self.lines():
            for start, end in item.line.spans(*fields) if item.line else ():
                yield item, start, end

    def tail(self) -> Sequence[Marked]:
        """The story's last paragraphs."""
        return self.story[-_TAIL:]


def lead_dateline(parts: Parts) -> tuple[Marked, Dateline] | None:
    """The first dateline among the story's first paragraphs of text, with its paragraph."""
    for item in islice((item for item in parts.head() if item.kind in TEXT), 4):
        found = dateline(item.text)
        if found:
            return item, found
    return None


def read_title(parts: Parts, metadata: Metadata, publisher: str | None) -> Found | None:
    """The title, without the site's name before or after it ("… | The Guardian")."""
    if metadata.title:
        return Found(metadata.title, "title.metadata", 0, 0)
    if not parts.title:
        return None
    for item in parts.title:
        for start, end in item.line.spans("title") if item.line else ():
            return found_in(item.text[start:end], "title.field", item, start, end)
    text = " ".join(item.text for item in parts.title).rstrip(" ;")
    first, last = _without_publisher(text, publisher)
    start = parts.title[0].paragraph.start
    one_line = len(parts.title) == 1
    title = " ".join(text[first:last].split())
    return Found(title, "title.heading", start + first, start + last if one_line else parts.title[-1].paragraph.end)


def _without_publisher(title: str, publisher: str | None) -> tuple[int, int]:
    """The span of a title between bars, or before a dash or bracket, where the publisher's name stands beside it."""
    if not publisher or publisher not in title:
        return 0, len(title)
    beside = _PARTED.split(title)
    longest = max(beside, key=lambda piece: len(piece.split()))
    if len(beside) > 1 and publisher not in longest:
        at = title.index(longest)
        return at, at + len(longest)
    return 0, len(title)


_PARTED = re.compile(r"\s+[|•·]\s+|\s+(?:[–—-]|::)\s+(?=[^|–—]*$)|\s+[\[(](?=[^\[(]*[\])]$)")


def read_byline(parts: Parts, metadata: Metadata) -> Found | None:
    """Who wrote the story: from a byline of its own line, or from the reporting credits at the end."""
    if metadata.byline:
        return Found(metadata.byline, "byline.metadata", 0, 0)
    for field in ("names", "staff"):
        lines = [item for item, _, _ in parts.said(field)]
        if lines:
            return _authors(lines[0], field)
    return _credited(parts)


def _authors(item: Marked, field: Field) -> Found:
    """The authors of one line: as written where they stand together, else one after the other."""
    spans = item.line.spans(field) if item.line else []
    start, end = spans[0][0], spans[-1][1]
    together = all(len(item.text[a[1] : b[0]].strip()) <= len("and") for a, b in pairwise(spans))
    value = item.text[start:end] if together else ", ".join(item.text[a:b] for a, b in spans)
    return found_in(value, "byline.line", item, start, end)


def found_in(value: str, rule: str, item: Marked, start: int, end: int) -> Found:
    """A value found at a span of a line's text."""
    offset = item.paragraph.start
    return Found(value, rule, offset + start, offset + end)


_CREDIT = re.compile(r"(?:^|[(;.]\s*)(?:Reporting|Writing|Written|Compiled)\s+by\s+([^;().]{3,160})", re.IGNORECASE)


def _credited(parts: Parts) -> Found | None:
    for item in parts.tail():
        if item.kind != "credit":
            continue
        matches = list(_CREDIT.finditer(item.text))
        names = [re.sub(r"\s+in\s+[A-Z][\w .'’-]*", "", match[1]).strip() for match in matches]
        if names:
            start = item.paragraph.start
            return Found("; ".join(names), "byline.credits", start + matches[0].start(1), start + matches[-1].end(1))
    return None


def read_dateline(parts: Parts) -> Found | None:
    """The place of the dateline, else the place that a header line names ("A. Writer - in Paris")."""
    found = lead_dateline(parts)
    if found:
        item, line = found
        start, end = line.place
        offset = item.paragraph.start
        return Found(item.text[start:end].strip(), "dateline.lead", offset + start, offset + end)
    for item, start, end in parts.said("place"):
        rule = "dateline.byline" if item.kind == "byline" else "dateline.line"
        return found_in(item.text[start:end], rule, item, start, end)
    return None
