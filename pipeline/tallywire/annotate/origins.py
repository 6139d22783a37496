"""Moves records from the offsets of the text that was annotated to those of the story that it was taken from."""

from collections.abc import Callable
from dataclasses import replace

from tallywire.records import Evidence, Figure, Period, Place, Source

#: The story's offset of the character at an offset of the annotated text.
Origin = Callable[[int], int]


def moved_figure(figure: Figure, origin: Origin) -> Figure:
    """The same figure in the story's offsets."""
    return replace(
        figure,
        start=origin(figure.start),
        end=_end(figure.end, origin),
        counted_start=_start_of(figure.counted_start, origin),
        counted_end=_end_of(figure.counted_end, origin),
        evidence=_evidence(figure.evidence, origin),
    )


def moved_period(period: Period, origin: Origin) -> Period:
    """The same period in the story's offsets."""
    start, end = origin(period.start), _end(period.end, origin)
    return replace(period, start=start, end=end, evidence=_evidence(period.evidence, origin))


def moved_place(place: Place, origin: Origin) -> Place:
    """The same place in the story's offsets."""
    return replace(place, start=origin(place.start), end=_end(place.end, origin))


def moved_source(source: Source, origin: Origin) -> Source:
    """The same attribution in the story's offsets."""
    return replace(
        source,
        contents=tuple((origin(start), _end(end, origin)) for start, end in source.contents),
        actor_start=_start_of(source.actor_start, origin),
        actor_end=_end_of(source.actor_end, origin),
        cue_start=_start_of(source.cue_start, origin),
        cue_end=_end_of(source.cue_end, origin),
        evidence=_evidence(source.evidence, origin),
    )


def _end(end: int, origin: Origin) -> int:
    return origin(end - 1) + 1


def _start_of(start: int | None, origin: Origin) -> int | None:
    return None if start is None else origin(start)


def _end_of(end: int | None, origin: Origin) -> int | None:
    return None if end is None else _end(end, origin)


def _evidence(evidence: tuple[Evidence, ...], origin: Origin) -> tuple[Evidence, ...]:
    return tuple(Evidence(item.field, item.rule, origin(item.start), _end(item.end, origin)) for item in evidence)
