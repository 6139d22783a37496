"""Reads header lines: who wrote a story, for whom, where and when, in one line and in any order.

"Anna Berg, Business reporter | Daily Post | Oslo | 3 Nov 2025, 10:15 | 5 min read": what has a form of its own (dates,
clocks, addresses) is found first; the rest falls apart at the separators, and each piece must be one thing. The words
are data (`layout.toml`, `[header]` and `[date]`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from en_tallywire import lexicon
from tallywire.split.lines.mentions import names
from tallywire.split.lines.pieces import Field, Part, by_anywhere, by_word, fill, header_pattern, read_pieces
from tallywire.split.lines.places import is_place

_LIMIT = 160  # characters: longer lines are text
_CAPITALS = 6  # the words of the longest line in capitals without "by" or a date: a headline has more


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line's parts in order; whether it opens with "by", has a stamp, or has a place that is none of the table's."""

    parts: tuple[Part, ...]
    by: bool
    stamped: bool = False
    guessed: bool = False

    def spans(self, *fields: Field) -> list[tuple[int, int]]:
        """The spans of the parts with one of these fields, in order."""
        return [(part.start, part.end) for part in self.parts if part.field in fields]

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that the line has, without those that say nothing of its kind."""
        return frozenset(part.field for part in self.parts) - {"minor", "label"}

    @property
    def is_section(self) -> bool:
        """Whether it names a publisher and one of its sections, and nothing else."""
        return [part.field for part in self.parts] == ["publisher", "label"]

    @property
    def titled(self) -> bool:
        """Whether it is a labelled field that gives the title."""
        return [part.field for part in self.parts] == ["title"]

    @property
    def sure(self) -> bool:
        """Whether the line is a header's wherever it stands; else its neighbours must say so."""
        fields = self.fields
        if self.by:
            return bool(fields & {"names", "staff", "publisher"})
        if fields & {"unknown", "venue"} or self.guessed:
            return False
        if "names" in fields:
            return bool(fields & {"role", "staff"})
        return bool(fields & {"date", "changed"}) or ("day" in fields and (self.stamped or "place" in fields))


def header_line(text: str) -> HeaderLine | None:
    """The parts of a line, or None when some of its words belong in no header.

    A line of names alone has parts too: whether it is a header line is for its neighbours to say.
    """
    if len(text) > _LIMIT or not text[:1].strip() or text[-1] in "?!":
        return None
    parts: list[Part] = []
    opened = by_word().match(text) or _from_author(text)
    at, stamped = (opened.end() if opened else 0), False
    fixed = list(_fixed().finditer(text, at)) if _may_be_fixed(text) else []
    sections = any(match["date"] for match in fixed) and not _BARS.isdisjoint(text)
    for match in fixed:
        if not read_pieces(text, at, match.start(), opened is not None, parts, sections):
            return None
        stamped |= bool(match["stamp"])
        parts.extend(_fixed_parts(match))
        at = match.end()
    if not read_pieces(text, at, len(text), opened is not None, parts, sections):
        return None
    if not parts or (not opened and not fixed and text.isupper() and len(text.split()) > _CAPITALS):
        return None
    settled = list(_settled(text, _with_outlet(text, parts)))
    guessed = any(part.field == "place" and not _is_named(text[part.start : part.end]) for part in settled)
    return HeaderLine(tuple(settled), by_anywhere().search(text) is not None, stamped, guessed)


_FROM = re.compile(
    r"From\s+(?=(?P<name>[^\W\d_a-z][\w.'’-]+(?:\s[^\W\d_a-z][\w.'’-]+){1,3})(?:,|\s+in\b)\s*[^\W\d_a-z])"
)


def _from_author(text: str) -> re.Match[str] | None:
    """ "From Grace Mwangi, Nairobi": an author and where they are, no place and its country."""
    match = _FROM.match(text)
    return None if match is None or is_place(match["name"]) else match


def is_changed(stamp: str) -> bool:
    """Whether a stamp ("Updated:") says when a text was changed, not when it came out."""
    return header_pattern("changed").match(stamp) is not None


@cache
def _fixed() -> re.Pattern[str]:
    """What has a form of its own: dates with their stamps and clocks, reading times, addresses."""
    partial = r"(?:{weekday},?\s+)?(?:{month}\s+{day}|{day}\s+{month})"
    return re.compile(
        fill(
            r"(?<![\w@.])(?:(?P<stamp>{stamp}){time}(?:(?P<date>{date})|(?P<day>" + partial + r")(?![\w-]))(?:{clock})"
            r"|(?P<minor>(?:{stamp})" + lexicon.table("layout")["header"]["minor"] + r"))"
        ),
        re.IGNORECASE,
    )


#: A date in digits, a clock, a reading time, a count of views or an address.
_IN_DIGITS = re.compile(r"@|\d(?:[-/.:]\d|\s*(?:-?\s*min|[ap]\.?m|views))")
_DIGIT = re.compile(r"\d")


def _may_be_fixed(text: str) -> bool:
    """Whether a line has digits or words without which nothing of a fixed form is written."""
    lower = text.casefold()
    if any(word in lower for word in lexicon.table("layout")["header"]["minor_words"]) or _IN_DIGITS.search(lower):
        return True
    return _DIGIT.search(lower) is not None and any(month in lower for month in _months())


@cache
def _months() -> tuple[str, ...]:
    """What the names of months begin with, in full or short."""
    return tuple(sorted({name[:3] for name in names()[0]}))


def _fixed_parts(match: re.Match[str]) -> Iterator[Part]:
    if match["date"]:
        yield Part("changed" if is_changed(match["stamp"].strip(" (")) else "date", *match.span("date"))
    elif match["day"]:
        yield Part("day", *match.span("day"))
        if match["stamp"]:
            yield Part("minor", *match.span("stamp"))
    else:
        yield Part("minor", *match.span("minor"))


_BARS = frozenset("|•·▪")
_DASHES = frozenset("—–-")


def _with_outlet(text: str, parts: Sequence[Part]) -> list[Part]:
    """The parts, of which an unknown one that bars part from a date, and an author or section, is the publisher."""
    parts = [Part("unknown", p.start, p.end) if _is_masthead(text, p, parts) else p for p in parts]
    fields = [part.field for part in parts]
    beside = "names" in fields or "label" in fields
    if not ("date" in fields and beside and fields.count("unknown") == 1 and "publisher" not in fields):
        return list(parts)
    barred = [part.field == "unknown" and _is_barred(text, part) for part in parts]
    return [Part("publisher", part.start, part.end) if sure else part for part, sure in zip(parts, barred, strict=True)]


def _is_masthead(text: str, part: Part, parts: Sequence[Part]) -> bool:
    """Whether a name stands in capitals beside an author in small letters, or before the word for authors.

    "By Reto Falk | ALPINE SCIENCE REVIEW", "Civic Scout (Kilifi) -- 18 June 2025 -- reporting by Ada Were".
    """
    if part.field != "names":
        return False
    by = by_anywhere().search(text, part.end)
    names = [text[other.start : other.end] for other in parts if other.field == "names" and other.start > part.start]
    if by and names and not any(text[at] in ",&" for at in range(part.end, min(part.end + 2, len(text)))):
        return True
    others = [text[other.start : other.end] for other in parts if other.field == "names"]
    return text[part.start : part.end].isupper() and not all(name.isupper() for name in others)


def _is_barred(text: str, part: Part) -> bool:
    """Whether bars, or the line's ends, stand on both sides."""
    before, after = text[: part.start].rstrip(), text[part.end :].lstrip()
    marks = _BARS | _DASHES
    return (not before or before[-1] in marks) and (not after or after[0] in marks | {"("})


def _settled(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """The parts with unknown words settled by their neighbours: a region after a place, a place right before a date."""
    before: Part | None = None
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        if part.field == "unknown" and after and after.field in _DATES and _joined(text, part, after):
            part = Part("place", part.start, part.end)
        if before and before.field == "place" and part.field in ("unknown", "place") and _joined(text, before, part):
            before = Part("place", before.start, part.end)
            continue
        if before:
            yield before
        before = part
    if before:
        yield before


_DATES: tuple[Field, ...] = ("date", "changed", "day")


def _is_named(place: str) -> bool:
    """Whether a place is known, or written in capitals as datelines are."""
    city = place.partition(",")[0]
    return city.isupper() or is_place(city)


def _joined(text: str, before: Part, part: Part) -> bool:
    return text[before.end : part.start].strip() in (",", ":", "/")
