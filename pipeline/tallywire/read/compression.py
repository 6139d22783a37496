"""Compressed streams: known by their first bytes, expanded as they are read."""

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from pathlib import PurePath
from typing import BinaryIO, cast

from tallywire.read.streams import Budget, Expanded, counted

#: What the expanders raise on damaged data; memory, because a header may ask for a dictionary of gigabytes.
DAMAGE = (EOFError, OSError, zlib.error, lzma.LZMAError, MemoryError)

_BLOCK = 64 << 10
_SUFFIXES = {".gz": "", ".bz2": "", ".xz": "", ".zst": "", ".zstd": "", ".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}


def expand(stream: BinaryIO, head: bytes, budget: Budget) -> tuple[io.BufferedReader, Expanded] | None:
    """The expanded bytes of `stream`, buffered and bare, when `head`, its first bytes, is that of compressed data."""
    opener = next((opener for magic, opener in _OPENERS.items() if head.startswith(magic)), None)
    if opener is None or (opener is _open_bz2 and head[4:10] not in _BZ2_BLOCKS):
        return None
    expanded = Expanded(opener(counted(stream, budget)), budget, DAMAGE)
    return io.BufferedReader(expanded, _BLOCK), expanded


def inner_name(name: str) -> str:
    """`name` without its suffix of compression: `a.txt` for `a.txt.gz`, `b.tar` for `b.tgz`."""
    path = PurePath(name)
    within = _SUFFIXES.get(path.suffix.lower())
    return name if within is None else str(path.with_suffix(within)) if path.stem else name


def _open_gzip(stream: BinaryIO) -> Callable[[int], bytes]:
    return gzip.GzipFile(fileobj=stream).read1


def _open_bz2(stream: BinaryIO) -> Callable[[int], bytes]:
    return bz2.BZ2File(stream).read1


def _open_xz(stream: BinaryIO) -> Callable[[int], bytes]:
    return lzma.LZMAFile(stream).read1


def _open_zstd(stream: BinaryIO) -> Callable[[int], bytes]:
    import pyarrow as pa

    return cast(Callable[[int], bytes], pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd").read)


_OPENERS = {
    b"\x1f\x8b": _open_gzip,
    b"BZh": _open_bz2,
    b"\xfd7zXZ\x00": _open_xz,
    b"\x28\xb5\x2f\xfd": _open_zstd,
}
#: The first block, or the end of an empty file: "BZh" alone may open a text.
_BZ2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")
