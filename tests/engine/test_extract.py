"""The engine: one story that fails costs only itself, and nothing is lost in silence."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from tallywire.engine import extract
from tallywire.engine.extract import Batch, extract_dumps
from tallywire.records import Annotations, Dump, Metadata, Reject, Story, digest
from tallywire.settings import RunSettings

SETTINGS = RunSettings(as_of=date(2025, 1, 1))


class FailingOnBadNews:
    """Stands in for the model; every text with "bad" in it makes it fail."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def annotate(self, stories: Iterable[Story]) -> Iterator[Annotations]:
        batch = list(stories)
        self.asked.append(len(batch))
        for story in batch:
            if "bad" in story.text:
                raise ValueError("the model\nfell over")
            yield Annotations(story.story_id)


def dump(text: str) -> Dump:
    return Dump(digest(text), f"{text}.txt", text, Metadata(), one_story=True)


def run(items: list[Dump | Reject], chars: int = 60_000) -> list[Batch]:
    return list(extract_dumps(items, FailingOnBadNews(), SETTINGS, chars))


def test_a_story_that_fails_is_kept_with_a_reject_and_the_others_go_on() -> None:
    [batch] = run([dump("good one"), dump("bad two"), dump("good three")])
    assert [story.text for story in batch.stories] == ["good one", "bad two", "good three"]
    [reject] = batch.rejects
    assert (reject.source, reject.stage, reject.error) == ("bad two.txt story 0", "extract", "ValueError")
    assert reject.message.startswith("the model fell over")


def test_a_dump_that_cannot_be_split_is_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> list[Story]:
        raise RuntimeError("no boundary")

    monkeypatch.setattr(extract, "split_dump", fail)
    [batch] = run([dump("good one")])
    assert [(reject.stage, reject.error) for reject in batch.rejects] == [("split", "RuntimeError")]


def test_rejects_of_reading_pass_through_in_order() -> None:
    rejects = [Reject("a", "read", "EmptyInput", "x"), Reject("b", "read", "EmptyInput", "y")]
    [batch] = run([rejects[0], dump("good one"), rejects[1]])
    assert batch.rejects == rejects
    assert (batch.dumps, batch.words) == (1, 2)


def test_long_inputs_come_in_batches() -> None:
    batches = run([dump(f"story number {n}") for n in range(3)], chars=10)
    assert [len(batch.stories) for batch in batches] == [1, 1, 1, 0]


def test_a_story_in_another_language_is_kept_and_not_annotated() -> None:
    [batch] = run([replace(dump("schlecht bad"), language="de"), dump("good one")])
    assert [(story.text, story.language) for story in batch.stories] == [("schlecht bad", "de"), ("good one", "en")]
    assert batch.rejects == []
