"""A dataset's tables in other formats: CSV, JSON Lines, SQLite and Excel workbooks."""

from tallywire.export.tables import Table
from tallywire.export.write import FORMATS, ONE_TABLE, write

__all__ = ["FORMATS", "ONE_TABLE", "Table", "write"]
