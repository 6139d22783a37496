"""Loads the language model: a base spaCy pipeline with our components behind it."""

import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import registry
from thinc.api import use_ops

from en_tallywire import CONFIG, __version__, language_digest
from tallywire.annotate.installed import ModelInfo, default_base
from tallywire.annotate.sources import Sources
from tallywire.errors import ModelError

_NEEDED_PIPES = ("parser", "ner")
_UNUSED_PIPES = ("senter",)
#: The default model's tokenizer before its rules are loaded; spaCy's begins with the language's, which are the same.
_TOKENIZER = {"@tokenizers": "tallywire.EmptyTokenizer.v1"}


def load(base: str | None = None, actors: Path | None = None) -> Language:
    """The base model (an installed pipeline's name or a path; default: `config.cfg`) with our components added.

    `actors` is a CSV that extends the table of actors. Raises ModelError when there is no such model, or when it has no
    parser or entity recogniser, UsageError when the actors cannot be read.
    """
    name = base or default_base()
    _group_entry_points()
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r".*\[W095\]", category=UserWarning)  # built with another 3.8.x
            with use_ops("numpy", use_blis=False):  # NumPy's matrix product; the bundled BLIS takes half as long again
                nlp = spacy.load(name, exclude=_UNUSED_PIPES, config={} if base else {"nlp": {"tokenizer": _TOKENIZER}})
    except (OSError, ImportError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(
            f"cannot load the model {name!r}: {reason} "
            "Install it with pip, or give --model the name of an installed spaCy pipeline or the path of one."
        ) from error
    missing = [pipe for pipe in _NEEDED_PIPES if not nlp.has_pipe(pipe)]
    if missing:
        raise ModelError(f"the model {name!r} has no {' and no '.join(missing)}; choose a full English pipeline.")
    _index_lemmas(nlp)
    add_components(nlp, actors)
    return nlp


@registry.tokenizers(_TOKENIZER["@tokenizers"])  # type: ignore[untyped-decorator]
def _empty_tokenizer() -> Callable[[Language], Tokenizer]:
    return lambda nlp: Tokenizer(nlp.vocab)


def _group_entry_points() -> None:
    """Let spaCy's registries look entry points up by group, as of a dict; they go through all of them for each name."""
    catalogue = sys.modules["catalogue"]  # the registries' package, which spaCy imports
    points: Any = getattr(catalogue, "AVAILABLE_ENTRY_POINTS", None)
    if hasattr(points, "select"):
        vars(catalogue)["AVAILABLE_ENTRY_POINTS"] = {name: list(points.select(group=name)) for name in points.groups}


def _index_lemmas(nlp: Language) -> None:
    """Let the lemmatizer look its word lists up by key; it asks "in" of lists of tens of thousands of words."""
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, Lemmatizer) and pipe.lookups.has_table("lemma_index"):
            index = pipe.lookups.get_table("lemma_index")
            for kind, words in index.items():
                index[kind] = dict.fromkeys(words)


def add_components(nlp: Language, actors: Path | None = None) -> None:
    """Add the components of `config.cfg` to `nlp`, in the config's order, with the settings given there."""
    config = spacy.util.load_config(CONFIG)
    for name in config["nlp"]["pipeline"]:
        settings = dict(config["components"][name])
        if name == "tallywire_sources" and actors is not None:
            settings["actors"] = str(actors)
        nlp.add_pipe(settings.pop("factory"), name=name, config=settings)


def describe(nlp: Language, base: str | None = None) -> ModelInfo:
    """Name and version of the loaded pipeline and of the language data."""
    meta = nlp.meta
    sources = nlp.get_pipe("tallywire_sources") if nlp.has_pipe("tallywire_sources") else None
    return ModelInfo(
        base=base or default_base(),
        name=f"{meta['lang']}_{meta['name']}",
        version=str(meta["version"]),
        language_version=__version__,
        language_digest=language_digest(),
        actors_digest=sources.actors.digest if isinstance(sources, Sources) else "",
    )
