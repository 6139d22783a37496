"""Parquet: one record a row, read in small batches. A damaged row group is a reject; the others are read."""

import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tallywire.errors import DamagedInput, EmptyInput, InputError, TooLarge, one_line
from tallywire.read.names import Columns, names_of
from tallywire.read.record import no_text, read_record
from tallywire.read.streams import FREE_EXPANSION, MAX_RATIO, with_random_access
from tallywire.read.window import Window
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

_ROWS = 64
_BUFFER = 1 << 20


def read_parquet(
    stream: io.BufferedReader, source: str, settings: RunSettings, window: Window
) -> Iterator[Dump | Reject]:
    """One dump a row, `source` with `#N` behind it (0-based).

    Raises DamagedInput when the file is no whole Parquet file, BadRecord when it has no column for the text,
    EmptyInput when it has no rows.
    """
    try:
        file = pq.ParquetFile(with_random_access(stream), buffer_size=_BUFFER, pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        raise DamagedInput(f"this is no whole Parquet file ({one_line(error)}); get it again.") from error
    names = _columns(file, settings.columns)
    if not file.metadata.num_rows:
        raise EmptyInput("the Parquet file has no rows; there is nothing to read in it.")
    first = 0
    for group in range(file.num_row_groups):
        about = file.metadata.row_group(group)
        if not window.skips(about.num_rows, about.total_byte_size):
            yield from _group(file, group, first, names, source, settings.columns, window)
        first += about.num_rows


def _columns(file: Any, columns: Columns) -> list[str]:
    """The columns that hold a field, or a part that does. Raises BadRecord when none holds the text."""
    schema = file.schema_arrow
    inside = {name: name for name in schema.names if not pa.types.is_struct(schema.field(name).type)}
    for name in schema.names:
        if name not in inside:
            inside |= {f"{name}.{part.name}": name for part in schema.field(name).type}
    held = names_of(tuple(inside), columns)
    if "text" not in held:
        raise no_text("the Parquet file", list(schema.names), columns)
    return sorted({inside[name] for name in held.values()}, key=schema.names.index)


def _group(
    file: Any, group: int, first: int, names: list[str], source: str, columns: Columns, window: Window
) -> Iterator[Dump | Reject]:
    """The dumps of one row group, whose rows are numbered from `first` on."""
    number = first
    try:
        _refuse_bomb(file.metadata.row_group(group), names)
        for batch in file.iter_batches(_ROWS, row_groups=[group], columns=names, use_threads=False):
            for row in range(batch.num_rows):
                if window.admits(0):
                    yield from _row(batch, row, f"{source}#{number}", f"row {number + 1}", columns)
                number += 1
    except (pa.ArrowException, OSError, TooLarge) as error:
        kind = TooLarge if isinstance(error, TooLarge) else DamagedInput
        end = first + file.metadata.row_group(group).num_rows
        window.seen += end - number
        rows = f"rows {number + 1} to {end}"
        message = f"{rows} cannot be read ({one_line(error)}); get the file again, or write it anew."
        yield Reject(f"{source}#{number}", "read", kind.__name__, message)


def _row(batch: Any, row: int, name: str, place: str, columns: Columns) -> Iterator[Dump | Reject]:
    record = {field: _value(batch.column(position)[row]) for position, field in enumerate(batch.schema.names)}
    try:
        yield from read_record(record, columns, name, place)
    except InputError as error:
        yield Reject(name, "read", type(error).__name__, str(error))


def _value(cell: Any) -> Any:
    try:
        return cell.as_py()
    except (ValueError, OverflowError):  # a day that Python's calendar does not have, or text that is not UTF-8
        return str(cell.cast(pa.int64())) if pa.types.is_temporal(cell.type) else None


def _refuse_bomb(group: Any, names: list[str]) -> None:
    """Raise TooLarge when a row group's columns expand as no text does."""
    parts = [group.column(position) for position in range(group.num_columns)]
    chosen = [part for part in parts if part.path_in_schema.partition(".")[0] in names]
    given = sum(part.total_uncompressed_size for part in chosen)
    if given > max(FREE_EXPANSION, MAX_RATIO * sum(part.total_compressed_size for part in chosen)):
        raise TooLarge("it expands to far more than news does")
