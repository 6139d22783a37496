"""Which format a file is in: magic bytes first, then markup, then the suffix, then the look of its first line."""

import json
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BufferedReader
from pathlib import PurePath

from tallywire.errors import DamagedInput, UnknownFormat
from tallywire.read.encoding import marked_encoding
from tallywire.read.names import Columns, names_of
from tallywire.read.table import DELIMITERS, header_names
from tallywire.read.window import Window
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

Reader = Callable[[BufferedReader, str, RunSettings, Window], Iterator[Dump | Reject]]

#: Format -> module and function. A module, and the library it stands on, is imported when its format turns up.
_READERS = {
    "text": ("plain", "read_plain"),
    "html": ("html", "read_html"),
    "jsonl": ("jsonl", "read_jsonl"),
    "json": ("document", "read_document"),
    "table": ("table", "read_table"),
    "parquet": ("parquet", "read_parquet"),
    "warc": ("warc", "read_warc"),
    "feed": ("feed", "read_feed"),
    "tagged": ("tagged", "read_tagged"),
    "office": ("office", "read_office"),
}
ARCHIVES = ("zip", "tar")

_MAGIC = ((0, b"PK\x03\x04", "zip"), (0, b"PK\x05\x06", "zip"), (0, b"PAR1", "parquet"), (0, b"WARC/", "warc"))
_TAR = (257, b"ustar")
_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
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
#: Where a zip archive has its first member's name, and what stands there in office documents.
_FIRST_NAME = 30
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis.opendocument")
#: The first element of a collection, as no page has it; and those inside XML that pages have as well.
_COLLECTION = re.compile(
    r"(?:<\?xml[^>]*>|<![^>]*>|\s)*<(?:\w+:)?(?:docs?|reuters|nitf|newsitem|newsmessage|newsml)[\s>]", re.IGNORECASE
)
_PAGE = re.compile(r"<(?:!doctype\s+)?html[\s>]", re.IGNORECASE)
_IN_XML = re.compile(r"<(?:article|story|document|record|row|item)[\s>]", re.IGNORECASE)


def reader(kind: str) -> Reader:
    """The function that reads dumps of a format."""
    module, function = _READERS[kind]
    found: Reader = getattr(import_module(f"tallywire.read.{module}"), function)
    return found


def sniff(name: str, head: bytes, settings: RunSettings) -> str:
    """The format of a file by its `name`, without suffix of compression, and first bytes: a reader's or an archive's.

    Raises UnknownFormat for XML that is neither page nor feed, DamagedInput when the suffix and the bytes disagree.
    """
    suffix = PurePath(name).suffix.lower()
    for at, magic, kind in (*_MAGIC, (*_TAR, "tar")):
        if head[at : at + len(magic)] == magic:
            return "office" if kind == "zip" and _is_office(head, suffix) else kind
    if suffix in _PROVEN and head:
        raise DamagedInput(f"the name is that of a {_PROVEN[suffix]}, but the content is not; get it again.")
    text = _text(head, settings.encoding)
    kind = _markup(text) or _SUFFIXES.get(suffix) or _look(text, settings.columns)
    return "jsonl" if kind == "json" and _has_lines(text) else kind


def _is_office(head: bytes, suffix: str) -> bool:
    """Whether a zip archive is an office document: by its name, or by what such documents hold first."""
    return suffix in (".docx", ".odt") or head.startswith(_OFFICE, _FIRST_NAME)


def _text(head: bytes, declared: str | None) -> str:
    encoding = declared or marked_encoding(head) or "utf-8"
    try:
        return head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    except LookupError:
        return ""


def _markup(text: str) -> str | None:
    if not text.startswith("<"):
        return None
    if _COLLECTION.match(text):
        return "tagged"
    if _HTML.match(text[:_OPENING]):
        return "html"
    if not text.startswith(("<?xml", "<!", "<rss", "<feed", "<rdf:RDF")):
        return None
    feed, html = _FEED.search(text), _HTML.search(text)
    if feed and (not html or feed.start() < html.start()):
        return "feed"
    if text.startswith("<?xml") and _IN_XML.search(text) and not _PAGE.search(text):
        return "tagged"
    if html:
        return "html"
    if text.startswith("<?xml"):
        raise UnknownFormat("this is XML without a feed, a page or articles; convert it to JSONL or plain text.")
    return None


def _look(text: str, columns: Columns) -> str:
    """A JSON document or JSON Lines when an object or array of objects begins, a table behind a header, else text."""
    if _JSON.match(text):
        return "json"
    line = text.partition("\n")[0].rstrip("\r")
    for delimiter in DELIMITERS:
        names = header_names(line, delimiter)
        held = names_of(tuple(names), columns)
        telling = "text" in held and (held["text"] == columns.get("text", "text") or len(held) > _FIELDS)
        if telling and len(held) > 1 and max(map(len, names)) <= _NAME:
            return "table"
    return "text"


#: The header of a table without a suffix names more than so many fields, or the text by its own name, and is so short.
_FIELDS, _NAME = 2, 40
_JSON = re.compile(r'\[\s*\{\s*["}]|\{\s*"')


def _has_lines(text: str) -> bool:
    """Whether the first line is a JSON object and another begins: JSON Lines, whatever the file is called."""
    first, _, rest = text.partition("\n")
    if not first.startswith("{") or not rest.lstrip().startswith("{"):
        return False
    try:
        json.loads(first)
    except ValueError:
        return False
    return True
