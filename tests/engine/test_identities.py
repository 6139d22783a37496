"""One id an actor across a dataset, whatever its stories call it, and however the dataset came to be."""

from pathlib import Path

import pytest
import stub
from runs import leftovers, rows, run

from tallywire.engine.compact import compact
from tallywire.store import read_manifest

FULL = "Halden Harbour Board"
SAID = {
    "a.txt": "Crews repaired 30 cranes, said HHB.",
    "b.txt": f"The port moved 41 barges in May, said the {FULL}.",
    "c.txt": "Divers found 7 anchors, said HHB.",
    "d.txt": "Farmers sold 12 goats, said the Goat Union.",
}
SECOND = "Two pilots of 9 were ill, said the Heron Hill Bakery."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in SAID.items():
        (folder / name).write_text(text)
    return folder


def ids(out: Path) -> dict[str, str]:
    return {Path(row["source"]).name: row["actor_id"] for row in rows(out)["claims"]}


def sources(news: Path, names: str) -> list[Path]:
    return [news / f"{name}.txt" for name in names]


def test_an_acronym_and_its_full_name_in_different_inputs_have_one_id(news: Path, tmp_path: Path) -> None:
    run(news, tmp_path / "out")
    found = ids(tmp_path / "out")
    assert found["a.txt"] == found["b.txt"] == found["c.txt"]
    assert found["b.txt"].endswith(FULL)
    assert {row["actor"] for row in rows(tmp_path / "out")["claims"]} >= {"HHB"}


@pytest.mark.parametrize("order", [["a", "b", "c", "d"], ["dcb", "a"], ["b", "acd"], ["dcba"]])
def test_ids_do_not_depend_on_the_order_in_which_inputs_came(news: Path, tmp_path: Path, order: list[str]) -> None:
    run(news, tmp_path / "whole")
    for names in order:
        run(sources(news, names), tmp_path / "out")
    assert rows(tmp_path / "out") == rows(tmp_path / "whole")
    before = rows(tmp_path / "out")
    compact(tmp_path / "out")
    assert rows(tmp_path / "out") == before
    assert leftovers(tmp_path / "out") == []


def test_ids_are_the_same_for_two_workers(news: Path, tmp_path: Path, small_shards: None) -> None:
    for name in ("a", "b"):  # larger than a shard, so that there are several
        (news / f"{name}{name}.txt").write_text("\n\n".join([SAID[f"{name}.txt"]] * 60))
    run(news, tmp_path / "one")
    run(news, tmp_path / "two", workers=2)
    assert rows(tmp_path / "one") == rows(tmp_path / "two")


def test_an_id_goes_back_when_what_it_was_merged_with_goes_or_is_no_longer_alone(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(news, out)
    (news / "e.txt").write_text(SECOND)  # HHB may be either now
    run(news, out)
    assert ids(out)["a.txt"] == "HHB"
    (news / "e.txt").write_text("Nobody counted 3 sheep.")
    run(news, out)
    assert ids(out)["a.txt"].endswith(FULL)
    (news / "b.txt").write_text("Nobody counted 5 sheep.")
    run(news, out)
    run(news, tmp_path / "fresh")
    assert ids(out)["a.txt"] == "HHB"
    assert rows(out) == rows(tmp_path / "fresh")


def test_parts_whose_ids_stay_are_not_written_again(news: Path, tmp_path: Path) -> None:
    run(sources(news, "d"), tmp_path / "out")
    run(sources(news, "a"), tmp_path / "out")
    before = _marks(tmp_path / "out")
    run(sources(news, "b"), tmp_path / "out")
    after = _marks(tmp_path / "out")
    assert {name for name in before if before[name] != after[name]} == {"a.txt"}


def _marks(out: Path) -> dict[str, str]:
    """For each input what tells the files of its part from those of an earlier state."""
    return {Path(part.pieces[0].source).name: part.name.rpartition("-")[2] for part in read_manifest(out).parts}


def test_dropped_copies_have_no_say(news: Path, tmp_path: Path) -> None:
    """However the dataset grew, the claims that count are those that stand in it."""
    settings = stub.SETTINGS.model_copy(update={"drop_duplicates": True})
    padding = " ".join(f"word{n}" for n in range(200))
    (news / "y.txt").write_text(f"{padding} 5 boats sank, said the Goat Union.")
    (news / "z.txt").write_text(f"{padding} 5 boats sank, said the Heron Hill Bakery.")
    for names in ("z", "y", "abcd"):
        run(sources(news, names), tmp_path / "out", settings=settings)
    run(news, tmp_path / "whole", settings=settings)
    assert read_manifest(tmp_path / "whole").counts["duplicates"] == 1
    assert rows(tmp_path / "out") == rows(tmp_path / "whole")
    assert ids(tmp_path / "out")["a.txt"].endswith(FULL)
