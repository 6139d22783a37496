"""Merges the small parts that many small runs leave, without a change of rows."""

from tallywire.engine.duplicates import judge
from tallywire.engine.identities import unify
from tallywire.errors import DatasetError
from tallywire.location import Location
from tallywire.store import Change, Manifest, Staging, commit, dataset_lock, is_complete, read_manifest


def compact(out: Location) -> tuple[int, int]:
    """Merge the small parts of the dataset in `out`; how many parts it had and has now.

    Raises DatasetError when there is no dataset, an older version made it, or another process writes it.
    """
    _refuse_older(out, read_manifest(out))
    with dataset_lock(out):
        before = read_manifest(out)
        change = Change(before.header, drop_duplicates=bool(before.settings.get("drop_duplicates")), merges=True)
        try:
            after = commit(out, before, change, judge, unify)
        finally:
            Staging(out).close()
    return len(before.parts), len(after.parts)


def _refuse_older(out: Location, manifest: Manifest) -> None:
    if not is_complete(out, manifest):
        raise DatasetError(
            f"{out} was made by tallywire {manifest.tool_version}, which did not keep all that merging needs; it reads "
            "as it is. To have it merged, make it anew: `tallywire run` with its inputs and --force."
        )
