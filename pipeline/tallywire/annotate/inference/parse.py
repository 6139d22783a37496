"""The parse: spaCy's greedy arc-eager parser, for many sentences side by side.

spaCy steps each text's state in turn; here all states take a step together, in arrays. A text is cut where its layout
opens a sentence: no arc crosses such a point, and what follows it is seen but not used, so that the parse is the same.
The names follow `spacy.pipeline._parser_internals`: a stack, a buffer that begins with what was put back to it, and
five kinds of action (shift, reduce, left and right arc, break).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

from tallywire.annotate.inference.scorer import Ints, Scorer, scorer
from tallywire.annotate.inference.vectors import Floats, Vectors, projected, with_none

Bools = npt.NDArray[np.bool_]

_KINDS = "SDLRB"  # shift, reduce, left arc, right arc, break
_FEATURES = 8
_TOGETHER = 16_000  # tokens that are parsed together


class _Actions(NamedTuple):
    """Of each class: which of `_KINDS` it is, and its arc label (0 for none)."""

    kind: Ints
    label: npt.NDArray[np.uint64]


class _Text(NamedTuple):
    """The tokens of some docs, one behind the other: where each may not, and must, open a sentence, and units."""

    opens: Bools
    inner: Bools
    starts: Ints
    ends: Ints
    """First token of each unit, and the one behind its last: a unit opens a sentence and holds no other such point."""
    limits: Ints
    """The end of each unit's doc."""


class Parse:
    """A dependency parser. Make it with `parse`."""

    def __init__(self, parser: DependencyParser, vectors: Vectors, scores: Scorer, actions: _Actions) -> None:
        self._parser, self._vectors, self._scores, self._actions = parser, vectors, scores, actions
        strings = parser.vocab.strings
        self._root = np.uint64(strings.add("ROOT"))
        self._decorated = np.array(
            [label for label in actions.label.tolist() if "||" in strings[label]], dtype=np.uint64
        )

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Set the heads, arc labels and sentences of the docs."""
        group: list[Doc] = []
        for doc in docs:
            group.append(doc)
            if sum(map(len, group)) >= _TOGETHER:
                self._parse(group)
                group = []
        self._parse(group)

    def _parse(self, docs: Sequence[Doc]) -> None:
        if not any(map(len, docs)):
            return
        text = _text(docs)
        states = _States(text, with_none(self._vectors(docs)))
        while states.active:
            states.step(self._scores, self._actions)
        heads = states.heads - np.arange(len(states.heads))
        heads[states.heads < 0] = 0
        labels = np.where(heads == 0, self._root, states.labels)
        decorated = np.isin(labels, self._decorated)
        start = 0
        for doc in docs:
            end = start + len(doc)
            values = np.stack([heads[start:end].astype(np.uint64), labels[start:end]], axis=1)
            doc.from_array(["HEAD", "DEP"], cast(Any, values))
            if decorated[start:end].any():
                for hook in self._parser.postprocesses:
                    hook(doc)
            start = end


class _States:
    """The states of the units, one row each; a finished unit's row goes. Tokens are numbered through all docs.

    `size` stands for no token. The stack's three lowest places hold none, so that it can be looked into at any depth.
    """

    def __init__(self, text: _Text, vectors: Floats) -> None:
        units, size, longest = len(text.starts), len(text.opens), int((text.ends - text.starts).max())
        self._vectors = vectors
        self.heads, self.labels = np.full(size + 1, -1), np.zeros(size + 1, dtype=np.uint64)
        self._left, self._right = np.full(size + 1, size), np.full(size + 1, size)  # a head's last children
        self._before = np.full(size + 1, size)  # a right child's elder sibling
        self._opens, self._inner = np.append(text.opens, False), np.append(text.inner, False)
        self._stuck_once = np.zeros(size + 1, dtype=bool)
        self._stack, self._depth = np.full((units, longest + 4), size), np.full(units, 3)
        self._back, self._returned = np.full((units, longest + 1), size), np.zeros(units, dtype=np.intp)
        self._next, self._end, self._limit = text.starts.copy(), text.ends, text.limits

    @property
    def active(self) -> bool:
        """Whether any state is left."""
        return len(self._next) > 0

    def step(self, scores: Scorer, actions: _Actions) -> None:
        """Let every state take the action that scores best of those that it may take."""
        rows = np.arange(len(self._next))
        s0, s1, s2 = (self._stack[rows, self._depth - place] for place in (1, 2, 3))
        b0, b1 = self._buffer(rows, 0), self._buffer(rows, 1)
        tokens = np.stack([b0, b1, s0, s1, s2, self._left[b0], self._left[s0], self._right[s0]], axis=1)
        valid = self._valid(b0, b1)
        best = np.where(valid[:, actions.kind], scores.scores(self._vectors, tokens), -np.inf).argmax(axis=1)
        kind = np.where(valid.any(axis=1), actions.kind[best], -1)
        taken = [np.flatnonzero(kind == number) for number in range(len(_KINDS))]
        label = actions.label[best]
        self._arc_right(taken[3], s0, b0, label)
        self._push(np.concatenate([taken[0], taken[3]]), b0)
        self._reduce(taken[1], s0)
        self._arc_left(taken[2], s0, b0, label)
        self._opens[b1[taken[4]]] = True
        self._keep((kind >= 0) & ((self._depth > 3) | (self._returned > 0) | (self._next < self._end)))

    def _buffer(self, rows: Ints, place: int) -> Ints:
        """The token at a place of the buffer."""
        ahead = self._next + np.maximum(place - self._returned, 0)
        fresh = np.where(ahead < self._limit, ahead, len(self.heads) - 1)
        returned = self._back[rows, self._returned - place - 1]  # of no meaning where so many were not put back
        return np.where(self._returned > place, returned, fresh)

    def _valid(self, b0: Ints, b1: Ints) -> Bools:
        """Which kinds of action each state may take."""
        left, empty = self._limit - self._next + self._returned, self._depth == 3
        arcs = ~empty & (left > 0) & ~self._opens[b0]
        shift = empty | ((left > 1) & ~self._opens[b0] & ~self._stuck_once[b0])
        reduce = ~empty & ((left == 0) | (self._depth > 4) | ~self._inner[b0])
        breaks = (left > 1) & (b1 == b0 + 1) & (b1 < self._end) & ~self._opens[b1] & ~self._inner[b1]
        return np.stack([shift, reduce, arcs, arcs, breaks], axis=1)

    def _push(self, rows: Ints, b0: Ints) -> None:
        self._stack[rows, self._depth[rows]] = b0[rows]
        self._depth[rows] += 1
        returned = self._returned[rows] > 0
        self._returned[rows[returned]] -= 1
        self._next[rows[~returned]] += 1

    def _reduce(self, rows: Ints, s0: Ints) -> None:
        """Pop the stack; a token without a head goes back to the buffer unless it is the last."""
        back = rows[(self.heads[s0[rows]] < 0) & (self._depth[rows] > 4)]
        self._stuck_once[s0[back]] = True
        self._back[back, self._returned[back]] = s0[back]
        self._returned[back] += 1
        self._depth[rows] -= 1

    def _arc_left(self, rows: Ints, s0: Ints, b0: Ints, label: npt.NDArray[np.uint64]) -> None:
        child, head = s0[rows], b0[rows]
        old = child[self.heads[child] >= 0]
        self._right[self.heads[old]] = self._before[old]
        self.heads[child], self.labels[child] = head, label[rows]
        self._left[head] = child
        self._stuck_once[head] = False
        self._depth[rows] -= 1

    def _arc_right(self, rows: Ints, s0: Ints, b0: Ints, label: npt.NDArray[np.uint64]) -> None:
        head, child = s0[rows], b0[rows]
        self._before[child] = self._right[head]
        self._right[head] = child
        self.heads[child], self.labels[child] = head, label[rows]

    def _keep(self, rows: Bools) -> None:
        if not rows.all():
            for name in ("_stack", "_depth", "_back", "_returned", "_next", "_end", "_limit"):
                setattr(self, name, getattr(self, name)[rows])


def parse(parser: Any) -> Parse | None:
    """`parser` for prediction, or None when it is another kind or searches with a beam."""
    if type(parser) is not DependencyParser or parser.cfg["beam_width"] != 1 or parser.cfg.get("learn_tokens"):
        return None
    vectors, scores = projected(parser.model.layers[0]), scorer(parser.model, _FEATURES)
    names = [parser.moves.get_class_name(number) for number in range(parser.moves.n_moves)]
    if vectors is None or scores is None or any(name.endswith("-subtok") for name in names):
        return None
    kinds = np.array([_KINDS.index(name[0]) for name in names])
    labels = [parser.vocab.strings.add(name[2:]) if name[2:] else 0 for name in names]
    return Parse(parser, vectors, scores, _Actions(kinds, np.array(labels, dtype=np.uint64)))


def _text(docs: Sequence[Doc]) -> _Text:
    lengths = np.array([len(doc) for doc in docs])
    limits = np.cumsum(lengths)
    flags = np.concatenate([doc.to_array("SENT_START") for doc in docs]).astype(np.int64)
    begins = flags == 1
    begins[(limits - lengths)[lengths > 0]] = True
    starts = np.flatnonzero(begins)
    ends = np.append(starts[1:], len(flags))
    return _Text(flags == 1, flags == -1, starts, ends, limits[np.searchsorted(limits, starts, side="right")])
