"""Finds stories that repeat an earlier one of the dataset: exact copies and near ones, such as syndicated pieces.

Near copies are found by MinHash over word shingles (Broder 1997) with locality-sensitive hashing. Stories are asked
about in the order of the dataset, so the answer does not depend on the order in which inputs were named.
"""

import re

from rensa import RMinHash, RMinHashLSH

from tallywire.records import Story, digest

SHINGLE_WORDS = 4
#: Share of shingles in common (Jaccard) from which on two stories are one: a dropped paragraph or a new headline of a
#: piece keeps it above, two reports of one event by two writers stay far under.
THRESHOLD = 0.7
#: A shorter story is only ever an exact copy: a brief of twenty words shares most of them with the next brief.
MIN_WORDS = 40

_PERMUTATIONS = 128
_BANDS = 32
_SEED = 20_240_229
_WORD = re.compile(r"\w+")


class DuplicateFinder:
    """Remembers the stories of a run, as ids and signatures of half a kilobyte each."""

    def __init__(self) -> None:
        self._exact: dict[str, str] = {}
        self._near = RMinHashLSH(threshold=THRESHOLD, num_perm=_PERMUTATIONS, num_bands=_BANDS)
        self._signatures: list[tuple[str, RMinHash]] = []

    def first_of(self, story: Story) -> str | None:
        """The story_id of the first story that this one repeats, or None; the story is remembered."""
        words = _WORD.findall(story.text.casefold())
        key = digest(*words)
        if key in self._exact:
            return self._exact[key]
        first = self._first_near(words, story.story_id)
        self._exact[key] = first or story.story_id
        return first

    def _first_near(self, words: list[str], story_id: str) -> str | None:
        if len(words) < MIN_WORDS:
            return None
        signature = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        signature.update([" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)])
        candidates: list[int] = sorted(self._near.query(signature))
        for index in candidates:
            first, other = self._signatures[index]
            if signature.jaccard(other) >= THRESHOLD:
                return first
        self._near.insert(len(self._signatures), signature)
        self._signatures.append((story_id, signature))
        return None
