"""One dataset, one writer: a lock file in the dataset's folder.

The operating system frees the lock when its holder dies. What the file says of its holder serves for the message, and
for file systems that do not lock between hosts.
"""

import fcntl
import json
import os
import socket
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from tallywire.errors import DatasetError

LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a lock; `started` tells it from a later process with the same number."""

    pid: int
    host: str
    started: str
    since: str


class DatasetLock:
    """Holds the lock of the dataset in `folder`, which must exist, while used as a context manager.

    Raises DatasetError when another process writes the dataset.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / LOCK
        self._file = -1

    def __enter__(self) -> Self:
        """Take the lock, also over from a process that has died."""
        try:
            self._file = self._open()
        except OSError as error:
            raise DatasetError(f"cannot write to {self._folder}: {error.strerror}; choose another --out.") from error
        holder = _read(self._path)
        if holder and not _is_stale(holder):
            os.close(self._file)
            raise DatasetError(_message(self._path, holder))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        mine = Holder(os.getpid(), socket.gethostname(), _started(os.getpid()), now)
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, json.dumps(asdict(mine)).encode(), 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Free the lock."""
        self._path.unlink(missing_ok=True)
        os.close(self._file)

    def _open(self) -> int:
        """The lock file, locked. Its last holder may remove it in between: then there is a new one to open."""
        while True:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(file)
                raise DatasetError(_message(self._path, _read(self._path))) from None
            except OSError:  # a file system without locks: what the file says decides
                return file
            if self._path.exists() and os.path.samestat(os.fstat(file), self._path.stat()):
                return file
            os.close(file)


def _message(path: Path, holder: Holder | None) -> str:
    by = f"process {holder.pid} on {holder.host} since {holder.since}" if holder else "another process"
    return (
        f"{path.parent} is being written by {by}; wait for it, or choose another --out folder. "
        f"If that process is gone, delete {path}."
    )


def _is_stale(holder: Holder) -> bool:
    """Whether the holder is a process of this host that has ended."""
    return holder.host == socket.gethostname() and _started(holder.pid) != holder.started


def _started(pid: int) -> str:
    """When a process began, in the system's own measure; "" when there is none, "?" where that cannot be told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return _alive(pid)
    zombie = fields[0] in "ZX"
    return "" if zombie else fields[19]


def _alive(pid: int) -> str:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        return "?"
    return "?"


def _read(path: Path) -> Holder | None:
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
