"""Reads header lines: who wrote a story, for whom, where and when, in one line and in any order.

"Anna Berg, Business reporter | Daily Post | Oslo | 3 Nov 2025, 10:15 | 5 min read": what has a form of its own (dates,
clocks, addresses) is found first; the rest falls apart at the separators, and each piece must be one thing. The words are
data (`layout.toml`, `[header]` and `[date]`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from en_tallywire import lexicon
from tallywire.split import publishers
from tallywire.split.mentions import fragments
from tallywire.split.places import is_place

Field = Literal[
    "date", "changed", "day", "names", "staff", "role", "publisher", "place", "venue", "label", "minor", "unknown"
]

_LIMIT = 160  # characters: longer lines are text


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a header line says; the span is of the line's text.

    `changed` is the date of an update, `day` a date without a year, `minor` a clock, reading time or address.
    """

    field: Field
    start: int
    end: int


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
    opened = _by().match(text)
    at, stamped = (opened.end() if opened else 0), False
    for match in _fixed().finditer(text, at):
        if not _read_pieces(text, at, match.start(), opened is not None, parts):
            return None
        stamped |= bool(match["stamp"])
        parts.extend(_fixed_parts(match))
        at = match.end()
    if not _read_pieces(text, at, len(text), opened is not None, parts):
        return None
    if not parts:
        return None
    settled = list(_settled(text, parts))
    guessed = any(part.field == "place" and not _is_named(text[part.start : part.end]) for part in settled)
    return HeaderLine(tuple(settled), _by_anywhere().search(text) is not None, stamped, guessed)


def is_changed(stamp: str) -> bool:
    """Whether a stamp ("Updated:") says when a text was changed, not when it came out."""
    return header_pattern("changed").match(stamp) is not None


@cache
def header_pattern(name: str) -> re.Pattern[str]:
    """A pattern of `[header]` or `[date]`, with the calendar's words and the other parts set in."""
    table = lexicon.table("layout")
    pattern = (table["header"] | table["date"])[name]
    return re.compile(fill(pattern), re.IGNORECASE)


def fill(pattern: str) -> str:
    """A pattern with the calendar's words, the stamps and the header's words set in for `{month}`, `{stamped}` ..."""
    dates = lexicon.table("layout")["date"]
    parts = {name: dates[name] for name in ("stamp", "stamped", "clock", "time", "date", "zone")} | fragments()
    for name, part in {**parts, "desk": lexicon.table("layout")["header"]["desk"]}.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern


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


def _fixed_parts(match: re.Match[str]) -> Iterator[Part]:
    if match["date"]:
        yield Part("changed" if is_changed(match["stamp"].strip(" (")) else "date", *match.span("date"))
    elif match["day"]:
        yield Part("day", *match.span("day"))
        if match["stamp"]:
            yield Part("minor", *match.span("stamp"))
    else:
        yield Part("minor", *match.span("minor"))


_SEPARATOR = re.compile(r"\s*[|•·▪◦;/()\t]+\s*|\s+[-–—]{1,2}\s+|\s*,\s+|\s*[,:—–-]\s*$|^\s*[,:—–-]\s*|\s{3,}")


def _read_pieces(text: str, start: int, end: int, by: bool, parts: list[Part]) -> bool:
    """Read the words between two fixed parts into `parts`; False when a piece is nothing that a header says."""
    at = start
    for match in [*_SEPARATOR.finditer(text[start:end]), None]:
        stop = start + match.start() if match else end
        if stop > at and not _read_piece(text, at, stop, by, parts):
            return False
        at = start + match.end() if match else end
    return True


def _read_piece(text: str, start: int, end: int, by: bool, parts: list[Part]) -> bool:
    piece = text[start:end].rstrip()
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if not piece.strip(" .") or header_pattern("stamp_alone").fullmatch(piece):
        return True
    found = _authors(piece, True) if by and not parts else []
    found = found or _whole(piece) or _authors(piece, False)
    if found:
        parts.extend(Part(part.field, part.start + start, part.end + start) for part in found)
        return True
    if _CAPITALISED.fullmatch(piece) or (by and parts):
        parts.append(Part("unknown", start, start + len(piece)))
        return True
    return False


_CAPITAL = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*)"
_CAPITALISED = re.compile(rf"{_CAPITAL}(?: (?:of |the |and |de |la |& )*{_CAPITAL}){{0,4}}")


def _whole(piece: str) -> list[Part]:
    """A piece that is one thing as a whole: publisher, desk, role, section, place."""
    bare = piece.rstrip(".")
    if publishers.by_name(piece):
        return [Part("publisher", 0, len(piece))]
    if header_pattern("staff").fullmatch(bare):
        return [Part("staff", 0, len(piece))]
    if header_pattern("role").fullmatch(bare):
        named = publishers.find(piece)
        return [Part("role", 0, len(piece)), *([Part("publisher", named[0], named[1])] if named else [])]
    if header_pattern("section").fullmatch(bare):
        return [Part("label", 0, len(piece))]
    if _CAPITALISED.fullmatch(piece) and is_place(piece):
        return [Part("place", 0, len(piece))]
    if publishers.is_outlet(piece):
        return [Part("publisher", 0, len(piece))]
    where = _where().fullmatch(piece)
    return [_placed(where)] if where else []


#: Words that stand in headlines and in no name.
_NO_NAME = r"(?!(?:the|in|of|on|to|for|and|at|with|from|how|why|what|who|when|is|are|was|as|by|not|new|after|over)\b|a\s)"
_NAME = rf"{_NO_NAME}(?-i:[^\W\d_a-zß-öø-ÿ](?:[^\W\d_]|['’](?=[^\W\d_]))*\.?(?:[-'’][^\W\d_]+)*)"
_FULL_NAME = rf"{_NAME}(?:\s+(?:(?:bin|al|van|von|de|der|den|di|da|la|le|el|dos|du|af)\s+){{0,2}}{_NAME}){{1,4}}"
_SPOT = r"(?-i:(?:the\s+)?[^\W\d_a-zß-öø-ÿ][\w.'’-]*(?:\s+(?:of\s+|the\s+|de\s+|el\s+|al\s+)*[^\W\d_a-zß-öø-ÿ][\w.'’-]*){0,4})"


@cache
def _where() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>in|from|at|for|of)\s+(?P<spot>{_SPOT}(?:\s+and\s+{_SPOT}(?=\s*$))?)", re.IGNORECASE)


def _placed(match: re.Match[str], offset: int = 0) -> Part:
    """The part of "in Oslo", "at the Amex Stadium", "for the Daily Post"."""
    start, end = match.span("spot")
    spot = re.sub(r"^the\s+", "", match["spot"])
    known = publishers.by_name(match["spot"]) or publishers.is_outlet(spot)
    field: Field = {"in": "place", "from": "place", "at": "venue"}.get(match["word"].lower(), "publisher")  # type: ignore[assignment]
    return Part("publisher" if known else field, end - len(spot) + offset, end + offset)


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"(?:{lexicon.table('layout')['header']['by']})\b:?\s+", re.IGNORECASE)


@cache
def _by_anywhere() -> re.Pattern[str]:
    """A byline's word at the line's start or after a bar or dash."""
    return re.compile(rf"(?:^|[|•·–—-]\s+){_by().pattern}", re.IGNORECASE)


_AND = re.compile(r"\s*(?:\band\b|&|\+|\bwith\b)\s+", re.IGNORECASE)


def _authors(piece: str, by: bool) -> list[Part]:
    """A piece of authors: "Anna Berg and Eva Eng in Oslo", "Anna Berg and agencies"; nothing when words are left.

    A single name counts only after "by".
    """
    opened = _by().match(piece)
    at = opened.end() if opened else 0
    parts: list[Part] = []
    while at < len(piece):
        match = _author().match(piece, at)
        if match is None or (match["single"] and not (opened or by)):
            return []
        parts.append(_author_part(match))
        at = match.end()
        where = re.compile(r"\s+" + _where().pattern, re.IGNORECASE).match(piece, at)
        if where:
            parts.append(_placed(where))
            at = where.end()
        joint = _AND.match(piece, at)
        if joint is None:
            break
        at = joint.end()
        if match["single"]:
            return []
    return parts if at >= len(piece) or not piece[at:].strip(" .") else []


def _author_part(match: re.Match[str]) -> Part:
    words = match.group()
    if match["staff"]:
        return Part("staff", *match.span())
    known = publishers.by_name(words) or (match["single"] is None and publishers.is_outlet(words))
    return Part("publisher" if known else "names", *match.span())


@cache
def _author() -> re.Pattern[str]:
    staff = fill(lexicon.table("layout")["header"]["staff"])
    return re.compile(
        rf"(?P<staff>{staff})(?![\w-])|(?P<full>{_FULL_NAME})|(?!{fragments()['month']})(?P<single>{_NAME})(?![\w-])",
        re.IGNORECASE,
    )


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
