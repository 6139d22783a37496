"""Paths, folders, globs, URLs and standard input -> the files to read, in one order however they were named."""

import hashlib
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from glob import has_magic, iglob
from io import BufferedReader
from pathlib import Path
from typing import cast

from tallywire.errors import InputError, MissingInput
from tallywire.location import Location, Remote, locate, reason, size_of
from tallywire.read.fetched import fetch, hold
from tallywire.read.select import ALL, Selection, is_hidden
from tallywire.read.streams import Budget, counted
from tallywire.read.urls import remote_files
from tallywire.records import Reject

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: `source` is its name as given on the command line, `size` its bytes (0 when not known).

    `below` is its path below the folder that was named, "" when the file itself was. A file that is reached by URL is
    copied to this machine when it is read, once for all that is read of it in a row.
    """

    source: str
    path: Location | None
    size: int = 0
    below: str = ""

    def open(self) -> BufferedReader:
        """The bytes, of which `peek` shows the first thousands; raises OSError when the file cannot be opened."""
        if isinstance(self.path, Remote):
            return fetch(self.path).open()
        stream = self.path.open("rb") if self.path else cast(BufferedReader, sys.stdin.buffer)
        return stream if stream.seekable() else counted(stream, Budget())

    def sha256(self) -> str | None:
        """SHA-256 (hex) of the file's bytes; None for standard input, pipes and what cannot be read."""
        try:
            if isinstance(self.path, Remote):
                return fetch(self.path).sha256
            if self.path is None or not self.path.is_file():
                return None
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None

    def hold(self, sha256: str | None) -> None:
        """Have a file that is reached by URL here, with that SHA-256; raises EngineError when it is no longer so."""
        if sha256 and isinstance(self.path, Remote):
            hold(self.path, sha256)

    @property
    def is_lasting(self) -> bool:
        """Whether it can be read more than once, or not at all; standard input and pipes are read only once."""
        if isinstance(self.path, Path):
            return self.path.is_file() or not self.path.exists()
        return self.path is not None

    def absolute(self) -> "Input":
        """The same for processes with another working folder."""
        return replace(self, path=self.path.absolute() if self.path else None)

    def copied(self, to: Location) -> "Input":
        """A copy of it, which can be read more than once."""
        with self.open() as stream:
            if isinstance(to, Remote):
                to.write_from(stream)
            else:
                with to.open("wb") as copy:
                    shutil.copyfileobj(stream, copy)
        return replace(self, path=to, size=size_of(to))


def find_inputs(names: Iterable[str], selection: Selection = ALL) -> tuple[list[Input], list[Reject]]:
    """The inputs that `names` stand for, sorted by source and each once, and a reject for every name that is nothing.

    A folder stands for all files in it and below, hidden ones apart; a pattern (`*`, `?`, `[...]`, `**`) for the
    files that match; `-` for standard input; a URL for a file, and where the store has them for a folder or, with `*`,
    `[...]` or `**`, a pattern. `selection` leaves out files of folders and patterns. Raises UsageError when a store
    cannot be opened.
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
    text = reason(error) if isinstance(error, OSError) else str(error)
    return " ".join(text.split()) or type(error).__name__


def _expand(name: str, selection: Selection) -> Iterator[Input]:
    if name == STDIN:
        yield Input(STDIN, None)
        return
    path = locate(name)
    found = _files(path, name) if isinstance(path, Path) else remote_files(path)
    if isinstance(found, int):
        yield Input(str(path), path, found)
        return
    chosen = [Input(str(file), file, size, below) for file, below, size in found if selection.admits(below)]
    if not chosen:
        raise MissingInput(f"--include and --exclude leave no file of {name}; check their patterns.")
    yield from chosen


def _files(path: Path, name: str) -> int | list[tuple[Path, str, int]]:
    """The bytes of a file, or the files that a folder or pattern stands for: each with its path below, and its bytes.

    Raises MissingInput when there are none.
    """
    if path.is_dir():
        below = [(p, p.relative_to(path).as_posix()) for p in path.rglob("*") if p.is_file()]
        files = [(p, place, p.stat().st_size) for p, place in below if not is_hidden(place)]
        if not files:
            raise MissingInput(f"the folder {name} holds no files; name a folder with dumps in it.")
        return files
    if path.exists():
        return path.stat().st_size
    if not has_magic(name):
        raise MissingInput(f"there is no file or folder {name}; check the path.")
    matches = [Path(match) for match in iglob(name, recursive=True)]
    files = [(match, match.as_posix(), match.stat().st_size) for match in matches if match.is_file()]
    if not files:
        raise MissingInput(f"the pattern {name} matches no file; check it, and quote it if the shell expands it.")
    return files
