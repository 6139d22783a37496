"""The recipe for CI uses commands and options that exist, and does what it says on a small batch."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from tallywire.cli import app
from tallywire.errors import DatasetError, UsageError

DOCS = Path(__file__).parents[2] / "docs"
Run = Callable[..., Any]


def used() -> list[tuple[str, ...]]:
    """Each command of the recipe with its options."""
    text = (DOCS / "figures-workflow.yml").read_text("utf-8") + (DOCS / "ci.md").read_text("utf-8")
    lines = re.findall(r"(?:^\$ |run: |; then |^ +)tallywire ([^|;>\n]+)", text, re.MULTILINE)
    words = [shlex.split(line) for line in lines]
    return sorted({(name, *(word for word in rest if word.startswith("-"))) for name, *rest in words})


@pytest.mark.parametrize("command_line", used(), ids=" ".join)
def test_commands_and_options_exist(ask: Run, command_line: tuple[str, ...]) -> None:
    name, *options = command_line
    shown = ask(name, "--help").stdout
    assert all(re.search(rf"(?<!\S){option}\b", shown) for option in options)


def test_the_recipe_is_read_in_full() -> None:
    assert {name for name, *_ in used()} == {"run", "check", "report", "export", "diff"}


def invoke(*arguments: object) -> Result:
    """Run a command in this process, which has the model and the libraries already."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of one short story."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "a.txt").write_text("Police said on 3 May 2024 that 12 people were hurt in a fire in Lyon.\n")
    assert invoke("run", folder / "a.txt", "--out", folder / "out").exit_code == 0
    return folder / "out"


def test_a_new_story_shows_up_as_a_difference(small: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Officials said on 4 May 2024 that 30 houses burned down in Lyon.\n")
    new = tmp_path / "new"
    assert invoke("run", small.with_name("a.txt"), tmp_path / "b.txt", "--out", new).exit_code == 0
    same = invoke("diff", small, small)
    assert (same.exit_code, same.stdout.splitlines()[-1]) == (0, "no differences")
    changed = invoke("diff", small, new, "--format", "json")
    assert changed.exit_code == 1
    [gained] = [json.loads(line) for line in changed.stdout.splitlines()]
    assert (gained["what"], gained["quantity"]) == ("gained", "30")
    assert isinstance(invoke("diff", small, tmp_path / "nowhere").exception, DatasetError)


@pytest.mark.parametrize("to", ["csv", "jsonl", "sqlite", "xlsx"])
def test_a_dataset_is_exported_once(seeds: Path, tmp_path: Path, to: str) -> None:
    out = tmp_path / f"claims.{to}"
    assert invoke("export", seeds, "--to", to, "-o", out).exit_code == 0
    assert out.stat().st_size > 10_000
    assert isinstance(invoke("export", seeds, "--to", to, "-o", out).exception, UsageError)


def test_a_report_has_the_rules_where_they_are_asked_for(small: Path, tmp_path: Path) -> None:
    for name, options in (("plain", ()), ("rules", ("--rules",))):
        assert invoke("report", small, "-o", tmp_path / f"{name}.html", *options).exit_code == 0
    plain, rules = ((tmp_path / f"{name}.html").read_text("utf-8") for name in ("plain", "rules"))
    assert plain.startswith("<!doctype html>")
    assert plain.count(">Rule<") < rules.count(">Rule<")


@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_a_series_names_its_sources(seeds: Path, format: str) -> None:
    shown = invoke("series", seeds, "--counted", "refugee", "--place", "Pakistan", "--format", format).stdout
    assert "Imran Khan" in shown
    assert "3.2 million" in shown


def test_a_series_is_about_something(seeds: Path) -> None:
    assert isinstance(invoke("series", seeds).exception, UsageError)
