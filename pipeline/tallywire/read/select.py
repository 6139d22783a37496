"""Which files of folders and archives are read: globs to include and exclude."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst")


@dataclass(frozen=True, slots=True)
class Selection:
    """Paths are below the folder or archive that was named, `/` between their parts, an archive being a folder.

    A pattern matches a path when it matches it, its end after a `/`, or a folder above it: `*.html`, `drafts`,
    `2024/*`. Without `include` all are admitted that `exclude` does not match.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def admits(self, path: str) -> bool:
        """Whether the file at `path` is read."""
        if _matches(path, self.exclude):
            return False
        return not self.include or is_archive_name(path) or _matches(path, self.include)


ALL = Selection()


def is_archive_name(path: str) -> bool:
    """Whether the name is that of an archive: what is included is then decided for each of its members."""
    return path.lower().endswith(_ARCHIVES)


def is_hidden(below: str) -> bool:
    """Whether a file, or a folder above it, is hidden: its name begins with a dot."""
    return any(part.startswith(".") for part in below.split("/"))


def _matches(path: str, patterns: Iterable[str]) -> bool:
    own = PurePosixPath(path)
    places = [str(place) for place in (own, *own.parents) if place.name]
    return any(
        fnmatchcase(place, pattern) or fnmatchcase(place, f"*/{pattern}") for pattern in patterns for place in places
    )
