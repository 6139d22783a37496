"""The notebook runs over the dataset of the seeds, and what it shows is there."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "analysis.ipynb"


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


@pytest.fixture(scope="module")
def outputs(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    out = tmp_path_factory.mktemp("notebook") / "run.ipynb"
    command = [Path(sys.executable).with_name("jupyter-execute"), NOTEBOOK, f"--output={out}"]
    environment = {**os.environ, "TALLYWIRE_DATASET": str(seeds)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [output for cell in cells(out) for output in cell.get("outputs", ())]


def test_every_cell_of_code_is_explained_and_stands_without_outputs() -> None:
    kinds = [cell["cell_type"] for cell in cells(NOTEBOOK)]
    assert all(before == "markdown" for before, kind in pairwise(kinds) if kind == "code")
    assert not [cell for cell in cells(NOTEBOOK) if cell.get("outputs") or cell.get("execution_count")]


def test_plots_are_drawn_and_a_figure_is_found_in_its_story(outputs: list[dict[str, Any]]) -> None:
    shown = [output.get("data", {}) for output in outputs]
    drawings = ["".join(data["image/svg+xml"]) for data in shown if "image/svg+xml" in data]
    assert len(drawings) == 2
    assert all(drawing.startswith("<svg") and len(drawing) > 5_000 for drawing in drawings)
    printed = "".join("".join(output["text"]) for output in outputs if output["output_type"] == "stream")
    assert "exclude one another" in printed
    assert "who: United Nations Refugee Agency" in printed
