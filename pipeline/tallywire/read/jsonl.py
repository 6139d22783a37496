"""JSON Lines: one record a line, each an article. A bad line is a reject with its number; the others are read."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

import orjson
from dateutil.parser import ParserError, parse

from tallywire.errors import BadRecord, EmptyInput, InputError
from tallywire.read.encoding import decode, refuse_binary
from tallywire.records import Dump, Metadata, Reject, digest

_TEXT_FIELDS = ("title", "publisher", "url", "byline")


def read_jsonl(stream: BinaryIO, source: str, encoding: str | None) -> Iterator[Dump | Reject]:
    """One dump a record, `source` with `#N` behind it (0-based record number; blank lines are no records).

    `text` is required; `title`, `published`, `publisher`, `url`, `byline` and `id` are used when there.
    Raises EmptyInput when the stream holds no record, BinaryInput when it is no text.
    """
    number = -1
    for line_number, line in enumerate(stream, start=1):
        if line_number == 1:
            refuse_binary(line)
        if not line.strip():
            continue
        number += 1
        name = f"{source}#{number}"
        try:
            yield from _dumps(line, line_number, name, encoding)
        except InputError as error:
            yield Reject(name, "read", type(error).__name__, str(error))
    if number < 0:
        raise EmptyInput("the file is empty; write one JSON object a line, each with a `text`.")


def _dumps(line: bytes, line_number: int, name: str, encoding: str | None) -> Iterator[Dump | Reject]:
    record = _parse(line, line_number, encoding)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadRecord(f"line {line_number}: the record has no `text`; give the article's text as a string.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    published, problem = _published(record.get("published"))
    if problem:
        message = f"line {line_number}: {problem}; the record was read without a publication date."
        yield Reject(name, "read", BadRecord.__name__, message)
    fields = {field: _text(record.get(field)) for field in _TEXT_FIELDS}
    metadata = Metadata(published=published, record_id=_text(record.get("id")), **fields)
    yield Dump(digest(text), name, text, metadata, one_story=True)


def _parse(line: bytes, line_number: int, encoding: str | None) -> dict[str, Any]:
    try:
        record = orjson.loads(decode(line, encoding))
    except orjson.JSONDecodeError as error:
        raise BadRecord(f"line {line_number} is not JSON ({error}); write one JSON object a line.") from error
    if not isinstance(record, dict):
        raise BadRecord(f"line {line_number} is JSON but no object; write one object with a `text` a line.")
    return record


def _text(value: object) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int | float) else None


def _published(value: object) -> tuple[date | None, str | None]:
    """The date of a record's `published`, and what is wrong with it when it is there but no date."""
    if value is None or value == "":
        return None, None
    for read in (_iso_date, _written_date):
        found = read(value) if isinstance(value, str) else None
        if found:
            return found, None
    return None, f"`published` is {value!r}, which is no date (write YYYY-MM-DD)"


def _iso_date(value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        return None


def _written_date(value: str) -> date | None:
    """A date with day, month and year in any usual writing: two defaults that share no part must give the same day."""
    try:
        one, other = (parse(value, default=default).date() for default in (datetime(2000, 1, 1), datetime(2001, 2, 2)))
    except (ParserError, OverflowError):
        return None
    return one if one == other else None
