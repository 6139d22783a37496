"""`manifest.json`: what a dataset was made from, with what, and how much there is of it. Written last."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tallywire.errors import DatasetError
from tallywire.tables import SCHEMA_VERSION

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class InputDone:
    """One input of the run: its bytes' SHA-256 (None when it could not be read to its end) and what came of it."""

    source: str
    sha256: str | None
    bytes: int
    stories: int
    claims: int
    rejects: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The record of a run: versions, model, settings, inputs and counts."""

    tool_version: str
    model: dict[str, str]
    settings: dict[str, Any]
    inputs: list[InputDone]
    counts: dict[str, int]
    schema_version: str = SCHEMA_VERSION
    tool: str = field(default="tallywire")


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest under a temporary name and rename it, so that a half-written one is never seen."""
    temporary = folder / f".{MANIFEST}.tmp"
    temporary.write_text(
        json.dumps(asdict(manifest), indent=2, ensure_ascii=False, default=str) + "\n", encoding="utf-8"
    )
    temporary.replace(folder / MANIFEST)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the dataset in `folder`; raises DatasetError when there is none or it cannot be read."""
    try:
        fields = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Manifest(**{**fields, "inputs": [InputDone(**item) for item in fields["inputs"]]})
    except FileNotFoundError as error:
        raise DatasetError(
            f"{folder} holds no finished dataset (no {MANIFEST}); name the --out folder of a finished `tallywire run`."
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatasetError(f"{folder / MANIFEST} cannot be read ({error}); run again with --force.") from error
