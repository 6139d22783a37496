"""The README's commands and code run as they are written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    return [line for block in blocks("sh") for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a checkout in which `make run` has been run."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "data").mkdir()
    shutil.copy(ROOT / "data" / "known_figures.csv", folder / "data")
    subprocess.run(["make", "run"], cwd=ROOT, check=True, env=ENVIRONMENT, capture_output=True)
    shutil.copytree(ROOT / "data" / "out", folder / "data" / "out")
    return folder


def test_the_two_commands_come_first_and_are_make_targets() -> None:
    assert commands()[:2] == ["make run", "make test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in ("run", "test"))


@pytest.mark.parametrize("command", [command for command in commands() if not command.startswith("make ")])
def test_command_runs(command: str, checkout: Path) -> None:
    done = subprocess.run(["sh", "-ec", command], cwd=checkout, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_python_blocks_run_in_order(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    namespace: dict[str, object] = {}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), namespace)
    assert len(namespace["claims"]) > 100  # type: ignore[arg-type]
