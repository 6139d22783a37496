"""Story -> Annotations: runs the language model and turns what its components found into plain records."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple, TypeVar

from spacy.language import Language
from spacy.tokens import Doc, Span

from tallywire.annotate import document
from tallywire.annotate.text import flatten, pieces, sentence_starts
from tallywire.records import Annotations, Evidence, Figure, Period, Place, Sentence, Source, Story, Token

_Spanned = TypeVar("_Spanned", Figure, Period, Place)


class _Piece(NamedTuple):
    """A part of the story at `position` in the batch that starts at `offset` of its text."""

    position: int
    story: Story
    offset: int


class Annotator:
    """Annotates stories with one loaded model; make one a process."""

    def __init__(self, nlp: Language, batch_size: int = 16) -> None:
        document.register()
        self._nlp = nlp
        self._batch_size = batch_size

    def annotate(self, stories: Iterable[Story]) -> Iterator[Annotations]:
        """One `Annotations` a story, in the order given."""
        docs = self._nlp.pipe(self._docs(stories), as_tuples=True, batch_size=self._batch_size)
        for _, group in groupby(docs, key=lambda pair: pair[1].position):
            parsed = list(group)
            yield merge([annotations(doc, piece.story, piece.offset) for doc, piece in parsed])

    def _docs(self, stories: Iterable[Story]) -> Iterator[tuple[Doc, _Piece]]:
        for position, story in enumerate(stories):
            for start, end in pieces(story.text):
                doc = make_doc(self._nlp, story.text[start:end], story.published)
                yield doc, _Piece(position, story, start)


def make_doc(nlp: Language, text: str, published: date | None) -> Doc:
    """A tokenised Doc of `text`, with the sentence starts that its layout gives and the document date."""
    doc = nlp.make_doc(flatten(text))
    starts = set(sentence_starts(text))
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    doc._.published = published
    return doc


def annotations(doc: Doc, story: Story, offset: int) -> Annotations:
    """What the components left on `doc`, a piece of `story` that starts at `offset`, as records in story offsets."""
    return Annotations(
        story_id=story.story_id,
        sentences=tuple(_sentence(span, offset) for span in doc.sents if span.text.strip()),
        figures=tuple(_shifted_figure(figure, offset) for figure in document.figures(doc)),
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
