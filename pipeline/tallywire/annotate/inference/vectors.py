"""Token vectors: spaCy's hash embeddings and convolution encoder, computed for prediction only.

Computes what `spacy.Tok2Vec.v2` with `spacy.MultiHashEmbed.v2` and `spacy.MaxoutWindowEncoder.v2` does, up to rounding.
A token's embedding depends on the token alone, so it is computed once for each kind of token and remembered, and what a
kind adds to the first layer's sums once a batch. Further windows go through the matrix product in blocks that stay in
the processor's cache.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from thinc.api import Model

Floats = npt.NDArray[np.float32]
Keys = npt.NDArray[np.uint64]
#: Docs -> one row of floats a token, all docs' tokens in one array.
Vectors = Callable[[Sequence[Doc]], Floats]

_BLOCK = 1024  # rows: a block's windows and products take 2.4 MB
_FEW_ROWS = 32
_MOST_KINDS = 100_000  # kinds of token that are remembered: 40 MB; then the memory starts anew
_MULTIPLIER, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)
_EMBED = ("extract_features", "list2ragged", "maxout", "layernorm", "dropout", "ragged2list")
_EMBED_COLUMN = ("ints-getitem", "hashembed")
_LAYER = ("expand_window", "maxout", "layernorm", "dropout")


def parameter(model: Model[Any, Any], name: str) -> Floats:
    """A layer's weights."""
    return np.asarray(model.get_param(name), dtype=np.float32)


def product(x: Floats, weights: Floats) -> Floats:
    """The matrix product, whose rows do not depend on how many there are.

    For few rows BLAS libraries use other routines, which add up in another order.
    """
    if len(x) >= _FEW_ROWS:
        return x @ weights
    few = np.zeros((_FEW_ROWS, x.shape[1]), dtype=np.float32)
    few[: len(x)] = x
    rows: Floats = (few @ weights)[: len(x)]
    return rows


def with_none(vectors: Floats) -> Floats:
    """`vectors` with a row of zeros behind them, which stands for no token."""
    return np.concatenate([vectors, np.zeros((1, vectors.shape[1]), dtype=np.float32)])


def mixed(rows: npt.NDArray[Any]) -> Keys:
    """One 64-bit key for each row of attributes; rows that differ get different keys but for hash collisions."""
    keys = np.zeros(len(rows), dtype=np.uint64)
    for column in range(rows.shape[1]):
        keys = keys * _MULTIPLIER + rows[:, column].astype(np.uint64)
        keys ^= keys >> _SHIFT
    return keys


class Tok2Vec:
    """A `Tok2Vec` model's token vectors. Make it with `tok2vec`."""

    def __init__(self, model: Model[Any, Any]) -> None:
        embed, encode = model.layers
        self._columns = list(embed.layers[0].attrs["columns"])
        self._hash, self._mix = embed.layers[2].layers[0], embed.layers[3].layers[0]
        self._pad = int(encode.attrs["pad"])
        self._layers = [_Maxout(*_named(layer, "maxout", "layernorm")) for layer in encode.layers[0].layers]
        self._width = int(model.get_dim("nO"))
        self._forget()

    def __call__(self, docs: Sequence[Doc]) -> Floats:
        """One row a token, the docs' tokens in order; rows of padding stand around each doc, as in training."""
        lengths = [len(doc) for doc in docs]
        size = sum(lengths) + self._pad * (len(lengths) + 1)
        rows = np.arange(sum(lengths)) + self._pad * np.repeat(np.arange(1, len(lengths) + 1), lengths) + 1
        table, kinds = self._kinds(docs)
        at = np.full(size + 2, len(table) - 1)  # no text is in the padding, nor in the first and last row
        at[rows] = kinds
        x = _first(table, at, self._layers[0])
        for layer in self._layers[1:]:
            x = _convolved(x, layer)
        return x.take(rows, axis=0)

    def _forget(self) -> None:
        self._known: dict[int, int] = {}
        self._table = np.zeros((4096, self._width), dtype=np.float32)

    def _kinds(self, docs: Sequence[Doc]) -> tuple[Floats, npt.NDArray[np.intp]]:
        """The embedding of each kind of token, zeros at the end, and the row of that for each token."""
        features = np.concatenate([doc.to_array(self._columns) for doc in docs]).astype(np.uint64)
        keys, first, inverse = np.unique(mixed(features), return_index=True, return_inverse=True)
        if len(self._known) > _MOST_KINDS:
            self._forget()
        rows = self._rows(keys.tolist(), first, features)
        return with_none(self._table[rows]), inverse

    def _rows(self, keys: list[int], first: npt.NDArray[np.intp], features: Keys) -> npt.NDArray[np.intp]:
        known = self._known
        new = [position for position, key in enumerate(keys) if key not in known]
        if new:
            start = len(known)
            while start + len(new) > len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._table[start : start + len(new)] = self._computed(features[first[new]])
            known.update((keys[position], start + row) for row, position in enumerate(new))
        return np.fromiter((known[key] for key in keys), dtype=np.intp, count=len(keys))

    def _computed(self, features: Keys) -> Floats:
        """The embeddings of kinds of token; to few, others are added, for the reason given at `product`."""
        enough = np.resize(features, (max(len(features), _FEW_ROWS), features.shape[1]))
        rows: Floats = self._mix.predict(self._hash.predict(enough))[: len(features)]
        return rows


class _Maxout:
    """A maxout layer and the layer normalisation behind it."""

    def __init__(self, maxout: Model[Any, Any], norm: Model[Any, Any]) -> None:
        weights = parameter(maxout, "W")  # outputs, pieces, inputs
        self._width, self._pieces, _ = weights.shape
        self._weights = np.concatenate([weights[:, piece].T for piece in range(self._pieces)], axis=1)
        self._bias = np.concatenate([parameter(maxout, "b")[:, piece] for piece in range(self._pieces)])
        self._gain, self._shift = parameter(norm, "G"), parameter(norm, "b")

    def __call__(self, x: Floats) -> Floats:
        """Rows of outputs for rows of inputs."""
        return self.chosen(product(x, self._weights))

    def sums(self, x: Floats, places: int) -> list[Floats]:
        """What rows of `x` add to the sums at each of the places that an input is made of."""
        return [product(x, weights) for weights in np.split(self._weights, places)]

    def chosen(self, z: Floats) -> Floats:
        """Rows of outputs for rows of sums, which are overwritten."""
        width = self._width
        z += self._bias
        y: Floats = z[:, :width].copy()
        for piece in range(1, self._pieces):
            np.maximum(y, z[:, piece * width : (piece + 1) * width], out=y)
        y -= y.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", y, y) / np.float32(width) + np.float32(1e-8)
        y *= (1 / np.sqrt(variance))[:, None]
        y *= self._gain
        y += self._shift
        return y


def _first(table: Floats, at: npt.NDArray[np.intp], layer: _Maxout) -> Floats:
    """`_convolved` for x = table[at], with the products of the table's rows in the place of x's."""
    y = np.zeros((len(at), table.shape[1]), dtype=np.float32)
    before, here, after = layer.sums(table, 3)
    for start in range(1, len(at) - 1, _BLOCK):
        end = min(start + _BLOCK, len(at) - 1)
        z = before.take(at[start - 1 : end - 1], axis=0)
        z += here.take(at[start:end], axis=0)
        z += after.take(at[start + 1 : end + 1], axis=0)
        np.add(layer.chosen(z), table.take(at[start:end], axis=0), out=y[start:end])
    return y


def _convolved(x: Floats, layer: _Maxout) -> Floats:
    """`x` plus the layer's output for each row with its neighbours; the first and last row stay zero."""
    y = np.zeros_like(x)
    width = x.shape[1]
    window = np.empty((_BLOCK, 3 * width), dtype=np.float32)
    for start in range(1, len(x) - 1, _BLOCK):
        end = min(start + _BLOCK, len(x) - 1)
        block = window[: end - start]
        for step in range(3):
            block[:, step * width : (step + 1) * width] = x[start + step - 1 : end + step - 1]
        np.add(layer(block), x[start:end], out=y[start:end])
    return y


def tok2vec(model: Model[Any, Any]) -> Tok2Vec | None:
    """`model` for prediction, or None when its architecture is another one."""
    if len(model.layers) != 2 or not all(layer.layers for layer in model.layers):
        return None
    embed, encode = model.layers
    columns = (len(_leaves(embed)) - len(_EMBED)) // len(_EMBED_COLUMN)
    depth = len(_leaves(encode)) // len(_LAYER)
    known = _leaves(embed) == [*_EMBED[:2], *_EMBED_COLUMN * columns, *_EMBED[2:]]
    windows = [node.attrs["window_size"] for node in encode.walk() if node.name == "expand_window"]
    if not (known and depth and _leaves(encode) == [*_LAYER * depth] and windows == [1] * depth):
        return None
    return Tok2Vec(model)


def _leaves(model: Model[Any, Any]) -> list[str]:
    """The names of the layers that hold no others, in the order in which they compute."""
    if not model.layers:
        return [model.name]
    return [name for layer in model.layers for name in _leaves(layer)]


def _named(model: Model[Any, Any], *names: str) -> list[Model[Any, Any]]:
    return [next(node for node in model.walk() if node.name == name) for name in names]


def projected(model: Model[Any, Any]) -> Vectors | None:
    """The input side of a parser or entity recogniser: token vectors through a linear layer; None when it is another.

    The vectors are those of the `tok2vec` pipe, left in `doc.tensor`, or of a tok2vec of its own.
    """
    if [layer.name for layer in model.layers[1:]] != ["list2array", "linear"]:
        return None
    source, _, linear = model.layers
    weights, bias = parameter(linear, "W").T, parameter(linear, "b")
    vectors = _tensors if source.name == "tok2vec-listener" else tok2vec(source)
    return None if vectors is None else lambda docs: product(vectors(docs), weights) + bias


def _tensors(docs: Sequence[Doc]) -> Floats:
    tensors: Floats = np.concatenate([doc.tensor for doc in docs])
    return tensors
