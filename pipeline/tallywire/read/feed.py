"""RSS and Atom: one record an entry, its text the full content if the feed has it, else the summary."""

import io
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException

import feedparser
from lxml.etree import LxmlError
from lxml.html import fragment_fromstring

from tallywire.errors import BadRecord, EmptyInput, EncodingProblem, InputError, one_line
from tallywire.read.markup import decode_markup
from tallywire.read.record import published_date, read_record
from tallywire.read.streams import read_bounded
from tallywire.read.window import Window
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

#: Bytes of a feed; the parser holds it whole.
MAX_FEED = 8 << 20

_BLOCKS = (
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "tr", "ul",
)  # fmt: skip


def read_feed(stream: io.BufferedReader, source: str, settings: RunSettings, window: Window) -> Iterator[Dump | Reject]:
    """One dump an entry, `source` with `#N` behind it (0-based). Raises EmptyInput when the feed has no entry."""
    xml, problem = decode_markup(read_bounded(stream, MAX_FEED, "a feed"), settings.encoding)
    if problem:
        yield Reject(source, "read", EncodingProblem.__name__, problem)
    # As a stream, and with a header: a string could be taken for an address, and the declaration is dealt with.
    header = {"content-type": "application/xml; charset=utf-8"}
    feed = feedparser.parse(io.BytesIO(xml.encode("utf-8", "replace")), response_headers=header)
    for number, entry in enumerate(feed.entries):
        if not window.admits(len(str(entry))):
            continue
        yield from _entry(entry, feed.feed, f"{source}#{number}", number)
    error = feed.get("bozo_exception")
    if isinstance(error, SAXException):
        message = f"the feed is not well-formed XML ({one_line(error)}); {len(feed.entries)} entries could be read."
        yield Reject(source, "read", BadRecord.__name__, message)
    elif not feed.entries:
        raise EmptyInput("the feed has no entries; there is nothing to read in it.")


def _entry(entry: Any, feed: Any, name: str, number: int) -> Iterator[Dump | Reject]:
    html = next((part.value for part in entry.get("content", ()) if part.get("value")), entry.get("summary", ""))
    text = _text(html)
    if not text:
        message = f"entry {number + 1} has neither content nor summary; there is nothing to read in it."
        yield Reject(name, "read", EmptyInput.__name__, message)
        return
    record = {
        "text": text,
        "title": _text(entry.get("title", "")).replace("\n", " "),
        "published": published_date(entry.get("published")) or published_date(entry.get("updated")),
        "publisher": entry.get("source", {}).get("title") or feed.get("title"),
        "url": entry.get("link"),
        "byline": entry.get("author"),
        "id": entry.get("id"),
    }
    try:
        yield from read_record(record, {}, name, f"entry {number + 1}")
    except InputError as error:
        yield Reject(name, "read", type(error).__name__, str(error))


def _text(html: str) -> str:
    """The words of an HTML fragment, each block on a line of its own."""
    if not html.strip():
        return ""
    try:
        tree = fragment_fromstring(html, create_parent="div")
    except (LxmlError, ValueError):
        return html
    for block in tree.iter(*_BLOCKS):
        block.text = f"\n{block.text or ''}"
        block.tail = f"\n{block.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
