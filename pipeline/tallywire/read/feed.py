"""RSS and Atom: one record an entry, its text the full content if the feed has it, else the summary."""

import io
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException

import feedparser

from tallywire.errors import BadRecord, EmptyInput, EncodingProblem, InputError, one_line
from tallywire.read.markup import decode_markup, words_of
from tallywire.read.record import published_date, read_record
from tallywire.read.streams import read_bounded
from tallywire.read.window import Window
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

#: Bytes of a feed; the parser holds it whole.
MAX_FEED = 8 << 20


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
    text = words_of(html)
    if not text:
        message = f"entry {number + 1} has neither content nor summary; there is nothing to read in it."
        yield Reject(name, "read", EmptyInput.__name__, message)
        return
    record = {
        "text": text,
        "title": words_of(entry.get("title", "")).replace("\n", " "),
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
