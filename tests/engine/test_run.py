"""Runs: the same rows however the work is shared out, interrupted or added to."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import stub
from runs import leftovers, rows, run, text

from tallywire.engine import nursery, shards, work
from tallywire.engine.compact import compact
from tallywire.engine.extract import extract_dumps
from tallywire.errors import DatasetError
from tallywire.records import Dump
from tallywire.settings import RunSettings
from tallywire.store import dataset_lock, read_manifest

pytestmark = pytest.mark.usefixtures("small_shards")


def test_rows_are_the_same_for_any_number_of_workers_and_size_of_shards(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, whole = (tmp_path / name for name in ("one", "two", "whole"))
    run(inputs, one)
    run(inputs, two, workers=2)
    monkeypatch.setattr(shards, "SHARD_BYTES", 1 << 20)
    summary = run(inputs, whole)
    assert rows(one) == rows(two) == rows(whole)
    assert [piece.source for piece in read_manifest(one).pieces].count(str(inputs / "many.jsonl")) > 5
    assert (summary.stories, summary.duplicates, summary.errors) == (130, 12, 0)
    assert leftovers(one) == leftovers(two) == []


def test_a_second_run_does_nothing(inputs: Path, tmp_path: Path) -> None:
    run(inputs, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()}
    summary = run(inputs, tmp_path / "out", settings=RunSettings())
    assert (summary.skipped, summary.words, summary.stories) == (11, 0, 130)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


def test_new_inputs_are_added_and_changed_ones_replaced_as_if_all_had_been_there_at_first(
    inputs: Path, tmp_path: Path
) -> None:
    grown, fresh = tmp_path / "grown", tmp_path / "fresh"
    added = [inputs / "town3.txt", inputs / "aaa.txt", inputs / "many2.jsonl"]
    original = added[0].read_text()
    added[0].unlink()
    run(inputs, grown)
    added[0].write_text(original)
    added[1].write_text(text(5))  # stands before a story that it makes a copy
    added[2].write_text("\n".join(json.dumps({"text": text(n)}) for n in range(100, 160)))
    (inputs / "town5.txt").write_text(text(999))
    assert run(inputs, grown).skipped == 9
    run(inputs, fresh)
    assert rows(grown) == rows(fresh)
    assert leftovers(grown) == []


def test_dropped_claims_come_back_when_their_original_goes(inputs: Path, tmp_path: Path) -> None:
    settings = stub.SETTINGS.model_copy(update={"drop_duplicates": True})
    first, fresh = tmp_path / "first", tmp_path / "fresh"
    assert run(inputs, first, settings=settings).claims < 130 * 4
    (inputs / "town1.txt").write_text(text(777))  # town9 repeated it
    run(inputs, first, settings=settings)
    run(inputs, fresh, settings=settings)
    assert rows(first) == rows(fresh)
    assert all(story["claim_count"] == 0 for story in rows(first)["stories"] if story["duplicate_of"])


def test_the_same_file_in_two_folders_is_read_once(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(text(1))
    summary = run([tmp_path / "a", tmp_path / "b"], tmp_path / "out")
    assert (summary.stories, summary.errors) == (1, 1)
    assert summary.rejects[0].source == str(tmp_path / "b" / "x.txt")
    assert summary.rejects[0].error == "DuplicateInput"


@pytest.mark.parametrize("given", [{"split": "always"}, {"as_of": date(2024, 1, 1)}, {"drop_duplicates": True}])
def test_other_settings_are_refused_unless_forced(inputs: Path, tmp_path: Path, given: dict[str, object]) -> None:
    run(inputs, tmp_path / "out")
    before = rows(tmp_path / "out")
    with pytest.raises(DatasetError, match=f"{next(iter(given))}.*--force"):
        run(inputs, tmp_path / "out", settings=RunSettings(**{"as_of": stub.SETTINGS.as_of, **given}))
    assert rows(tmp_path / "out") == before
    run(inputs / "town1.txt", tmp_path / "out", settings=RunSettings(**given), replace=True)
    assert read_manifest(tmp_path / "out").counts["stories"] == 1
    assert leftovers(tmp_path / "out") == []


def test_a_name_that_stands_for_nothing_is_a_reject_until_it_does(tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    (tmp_path / "there.txt").write_text(text(1))
    both = [late, tmp_path / "there.txt"]
    assert [reject.error for reject in run(both, tmp_path / "out").rejects] == ["MissingInput"]
    assert run(both, tmp_path / "out").errors == 1
    late.write_text(text(2))
    assert (run(both, tmp_path / "out").errors, run(both, tmp_path / "out").stories) == (0, 2)


def test_a_limit_counts_dumps_in_their_order(inputs: Path, tmp_path: Path) -> None:
    settings = stub.SETTINGS.model_copy(update={"limit": 25})
    run(inputs, tmp_path / "out", settings=settings, workers=2)
    sources = [story["source"] for story in rows(tmp_path / "out")["stories"]]
    assert sources == [f"{inputs / 'many.jsonl'}#{number}" for number in range(25)]


def test_workers_that_are_no_copies_give_the_same_rows(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(inputs, tmp_path / "whole")
    monkeypatch.setattr(nursery, "_Copies", nursery._Anew)  # as where a process cannot be copied
    (inputs / "town4.txt").write_text("kill-me now, said the 4 towns.")
    summary = run(inputs, tmp_path / "out", workers=2)
    assert [reject.source for reject in summary.rejects] == [f"{inputs / 'town4.txt'} story 0"]
    assert _claims_apart(tmp_path / "out", "town4") == _claims_apart(tmp_path / "whole", "town4")


@pytest.mark.parametrize("workers", [1, 2])
def test_what_no_stage_expects_costs_only_its_story(
    inputs: Path, tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(inputs, tmp_path / "whole")
    if workers > 1:
        lines = (inputs / "many.jsonl").read_text().splitlines()
        lines[60] = json.dumps({"text": "kill-me " + text(60)})
        (inputs / "many.jsonl").write_text("\n".join(lines))
        (inputs / "town4.txt").write_text("kill-me now, said the 4 towns.")
        culprits = [f"{inputs / 'many.jsonl'}#60 story 0", f"{inputs / 'town4.txt'} story 0"]
    else:
        monkeypatch.setattr(work, "extract_dumps", _failing_at("town4.txt"))
        culprits = [str(inputs / "town4.txt")]
    summary = run(inputs, tmp_path / "out", workers=workers)
    assert sorted(reject.source for reject in summary.rejects) == sorted(culprits)
    assert {reject.error for reject in summary.rejects} == {"ProcessDied"}
    assert _claims_apart(tmp_path / "out", "town4", "#60") == _claims_apart(tmp_path / "whole", "town4", "#60")
    assert leftovers(tmp_path / "out") == []


def _claims_apart(out: Path, *names: str) -> list[dict[str, Any]]:
    """The claims of a dataset without those of the sources so named."""
    return [row for row in rows(out)["claims"] if not any(name in row["source"] for name in names)]


def _failing_at(name):  # type: ignore[no-untyped-def]
    """`extract_dumps` that fails at a file in a way that is not foreseen."""

    def failing(dumps, *given):  # type: ignore[no-untyped-def]
        for item in dumps:
            if isinstance(item, Dump) and item.source.endswith(name):
                raise LookupError("nobody thought of this")
            yield from extract_dumps([item], *given)

    return failing


def test_only_one_run_at_a_time_writes_a_dataset(inputs: Path, tmp_path: Path) -> None:
    run(inputs, tmp_path / "out")
    before = rows(tmp_path / "out")
    with dataset_lock(tmp_path / "out"), pytest.raises(DatasetError, match="is being written by process"):
        run(inputs, tmp_path / "out", replace=True)
    assert rows(tmp_path / "out") == before


def test_a_run_that_fails_at_once_leaves_no_folder(inputs: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetError):
        run(inputs, inputs / "many.jsonl" / "out")
    assert not (inputs / "many.jsonl" / "out").exists()


def test_compaction_merges_parts_and_changes_no_row(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in ("town5.txt", "many.jsonl", "town1.txt", "town3.txt"):
        run(inputs / name, out)
    before = rows(out)
    assert compact(out) == (4, 1)
    assert rows(out) == before
    assert leftovers(out) == []
    assert run(inputs, out).skipped == 4


def test_a_dataset_that_an_older_version_made_is_not_merged(inputs: Path, tmp_path: Path) -> None:
    run(inputs / "town5.txt", tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / ".identities")
    with pytest.raises(DatasetError, match=r"out was made by tallywire \S+, which did not keep .*make it anew"):
        compact(tmp_path / "out")
    assert rows(tmp_path / "out")["claims"]
