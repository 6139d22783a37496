"""Figures that stand in several places: by independent actors (support), by one actor or in one wording (repeat)."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from tallywire.check.finding import Finding
from tallywire.check.groups import joined, of_what, sayings
from tallywire.check.pairs import Pair
from tallywire.check.precision import tight
from tallywire.check.rows import Row
from tallywire.check.stories import Stories
from tallywire.check.wording import about

#: Words right before or after a figure that two stories must share to be of one wording.
_WINDOW = 6
#: How far apart values may be that are one figure, as a share.
_SAME = 0.02
#: Letters by which names of a country and its people meet ("Pakistan", "Pakistani officials").
_PREFIX = 6
_WORD = re.compile(r"\w+")


def support(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """The same figure by actors of whom none speaks for another; in the same words only when both are named."""
    agreeing = [
        (pair.first, pair.second)
        for pair in pairs
        if pair.one_definition
        and _agree(pair)
        and _independent(pair.first, pair.second)
        and (_both_named(pair.first, pair.second) or not set(_windows(pair.first)) & set(_windows(pair.second)))
    ]
    for group in joined(agreeing):
        actors = len({row.actor_id for row in group})
        reason = f"{of_what(group)}: {actors} actors give the same figure, {sayings(group)}."
        yield about("support", "support.independent", "info", reason[0].upper() + reason[1:], group)


def repeats(rows: Sequence[Row], pairs: Sequence[Pair], stories: Stories) -> Iterator[Finding]:
    """Copies: of whole stories, of a sentence with its figure, and of one actor's figure from story to story."""
    for original, copies in stories.copies().items():
        reason = f"A story stands {len(copies) + 1} times in the dataset, in the same or nearly the same words."
        yield Finding("repeat", "repeat.story", "info", reason, (), (original, *copies))
    worded = joined(_same_wording(rows))
    known = {frozenset((one.claim_id, two.claim_id)) for group in worded for one, two in combinations(group[:50], 2)}
    for group in worded:
        yield about("repeat", "repeat.wording", "info", _repeated(group, "in the same words"), group)
    quoted = [
        (pair.first, pair.second)
        for pair in pairs
        if pair.first.story_id != pair.second.story_id
        and _one_voice(pair.first, pair.second)
        and _agree(pair)
        and frozenset((pair.first.claim_id, pair.second.claim_id)) not in known
    ]
    for group in joined(quoted):
        yield about("repeat", "repeat.actor", "info", _repeated(group, f"as the figure of {group[0].actor_id}"), group)


def _repeated(group: Sequence[Row], how: str) -> str:
    stories = len({row.story_id for row in group})
    publishers = sorted({row.publisher for row in group if row.publisher})
    by = f" ({', '.join(publishers)})" if publishers else ""
    return f"{group[0].quantity} {of_what(group)}: {stories} stories{by} give it {how}."


def _same_wording(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Each row with the first row of another story that has the same figure between the same words."""
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        if row.repeat_of:
            continue
        for key in _windows(row):
            earlier = first.setdefault(key, row)
            independent = _independent(earlier, row) and _both_named(earlier, row)
            if earlier.story_id != row.story_id and not independent:
                yield earlier, row


def _windows(row: Row) -> Iterator[tuple[object, ...]]:
    figure = row.value if row.value is not None else row.quantity.lower()
    start = row.quantity_start - row.sentence_start
    before = _WORD.findall(row.sentence[:start].lower())[-_WINDOW:]
    after = _WORD.findall(row.sentence[start + row.quantity_end - row.quantity_start :].lower())[:_WINDOW]
    if len(before) == _WINDOW:
        yield ("before", figure, row.measured, *before)
    if len(after) == _WINDOW:
        yield ("after", figure, row.measured, *after)


def _agree(pair: Pair) -> bool:
    first, second = tight(pair.first), tight(pair.second)
    if first is None or second is None or not first.meets(second):
        return False
    if pair.first.value is None or pair.second.value is None:
        return pair.first.low == pair.second.low and pair.first.high == pair.second.high
    return abs(pair.first.value - pair.second.value) <= _SAME * max(abs(pair.first.value), abs(pair.second.value))


def _independent(first: Row, second: Row) -> bool:
    """Whether two actors, at least one of them named, give the figures, and neither is the other or its employer."""
    if first.actor_id is None or second.actor_id is None or {first.actor_type, second.actor_type} == {"unnamed"}:
        return False
    return not _one_voice(first, second)


def _both_named(first: Row, second: Row) -> bool:
    return all(any(letter.isupper() for letter in row.actor_id or "") for row in (first, second))


def _one_voice(first: Row, second: Row) -> bool:
    """Whether the rows' actors are one, or one speaks for the other, as far as their names say."""
    names = [
        {_folded(name) for name in (row.actor_id, row.actor, row.actor_affiliation) if name} for row in (first, second)
    ]
    return any(_one_names_other(a, b) for a in names[0] for b in names[1])


def _one_names_other(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one name's words are among the other's, or are the other's initials ("UN", "United Nations")."""
    initials = ["".join(word[0] for word in name) for name in (first, second)]
    return set(first) <= set(second) or set(second) <= set(first) or initials[0] in second or initials[1] in first


def _folded(name: str) -> tuple[str, ...]:
    words = _WORD.findall(name.lower().replace(".", ""))
    return tuple(word[:_PREFIX] for word in words if word not in ("the", "of", "s"))
