"""The store: a dataset changes from one whole state to another or not at all, and reads back as it was written."""

import errno
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

import pyarrow as pa
import pytest

from tallywire.errors import DatasetError
from tallywire.records import Reject, Story
from tallywire.store import (
    SIGNATURES,
    Actor,
    Change,
    Header,
    Manifest,
    Piece,
    Staging,
    Verdicts,
    claim_folder,
    commit,
    dataset_lock,
    empty_tables,
    find_manifest,
    read_manifest,
    read_rejects,
    read_story,
    read_table,
    write_shard,
)
from tallywire.store import commit as commit_function
from tallywire.store.holder import LOCK, Holder
from tallywire.tables import SCHEMAS, to_table

HEADER = Header("0", {"base": "m"}, {})
WORDS = "Words"


def unique(tables: Iterable[pa.Table], scratch: Path) -> Verdicts:
    """Takes no story for a copy."""
    assert all(table.schema == SIGNATURES for table in tables)
    return Verdicts(frozenset(), {})


def apart(actors: Iterable[Actor]) -> dict[Actor, str]:
    """Takes every id for another actor's."""
    assert not list(actors)
    return {}


def stage(out: Path, *sources: str, words: str = WORDS) -> None:
    """Commit a shard with a story and a reject an input."""
    staging = Staging(out)
    staging.begin(HEADER, replaces=False)
    names = [f"{number:016x}" for number in map(ord, sources)]
    stories = [
        Story(name, source, "d", 0, 0, 5, "T", *[None] * 6, words) for name, source in zip(names, sources, strict=True)
    ]
    tables = empty_tables() | {
        "stories": to_table(stories, SCHEMAS["stories"]),
        "errors": to_table([Reject(source, "read", "EmptyInput", "empty") for source in sources], SCHEMAS["errors"]),
        "signatures": pa.Table.from_pylist(
            [{"story_id": int(name, 16), "words": 1, "minhash": None} for name in names], schema=SIGNATURES
        ),
    }
    pieces = [Piece(source, "ab", 5, 0, None, 1, 0, 1) for source in sources]
    staging.commit(write_shard(staging.work, tables), pieces)


def publish(out: Path, *, replaced: Iterable[str] = (), merges: bool = False) -> Manifest:
    change = Change(HEADER, Staging(out).committed(), frozenset(replaced), merges=merges)
    manifest = commit(out, find_manifest(out), change, unique, apart)
    Staging(out).remove()
    return manifest


def files(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


def sources(out: Path) -> list[str]:
    stories = [row["source"] for row in read_table(out, "stories").to_pylist()]
    assert stories == [row["source"] for row in read_table(out, "errors").to_pylist()]
    return stories


def test_a_dataset_reads_back(tmp_path: Path) -> None:
    stage(tmp_path, "a", "b")
    manifest = publish(tmp_path)
    assert read_manifest(tmp_path) == manifest
    assert read_story(tmp_path, f"{ord('a'):016x}").text == WORDS
    assert [reject.source for reject in read_rejects(tmp_path, 1)] == ["a"]
    assert read_table(tmp_path, "claims").num_rows == 0
    [name] = [part.name for part in manifest.parts]
    folders = (".identities", ".signatures", "claims", "errors", "stories")
    assert files(tmp_path) == [
        *(f"{folder}/{name}.parquet" for folder in folders[:4]),
        "manifest.json",
        f"stories/{name}.parquet",
    ]


def test_rows_stand_in_the_order_of_their_inputs_and_untouched_parts_stay(tmp_path: Path) -> None:
    for added in (["c", "d"], ["a", "e"], ["b"]):
        stage(tmp_path, *added)
        before = find_manifest(tmp_path)
        after = publish(tmp_path)
    assert sources(tmp_path) == ["a", "b", "c", "d", "e"]
    assert before
    marks = [{part.name.rpartition("-")[2] for part in manifest.parts} for manifest in (before, after)]
    assert marks[0] <= marks[1]
    assert len(files(tmp_path)) == 5 * len(after.parts) + 1


def test_what_is_replaced_goes(tmp_path: Path) -> None:
    stage(tmp_path, "a", "b", "c")
    publish(tmp_path)
    stage(tmp_path, "b", words="Other words")
    publish(tmp_path, replaced=["b", "c"])
    assert sources(tmp_path) == ["a", "b"]
    assert [row["text"] for row in read_table(tmp_path, "stories").to_pylist()] == [WORDS, "Other words"]


def test_parts_are_merged_without_a_change_of_rows(tmp_path: Path) -> None:
    for source in "bdac":
        stage(tmp_path, source)
        publish(tmp_path)
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "findings.json").write_text("[]")
    before = {name: read_table(tmp_path, name).to_pylist() for name in SCHEMAS}
    assert len(publish(tmp_path, merges=True).parts) == 1
    assert {name: read_table(tmp_path, name).to_pylist() for name in SCHEMAS} == before
    assert "checks/findings.json" in files(tmp_path)


def test_findings_about_an_older_state_go_and_other_files_stay(tmp_path: Path) -> None:
    stage(tmp_path, "a")
    publish(tmp_path)
    others = ["checks/notes.txt", "report.html", "stories/mine.csv"]
    for name in [*others, "checks/findings.json", "checks/findings.parquet"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    claim_folder(tmp_path)
    stage(tmp_path, "b")
    publish(tmp_path)
    assert [name for name in files(tmp_path) if not name.endswith(".parquet")] == [
        "checks/notes.txt",
        "manifest.json",
        "report.html",
        "stories/mine.csv",
    ]


@pytest.mark.parametrize("fails_at", [1, 3, 6])
def test_a_commit_that_fails_leaves_the_state_before(
    tmp_path: Path, fails_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage(tmp_path, "a", "c")
    publish(tmp_path)
    stage(tmp_path, "b")
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
    module = sys.modules[commit_function.__module__]
    write, calls = module.write_table, []  # type: ignore[attr-defined]

    def failing(rows: pa.Table, path: Path) -> None:
        calls.append(path)
        if len(calls) == fails_at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(rows, path)

    with monkeypatch.context() as patch:
        patch.setattr(module, "write_table", failing)
        if fails_at <= 5:
            with pytest.raises(DatasetError, match="No space left"):
                commit(tmp_path, find_manifest(tmp_path), Change(HEADER, Staging(tmp_path).committed()), unique, apart)
            Staging(tmp_path).tidy()
            assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before
    publish(tmp_path)
    assert sources(tmp_path) == ["a", "b", "c"]


def test_shards_of_unknown_settings_go(tmp_path: Path) -> None:
    stage(tmp_path, "a")
    (tmp_path / ".staging" / "header.json").unlink()
    Staging(tmp_path).tidy()
    assert Staging(tmp_path).committed() == []
    stage(tmp_path, "b")
    (tmp_path / ".staging" / "work" / "half-written").mkdir()
    Staging(tmp_path).tidy()
    assert [[piece.source for piece in shard.pieces] for shard in Staging(tmp_path).committed()] == [["b"]]
    assert len(list((tmp_path / ".staging" / "work").iterdir())) == 1


def test_an_empty_dataset_has_its_tables(tmp_path: Path) -> None:
    Staging(tmp_path).begin(HEADER, replaces=False)
    publish(tmp_path)
    assert all(read_table(tmp_path, name).schema == schema for name, schema in SCHEMAS.items())


def test_a_folder_with_other_files_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("precious")
    with pytest.raises(DatasetError, match="other files"):
        claim_folder(tmp_path)
    assert files(tmp_path) == ["thesis.doc"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatasetError, match="cannot write to"):
        claim_folder(tmp_path / "file" / "out")


@pytest.mark.parametrize("content", [None, "{", json.dumps({"inputs": 3})])
def test_a_missing_or_broken_manifest_is_a_dataset_error(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(DatasetError, match="run"):
        read_manifest(tmp_path)


def test_tables_of_another_major_version_are_refused(tmp_path: Path) -> None:
    stage(tmp_path, "a")
    publish(tmp_path)
    manifest = tmp_path / "manifest.json"
    for version, readable in (("1.0", True), ("1.99", True), ("2.0", False)):
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"schema_version": version}))
        if readable:
            assert read_table(tmp_path, "stories").num_rows == 1
        else:
            with pytest.raises(DatasetError, match=r"schema 2\.0"):
                read_table(tmp_path, "stories")


MINE = Holder(os.getpid(), socket.gethostname(), "0", "2025-01-01T00:00:00+00:00")


@pytest.mark.parametrize(
    ("holder", "stale"),
    [
        (MINE, True),  # this process's number, but another start
        (replace(MINE, pid=2**22 - 3), True),
        (replace(MINE, host="elsewhere"), False),
        (None, True),
    ],
)
def test_a_lock_whose_holder_has_died_is_taken_over(tmp_path: Path, holder: Holder | None, stale: bool) -> None:
    (tmp_path / LOCK).write_text(json.dumps(asdict(holder)) if holder else "{")
    if stale:
        with dataset_lock(tmp_path):
            assert json.loads((tmp_path / LOCK).read_text())["pid"] == os.getpid()
        assert files(tmp_path) == []
    else:
        with pytest.raises(DatasetError, match=r"on elsewhere since 2025-01-01.*delete"):
            dataset_lock(tmp_path).__enter__()


def test_a_lock_is_free_when_its_holder_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time, pathlib; from tallywire.store import dataset_lock\n"
        "with dataset_lock(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(DatasetError, match=f"process {process.pid} on"):
            dataset_lock(tmp_path).__enter__()
        process.kill()
        process.wait()
        with dataset_lock(tmp_path):
            pass
