"""The work itself: a shard in, tables out. The same function runs in this process, in a pool and on a cluster."""

from dataclasses import dataclass

import pyarrow as pa

from tallywire.engine.annotators import Annotates, MakeAnnotator, annotator, load_annotator
from tallywire.engine.duplicates import signatures
from tallywire.engine.extract import BATCH_CHARS, Batch, extract_dumps
from tallywire.engine.lean import rest_collector
from tallywire.engine.shards import Shard, Stretch
from tallywire.engine.watch import Watch, WatchedAnnotator
from tallywire.location import Location, reason
from tallywire.read import Limit, read_part
from tallywire.settings import RunSettings
from tallywire.store import Piece, identities, write_shard
from tallywire.tables import SCHEMAS, to_table


@dataclass(frozen=True, slots=True)
class Output:
    """What came of a shard: its rows, the pieces that they belong to, and how much was read."""

    tables: dict[str, pa.Table]
    pieces: tuple[Piece, ...]
    dumps: int
    words: int


def run_shard(shard: Shard, settings: RunSettings, annotator: Annotates, watch: Watch | None = None) -> Output:
    """The rows of a shard; they depend on nothing but its inputs' bytes and the settings.

    With a `watch`, one story at a time, each marked before it is worked on.
    """
    whole, pieces = Batch(), []
    using = WatchedAnnotator(annotator, watch) if watch else annotator
    limit = Limit(shard.limit)
    for stretch in shard.stretches:
        if watch:
            dumps = watch.read(stretch, settings)
        else:
            dumps = read_part(stretch.input, stretch.sha256, settings, stretch.first, stretch.last)
        own = Batch()
        for batch in extract_dumps(limit.of(dumps), using, settings, 0 if watch else BATCH_CHARS):
            own.add(batch)
        whole.add(own)
        pieces.append(_piece(stretch, own))
    claims = to_table(whole.claims, SCHEMAS["claims"])
    tables = {
        "stories": to_table(whole.stories, SCHEMAS["stories"]),
        "claims": claims,
        "errors": to_table(whole.rejects, SCHEMAS["errors"]),
        "signatures": signatures(whole.stories),
        "identities": identities(claims),
    }
    return Output(tables, tuple(pieces), whole.dumps, whole.words)


@dataclass(frozen=True, slots=True)
class Written:
    """A shard that is written and not yet committed: its name, its pieces, and how much was read."""

    name: str
    pieces: tuple[Piece, ...]
    dumps: int
    words: int


@dataclass(frozen=True, slots=True)
class Site:
    """What every process of a run needs to know: the settings, where to write, and how to make its annotator."""

    settings: RunSettings
    folder: Location
    make: MakeAnnotator = load_annotator

    def mark(self, shard: Shard) -> Location:
        """The file that says what of a shard is being worked on."""
        return self.folder / f"{shard.name}.mark"

    def perform(self, shard: Shard) -> Written:
        """Work on a shard and write what comes of it. Raises WriteError when there is no room or right to write."""
        using = annotator(self.make, self.settings)
        watch = Watch(shard, self.mark(shard)) if shard.careful else None
        output = run_shard(shard, self.settings, using, watch)
        try:
            name = write_shard(self.folder, output.tables)
        except OSError as error:
            raise WriteError(error.errno, reason(error)) from error
        return Written(name, output.pieces, output.dumps, output.words)

    def prepare(self) -> None:
        """Make the annotator, so that what is wrong with the model is known before any work."""
        annotator(self.make, self.settings)
        rest_collector()


class WriteError(OSError):
    """A shard's rows cannot be written: no fault of the shard."""


def raised(error: Exception) -> str:
    """What to say of work that raised an error."""
    text = " ".join(str(error).split())
    return f"work on it failed twice ({type(error).__name__}: {text}); it was left out; please report it."


def _piece(stretch: Stretch, batch: Batch) -> Piece:
    return Piece(
        source=stretch.input.source,
        sha256=stretch.sha256,
        bytes=stretch.input.size,
        first=stretch.first,
        last=stretch.last,
        stories=len(batch.stories),
        claims=len(batch.claims),
        errors=len(batch.rejects),
        foreign=sum(story.language not in ("en", None) for story in batch.stories),
    )
