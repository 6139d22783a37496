"""The dataset's folders: the tables of the contract, one folder each, and what belongs to Tallywire beside them."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from tallywire.errors import DatasetError
from tallywire.location import Location, each, reason
from tallywire.store.holder import LOCK
from tallywire.store.manifest import MANIFEST
from tallywire.store.staging import STAGING
from tallywire.tables import SCHEMAS

#: What tells stories that repeat one another, row for row with `stories`: ids as numbers, the words' digest, and the
#: MinHash signature of texts that are long enough for one. Kept, so that a dataset grows without being read again.
SIGNATURES = pa.schema([("story_id", pa.uint64()), ("words", pa.uint64()), ("minhash", pa.binary())])

#: Who the claims' sources are as each story names them, row for row with `claims`, whose ids are those of the dataset.
IDENTITIES = pa.schema([("actor_id", pa.string()), ("actor_type", pa.string()), ("actor_affiliation", pa.string())])

#: Table -> folder in the dataset and schema.
TABLES = {
    **{name: (name, schema) for name, schema in SCHEMAS.items()},
    "signatures": (".signatures", SIGNATURES),
    "identities": (".identities", IDENTITIES),
}
#: The tables beside the contract's -> the table that they go with, row for row.
BESIDE = {"signatures": "stories", "identities": "claims"}

#: Written by `tallywire check` about one state of the claims.
CHECKS = "checks"
_FINDINGS = ("findings.*", "part-*.parquet")


def empty_tables() -> dict[str, pa.Table]:
    """All tables, without rows."""
    return {name: schema.empty_table() for name, (_, schema) in TABLES.items()}


def table_path(out: Location, table: str, part: str) -> Location:
    """The file that holds a table's rows of a part."""
    return out / TABLES[table][0] / f"{part}.parquet"


def claim_folder(out: Location) -> None:
    """Make the folder, and check that it may become a dataset, or is one; raises DatasetError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in out.iterdir() if not path.name.startswith("report")}
    except OSError as error:
        raise DatasetError(unwritable(out, error)) from error
    if isinstance(out, Path) and not os.access(out, os.W_OK | os.X_OK):
        raise DatasetError(f"cannot write to {out}: permission denied; choose another --out folder.")
    if names - {LOCK} and not names & {MANIFEST, STAGING}:
        raise DatasetError(f"{out} holds other files than a dataset; choose an empty or new --out folder.")


def leave_folder(out: Location) -> None:
    """Remove the folder again if nothing is in it."""
    with suppress(OSError):
        if not any(out.iterdir()):
            out.rmdir()


def remove_unlisted(out: Location, parts: Iterable[str]) -> None:
    """Remove the parts that are not among `parts`: what a change replaced, or one that did not come to its end left."""
    listed = {f"{part}.parquet" for part in parts}
    found = [path for folder, _ in TABLES.values() for path in (out / folder).glob("part-*.parquet")]
    each(lambda path: path.unlink(missing_ok=True), [path for path in found if path.name not in listed], out)


def remove_checks(out: Location) -> None:
    """Remove the findings about an older state of the claims; a file that is none of them stays."""
    for pattern in _FINDINGS:
        for path in (out / CHECKS).glob(pattern):
            path.unlink()
    if (out / CHECKS).is_dir() and not any((out / CHECKS).iterdir()):
        (out / CHECKS).rmdir()


def unwritable(out: Location, error: OSError) -> str:
    """What to say when the dataset cannot be written."""
    remedy = "make room on the disk" if isinstance(out, Path) else "check the URL and the credentials"
    return f"cannot write to {out}: {reason(error)}; choose another --out folder, or {remedy} and run again."
