"""Reads who published a story: what its header and credits tell, else the name that the page around it bears."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from tallywire.records import Metadata
from tallywire.split.heads.headers import Found, Parts, found_in, lead_dateline
from tallywire.split.heads.imprints import Imprint, columns, names
from tallywire.split.heads.outlets import pieces
from tallywire.split.heads.surroundings import Surroundings
from tallywire.split.lines import publishers
from tallywire.split.lines.pieces import header_pattern


def publishers_of(
    stories: Sequence[tuple[Parts, Surroundings]], page: Surroundings, metadata: Metadata
) -> list[Found | None]:
    """Each story's publisher; the name that the page bears is that of all its stories, unless others name theirs."""
    found = [_told(parts, around, metadata) for parts, around in stories]
    unsaid = [i for i, one in enumerate(found) if one is None]
    around = [names(stories[i][1]) for i in unsaid]
    held = columns(around)
    for i, one in zip(unsaid, around, strict=True):
        found[i] = _imprint(one.best(held))
    if len(found) > 1 and not any(found[1:]):
        named = found[0] or _field_above(page) or _imprint(names(page).best())
        return [one or (named and replace(named, rule="publisher.page")) for one in found]
    return found


def _told(parts: Parts, around: Surroundings, metadata: Metadata) -> Found | None:
    """The publisher or agency that is told outright: the first rule that finds one, from the most explicit on."""
    if metadata.publisher:
        return Found(metadata.publisher, "publisher.metadata", 0, 0)
    told = next(filter(None, (rule(parts) for rule in _TOLD)), None)
    if told:
        return told
    known = publishers.by_url(metadata.url) if metadata.url else None
    return Found(known.name, "publisher.url", 0, 0) if known else _field_above(around)


def _field_above(around: Surroundings) -> Found | None:
    """The publisher of a labelled field above the title."""
    for item in reversed(around.above):
        if item.line and item.line.fields == {"publisher"} and item.kind == "publisher":
            start, end = item.line.spans("publisher")[0]
            end = start + next((stop for _, stop in pieces(item.text[start:end])), end - start)
            return found_in(item.text[start:end], "publisher.field", item, start, end)
    return None


def _imprint(named: Imprint | None) -> Found | None:
    """The name that the lines around the story make the publisher's."""
    return Found(named.name, named.rule, named.start, named.end) if named else None


def _publisher_line(parts: Parts) -> Found | None:
    for item, start, end in parts.said("publisher"):
        of_staff = item.line is not None and item.line.fields == {"publisher", "staff"}
        if item.kind != "byline" or of_staff:
            return found_in(item.text[start:end], "publisher.line", item, start, end)
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


def _agency(parts: Parts) -> Found | None:
    found = lead_dateline(parts)
    if found is None or found[1].agency is None:
        return None
    item, (start, end) = found[0], found[1].agency
    agency = item.text[start:end]
    filed = found[1].date is not None or item.text[slice(*found[1].place)].partition(",")[0].isupper()
    is_named = filed and bool(_AGENCY.fullmatch(agency)) and not header_pattern("staff").fullmatch(agency)
    if not is_named and publishers.find(agency) is None and not publishers.is_outlet(agency):
        return None
    offset = item.paragraph.start
    return Found(item.text[start:end], "publisher.dateline", offset + start, offset + end)


#: A name with capitals, or an acronym.
_AGENCY = re.compile(r"(?:[A-Z][a-z][\w’'-]*|of|and|the|for)(?: (?:[A-Z][\w’'-]*|of|and|the|for|&))*|[A-Z]{2,7}")


def _byline_publisher(parts: Parts) -> Found | None:
    """The publisher that a byline names beside its author, or instead of one ("By Reuters")."""
    for item, start, end in parts.said("publisher"):
        return found_in(item.text[start:end], "publisher.byline", item, start, end)
    return None


def _credit_line(parts: Parts) -> Found | None:
    for item in reversed(parts.tail()):
        named = publishers.find(item.text) if item.kind == "credit" else None
        if named:
            start = item.paragraph.start
            return Found(item.text[named[0] : named[1]], "publisher.credits", start + named[0], start + named[1])
    return None


_TOLD: tuple[Callable[[Parts], Found | None], ...] = (
    _publisher_line,
    _published_in,
    _credit_line,
    _agency,
    _byline_publisher,
)
