"""A file or folder that is reached by URL, with those methods of `pathlib.Path` that a dataset needs."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase
from typing import IO, Any
from uuid import uuid4

from tallywire.errors import UsageError
from tallywire.location.filesystem import has_folders, open_filesystem, shows_whole

_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://([^/?]*)([^?]*)(?:\?(.*))?", re.DOTALL)
_BLOCK = 8 << 20
#: Schemes under which the query names the file; elsewhere it holds options of the file system.
_QUERY_NAMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class Remote:
    """The file or folder at `path`, without a `/` at either end, of the file system behind `base` and `options`.

    It is opened when it is first used, in each process. The methods raise OSError as those of `Path` do, and UsageError
    when the file system cannot be opened.
    """

    base: str
    path: str
    options: str = ""

    @classmethod
    def of(cls, url: str) -> "Remote":
        """The place at a URL. Raises UsageError for one with a password: it would be written into the dataset."""
        found = _URL.fullmatch(url)
        if not found or not (found[2] or found[3]):
            raise UsageError(f"{url!r} is no URL of a file or folder; write it as s3://bucket/folder.")
        scheme, host, path, query = found[1].lower(), found[2], found[3], found[4] or ""
        if "@" in host and (":" in host.rpartition("@")[0] or scheme == "s3"):
            raise UsageError("a URL holds no password: it is written into the dataset; set it in the environment.")
        if scheme in _QUERY_NAMES:
            return cls(f"{scheme}://{host}", path.removeprefix("/") + (f"?{query}" if query else ""))
        return cls(f"{scheme}://{host}", path.strip("/"), query)

    def __str__(self) -> str:
        return f"{self.base}/{self.path}" if self.path else self.base

    def __truediv__(self, below: str) -> "Remote":
        return replace(self, path=f"{self.path}/{below}" if self.path else below)

    @property
    def name(self) -> str:
        """The last part of the path, or of the base where there is none."""
        return (self.path or self.base).rpartition("/")[2]

    @property
    def parent(self) -> "Remote":
        """The folder that it is in."""
        return replace(self, path=self.path.rpartition("/")[0])

    @property
    def is_web(self) -> bool:
        """Whether it is reached by HTTP, which has neither folders nor writing."""
        return self.base.startswith(("http:", "https:"))

    @property
    def filesystem(self) -> Any:
        """The pyarrow file system."""
        return open_filesystem(self.base, self.options)[0]

    @property
    def inner(self) -> str:
        """The path as the file system knows it."""
        start = open_filesystem(self.base, self.options)[1]
        return f"{start}/{self.path}" if self.path else start or "/"

    def with_name(self, name: str) -> "Remote":
        """Another file of the same folder."""
        return self.parent / name

    def absolute(self) -> "Remote":
        """Itself."""
        return self

    def resolve(self) -> "Remote":
        """Itself."""
        return self

    def exists(self) -> bool:
        """Whether there is such a file or folder."""
        return bool(self._info().type)

    def is_file(self) -> bool:
        """Whether it is a file."""
        return bool(self._info().is_file)

    def is_dir(self) -> bool:
        """Whether it is a folder: one with something in it, where folders are only the beginnings of names."""
        return bool(self._info().type) and not self._info().is_file

    def size(self) -> int:
        """Its bytes; 0 where that is not known."""
        return self._info().size or 0

    def modified(self) -> datetime | None:
        """When it was written; None where that is not known."""
        time: datetime | None = self._info().mtime
        return time

    def open_stream(self) -> Any:
        """Its bytes from the beginning, as a stream to `read`."""
        return self.filesystem.open_input_stream(self.inner)

    def read_bytes(self) -> bytes:
        """Its bytes."""
        with self.open_stream() as stream:
            data: bytes = stream.read()
        return data

    def read_text(self, encoding: str = "utf-8") -> str:
        """Its text."""
        return self.read_bytes().decode(encoding)

    def write_bytes(self, data: Any) -> None:
        """Write it; it appears whole or not at all."""
        if shows_whole(self.filesystem):
            self._put(data)
            return
        self.parent.mkdir()
        partial = self.with_name(f".{self.name}.{uuid4().hex[:8]}.tmp")
        try:
            partial._put(data)
            partial.replace(self)
        except BaseException:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            raise

    def write_from(self, stream: IO[bytes]) -> None:
        """Write it as it comes from a stream."""
        self.parent.mkdir()
        with self.filesystem.open_output_stream(self.inner, compression=None) as file:
            while block := stream.read(_BLOCK):
                file.write(block)

    def replace(self, target: "Remote") -> "Remote":
        """Move it to another place of the same file system, in place of what is there."""
        if self.filesystem.type_name == "hdfs":  # it does not move onto a file
            target.unlink(missing_ok=True)
        self.filesystem.move(self.inner, target.inner)
        return target

    def unlink(self, missing_ok: bool = False) -> None:
        """Remove the file."""
        try:
            self.filesystem.delete_file(self.inner)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def mkdir(self, parents: bool = True, exist_ok: bool = True) -> None:
        """Make the folder, and those above it, where folders are made."""
        if has_folders(self.filesystem):
            self.filesystem.create_dir(self.inner, recursive=True)

    def rmdir(self) -> None:
        """Remove the folder; a bucket or the root of a file system stays."""
        if self.path:
            self.filesystem.delete_dir(self.inner)

    def iterdir(self) -> Iterator["Remote"]:
        """What is in the folder, sorted; nothing when there is none."""
        yield from (self / found.base_name for found in self._listed(recursive=False))

    def glob(self, pattern: str) -> Iterator["Remote"]:
        """What is in the folder and has a name that matches, sorted."""
        return (place for place in self.iterdir() if fnmatchcase(place.name, pattern))

    def files_below(self) -> Iterator[tuple["Remote", str, int]]:
        """The files in the folder and below, sorted, each with its path from here and its bytes."""
        start = len(self.inner.rstrip("/")) + 1
        for found in self._listed(recursive=True):
            if found.is_file:
                below = found.path[start:]
                yield self / below, below, found.size or 0

    def _info(self) -> Any:
        return self.filesystem.get_file_info(self.inner)

    def _listed(self, recursive: bool) -> list[Any]:
        from pyarrow.fs import FileSelector

        selector = FileSelector(self.inner, recursive=recursive, allow_not_found=True)
        return sorted(self.filesystem.get_file_info(selector), key=lambda found: str(found.path))

    def _put(self, data: Any) -> None:
        with self.filesystem.open_output_stream(self.inner, compression=None) as stream:
            stream.write(data)
