"""Moves records from the offsets of the text that was annotated to those of the story that it was taken from."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from tallywire.records import Annotations, Evidence, Figure, Period, Place, Sentence, Source

#: The story's offset of the character at an offset of the annotated text.
Origin = Callable[[int], int]

_Spanned = TypeVar("_Spanned", Figure, Period, Place)


def moved(annotations: Annotations, origin: Origin) -> Annotations:
    """The same annotations in the story's offsets."""
    return Annotations(
        story_id=annotations.story_id,
        sentences=tuple(_sentence(item, origin) for item in annotations.sentences),
        read=tuple((origin(start), _end(end, origin)) for start, end in annotations.read),
        figures=tuple(_figure(item, origin) for item in annotations.figures),
        periods=tuple(_spanned(item, origin) for item in annotations.periods),
        sources=tuple(_source(item, origin) for item in annotations.sources),
        places=tuple(_spanned(item, origin) for item in annotations.places),
    )


def _end(end: int, origin: Origin) -> int:
    return origin(end - 1) + 1


def _spanned(item: _Spanned, origin: Origin) -> _Spanned:
    moved_ = replace(item, start=origin(item.start), end=_end(item.end, origin))
    return moved_ if isinstance(moved_, Place) else replace(moved_, evidence=_evidence(moved_.evidence, origin))


def _evidence(evidence: tuple[Evidence, ...], origin: Origin) -> tuple[Evidence, ...]:
    return tuple(Evidence(item.field, item.rule, origin(item.start), _end(item.end, origin)) for item in evidence)


def _sentence(item: Sentence, origin: Origin) -> Sentence:
    tokens = tuple(replace(token, start=origin(token.start), end=_end(token.end, origin)) for token in item.tokens)
    return Sentence(origin(item.start), _end(item.end, origin), tokens)


def _figure(figure: Figure, origin: Origin) -> Figure:
    start, end = figure.counted_start, figure.counted_end
    return replace(
        _spanned(figure, origin),
        counted_start=None if start is None else origin(start),
        counted_end=None if end is None else _end(end, origin),
    )


def _source(source: Source, origin: Origin) -> Source:
    actor_start, actor_end, cue_start, cue_end = (
        *(source.actor_start, source.actor_end),
        *(source.cue_start, source.cue_end),
    )
    return replace(
        source,
        contents=tuple((origin(start), _end(end, origin)) for start, end in source.contents),
        actor_start=None if actor_start is None else origin(actor_start),
        actor_end=None if actor_end is None else _end(actor_end, origin),
        cue_start=None if cue_start is None else origin(cue_start),
        cue_end=None if cue_end is None else _end(cue_end, origin),
        evidence=_evidence(source.evidence, origin),
    )
