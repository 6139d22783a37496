"""Revises rows by what is known only of the whole dataset: which stories repeat one that stands before them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pyarrow as pa

from tallywire.errors import DuplicateInput
from tallywire.records import Reject
from tallywire.store.manifest import Piece
from tallywire.store.segments import Slice, rows_of
from tallywire.tables import SCHEMAS, to_table

_REPEATED = "the same text under the same file name stands in another input of the dataset; it was left out."


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was decided of the stories, by their place in the dataset.

    `repeated` are stories whose id an earlier one has already: the same text under the same file name; `first` gives
    the id of the earlier story that one is a copy or near copy of.
    """

    repeated: frozenset[int]
    first: dict[int, str]


def is_current(rows: Slice, at: int, verdicts: Verdicts) -> bool:
    """Whether published rows, of which the first story has place `at`, are already as the verdicts have them."""
    places = range(at, at + rows.count("stories"))
    if any(place in verdicts.repeated for place in places):
        return False
    if not any(piece.duplicates for piece in rows.pieces):
        return not any(place in verdicts.first for place in places)
    written = rows.read(["stories"], ["duplicate_of"])["stories"]["duplicate_of"].to_pylist()
    return bool(written == [verdicts.first.get(place) for place in places])


def revise(
    pieces: Iterable[Piece], tables: Mapping[str, pa.Table], at: int, verdicts: Verdicts, drop_duplicates: bool
) -> Iterator[tuple[dict[str, pa.Table], Piece]]:
    """The rows of pieces, the first story of which has place `at`, piece by piece, each with its counts as they are."""
    begins = dict.fromkeys(tables, 0)
    for piece in pieces:
        counts = {name: rows_of([piece], name) for name in tables}
        own = {name: table.slice(begins[name], counts[name]) for name, table in tables.items()}
        begins = {name: begins[name] + counts[name] for name in tables}
        places = range(at, at + piece.stories)
        at += piece.stories
        if piece.duplicates or any(place in verdicts.first or place in verdicts.repeated for place in places):
            yield _revised(own, piece, places, verdicts, drop_duplicates)
        else:
            yield own, piece


def _revised(
    tables: dict[str, pa.Table], piece: Piece, places: range, verdicts: Verdicts, drop_duplicates: bool
) -> tuple[dict[str, pa.Table], Piece]:
    import pyarrow.compute as pc  # takes long to import, and most runs can do without

    stories, claims = tables["stories"], tables["claims"]
    repeated = pa.array([place in verdicts.repeated for place in places], pa.bool_())
    firsts = pa.array([verdicts.first.get(place) for place in places], pa.string())
    sources = pc.unique(stories["source"].filter(repeated)).to_pylist()
    gone = stories["story_id"].filter(repeated)
    stories = _with(stories, "duplicate_of", firsts)
    if drop_duplicates:
        gone = pa.chunked_array([*gone.chunks, *stories["story_id"].filter(firsts.is_valid()).chunks], pa.string())
        kept = pc.if_else(firsts.is_valid(), pa.scalar(0, pa.int32()), stories["claim_count"])
        stories = _with(stories, "claim_count", kept)
    stay = pc.invert(pc.is_in(claims["story_id"], gone.combine_chunks()))
    claims, identities = claims.filter(stay), tables["identities"].filter(stay)
    rejects = [Reject(source, "read", DuplicateInput.__name__, _REPEATED) for source in sources]
    errors = pa.concat_tables([tables["errors"], to_table(rejects, SCHEMAS["errors"])])
    whole = pc.invert(repeated)
    stories, signatures = stories.filter(whole), tables["signatures"].filter(whole)
    now = replace(
        piece,
        stories=stories.num_rows,
        claims=claims.num_rows,
        errors=errors.num_rows,
        duplicates=len(stories) - stories["duplicate_of"].null_count,
        foreign=pc.sum(pc.not_equal(stories["language"], "en")).as_py() or 0,
        withheld=len(gone) or piece.withheld,
    )
    beside = {"signatures": signatures, "identities": identities}
    return {"stories": stories, "claims": claims, "errors": errors, **beside}, now


def _with(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    index = table.schema.get_field_index(name)
    return table.set_column(index, table.schema.field(index), values)
