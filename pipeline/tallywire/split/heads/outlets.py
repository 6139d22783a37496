"""Tells what could be a publisher's name, and of what kind it is by its form (`heads.toml`, `[publisher]`)."""

import re
from collections.abc import Iterator
from functools import cache

from en_tallywire import lexicon
from tallywire.split.heads.titles import is_page_line
from tallywire.split.lines import publishers
from tallywire.split.lines.pieces import by_word, fill, header_pattern
from tallywire.split.lines.places import is_place


def folded(name: str) -> str:
    """A name in lower case, without its article and double spaces."""
    return " ".join(name.casefold().split()).removeprefix("the ")


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The lists of words of `[publisher]`, by name."""
    table = lexicon.table("heads")["publisher"]
    return {key: tuple(table[key]) for key, names in table.items() if isinstance(names, list)}


def built(name: str) -> Iterator[str]:
    """What a name is by its form."""
    titled = in_title_case(name)
    words = titled.removeprefix("The ").split()
    if publishers.by_name(titled) or publishers.by_name(name):
        yield "known"
    elif len(words) <= 2 and words[0].casefold() in lists()["generic"] and publishers.is_outlet(titled):
        yield "generic"
    elif publishers.is_outlet(titled) and len(words) > 1:
        yield "outlet"
    elif titled.startswith(lists()["issuers"]) or name in lists()["issuers"]:
        yield "issuer"
    elif is_body(titled):
        yield "body"


def in_title_case(name: str) -> str:
    """A name in capitals as it is written elsewhere; any other as it is."""
    return _SMALL.sub(lambda match: match.group().lower(), name.title()) if name.isupper() else name


_SMALL = re.compile(r"(?<=\s)(?:Of|And|The|For|On|In|To|De|La|Del)(?=\s)")


def is_body(name: str) -> bool:
    """Whether a name is built as those of authorities, universities and associations are."""
    last = name.rpartition(" ")[2]
    ends = last in lists()["body_last"] or last in lexicon.table("layout")["publisher"]["bodies"]
    return (ends and " " in name) or name.startswith(lists()["body_first"])


#: What parts the pieces of a page's line.
_APART = re.compile(
    r"^(?:[IVX]{1,5}|\d{1,2})[.)]\s+|\s{2,}|\s+(?=(?i:no|vol|nr|issue)\b\.?\s?\d)"
    r"|\s(?=\d{2,3}(?:\.\d)?\s?(?:FM|AM|MHz|kHz)\b)|\s*[|•·∙›»>\[\]☰/]\s+|\s+[-–—:]+\s+|,\s+|\s\("
)
_WORD = r"(?:[^\W\d_a-z](?!\w*\d{3})[\w.&'’/!-]*|\d{1,2}|&)"
_SMALL_WORD = (
    "(?:of|and|the|for|on|in|to|de|del|della|des|du|di|da|do|dos|der|den|die|das|la|le|les|el|al|et|y|e|und|van|von)"
)
NAME = re.compile(rf"{_WORD}(?:\s(?:{_SMALL_WORD}\s){{0,2}}{_WORD}){{0,6}}!?")
_LETTERS = re.compile(r"[^\W\d_]{3}")


def is_name(piece: str) -> bool:
    """Whether a piece of a line could be a publisher's name: capitalised, no section, no place, no line of the page."""
    if not NAME.fullmatch(piece) or not _LETTERS.search(piece) or piece[0].isdigit() or is_page_line(piece):
        return False
    words = piece.split()
    if all(_day_or_month().fullmatch(word) or word.isdigit() for word in words):
        return False
    if _day_or_month().fullmatch(words[-1]) and not publishers.by_name(piece):
        return False
    if by_word().match(piece) or any(header_pattern(name).fullmatch(piece) for name in ("section", "staff", "role")):
        return False
    return not is_place(piece)


@cache
def _day_or_month() -> re.Pattern[str]:
    return re.compile(fill("(?:{month}|{weekday}),?"), re.IGNORECASE)


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """The spans of a line's pieces."""
    return spans(_APART, text)


def spans(apart: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The spans of what a pattern parts in a text."""
    at = 0
    for match in [*apart.finditer(text), None]:
        stop = match.start() if match else len(text)
        if stop > at:
            yield at, stop
        at = match.end() if match else stop
