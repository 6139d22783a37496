"""Opens the file system of a URL: pyarrow's own where it has one, else fsspec's."""

from contextlib import suppress
from functools import cache
from typing import Any

from tallywire.errors import UsageError

#: Stores that show an object when its writing ends, whole. Elsewhere a file is written apart and moved into place.
_WHOLE = ("s3", "gcs", "abfs")
#: One request for a small object instead of three.
_ONE_REQUEST = "allow_delayed_open=true"


@cache
def open_filesystem(base: str, options: str) -> tuple[Any, str]:
    """The file system behind `base` (`s3://bucket`, `https://host`), and what its paths begin with.

    `options` are those of the file system, as in a URL's query. Raises UsageError when it cannot be opened.
    """
    import pyarrow as pa
    from pyarrow.fs import FileSystem

    scheme = base.partition(":")[0]
    try:
        if scheme == "s3":
            with suppress(pa.ArrowInvalid):  # an older pyarrow, which does not know it
                return _own(FileSystem, base, "&".join(part for part in (options, _ONE_REQUEST) if part))
        return _own(FileSystem, base, options)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        if "nrecognized filesystem type" not in str(error) and "built without" not in str(error):
            raise UsageError(f"{base} cannot be opened: {_first_line(error)}.") from error
    except OSError as error:
        raise UsageError(f"{base} cannot be opened: {_first_line(error)}.") from error
    return _through_fsspec(base, options)


def shows_whole(filesystem: Any) -> bool:
    """Whether a file that is written is seen by others only when it is whole."""
    return filesystem.type_name in _WHOLE


def has_folders(filesystem: Any) -> bool:
    """Whether folders are made and removed, rather than being the beginnings of names."""
    return filesystem.type_name not in _WHOLE


def _own(kind: Any, base: str, options: str) -> tuple[Any, str]:
    slash = "/" if base.startswith(("hdfs:", "viewfs:")) else ""
    filesystem, start = kind.from_uri(f"{base}{slash}{'?' if options else ''}{options}")
    return filesystem, start.rstrip("/")


def _through_fsspec(base: str, options: str) -> tuple[Any, str]:
    from pyarrow.fs import FSSpecHandler, PyFileSystem

    scheme = base.partition(":")[0]
    try:
        from fsspec.core import url_to_fs

        filesystem, start = url_to_fs(base, **dict(part.split("=", 1) for part in options.split("&") if part))
    except ImportError as error:
        raise UsageError(
            f"{scheme}:// needs a package that is not installed ({_first_line(error)}); "
            f"install it with pip install 'tallywire[cloud]'."
        ) from error
    except ValueError as error:
        raise UsageError(f"{base} cannot be opened: {_first_line(error)}.") from error
    return PyFileSystem(FSSpecHandler(filesystem)), start.rstrip("/")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
