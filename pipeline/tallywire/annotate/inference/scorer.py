"""Scores of a transition system's actions: the layers behind spaCy's parser and entity recogniser."""

from typing import Any

import numpy as np
import numpy.typing as npt
from thinc.api import Model

from tallywire.annotate.inference.vectors import Floats, parameter, product

Ints = npt.NDArray[np.intp]


class Scorer:
    """A `TransitionBasedParser` model's lower and upper layer, over states given by tokens, one a feature."""

    def __init__(self, model: Model[Any, Any]) -> None:
        _, lower, upper = model.layers
        features, width, self._pieces = (int(lower.get_dim(name)) for name in ("nF", "nO", "nP"))
        self._width = width
        weights = np.swapaxes(parameter(lower, "W"), 1, 2).reshape((features, width * self._pieces, -1))
        self._lower = np.ascontiguousarray(np.swapaxes(weights, 1, 2).reshape((-1, width * self._pieces)))
        self._absent = np.ascontiguousarray(np.swapaxes(parameter(lower, "pad")[0], 1, 2).reshape((features, -1)))
        self._bias = parameter(lower, "b").T.reshape(-1)
        self._upper, self._upper_bias = np.ascontiguousarray(parameter(upper, "W").T), parameter(upper, "b")

    def scores(self, vectors: Floats, tokens: Ints) -> Floats:
        """A row of scores, one a class, for each state, a row of `tokens`: row numbers of `vectors`, whose last row
        is zeros and stands for no token. Features that all rows lack, for want of columns, are no token too.
        """
        given = tokens.shape[1]
        summed = product(
            vectors.take(tokens, axis=0).reshape((len(tokens), -1)), self._lower[: given * vectors.shape[1]]
        )
        summed += product((tokens == len(vectors) - 1).astype(np.float32), self._absent[:given])
        summed += self._absent[given:].sum(axis=0) + self._bias
        hidden = summed[:, : self._width]
        for piece in range(1, self._pieces):
            np.maximum(hidden, summed[:, piece * self._width : (piece + 1) * self._width], out=hidden)
        scores = product(hidden, self._upper)
        scores += self._upper_bias
        return scores


def scorer(model: Model[Any, Any], features: int) -> Scorer | None:
    """The scorer of a parser's model, or None when it is of another architecture."""
    if not model.attrs["has_upper"] or model.attrs["unseen_classes"] or model.layers[1].get_dim("nF") != features:
        return None
    return Scorer(model)
