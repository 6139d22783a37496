"""The settings of a run: command line over environment (`TALLYWIRE_MODEL=...`) over a TOML file over the defaults."""

import json
import os
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from tallywire.errors import UsageError, one_line
from tallywire.records import SplitMode

#: What a record of JSONL, CSV, TSV or Parquet may say of an article.
RecordField = Literal["text", "title", "published", "publisher", "url", "byline", "id"]


class RunSettings(BaseModel):
    """What changes the rows of a dataset; all of it is recorded in the manifest.

    `split`: `auto` splits files and keeps records whole, `always` splits records too, `never` keeps files whole.
    `as_of` bounds the publication dates that may be inferred; `encoding` declares the encoding of text inputs.
    `columns` names the columns of records that hold their fields under other names, as `{"text": "body"}`; `include`
    and `exclude` are globs over the paths inside folders and archives; `limit` bounds the dumps that are read.
    `drop_duplicates` leaves the claims of duplicate stories out. `actors` is a CSV that extends the table of actors.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str | None = None
    split: SplitMode = "auto"
    as_of: date = Field(default_factory=date.today)
    encoding: str | None = None
    columns: dict[RecordField, str] = {}
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    limit: int | None = Field(default=None, ge=1)
    drop_duplicates: bool = False
    actors: Path | None = None

    @field_validator("encoding")
    @classmethod
    def _of_text(cls, name: str | None) -> str | None:
        try:
            "".encode(name or "utf-8")
        except LookupError as error:
            raise ValueError("there is no such encoding of text; use a name such as utf-8 or cp1252") from error
        return name

    @model_validator(mode="before")
    @classmethod
    def _with_environment(cls, given: Any) -> Any:
        return {**_environment(), **given} if isinstance(given, dict) else given


#: Settings that are written as JSON in the environment.
_JSON = frozenset({"columns", "include", "exclude"})


def _environment() -> dict[str, Any]:
    """The settings that the environment names, as `TALLYWIRE_MODEL` in any case. Raises ValueError for bad JSON."""
    found = {name.lower().removeprefix("tallywire_"): value for name, value in os.environ.items() if _is_ours(name)}
    try:
        return {name: json.loads(value) if name in _JSON else value for name, value in found.items()}
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON in the environment: {error}") from error


def _is_ours(name: str) -> bool:
    prefix, _, field = name.lower().partition("_")
    return prefix == "tallywire" and field in RunSettings.model_fields


def load_settings(file: Path | None = None, **given: Any) -> RunSettings:
    """The settings from a TOML `file`, the environment and `given` (None = not given), the later ones winning.

    Raises UsageError, naming the setting, when the file cannot be read or a value is not valid.
    """
    try:
        from_file = tomllib.loads(file.read_text(encoding="utf-8")) if file else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"cannot read the settings file {file}: {one_line(error)}.") from error
    explicit = {name: value for name, value in given.items() if value is not None}
    try:
        from_environment = RunSettings().model_dump(exclude_unset=True)
        return RunSettings(**{**from_file, **from_environment, **explicit})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"] if part != "[key]") or "TALLYWIRE_..."
        said = "there is no such setting" if first["type"] == "extra_forbidden" else first["msg"]
        said = said.removeprefix("Value error, ")
        raise UsageError(f"setting {name!r}: {said}; see `tallywire run --help`.") from error


def as_date(value: date | str | None) -> date | None:
    """`value` as a date; raises UsageError when it is a string but no ISO date."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError as error:
            raise UsageError(f"{value!r} is not an ISO date; write it as YYYY-MM-DD.") from error
    return value
