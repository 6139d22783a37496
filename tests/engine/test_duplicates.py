"""Duplicates: copies and near copies are found, two reports of one event are not."""

import pytest

from tallywire.engine.duplicates import DuplicateFinder
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


def story(story_id: str, text: str) -> Story:
    return Story(story_id, "s", "d", 0, 0, len(text), *[None] * 7, text)


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
def test_what_repeats_the_wire_story(text: str, duplicate: bool) -> None:
    finder = DuplicateFinder()
    assert finder.first_of(story("first", WIRE)) is None
    assert (finder.first_of(story("second", text)) == "first") is duplicate


def test_all_copies_name_the_first() -> None:
    finder = DuplicateFinder()
    texts = [WIRE, WIRE + " More follows.", WIRE, "Update: " + WIRE]
    assert [finder.first_of(story(str(n), text)) for n, text in enumerate(texts)] == [None, "0", "0", "0"]


def test_briefs_are_only_exact_copies() -> None:
    finder = DuplicateFinder()
    other = BRIEF.replace("Two", "Three").replace("Friday", "Sunday")
    assert [finder.first_of(story(str(n), text)) for n, text in enumerate([BRIEF, other, BRIEF])] == [None, None, "0"]


def test_empty_and_wordless_texts_are_no_trouble() -> None:
    finder = DuplicateFinder()
    assert [finder.first_of(story(str(n), text)) for n, text in enumerate(["", "...", "!"])] == [None, "0", "0"]
