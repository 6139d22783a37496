"""All tables as one SQLite database, for SQL and Datasette."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pyarrow as pa

from tallywire.errors import one_line
from tallywire.export.tables import Table

_KEYS = {"stories": "story_id", "claims": "claim_id", "findings": "finding_id"}
_INDEXES = (
    *(("claims", name) for name in ("story_id", "counted_head", "actor_id", "country", "published", "date_from")),
    ("stories", "published"),
)


def write_sqlite(tables: Sequence[Table], path: Path) -> None:
    """Write the tables with their keys, what they refer to, and indexes on what is mostly asked for.

    Raises OSError when the file cannot be written.
    """
    try:
        with closing(sqlite3.connect(path)) as database, database:
            _fill(database, tables)
    except sqlite3.Error as error:
        raise OSError(one_line(error)) from error


def _fill(database: sqlite3.Connection, tables: Sequence[Table]) -> None:
    for table in tables:
        database.execute(_definition(table))
        marks = ", ".join("?" * len(table.schema))
        database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', table.rows())
    names = {table.name for table in tables}
    for name, column in _INDEXES:
        if name in names:
            database.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')


def _definition(table: Table) -> str:
    columns = [
        f'"{field.name}" {_affinity(field.type)}{"" if field.nullable else " NOT NULL"}' for field in table.schema
    ]
    if table.name in _KEYS:
        columns.append(f'PRIMARY KEY ("{_KEYS[table.name]}")')
    if table.name == "claims":
        columns.append('FOREIGN KEY ("story_id") REFERENCES "stories" ("story_id")')
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)})'


def _affinity(type_: pa.DataType) -> str:
    if pa.types.is_integer(type_) or pa.types.is_boolean(type_):
        return "INTEGER"
    return "REAL" if pa.types.is_floating(type_) else "TEXT"
