"""Annotations -> Claim: binds each figure to its sentence, clause, period, source and place."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from tallywire.assemble.clause import Statement, claim_span
from tallywire.assemble.confidence import confidence
from tallywire.assemble.dating import Setting, governing_timespan
from tallywire.assemble.mood import denial, modality
from tallywire.assemble.placing import governing_place
from tallywire.assemble.relations import Timespan, timespans
from tallywire.assemble.sourcing import governing_source
from tallywire.assemble.tree import Tree
from tallywire.records import Annotations, Claim, Evidence, Explained, Figure, Place, Sentence, Source, Story, Token

Span = tuple[int, int]


def assemble(story: Story, annotations: Annotations) -> list[Explained]:
    """The claims of a story, one a figure, in the order of the text, each with the evidence of its fields."""
    return list(_Assembler(story, annotations).claims())


class _Assembler:
    """One story's annotations, indexed so that each figure finds what governs it."""

    def __init__(self, story: Story, annotations: Annotations) -> None:
        self._story = story
        self._annotations = annotations
        self._sentence_starts = [sentence.start for sentence in annotations.sentences]
        self._trees: dict[int, Tree] = {}
        self._spans = timespans(story.text, annotations.periods, story.published)

    def claims(self) -> Iterator[Explained]:
        for figure in self._annotations.figures:
            yield self._claim(figure)

    def _claim(self, figure: Figure) -> Explained:
        tree = self._tree(figure)
        sentence = (min(tree.sentence.start, figure.start), max(tree.sentence.end, figure.end))
        span = (figure.start, figure.end)
        held = governing_source(self._annotations.sources, span)
        source, content = held if held else (None, sentence)
        framed = source is not None and source.attribution == "explicit"
        region = (max(content[0], sentence[0]), min(content[1], sentence[1])) if framed else sentence
        period = self._period(figure, Setting(tree, span, _span(figure.counted_start, figure.counted_end), region))
        clause = claim_span(self._statement(tree, span, region, period))
        place = governing_place(self._story.text, self._annotations.places, span, clause)
        claim = self._row(figure, sentence, clause, source, period, place)
        denied, (mood, mood_word) = denial(tree, span), modality(tree, span, region)
        claim = replace(claim, negated=denied is not None, modality=mood)
        claim = replace(claim, confidence=confidence(claim))
        words = {"negated": denied, "modality": mood_word}
        return Explained(claim, (*_evidence(figure, clause, source, period, place), *_moods(words)))

    def _statement(self, tree: Tree, span: Span, region: Span, period: Timespan | None) -> Statement:
        sentence = tree.sentence
        others = [
            (figure.start, figure.end)
            for figure in self._annotations.figures
            if sentence.start <= figure.start < sentence.end and figure.start != span[0]
        ]
        return Statement(tree, self._story.text, span, region, (period.start, period.end) if period else None, others)

    def _period(self, figure: Figure, setting: Setting) -> Timespan | None:
        """The governing time expression; an age holds of a person, not of a time."""
        if figure.kind == "age":
            return None
        sentence = setting.tree.sentence
        inside = [span for span in self._spans if sentence.start <= span.anchor < sentence.end]
        return governing_timespan(setting, inside, self._story.published)

    def _tree(self, figure: Figure) -> Tree:
        """The parse of the sentence that holds the figure's first character."""
        index = max(bisect_right(self._sentence_starts, figure.start) - 1, 0)
        if index not in self._trees:
            self._trees[index] = Tree(_usable(self._annotations.sentences, index, figure))
        return self._trees[index]

    def _row(
        self,
        figure: Figure,
        sentence: Span,
        clause: Span,
        source: Source | None,
        period: Timespan | None,
        place: Place | None,
    ) -> Claim:
        story, text = self._story, self._story.text
        return Claim(
            claim_id=f"{story.story_id}-{figure.start}-{figure.end}",
            story_id=story.story_id,
            source=story.source,
            published=story.published,
            publisher=story.publisher,
            title=story.title,
            sentence=text[slice(*sentence)],
            sentence_start=sentence[0],
            sentence_end=sentence[1],
            claim=text[slice(*clause)],
            claim_start=clause[0],
            claim_end=clause[1],
            quantity=text[figure.start : figure.end],
            quantity_start=figure.start,
            quantity_end=figure.end,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            modifier=figure.modifier,
            kind=figure.kind,
            unit=figure.unit,
            value_si=figure.value_si,
            unit_si=figure.unit_si,
            change=figure.change,
            counted=figure.counted,
            counted_head=figure.counted_head,
            per=figure.per,
            of=figure.of,
            attribution=source.attribution if source else "none",
            actor=source.actor if source else None,
            actor_id=source.actor_id if source else None,
            actor_type=source.actor_type if source else None,
            actor_affiliation=source.actor_affiliation if source else None,
            actor_text=_words(text, source.actor_start, source.actor_end) if source else None,
            actor_text_start=source.actor_start if source else None,
            actor_text_end=source.actor_end if source else None,
            cue=_words(text, source.cue_start, source.cue_end) if source else None,
            cue_start=source.cue_start if source else None,
            cue_end=source.cue_end if source else None,
            via=source.via if source else None,
            date_text=text[period.start : period.end] if period else None,
            date_text_start=period.start if period else None,
            date_text_end=period.end if period else None,
            date_from=period.date_from if period else None,
            date_to=period.date_to if period else None,
            place=text[place.start : place.end] if place else None,
            country=place.country if place else None,
            negated=False,
            modality="actual",
            confidence=0.0,
        )


def _usable(sentences: tuple[Sentence, ...], index: int, figure: Figure) -> Sentence:
    """The sentence, or one made of the figure alone where the text around it was not parsed."""
    if sentences and sentences[index].tokens and sentences[index].start <= figure.start < sentences[index].end:
        return sentences[index]
    token = Token(figure.start, figure.end, figure.text, figure.text, "NUM", "CD", "ROOT", 0)
    return Sentence(figure.start, figure.end, (token,))


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else (start, end)


def _words(text: str, start: int | None, end: int | None) -> str | None:
    return None if start is None or end is None else text[start:end]


def _evidence(
    figure: Figure, clause: Span, source: Source | None, period: Timespan | None, place: Place | None
) -> Iterator[Evidence]:
    """Why each field has its value, field by field as the recognisers and binding rules say."""
    yield Evidence("value", figure.rule, figure.start, figure.end)
    yield from (item for item in figure.evidence if item.field != "value")
    yield Evidence("claim", "clause", *clause)
    if source:
        start, end = (source.cue_start, source.cue_end) if source.cue_start is not None else source.contents[0]
        yield Evidence("attribution", source.rule, start or 0, end or 0)
        yield from (item for item in source.evidence if item.field != "attribution")
    if period:
        yield Evidence("date_from", period.rule, period.start, period.end)
    if place:
        yield Evidence("place", place.rule, place.start, place.end)


def _moods(words: dict[str, Token | None]) -> Iterator[Evidence]:
    for name, word in words.items():
        if word:
            yield Evidence(name, f"mood.{name}", word.start, word.end)
