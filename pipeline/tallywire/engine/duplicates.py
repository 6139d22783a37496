"""Finds stories that repeat an earlier one of the dataset: exact copies and near ones, such as syndicated pieces.

Near copies are found by MinHash over word shingles (Broder 1997) with locality-sensitive hashing. A story's signature
is made where the story is extracted; `judge` decides over the signatures of the whole dataset, in its order, so the
answer depends neither on the order in which inputs were named nor on how the work was shared out.

Signatures are kept on disk while it decides. In memory are some 50 bytes a story, and the near copies.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from rensa import RMinHash

from tallywire.records import Story, digest
from tallywire.store import SIGNATURES, Verdicts

SHINGLE_WORDS = 4
#: Share of shingles in common (Jaccard) from which on two stories are one: a dropped paragraph or a new headline of a
#: piece keeps it above, two reports of one event by two writers stay far under.
THRESHOLD = 0.7
#: A shorter story is only ever an exact copy: a brief of twenty words shares most of them with the next brief.
MIN_WORDS = 40

_PERMUTATIONS = 128
#: Stories that agree in all four numbers of any band are compared.
_BANDS = 32
_SEED = 20_240_229
#: A pair of rows as one number: the later one times this, and the earlier one.
_PAIR = 1 << 31
_WORD = re.compile(r"\w+")
#: Weights that make one number of a band's four (odd constants of 64 bits).
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], np.uint64)

_Ints = npt.NDArray[np.int64]
_Words = npt.NDArray[np.uint64]


def signatures(stories: Iterable[Story]) -> pa.Table:
    """One row a story: its id, the digest of its words, and its MinHash signature if it is long enough for one."""
    rows = [_signature(story) for story in stories]
    columns = list(zip(*rows, strict=True)) if rows else [(), (), ()]
    return pa.Table.from_arrays(
        [pa.array(column, field.type) for column, field in zip(columns, SIGNATURES, strict=True)], schema=SIGNATURES
    )


def judge(tables: Iterable[pa.Table], scratch: Path) -> Verdicts:
    """Which stories repeat an earlier one: by id (the same dump read twice), by their words, or nearly.

    A copy of a copy counts as one of the first. `scratch` is a folder for files while this runs.
    """
    with _Signatures(scratch) as known:
        for table in tables:
            known.add(table)
        ids, words = known.columns()
        places = np.arange(len(ids))
        repeated = _firsts(ids) != places
        first = _firsts(words)
        near = known.near_copies(first == places)
    # A story left out is nobody's original; its twin, which stays, has the same words and stands before it.
    answers = {}
    for place in np.flatnonzero((first != places) | np.isin(places, list(near))):
        origin = int(first[place])
        answers[int(place)] = f"{int(ids[near.get(origin, origin)]):016x}"
    gone = frozenset(int(place) for place in np.flatnonzero(repeated))
    return Verdicts(gone, {place: story for place, story in answers.items() if place not in gone})


def _signature(story: Story) -> tuple[int, int, bytes | None]:
    words = _WORD.findall(story.text.casefold())
    minhash = None
    if len(words) >= MIN_WORDS:
        made = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        made.update([" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)])
        minhash = np.array(made.digest(), "<u4").tobytes()
    return int(story.story_id, 16), int(digest(*words), 16), minhash


def _firsts(values: _Words) -> _Ints:
    """For each value the place of the first one that is equal."""
    _, first, inverse = np.unique(values, return_index=True, return_inverse=True)
    return np.asarray(first[inverse], np.int64)


class _Signatures:
    """The signatures of a dataset's stories, on disk, by their places."""

    _SIZE: Final = _PERMUTATIONS * 4

    def __init__(self, scratch: Path) -> None:
        self._paths = [scratch / "minhash.bin", *(scratch / f"band-{band}.bin" for band in range(_BANDS))]
        self._files = [path.open("w+b") for path in self._paths]
        self._ids: list[_Words] = []
        self._words: list[_Words] = []
        #: Places of the stories that have a MinHash, in its order.
        self._places: list[_Ints] = []
        self._count = 0

    def __enter__(self) -> "_Signatures":
        return self

    def __exit__(self, *_: object) -> None:
        for file, path in zip(self._files, self._paths, strict=True):
            file.close()
            path.unlink()

    def add(self, table: pa.Table) -> None:
        """Take the signatures of the next stories."""
        self._ids.append(table["story_id"].to_numpy())
        self._words.append(table["words"].to_numpy())
        hashes = table["minhash"].to_pylist()
        present = [place for place, value in enumerate(hashes, self._count) if value is not None]
        self._places.append(np.array(present, np.int64))
        self._count += table.num_rows
        data = b"".join(value for value in hashes if value is not None)
        self._files[0].write(data)
        numbers = np.frombuffer(data, "<u4").reshape(-1, _BANDS, _PERMUTATIONS // _BANDS).astype(np.uint64)
        bands = (numbers * _MIX).sum(axis=2, dtype=np.uint64) >> np.uint64(32)
        for band, file in enumerate(self._files[1:]):
            file.write(bands[:, band].astype("<u4").tobytes())

    def columns(self) -> tuple[_Words, _Words]:
        """Ids and words of all stories."""
        none = [np.empty(0, np.uint64)]
        return np.concatenate(self._ids or none), np.concatenate(self._words or none)

    def near_copies(self, asked: npt.NDArray[np.bool_]) -> dict[int, int]:
        """Place of a near copy -> place of the first that it is near to, among the stories `asked` for.

        A story is compared with the first story that is in a band with it, or with what that one is a near copy of.
        """
        places = np.concatenate(self._places or [np.empty(0, np.int64)])
        rows = np.flatnonzero(asked[places]) if len(places) else places
        origins: dict[int, int] = {}
        for pair in self._candidates(rows):
            later, earlier = divmod(int(pair), _PAIR)
            origin = origins.get(earlier, earlier)
            if later not in origins and self._alike(later, origin):
                origins[later] = origin
        return {int(places[later]): int(places[origin]) for later, origin in origins.items()}

    def _candidates(self, rows: _Ints) -> _Ints:
        """Pairs of rows to compare, a later and an earlier one, sorted; each is one number, since there may be many."""
        pairs = np.empty(0, np.int64)
        for file in self._files[1:]:
            file.flush()
            file.seek(0)
            values = np.fromfile(file, "<u4")[rows]
            earlier = rows[_firsts(values)] if len(rows) else rows
            shared = earlier != rows
            found = rows[shared] * _PAIR + earlier[shared]
            pairs = np.sort(np.concatenate((pairs, found)), kind="stable")  # which merges what is sorted
            pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        return pairs

    def _alike(self, one: int, other: int) -> bool:
        return float(np.mean(self._numbers(one) == self._numbers(other))) >= THRESHOLD

    def _numbers(self, row: int) -> npt.NDArray[np.uint32]:
        self._files[0].flush()
        return np.frombuffer(os.pread(self._files[0].fileno(), self._SIZE, row * self._SIZE), "<u4")
