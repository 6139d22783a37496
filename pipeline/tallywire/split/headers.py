"""Reads a story's header and tail: title, byline, dateline and publisher, each with the rule and words that gave it.

What the input's metadata says wins over the text. Offsets of evidence are code points of the dump's text here; the
caller shifts them into the story's.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from tallywire.records import Evidence, Metadata
from tallywire.split import publishers
from tallywire.split.datelines import Dateline, dateline
from tallywire.split.kinds import TEXT, Marked
from tallywire.split.pieces import Field, header_pattern

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


def read_title(parts: Parts, metadata: Metadata) -> Found | None:
    """The title, without the site's name after it ("… | The Guardian")."""
    if metadata.title:
        return Found(metadata.title, "title.metadata", 0, 0)
    if not parts.title:
        return None
    for item in parts.title:
        for start, end in item.line.spans("title") if item.line else ():
            return _found(item.text[start:end], "title.field", item, start, end)
    text = " ".join(item.text for item in parts.title).rstrip(" ;")
    bare, _ = _site_suffix(text)
    start = parts.title[0].paragraph.start
    return Found(
        bare, "title.heading", start, start + len(bare) if len(parts.title) == 1 else parts.title[-1].paragraph.end
    )


def _site_suffix(title: str) -> tuple[str, str | None]:
    """A title cut before its site's name, and that name; the name must be a known publisher's."""
    for mark in (" | ", " – ", " — ", " - ", " :: ", " • "):
        bare, found, site = title.rpartition(mark)
        if found and len(site) <= 40 and publishers.by_name(site) and len(bare) > 8:
            return bare.rstrip(), site
    return title, None


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
    return _found(value, "byline.line", item, start, end)


def _found(value: str, rule: str, item: Marked, start: int, end: int) -> Found:
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
        return _found(item.text[start:end], rule, item, start, end)
    return None


def read_publisher(parts: Parts, metadata: Metadata) -> Found | None:
    """The publisher or agency: the first rule that finds one, from the most to the least explicit."""
    if metadata.publisher:
        return Found(metadata.publisher, "publisher.metadata", 0, 0)
    for rule in _PUBLISHER_RULES:
        found = rule(parts)
        if found:
            return found
    known = publishers.by_url(metadata.url) if metadata.url else None
    return Found(known.name, "publisher.url", 0, 0) if known else None


def _publisher_line(parts: Parts) -> Found | None:
    for item, start, end in parts.said("publisher"):
        of_staff = item.line is not None and item.line.fields == {"publisher", "staff"}
        if item.kind != "byline" or of_staff:
            return _found(item.text[start:end], "publisher.line", item, start, end)
    return None


def _published_in(parts: Parts) -> Found | None:
    for item in parts.tail():
        match = _PUBLISHED_IN.search(item.text) if item.kind == "credit" else None
        if match:
            name = match[1].strip(" .")
            known = publishers.by_name(name)
            value = known.name if known and "." in name else name
            start = item.paragraph.start
            return Found(value, "publisher.published_in", start + match.start(1), start + match.start(1) + len(name))
    return None


_PUBLISHED_IN = re.compile(
    r"(?:published|appeared|posted)\s+(?:first\s+)?(?:in|by|on|at)\s+(?:the\s+website\s+of\s+)?((?:the\s+)?[A-Z][^,;()\n]{1,40}?)(?=[,;()]|\.?$|\.\s|\s+(?:on|in|under)\b)",
    re.IGNORECASE,
)


def _title_suffix(parts: Parts) -> Found | None:
    if not parts.title:
        return None
    _, site = _site_suffix(parts.title[-1].text)
    end = parts.title[-1].paragraph.end
    return Found(site, "publisher.title_suffix", end - len(site), end) if site else None


def _agency(parts: Parts) -> Found | None:
    found = lead_dateline(parts)
    if found is None or found[1].agency is None:
        return None
    item, (start, end) = found[0], found[1].agency
    agency = item.text[start:end]
    filed = found[1].date is not None or item.text[slice(*found[1].place)].partition(",")[0].isupper()
    is_named = filed and agency.istitle() and not header_pattern("staff").fullmatch(agency)
    if not is_named and publishers.find(agency) is None and not publishers.is_outlet(agency):
        return None
    offset = item.paragraph.start
    return Found(item.text[start:end], "publisher.dateline", offset + start, offset + end)


def _byline_publisher(parts: Parts) -> Found | None:
    """The publisher that a byline names beside its author, or instead of one ("By Reuters")."""
    for item, start, end in parts.said("publisher"):
        return _found(item.text[start:end], "publisher.byline", item, start, end)
    return None


def _credit_line(parts: Parts) -> Found | None:
    for item in reversed(parts.tail()):
        named = publishers.find(item.text) if item.kind == "credit" else None
        if named:
            start = item.paragraph.start
            return Found(item.text[named[0] : named[1]], "publisher.credits", start + named[0], start + named[1])
    return None


_PUBLISHER_RULES: tuple[Callable[[Parts], Found | None], ...] = (
    _publisher_line,
    _published_in,
    _title_suffix,
    _credit_line,
    _agency,
    _byline_publisher,
)
