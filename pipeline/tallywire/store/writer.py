"""Stories, claims and rejects -> Parquet parts and a manifest; all of a run becomes visible at its end, or nothing."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow.parquet as pq

from tallywire.errors import DatasetError
from tallywire.records import Claim, Reject, Story
from tallywire.store.manifest import MANIFEST, Manifest, write_manifest
from tallywire.tables import SCHEMAS, to_table

#: Rows of a table that make a part; a part is the unit of a reader's parallel scan.
ROWS_PER_PART = {"stories": 5_000, "claims": 50_000, "errors": 50_000}

#: Hidden, so that readers of the dataset pass over it.
_STAGING = ".staging"
#: `checks` is written by another command about an older state of the claims; a new run makes it out of date.
_FOLDERS = (*SCHEMAS, "checks")


class DatasetWriter:
    """Writes one dataset; use it as a context manager and `commit` at the end.

    Parts are written into a hidden staging folder of `out` and renamed into place by `commit`, the manifest last.
    Leaving the context without a commit removes what was staged and leaves an older dataset as it was.

    Raises DatasetError when `out` cannot be written, holds something else than a dataset, or holds a dataset and
    `replace` is false.
    """

    def __init__(self, out: Path, *, replace: bool = False) -> None:
        self._out = out
        self._staging = out / _STAGING
        self._rows: dict[str, list[Any]] = {name: [] for name in SCHEMAS}
        self._parts = dict.fromkeys(SCHEMAS, 0)
        self.counts = dict.fromkeys(SCHEMAS, 0)
        _claim_folder(out, replace)

    def __enter__(self) -> Self:
        """Make the staging folder, removing what a run that died left in it."""
        try:
            shutil.rmtree(self._staging, ignore_errors=True)
            for name in SCHEMAS:
                (self._staging / name).mkdir(parents=True)
        except OSError as error:
            raise DatasetError(_unwritable(self._out, error)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the staging folder, and `out` itself when nothing else is in it."""
        shutil.rmtree(self._staging, ignore_errors=True)
        if kind is not None and self._out.is_dir() and not any(self._out.iterdir()):
            self._out.rmdir()

    def add(
        self, *, stories: Iterable[Story] = (), claims: Iterable[Claim] = (), errors: Iterable[Reject] = ()
    ) -> None:
        """Take rows; a table that has a part's worth is written."""
        for name, rows in (("stories", stories), ("claims", claims), ("errors", errors)):
            before = len(self._rows[name])
            self._rows[name] += rows
            self.counts[name] += len(self._rows[name]) - before
            if len(self._rows[name]) >= ROWS_PER_PART[name]:
                self._write_part(name)

    def commit(self, manifest: Manifest) -> None:
        """Write what is left, put all parts in place of an older dataset's, and write the manifest last."""
        try:
            for name in SCHEMAS:
                if self._rows[name] or not self._parts[name]:
                    self._write_part(name)
            (self._out / MANIFEST).unlink(missing_ok=True)
            for name in _FOLDERS:
                shutil.rmtree(self._out / name, ignore_errors=True)
            for name in SCHEMAS:
                (self._staging / name).replace(self._out / name)
            write_manifest(manifest, self._out)
        except OSError as error:
            raise DatasetError(_unwritable(self._out, error)) from error

    def _write_part(self, name: str) -> None:
        path = self._staging / name / f"part-{self._parts[name]:05d}.parquet"
        try:
            pq.write_table(to_table(self._rows[name], SCHEMAS[name]), path, compression="zstd")
        except OSError as error:
            raise DatasetError(_unwritable(self._out, error)) from error
        self._parts[name] += 1
        self._rows[name] = []


def _claim_folder(out: Path, replace: bool) -> None:
    """Check that `out` may become a dataset, before any work is done for it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in out.iterdir()} - {_STAGING}
    except OSError as error:
        raise DatasetError(_unwritable(out, error)) from error
    if not os.access(out, os.W_OK | os.X_OK):
        raise DatasetError(f"cannot write to {out}: permission denied; choose another --out folder.")
    if names - {*_FOLDERS, MANIFEST}:
        raise DatasetError(f"{out} holds other files than a dataset; choose an empty or new --out folder.")
    if names and not replace:
        raise DatasetError(f"{out} already holds a dataset; choose another --out folder, or replace it with --force.")


def _unwritable(out: Path, error: OSError) -> str:
    return f"cannot write to {out}: {error.strerror or error}; choose another --out folder, or make room on the disk."
