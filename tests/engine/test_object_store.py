"""Inputs and datasets in an object store: the same rows as on this machine, and what dies loses nothing."""

import json
import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from buckets import bucket, object_store, request, upload
from dask_cluster import Cluster
from runs import Rows, after_shards, assert_undisturbed, finish, leftovers, rows, run, start, text, to_its_end

from tallywire.console.show import Filter, print_claims
from tallywire.engine.compact import compact
from tallywire.errors import DatasetError
from tallywire.location import Location, locate
from tallywire.store import Staging, claims_frame, lease, read_manifest

_numbers = count()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with object_store() as address:
        yield address


@pytest.fixture
def store(server: str) -> Location:
    return bucket(server, f"bucket-{next(_numbers)}")


@pytest.fixture(autouse=True)
def _settle_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "SECONDS_TO_SETTLE", 0.1)


def as_if_local(found: Rows, store: Location, folder: Path) -> Rows:
    """The rows with sources as if the inputs lay in the folder."""
    for table in found.values():
        for row in table:
            row["source"] = row["source"].replace(f"{store}/in", str(folder))
    return found


@pytest.mark.usefixtures("small_shards")
def test_rows_in_a_store_are_those_of_this_machine_also_when_inputs_change(
    inputs: Path, tmp_path: Path, store: Location
) -> None:
    out = store / "out" / "claims"
    upload(inputs, store / "in")
    run(store / "in", out, workers=2)
    run(inputs, tmp_path / "local")
    assert as_if_local(rows(out), store, inputs) == rows(tmp_path / "local")
    assert run(store / "in" / "*", out).skipped == 11
    (inputs / "aaa.txt").write_text(text(5))  # stands before all others, which keep their parts under other names
    (inputs / "town5.txt").write_text(text(999))
    upload(inputs, store / "in")
    assert run(store / "in", out).skipped == 10
    run(inputs, tmp_path / "fresh")
    assert as_if_local(rows(out), store, inputs) == rows(tmp_path / "fresh")
    assert leftovers(out) == []


def test_a_dataset_in_a_store_grows_is_merged_and_begun_anew(inputs: Path, store: Location) -> None:
    upload(inputs, store / "in")
    out = store / "out"
    run(store / "in" / "town1.txt", out)
    assert run([store / "in" / "town2.txt", store / "in" / "late.txt"], out).rejects[0].error == "MissingInput"
    assert read_manifest(out).counts["stories"] == 2
    before = rows(out)
    assert compact(out) == (3, 1)
    assert rows(out) == before
    assert run(store / "in" / "town3.txt", out, replace=True).stories == 1
    assert leftovers(out) == []


def test_a_dataset_in_a_store_is_read_by_its_url(tmp_path: Path, store: Location) -> None:
    (tmp_path / "town.txt").write_text(text(3))
    run(tmp_path / "town.txt", store / "out")
    with (tmp_path / "shown").open("w") as stream:
        print_claims(locate(str(store / "out")), Filter(), "json", stream)
    shown = [json.loads(line)["claim_id"] for line in (tmp_path / "shown").read_text().splitlines()]
    assert shown == list(claims_frame(store / "out")["claim_id"])
    assert len(shown) == 4


def test_a_run_that_is_killed_goes_on_and_keeps_others_out_while_it_lives(
    inputs: Path, tmp_path: Path, store: Location
) -> None:
    out = store / "out"
    run(inputs, tmp_path / "whole")
    process = start(inputs, out, workers=2, seconds=0.05)
    assert after_shards(process, 1)
    with pytest.raises(DatasetError, match=rf"s3://\S+ is being written by process {process.pid} on \S+ since"):
        run(inputs, out)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert len(Staging(out).committed()) >= 2
    assert not (out / "manifest.json").exists()
    process = start(inputs, out, workers=1)
    lines, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert lines.count("shard") < len(read_manifest(out).pieces)
    assert_undisturbed(out, rows(tmp_path / "whole"))


@pytest.fixture
def refusing(server: str) -> Iterator[None]:
    """The store takes nobody's credentials."""
    request(f"{server}/moto-api/reset-auth", "POST", b"0")
    yield
    request(f"{server}/moto-api/reset-auth", "POST", b"inf")


def test_a_bucket_that_is_missing_is_said(inputs: Path, server: str) -> None:
    with pytest.raises(DatasetError, match=r"cannot write to s3://none/out: The specified bucket does not exist \("):
        run(inputs, locate("s3://none/out"))


def test_a_store_that_refuses_is_said(inputs: Path, store: Location, refusing: None) -> None:
    with pytest.raises(DatasetError, match=rf"cannot write to {store}/out: .* the URL and the credentials") as raised:
        run(inputs, store / "out")
    with pytest.raises(DatasetError, match=r"manifest.json cannot be read: .*; check the path or URL"):
        read_manifest(store / "out")
    assert "\n" not in str(raised.value)
    assert "AWS Error" not in str(raised.value)


def test_a_story_that_kills_its_process_is_left_out(inputs: Path, tmp_path: Path, store: Location) -> None:
    lines = (inputs / "many.jsonl").read_text().splitlines()[:20]
    lines[7] = json.dumps({"text": "kill-me"})
    (inputs / "many.jsonl").write_text("\n".join(lines))
    assert finish(inputs / "many.jsonl", store / "out", 2) == 3
    assert [row["source"] for row in rows(store / "out")["errors"]] == [f"{inputs}/many.jsonl#7 story 0"]
    assert len(rows(store / "out")["stories"]) == 20
    assert leftovers(store / "out") == []


def test_a_cluster_whose_workers_share_no_disk_gives_the_same(
    inputs: Path, tmp_path: Path, store: Location, dask: Cluster
) -> None:
    upload(inputs, store / "in")
    process = start(store / "in", store / "out", 2, 0.02, dask.address)
    with to_its_end(process):
        assert after_shards(process, 1)
        dask.kill(slice(1, 2))
    run(inputs, tmp_path / "local")
    assert as_if_local(rows(store / "out"), store, inputs) == rows(tmp_path / "local")
    assert leftovers(store / "out") == []
