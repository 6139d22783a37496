"""What a run has done and not yet put into the dataset: one folder a shard, hidden in the dataset's folder.

A shard's tables and its entry are written to a folder of its own and committed by one rename of that folder. An
interrupted run leaves only whole shards behind, and folders that nothing refers to, which the next one removes.
"""

import json
import os
import shutil
import socket
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from tallywire.store.manifest import Header, Piece, write_json

STAGING = ".staging"
_HEADER = "header.json"
_ENTRY = "entry.json"


@dataclass(frozen=True, slots=True)
class Staged:
    """A committed shard: the folder of its tables, and its pieces in their order."""

    folder: Path
    pieces: tuple[Piece, ...]


class Staging:
    """The hidden folder of the dataset in `out`."""

    def __init__(self, out: Path) -> None:
        self.folder = out / STAGING
        self._shards = self.folder / "shards"
        #: Files that a run needs while it works: copies of what can be read only once.
        self.spool = self.folder / "spool"
        #: Where shards are written before they are committed.
        self.work = self.folder / "work"

    def begin(self, header: Header, replaces: bool) -> None:
        """Make the folders and note what the shards depend on; `replaces` says that the dataset will begin anew."""
        for folder in (self._shards, self.spool, self.work):
            folder.mkdir(parents=True, exist_ok=True)
        write_json({"header": asdict(header), "replaces": replaces}, self.folder / _HEADER)

    def begun(self) -> tuple[Header, bool] | None:
        """Header, and whether the dataset is to be replaced, of the run that was interrupted; None without one."""
        try:
            fields = json.loads((self.folder / _HEADER).read_text(encoding="utf-8"))
            return Header(**fields["header"]), bool(fields["replaces"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def tidy(self) -> None:
        """Remove what is not committed."""
        for folder in (self.spool, self.work):
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Remove what is not committed; all, when nothing is."""
        self.tidy()
        if not self.committed():
            self.remove()

    def remove(self) -> None:
        """Remove all; the header first, so that a run that dies here leaves nothing to go on with."""
        (self.folder / _HEADER).unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def commit(self, written: str) -> Staged:
        """Commit the shard that `write_shard` wrote under that name."""
        goal = self._shards / written
        (self.work / written).rename(goal)
        return _staged(goal)

    def committed(self) -> list[Staged]:
        """All committed shards, in no order that means anything."""
        return [_staged(folder) for folder in sorted(self._shards.glob("*"))]

    def discard(self, shard: Staged) -> None:
        """Remove a committed shard."""
        shutil.rmtree(shard.folder, ignore_errors=True)


def write_shard(work: Path, tables: Mapping[str, pa.Table], pieces: Sequence[Piece]) -> str:
    """Write a shard's tables and entry to a new folder in `work`; its name. Raises OSError, leaving nothing."""
    name = f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:12]}"
    folder = work / name
    folder.mkdir(parents=True)
    try:
        for table, rows in tables.items():
            write_table(rows, folder / f"{table}.parquet")
        write_json([asdict(piece) for piece in pieces], folder / _ENTRY)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return name


def write_table(rows: pa.Table, path: Path) -> None:
    """Write a Parquet file to the disk."""
    with path.open("wb") as file:
        pq.write_table(rows, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())


def _staged(folder: Path) -> Staged:
    entry: list[dict[str, Any]] = json.loads((folder / _ENTRY).read_text(encoding="utf-8"))
    return Staged(folder, tuple(Piece(**piece) for piece in entry))
