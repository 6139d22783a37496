"""`manifest.json`: what a dataset was made from, with what, and which files hold it. Replacing it commits a state.

Readers open only the parts that it lists, so they see the state before a change or the one after it, never one between.
"""

import json
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from tallywire.errors import DatasetError
from tallywire.location import Location, reason, write_whole
from tallywire.tables import SCHEMA_VERSION

MANIFEST = "manifest.json"
#: `Piece.first` of what is no input: a name that stood for nothing.
NO_INPUT = -1


@dataclass(frozen=True, slots=True)
class Piece:
    """What came of one input, or of its records `first` to `last` (end exclusive, None for all that follow).

    `sha256` and `bytes` are the whole input's, None and 0 when it could not be read. `stories`, `claims` and `errors`
    are rows; `foreign` and `duplicates` count stories among them. `withheld` counts the stories that were left out, or
    lost their claims, because another input has them too: when that one changes, this one is read again.
    """

    source: str
    sha256: str | None
    bytes: int
    first: int
    last: int | None
    stories: int
    claims: int
    errors: int
    foreign: int = 0
    duplicates: int = 0
    withheld: int = 0

    @property
    def place(self) -> tuple[str, int]:
        """Its place in the dataset's order: by input, then by record."""
        return self.source, self.first


@dataclass(frozen=True, slots=True)
class Part:
    """One file of that name in each table's folder, and the pieces whose rows it holds, in their order."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class InputDone:
    """One input: its bytes' SHA-256 (None when it could not be read) and the rows that came of it."""

    source: str
    sha256: str | None
    bytes: int
    stories: int
    claims: int
    rejects: int


@dataclass(frozen=True, slots=True)
class Header:
    """What the rows depend on beside the inputs: versions, model and settings."""

    tool_version: str
    model: dict[str, str]
    settings: dict[str, Any]
    schema_version: str = SCHEMA_VERSION
    tool: str = "tallywire"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The record of a dataset: its header, inputs, counts, and parts in the order of its rows.

    `generation` counts the states that were committed; the names of new parts are made with it.
    """

    header: Header
    parts: tuple[Part, ...]
    generation: int = 0

    @property
    def tool_version(self) -> str:
        """Version of Tallywire."""
        return self.header.tool_version

    @property
    def model(self) -> dict[str, str]:
        """Name and version of the language model and of the language data."""
        return self.header.model

    @property
    def settings(self) -> dict[str, Any]:
        """The settings of the run."""
        return self.header.settings

    @property
    def counts(self) -> dict[str, int]:
        """Rows of each table, and duplicates and stories in other languages among the stories."""
        return counted(self.pieces)

    @property
    def pieces(self) -> list[Piece]:
        """All pieces in the dataset's order."""
        return [piece for part in self.parts for piece in part.pieces]

    @property
    def inputs(self) -> list[InputDone]:
        """The inputs in the dataset's order."""
        return [_joined(list(group)) for _, group in groupby(self.pieces, key=lambda piece: piece.source)]


def counted(pieces: list[Piece]) -> dict[str, int]:
    """Rows of each table, and duplicates and stories in other languages among the stories."""
    return {
        name: sum(getattr(piece, name) for piece in pieces)
        for name in ("stories", "claims", "errors", "duplicates", "foreign")
    }


def write_manifest(manifest: Manifest, folder: Location) -> None:
    """Put the manifest in place of the one before it, whole."""
    fields = {
        **asdict(manifest.header),
        "generation": manifest.generation,
        "inputs": [asdict(item) for item in manifest.inputs],
        "counts": manifest.counts,
        "parts": [asdict(part) for part in manifest.parts],
    }
    write_json(fields, folder / MANIFEST)


def read_manifest(folder: Location) -> Manifest:
    """The manifest of the dataset in `folder`.

    Raises DatasetError when there is none, it cannot be read, or its tables are of another major version.
    """
    manifest = find_manifest(folder)
    if manifest is None:
        raise DatasetError(
            f"{folder} holds no finished dataset (no {MANIFEST}); name the --out folder of a finished `tallywire run`."
        )
    written = manifest.header.schema_version
    if written.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise DatasetError(
            f"{folder} has tables of schema {written}, which tallywire {manifest.tool_version} reads and this one, of "
            f"schema {SCHEMA_VERSION}, does not; use that version, or run again with --force."
        )
    return manifest


def find_manifest(folder: Location) -> Manifest | None:
    """The manifest of the dataset in `folder`, None when there is none; raises DatasetError when it cannot be read."""
    try:
        fields = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        header = Header(**{name: fields[name] for name in Header.__dataclass_fields__})
        parts = tuple(_part(part) for part in fields["parts"])
        return Manifest(header, parts, fields["generation"])
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DatasetError(unreadable(folder / MANIFEST, error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise DatasetError(
            f"{folder / MANIFEST} cannot be read ({type(error).__name__}: {error}); run again with --force."
        ) from error


def unreadable(file: Location, error: OSError) -> str:
    """What to say of a file of a dataset that cannot be read."""
    return f"{file} cannot be read: {reason(error)}; check the path or URL and the right to read it."


def write_json(value: Any, path: Location) -> None:
    """Write a JSON file so that a half-written one is never seen."""
    write_whole(path, (json.dumps(value, indent=1, ensure_ascii=False, default=str) + "\n").encode())


def _part(fields: dict[str, Any]) -> Part:
    return Part(fields["name"], tuple(Piece(**piece) for piece in fields["pieces"]))


def _joined(pieces: list[Piece]) -> InputDone:
    whole = counted(pieces)
    first = pieces[0]
    return InputDone(first.source, first.sha256, first.bytes, whole["stories"], whole["claims"], whole["errors"])
