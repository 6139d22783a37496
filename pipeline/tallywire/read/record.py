"""A record with named fields -> Dump: the same for JSON, tables, feeds and tagged collections."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from tallywire.errors import BadRecord, TooLarge
from tallywire.read.encoding import plain_lines
from tallywire.read.markup import is_fragment, words_of
from tallywire.read.names import Columns, flat, names_of
from tallywire.records import Dump, Metadata, Reject, digest
from tallywire.settings import RecordField

#: Characters of an article; books fit in it.
MAX_TEXT = 16 << 20


def has_text(record: Mapping[str, Any], columns: Columns) -> bool:
    """Whether a record holds the text of an article."""
    text = _values(flat(record), columns)[0].get("text")
    return isinstance(text, str) and bool(text.strip())


def read_record(record: Mapping[str, Any], columns: Columns, name: str, place: str) -> Iterator[Dump | Reject]:
    """The record's dump; before it a reject when its `published` is no date. `place` says where it is ("line 3").

    Raises BadRecord when there is no text.
    """
    values, names = _values(flat(record), columns)
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        raise no_text(place, list(record), columns)
    if len(text) > MAX_TEXT:
        most = f"{MAX_TEXT >> 20} million"
        raise TooLarge(f"{place}: the text has more than {most} characters; one record is to be one article.")
    text = plain_lines(words_of(text) if is_fragment(text) else text)
    published = published_date(values.get("published"))
    if published is None and "published" in values:
        problem = f"`{names['published']}` is {values['published']!r}, which is no date (write YYYY-MM-DD)"
        message = f"{place}: {problem}; the record was read without a publication date."
        yield Reject(name, "read", BadRecord.__name__, message)
    publisher, url = _words(values.get("publisher")), _words(values.get("url"))
    if publisher and "://" in publisher:  # "source": the address of the article
        publisher, url = None, url or publisher
    metadata = Metadata(
        title=_words(values.get("title")),
        published=published,
        publisher=publisher,
        url=url,
        byline=_words(values.get("byline")),
        record_id=_words(values.get("id")),
    )
    yield Dump(digest(text), name, text, metadata, one_story=True)


def _values(record: Mapping[str, Any], columns: Columns) -> tuple[dict[RecordField, Any], dict[RecordField, str]]:
    """The values of a flat record by their fields, and the names that they have in it."""
    names = names_of(tuple(record), columns)
    return {field: record[name] for field, name in names.items()}, names


#: How many names of a record or table an error shows.
_SHOWN = 20


def no_text(place: str, names: list[str], columns: Columns) -> BadRecord:
    """The error of a record or table that has other `names` only."""
    wanted = f"nothing named `{columns['text']}`" if "text" in columns else "no text of an article under a usual name"
    shown = ", ".join(names[:_SHOWN])
    return BadRecord(f"{place}: there is {wanted} among: {shown}. Name what holds the text: --column text=NAME.")


def published_date(value: object) -> date | None:
    """The day that `value` names as written, time zones apart; None when it is no date with day, month and year.

    Numbers are seconds or milliseconds since 1970, in UTC, or the digits of a date.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _numbered_date(value)
    if not isinstance(value, str):
        return None
    return _iso_date(value) or _written_date(value)


def _numbered_date(value: float) -> date | None:
    """Eight digits are a date's; of more, up to so many are seconds."""
    digits = str(int(value)) if value == value // 1 else ""
    if len(digits) in (len("YYYYMMDD"), len("YYYYMMDDHHMMSS")):
        written = _iso_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}")
        if written:
            return written
    if not _SECONDS[0] <= abs(value) <= _SECONDS[1] * 1000:
        return None
    return datetime.fromtimestamp(value if value <= _SECONDS[1] else value / 1000, UTC).date()


#: Seconds since 1970: from 1973 to 2096.
_SECONDS = (1e8, 4e9)


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
