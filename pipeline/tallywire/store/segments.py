"""Stretches of rows: the parts of a dataset and the shards that are to go in, cut and put into the dataset's order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from tallywire.location import Location, read_parquet
from tallywire.store.layout import BESIDE, TABLES, table_path
from tallywire.store.manifest import Manifest, Part, Piece
from tallywire.store.staging import Staged


@dataclass(frozen=True, slots=True)
class Segment:
    """Files that hold the rows of some pieces: a part of the dataset (`published`), or a shard."""

    part: Part
    paths: dict[str, Location]
    published: bool


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows of the pieces `begin` to `end` (exclusive) of a segment."""

    segment: Segment
    begin: int
    end: int

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces, in their order."""
        return self.segment.part.pieces[self.begin : self.end]

    @property
    def is_whole(self) -> bool:
        """Whether these are all rows of the segment."""
        return self.begin == 0 and self.end == len(self.segment.part.pieces)

    def count(self, table: str) -> int:
        """Rows of a table."""
        return rows_of(self.pieces, table)

    def read(self, tables: Iterable[str] = TABLES, columns: list[str] | None = None) -> dict[str, pa.Table]:
        """The rows, table by table; all columns as the table's schema has them, or only some as they are."""
        before = self.segment.part.pieces[: self.begin]
        found = {}
        for name in tables:
            rows = read_parquet(self.segment.paths[name], columns)
            schema = TABLES[name][1]
            rows = rows if columns or rows.schema == schema else rows.cast(schema)
            found[name] = rows.slice(rows_of(before, name), self.count(name))
        return found


def rows_of(pieces: Iterable[Piece], table: str) -> int:
    """Rows of a table that pieces have."""
    return sum(getattr(piece, BESIDE.get(table, table)) for piece in pieces)


def of_part(out: Location, part: Part) -> Segment:
    """A part of the dataset in `out`."""
    return Segment(part, {table: table_path(out, table, part.name) for table in TABLES}, published=True)


def of_shard(shard: Staged) -> Segment:
    """A committed shard."""
    paths = {table: shard.folder / f"{table}.parquet" for table in TABLES}
    return Segment(Part(shard.folder.name, shard.pieces), paths, published=False)


def in_order(segments: Sequence[Segment], replaced: frozenset[str]) -> list[Slice]:
    """The rows of the segments in the dataset's order, without what `replaced` sources have in published ones."""
    places = sorted(
        (piece.place, number, index)
        for number, segment in enumerate(segments)
        for index, piece in enumerate(segment.part.pieces)
        if not (segment.published and piece.source in replaced)
    )
    slices: list[Slice] = []
    for _, number, index in places:
        last = slices[-1] if slices else None
        if last and last.segment is segments[number] and last.end == index:
            slices[-1] = Slice(last.segment, last.begin, index + 1)
        else:
            slices.append(Slice(segments[number], index, index + 1))
    return slices


def is_complete(out: Location, manifest: Manifest) -> bool:
    """Whether the dataset has all tables; one that an older version made may lack one beside the contract's."""
    return all(table_path(out, table, part.name).exists() for part in manifest.parts[:1] for table in TABLES)
