"""Runs of the installed command, as a person would make them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def tallywire(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a process of its own."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("tallywire")), *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "160", **environment},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="session")
def command() -> Run:
    return tallywire


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the seeds."""
    out = tmp_path_factory.mktemp("seeds") / "out"
    done = tallywire("run", "seeds", "--out", out, PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr
    return out
