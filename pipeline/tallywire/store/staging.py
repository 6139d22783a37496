"""What a run has done and not yet put into the dataset, hidden in the dataset's folder.

A shard's tables are written to a folder of their own and committed by one more file, the entry that names them. What no
entry names is what an interrupted run has left, and the next one removes it.
"""

import json
import os
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from tallywire.errors import DatasetError
from tallywire.location import Location, each, remove_tree
from tallywire.store.manifest import Header, Piece, unreadable, write_json

STAGING = ".staging"
_HEADER = "header.json"


@dataclass(frozen=True, slots=True)
class Staged:
    """A committed shard: the folder of its tables, and its pieces in their order."""

    folder: Location
    pieces: tuple[Piece, ...]


class Staging:
    """The hidden folder of the dataset in `out`."""

    def __init__(self, out: Location) -> None:
        self.folder = out / STAGING
        self._shards = self.folder / "shards"
        #: Files that a run needs while it works: copies of what can be read only once.
        self.spool = self.folder / "spool"
        #: Where all is written: tables of shards in folders of their own, and what is needed for a while.
        self.work = self.folder / "work"

    def begin(self, header: Header, replaces: bool) -> None:
        """Make the folders and note what the shards depend on; `replaces` says that the dataset will begin anew."""
        for folder in (self._shards, self.spool, self.work):
            folder.mkdir(parents=True, exist_ok=True)
        write_json({"header": asdict(header), "replaces": replaces}, self.folder / _HEADER)

    def begun(self) -> tuple[Header, bool] | None:
        """Header, and whether the dataset is to be replaced, of the run that was interrupted; None without one.

        Raises DatasetError when that cannot be read.
        """
        header = self.folder / _HEADER
        try:
            fields = json.loads(header.read_text(encoding="utf-8"))
            return Header(**fields["header"]), bool(fields["replaces"])
        except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
            return None
        except OSError as error:
            raise DatasetError(unreadable(header, error)) from error

    def tidy(self) -> None:
        """Remove what is not committed, and all where it is not known what committed shards depend on."""
        if self.begun() is None:
            self.remove()
            return
        remove_tree(self.spool)
        committed = {entry.name.removesuffix(".json") for entry in self._shards.glob("*.json")}
        if not committed:
            remove_tree(self.work)
            return
        with suppress(FileNotFoundError):
            each(_remove, [place for place in self.work.iterdir() if place.name not in committed], self.folder)

    def close(self) -> None:
        """Remove what is not committed; all, when nothing is. A store that is gone is left as it is."""
        with suppress(OSError, DatasetError):
            self.tidy()
            if not any(self._shards.glob("*.json")):
                self.remove()

    def remove(self) -> None:
        """Remove all; the header first, so that a run that dies here leaves nothing to go on with."""
        (self.folder / _HEADER).unlink(missing_ok=True)
        remove_tree(self.folder)

    def commit(self, written: str, pieces: Sequence[Piece]) -> Staged:
        """Commit the shard that `write_shard` wrote under that name, and what came of its pieces."""
        write_json([asdict(piece) for piece in pieces], self._shards / f"{written}.json")
        return Staged(self.work / written, tuple(pieces))

    def committed(self) -> list[Staged]:
        """All committed shards, in no order that means anything."""
        entries: list[Location] = sorted(self._shards.glob("*.json"), key=str)
        return each(self._staged, entries, self.folder)

    def discard(self, shard: Staged) -> None:
        """Remove a committed shard; the entry first."""
        (self._shards / f"{shard.folder.name}.json").unlink(missing_ok=True)
        remove_tree(shard.folder)

    def _staged(self, entry: Location) -> Staged:
        pieces: list[dict[str, Any]] = json.loads(entry.read_text(encoding="utf-8"))
        return Staged(self.work / entry.name.removesuffix(".json"), tuple(Piece(**piece) for piece in pieces))


def write_shard(work: Location, tables: Mapping[str, pa.Table]) -> str:
    """Write a shard's tables to a new folder in `work`; its name. Raises OSError, leaving nothing."""
    name = f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:12]}"
    folder = work / name
    folder.mkdir(parents=True, exist_ok=True)
    try:
        each(lambda table: write_table(tables[table], folder / f"{table}.parquet"), tables, folder)
    except BaseException:
        remove_tree(folder)
        raise
    return name


def write_table(rows: pa.Table, path: Location) -> None:
    """Write a Parquet file, whose folder exists, so that it outlasts a loss of power."""
    if not isinstance(path, Path):
        buffer = pa.BufferOutputStream()
        pq.write_table(rows, buffer, compression="zstd")
        path.write_bytes(buffer.getvalue())
        return
    with path.open("wb") as file:
        pq.write_table(rows, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())


def _remove(place: Location) -> None:
    if place.is_dir():
        remove_tree(place)
    else:
        place.unlink(missing_ok=True)
