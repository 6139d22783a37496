"""Copies of files that are reached by URL, on this machine's disk: readers seek, and a large file is read in parts."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from functools import lru_cache
from io import BufferedReader

from tallywire.errors import EngineError, TallywireError
from tallywire.location import Remote, reason

_BLOCK = 8 << 20
#: Seconds to wait before a file is asked for again.
_PAUSES = (1, 4, 15)


class Fetched:
    """A copy without a name, which is gone when this process is; `sha256` (hex) is that of its bytes.

    Raises OSError when the file cannot be read, EngineError when there is no room for it here.
    """

    def __init__(self, place: Remote) -> None:
        self._file = tempfile.TemporaryFile(prefix="tallywire-")  # noqa: SIM115  # it is open as long as this lives
        digest = hashlib.sha256()
        for block in _blocks(place):
            digest.update(block)
            self._write(block, place)
        self.sha256 = digest.hexdigest()

    def __del__(self) -> None:
        self._file.close()

    def open(self) -> BufferedReader:
        """Its bytes from the beginning. One reader at a time: all share one position."""
        stream = os.fdopen(os.dup(self._file.fileno()), "rb")
        stream.seek(0)
        return stream

    def _write(self, block: bytes, place: Remote) -> None:
        try:
            self._file.write(block)
            self._file.flush()
        except OSError as error:
            folder = tempfile.gettempdir()
            raise EngineError(
                f"no room for a copy of {place} in {folder} ({reason(error)}); set TMPDIR to a larger disk."
            ) from error


def _blocks(place: Remote) -> Iterator[bytes]:
    """The bytes of a file, block by block. Raises OSError, also where what reads it has errors of its own kind."""
    try:
        with place.open_stream() as stream:
            while block := stream.read(_BLOCK):
                yield block
    except (OSError, TallywireError):
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error


def hold(place: Remote, sha256: str) -> None:
    """Fetch a file that had that SHA-256. Raises EngineError when it has changed, or cannot be read again and again."""
    for pause in (*_PAUSES, None):
        try:
            found = fetch(place).sha256
        except OSError as error:
            if pause is None:
                raise EngineError(f"{place} can no longer be read ({reason(error)}); run again to go on.") from error
            time.sleep(pause)
            continue
        if found != sha256:
            raise EngineError(f"{place} has changed since the run began; run again to go on.")
        return


@lru_cache(maxsize=1)
def fetch(place: Remote) -> Fetched:
    """The copy of a file; the last one is kept, so that it is fetched once for all that is done with it in a row.

    Raises as `Fetched` does.
    """
    return Fetched(place)
