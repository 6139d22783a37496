"""What is done alike, but in other ways, to files on this machine and on a file system that is reached by URL."""

import os
import re
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

from tallywire.location.remote import Remote

if TYPE_CHECKING:
    from concurrent.futures import Future

Location = Path | Remote

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
#: Requests to a store at a time: each mostly waits.
_REQUESTS = 16
#: What pyarrow says of a request that an object store refused.
_STORE = re.compile(r".*AWS Error (\w+) during \w+ operation: (.*?)(?: \(Request ID.*)?")

_A = TypeVar("_A")
_B = TypeVar("_B")


def locate(name: str | Path | Remote) -> Location:
    """The file or folder that a path or URL names. Raises UsageError for what cannot be one."""
    if not isinstance(name, str):
        return name
    if not _URL.match(name):
        return Path(name)
    return Path(unquote(urlsplit(name).path)) if name.lower().startswith("file:") else Remote.of(name)


def write_whole(location: Location, data: bytes) -> None:
    """Write a file so that others see it whole or not at all, also after a loss of power."""
    if isinstance(location, Remote):
        location.write_bytes(data)
        return
    partial = location.with_name(f".{location.name}.tmp")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(location)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def copy(location: Location, to: Location) -> None:
    """Have the file under another name too, without reading it."""
    if isinstance(location, Remote):
        assert isinstance(to, Remote)
        to.parent.mkdir()
        location.filesystem.copy_file(location.inner, to.inner)
    else:
        assert isinstance(to, Path)
        to.hardlink_to(location)


def move(location: Location, to: Location) -> None:
    """Move a file within its file system, in place of what is there."""
    if isinstance(location, Remote):
        assert isinstance(to, Remote)
        to.parent.mkdir()
        location.replace(to)
    else:
        assert isinstance(to, Path)
        to.parent.mkdir(exist_ok=True)
        location.replace(to)


def remove_tree(location: Location) -> None:
    """Remove the folder and all in it, as far as that can be done."""
    if isinstance(location, Remote):
        with suppress(OSError):
            location.rmdir()
    else:
        shutil.rmtree(location, ignore_errors=True)


def size_of(location: Location) -> int:
    """Bytes of a file; 0 where that is not known."""
    return location.size() if isinstance(location, Remote) else location.stat().st_size


def read_parquet(location: Location, columns: list[str] | None = None) -> Any:
    """The rows of a Parquet file, or some columns of them; in two requests where it is in a store."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    source = pa.BufferReader(location.read_bytes()) if isinstance(location, Remote) else str(location)
    with pq.ParquetFile(source) as file:  # not read_table, which brings pyarrow's dataset layer
        return file.read(columns, use_threads=False)


def parquet_source(location: Location) -> dict[str, Any]:
    """The arguments with which pyarrow reads the Parquet file."""
    if isinstance(location, Remote):
        return {"source": location.inner, "filesystem": location.filesystem}
    return {"source": str(location)}


@contextmanager
def scratch(location: Location) -> Iterator[Path]:
    """A folder of this machine for files that are needed for a while: the one named, if it is of this machine."""
    if isinstance(location, Path):
        yield location
        return
    with tempfile.TemporaryDirectory(prefix="tallywire-") as folder:
        yield Path(folder)


def ahead(function: Callable[[_A], _B], items: Iterable[_A], among: Location) -> Iterator[_B]:
    """What `function` gives for each of the items, in their order, begun before it is asked for where it is about the
    files of a store, in many requests at a time.
    """
    if isinstance(among, Path):
        yield from map(function, items)
        return
    from concurrent.futures import ThreadPoolExecutor  # a run on this machine does without

    with ThreadPoolExecutor(_REQUESTS) as threads:
        begun: deque[Future[_B]] = deque()
        for item in items:
            begun.append(threads.submit(function, item))
            if len(begun) > _REQUESTS:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()


def each(function: Callable[[_A], _B], items: Iterable[_A], among: Location) -> list[_B]:
    """All that `ahead` gives."""
    return list(ahead(function, items, among))


def reason(error: OSError) -> str:
    """Why a file cannot be read or written, as the system or the store says it."""
    text = " ".join((error.strerror or str(error)).split()) or type(error).__name__
    found = _STORE.fullmatch(text)
    return f"{found[2].rstrip('.') or 'the store refused'} ({found[1]})" if found else text
