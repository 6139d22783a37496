"""A JSON document over any number of lines: the answer of a news interface, an array, or a table saved as JSON."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from tallywire.errors import BadRecord, EmptyInput, InputError, one_line
from tallywire.read.encoding import decode, refuse_binary
from tallywire.read.jsonl import read_jsonl
from tallywire.read.names import Columns, names_of
from tallywire.read.record import has_text, no_text, read_record
from tallywire.read.streams import read_bounded
from tallywire.read.window import Window
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

#: Bytes of a document, which is held as a whole; larger collections are JSON Lines.
MAX_DOCUMENT = 64 << 20
#: How deep the list of records may lie.
_DEPTH = 4


def read_document(
    stream: io.BufferedReader, source: str, settings: RunSettings, window: Window
) -> Iterator[Dump | Reject]:
    """One dump a record, `source` with `#N` behind it (0-based).

    The records are the document itself, its items, or the longest list of articles in it. Raises BadRecord when it is
    no JSON, or holds no article; EmptyInput when it holds nothing.
    """
    data = read_bounded(stream, MAX_DOCUMENT, "a JSON document")
    refuse_binary(data)
    try:
        document = orjson.loads(decode(data, settings.encoding))
    except orjson.JSONDecodeError as error:
        lines = data.split(maxsplit=1)
        if data.lstrip().startswith(b"{") and len(lines) > 1 and b"\n" in data.strip():
            yield from read_jsonl(io.BufferedReader(io.BytesIO(data)), source, settings, window)
            return
        raise BadRecord(f"this is no whole JSON document ({one_line(error)}); get it again.") from error
    records = _records(document, settings.columns, _DEPTH)
    if not records:
        if document in ({}, [], None):
            raise EmptyInput("the JSON document is empty; there is nothing to read in it.")
        raise no_text("the JSON document", _keys(document), settings.columns)
    for number, record in enumerate(records):
        if not window.admits(len(data) // len(records)):
            continue
        name = f"{source}#{number}"
        try:
            yield from read_record(_object(record, number), settings.columns, name, f"record {number}")
        except InputError as error:
            yield Reject(name, "read", type(error).__name__, str(error))


def _object(record: Any, number: int) -> Mapping[str, Any]:
    if not isinstance(record, Mapping):
        raise BadRecord(f"record {number} is no JSON object; give each article's fields in one.")
    return record


def _records(value: Any, columns: Columns, depth: int) -> Sequence[Any]:
    """The articles in a JSON value: of several lists that hold some, the longest."""
    if isinstance(value, list):
        return value if any(isinstance(item, Mapping) and has_text(item, columns) for item in value) else []
    if not isinstance(value, Mapping) or depth == 0:
        return []
    table = _rows(value, columns)
    if table:
        return table
    if has_text(value, columns):
        return [value]
    indexed = _records(list(value.values()), columns, depth)
    inner = [_records(item, columns, depth - 1) for item in value.values()]
    return max([indexed, *inner], key=len)


def _rows(value: Mapping[str, Any], columns: Columns) -> list[dict[str, Any]]:
    """The rows of a table that was saved column by column, as pandas saves it; none of any other value."""
    held = names_of(tuple(value), columns)
    if len(held) < _FIELDS or "text" not in held:
        return []
    cells = {name: value[name] for name in value if isinstance(value[name], list | Mapping)}
    text = cells.get(held["text"])
    if not text or any(len(column) != len(text) for column in cells.values()):
        return []
    rows = range(len(text)) if isinstance(text, list) else list(text)
    return [{name: column[row] for name, column in cells.items() if isinstance(column, type(text))} for row in rows]


#: A table has so many of an article's fields.
_FIELDS = 2


def _keys(document: Any) -> list[str]:
    """The names in the document's first record, or its own."""
    while isinstance(document, list):
        document = document[0] if document else {}
    return [str(key) for key in document] if isinstance(document, Mapping) else []
