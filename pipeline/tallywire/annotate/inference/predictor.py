"""A loaded pipeline as a list of steps over batches of Docs."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate.inference.attributes import attributes
from tallywire.annotate.inference.entities import entities
from tallywire.annotate.inference.parse import parse
from tallywire.annotate.inference.vectors import Tok2Vec, tok2vec

Step = Callable[[Sequence[Doc]], None]


class Predictor:
    """Annotates Docs with the pipes of `nlp`, in their order."""

    def __init__(self, nlp: Language) -> None:
        self._steps = list(_steps(nlp))

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Run every pipe over the docs, in place."""
        for step in self._steps if docs else ():
            step(docs)


def _steps(nlp: Language) -> Iterator[Step]:
    names = list(nlp.pipe_names)
    while names:
        name = names.pop(0)
        pair = attributes(nlp, name, names[0]) if names else None
        if pair is not None:
            del names[0]
        yield pair or _fast(nlp.get_pipe_meta(name).factory, nlp.get_pipe(name)) or _plain(nlp.get_pipe(name))


def _fast(factory: str, pipe: Any) -> Step | None:
    if factory == "tok2vec":
        vectors = tok2vec(pipe.model)
        return None if vectors is None else _tensors(vectors)
    makers: dict[str, Callable[[Any], Step | None]] = {"parser": parse, "ner": entities}
    return makers[factory](pipe) if factory in makers else None


def _tensors(vectors: Tok2Vec) -> Step:
    def step(docs: Sequence[Doc]) -> None:
        rows, start = vectors(docs), 0
        for doc in docs:
            doc.tensor = cast(Any, rows[start : start + len(doc)])
            start += len(doc)

    return step


def _plain(pipe: Any) -> Step:
    """The pipe as it is."""

    def step(docs: Sequence[Doc]) -> None:
        if hasattr(pipe, "pipe"):
            list(pipe.pipe(docs, batch_size=len(docs)))
        else:
            for doc in docs:
                pipe(doc)

    return step
