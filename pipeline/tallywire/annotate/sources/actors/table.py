"""The table of actors: every spelling of the known ones, with their canonical name and type; users may extend it."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast, get_args

from en_tallywire import lexicon
from tallywire.annotate.sources.actors.spelling import key
from tallywire.errors import UsageError, one_line
from tallywire.records import ActorType

COLUMNS = ("name", "type", "country", "aliases")
_TYPES = get_args(ActorType)


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the table."""

    name: str
    type: ActorType


@dataclass(frozen=True, slots=True)
class Actors:
    """Entries by the `key` of their spellings; `digest` is the SHA-256 (hex) of a user's file, "" without one."""

    entries: Mapping[str, Known]
    digest: str = ""


@cache
def built_in() -> Actors:
    """The table of `lexicons/actors.csv`."""
    return Actors(_entries(lexicon.rows("actors")))


def extended(file: Path | None) -> Actors:
    """The built-in table with the rows of `file`, a CSV of the same columns; where both have a spelling, the file wins.

    Raises UsageError, naming file and row (the header is row 1), when the file cannot be read, lacks a column, or a row
    has no name, an unknown type, or a spelling that another row of the file has for somebody else.
    """
    if file is None:
        return built_in()
    try:
        content = file.read_bytes()
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the actors file {file}: {one_line(error)}.") from error
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(
            f"the actors file {file} has no column {missing[0]!r}; its header must be {','.join(COLUMNS)}."
        )
    own = _entries(_checked(file, reader))
    return Actors({**built_in().entries, **own}, hashlib.sha256(content).hexdigest())


def _checked(file: Path, reader: "csv.DictReader[str]") -> Iterator[dict[str, str]]:
    """The rows of a user's file, each checked."""
    spelled: dict[str, str] = {}
    for row in reader:
        where = f"the actors file {file}, row {reader.line_num}"
        if None in row or None in row.values():
            raise UsageError(f"{where}: {len(COLUMNS)} columns are needed; quote a cell that holds a comma.")
        name = row["name"].strip()
        if not key(name):
            raise UsageError(f"{where}: there is no name.")
        if row["type"].strip() not in _TYPES:
            raise UsageError(f"{where}: {row['type']!r} is no type; write one of {', '.join(_TYPES)}.")
        for spelling in _spellings(row):
            other = spelled.setdefault(key(spelling), name)
            if other != name:
                raise UsageError(f"{where}: {spelling!r} is already a spelling of {other!r}.")
        yield row


def _entries(rows: Iterable[Mapping[str, str]]) -> dict[str, Known]:
    table: dict[str, Known] = {}
    for row in rows:
        entry = Known(row["name"].strip(), cast(ActorType, row["type"].strip()))
        for spelling in _spellings(row):
            table.setdefault(key(spelling), entry)
    return table


def _spellings(row: Mapping[str, str]) -> list[str]:
    """Name and aliases (parted by "|") of a row."""
    return [spelling.strip() for spelling in (row["name"], *row["aliases"].split("|")) if key(spelling)]


_ACTIVE: ContextVar[Actors | None] = ContextVar("tallywire_actors", default=None)


@contextmanager
def using(actors: Actors) -> Iterator[None]:
    """Within it `known` reads `actors`."""
    token = _ACTIVE.set(actors)
    try:
        yield
    finally:
        _ACTIVE.reset(token)


def known(name: str) -> Known | None:
    """The entry of the table in use for a spelling, or None."""
    return (_ACTIVE.get() or built_in()).entries.get(key(name))
