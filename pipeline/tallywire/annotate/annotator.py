"""Story -> Annotations: runs the language model and turns what its components found into plain records."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate import document
from tallywire.annotate.dates import near_day
from tallywire.annotate.inference import Predictor
from tallywire.annotate.origins import Origin, moved_figure, moved_period, moved_place, moved_source
from tallywire.annotate.selection import select
from tallywire.annotate.text import flatten, pieces, sentence_starts
from tallywire.records import Annotations, Figure, Sentence, Story, Token

#: Characters that go through the model together: enough for its matrices, few enough for the processor's cache.
BATCH_CHARS = 150_000

_COLUMNS: list[int | str] = ["IDX", "SENT_START", "IS_SPACE", "LENGTH", "ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD"]


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
                found[piece.position].append(annotations(piece.doc, batch[piece.position], piece.origin))
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
                if story.published is None:
                    document.set_near(doc, near_day(text))
                yield _Piece(position, doc, selection.origins(start))


def make_doc(nlp: Language, text: str, published: date | None) -> Doc:
    """A tokenised Doc of `text`, with the sentence starts that its layout gives and the document date."""
    return _doc(nlp, text, tuple(sentence_starts(text)), published)


def _doc(nlp: Language, text: str, starts: Sequence[int], published: date | None) -> Doc:
    flat = flatten(text)
    doc = nlp.make_doc(flat)
    document.set_text(doc, flat)
    if starts:
        tokens = {offset: index for index, offset in enumerate(document.offsets(doc))}
        for index in (tokens[start] for start in starts if start in tokens):
            doc[index].is_sent_start = True
    document.set_lines(doc, starts)
    doc._.published = published
    return doc


def annotations(doc: Doc, story: Story, origin: Origin) -> Annotations:
    """What the components left on `doc`, a part of `story`, as records in the story's offsets."""
    figures = document.figures(doc)
    return Annotations(
        story_id=story.story_id,
        sentences=tuple(_sentences(doc, figures, origin)),
        read=tuple(_read(doc, origin)) if figures else (),
        figures=tuple(moved_figure(figure, origin) for figure in figures),
        periods=tuple(moved_period(period, origin) for period in document.periods(doc)),
        sources=tuple(moved_source(source, origin) for source in document.sources(doc)),
        places=tuple(moved_place(place, origin) for place in document.places(doc)),
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


def _read(doc: Doc, origin: Origin) -> Iterator[tuple[int, int]]:
    """Where each sentence of the Doc starts and ends."""
    text = document.text(doc)
    offsets = document.offsets(doc)
    starts = [offsets[index] for index in document.sentence_starts(doc)]
    for start, end in pairwise([*starts, len(text)]):
        if words := text[start:end].rstrip():
            yield origin(start), origin(start + len(words) - 1) + 1


def _sentences(doc: Doc, figures: Sequence[Figure], origin: Origin) -> Iterator[Sentence]:
    """The sentences in which a figure begins."""
    if not figures:
        return
    rows: Any = doc.to_array(_COLUMNS)
    strings = document.strings(doc.vocab.strings)
    offsets = rows[:, 0]
    opens = np.append(np.flatnonzero(rows[:, 1].astype(np.int64) == 1), len(doc))
    tokens = np.searchsorted(offsets, [figure.start for figure in figures], side="right") - 1
    for number in dict.fromkeys(np.searchsorted(opens, tokens, side="right").tolist()):
        start = int(opens[number - 1]) if number else 0
        yield _sentence(rows[start : opens[number]], strings, origin)


def _sentence(rows: npt.NDArray[np.uint64], strings: document.Strings, origin: Origin) -> Sentence:
    """The sentence without the white space around it; white-space tokens inside are left out of the parse."""
    words = [(index, *row) for index, row in enumerate(rows.tolist()) if not row[2]]
    places = {word[0]: place for place, word in enumerate(words)}
    tokens = tuple(
        Token(
            at := origin(begin),
            at + length,
            strings[form],
            strings[lemma],
            strings[pos],
            strings[tag],
            strings[dep],
            places.get(index + _signed(head), place),
        )
        for place, (index, begin, _, _, length, form, lemma, pos, tag, dep, head) in enumerate(words)
    )
    return Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tokens)


def _signed(head: int) -> int:
    return head - (1 << 64) if head >> 63 else head
