"""What is exported: a named Arrow table that is read batch by batch, and its values as plain ones."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table and the way to read its batches, one after the other."""

    name: str
    schema: pa.Schema
    batches: Callable[[], Iterator[pa.RecordBatch]]

    def rows(self) -> Iterator[list[Plain]]:
        """The rows: days as ISO strings, lists as JSON text."""
        for batch in self.batches():
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield [_plain(value) for value in row]


def _plain(value: object) -> Plain:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, default=str)
    assert value is None or isinstance(value, str | int | float | bool)
    return value
