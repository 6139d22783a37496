"""One run under the dataset's lock: what is to do is planned, done and put into the dataset.

The dataset depends on the inputs and settings alone. A run that is interrupted goes on where it was when it is started
again; a run over a finished dataset reads only what is new or has changed.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

from tallywire.annotate.installed import describe
from tallywire.engine.annotators import MakeAnnotator, anywhere
from tallywire.engine.duplicates import judge
from tallywire.engine.identities import unify
from tallywire.engine.jobs import Jobs, Progress
from tallywire.engine.local import Engine, Summary
from tallywire.engine.pool import run_here
from tallywire.engine.resume import Plan, Target, open_target, plan
from tallywire.engine.shards import cut
from tallywire.engine.work import Site
from tallywire.errors import DatasetError
from tallywire.location import Location
from tallywire.read import Input
from tallywire.records import Reject, digest
from tallywire.settings import RunSettings
from tallywire.store import (
    NO_INPUT,
    Change,
    Piece,
    Staged,
    Staging,
    claim_folder,
    commit,
    dataset_lock,
    empty_tables,
    leave_folder,
    read_manifest,
    read_rejects,
    remove_unlisted,
    unwritable,
    write_shard,
)
from tallywire.tables import SCHEMAS, to_table

#: Rejects that a summary holds.
_REJECTS = 10


def bring(
    out: Location,
    settings: RunSettings,
    found: tuple[Sequence[Input], Sequence[Reject]],
    progress: Progress,
    *,
    replace: bool,
    engine: Engine,
    make: MakeAnnotator,
) -> Summary:
    """Bring the dataset `out` to hold the stories and claims of the inputs found, and the rejects; see `local.run`."""
    claim_folder(out)
    with _folder(out), dataset_lock(out) as lock:
        target = open_target(out, settings, _model(settings), replace)
        with _staging(target) as staging:
            inputs, rejects = found
            planned = plan(target, [_spooled(item, staging) for item in inputs], rejects)
            words = 0
            if not planned.is_empty or not target.before or target.replaces:
                site = Site(anywhere(target.settings), staging.work.absolute(), make)
                shards = cut(planned.todo, target.settings, planned.has)
                jobs = Jobs(shards, planned.size, site, staging, progress, settings.limit)
                progress.start(planned.size, _done(planned))
                # A limit counts dumps in their order, so it needs one after the other.
                (run_here if settings.limit else engine)(jobs, site)
                lock.check()
                _publish(target, planned, [*planned.kept, *jobs.committed], staging)
                words = jobs.words
            staging.remove()
    return _summary(out, planned, words)


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


def _done(planned: Plan) -> int:
    """Bytes of the inputs that are done as wholes by the run that was interrupted."""
    return sum({piece.source: piece.bytes for shard in planned.kept for piece in shard.pieces}.values())


def _publish(target: Target, planned: Plan, shards: list[Staged], staging: Staging) -> None:
    """Put what was done into the dataset."""
    if planned.rejects:
        pieces = [Piece(reject.source, None, 0, NO_INPUT, None, 0, 0, 1) for reject in planned.rejects]
        tables = empty_tables() | {"errors": to_table(planned.rejects, SCHEMAS["errors"])}
        shards.append(staging.commit(write_shard(staging.work, tables), pieces))
    change = Change(target.header, shards, planned.replaced, target.settings.drop_duplicates)
    commit(target.out, target.before, change, judge, unify)


def _summary(out: Location, planned: Plan, words: int) -> Summary:
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
    )
