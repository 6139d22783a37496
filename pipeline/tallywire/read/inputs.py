"""Paths, folders, globs and standard input -> the files to read, in one order however they were named."""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import has_magic, iglob
from io import BufferedReader
from pathlib import Path
from typing import cast

from tallywire.errors import InputError, MissingInput
from tallywire.read.select import ALL, Selection
from tallywire.read.streams import Budget, counted
from tallywire.records import Reject

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: `source` is its name as given on the command line, `size` its bytes (0 when not known).

    `below` is its path below the folder that was named, "" when the file itself was.
    """

    source: str
    path: Path | None
    size: int = 0
    below: str = ""

    def open(self) -> BufferedReader:
        """The bytes, of which `peek` shows the first thousands; raises OSError when the file cannot be opened."""
        stream = self.path.open("rb") if self.path else cast(BufferedReader, sys.stdin.buffer)
        return stream if stream.seekable() else counted(stream, Budget())

    def sha256(self) -> str | None:
        """SHA-256 (hex) of the file's bytes; None for standard input, pipes and what cannot be read."""
        if self.path is None or not self.path.is_file():
            return None
        try:
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None


def find_inputs(names: Iterable[str], selection: Selection = ALL) -> tuple[list[Input], list[Reject]]:
    """The inputs that `names` stand for, sorted by source and each once, and a reject for every name that is nothing.

    A folder stands for all files in it and below, hidden ones apart; a pattern (`*`, `?`, `[...]`, `**`) for the
    files that match; `-` for standard input. `selection` leaves out files of folders and patterns.
    """
    found: dict[str, Input] = {}
    rejects = []
    for name in sorted(set(names)):
        try:
            for item in _expand(name, selection):
                found.setdefault(str(item.path.resolve()) if item.path else STDIN, item)
        except (InputError, OSError) as error:
            rejects.append(Reject(name, "read", type(error).__name__, describe_error(error)))
    return sorted(found.values(), key=lambda item: item.source), rejects


def describe_error(error: Exception) -> str:
    """One readable line: an operating system error by what the system says, others by their own text."""
    text = (error.strerror or "") if isinstance(error, OSError) else str(error)
    return " ".join(text.split()) or type(error).__name__


def _expand(name: str, selection: Selection) -> Iterator[Input]:
    if name == STDIN:
        yield Input(STDIN, None)
        return
    path = Path(name)
    if path.is_dir():
        found = [(p, p.relative_to(path).as_posix()) for p in path.rglob("*") if p.is_file()]
        files = [(p, below) for p, below in found if not is_hidden(below)]
        if not files:
            raise MissingInput(f"the folder {name} holds no files; name a folder with dumps in it.")
    elif path.exists():
        yield Input(str(path), path, path.stat().st_size)
        return
    elif has_magic(name):
        files = [
            (Path(match), Path(match).as_posix()) for match in iglob(name, recursive=True) if Path(match).is_file()
        ]
        if not files:
            raise MissingInput(f"the pattern {name} matches no file; check it, and quote it if the shell expands it.")
    else:
        raise MissingInput(f"there is no file or folder {name}; check the path.")
    chosen = [(p, below) for p, below in files if selection.admits(below)]
    if not chosen:
        raise MissingInput(f"--include and --exclude leave no file of {name}; check their patterns.")
    for file, below in chosen:
        yield Input(str(file), file, file.stat().st_size, below)


def is_hidden(below: str) -> bool:
    """Whether a file, or a folder above it, is hidden: its name begins with a dot."""
    return any(part.startswith(".") for part in below.split("/"))
