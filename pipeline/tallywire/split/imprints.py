"""Weighs the names on the page around a story as its publisher's (`heads.toml`, `[publisher]`).

A name may open the page, stand behind the title or behind ©, sign a mail; it counts for more if it is built as names of
newspapers and bodies are, stands on the page again, or lends its letters to an address.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import fsum

from en_tallywire import lexicon
from tallywire.split import publishers
from tallywire.split.kinds import TEXT, Marked
from tallywire.split.pieces import fill, header_pattern
from tallywire.split.places import is_place
from tallywire.split.titles import is_page_line


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a story's text: the lines above its title, its title's lines, and the lines below its text.

    `text` is where its text begins; `authors` are the names in its bylines, in lower case.
    """

    above: Sequence[Marked]
    title: Sequence[Marked]
    head: Sequence[Marked]
    below: Sequence[Marked]
    text: int
    authors: frozenset[str] = frozenset()

    def lines(self) -> Iterator[Marked]:
        """All lines but the title's."""
        yield from self.above
        yield from self.head
        yield from self.below


def surroundings(
    above: Sequence[Marked], title: Sequence[Marked], story: Sequence[Marked], below: Sequence[Marked]
) -> Surroundings:
    """The page around a story; of its own paragraphs the short ones, above it what stands behind the story before."""
    close = max((i for i, item in enumerate(above) if item.kind == "end_mark"), default=-1)
    head = [item for item in story if len(item.text) <= _SHORT and item not in title]
    authors = {_folded(item.text[start:end]) for item in head if item.line for start, end in item.line.spans("names")}
    text = next((item.paragraph.start for item in story if item.kind in TEXT), story[0].paragraph.start)
    return Surroundings(above[close + 1 :], title, head, below[:_BELOW], text, frozenset(authors))


#: Characters of the longest line of a page that is looked at, and how many lines below a story.
_SHORT, _BELOW = 160, 16


@dataclass(frozen=True, slots=True)
class Imprint:
    """A name weighed as the publisher's: where it first stands in the dump's text, and all that counts for it."""

    name: str
    rule: str
    start: int
    end: int
    cues: tuple[str, ...]

    @property
    def weight(self) -> float:
        """The sum of what counts for it."""
        weights = lexicon.table("heads")["publisher"]["weights"]
        return fsum(weights[cue] for cue in self.cues)


@dataclass(slots=True)
class _Tally:
    """The places in which one name stands, by the folded name."""

    first: tuple[str, int, int]
    rules: list[str] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)


def imprint(around: Surroundings) -> Imprint | None:
    """The name that weighs most, if it weighs enough; the first of several as heavy."""
    tallies: dict[str, _Tally] = {}
    for rule, read in _READERS.items():
        for item, start, end in read(around):
            name = item.text[start:end]
            offset = item.paragraph.start
            tally = tallies.setdefault(_folded(name), _Tally((name, offset + start, offset + end)))
            if offset not in tally.lines and rule not in tally.rules:
                tally.rules.append(rule)
            tally.lines.add(offset)
    weighed = [_weighed(folded, tally, around) for folded, tally in tallies.items() if folded not in around.authors]
    best = max(weighed, key=lambda one: one.weight, default=None)
    return best if best and best.weight >= lexicon.table("heads")["publisher"]["least"] else None


def _weighed(folded: str, tally: _Tally, around: Surroundings) -> Imprint:
    name, start, end = tally.first
    cues = [*tally.rules, *_built(name)]
    others = [item for item in around.lines() if item.kind not in TEXT and item.paragraph.start not in tally.lines]
    if any(_stands_in(folded, item.text) for item in others):
        cues.append("again")
    if any(_folded(item.text) == folded for item in around.head):
        cues.append("author")
    if any(
        _folded(item.text).startswith(tuple(f"{folded} {words}" for words in _lists()["imprint"]))
        for item in around.lines()
    ):
        cues.append("imprint")
    if any(_lends(folded, host) for item in around.lines() for host in _HOST.findall(item.text)):
        cues.append("domain")
    return Imprint(name, f"publisher.{tally.rules[0]}", start, end, tuple(cues))


def _stands_in(folded: str, text: str) -> bool:
    """Whether a name is a piece of a line, or stands there behind a small word."""
    line = _folded(text)
    at = line.find(folded)
    if at < 0 or line[at + len(folded) :][:1].isalnum():
        return False
    before = line[:at].rstrip()
    return not before or not before[-1].isalnum() or before.rpartition(" ")[2] in _BEFORE or before[-4:].isdigit()


_BEFORE = frozenset(
    {"of", "at", "by", "for", "from", "to", "with", "the", "in", "via", "copyright", "source", "follow"}
)

_HOST = re.compile(r"(?:@|//|www\.)(?:www\.)?([\w.-]+)\.[a-z]{2,}")


def _lends(folded: str, host: str) -> bool:
    """Whether an address is made of a name's letters."""
    letters, host = re.sub(r"\W", "", folded), re.sub(r"\W", "", host.lower())
    return min(len(letters), len(host)) >= 5 and (letters in host or host in letters)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    table = lexicon.table("heads")["publisher"]
    return {key: tuple(table[key]) for key, names in table.items() if isinstance(names, list)}


def _built(name: str) -> Iterator[str]:
    """What a name is by its form."""
    titled = name.title() if name.isupper() else name
    words = titled.removeprefix("The ").split()
    if publishers.by_name(titled) or publishers.by_name(name):
        yield "known"
    elif len(words) <= 2 and words[0].casefold() in _lists()["generic"] and publishers.is_outlet(titled):
        yield "generic"
    elif publishers.is_outlet(titled) and len(words) > 1:
        yield "outlet"
    elif titled.startswith(_lists()["issuers"]) or name in _lists()["issuers"]:
        yield "issuer"
    elif is_body(titled):
        yield "body"


def is_body(name: str) -> bool:
    """Whether a name is built as those of authorities, universities and associations are."""
    last = name.rpartition(" ")[2]
    ends = last in _lists()["body_last"] or last in lexicon.table("layout")["publisher"]["bodies"]
    return (ends and " " in name) or name.startswith(_lists()["body_first"])


#: What parts the pieces of a page's line.
_APART = re.compile(
    r"\s{2,}|\s(?=\d{2,3}(?:\.\d)?\s?(?:FM|AM|MHz|kHz)\b)|\s*[|•·∙›»>\[\]☰/]\s+|\s+[-–—:]+\s+|,\s+|\s\("
)
_WORD = r"(?:[^\W\d_a-z](?!\w*\d{3})[\w.&'’/!-]*|\d{1,2}|&)"
_NAME = re.compile(rf"{_WORD}(?:\s(?:(?:of|and|the|for|de|la|on|in)\s){{0,2}}{_WORD}){{0,6}}!?")
_LETTERS = re.compile(r"[^\W\d_]{3}")


def is_name(piece: str) -> bool:
    """Whether a piece of a line could be a publisher's name: capitalised, no section, no place, no line of the page."""
    if not _NAME.fullmatch(piece) or not _LETTERS.search(piece) or piece[0].isdigit() or is_page_line(piece):
        return False
    if all(_day_or_month().fullmatch(word) or word.isdigit() for word in piece.split()):
        return False
    return not header_pattern("section").fullmatch(piece) and not is_place(piece)


@cache
def _day_or_month() -> re.Pattern[str]:
    return re.compile(fill("(?:{month}|{weekday}),?"), re.IGNORECASE)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The spans of a line's pieces."""
    at = 0
    for match in [*_APART.finditer(text), None]:
        stop = match.start() if match else len(text)
        if stop > at:
            yield at, stop
        at = match.end() if match else stop


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
    if item.kind in TEXT or len(item.text) > _SHORT:
        return
    pieces = list(_pieces(item.text))
    known = publishers.find(item.text)
    if known and known[0] == 0 and not is_name(item.text[slice(*pieces[0])]):
        pieces[:1] = [(0, known[1])]
    trail = len(_CRUMBS.findall(item.text)) > 1
    for start, end in pieces[: 1 if first or trail else None]:
        if is_name(item.text[start:end]):
            yield item, start, end


_CRUMBS = re.compile(r"\s[›»>/|·•]\s")


def _suffix(around: Surroundings) -> _Names:
    """The last piece behind a title's bar or dash."""
    for item in (*around.title[-1:], *around.above):
        match = _SUFFIX.search(item.text)
        if (
            match
            and len(_CRUMBS.findall(item.text)) < 2
            and is_name(match["site"])
            and len(item.text[: match.start()].split()) >= 3
        ):
            yield item, *match.span("site")


_SUFFIX = re.compile(r"\s+(?:[|–—·•-]|::)\s+(?P<site>[^|–—·•]{3,45})$")


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
    for word in _lists()["rights_end"]:
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


_IN_BRACKETS = re.compile(r"@.*\((?P<name>[^()/]+?)\s*[/)]")
_BEFORE_ADDRESS = re.compile(r"\"?(?P<name>[^<\"@]+?)\"?\s*(?:<|$)")


def _source(around: Surroundings) -> _Names:
    """The name behind "Source:" above the text."""
    for item in (*around.above, *around.head):
        for start, end in item.line.spans("source") if item.line else ():
            end = min(end, next((start + to for _, to in _pieces(item.text[start:end])), end))
            if item.paragraph.start < around.text and is_name(item.text[start:end]):
                yield item, start, end


def _addressed(around: Surroundings) -> _Names:
    """The name behind "Support", "Special to", "More from"."""
    for item in around.lines():
        match = _to().search(item.text) if len(item.text) <= _SHORT else None
        if match and is_name(match["name"]):
            yield item, *match.span("name")


@cache
def _to() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _lists()["addressed"]))
    return re.compile(
        rf"(?<!\w)(?i:{words})\s+(?:the\s+)?(?P<name>{_NAME.pattern})(?=\s(?:on|for|at|and|today)\b|[.,:;]|$)"
    )


_READERS: dict[str, Callable[[Surroundings], _Names]] = {
    "masthead": _top,
    "suffix": _suffix,
    "rights": _rights,
    "sender": _sender,
    "source": _source,
    "addressed": _addressed,
    "above": _above,
}
