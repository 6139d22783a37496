"""Every dump of tests/corpus/dumps is split as its sidecar says: the same stories, titles, dates and header fields."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tallywire.records import Dump, Story, digest
from tallywire.split import split_dump

DUMPS = Path(__file__).parents[1] / "corpus" / "dumps"
AS_OF = date(2026, 1, 15)
CHECKED = ("byline", "dateline", "publisher")


def _stories(path: Path) -> list[Story]:
    text = path.read_bytes().decode()
    return split_dump(Dump(digest(text), path.name, text), AS_OF)


def _seen(story: Story) -> dict[str, Any]:
    lines = story.text.splitlines()
    return {
        "begins": lines[0][:60],
        "ends": lines[-1][-60:],
        "title": story.title,
        "published": story.published,
    }


@pytest.mark.parametrize("sidecar", sorted(DUMPS.glob("*.toml")), ids=lambda path: path.stem)
def test_dump(sidecar: Path) -> None:
    wanted = tomllib.loads(sidecar.read_text(encoding="utf-8"))["story"]
    found = _stories(sidecar.with_suffix(".txt"))
    assert [_seen(story) for story in found] == [
        {key: story.get(key) for key in ("begins", "ends", "title", "published")} for story in wanted
    ]
    for story, gold in zip(found, wanted, strict=True):
        given = {key: gold[key] for key in CHECKED if key in gold}
        assert {key: getattr(story, key) for key in given} == given
