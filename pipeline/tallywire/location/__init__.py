"""Files and folders, on this machine (`pathlib.Path`) or on a file system that is reached by URL (`Remote`)."""

from tallywire.location.actions import (
    Location,
    appearing,
    copy,
    locate,
    move,
    parquet_source,
    read_parquet,
    reason,
    remove_tree,
    scratch,
    size_of,
    write_whole,
)
from tallywire.location.ahead import ahead, each
from tallywire.location.remote import Remote

__all__ = [
    "Location",
    "Remote",
    "ahead",
    "appearing",
    "copy",
    "each",
    "locate",
    "move",
    "parquet_source",
    "read_parquet",
    "reason",
    "remove_tree",
    "scratch",
    "size_of",
    "write_whole",
]
