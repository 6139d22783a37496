"""Reads the pieces of header lines between their separators: authors, roles, publishers, places, sections.

The words are data (`layout.toml`, `[header]`).
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal

from en_tallywire import lexicon
from tallywire.split.lines import publishers
from tallywire.split.lines.mentions import fragments
from tallywire.split.lines.places import is_place

Field = Literal[
    "date", "changed", "day", "names", "staff", "role", "publisher", "sender", "source", "title", "place", "venue",
    "label", "minor", "unknown",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a header line says; the span is of the line's text.

    `changed` is the date of an update, `day` a date without a year, `minor` a clock, reading time or address.
    """

    field: Field
    start: int
    end: int


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


_SEPARATOR = re.compile(
    r"\s*[|•·▪◦;/()\t]+(?:\s*[-–—]{1,2}(?=\s|$))?\s*|\s+[-–—]{1,2}\s+|\s*,\s+|\s*[,:—–-]{1,2}\s*$|^\s*[,:.—–-]{1,2}\s*|\s{3,}"
)


def read_pieces(text: str, start: int, end: int, by: bool, parts: list[Part], sections: bool) -> bool:
    """Read the words between two fixed parts into `parts`; False when a piece is nothing that a header says.

    With `sections` a short unknown piece is a section's name, as between the bars of a dated line.
    """
    at = start
    for match in chain(_SEPARATOR.finditer(text[start:end]), [None]):  # the first piece most often decides
        stop = start + match.start() if match else end
        if stop > at and not _read_piece(text, at, stop, by, parts, sections):
            return False
        at = start + match.end() if match else end
    return True


def _read_piece(text: str, start: int, end: int, by: bool, parts: list[Part], sections: bool) -> bool:
    piece = text[start:end].rstrip()
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if not piece.strip(" .") or header_pattern("stamp_alone").fullmatch(piece):
        return True
    label = _SOURCE.match(piece)
    if label:
        start, piece = start + label.end(), piece[label.end() :]
    found = _authors(piece, True) if by and not parts else []
    found = found or _whole(piece) or _authors(piece, False)
    if found:
        parts.extend(Part(part.field, part.start + start, part.end + start) for part in found)
        return True
    unknown = _CAPITALISED.fullmatch(piece) or (by and parts)
    if _SECTION.fullmatch(piece) and ((parts and parts[-1].field == "publisher") or (sections and not unknown)):
        parts.append(Part("label", start, start + len(piece)))
        return True
    if unknown:
        parts.append(Part("unknown", start, start + len(piece)))
        return True
    return False


_SOURCE = re.compile(r"(?:source|via|from):?\s+(?=[A-Z])", re.IGNORECASE)
_CAPITAL = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*)"
_CAPITALISED = re.compile(rf"{_CAPITAL}(?: (?:of |the |and |de |la |& )*{_CAPITAL}){{0,4}}")


#: A section of a publisher beside its name: "Orbit Magazine / Marine biology".
_SECTION = re.compile(r"[^\W\d_a-z][\w&’'-]*(?: [\w&’'-]+){0,2}")


def _whole(piece: str) -> list[Part]:
    """A piece that is one thing as a whole: publisher, desk, role, section, place."""
    bare = piece.rstrip(".")
    if publishers.by_name(piece):
        return [Part("publisher", 0, len(piece))]
    if header_pattern("staff").fullmatch(bare):
        return [Part("staff", 0, len(piece))]
    if header_pattern("role").fullmatch(bare):
        return [Part("role", 0, len(piece)), *_outlet_of(piece)]
    if header_pattern("section").fullmatch(bare):
        return [Part("label", 0, len(piece))]
    if _CAPITALISED.fullmatch(piece) and is_place(piece):
        return [Part("place", 0, len(piece))]
    if publishers.is_outlet(piece):
        return [Part("publisher", 0, len(piece))]
    where = _where().fullmatch(piece)
    return [_placed(where)] if where else _staff_of(piece)


_STAFF_OF = re.compile(
    rf"(?P<outlet>(?:The )?{_CAPITAL}(?: {_CAPITAL}){{0,3}}) (?i:(?:staff|reporters?|newsroom)(?: reports?)?"
    r"(?: and (?:(?:news|wire) )?(?:services?|agencies|reports|wires))?|and (?:wire|agency) reports)"
)


def _staff_of(piece: str) -> list[Part]:
    """The publisher whose staff wrote: "Harbour Ledger staff and wire reports"."""
    match = _STAFF_OF.fullmatch(piece)
    return (
        [Part("publisher", *match.span("outlet")), Part("staff", match.end("outlet") + 1, len(piece))] if match else []
    )


_WORKS_FOR = re.compile(rf"(?P<outlet>{_CAPITAL}(?: {_CAPITAL}){{1,3}}) (?:staff )?[a-z-]+")


def _outlet_of(role: str) -> list[Part]:
    """The publisher that a role names: "Dock Gazette staff writer", "editor for Reuters", no "Science editor"."""
    named = publishers.find(role)
    if named and not publishers.is_ambiguous(role[named[0] : named[1]]):
        return [] if role[named[0]].islower() else [Part("publisher", named[0], named[1])]
    match = _WORKS_FOR.fullmatch(role)
    return [Part("publisher", *match.span("outlet"))] if match and publishers.is_outlet(match["outlet"]) else []


#: Words that stand in headlines and in no name.
_NO_NAME = (
    r"(?!(?:the|in|of|on|to|for|and|at|with|from|how|why|what|who|when|is|are|was|as|by|not|new|after|over)"
    r"\b|a\s)"
)
_NAME = rf"{_NO_NAME}(?-i:[^\W\d_a-zß-öø-ÿ](?:[^\W\d_]|['’](?=[^\W\d_]))*\.?(?:[-'’][^\W\d_]+)*)"
_FULL_NAME = rf"{_NAME}(?:\s+(?:(?:bin|al|van|von|de|der|den|di|da|la|le|el|dos|du|af)\s+){{0,2}}{_NAME}){{1,4}}"
_SPOT = rf"(?-i:(?:the\s+)?{_CAPITAL}(?:\s+(?:(?:of|the|de|el|al)\s+)*{_CAPITAL}){{0,4}})"


@cache
def _where() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>in|from|at|for|of)\s+(?P<spot>{_SPOT}(?:\s+and\s+{_SPOT}(?=\s*$))?)", re.IGNORECASE)


def _placed(match: re.Match[str]) -> Part:
    """The part of "in Oslo", "at the Amex Stadium", "for the Daily Post"."""
    spot = re.sub(r"^the\s+", "", match["spot"])
    end = match.end("spot")
    first, _, second = spot.rpartition(" and ")
    if first and " " in second and not is_place(second) and re.fullmatch(_FULL_NAME, second):
        end, spot = end - len(spot) + len(first), first  # "in Volos and Tom Reed": a further author
    known = publishers.by_name(match["spot"]) or publishers.is_outlet(spot)
    return Part("publisher" if known else _PLACED[match["word"].lower()], end - len(spot), end)


_PLACED: dict[str, Field] = {"in": "place", "from": "place", "at": "venue", "for": "publisher", "of": "publisher"}


@cache
def by_word() -> re.Pattern[str]:
    """What opens a byline: "By", "Words by", "Author:"."""
    return re.compile(rf"(?:{lexicon.table('layout')['header']['by']})\b:?\s+", re.IGNORECASE)


@cache
def by_anywhere() -> re.Pattern[str]:
    """A byline's word at the line's start or after a bar or dash."""
    return re.compile(rf"(?:^|[|•·–—-]\s+){by_word().pattern}", re.IGNORECASE)


_AND = re.compile(r"\s*(?:\band\b|&|\+|\bwith\b)\s+", re.IGNORECASE)


#: What an author is, before the name: "court reporter ", "chief political correspondent ".
_TITLED = re.compile(r"(?:[a-z]+ ){0,3}(?:reporter|correspondent|editor|writer|columnist|producer)s? (?=[^\W\d_a-z])")


def _authors(piece: str, by: bool) -> list[Part]:
    """A piece of authors: "Anna Berg and Eva Eng in Oslo", "Anna Berg and agencies"; nothing when words are left.

    A single name counts only after "by".
    """
    opened = by_word().match(piece)
    at = opened.end() if opened else 0
    titled = _TITLED.match(piece, at) if opened or by else None
    at = titled.end() if titled else at
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
            at = parts[-1].end
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
    titled = words.title() if words.isupper() else words
    is_body = titled.rpartition(" ")[2] in lexicon.table("layout")["publisher"]["bodies"]
    known = publishers.by_name(words) or (match["single"] is None and (is_body or publishers.is_outlet(titled)))
    return Part("publisher" if known else "names", *match.span())


@cache
def _author() -> re.Pattern[str]:
    staff = fill(lexicon.table("layout")["header"]["staff"])
    return re.compile(
        rf"(?P<staff>{staff})(?![\w-])|(?P<full>{_FULL_NAME})|(?!{fragments()['month']})(?P<single>{_NAME})(?![\w-])",
        re.IGNORECASE,
    )
