"""The lock of a dataset in a store: one holder, who is heard of, and who gives way when it is taken."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

pytest.importorskip("fsspec", reason="the extra `cloud` is not installed")

from tallywire.errors import DatasetError
from tallywire.location import Location, locate
from tallywire.store import dataset_lock, lease
from tallywire.store.holder import LOCK, Holder, now, read_holder

_numbers = count()
ELSEWHERE = replace(Holder.this(), host="elsewhere", token="other")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Location:
    monkeypatch.setattr(lease, "SECONDS_TO_SETTLE", 0.02)
    monkeypatch.setattr(lease, "SECONDS_TO_BEAT", 0.02)
    return locate(f"memory://lease/{next(_numbers)}")


#: Minutes since a holder was heard of; the tests look some minutes after this file was read.
NOW, LATELY, LONG_AGO = 0, 3, 60


@pytest.mark.parametrize(
    ("holder", "silent", "is_taken_over"),
    [
        (ELSEWHERE, NOW, False),
        (ELSEWHERE, LATELY, False),
        (ELSEWHERE, LONG_AGO, True),
        (ELSEWHERE, None, False),
        (replace(Holder.this(), started="0"), NOW, True),
        (replace(Holder.this(), token="another run of this process"), NOW, False),
        (None, None, True),
    ],
)
def test_a_lock_is_taken_over_from_who_is_gone(
    folder: Location, holder: Holder | None, silent: int | None, is_taken_over: bool
) -> None:
    beat = "" if silent is None else (datetime.now(UTC) - timedelta(minutes=silent)).isoformat()
    (folder / LOCK).write_bytes(json.dumps(asdict(replace(holder, beat=beat))).encode() if holder else b"{")
    if is_taken_over:
        with dataset_lock(folder):
            pass
        assert not (folder / LOCK).exists()
    else:
        with pytest.raises(DatasetError, match=rf"is being written by process \d+ on .*delete {folder}/{LOCK}"):
            dataset_lock(folder).__enter__()


def test_the_holder_is_heard_of(folder: Location) -> None:
    with dataset_lock(folder) as held:
        (folder / LOCK).write_bytes(replace(held._mine, beat="long ago").as_bytes())  # type: ignore[union-attr]
        deadline = datetime.now(UTC) + timedelta(seconds=20)
        while (holder := read_holder(folder / LOCK)) is None or holder.beat == "long ago":
            assert datetime.now(UTC) < deadline
        held.check()


def test_of_two_at_once_the_later_stays(folder: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    later = replace(ELSEWHERE, beat=now())
    write = lease.Lease._write

    def overtaken(self: lease.Lease) -> None:
        write(self)
        (folder / LOCK).write_bytes(later.as_bytes())

    monkeypatch.setattr(lease.Lease, "_write", overtaken)
    with pytest.raises(DatasetError, match="on elsewhere"):
        dataset_lock(folder).__enter__()
    assert read_holder(folder / LOCK) == later


def test_a_holder_whose_lock_was_taken_says_so_and_leaves_it(folder: Location) -> None:
    with dataset_lock(folder) as held:
        (folder / LOCK).write_bytes(replace(ELSEWHERE, beat=now()).as_bytes())
        with pytest.raises(DatasetError, match="on elsewhere"):
            held.check()
    assert (folder / LOCK).exists()
