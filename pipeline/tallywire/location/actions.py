"""What is done alike, but in other ways, to files on this machine and on a file system that is reached by URL."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tallywire.errors import UsageError, one_line
from tallywire.location.remote import Remote

Location = Path | Remote

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
#: What pyarrow says of a request that an object store refused.
_STORE = re.compile(r".*AWS Error (\w+) during \w+ operation: (.*?)(?: \(Request ID.*)?")


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


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """A path to write a person's file to; it takes the place of `path` at the end, so that it appears whole or not.

    What is there and is no plain file, such as a pipe or a device, is written to itself. Raises UsageError when
    `path` cannot be written.
    """
    in_place = path.exists() and not (path.is_file() or path.is_dir())
    partial = path if in_place else path.resolve().with_name(f".{path.name}.{os.getpid()}")
    try:
        if in_place:
            yield partial
        else:
            partial.touch()  # what cannot be written is known before the work is done
            yield partial
            partial.replace(path.resolve())
    except OSError as error:
        raise UsageError(f"cannot write {path}: {reason(error)}; name another file.") from error
    finally:
        if not in_place:
            with suppress(OSError):
                partial.unlink(missing_ok=True)


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


def reason(error: OSError) -> str:
    """Why a file cannot be read or written, as the system or the store says it."""
    text = one_line(error)
    found = _STORE.fullmatch(text)
    return f"{found[2].rstrip('.') or 'the store refused'} ({found[1]})" if found else text
