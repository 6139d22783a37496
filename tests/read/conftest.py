"""What the tests of reading share: a file or folder -> its dumps and rejects."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tallywire.read import Selection, find_inputs, read_dumps
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

Read = Callable[..., list[Dump | Reject]]


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads what a path stands for; further arguments are settings."""

    def items(path: Path | str, **given: Any) -> Iterator[Dump | Reject]:
        settings = RunSettings(**given)
        inputs, rejects = find_inputs([str(path)], Selection(settings.include, settings.exclude))
        yield from rejects
        for found in inputs:
            yield from read_dumps(found, settings)

    return lambda path, **given: list(items(path, **given))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Writes a file of that name and content in a fresh folder."""

    def file(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return file
