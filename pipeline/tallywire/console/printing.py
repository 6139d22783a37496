"""How rows and lines of text from outside are printed: no markup, no control characters, wide where nobody watches."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

#: Columns of a table that goes to a file or a pipe.
_PLAIN_WIDTH = 160


def printable(text: str) -> str:
    """The text with a space for each character that is no sign or space, such as a terminal's control sequences."""
    return "".join(char if char.isprintable() else " " for char in text)


def say(console: Console, text: str, style: str | None = None) -> None:
    """Print a line as it is: unwrapped, brackets and numbers meaning nothing."""
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)


def print_table(
    columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], counted: tuple[str, str], stream: TextIO
) -> None:
    """Print rows under `columns` (heading and share of the width) and how many there are of `counted` (one, many)."""
    console = Console(file=stream)
    if not console.is_terminal:
        console = Console(file=stream, width=_PLAIN_WIDTH)
    table = Table(box=None, pad_edge=False, header_style="bold", row_styles=["", "dim"])
    for heading, ratio in columns:
        table.add_column(heading, ratio=ratio, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console.print(table)
    console.print(number_of(table.row_count, *counted), style="dim")


def number_of(number: int, one: str, many: str) -> str:
    """ "1 claim", "1,200 claims"."""
    return f"{number:,} {one if number == 1 else many}"
