"""CSV and TSV: one record a row, columns named by the header. A bad row is a reject with its line; the others are read.

Python's csv module reads the rows, not Arrow's reader: there, a row that is too long, or malformed and not UTF-8, costs
all rows behind it.
"""

import csv
import io
from collections.abc import Iterator
from typing import Self

from tallywire.errors import BadRecord, EmptyInput, InputError, TooLarge
from tallywire.read.encoding import decode, in_bytes, refuse_binary
from tallywire.read.jsonl import MAX_LINE
from tallywire.read.names import Columns, names_of
from tallywire.read.record import no_text, read_record
from tallywire.read.streams import bounded_lines
from tallywire.read.window import Window
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

#: What may stand between the cells of a table.
DELIMITERS = (",", "\t", ";", "|")


def read_table(
    stream: io.BufferedReader, source: str, settings: RunSettings, window: Window
) -> Iterator[Dump | Reject]:
    """One dump a row, `source` with `#N` behind it (0-based; the header and blank lines are no rows).

    The delimiter is the one of `, TAB ; |` with which the header names the text's column. Raises EmptyInput when there
    is no row, BadRecord when the header has no column for the text, BinaryInput when the stream is no text.
    """
    head = stream.peek()
    in_lines, encoding = in_bytes(stream, head, settings.encoding)
    refuse_binary(in_lines.peek() if isinstance(in_lines, io.BufferedReader) else head)
    lines = _Lines(bounded_lines(in_lines, MAX_LINE), encoding)
    header, delimiter = _header(next(lines, ""), settings.columns)
    csv.field_size_limit(MAX_LINE)
    rows = csv.reader(lines, delimiter=delimiter)
    number = -1
    while (row := _next(rows, lines)) is not None:
        if not row:
            continue
        number += 1
        if not window.admits(sum(map(len, row)) if isinstance(row, list) else 0):
            continue
        name, place = f"{source}#{number}", f"line {lines.number}"
        try:
            if isinstance(row, InputError):
                raise row
            yield from read_record(_record(header, row, place, encoding), settings.columns, name, place)
        except InputError as error:
            yield Reject(name, "read", type(error).__name__, str(error))
    if number < 0:
        raise EmptyInput("the table has no rows; write a header and one row an article.")


class _Lines:
    """The decoded lines of a table. A line that is too long raises TooLarge, and the next one can still be asked for.

    Bytes that are not valid in the encoding become lone surrogates, so that the row that holds them is rejected alone.
    """

    def __init__(self, lines: Iterator[bytes | None], encoding: str | None) -> None:
        self._lines = lines
        self._encoding = encoding or "utf-8"
        self.number = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        self.number += 1
        line = next(self._lines)
        if line is None:
            raise TooLarge(f"line {self.number} is longer than {MAX_LINE >> 20} MB; one row is to be one article.")
        try:
            text = line.decode(self._encoding, "surrogateescape")
        except (LookupError, UnicodeError):
            text = decode(line, self._encoding)
        return text.removeprefix("\ufeff") if self.number == 1 else text


def _next(rows: Iterator[list[str]], lines: _Lines) -> list[str] | InputError | None:
    """The next row, what is wrong with it, or None at the end."""
    try:
        return next(rows, None)
    except csv.Error as error:
        return BadRecord(f"the row that ends at line {lines.number} is malformed ({error}); check its quotation marks.")
    except InputError as error:
        return error


def _header(line: str, columns: Columns) -> tuple[list[str], str]:
    """The names of the columns and the delimiter between them. Raises BadRecord without a column for the text."""
    readings = [(header_names(line, delimiter), delimiter) for delimiter in DELIMITERS]
    for names, delimiter in readings:
        if "text" in names_of(tuple(names), columns):
            return names, delimiter
    if not line.strip():
        raise EmptyInput("the table is empty; write a header and one row an article.")
    raise no_text("line 1", max((names for names, _ in readings), key=len), columns)


def header_names(line: str, delimiter: str) -> list[str]:
    """The names of the columns in a table's first line; none when it cannot be a header."""
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _record(header: list[str], row: list[str], place: str, encoding: str | None) -> dict[str, str]:
    if len(row) != len(header):
        raise BadRecord(f"{place}: the row has {len(row)} cells, the header {len(header)}; check its quotation marks.")
    record = dict(zip(header, row, strict=True))
    for cell in row:
        if not cell.isascii() and any("\ud800" <= sign <= "\udfff" for sign in cell):
            decode(cell.encode(encoding or "utf-8", "surrogateescape"), encoding)
    return record
