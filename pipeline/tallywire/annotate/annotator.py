"""Story -> Annotations: runs the language model and turns what its components found into plain records."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from tallywire.annotate import document
from tallywire.annotate.inference import Predictor
from tallywire.annotate.origins import Origin, moved
from tallywire.annotate.selection import Selection, select
from tallywire.annotate.text import flatten, pieces, sentence_starts
from tallywire.records import Annotations, Figure, Sentence, Story, Token

#: Characters that go through the model together: enough for its matrices, few enough for the processor's cache.
BATCH_CHARS = 60_000


class _Piece(NamedTuple):
    """The Doc of a part of the story at `position` in the batch, and where its characters come from."""

    position: int
    doc: Doc
    origin: Origin


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
            pieces_ = [piece for position, story in enumerate(batch) for piece in self._pieces(position, story)]
            self._predict([piece.doc for piece in pieces_])
            found: list[list[Annotations]] = [[] for _ in batch]
            for piece in pieces_:
                found[piece.position].append(moved(annotations(piece.doc, batch[piece.position]), piece.origin))
            yield from (merge(story, parts) for story, parts in zip(batch, found, strict=True))

    def _batches(self, stories: Iterable[Story]) -> Iterator[list[Story]]:
        batch: list[Story] = []
        for story in stories:
            batch.append(story)
            if sum(len(other.text) for other in batch) >= self._batch_chars:
                yield batch
                batch = []
        if batch:
            yield batch

    def _pieces(self, position: int, story: Story) -> Iterator[_Piece]:
        """What is worth parsing of the story, in pieces of bounded length."""
        for start, end in pieces(story.text):
            text = story.text[start:end]
            selection = select(text, sentence_starts(text))
            if selection is not None:
                doc = _doc(self._nlp, selection.text, selection.starts, story.published)
                yield _Piece(position, doc, partial(_origin, selection, start))


def _origin(selection: Selection, start: int, offset: int) -> int:
    return start + selection.origin(offset)


def make_doc(nlp: Language, text: str, published: date | None) -> Doc:
    """A tokenised Doc of `text`, with the sentence starts that its layout gives and the document date."""
    return _doc(nlp, text, tuple(sentence_starts(text)), published)


def _doc(nlp: Language, text: str, starts: Sequence[int], published: date | None) -> Doc:
    doc = nlp.make_doc(flatten(text))
    if starts:
        for index in np.flatnonzero(np.isin(doc.to_array("IDX"), starts)).tolist():
            doc[index].is_sent_start = True
    doc._.published = published
    return doc


def annotations(doc: Doc, story: Story) -> Annotations:
    """What the components left on `doc`, a part of `story`, as records in the Doc's offsets."""
    figures = document.figures(doc)
    return Annotations(
        story_id=story.story_id,
        sentences=tuple(_sentences(doc, figures)),
        read=tuple((span.start_char, span.end_char) for span in doc.sents if span.text.strip()) if figures else (),
        figures=figures,
        periods=document.periods(doc),
        sources=document.sources(doc),
        places=document.places(doc),
    )


def merge(story: Story, parts: Sequence[Annotations]) -> Annotations:
    """The annotations of a story's pieces as one."""
    return Annotations(
        story_id=story.story_id,
        sentences=tuple(item for part in parts for item in part.sentences),
        read=tuple(item for part in parts for item in part.read),
        figures=tuple(item for part in parts for item in part.figures),
        periods=tuple(item for part in parts for item in part.periods),
        sources=tuple(item for part in parts for item in part.sources),
        places=tuple(item for part in parts for item in part.places),
    )


def _sentences(doc: Doc, figures: Sequence[Figure]) -> Iterator[Sentence]:
    """The sentences in which a figure begins."""
    starts = sorted({figure.start for figure in figures})
    for span in doc.sents if starts else ():
        if bisect_left(starts, span.start_char) < bisect_left(starts, span.end_char):
            yield _sentence(span)


def _sentence(span: Span) -> Sentence:
    """The sentence without the white space around it; white-space tokens inside are left out of the parse."""
    words = [token for token in span if not token.is_space]
    index = {token.i: position for position, token in enumerate(words)}
    tokens = tuple(
        Token(
            start=token.idx,
            end=token.idx + len(token),
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
