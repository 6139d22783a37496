"""Annotations -> Claim: binds each figure to its sentence, clause, period, source and place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from tallywire.assemble.clause.additions import without_additions
from tallywire.assemble.clause.span import claim_span
from tallywire.assemble.clause.statement import Statement
from tallywire.assemble.confidence import Seen, confidence, doubts
from tallywire.assemble.dating.ages import timespan_of_age
from tallywire.assemble.dating.govern import governing_timespan, since_then
from tallywire.assemble.dating.relations import UNDATED, Timespan, timespans
from tallywire.assemble.dating.way import Setting
from tallywire.assemble.denial import denial
from tallywire.assemble.mood import modality
from tallywire.assemble.places.country import Countries, Country
from tallywire.assemble.places.placing import governing_place
from tallywire.assemble.places.sought import Sought
from tallywire.assemble.places.widening import as_written
from tallywire.assemble.sourcing import governing_source
from tallywire.assemble.tree import Tree
from tallywire.records import (
    PAGE,
    Annotations,
    Claim,
    Evidence,
    Explained,
    Figure,
    Modality,
    Place,
    Sentence,
    Source,
    Span,
    Story,
    Token,
)

_FIGURE_FIELDS = (
    *("value", "low", "high", "modifier", "kind", "unit", "value_si", "unit_si"),
    *("change", "counted", "counted_head", "per", "of"),
)
#: A figure so few characters behind a source's name is said of it: "said Ada Example, 29".
_OF_ACTOR = 4
_SOURCE_FIELDS = ("actor", "actor_id", "actor_type", "actor_affiliation", "via")


@dataclass(frozen=True, slots=True)
class _Bound:
    """What governs a figure, and the words that deny it or put it in doubt."""

    source: Source | None
    period: Timespan | None
    place: Place | None
    country: Country | None
    denied: Token | None
    modality: Modality
    mood: Token | None


def assemble(story: Story, annotations: Annotations) -> list[Explained]:
    """The claims of a story, one a figure, in the order of the text, each with the evidence of its fields."""
    return [Explained(claim, tuple(_evidence(read))) for claim, read in _Assembler(story, annotations).claims()]


def claims(story: Story, annotations: Annotations) -> list[Claim]:
    """The claims of a story as `assemble` gives them, without their evidence."""
    return [claim for claim, _ in _Assembler(story, annotations).claims()]


class _Read(NamedTuple):
    """What a claim is read from: its figure, the claim's span, what governs the figure, and what is doubtful."""

    figure: Figure
    clause: Span
    bound: _Bound
    doubts: tuple[str, ...]


class _Assembler:
    """One story's annotations, indexed so that each figure finds what governs it."""

    def __init__(self, story: Story, annotations: Annotations) -> None:
        self._story = story
        self._annotations = annotations
        self._sentence_starts = [sentence.start for sentence in annotations.sentences]
        self._trees: dict[int, Tree] = {}
        self._figure_starts = [figure.start for figure in annotations.figures]
        self._spans = timespans(story.text, annotations.periods, story.published)
        self._countries = Countries(story, annotations)
        self._span_anchors = [span.anchor for span in self._spans]

    def claims(self) -> Iterator[tuple[Claim, _Read]]:
        """One claim a figure; a sentence that the story repeats word for word gives claims marked as repeats."""
        firsts: dict[tuple[str, int], str] = {}
        page = [(item.start, item.end) for item in self._story.evidence if item.field == PAGE]
        for figure in self._annotations.figures:
            if any(start <= figure.start < end for start, end in page):
                continue
            claim, read = self._claim(figure)
            place = (" ".join(claim.sentence.split()), claim.quantity_start - claim.sentence_start)
            first = firsts.setdefault(place, claim.claim_id)
            repeats = first != claim.claim_id
            yield replace(claim, repeat_of=first) if repeats else claim, read

    def _claim(self, figure: Figure) -> tuple[Claim, _Read]:
        tree = self._tree(figure)
        sentence = (min(tree.sentence.start, figure.start), max(tree.sentence.end, figure.end))
        span = (figure.start, figure.end)
        held = governing_source(self._annotations.sources, span)
        source, content = held if held else (None, sentence)
        region = (max(content[0], sentence[0]), min(content[1], sentence[1]))
        counted = _span(figure.counted_start, figure.counted_end)
        is_counted = figure.kind in ("count", "percent", "ratio")
        setting = Setting(tree, span, counted, is_counted, figure.kind == "duration", region)
        period = self._period(figure, setting)
        statement = self._statement(tree, span, region, period, source)
        clause = claim_span(statement)
        sought = Sought(tree, self._story.text, span, without_additions(statement, clause), region)
        place = governing_place(sought, self._annotations.places) if figure.kind != "age" else None
        country = self._countries.of(place, span)
        place = as_written(self._story.text, place, self._annotations.places) if place else None
        bound = _Bound(source, period, place, country, denial(tree, span), *modality(tree, span, region))
        fields = self._fields(figure, sentence, clause, bound)
        doubtful = doubts(fields, self._seen(figure, tree, source))
        return Claim(**fields, confidence=confidence(doubtful)), _Read(figure, clause, bound, doubtful)

    def _seen(self, figure: Figure, tree: Tree, source: Source | None) -> Seen:
        """What stands around a figure in its sentence."""
        start, end = tree.sentence.start, tree.sentence.end
        contents = (content for one in self._annotations.sources for content in one.contents)
        beside = source is None and any(first < end and start < last for first, last in contents)
        return Seen(figure, tree, len(self._spans[_within(self._span_anchors, tree.sentence)]), beside)

    def _statement(
        self, tree: Tree, span: Span, region: Span, period: Timespan | None, source: Source | None
    ) -> Statement:
        sentence = tree.sentence
        others = [
            (figure.start, figure.end)
            for figure in self._annotations.figures[_within(self._figure_starts, sentence)]
            if figure.start != span[0]
        ]
        governing = (period.start, period.end) if period else None
        cue = source.cue_start if source else None
        frames = [end for one in self._annotations.sources if one is not source for end in _ended(one, sentence, span)]
        return Statement(tree, self._story.text, span, region, governing, others, cue, frames)

    def _period(self, figure: Figure, setting: Setting) -> Timespan | None:
        """The governing time expression; an age holds of a person, and seldom of a time."""
        inside = self._spans[_within(self._span_anchors, setting.tree.sentence)]
        if figure.kind == "age":
            return timespan_of_age(setting.tree, setting.figure, inside)
        found = governing_timespan(setting, inside, self._story.published)
        return since_then(self._story, found, self._spans) if found and found.rule == UNDATED else found

    def _tree(self, figure: Figure) -> Tree:
        """The parse of the sentence that holds the figure's first character."""
        index = max(bisect_right(self._sentence_starts, figure.start) - 1, 0)
        if index not in self._trees:
            self._trees[index] = Tree(_usable(self._annotations.sentences, index, figure))
        return self._trees[index]

    def _fields(self, figure: Figure, sentence: Span, clause: Span, bound: _Bound) -> dict[str, Any]:
        """The columns of the figure's claim but for its confidence."""
        story, text = self._story, self._story.text
        return dict(
            claim_id=f"{story.story_id}-{figure.start}-{figure.end}",
            story_id=story.story_id,
            source=story.source,
            published=story.published,
            publisher=story.publisher,
            title=story.title,
            **_span_fields("sentence", text, sentence),
            **_span_fields("claim", text, clause),
            **_span_fields("quantity", text, (figure.start, figure.end)),
            **{name: getattr(figure, name) for name in _FIGURE_FIELDS},
            **_source_fields(text, bound.source),
            **_span_fields("date_text", text, (bound.period.start, bound.period.end) if bound.period else None),
            date_from=bound.period.date_from if bound.period else None,
            date_to=bound.period.date_to if bound.period else None,
            place=text[bound.place.start : bound.place.end] if bound.place else None,
            country=bound.country.code if bound.country else None,
            negated=bound.denied is not None,
            modality=bound.modality,
            repeat_of=None,
        )


def _ended(source: Source, sentence: Sentence, figure: Span) -> Iterator[int]:
    """Where the reporting frame of words before the figure ends, if it stands between them in the sentence."""
    if source.cue_end is None or not sentence.start <= source.cue_end <= figure[0]:
        return
    end = source.cue_end
    if source.actor_end and figure[0] - source.actor_end > _OF_ACTOR:
        end = max(end, source.actor_end)
    if end <= figure[0] and all(content[1] <= (source.cue_start or 0) for content in source.contents):
        yield end + 1


def _within(starts: list[int], sentence: Sentence) -> slice:
    """The items of an ordered list, given by where they start, that start in the sentence."""
    return slice(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))


def _span_fields(name: str, text: str, span: Span | None) -> dict[str, Any]:
    """The three columns of a span: its words, start and end."""
    start, end = span if span else (None, None)
    return {name: text[start:end] if span else None, f"{name}_start": start, f"{name}_end": end}


def _source_fields(text: str, source: Source | None) -> dict[str, Any]:
    actor = _span(source.actor_start, source.actor_end) if source else None
    cue = _span(source.cue_start, source.cue_end) if source else None
    return {
        **{name: getattr(source, name, None) for name in _SOURCE_FIELDS},
        "attribution": source.attribution if source else "none",
        **_span_fields("actor_text", text, actor),
        **_span_fields("cue", text, cue),
    }


def _usable(sentences: tuple[Sentence, ...], index: int, figure: Figure) -> Sentence:
    """The sentence, or one made of the figure alone where the text around it was not parsed."""
    if sentences and sentences[index].tokens and sentences[index].start <= figure.start < sentences[index].end:
        return sentences[index]
    token = Token(figure.start, figure.end, figure.text, figure.text, "NUM", "CD", "ROOT", 0)
    return Sentence(figure.start, figure.end, (token,))


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else (start, end)


def _evidence(read: _Read) -> Iterator[Evidence]:
    """Why each field has its value, field by field as the recognisers and binding rules say."""
    figure, clause, bound, _ = read
    yield Evidence("value", figure.rule, figure.start, figure.end)
    yield from (item for item in figure.evidence if item.field != "value")
    yield Evidence("claim", "clause", *clause)
    if source := bound.source:
        start, end = _span(source.cue_start, source.cue_end) or source.contents[0]
        yield Evidence("attribution", source.rule, start, end)
        yield from (item for item in source.evidence if item.field != "attribution")
    if bound.period:
        yield Evidence("date_from", bound.period.rule, bound.period.start, bound.period.end)
    if bound.place:
        yield Evidence("place", bound.place.rule, bound.place.start, bound.place.end)
    if bound.country:
        yield bound.country.evidence
    yield from (Evidence("confidence", f"doubt.{name}", figure.start, figure.end) for name in read.doubts)
    for name, word in (("negated", bound.denied), ("modality", bound.mood)):
        if word:
            yield Evidence(name, f"mood.{name}", word.start, word.end)
