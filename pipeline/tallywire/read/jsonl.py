"""JSON Lines: one record a line, each an article. A bad line is a reject with its number; the others are read."""

import io
from collections.abc import Iterator
from typing import Any

import orjson

from tallywire.errors import BadRecord, EmptyInput, InputError, TooLarge
from tallywire.read.encoding import decode, in_bytes, refuse_binary
from tallywire.read.record import read_record
from tallywire.read.streams import bounded_lines
from tallywire.read.window import Window
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

#: Bytes of a line: books fit in it, and what does not is no article.
MAX_LINE = 16 << 20


def read_jsonl(
    stream: io.BufferedReader, source: str, settings: RunSettings, window: Window
) -> Iterator[Dump | Reject]:
    """One dump a record, `source` with `#N` behind it (0-based record number; blank lines are no records).

    Raises EmptyInput when the stream holds no record, BinaryInput when it is no text.
    """
    lines, encoding = in_bytes(stream, stream.peek(), settings.encoding)
    number = -1
    for line_number, line in enumerate(bounded_lines(lines, MAX_LINE), start=1):
        if line is not None and not line.strip():
            continue
        number += 1
        if number == 0 and line is not None:
            refuse_binary(line)
        if not window.admits(len(line or b"")):
            continue
        name = f"{source}#{number}"
        try:
            record = _parse(line, line_number, encoding)
            yield from read_record(record, settings.columns, name, f"line {line_number}")
        except InputError as error:
            yield Reject(name, "read", type(error).__name__, str(error))
    if number < 0:
        raise EmptyInput("the file is empty; write one JSON object a line, each with a `text`.")


def _parse(line: bytes | None, line_number: int, encoding: str | None) -> dict[str, Any]:
    if line is None:
        raise TooLarge(f"line {line_number} is longer than {MAX_LINE >> 20} MB; write one article a line.")
    try:
        record = orjson.loads(decode(line, encoding))
    except orjson.JSONDecodeError as error:
        raise BadRecord(f"line {line_number} is not JSON ({error}); write one JSON object a line.") from error
    if not isinstance(record, dict):
        raise BadRecord(f"line {line_number} is JSON but no object; write one object with a `text` a line.")
    return record
