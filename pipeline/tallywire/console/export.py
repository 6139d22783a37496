"""Writes a dataset in another format."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa

from tallywire.check import findings_table
from tallywire.console.options import ExportFormat, ExportTable
from tallywire.export import ONE_TABLE, Table, write
from tallywire.location import Location
from tallywire.store import read_batches, read_manifest
from tallywire.tables import SCHEMAS


def export_dataset(
    dataset: Location, to: ExportFormat, out: Path | None, table: ExportTable | None, *, replace: bool
) -> Path:
    """Export `dataset` and give the file's path; without `out` it is named after the folder, in the current one.

    Raises UsageError when the file cannot be written, DatasetError when there is no dataset.
    """
    read_manifest(dataset)
    names = [table] if table else ["claims"] if to in ONE_TABLE else [*SCHEMAS, "findings"]
    path = out or Path(f"{dataset.resolve().name}{f'-{names[0]}' if to in ONE_TABLE else ''}.{to}")
    write([_table(dataset, name) for name in names], to, path, replace=replace)
    return path


def _table(dataset: Location, name: str) -> Table:
    if name == "findings":
        found = findings_table(dataset)
        return Table(name, found.schema, partial(_batches, found))
    return Table(name, SCHEMAS[name], partial(read_batches, dataset, name))


def _batches(table: pa.Table) -> Iterator[pa.RecordBatch]:
    yield from table.to_batches()
