"""Who writes a dataset: what its lock says of the process that holds it."""

import json
import os
import socket
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from tallywire.location import Location

LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a lock; `started` tells it from a later process with the same number.

    `token` tells one taking of a lock from another, `beat` is when the holder last said that it is there; "" where the
    operating system keeps the lock. Times are UTC, in ISO form.
    """

    pid: int
    host: str
    started: str
    since: str
    token: str = ""
    beat: str = ""

    @classmethod
    def this(cls) -> "Holder":
        """This process, now."""
        return cls(os.getpid(), socket.gethostname(), _started(os.getpid()), now())

    @property
    def has_ended(self) -> bool:
        """Whether it is a process of this host that has ended."""
        return self.host == socket.gethostname() and _started(self.pid) != self.started

    def as_bytes(self) -> bytes:
        """What a lock says."""
        return json.dumps(asdict(self)).encode()


def read_holder(lock: Location) -> Holder | None:
    """Who holds the lock; None when there is none, or it says nothing."""
    try:
        return Holder(**json.loads(lock.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None


def is_written_by(lock: Location, holder: Holder | None) -> str:
    """What to say to whom a lock keeps out."""
    by = f"process {holder.pid} on {holder.host} since {holder.since}" if holder else "another process"
    return (
        f"{lock.parent} is being written by {by}; wait for it, or choose another --out folder. "
        f"If that process is gone, delete {lock}."
    )


def now() -> str:
    """The time, in ISO form."""
    return datetime.now(UTC).isoformat(timespec="seconds")


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
