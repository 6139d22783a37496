"""What a run finds when it begins, and what is left to do: nothing is done twice, and nothing is mixed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from tallywire.engine.shards import Stretch
from tallywire.errors import DatasetError
from tallywire.location import Location
from tallywire.read import Input
from tallywire.records import Reject
from tallywire.settings import RunSettings
from tallywire.store import NO_INPUT, Header, Manifest, Piece, Staged, Staging, find_manifest
from tallywire.version import __version__


@dataclass(frozen=True, slots=True)
class Target:
    """The dataset that a run writes: its state before, None for none, and what the new rows depend on.

    `replaces` says that nothing of the state before will stay.
    """

    out: Location
    before: Manifest | None
    header: Header
    settings: RunSettings
    replaces: bool


def open_target(out: Location, settings: RunSettings, model: dict[str, str], replace: bool) -> Target:
    """The dataset in `out`, locked by the caller, as the target of a run. With `replace` it begins anew.

    A dataset that was made with a day for `as_of` keeps it unless the settings name one. Raises DatasetError when the
    dataset, or the run that was interrupted in it, has other settings, model or versions.
    """
    staging = Staging(out)
    if replace:
        staging.remove()
    begun = staging.begun()
    before = _manifest(out, replace)
    known = begun[0] if begun else before.header if before and not replace else None
    if known and "as_of" not in settings.model_fields_set and "as_of" in known.settings:
        settings = settings.model_copy(update={"as_of": RunSettings(as_of=known.settings["as_of"]).as_of})
    header = Header(__version__, model, settings.model_dump(mode="json"))
    if known and known != header:
        raise DatasetError(
            f"{out} was made with {'; '.join(_differences(known, header))}. Its rows would not go together with new "
            "ones: run with what it was made with, choose another --out folder, or make it anew with --force."
        )
    return Target(out, before, header, settings, replace or bool(begun and begun[1]))


@dataclass(frozen=True)
class Plan:
    """What a run has to do: inputs to read, sources whose older rows go, names that stand for nothing.

    `kept` are the shards of an interrupted run that still hold, `skipped` counts the inputs that are done.
    """

    todo: Sequence[Input]
    replaced: frozenset[str]
    rejects: Sequence[Reject]
    kept: Sequence[Staged]
    skipped: int

    @property
    def is_empty(self) -> bool:
        """Whether the dataset is already what it would become."""
        return not (self.todo or self.replaced or self.rejects)

    @property
    def size(self) -> int:
        """Bytes to read in all."""
        return sum(item.size for item in self.todo)

    @cached_property
    def _kept(self) -> set[tuple[str, str | None, int, int | None]]:
        pieces = (piece for shard in self.kept for piece in shard.pieces)
        return {(piece.source, piece.sha256, piece.first, piece.last) for piece in pieces}

    def has(self, stretch: Stretch) -> bool:
        """Whether a stretch was done by the interrupted run."""
        return stretch.key in self._kept


def plan(target: Target, inputs: Sequence[Input], rejects: Sequence[Reject]) -> Plan:
    """What is to be done about `inputs` and `rejects`, the names that stand for nothing.

    Inputs are done when the dataset has them with the same content. When there is anything else to do, those are read
    again too that had to leave something out because another input had it: it may be theirs now.
    """
    before = {} if target.replaces or not target.before else _pieces(target.before)
    is_new = {item.source: _is_new(item, before) for item in inputs}
    if any(is_new.values()):
        withheld = {source for source, pieces in before.items() if any(piece.withheld for piece in pieces)}
        is_new |= {item.source: True for item in inputs if item.source in withheld}
    todo = [item for item in inputs if is_new[item.source]]
    names = {source for source, pieces in before.items() if pieces[0].first == NO_INPUT}
    if names == {reject.source for reject in rejects}:
        names, rejects = set(), []
    replaced = frozenset(before) & {item.source for item in todo} | names
    if target.replaces and target.before:
        replaced = frozenset(_pieces(target.before))
    return Plan(todo, replaced, rejects, _kept(target, todo), len(inputs) - len(todo))


def _manifest(out: Location, replace: bool) -> Manifest | None:
    try:
        return find_manifest(out)
    except DatasetError:
        if replace:
            return None
        raise


def _pieces(manifest: Manifest) -> dict[str, list[Piece]]:
    pieces: dict[str, list[Piece]] = {}
    for piece in manifest.pieces:
        pieces.setdefault(piece.source, []).append(piece)
    return pieces


def _is_new(item: Input, before: dict[str, list[Piece]]) -> bool:
    pieces = before.get(item.source)
    return not pieces or pieces[0].sha256 is None or pieces[0].sha256 != item.sha256()


def _kept(target: Target, todo: Iterable[Input]) -> list[Staged]:
    """The committed shards of an interrupted run whose inputs are to be read, and are as they were; others go."""
    staging = Staging(target.out)
    shards = staging.committed()
    sources = {piece.source for shard in shards for piece in shard.pieces}
    contents = {item.source: item.sha256() for item in todo if item.source in sources}
    kept = []
    for shard in shards:
        if all(piece.sha256 and contents.get(piece.source) == piece.sha256 for piece in shard.pieces):
            kept.append(shard)
        else:
            staging.discard(shard)
    return kept


def _differences(known: Header, now: Header) -> list[str]:
    """What two headers differ in, as "model en_core_web_lg instead of en_core_web_sm"."""
    old, new = _flat(asdict(known)), _flat(asdict(now))
    names = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    return [f"{name} {old.get(name)!r}, not {new.get(name)!r}" for name in names]


def _flat(fields: dict[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in fields.items() if not isinstance(value, dict)}
    model = {f"model {name}": value for name, value in fields["model"].items()}
    return own | model | {f"setting {name}": value for name, value in fields["settings"].items()}
