"""Runs of the installed command, as a person would make them."""

import gc
import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from tallywire.__main__ import main

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


def asked(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run the command in this process, which has the libraries and the model already."""
    words = ["tallywire", *map(str, arguments)]
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(ROOT)
        patch.setattr(sys, "argv", words)
        patch.setenv("COLUMNS", "160")
        try:
            main()
            code: str | int | None = 0
        except SystemExit as end:
            code = end.code
        finally:
            gc.unfreeze()  # `main` takes the process for one that ends
    return subprocess.CompletedProcess(words, int(code or 0), out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def command() -> Run:
    """The command in a process of its own, as a person runs it."""
    return tallywire


@pytest.fixture(scope="session")
def ask() -> Run:
    """The command in this process: for what reads a dataset, or is refused."""
    return asked


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the seeds."""
    out = tmp_path_factory.mktemp("seeds") / "out"
    done = tallywire("run", "seeds", "--out", out, PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr
    return out
