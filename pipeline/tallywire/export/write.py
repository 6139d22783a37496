"""Writes tables in the format that is asked for; the file appears whole or not at all."""

from collections.abc import Sequence
from pathlib import Path

from tallywire.errors import UsageError
from tallywire.export.database import write_sqlite
from tallywire.export.delimited import write_csv, write_jsonl
from tallywire.export.tables import Table
from tallywire.export.workbook import write_xlsx
from tallywire.location import appearing

#: Formats whose files hold one table, and formats whose files hold all.
ONE_TABLE = {"csv": write_csv, "jsonl": write_jsonl}
_ALL_TABLES = {"sqlite": write_sqlite, "xlsx": write_xlsx}
FORMATS = (*ONE_TABLE, *_ALL_TABLES)


def write(tables: Sequence[Table], to: str, out: Path, *, replace: bool = False) -> None:
    """Write `tables` (one of them for csv and jsonl) to the file `out`.

    `to` is one of FORMATS. Raises UsageError when `out` exists and `replace` is false, and when it cannot be written.
    """
    if out.exists() and not replace:
        raise UsageError(f"{out} already exists; choose another --out file, or replace it with --force.")
    with appearing(out) as file:
        if to in ONE_TABLE:
            [table] = tables
            ONE_TABLE[to](table, file)
        else:
            _ALL_TABLES[to](tables, file)
