"""Which format a file is in: magic bytes first, then markup, then the suffix, then the look of its first line."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BufferedReader
from pathlib import PurePath

from tallywire.errors import DamagedInput, UnknownFormat
from tallywire.read.encoding import marked_encoding
from tallywire.read.record import DELIMITERS, FIELDS, Columns, column, header_names
from tallywire.read.window import Window
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

Reader = Callable[[BufferedReader, str, RunSettings, Window], Iterator[Dump | Reject]]

#: Format -> module and function. A module, and the library it stands on, is imported when its format turns up.
_READERS = {
    "text": ("plain", "read_plain"),
    "html": ("html", "read_html"),
    "jsonl": ("jsonl", "read_jsonl"),
    "table": ("table", "read_table"),
    "parquet": ("parquet", "read_parquet"),
    "warc": ("warc", "read_warc"),
    "feed": ("feed", "read_feed"),
}
ARCHIVES = ("zip", "tar")

_MAGIC = ((0, b"PK\x03\x04", "zip"), (0, b"PK\x05\x06", "zip"), (0, b"PAR1", "parquet"), (0, b"WARC/", "warc"))
_TAR = (257, b"ustar")
_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rss": "feed",
    ".atom": "feed",
    ".tar": "tar",
}
#: Formats that their first bytes prove: a file with the suffix and without the bytes is damaged.
_PROVEN = {".zip": "zip archive", ".parquet": "Parquet file", ".warc": "WARC file"}

_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|p|h1)[\s>]", re.IGNORECASE)
_OPENING = 64


def reader(kind: str) -> Reader:
    """The function that reads dumps of a format."""
    module, function = _READERS[kind]
    found: Reader = getattr(import_module(f"tallywire.read.{module}"), function)
    return found


def sniff(name: str, head: bytes, settings: RunSettings) -> str:
    """The format of a file by its `name`, without suffix of compression, and first bytes: a reader's or an archive's.

    Raises UnknownFormat for XML that is neither page nor feed, DamagedInput when the suffix and the bytes disagree.
    """
    for at, magic, kind in (*_MAGIC, (*_TAR, "tar")):
        if head[at : at + len(magic)] == magic:
            return kind
    suffix = PurePath(name).suffix.lower()
    if suffix in _PROVEN and head:
        raise DamagedInput(f"the name is that of a {_PROVEN[suffix]}, but the content is not; get it again.")
    text = _text(head, settings.encoding)
    return _markup(text) or _SUFFIXES.get(suffix) or _look(text, settings.columns)


def _text(head: bytes, declared: str | None) -> str:
    encoding = declared or marked_encoding(head) or "utf-8"
    try:
        return head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    except LookupError:
        return ""


def _markup(text: str) -> str | None:
    if not text.startswith("<"):
        return None
    if _HTML.match(text[:_OPENING]):
        return "html"
    if not text.startswith(("<?xml", "<!", "<rss", "<feed", "<rdf:RDF")):
        return None
    feed, html = _FEED.search(text), _HTML.search(text)
    if feed and (not html or feed.start() < html.start()):
        return "feed"
    if html:
        return "html"
    if text.startswith("<?xml"):
        raise UnknownFormat("this is XML, but no RSS or Atom feed and no page; convert it to JSONL or plain text.")
    return None


def _look(text: str, columns: Columns) -> str:
    """JSON Lines when a JSON object begins, a table when a header names the text's column and another, else text."""
    if text.startswith("{") and text[1:].lstrip().startswith('"'):
        return "jsonl"
    line = text.partition("\n")[0].rstrip("\r")
    for delimiter in DELIMITERS:
        names = header_names(line, delimiter)
        if column("text", columns) in names and sum(column(field, columns) in names for field in FIELDS) > 1:
            return "table"
    return "text"
