"""What the checks need to know of stories: which are copies, and which tell of the same events."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from tallywire.check.rows import Row

_NAME = re.compile(r"(?<=[\w,;:’'\"“”] )[A-Z][\w’'-]{2,}")
#: Characters of a story that are read for its names.
_READ = 2_500
#: Names that two stories about the same events share at least, and the share of the fewer names that they make.
_FEWEST_SHARED, _SHARE = 2, 0.3
#: A name in more than this share of many stories tells none of them from another.
_COMMON, _MANY = 0.2, 20


class Stories:
    """The stories of a dataset by id."""

    def __init__(self, copies: Mapping[str, str], names: Mapping[str, frozenset[str]]) -> None:
        self._copies = copies
        self._names = names

    @classmethod
    def of(cls, stories: pd.DataFrame, rows: Sequence[Row]) -> "Stories":
        """Copies as the table marks them; names from the beginnings of the texts of stories that have rows."""
        marked = stories.dropna(subset=["duplicate_of"]) if "duplicate_of" in stories else stories.iloc[:0]
        copies = dict(zip(marked["story_id"], marked["duplicate_of"], strict=True)) if len(marked) else {}
        with_rows = {row.story_id for row in rows}
        texts = zip(stories["story_id"], stories["text"], strict=True)
        found = {story: set(_NAME.findall(text[:_READ])) for story, text in texts if story in with_rows}
        counts = Counter(name for names in found.values() for name in names)
        most = max(_COMMON * len(found), _MANY)
        return cls(
            copies,
            {story: frozenset(name for name in names if counts[name] <= most) for story, names in found.items()},
        )

    def is_copy(self, story_id: str) -> bool:
        """Whether the story repeats another one of the dataset."""
        return story_id in self._copies

    def copies(self) -> dict[str, list[str]]:
        """Stories that others repeat, with those others."""
        found: dict[str, list[str]] = defaultdict(list)
        for copy, original in self._copies.items():
            found[original].append(copy)
        return dict(sorted(found.items()))

    def alike(self, first: str, second: str) -> bool:
        """Whether the stories name so many of the same names that they tell of the same events."""
        if first == second:
            return True
        one, other = self._names.get(first, frozenset()), self._names.get(second, frozenset())
        shared = len(one & other)
        return shared >= _FEWEST_SHARED and shared >= _SHARE * min(len(one), len(other))
