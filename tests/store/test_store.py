"""The store: a dataset is there whole or not at all, and reads back as it was written."""

import json
from datetime import date
from pathlib import Path

import pytest

from tallywire.errors import DatasetError
from tallywire.records import Reject, Story
from tallywire.store import DatasetWriter, InputDone, Manifest, read_manifest, read_story, read_table
from tallywire.store import writer as writer_module

MANIFEST = Manifest("0", {"base": "m"}, {}, [InputDone("a.txt", None, 3, 1, 0, 0)], {"stories": 1})
STORY = Story("id1", "a.txt", "d", 0, 0, 5, "T", None, None, None, None, date(2025, 1, 2), "stated", "Words")


def write(out: Path, *stories: Story, replace: bool = False) -> None:
    with DatasetWriter(out, replace=replace) as writer:
        writer.add(stories=stories, errors=[Reject("b.txt", "read", "EmptyInput", "empty")])
        writer.commit(MANIFEST)


def files(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


def test_a_dataset_reads_back(tmp_path: Path) -> None:
    write(tmp_path / "out", STORY)
    assert read_manifest(tmp_path / "out") == MANIFEST
    assert read_story(tmp_path / "out", "id1") == STORY
    assert read_table(tmp_path / "out", "errors").to_pylist()[0]["source"] == "b.txt"
    assert read_table(tmp_path / "out", "claims").num_rows == 0
    assert files(tmp_path / "out") == [
        "claims/part-00000.parquet",
        "errors/part-00000.parquet",
        "manifest.json",
        "stories/part-00000.parquet",
    ]


def test_a_full_table_is_written_in_parts_that_keep_the_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(writer_module.ROWS_PER_PART, "stories", 2)
    stories = [Story(f"id{n}", "a.txt", "d", n, n, n, *[None] * 7, "x") for n in range(5)]
    with DatasetWriter(tmp_path / "out") as writer:
        for story in stories:
            writer.add(stories=[story])
        writer.commit(MANIFEST)
    assert len(list((tmp_path / "out" / "stories").iterdir())) == 3
    assert [row["story_id"] for row in read_table(tmp_path / "out", "stories").to_pylist()] == [
        s.story_id for s in stories
    ]


def test_nothing_is_visible_before_the_commit_and_nothing_is_left_after_a_failure(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def interrupted() -> None:
        with DatasetWriter(out) as writer:
            writer.add(stories=[STORY])
            assert [name for name in files(out) if not name.startswith(".")] == []
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not out.exists()


def test_a_failed_replacement_leaves_the_older_dataset(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, STORY)
    before = {name: (out / name).read_bytes() for name in files(out)}

    def fail() -> None:
        with DatasetWriter(out, replace=True) as writer:
            writer.add(stories=[STORY, STORY])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert {name: (out / name).read_bytes() for name in files(out)} == before


def test_a_dataset_is_replaced_only_when_told(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, STORY)
    with pytest.raises(DatasetError, match="--force"):
        write(out, STORY)
    write(out, replace=True)
    assert read_table(out, "stories").num_rows == 0


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_with_other_files_is_never_touched(tmp_path: Path, replace: bool) -> None:
    (tmp_path / "thesis.doc").write_text("precious")
    with pytest.raises(DatasetError, match="other files"):
        write(tmp_path, STORY, replace=replace)
    assert files(tmp_path) == ["thesis.doc"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatasetError, match="cannot write to"):
        write(tmp_path / "file" / "out", STORY)


@pytest.mark.parametrize("content", [None, "{", json.dumps({"inputs": 3})])
def test_a_missing_or_broken_manifest_is_a_dataset_error(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(DatasetError, match="run"):
        read_manifest(tmp_path)
