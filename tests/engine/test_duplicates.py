"""Duplicates: copies and near copies are found, two reports of one event are not."""

from pathlib import Path

import numpy as np
import pytest

from tallywire.engine.duplicates import judge, signatures
from tallywire.records import Story

WIRE = """PORT ELLIS (Coastwire) - Engineers reopened the swing bridge at Port Ellis on Friday after a nine-week
repair that cost the county $4.2 million, officials said. The 96-year-old bridge was shut in August when
a tug struck its eastern pier. About 6,000 vehicles cross it on a working day, and shopkeepers on the
island said trade had fallen by a third. "We had winter in September," said Lena Ashgrove, who runs a
bakery by the quay. The county plans to replace the span by 2031."""
OTHER = """Drivers are again able to reach the island by road after work on the Port Ellis swing bridge ended. The
county said on Friday that the repair had taken nine weeks and cost $4.2 million. The crossing, built in
1928, closed when a tug ran into one of its piers this summer. Traders told this newspaper that they had
lost a third of their takings in that time, and some asked for help with rents. A new bridge is planned,
but not before 2031, according to the county's engineer."""
BRIEF = "Two people were hurt when a bus left the road near Port Ellis on Friday, police said."


def firsts(folder: Path, *texts: str, parts: int = 1) -> list[int | None]:
    """For each text the place of the one that it repeats; their signatures come in so many tables."""
    stories = [Story(f"{n + 1:016x}", "s", "d", 0, 0, len(text), *[None] * 7, text) for n, text in enumerate(texts)]
    cuts = np.array_split(np.arange(len(stories)), parts)
    verdicts = judge((signatures(stories[n] for n in cut) for cut in cuts), folder)
    assert not list(folder.iterdir())
    found = [verdicts.first.get(place) for place in range(len(texts))]
    return [None if story is None else int(story, 16) - 1 for story in found]


@pytest.mark.parametrize(
    ("text", "duplicate"),
    [
        (WIRE, True),
        (WIRE.replace("\n", " ").upper(), True),
        ("Bridge opens at last\n\n" + WIRE + "\n\n(Reporting by A. Quill)", True),
        (WIRE.rsplit(". ", 1)[0], True),
        (WIRE.replace("$4.2 million", "$4.4 million").replace("Friday", "Saturday"), True),
        (OTHER, False),
        (WIRE[: len(WIRE) // 3], False),
        (BRIEF, False),
    ],
)
def test_what_repeats_the_wire_story(text: str, duplicate: bool, tmp_path: Path) -> None:
    assert firsts(tmp_path, WIRE, text) == [None, 0 if duplicate else None]


@pytest.mark.parametrize("parts", [1, 3])
def test_all_copies_name_the_first(parts: int, tmp_path: Path) -> None:
    texts = [OTHER, WIRE, WIRE + " More follows.", WIRE, "Update: " + WIRE, OTHER]
    assert firsts(tmp_path, *texts, parts=parts) == [None, None, 1, 1, 1, 0]


def test_briefs_are_only_exact_copies(tmp_path: Path) -> None:
    other = BRIEF.replace("Two", "Three").replace("Friday", "Sunday")
    assert firsts(tmp_path, BRIEF, other, BRIEF) == [None, None, 0]


def test_empty_and_wordless_texts_are_no_trouble(tmp_path: Path) -> None:
    assert firsts(tmp_path, "", "...", "!") == [None, 0, 0]
    assert firsts(tmp_path) == []


def test_a_story_that_is_there_twice_is_found_by_its_id(tmp_path: Path) -> None:
    story = Story("00000000000000ff", "s", "d", 0, 0, 1, *[None] * 7, WIRE)
    verdicts = judge([signatures([story, story])], tmp_path)
    assert (verdicts.repeated, verdicts.first) == ({1}, {})
