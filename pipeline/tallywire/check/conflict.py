"""Figures of the same thing that exclude one another: contradictions, updates over time, and other definitions."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from en_tallywire import lexicon
from tallywire.check.finding import Finding
from tallywire.check.groups import joined, of_what, sayings
from tallywire.check.pairs import Pair
from tallywire.check.precision import Span, stated
from tallywire.check.rows import Row
from tallywire.check.wording import about
from tallywire.records import Severity

Verdict = Literal["contradiction", "update", "definition"]

#: How far values of a contradiction must be apart to be a warning, as a share of the larger.
_GRAVE = 0.05
#: How many times larger the larger figure may be: beyond it, one of them counts something else.
_MOST = 25

_REASONS: dict[Verdict, str] = {
    "contradiction": "{what}: {said} exclude one another.",
    "update": "{what}: later figures replace earlier ones, {said}.",
    "definition": "{what}: {said} differ, and are defined differently.",
}


def conflicts(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """One finding for each group of figures that exclude one another, by what tells them apart."""
    judged = [(pair, _verdict(pair)) for pair in pairs]
    for verdict in ("contradiction", "update", "definition"):
        for group in joined((pair.first, pair.second) for pair, found in judged if found == verdict):
            severity: Severity = "warning" if verdict == "contradiction" and _grave(group) else "info"
            reason = _REASONS[verdict].format(what=of_what(group), said=sayings(group))
            yield about("conflict", f"conflict.{verdict}", severity, reason[0].upper() + reason[1:], group)


def excludes(pair: Pair) -> bool:
    """Whether the figures' bounds leave no common value; a part may be less than the whole that it is a part of."""
    first, second = stated(pair.first), stated(pair.second)
    if first is None or second is None or _common(first, second):
        return False
    if pair.narrower is None:
        return True
    narrow, broad = (first, second) if pair.narrower is pair.first else (second, first)
    return narrow.low >= broad.high


def _common(first: Span, second: Span) -> bool:
    """Whether the spans share more than an end: figures rounded to the same digit do not meet where they touch."""
    return first.meets(second) and not (
        (first.high == second.low or second.high == first.low) and first.low < first.high and second.low < second.high
    )


def _verdict(pair: Pair) -> Verdict | None:
    if not excludes(pair) or _beyond(pair):
        return None
    if not pair.one_definition:
        both = all(thing.definitions for thing in pair.things)
        return "definition" if both and pair.narrower is None and pair.first.kind != "percent" else None
    return "update" if _updates(pair) else "contradiction"


def _beyond(pair: Pair) -> bool:
    values = sorted(abs(row.value) for row in (pair.first, pair.second) if row.value)
    return len(values) == 2 and values[1] > _MOST * values[0]


def _updates(pair: Pair) -> bool:
    """Whether the later figure replaces the earlier: it says so, is by the same source, or is higher of what grows."""
    first, second = pair.first, pair.second
    if first.day is None or second.day is None or first.day == second.day:
        return bool(_update_words(first) or _update_words(second)) and first.story_id == second.story_id
    grows = bool(pair.things[0].acts & _growing()) and (second.value or 0) > (first.value or 0)
    same_source = first.actor_id is not None and first.actor_id == second.actor_id
    return grows or same_source or _update_words(second)


def _update_words(row: Row) -> bool:
    text = f" {row.sentence.lower()} "
    return any(f" {word} " in text for word in _revisions())


def _grave(group: Sequence[Row]) -> bool:
    values = [abs(row.value) for row in group if row.value is not None]
    return len(values) > 1 and max(values) - min(values) > _GRAVE * max(values)


@cache
def _growing() -> frozenset[str]:
    return frozenset(lexicon.table("things")["growing"]["acts"])


@cache
def _revisions() -> tuple[str, ...]:
    return tuple(lexicon.table("things")["updates"]["words"])
