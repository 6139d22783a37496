"""One dataset, one writer, in a store that has no locks: an object that says who writes, and that they are still there.

The object is written and, after a while, read again: of two that write at once, the later one stays and the other sees
it. The holder writes it anew from time to time, and looks whether it is still its own before the dataset changes; one
that has not been heard of for long, or whose process on this host has ended, is taken over. What this cannot rule out
is a holder that is held up, between that look and its last write, for longer than its absence is put up with.
"""

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self
from uuid import uuid4

from tallywire.errors import DatasetError
from tallywire.location import Remote, reason
from tallywire.store.holder import LOCK, Holder, is_written_by, now, read_holder

#: Seconds after which the lock is read again when it was taken: more than a write takes to be seen.
SECONDS_TO_SETTLE = 1.0
#: Seconds between two signs of life.
SECONDS_TO_BEAT = 60.0
#: Silence after which a holder counts as gone.
PATIENCE = timedelta(minutes=5)


class Lease:
    """Holds the lock of the dataset in `folder` while used as a context manager."""

    def __init__(self, folder: Remote) -> None:
        self._lock = folder / LOCK
        self._mine = replace(Holder.this(), token=uuid4().hex)
        self._ended = threading.Event()
        self._beating = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Self:
        """Take the lock, also over from a process that has died."""
        try:
            holder = read_holder(self._lock)
            if holder and not _is_gone(holder):
                raise DatasetError(is_written_by(self._lock, holder))
            self._write()
            self._ended.wait(SECONDS_TO_SETTLE)
            self.check()
        except OSError as error:
            raise DatasetError(
                f"cannot write to {self._lock.parent}: {reason(error)}; check the URL and the credentials."
            ) from error
        self._beating.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Free the lock, if it is still held."""
        self._ended.set()
        self._beating.join()
        with suppress(OSError, DatasetError):
            self.check()
            self._lock.unlink(missing_ok=True)

    def check(self) -> None:
        """Raise DatasetError when another process has taken the lock, OSError when the store does not answer."""
        holder = read_holder(self._lock)
        if holder is None or holder.token != self._mine.token:
            raise DatasetError(is_written_by(self._lock, holder))

    def _beat(self) -> None:
        """Write the lock anew, as long as it is held; what cannot be written now is tried again later."""
        while not self._ended.wait(SECONDS_TO_BEAT):
            try:
                self.check()
                self._write()
            except DatasetError:
                return
            except OSError:
                continue

    def _write(self) -> None:
        self._lock.write_bytes(replace(self._mine, beat=now()).as_bytes())


def _is_gone(holder: Holder) -> bool:
    if holder.has_ended:
        return True
    try:
        return datetime.now(UTC) - datetime.fromisoformat(holder.beat) > PATIENCE
    except (TypeError, ValueError):
        return False
