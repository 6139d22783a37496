"""A run: inputs in, a dataset out, on this machine or a cluster.

The dataset depends on the inputs and settings alone. A run that is interrupted goes on where it was when it is started
again; a run over a finished dataset reads only what is new or has changed.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from tallywire.annotate.installed import describe
from tallywire.engine.duplicates import judge
from tallywire.engine.identities import unify
from tallywire.engine.jobs import Jobs, Progress
from tallywire.engine.pool import run_in_pool
from tallywire.engine.resume import Plan, Target, open_target, plan
from tallywire.engine.shards import cut
from tallywire.engine.work import MakeAnnotator, Site, WriteError, load_annotator, raised
from tallywire.errors import DatasetError, TallywireError
from tallywire.location import Location
from tallywire.read import Input, Selection, find_inputs
from tallywire.records import Reject, digest
from tallywire.settings import RunSettings
from tallywire.store import (
    NO_INPUT,
    TABLES,
    Change,
    Piece,
    Staged,
    Staging,
    claim_folder,
    commit,
    dataset_lock,
    leave_folder,
    read_manifest,
    read_rejects,
    remove_unlisted,
    unwritable,
    write_shard,
)
from tallywire.tables import SCHEMAS, to_table

#: Does jobs until there are none.
Engine = Callable[[Jobs, Site], None]
#: Bytes of input from which even a single worker is a process of its own, which can be replaced: what a model
#: remembers grows with the words that it has seen.
_ALONE_BYTES = 16 << 20
#: Rejects that a summary holds.
_REJECTS = 10


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in the dataset after a run, and what the run did for it: words read, seconds taken.

    `skipped` counts the inputs that were done before; `rejects` are the first of the dataset.
    """

    out: Location
    stories: int
    claims: int
    errors: int
    duplicates: int
    other_languages: int
    rejects: tuple[Reject, ...]
    skipped: int
    words: int
    seconds: float


def run(
    names: Iterable[str],
    out: Location,
    settings: RunSettings,
    progress: Progress,
    *,
    replace: bool = False,
    workers: int = 1,
    engine: Engine | None = None,
    make: MakeAnnotator = load_annotator,
) -> Summary:
    """Bring the dataset `out` to hold the stories and claims of the inputs that `names` stand for.

    Inputs that it holds already are not read again, those that have changed are replaced, others stay; with `replace`
    it begins anew. The work is done in this process, in up to `workers` processes when there is enough of it, or by
    `engine`. `make` loads what annotates.

    Raises ModelError, DatasetError or EngineError when the model cannot be loaded, `out` not be written, or work not
    be done; the dataset is then as it was, and the same call goes on from what is done.
    """
    began = time.monotonic()
    claim_folder(out)
    with _folder(out), dataset_lock(out) as lock:
        target = open_target(out, settings, _model(settings), replace)
        with _staging(target) as staging:
            inputs, rejects = find_inputs(names, Selection(settings.include, settings.exclude))
            planned = plan(target, [_spooled(item, staging) for item in inputs], rejects)
            words = 0
            if not planned.is_empty or not target.before or target.replaces:
                site = Site(_absolute(target.settings), staging.work.absolute(), make)
                jobs = Jobs(cut(planned.todo, target.settings, planned.has), site, staging, progress, settings.limit)
                progress.start(planned.size, _done(planned))
                _chosen(engine, workers, jobs, planned.size, settings)(jobs, site)
                lock.check()
                _publish(target, planned, [*planned.kept, *jobs.committed], staging)
                words = jobs.words
            staging.remove()
    return _summary(out, planned, words, time.monotonic() - began)


def run_here(jobs: Jobs, site: Site) -> None:
    """Do all jobs in this process."""
    site.prepare()
    while shard := jobs.take():
        try:
            written = site.perform(shard)
        except (TallywireError, WriteError):
            raise
        except Exception as error:  # the shard is tried again with care
            jobs.failed(shard, raised(error))
        else:
            jobs.done(shard, written)


def _chosen(engine: Engine | None, workers: int, jobs: Jobs, size: int, settings: RunSettings) -> Engine:
    """What does the jobs, of `size` bytes. A limit counts dumps in their order, so it needs one after the other."""
    alone = workers == 1 and size <= _ALONE_BYTES
    if settings.limit or (not engine and (alone or jobs.is_single())):
        return run_here
    return engine or (lambda jobs, site: run_in_pool(jobs, site, workers))


def _model(settings: RunSettings) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(describe(settings.model, settings.actors)).items()}


@contextmanager
def _folder(out: Location) -> Iterator[None]:
    """The dataset's folder, which is removed again if nothing comes into it."""
    try:
        yield
    finally:
        leave_folder(out)


@contextmanager
def _staging(target: Target) -> Iterator[Staging]:
    """Where shards are written and committed. When the run does not come to its end, only committed ones stay."""
    staging = Staging(target.out)
    try:
        staging.tidy()
        if target.before:
            remove_unlisted(target.out, (part.name for part in target.before.parts))
        staging.begin(target.header, target.replaces)
        yield staging
    except OSError as error:
        raise DatasetError(unwritable(target.out, error)) from error
    finally:
        staging.close()


def _spooled(item: Input, staging: Staging) -> Input:
    """The input; one that can be read only once, such as standard input, as a copy beside the dataset."""
    if item.is_lasting:
        return item.absolute()
    staging.spool.mkdir(parents=True, exist_ok=True)
    return item.copied(staging.spool.absolute() / digest(item.source))


def _absolute(settings: RunSettings) -> RunSettings:
    """The settings as processes with another working folder need them."""
    return settings.model_copy(update={"actors": settings.actors.absolute() if settings.actors else None})


def _done(planned: Plan) -> int:
    """Bytes of the inputs that are done as wholes by the run that was interrupted."""
    return sum({piece.source: piece.bytes for shard in planned.kept for piece in shard.pieces}.values())


def _publish(target: Target, planned: Plan, shards: list[Staged], staging: Staging) -> None:
    """Put what was done into the dataset."""
    if planned.rejects:
        pieces = [Piece(reject.source, None, 0, NO_INPUT, None, 0, 0, 1) for reject in planned.rejects]
        tables = {name: schema.empty_table() for name, (_, schema) in TABLES.items()}
        tables["errors"] = to_table(planned.rejects, SCHEMAS["errors"])
        shards.append(staging.commit(write_shard(staging.work, tables), pieces))
    change = Change(target.header, shards, planned.replaced, target.settings.drop_duplicates)
    commit(target.out, target.before, change, judge, unify)


def _summary(out: Location, planned: Plan, words: int, seconds: float) -> Summary:
    counts = read_manifest(out).counts
    return Summary(
        out=out,
        stories=counts["stories"],
        claims=counts["claims"],
        errors=counts["errors"],
        duplicates=counts["duplicates"],
        other_languages=counts["foreign"],
        rejects=tuple(read_rejects(out, _REJECTS)),
        skipped=planned.skipped,
        words=words,
        seconds=seconds,
    )
