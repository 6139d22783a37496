"""Named entities: the greedy transition system of spaCy's entity recogniser, for all tokens of a batch at once.

Outside an entity, the recogniser's state is the current token alone, so what it would do at each token is one matrix
product. Inside one, the only choice is between going on and closing, so that all entities that could open are followed
side by side, and the scan from left to right then takes those that do not begin inside another.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from tallywire.annotate.inference.scorer import Ints, Scorer, scorer
from tallywire.annotate.inference.vectors import Floats, Vectors, projected, with_none

Bools = npt.NDArray[np.bool_]

_FEATURES = 3  # the current token, the entity's first, the one before the current


class _Actions(NamedTuple):
    """Class numbers of the transition system; the lists are parallel, one item a label."""

    labels: list[str]
    begin: Ints
    inside: Ints
    last: Ints
    unit: Ints
    out: int


class Entities:
    """An entity recogniser. Make it with `entities`."""

    def __init__(self, ner: EntityRecognizer, vectors: Vectors, scores: Scorer) -> None:
        self._vectors, self._scores = vectors, scores
        self._actions = _actions([ner.moves.get_class_name(number) for number in range(ner.moves.n_moves)])

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Set the entities of the docs."""
        lengths = [len(doc) for doc in docs]
        if not sum(lengths):
            return
        ends = np.cumsum(lengths)
        final = np.zeros(ends[-1], dtype=bool)
        final[ends[ends > 0] - 1] = True
        flags = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]) for doc in docs])
        opens = np.append(flags[1:, 1] == 1, False)
        first, last, label = self._found(docs, flags[:, 0] == 1, final, opens)
        begins = np.searchsorted(first, ends - lengths)
        for doc, offset, start, end in zip(docs, ends - lengths, begins, [*begins[1:], len(first)], strict=True):
            spans = zip(first[start:end] - offset, last[start:end] - offset, label[start:end], strict=True)
            _set(doc, [(int(a), int(b) + 1, self._actions.labels[which]) for a, b, which in spans])

    def _found(self, docs: Sequence[Doc], space: Bools, final: Bools, opens: Bools) -> tuple[Ints, Ints, Ints]:
        """First token, last token and label number of each entity, in order."""
        actions = self._actions
        vectors = with_none(self._vectors(docs))
        scores = self._scores.scores(vectors, np.arange(len(space))[:, None])
        may_begin = ~(final | opens | space)
        best_begin = np.where(may_begin, scores[:, actions.begin].max(axis=1), -np.inf)
        best_unit = np.where(space, -np.inf, scores[:, actions.unit].max(axis=1))
        is_begin = (best_begin > best_unit) & (best_begin > scores[:, actions.out])
        is_unit = ~is_begin & (best_unit > scores[:, actions.out])
        starts = np.flatnonzero(is_begin)
        labels = np.where(is_begin, scores[:, actions.begin].argmax(axis=1), scores[:, actions.unit].argmax(axis=1))
        ends = np.arange(len(space))
        ends[starts] = self._closed(vectors, starts, labels[starts], final | opens)
        return _apart(np.flatnonzero(is_begin | is_unit), ends, labels)

    def _closed(self, vectors: Floats, starts: Ints, labels: Ints, must_close: Bools) -> Ints:
        """The last token of each entity that opens at `starts`."""
        ends, open_, at = starts.copy(), np.arange(len(starts)), starts + 1
        while len(open_):
            start, label = starts[open_], labels[open_]
            scores = self._scores.scores(vectors, np.stack([at, start, at - 1], axis=1))
            rows = np.arange(len(open_))
            goes_on = scores[rows, self._actions.inside[label]] > scores[rows, self._actions.last[label]]
            goes_on &= ~must_close[at]
            ends[open_[~goes_on]] = at[~goes_on]
            open_, at = open_[goes_on], at[goes_on] + 1
        return ends


def entities(ner: Any) -> Entities | None:
    """`ner` for prediction, or None when its architecture is another one or it searches with a beam."""
    if type(ner) is not EntityRecognizer or ner.cfg["beam_width"] != 1:
        return None
    vectors, scores = projected(ner.model.layers[0]), scorer(ner.model, _FEATURES)
    return None if vectors is None or scores is None else Entities(ner, vectors, scores)


def _actions(names: list[str]) -> _Actions:
    numbers = {name: number for number, name in enumerate(names)}
    labels = [name[2:] for name in names if name.startswith("B-") and name[2:]]
    begin, inside, last, unit = (np.array([numbers[f"{kind}-{label}"] for label in labels]) for kind in "BILU")
    return _Actions(labels, begin, inside, last, unit, numbers["O"])


def _apart(starts: Ints, ends: Ints, labels: Ints) -> tuple[Ints, Ints, Ints]:
    """The entities that begin behind the end of the one before."""
    taken: list[int] = []
    free = 0
    for start in starts.tolist():
        if start >= free:
            taken.append(start)
            free = int(ends[start]) + 1
    kept = np.array(taken, dtype=np.intp)
    return kept, ends[kept], labels[kept]


def _set(doc: Doc, spans: list[tuple[int, int, str]]) -> None:
    doc.set_ents([Span(doc, start, end, label=label) for start, end, label in spans], default="outside")
