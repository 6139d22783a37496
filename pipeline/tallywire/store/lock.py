"""One dataset, one writer: a lock file in the dataset's folder.

On this machine the operating system frees the lock when its holder dies; what the file says of its holder serves for
the message, and for file systems that do not lock between hosts. In a store that is reached by URL, see `lease`.
"""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from tallywire.errors import DatasetError
from tallywire.location import Location, Remote
from tallywire.store.holder import LOCK, Holder, is_written_by, read_holder
from tallywire.store.lease import Lease


def dataset_lock(folder: Location) -> "FileLock | Lease":
    """The lock of the dataset in `folder`, to be held as a context manager.

    Raises DatasetError when it is entered while another process writes the dataset.
    """
    return Lease(folder) if isinstance(folder, Remote) else FileLock(folder)


class FileLock:
    """Holds the lock of the dataset in `folder`, which must exist, while used as a context manager."""

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
        holder = read_holder(self._path)
        if holder and not holder.has_ended:
            os.close(self._file)
            raise DatasetError(is_written_by(self._path, holder))
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, Holder.this().as_bytes(), 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Free the lock."""
        self._path.unlink(missing_ok=True)
        os.close(self._file)

    def check(self) -> None:
        """Nothing: the operating system keeps it."""

    def _open(self) -> int:
        """The lock file, locked. Its last holder may remove it in between: then there is a new one to open."""
        while True:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(file)
                raise DatasetError(is_written_by(self._path, read_holder(self._path))) from None
            except OSError:  # a file system without locks: what the file says decides
                return file
            if self._path.exists() and os.path.samestat(os.fstat(file), self._path.stat()):
                return file
            os.close(file)
