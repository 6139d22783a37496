"""Puts committed shards into a dataset: one new state, in one order, made visible by one rename of the manifest.

The rows of a dataset depend on its inputs and settings alone, not on the shards, runs or machines that they came
through. Pieces stand in the order of their inputs and records; which stories repeat earlier ones, and which ids stand
for one actor, is decided over all of them. Parts that a change does not reach stay as they are.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from tallywire.errors import DatasetError
from tallywire.location import Location, ahead, copy, each, move, scratch, size_of
from tallywire.records import digest
from tallywire.store.identities import Actor, Unify, actors, have_ids, with_ids
from tallywire.store.layout import TABLES, empty_tables, remove_checks, remove_unlisted, table_path, unwritable
from tallywire.store.manifest import Header, Manifest, Part, Piece, write_manifest
from tallywire.store.revise import Verdicts, is_current, revise
from tallywire.store.segments import Segment, Slice, in_order, of_part, of_shard
from tallywire.store.staging import Staged, Staging, write_table

#: Rows of a table that make a part; a part is the unit of a reader's parallel scan.
ROWS_PER_PART = {"stories": 5_000, "claims": 50_000, "errors": 50_000, "signatures": 50_000, "identities": 50_000}
#: Bytes of rows that are held until they are written.
BYTES_PER_PART = 32 << 20

#: Says, of the signatures of all stories in the dataset's order, which repeat which; may use a folder for its work.
Judge = Callable[[Iterable[pa.Table], Path], Verdicts]


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a dataset: shards to put in, the sources whose older rows go, what else may be rewritten.

    `merges` has parts written anew that are small enough to be put together; their rows stay the same.
    """

    header: Header
    shards: Sequence[Staged] = ()
    replaced: frozenset[str] = frozenset()
    drop_duplicates: bool = False
    merges: bool = False


class _Decided(NamedTuple):
    """What was decided over the whole dataset: which stories repeat others, and the ids that actors get."""

    verdicts: Verdicts
    ids: Mapping[Actor, str]


def commit(out: Location, before: Manifest | None, change: Change, judge: Judge, unify: Unify) -> Manifest:
    """Carry out `change` on the dataset in `out`, of which `before` is the manifest; the manifest of the new state.

    Raises DatasetError when there is no room or right to write; the state before then stays.
    """
    work = Staging(out).work
    try:
        work.mkdir(parents=True, exist_ok=True)
        old = [of_part(out, part) for part in before.parts] if before else []
        slices = in_order([*old, *(of_shard(shard) for shard in change.shards)], change.replaced)
        with scratch(work) as folder:
            verdicts = judge(ahead(_signatures, slices, out), folder)
        decided = _Decided(verdicts, unify(actors(slices, verdicts, change.drop_duplicates, out)))
        generation = before.generation + 1 if before else 1
        parts = _Writer(out, work, generation).write(_planned(slices, decided, change), decided, change)
        after = Manifest(change.header, tuple(parts), generation)
        if before and after.pieces != before.pieces:
            remove_checks(out)
        write_manifest(after, out)
        remove_unlisted(out, (part.name for part in parts))
    except OSError as error:
        with suppress(OSError):
            remove_unlisted(out, (part.name for part in before.parts) if before else ())
        raise DatasetError(unwritable(out, error)) from error
    return after


class _Planned(NamedTuple):
    """Rows to be written, the place of their first story among all, and whether their part can stay as it is."""

    rows: Slice
    at: int
    stays: bool


def _planned(slices: list[Slice], decided: _Decided, change: Change) -> Iterator[_Planned]:
    at = 0
    for rows in slices:
        stays = rows.is_whole and rows.segment.published and (_is_full(rows) or not change.merges)
        stays = stays and is_current(rows, at, decided.verdicts) and have_ids(rows, decided.ids)
        yield _Planned(rows, at, stays)
        at += rows.count("stories")


def _rows(planned: _Planned) -> tuple[_Planned, dict[str, pa.Table] | None]:
    """What is planned, and its rows; None when its part stays."""
    return planned, None if planned.stays else planned.rows.read()


def _signatures(rows: Slice) -> pa.Table:
    return rows.read(["signatures"])["signatures"]


def _is_full(rows: Slice) -> bool:
    """Whether a part is so large that two of its kind would not go together."""
    size = sum(size_of(path) for path in rows.segment.paths.values())
    return size * 2 > BYTES_PER_PART or any(rows.count(table) * 2 > most for table, most in ROWS_PER_PART.items())


class _Writer:
    """Writes the parts of a new state. New ones are written apart and moved into place when all of them are whole."""

    def __init__(self, out: Location, work: Location, generation: int) -> None:
        self._out = out
        self._work = work
        self._generation = generation
        self._parts: list[Part] = []
        self._held: list[dict[str, pa.Table]] = []
        #: Rows of each table that are held, and their bytes together.
        self._rows: Counter[str] = Counter()
        self._bytes = 0
        self._pieces: list[Piece] = []
        self._moves: list[tuple[Location, Location]] = []

    def write(self, planned: Iterable[_Planned], decided: _Decided, change: Change) -> list[Part]:
        """The parts of the new state, all in place."""
        for (rows, at, _), read in ahead(_rows, planned, self._out):
            if read is None:
                self._flush()
                self._keep(rows.segment)
                continue
            for tables, piece in revise(rows.pieces, read, at, decided.verdicts, change.drop_duplicates):
                tables["claims"] = with_ids(tables["claims"], tables["identities"], decided.ids)
                self._hold(tables, piece)
        self._flush()
        if not self._parts:  # a dataset without inputs still has its tables
            self._put(empty_tables(), ())
        each(lambda paths: move(*paths), self._moves, self._out)
        return self._parts

    def _hold(self, tables: dict[str, pa.Table], piece: Piece) -> None:
        self._held.append(tables)
        self._pieces.append(piece)
        self._rows.update({name: table.num_rows for name, table in tables.items()})
        self._bytes += sum(table.nbytes for table in tables.values())
        if self._bytes >= BYTES_PER_PART or any(self._rows[name] >= most for name, most in ROWS_PER_PART.items()):
            self._flush()

    def _flush(self) -> None:
        if self._pieces:
            whole = {name: pa.concat_tables([tables[name] for tables in self._held]) for name in TABLES}
            self._put(whole, tuple(self._pieces))
        self._held, self._pieces, self._bytes = [], [], 0
        self._rows.clear()

    def _put(self, tables: dict[str, pa.Table], pieces: tuple[Piece, ...]) -> None:
        mark = digest(str(self._generation), *(f"{piece.source} {piece.first}" for piece in pieces))[:8]
        name = self._name(mark)
        for table, rows in tables.items():
            write_table(rows, self._made(name, table))
        self._parts.append(Part(name, pieces))

    def _keep(self, segment: Segment) -> None:
        """Keep a part; where its place among the parts is another now, under another name too until the commit."""
        part = segment.part
        name = self._name(part.name.rpartition("-")[2])
        if name != part.name:
            for table, path in segment.paths.items():
                copy(path, self._made(name, table))
        self._parts.append(replace(part, name=name))

    def _made(self, name: str, table: str) -> Location:
        """Where a file of a part is made before it is moved into place."""
        made = self._work / f"{name}-{table}"
        self._moves.append((made, table_path(self._out, table, name)))
        return made

    def _name(self, mark: str) -> str:
        return f"part-{len(self._parts):05d}-{mark}"
