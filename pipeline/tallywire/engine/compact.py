"""Merges the small parts that many small runs leave, without a change of rows."""

from tallywire.engine.duplicates import judge
from tallywire.engine.identities import unify
from tallywire.errors import DatasetError
from tallywire.location import Location
from tallywire.store import Change, Staging, commit, dataset_lock, read_manifest, unwritable


def compact(out: Location) -> tuple[int, int]:
    """Merge the small parts of the dataset in `out`; how many parts it had and has now.

    Raises DatasetError when there is no dataset, or another process writes it.
    """
    read_manifest(out)
    with dataset_lock(out):
        before = read_manifest(out)
        staging = Staging(out)
        try:
            change = Change(before.header, drop_duplicates=bool(before.settings.get("drop_duplicates")), merges=True)
            after = commit(out, before, change, judge, unify)
        except OSError as error:
            raise DatasetError(unwritable(out, error)) from error
        finally:
            staging.close()
    return len(before.parts), len(after.parts)
