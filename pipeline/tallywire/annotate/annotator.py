"""Story -> Annotations: runs the language model and turns what its components found into plain records."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypeVar

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from tallywire.annotate import document
from tallywire.annotate.inference import Predictor
from tallywire.annotate.text import flatten, pieces, sentence_starts
from tallywire.records import Annotations, Evidence, Figure, Period, Place, Sentence, Source, Story, Token

#: Characters that go through the model together: enough for its matrices, few enough for the processor's cache.
BATCH_CHARS = 60_000

_Spanned = TypeVar("_Spanned", Figure, Period, Place)


class _Item(NamedTuple):
    """A story and the Docs of its pieces, each with the offset at which it starts."""

    story: Story
    pieces: list[tuple[Doc, int]]


class Annotator:
    """Annotates stories with one loaded model; make one a process."""

    def __init__(self, nlp: Language, batch_chars: int = BATCH_CHARS) -> None:
        document.register()
        self._nlp = nlp
        self._predict = Predictor(nlp)
        self._batch_chars = batch_chars

    def annotate(self, stories: Iterable[Story]) -> Iterator[Annotations]:
        """One `Annotations` a story, in the order given."""
        for batch in self._batches(stories):
            self._predict([doc for docs in batch for doc, _ in docs.pieces])
            for item in batch:
                yield merge([annotations(doc, item.story, offset) for doc, offset in item.pieces])

    def _batches(self, stories: Iterable[Story]) -> Iterator[list[_Item]]:
        batch: list[_Item] = []
        size = 0
        for story in stories:
            batch.append(_Item(story, [(self._doc(story, *piece), piece[0]) for piece in pieces(story.text)]))
            size += len(story.text)
            if size >= self._batch_chars:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _doc(self, story: Story, start: int, end: int) -> Doc:
        return make_doc(self._nlp, story.text[start:end], story.published)


def make_doc(nlp: Language, text: str, published: date | None) -> Doc:
    """A tokenised Doc of `text`, with the sentence starts that its layout gives and the document date."""
    doc = nlp.make_doc(flatten(text))
    starts = np.fromiter(sentence_starts(text), dtype=np.int64)
    if len(starts):
        for index in np.flatnonzero(np.isin(doc.to_array("IDX"), starts)).tolist():
            doc[index].is_sent_start = True
    doc._.published = published
    return doc


def annotations(doc: Doc, story: Story, offset: int) -> Annotations:
    """What the components left on `doc`, a piece of `story` that starts at `offset`, as records in story offsets."""
    figures = document.figures(doc)
    return Annotations(
        story_id=story.story_id,
        sentences=tuple(_sentences(doc, figures, offset)),
        figures=tuple(_shifted_figure(figure, offset) for figure in figures),
        periods=tuple(_shifted(period, offset) for period in document.periods(doc)),
        sources=tuple(_shifted_source(source, offset) for source in document.sources(doc)),
        places=tuple(_shifted(place, offset) for place in document.places(doc)),
    )


def merge(parts: list[Annotations]) -> Annotations:
    """The annotations of a story's pieces as one."""
    if len(parts) == 1:
        return parts[0]
    return Annotations(
        story_id=parts[0].story_id,
        sentences=tuple(item for part in parts for item in part.sentences),
        figures=tuple(item for part in parts for item in part.figures),
        periods=tuple(item for part in parts for item in part.periods),
        sources=tuple(item for part in parts for item in part.sources),
        places=tuple(item for part in parts for item in part.places),
    )


def _sentences(doc: Doc, figures: Sequence[Figure], offset: int) -> Iterator[Sentence]:
    """The sentences in which a figure begins."""
    starts = sorted({figure.start for figure in figures})
    for span in doc.sents if starts else ():
        if bisect_left(starts, span.start_char) < bisect_left(starts, span.end_char):
            yield _sentence(span, offset)


def _sentence(span: Span, offset: int) -> Sentence:
    """The sentence without the white space around it; white-space tokens inside are left out of the parse."""
    words = [token for token in span if not token.is_space]
    index = {token.i: position for position, token in enumerate(words)}
    tokens = tuple(
        Token(
            start=token.idx + offset,
            end=token.idx + len(token) + offset,
            text=token.text,
            lemma=token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=index.get(token.head.i, position),
        )
        for position, token in enumerate(words)
    )
    return Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tokens)


def _shift(value: int | None, by: int) -> int | None:
    return None if value is None else value + by


def _shifted(item: _Spanned, by: int) -> _Spanned:
    return replace(item, start=item.start + by, end=item.end + by) if by else item


def _shift_all(evidence: tuple[Evidence, ...], by: int) -> tuple[Evidence, ...]:
    return tuple(item.shifted(by) for item in evidence)


def _shifted_figure(figure: Figure, by: int) -> Figure:
    if not by:
        return figure
    return replace(
        _shifted(figure, by),
        counted_start=_shift(figure.counted_start, by),
        counted_end=_shift(figure.counted_end, by),
        evidence=_shift_all(figure.evidence, by),
    )


def _shifted_source(source: Source, by: int) -> Source:
    if not by:
        return source
    return replace(
        source,
        contents=tuple((start + by, end + by) for start, end in source.contents),
        actor_start=_shift(source.actor_start, by),
        actor_end=_shift(source.actor_end, by),
        cue_start=_shift(source.cue_start, by),
        cue_end=_shift(source.cue_end, by),
        evidence=_shift_all(source.evidence, by),
    )
