"""Collections in SGML and XML: TREC, Gigaword, Reuters-21578, NITF, NewsML-G2, and articles in elements of their own.

Of each record the elements are read by their names, as the fields of a JSON object are; well-formed they need not be.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import BinaryIO

from en_tallywire import lexicon
from tallywire.errors import EmptyInput, InputError, TooLarge
from tallywire.read.encoding import decode, in_bytes, marked_encoding, refuse_binary
from tallywire.read.markup import codec_within
from tallywire.read.names import names_of
from tallywire.read.record import read_record
from tallywire.read.window import Window
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

#: The elements that are an article each, in collections of several.
RECORDS = ("newsitem", "nitf", "reuters", "doc", "article", "story", "document", "record", "row", "item")
#: Bytes of a record, and its tags: the parser may go over the rest of the record for each that is never closed.
MAX_RECORD, MAX_TAGS = 16 << 20, 20_000

_OPENING = re.compile(rb"<(?:%s)(?=[\s>])" % "|".join(RECORDS).encode(), re.IGNORECASE)
_BLOCK = 1 << 16


def read_tagged(
    stream: io.BufferedReader, source: str, settings: RunSettings, window: Window
) -> Iterator[Dump | Reject]:
    """One dump a record, `source` with `#N` behind it (0-based). Raises EmptyInput when there is no record."""
    head = stream.peek()
    refuse_binary(head)
    declared = settings.encoding or marked_encoding(head) or codec_within(head)
    data, encoding = in_bytes(stream, head, declared)
    number = -1
    for number, record in enumerate(_records(data)):
        if not window.admits(len(record or b"")):
            continue
        name, place = f"{source}#{number}", f"record {number}"
        try:
            if record is None:
                raise TooLarge(f"{place} has more than {MAX_RECORD >> 20} MB; one record is to be one article.")
            if record.count(b"<") > MAX_TAGS:
                raise TooLarge(f"{place} has more than {MAX_TAGS:,} tags; save its text as plain text.")
            yield from read_record(_fields(decode(record, encoding)), settings.columns, name, place)
        except InputError as error:
            yield Reject(name, "read", type(error).__name__, str(error))
    if number < 0:
        raise EmptyInput("the collection has no records; there is nothing to read in it.")


def _records(stream: BinaryIO) -> Iterator[bytes | None]:
    """Each record with its tags, all of the kind that comes first; None for one that is too large."""
    data, closing = b"", None
    while block := stream.read(_BLOCK):
        data += block
        while True:
            opening = _OPENING.search(data)
            if opening is None:
                data = data[-_LONGEST:]
                break
            closing = closing or re.compile(rb"</%s\s*>" % opening.group()[1:], re.IGNORECASE)
            end = closing.search(data, opening.end())
            if end is None:
                data = data[opening.start() :]
                break
            yield data[opening.start() : end.end()]
            data = data[end.end() :]
        if len(data) > MAX_RECORD:
            yield None
            data = b""
    if _OPENING.match(data):
        yield data


#: Bytes of the longest opening of a record.
_LONGEST = max(map(len, RECORDS)) + 2


@dataclass(slots=True)
class _Element:
    """An open element: its name, its words so far, and whether another in it holds the text."""

    name: str
    words: list[str] = field(default_factory=list)
    is_box: bool = False


class _Parser(HTMLParser):
    """Collects what each element and attribute of a record holds: of several with one name the first.

    An element's name stands alone and behind that of the element around it: "name", "provider.name".
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self._open: list[_Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = _name(tag)
        if name in _INLINE or len(self._open) == _DEEPEST:
            return
        if name in _BLOCKS:
            self.handle_data("\n")
            return
        for attribute, value in attrs:
            self.found.setdefault(f"{name}.{attribute}" if self._open else attribute, value or "")
        self._open.append(_Element(name))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        name = _name(tag)
        if name in _BLOCKS:
            self.handle_data("\n")
        elif any(element.name == name for element in self._open):
            while self._end() != name:
                pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words.append(data)

    def close(self) -> None:
        super().close()
        while self._open:
            self._end()

    def _end(self) -> str:
        element = self._open.pop()
        words = _GAP.sub("\n\n", "".join(element.words)).strip()
        if words and self._open and not element.is_box:
            self.found.setdefault(element.name, words)
            self.found.setdefault(f"{self._open[-1].name}.{element.name}", words)
        if words and element.name in _table()["texts"]:
            for outer in self._open:
                outer.is_box = True
        return element.name


#: What elements leave between paragraphs.
_GAP = re.compile(r"\n[ \t]*\n\s*")


@cache
def _table() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon.table("records")["tagged"].items()}


#: Elements that part the text they stand in, and those that do not even that.
_BLOCKS = frozenset({"p", "br", "hr", "div", "li", "ul", "ol", "tr", "td", "table", "hl2", "block", "media"})
#: How deep elements may lie in a record: what is deeper is the words of the one around it.
_DEEPEST = 64
_INLINE = frozenset(
    {"b", "i", "em", "strong", "a", "span", "sup", "sub", "q", "person", "org", "location", "chron", "num"}
)


def _name(tag: str) -> str:
    """A tag's name without its namespace, as one word: dots stand for paths."""
    return re.sub(r"[\W_]+", "", tag.rpartition(":")[2]).lower()


def _fields(record: str) -> dict[str, str]:
    """What a record's elements and attributes hold; the text below its dateline, and the day that its number tells."""
    parser = _Parser()
    parser.feed(_without_comments(record))
    parser.close()
    found = parser.found
    names = names_of(tuple(found), {})
    dateline = found.get("dateline")
    if dateline and "text" in names and not found[names["text"]].startswith(dateline):
        found[names["text"]] = f"{dateline}\n{found[names['text']]}"
    day = _DAY.search(found[names["id"]]) if "id" in names and "published" not in names else None
    if day:
        found["published"] = "-".join(day.groups())
    return found


def _without_comments(record: str) -> str:
    first, *commented = record.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in commented)


#: A day in the number of a document, as agencies give it: "ORB_ENG_20240507.0012".
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
