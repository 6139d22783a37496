"""Parts of speech and lemmas: spaCy's attribute ruler and lemmatizer, asked once for each kind of token.

What the two assign depends on a token's form, tag and arc label, but for the few rules over two words ("let 's"). So
each kind of token is looked up the first time it occurs and remembered, and spans that such a rule may match are done
by the pipes themselves. To the ruler, all forms that no rule names are one. Morphological features are not set: no rule
of ours reads them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tallywire.annotate import document
from tallywire.annotate.inference.vectors import Keys, mixed

_READ: list[int | str] = ["ORTH", "TAG", "DEP"]
_RULED: list[int | str] = ["TAG", "POS", "LEMMA", "DEP", "MORPH"]
_WRITTEN: list[int | str] = ["TAG", "POS", "LEMMA", "DEP"]
#: What a rule may look at: attributes that a token's form, tag and arc label decide.
_DECIDED = frozenset({"ORTH", "TEXT", "LOWER", "NORM", "SHAPE", "LENGTH", "TAG", "DEP", "IS_SPACE"})
_MOST_KINDS = 200_000
_FORM = frozenset({"ORTH", "TEXT", "LOWER", "NORM", "SHAPE", "LENGTH"})
_OTHER = "other arc label"
_PLAIN = "plain"


class Attributes:
    """An attribute ruler and the lemmatizer behind it. Make it with `attributes`.

    `labels` are the arc labels that the ruler's patterns name; all others are one to it.
    """

    def __init__(self, vocab: Vocab, ruler: AttributeRuler, lemmatizer: Lemmatizer, labels: Sequence[str]) -> None:
        self._vocab, self._lemmatizer = vocab, lemmatizer
        self._ruler: Any = ruler
        self._named = _Named([token for pattern in _patterns(ruler) for token in pattern])
        self._plain = np.uint64(vocab.strings.add(_PLAIN))
        joined = [pattern for pattern in _patterns(ruler) if len(pattern) > 1]
        self._reach = max(map(len, joined), default=1)
        self._joined, self._openers = Matcher(vocab), Matcher(vocab)
        if joined:
            self._joined.add("joined", joined)
            self._openers.add("opener", [pattern[:1] for pattern in joined])
        self._labels = np.array([vocab.strings.add(label) for label in labels], dtype=np.uint64)
        self._other = np.uint64(vocab.strings.add(_OTHER))
        self._forget()

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Set tag, part of speech and lemma of the docs' tokens."""
        read: Keys = np.concatenate([doc.to_array(_READ) for doc in docs])
        if not len(read):
            return
        if len(self._known) > _MOST_KINDS:
            self._forget()
        labels = read[:, 2].copy()
        read[~np.isin(labels, self._labels) & (labels != 0), 2] = self._other
        keys, first, inverse = np.unique(mixed(read), return_index=True, return_inverse=True)
        rows = self._rows(keys.tolist(), read[first])[inverse]
        written, opens = self._table[rows], self._opens[rows]
        written[:, 3] = np.where(written[:, 3] == read[:, 2], labels, written[:, 3])
        start = 0
        for doc in docs:
            end = start + len(doc)
            doc.from_array(_WRITTEN, cast(Any, written[start:end]))
            for index in np.flatnonzero(opens[start:end]).tolist():
                self._do(doc, index)
            start = end

    def _forget(self) -> None:
        self._known: dict[int, int] = {}
        self._table = np.zeros((0, len(_WRITTEN)), dtype=np.uint64)
        self._opens = np.zeros(0, dtype=bool)

    def _rows(self, keys: list[int], kinds: Keys) -> npt.NDArray[np.intp]:
        known = self._known
        new = [position for position, key in enumerate(keys) if key not in known]
        if new:
            known.update((keys[position], len(self._table) + row) for row, position in enumerate(new))
            written, opens = self._asked(kinds[new])
            self._table = np.concatenate([self._table, written])
            self._opens = np.concatenate([self._opens, opens])
        return np.fromiter((known[key] for key in keys), dtype=np.intp, count=len(keys))

    def _asked(self, kinds: Keys) -> tuple[Keys, npt.NDArray[np.bool_]]:
        """What the pipes assign to one token of each kind, and whether it may open a match of several words."""
        doc = self._bare(kinds)
        plain = np.array([not self._named(form) for form in document.forms(doc)])
        alike = kinds.copy()
        alike[plain, 0] = self._plain
        alike, inverse = np.unique(alike, axis=0, return_inverse=True)
        ruled, opens = self._ruled(alike)
        doc.from_array(_RULED, cast(Any, ruled[inverse]))
        return cast(Any, self._lemmatizer(doc).to_array(_WRITTEN)), opens[inverse]

    def _ruled(self, kinds: Keys) -> tuple[Keys, npt.NDArray[np.bool_]]:
        """What the ruler assigns to one token of each kind, and whether it may open a match of several words."""
        doc = self._bare(kinds)
        opens = np.zeros(len(doc), dtype=bool)
        opens[[start for _, start, _ in self._openers(doc, allow_missing=True)]] = True
        joined = {index for _, start, end in self._joined(doc, allow_missing=True) for index in range(start, end)}
        ruled: Any = self._ruler(doc).to_array(_RULED)
        for index in sorted(joined):  # neighbours by accident
            ruled[index] = self._ruler(self._bare(kinds[index : index + 1])).to_array(_RULED)[0]
        return ruled, opens

    def _bare(self, kinds: Keys) -> Doc:
        doc = Doc(self._vocab, words=[self._vocab.strings[form] for form in kinds[:, 0].tolist()])
        return doc.from_array(_READ[1:], cast(Any, np.ascontiguousarray(kinds[:, 1:])))

    def _do(self, doc: Doc, index: int) -> None:
        """Let the pipes do the tokens that a rule over several words may match from `index` on."""
        end = min(index + self._reach, len(doc))
        if not self._joined(doc[index:end], allow_missing=True):
            return
        for token in doc[index:end]:
            token.lemma = 0
        matches = [
            (int(self._vocab.strings[rule]), rule, index + first, index + last)
            for rule, first, last in self._ruler.matcher(doc[index:end], allow_missing=True)
        ]
        self._ruler.set_annotations(doc, sorted(matches))
        for token in doc[index:end]:
            token.lemma_ = token.lemma_ or self._lemmatizer.lemmatize(token)[0]


class _Named:
    """Whether a form is one that patterns name or look at; otherwise it is to them as any other word."""

    def __init__(self, tokens: Sequence[dict[str, Any]]) -> None:
        conditions = [token["LOWER"] for token in tokens if "LOWER" in token]
        self._all = any((_FORM - {"LOWER"}) & token.keys() for token in tokens)
        self._words = {_PLAIN}
        self._patterns: list[re.Pattern[str]] = []
        for condition in conditions:
            match condition:
                case str():
                    self._words.add(condition)
                case {"IN": words, **rest} if not rest:
                    self._words.update(words)
                case {"REGEX": pattern, **rest} if not rest:
                    self._patterns.append(re.compile(pattern))
                case _:
                    self._all = True

    def __call__(self, form: str) -> bool:
        lower = form.lower()
        return self._all or lower in self._words or form.isspace() or any(p.search(lower) for p in self._patterns)


def attributes(nlp: Language, name: str, following: str) -> Attributes | None:
    """The two pipes for prediction; None when they are no ruler and lemmatizer or look at more than a token's kind."""
    ruler, lemmatizer = nlp.get_pipe(name), nlp.get_pipe(following)
    if type(ruler) is not AttributeRuler or not isinstance(lemmatizer, Lemmatizer):
        return None
    tokens = [token for pattern in _patterns(ruler) for token in pattern]
    if not {key for token in tokens for key in token} <= _DECIDED:
        return None
    labels = [label for token in tokens for label in _labels(token.get("DEP", []))]
    if None in labels or lemmatizer.overwrite or lemmatizer.mode not in ("rule", "lookup"):
        return None
    return Attributes(nlp.vocab, ruler, lemmatizer, sorted({label for label in labels if label}))


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    rules: list[Any] = ruler.patterns
    return [pattern for rule in rules for pattern in rule["patterns"]]


def _labels(condition: Any) -> Iterator[str | None]:
    """The labels that a pattern's condition on the arc names; None for a condition that is no list of names."""
    if isinstance(condition, dict):
        for key, value in condition.items():
            yield from value if key in ("IN", "NOT_IN") else [None]
    else:
        yield from [condition] if isinstance(condition, str) else condition
