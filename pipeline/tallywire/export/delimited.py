"""One table as CSV or JSON Lines."""

import csv
import json
from pathlib import Path

from tallywire.export.formulas import neutral
from tallywire.export.tables import Plain, Table


def write_csv(table: Table, path: Path) -> None:
    """Write CSV with a header (RFC 4180, UTF-8); text that looks like a formula gets an apostrophe before it."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(table.schema.names)
        writer.writerows([_cell(value) for value in row] for row in table.rows())


def write_jsonl(table: Table, path: Path) -> None:
    """Write one JSON object a line, its members in the order of the columns."""
    names = table.schema.names
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for batch in table.batches():
            for row in batch.to_pylist():
                stream.write(json.dumps({name: row[name] for name in names}, ensure_ascii=False, default=str) + "\n")


def _cell(value: Plain) -> Plain:
    return neutral(value) if isinstance(value, str) else value
