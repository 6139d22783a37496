"""The local engine: inputs in, a dataset out, in one process."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from tallywire.annotate.annotator import Annotator
from tallywire.annotate.model import describe, load
from tallywire.engine.duplicates import DuplicateFinder
from tallywire.engine.extract import Batch, extract_dumps
from tallywire.errors import DuplicateInput
from tallywire.read import Input, Limit, Selection, find_inputs, read_dumps
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings
from tallywire.store import DatasetWriter, InputDone, Manifest
from tallywire.version import __version__


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: rows written, words read, seconds taken, and the first rejects for the closing message."""

    out: Path
    stories: int
    claims: int
    errors: int
    words: int
    seconds: float
    rejects: tuple[Reject, ...]
    duplicates: int
    other_languages: int


class Progress(Protocol):
    """Is told how a run goes on."""

    def start(self, inputs: list[Input]) -> None:
        """The inputs that will be read; called once, when the model is loaded."""

    def advance(self, item: Input, batch: Batch) -> None:
        """A batch of `item` has been processed."""

    def finish(self, item: Input) -> None:
        """`item` has been read to its end."""


def run(
    names: Iterable[str], out: Path, settings: RunSettings, progress: Progress, *, replace: bool = False
) -> Summary:
    """Extract the claims of the inputs that `names` stand for and write them to the dataset `out`.

    Raises ModelError or DatasetError before anything is read when the model cannot be loaded or `out` not be written.
    """
    began = time.monotonic()
    with DatasetWriter(out, replace=replace) as writer:
        nlp = load(settings.model, settings.actors)
        inputs, rejects = find_inputs(names, Selection(settings.include, settings.exclude))
        writer.add(errors=rejects)
        progress.start(inputs)
        run_ = _Run(writer, Annotator(nlp), settings, progress, rejects)
        done = [run_.process(item) for item in inputs]
        model = {name: str(value) for name, value in asdict(describe(nlp, settings.model)).items()}
        writer.commit(Manifest(__version__, model, settings.model_dump(mode="json"), done, writer.counts))
        counts = writer.counts
    return Summary(
        out=out,
        stories=counts["stories"],
        claims=counts["claims"],
        errors=counts["errors"],
        words=run_.words,
        seconds=time.monotonic() - began,
        rejects=tuple(rejects),
        duplicates=run_.duplicates,
        other_languages=run_.other_languages,
    )


class _Run:
    """The state of one run while its inputs go by."""

    def __init__(
        self,
        writer: DatasetWriter,
        annotator: Annotator,
        settings: RunSettings,
        progress: Progress,
        rejects: list[Reject],
    ) -> None:
        self._writer = writer
        self._annotator = annotator
        self._settings = settings
        self._progress = progress
        self._rejects = rejects
        self._seen: set[str] = set()
        self._duplicates = DuplicateFinder()
        self._limit = Limit(settings.limit)
        self.words = self.duplicates = self.other_languages = 0

    def process(self, item: Input) -> InputDone:
        """Read, extract and write one input."""
        counts = {"stories": 0, "claims": 0, "rejects": 0}
        dumps = self._once_each(self._limit.of(read_dumps(item, self._settings)))
        for batch in extract_dumps(dumps, self._annotator, self._settings, self._duplicates):
            self._writer.add(stories=batch.stories, claims=batch.claims, errors=batch.rejects)
            self._rejects += batch.rejects
            self.words += batch.words
            self.duplicates += sum(story.duplicate_of is not None for story in batch.stories)
            self.other_languages += sum(story.language not in ("en", None) for story in batch.stories)
            counts["stories"] += len(batch.stories)
            counts["claims"] += len(batch.claims)
            counts["rejects"] += len(batch.rejects)
            self._progress.advance(item, batch)
        self._progress.finish(item)
        return InputDone(item.source, item.sha256(), item.size, **counts)

    def _once_each(self, items: Iterable[Dump | Reject]) -> Iterator[Dump | Reject]:
        """Pass each dump on once: the same text under the same file name would give the same ids twice."""
        for item in items:
            if isinstance(item, Dump):
                key = f"{item.dump_id} {Path(item.source).name}"
                if key in self._seen:
                    message = "the same text under the same file name was already read in this run; it was left out."
                    yield Reject(item.source, "read", DuplicateInput.__name__, message)
                    continue
                self._seen.add(key)
            yield item
