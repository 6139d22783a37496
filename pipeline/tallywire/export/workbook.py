"""All tables as one Excel workbook, one sheet a table."""

from collections.abc import Sequence
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tallywire.errors import UsageError, one_line
from tallywire.export.formulas import looks_like_formula
from tallywire.export.tables import Plain, Table

#: Excel's own limits.
_ROWS, _CHARACTERS = 1_048_576, 32_767
_CUT = "… (cut)"


def write_xlsx(tables: Sequence[Table], path: Path) -> None:
    """Write the workbook row by row: text stays text, never a formula or a link.

    A text longer than a cell can hold (a long story's) is cut, and says so at its end. Raises UsageError when a table
    has more rows than a sheet can hold, OSError when the file cannot be written.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": True,
    }
    try:
        with Workbook(str(path), options) as book:
            head, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
            for table in tables:
                _write_sheet(book.add_worksheet(table.name), table, head, quoted)
    except FileCreateError as error:  # it holds the system's error
        raise OSError(one_line(error.args[0])) from error


def _write_sheet(sheet: Worksheet, table: Table, head: Format, quoted: Format) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(table.schema) - 1, 16)
    for column, name in enumerate(table.schema.names):
        sheet.write_string(0, column, name, head)
    last = 0
    for last, row in enumerate(table.rows(), start=1):
        if last >= _ROWS:
            raise UsageError(f"an Excel sheet holds {_ROWS - 1:,} rows, {table.name} has more; use --to sqlite or csv.")
        for column, value in enumerate(row):
            _write_cell(sheet, last, column, value, quoted)
    sheet.autofilter(0, 0, last, len(table.schema) - 1)


def _write_cell(sheet: Worksheet, row: int, column: int, value: Plain, quoted: Format) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        text = value if len(value) <= _CHARACTERS else value[: _CHARACTERS - len(_CUT)] + _CUT
        sheet.write_string(row, column, text, quoted if looks_like_formula(text) else None)
