"""A record with named fields -> Dump: the same for JSON Lines, tables and feeds."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from tallywire.errors import BadRecord, TooLarge
from tallywire.read.encoding import plain_lines
from tallywire.records import Dump, Metadata, Reject, digest
from tallywire.settings import RecordField

#: Characters of an article; books fit in it.
MAX_TEXT = 16 << 20

FIELDS: tuple[RecordField, ...] = ("text", "title", "published", "publisher", "url", "byline", "id")

#: What may stand between the cells of a table.
DELIMITERS = (",", "\t", ";", "|")

Columns = Mapping[RecordField, str]


def column(field: RecordField, columns: Columns) -> str:
    """The name under which records hold `field`: its own, unless `columns` maps it."""
    return columns.get(field, field)


def header_names(line: str, delimiter: str) -> list[str]:
    """The names of the columns in a table's first line; none when it cannot be a header."""
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def read_record(record: Mapping[str, Any], columns: Columns, name: str, place: str) -> Iterator[Dump | Reject]:
    """The record's dump; before it a reject when its `published` is no date. `place` says where it is ("line 3").

    Raises BadRecord when there is no text.
    """
    values = {field: record.get(column(field, columns)) for field in FIELDS}
    text = values["text"]
    if not isinstance(text, str) or not text.strip():
        field = column("text", columns)
        raise BadRecord(
            f"{place}: the record has no `{field}`; give the article's text as a string, or name its column with "
            "--column text=NAME."
        )
    if len(text) > MAX_TEXT:
        most = f"{MAX_TEXT >> 20} million"
        raise TooLarge(f"{place}: the text has more than {most} characters; one record is to be one article.")
    text = plain_lines(text)
    published = published_date(values["published"])
    if published is None and values["published"] not in (None, ""):
        problem = f"`{column('published', columns)}` is {values['published']!r}, which is no date (write YYYY-MM-DD)"
        message = f"{place}: {problem}; the record was read without a publication date."
        yield Reject(name, "read", BadRecord.__name__, message)
    metadata = Metadata(
        title=_words(values["title"]),
        published=published,
        publisher=_words(values["publisher"]),
        url=_words(values["url"]),
        byline=_words(values["byline"]),
        record_id=_words(values["id"]),
    )
    yield Dump(digest(text), name, text, metadata, one_story=True)


def published_date(value: object) -> date | None:
    """The day that `value` names as written, time zones apart; None when it is no date with day, month and year."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    return _iso_date(value) or _written_date(value)


def _words(value: object) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int | float) else None


def _iso_date(value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        return None


def _written_date(value: str) -> date | None:
    """A date with day, month and year in any usual writing: two defaults that share no part must give the same day."""
    from dateutil.parser import ParserError, parse  # a twentieth of a second, which most inputs can do without

    try:
        one, other = (parse(value, default=default).date() for default in (datetime(2000, 1, 1), datetime(2001, 2, 2)))
    except (ParserError, OverflowError):
        return None
    return one if one == other else None
