"""Finds the names on a page that could be its publisher's, by where they stand."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from tallywire.split.heads.outlets import NAME, is_name, lists, pieces, spans
from tallywire.split.heads.surroundings import SHORT, Surroundings
from tallywire.split.lines import publishers
from tallywire.split.lines.kinds import TEXT, Marked

_Names = Iterator[tuple[Marked, int, int]]


def _top(around: Surroundings) -> _Names:
    """The first name of the page's first lines: a whole piece, or one of the table that more follows."""
    for item in around.above[:_TOP]:
        named = list(_named(item, first=True))
        yield from named
        if named:
            return


#: Among so many first lines the masthead stands.
_TOP = 3


def _above(around: Surroundings) -> _Names:
    for item in around.above:
        yield from _named(item, first=False)


def _named(item: Marked, *, first: bool) -> _Names:
    if item.kind in TEXT or len(item.text) > SHORT:
        return
    found = list(pieces(item.text))
    known = publishers.find(item.text)
    if known and known[0] == 0 and not is_name(item.text[slice(*found[0])]):
        found[:1] = [(0, known[1])]
    trail = len(_CRUMBS.findall(item.text)) > 1
    for start, end in found[: 1 if first or trail else None]:
        if is_name(item.text[start:end]):
            yield item, start, end


_CRUMBS = re.compile(r"\s[›»>/|·•]\s")


def _suffix(around: Surroundings) -> _Names:
    """The last piece behind a title's bar or dash."""
    for item in (*around.title[-1:], *around.above):
        match = _SUFFIX.search(item.text)
        menu = item.text.isupper() or len(_CRUMBS.findall(item.text)) > 1
        if match and not menu and len(item.text[: match.start()].split()) >= _LONG:
            site = "site" if match["site"] else "noted"
            if is_name(match[site]):
                yield item, *match.span(site)


_SUFFIX = re.compile(
    r"\s+(?:[|–—·•-]|::)\s+(?P<site>[^|–—·•]{3,45})$|\s+[\[(](?P<noted>[^\[\](),]{3,45})[^\[\]()]{0,30}[\])]$"
)


def _barred(around: Surroundings) -> _Names:
    """One word behind the last bar of a title."""
    for item, start, end in _behind_bar(around):
        if " " not in item.text[start:end]:
            yield item, start, end


def _behind_bar(around: Surroundings) -> _Names:
    for item in (*around.title, *around.above):
        found = list(spans(_BAR, item.text))
        long = [span for span in found if len(item.text[slice(*span)].split()) >= _LONG]
        if len(found) > 1 and len(long) == 1 and long[0] != found[-1] and is_name(item.text[slice(*found[-1])]):
            yield item, *found[-1]


def _between_bars(around: Surroundings) -> _Names:
    """The other pieces of such a line."""
    for item in around.title:
        found = list(spans(_BAR, item.text))
        yield from ((item, start, end) for start, end in found[:-1] if is_name(item.text[start:end]))


_BAR, _LONG = re.compile(r"\s+[|]\s+"), 4


def _beneath(around: Surroundings) -> _Names:
    """The line right below the title."""
    for item in around.head[:1]:
        start, end = next(pieces(item.text), (0, 0))
        if around.title and item.paragraph.start < around.text and is_name(item.text[start:end]):
            yield item, start, end


def _signed(around: Surroundings) -> _Names:
    """The name that closes the text: alone, or with a date behind a dash or in brackets."""
    for item in (*around.head[-1:], *around.below[:1]):
        match = _SIGNED.fullmatch(item.text) if item.paragraph.start > around.text else None
        if match and is_name(match["name"]):
            yield item, *match.span("name")


_SIGNED = re.compile(r"[\[(]?(?:[–—=-]{1,3}\s*)?(?P<name>[^\[\](),/]{2,45}?)(?:\s*[,/]\s[^\[\]()]{4,30})?[\])]?")


def _rights(around: Surroundings) -> _Names:
    """The name behind © or "Copyright", without its form of company."""
    for item in (*around.above, *around.head, *around.below):
        match = _RIGHTS.search(item.text) if len(item.text) <= 300 else None
        if match:
            start, end = match.span("name")
            end = min((start + at for at in _ends(match["name"])), default=end)
            name = item.text[start:end].rstrip(" .,")
            if is_name(name):
                yield item, start, start + len(name)


def _ends(name: str) -> Iterator[int]:
    folded = name.casefold()
    for word in lists()["rights_end"]:
        match = re.search(rf"[\s,]+{re.escape(word)}(?!\w)", folded)
        if match:
            yield match.start()


_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s©(c),:]{0,6}(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?\s*)?(?:by\s+)?(?P<name>[^\d,;|.·•\s][^,;|·•\n]{2,60})",
    re.IGNORECASE,
)


def _sender(around: Surroundings) -> _Names:
    """Who a mail or post is from, without the address."""
    for item in (*around.above, *around.head):
        for start, end in item.line.spans("sender") if item.line else ():
            value = item.text[start:end]
            name = re.search(r"\((?P<name>[^()/]+?)\s*[/)]", value) or re.match(
                r"\"?(?P<name>[^<\"@]+?)\"?\s*(?:<|$)", value
            )
            if name and is_name(name["name"]):
                yield item, start + name.start("name"), start + name.end("name")


def _source(around: Surroundings) -> _Names:
    """The name behind "Source:" above the text, or below it with a day: data have none there."""
    for item in (*around.above, *around.head, *around.below):
        for start, end in item.line.spans("source", "publisher") if item.line else ():
            end = min(end, next((start + to for _, to in pieces(item.text[start:end])), end))
            dated = item.line is not None and "date" in item.line.fields
            if (item.paragraph.start < around.text or dated) and is_name(item.text[start:end]):
                yield item, start, end


def _published(around: Surroundings) -> _Names:
    """The name behind "Published" and a day."""
    for item in (*around.above, *around.head, *around.below):
        match = _PUBLISHED.search(item.text) if len(item.text) <= SHORT else None
        if match and is_name(match["name"]):
            yield item, *match.span("name")


_PUBLISHED = re.compile(
    r"^(?:first )?(?:published|posted|appeared)\b[^.;]{0,40}?\s(?:by|in|on)\s(?P<name>[^\W\d_][^,;|()]{2,45})$",
    re.IGNORECASE,
)


def _addressed(around: Surroundings) -> _Names:
    """The name behind "Support", "Special to", "More from"."""
    for item in around.lines():
        match = _to().search(item.text) if len(item.text) <= SHORT else None
        if match and is_name(match["name"]):
            yield item, *match.span("name")


@cache
def _to() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lists()["addressed"]))
    return re.compile(
        rf"(?<!\w)(?i:{words})\s+(?:the\s+)?(?P<name>{NAME.pattern})(?=\s(?:on|for|at|and|today|newsroom|staff|team|desk|reporters)\b|[.,:;]|$)"
    )


READERS: dict[str, Callable[[Surroundings], _Names]] = {
    "masthead": _top,
    "barred": _barred,
    "suffix": _suffix,
    "signed": _signed,
    "rights": _rights,
    "sender": _sender,
    "source": _source,
    "published": _published,
    "addressed": _addressed,
    "beneath": _beneath,
    "above": _above,
    "between": _between_bars,
}
