"""One id an actor across a dataset: the ids that its claims were extracted with, kept beside them, and those instead.

What an id becomes depends on the whole dataset, so the ids as extracted are kept: whatever is added or goes later, the
claims come out as if all had been read at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from sys import intern

import pyarrow as pa

from tallywire.location import Location, ahead
from tallywire.store.layout import IDENTITIES
from tallywire.store.revise import Verdicts
from tallywire.store.segments import Slice

#: An actor as extracted: id, type, and affiliation ("" for none).
Actor = tuple[str, str, str]
#: Says, of the distinct actors of all claims, which get another id.
Unify = Callable[[Iterable[Actor]], Mapping[Actor, str]]


def identities(claims: pa.Table) -> pa.Table:
    """The ids of claims as they were extracted, one row a claim."""
    return pa.table([claims[name] for name in IDENTITIES.names], IDENTITIES)


def actors(slices: Sequence[Slice], verdicts: Verdicts, drop_duplicates: bool, out: Location) -> list[Actor]:
    """The distinct actors of the claims that the slices will have in the dataset, sorted."""
    found: set[Actor] = set()
    at = 0
    for rows, known in zip(slices, ahead(_identities, slices, out), strict=True):
        places = range(at, at := at + rows.count("stories"))
        kept = known
        copies = [place in verdicts.first for place in places] if drop_duplicates else []
        if any(copies):
            import pyarrow.compute as pc  # takes long to import, and most runs can do without

            gone = rows.read(["stories"], ["story_id"])["stories"]["story_id"].filter(pa.array(copies))
            story_ids = rows.read(["claims"], ["story_id"])["claims"]["story_id"]
            kept = known.filter(pc.invert(pc.is_in(story_ids, gone.combine_chunks())))
        found.update(actor for actor in _actors(kept) if actor)
    return sorted(found)


def with_ids(claims: pa.Table, known: pa.Table, ids: Mapping[Actor, str]) -> pa.Table:
    """Claims with the ids that the dataset has for their actors; `known` are the ids as extracted, row for row."""
    index = claims.schema.get_field_index("actor_id")
    return claims.set_column(index, claims.schema.field(index), _column(known, ids))


def have_ids(rows: Slice, ids: Mapping[Actor, str]) -> bool:
    """Whether published claims have the ids already that the dataset has for their actors."""
    written = rows.read(["claims"], ["actor_id"])["claims"]["actor_id"]
    return bool(written.combine_chunks().equals(_column(_identities(rows), ids)))


def _identities(rows: Slice) -> pa.Table:
    return rows.read(["identities"])["identities"]


def _column(known: pa.Table, ids: Mapping[Actor, str]) -> pa.Array:
    values = [ids.get(actor, actor[0]) if actor else None for actor in _actors(known)]
    return pa.array(values, pa.string())


def _actors(known: pa.Table) -> Iterator[Actor | None]:
    for name, kind, affiliation in zip(*(known[column].to_pylist() for column in IDENTITIES.names), strict=True):
        # of types and affiliations there are few: each is held once
        yield (name, intern(kind or ""), intern(affiliation or "")) if name is not None else None
