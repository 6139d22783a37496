"""The recipe for CI uses commands and options that exist, and does what it says on a small batch."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"
Run = Callable[..., Any]


def used() -> list[tuple[str, ...]]:
    """Each command of the recipe with its options."""
    text = (DOCS / "figures-workflow.yml").read_text("utf-8") + (DOCS / "ci.md").read_text("utf-8")
    lines = re.findall(r"(?:^\$ |run: |; then |^ +)tallywire ([^|;>\n]+)", text, re.MULTILINE)
    words = [shlex.split(line) for line in lines]
    return sorted({(name, *(word for word in rest if word.startswith("-"))) for name, *rest in words})


@pytest.mark.parametrize("command_line", used(), ids=" ".join)
def test_commands_and_options_exist(command: Run, command_line: tuple[str, ...]) -> None:
    name, *options = command_line
    shown = command(name, "--help").stdout
    assert all(re.search(rf"(?<!\S){option}\b", shown) for option in options)


def test_the_recipe_is_read_in_full() -> None:
    assert {name for name, *_ in used()} == {"run", "check", "report", "export", "diff"}


def test_a_changed_dump_shows_up_as_a_difference(command: Run, tmp_path: Path) -> None:
    dumps = tmp_path / "dumps"
    dumps.mkdir()
    (dumps / "a.txt").write_text("Police said on 3 May 2024 that 12 people were hurt in a fire in Lyon.\n")
    for folder in ("before", "after"):
        assert command("run", dumps, "--out", tmp_path / folder).returncode == 0
        (dumps / "b.txt").write_text("Officials said on 4 May 2024 that 30 houses had burned down in Lyon.\n")
    same = command("diff", tmp_path / "before", tmp_path / "before")
    assert (same.returncode, same.stdout.splitlines()[-1]) == (0, "no differences")
    changed = command("diff", tmp_path / "before", tmp_path / "after", "--format", "json")
    assert changed.returncode == 1
    assert '"what": "gained"' in changed.stdout
    assert "30" in changed.stdout
    shutil.rmtree(tmp_path / "after")
    assert command("diff", tmp_path / "before", tmp_path / "after").returncode == 2


def test_the_other_commands_of_a_run(command: Run, seeds: Path, tmp_path: Path) -> None:
    assert "<!doctype html>" in (
        command("report", seeds, "-o", tmp_path / "r.html").stdout and (tmp_path / "r.html").read_text("utf-8")
    )
    for to in ("csv", "jsonl", "sqlite", "xlsx"):
        assert command("export", seeds, "--to", to, "-o", tmp_path / f"c.{to}").returncode == 0
        again = command("export", seeds, "--to", to, "-o", tmp_path / f"c.{to}")
        assert (again.returncode, "--force" in again.stderr) == (2, True)
    shown = command("series", seeds, "--counted", "refugee", "--place", "Pakistan", "--format", "json").stdout
    assert '"actor": "United Nations High Commissioner for Refugees"' in shown
    assert command("series", seeds).returncode == 2
