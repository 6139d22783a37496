"""What annotates, made once a process. Light to import: making it imports what it needs."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Protocol

from tallywire.engine.lean import free_early, rest_collector, slow_collector, spare_pandas
from tallywire.records import Annotations, Story
from tallywire.settings import RunSettings


class Annotates(Protocol):
    """Turns stories into annotations."""

    def annotate(self, stories: Iterable[Story]) -> Iterator[Annotations]:
        """One `Annotations` a story, in the order given."""


#: Makes what annotates, in the process that uses it; must be a function of a module, so that it can be sent there. Of
#: the settings it is given what says how to annotate: the model and the actors.
MakeAnnotator = Callable[[RunSettings], Annotates]


def load_annotator(settings: RunSettings) -> Annotates:
    """The annotator with the model of the settings; raises ModelError."""
    from tallywire.annotate.annotator import Annotator
    from tallywire.annotate.model import load

    return Annotator(load(settings.model, settings.actors))


def annotator(make: MakeAnnotator, settings: RunSettings) -> Annotates:
    """The annotator of this process, made when it is first asked for. Raises ModelError."""
    return _made(make, settings.model_dump_json(include={"model", "actors"}))


def prepare_worker(make: MakeAnnotator, settings: RunSettings) -> None:
    """Have a process of its own load all that work on shards needs. Raises ModelError."""
    slow_collector()
    spare_pandas()
    free_early()
    import_module("tallywire.engine.worker")
    annotator(make, settings)
    rest_collector()


def anywhere(settings: RunSettings) -> RunSettings:
    """The settings as processes with another working folder need them."""
    return settings.model_copy(update={"actors": settings.actors.absolute() if settings.actors else None})


@cache
def _made(make: MakeAnnotator, settings: str) -> Annotates:
    return make(RunSettings.model_validate_json(settings))
