"""Reads a dataset back: its tables as Arrow tables, single rows as records."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from tallywire.errors import DatasetError
from tallywire.location import Location, parquet_source, read_parquet
from tallywire.records import Claim, Reject, Story
from tallywire.store.layout import table_path
from tallywire.store.manifest import read_manifest
from tallywire.tables import SCHEMAS, story_of

if TYPE_CHECKING:
    from pyarrow.compute import Expression

#: How often a table is opened when a run replaces its parts in the meantime.
_ATTEMPTS = 5


def read_table(folder: Location, name: str, filters: "Expression | None" = None) -> pa.Table:
    """The table `name` (stories, claims or errors) of the dataset in `folder`, in its order: by input, then by record.

    Raises DatasetError when there is no finished dataset or the table cannot be read.
    """
    for _ in range(_ATTEMPTS):
        manifest = read_manifest(folder)
        try:
            parts = [table_path(folder, name, part.name) for part in manifest.parts]
            return _dataset(parts, name).to_table(filter=filters)
        except (OSError, pa.ArrowException) as error:
            if read_manifest(folder).generation == manifest.generation:
                raise DatasetError(f"{folder / name} cannot be read ({error}); run again with --force.") from error
    raise DatasetError(f"{folder} is being changed again and again; read it when its run is done.")


def read_rejects(folder: Location, most: int) -> list[Reject]:
    """The first rejects of the dataset, at most so many."""
    found: list[Reject] = []
    for part in read_manifest(folder).parts:
        if len(found) < most and any(piece.errors for piece in part.pieces):
            rows = read_parquet(table_path(folder, "errors", part.name))
            found += [Reject(**row) for row in rows.slice(0, most - len(found)).to_pylist()]
    return found


def read_batches(folder: Location, name: str) -> Iterator[pa.RecordBatch]:
    """The table `name` batch by batch, in the order it was written, for tables larger than memory.

    Raises DatasetError as `read_table` does.
    """
    try:
        for part in read_manifest(folder).parts:
            yield from _dataset([table_path(folder, name, part.name)], name).to_batches()
    except (OSError, pa.ArrowException) as error:
        raise DatasetError(f"{folder / name} cannot be read ({error}); run again with --force.") from error


def read_story(folder: Location, story_id: str) -> Story:
    """One story of the dataset; raises DatasetError when it has none of that id."""
    return story_of(_one(folder, "stories", "story_id", story_id))


def read_claim(folder: Location, claim_id: str) -> Claim:
    """One claim of the dataset; raises DatasetError when it has none of that id."""
    return Claim(**_one(folder, "claims", "claim_id", claim_id))


def read_claims(folder: Location) -> list[Claim]:
    """All claims of the dataset, in its order."""
    return [Claim(**row) for row in read_table(folder, "claims").to_pylist()]


def _dataset(parts: list[Location], name: str) -> Any:
    from pyarrow.dataset import dataset  # it brings pandas, which a run can do without

    sources = [parquet_source(part) for part in parts]
    return dataset(
        [source["source"] for source in sources],
        schema=SCHEMAS[name],
        format="parquet",
        filesystem=sources[0].get("filesystem"),
    )


def _one(folder: Location, name: str, key: str, value: str) -> dict[str, Any]:
    from pyarrow.dataset import field

    rows: list[dict[str, Any]] = read_table(folder, name, field(key) == value).to_pylist()
    if not rows:
        raise DatasetError(
            f"{folder} has no {key} {value!r}; `tallywire show {folder}` lists the claims with their ids."
        )
    return rows[0]
