"""Where a line of a story's page stands: far or near above its title, between that and the text, in it, or below.

What a line says of the day depends on it. Words are data (`published.toml`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal

from en_tallywire import lexicon
from tallywire.split.cuts.openings import Opening
from tallywire.split.lines.kinds import HEADER, TEXT, Kind, Marked

Place = Literal["afar", "above", "head", "lead", "foot"]

#: How many paragraphs are read above a title, from the title on, and below the text.
_ABOVE, _HEAD, _FOOT = 30, 14, 30
#: What stands further above a title may be of another story.
_NEAR = 10
#: The text's first paragraphs, among which a line of the header may stand.
_LEADS = 3
#: What never tells when its story came out.
_SILENT: frozenset[Kind] = frozenset({"caption", "rule"})


@dataclass(frozen=True, slots=True)
class Page:
    """The paragraphs of a story's page: above its first, its own, and those below that are no other story's."""

    top: Sequence[Marked]
    story: Sequence[Marked]
    bottom: Sequence[Marked]
    title: Sequence[Marked]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page that may say when its story came out; `start` is an offset of the dump's text.

    `titled` says that it is of the title, `first` that it is the first below the text; `before` is the line above.
    """

    text: str
    start: int
    place: Place
    kind: Kind
    titled: bool = False
    before: str = ""
    first: bool = False


def page_lines(page: Page, text: str) -> Iterator[Line]:
    """The lines around a story's text, from the top; those of its running text are left out."""
    items = [*page.top[-_ABOVE:], *page.story, *page.bottom]
    places = _places(items, page)
    before = ""
    for i, item in enumerate(items):
        place = places[i]
        if place is None or item.kind in _SILENT:
            continue
        for line, start in _raw(item, text, whole=place == "foot"):
            first = place == "foot" and (i == 0 or places[i - 1] != "foot")
            yield Line(line, start, place, item.kind, item in page.title, before, first)
            before = line


def _raw(item: Marked, text: str, *, whole: bool) -> Iterator[tuple[str, int]]:
    """The lines of a paragraph as they were before their wraps were undone; a foot's sentence stays whole."""
    start, end = item.paragraph.start, item.paragraph.end
    if whole and credited().match(item.text):
        yield " ".join(text[start:end].split("\n")), start
        return
    for match in re.finditer(r"[^\n\r]+", text[start:end]):
        yield match.group(), start + match.start()


def _places(items: Sequence[Marked], page: Page) -> list[Place | None]:
    """The place of each paragraph; None for running text, and for what the page says of other stories."""
    prose = sorted(running := {i for i in range(len(items)) if _is_prose(items, i)})
    titles = [i for i, item in enumerate(items) if item in page.title]
    first, last = (prose[0], prose[-1]) if prose else (len(items), len(items))
    title = titles[0] if titles else min(first, len(items))
    until = min(prose[_LEADS - 1] if len(prose) >= _LEADS else last, title + _HEAD)
    days = [i for i in range(title, last) if items[i].kind == "date" and not _is_stamped(items[i])]
    parted = bool(days) and any(item.kind in TEXT for item in items[days[0] : days[-1]])
    timeline = days if parted else []
    places: list[Place | None] = []
    stopped = False
    for i, item in enumerate(items):
        place: Place | None = None
        if i < title:
            place = "above" if title - i <= _NEAR else "afar"
        elif i in timeline:
            place = None
        elif i < first:
            place = "head"
        elif i > last:
            stopped = stopped or _stops().fullmatch(item.text[:_OPENING]) is not None
            place = "foot" if i < last + _FOOT and (not stopped or credited().match(item.text)) else None
        elif i < until and i not in running:
            place = "lead"
        places.append(place)
    return places


#: What stands between one story's foot and the next one's head.
_PARTING: frozenset[Kind] = frozenset({"rule", "end_mark", "counter", "credit"})


def page_top(marked: Sequence[Marked], opening: Opening) -> int:
    """Where the page of a later story of a dump begins: after what closes the story before, or with what joins it."""
    first, heading = opening.first, opening.date_heading
    if heading is not None:
        return heading
    for i in range(first - 1, opening.interlude - 1, -1):
        if marked[i].kind in _PARTING or credited().match(marked[i].text) or _SIGNED.match(marked[i].text):
            return i + 1
    top = first
    while top > opening.interlude and marked[top].paragraph.gap == 0:
        top -= 1
    return top if top > opening.interlude else first


_SIGNED = re.compile(r"\s*[—–]\s*\S")


def notice_year(page: Page) -> int | None:
    """The newest year of the page's notices of copyright: "© 1996-2015"."""
    lines = (item.text for item in (*page.top, *page.bottom) if len(item.text) <= _OPENING)
    years = [int(year) for line in lines for match in _NOTICE.finditer(line) for year in _YEAR.findall(match.group())]
    return max(years, default=None)


_NOTICE = re.compile(r"(?:©|\(c\)|copyright)[^\n]{0,40}", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _is_stamped(item: Marked) -> bool:
    return item.line is not None and item.line.stamped


_ENDED = re.compile(r"""[.!?…:;,]["'”’»)\]]*$""")
#: The words of the shortest paragraph of prose that ends as a sentence, and of one that does not.
_CLOSED_WORDS, _OPEN_WORDS = 8, 25
#: The characters of a line that are looked at.
_OPENING = 200
#: A paragraph so short may be a standfirst.
_STANDFIRST = 170


def _is_prose(items: Sequence[Marked], i: int) -> bool:
    """Whether a paragraph is running text, neither a line of the page nor a standfirst above a header line."""
    item = items[i]
    if item.kind not in TEXT or credited().match(item.text):
        return False
    words = len(item.text.split())
    if words < (_CLOSED_WORDS if _ENDED.search(item.text[-8:]) else _OPEN_WORDS):
        return False
    below = islice(items, i + 1, i + 3)
    return len(item.text) > _STANDFIRST or not any(other.kind in HEADER for other in below)


@cache
def credited() -> re.Pattern[str]:
    """How a sentence or line opens that says when its own story came out."""
    return re.compile(rf"\W{{0,8}}(?:{'|'.join(lexicon.table('published')['credits']['own'])})", re.IGNORECASE)


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,8}}(?:{'|'.join(lexicon.table('published')['feet']['stops'])})", re.IGNORECASE)
