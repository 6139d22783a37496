"""Pages' heads of many makes: which line is the title, who published it and when; nothing where the page tells none."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tallywire.records import PAGE, Dump, Story, digest
from tallywire.split import split_dump

CORPUS = Path(__file__).parents[1] / "corpus"

#: The texts below the heads.
BODIES = {
    "bridge": "The swing bridge over the Arle will close for nine weeks from Monday while engineers replace 140 bolts, "
    "the county council said.¶¶About 3,200 drivers a day will be sent along the ring road, adding 11 minutes.",
    "rice": "Rice growers in three districts asked the state on Tuesday for loans of $4 million after 260 wells ran "
    "dry.¶¶“We have dug twice as deep as last year,” said Ana Quispe, who farms nine hectares.",
    "bats": "Bats fly three times as often along dark streets as along lit ones, according to a study of 18 towns.¶¶"
    "The researchers counted 41,000 passes over two summers.",
    "dairy": "A court in Brno fined a dairy 2 million crowns on Thursday over a spill of whey that killed 7,000 fish.¶¶"
    "The dairy said that a valve had failed and that it would appeal.",
}


def _rows(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _story(row: dict[str, str]) -> Story:
    """The one story of a head, its body and its foot."""
    gap = "" if row["head"].endswith(("— ", " - ")) else "¶" if row["head"].endswith(("¶", ":", "=", ">")) else "¶¶"
    foot = "¶¶" + row["foot"] if row["foot"] else ""
    text = (row["head"] + gap + BODIES[row["body"]] + foot).replace("¶", "\n")
    (story,) = split_dump(Dump(digest(text), "page.txt", text), date(2026, 1, 15))
    return story


@pytest.mark.parametrize("row", _rows("heads.csv"), ids=lambda row: row["head"][:50])
def test_head(row: dict[str, str]) -> None:
    """The title and the publisher."""
    story = _story(row)
    assert (story.title or "", story.publisher or "") == (row["title"], row["publisher"])


@pytest.mark.parametrize("row", _rows("head_days.csv"), ids=lambda row: row["head"][:70] + row["foot"])
def test_day(row: dict[str, str]) -> None:
    """The day that the page states, none for days of other things."""
    story = _story(row)
    assert str(story.published or "") == row["published"], story.evidence


@pytest.mark.parametrize(
    ("text", "paged"),
    [
        ("more than 7,300 collapsed houses", False),
        ("Officials gave a first count on Monday.\n\n34 dead, 120 hurt and 2,100 homes lost", False),
        ("The river rose by two metres on Monday, the mayor said.\n\n1,204 comments\n\nIt fell on Tuesday.", True),
    ],
)
def test_page_lines(text: str, paged: bool) -> None:
    """Figures of the page's own words are none of the story's; those of a fragment are."""
    (story,) = split_dump(Dump(digest(text), "page.txt", text), date(2026, 1, 15))
    assert any(item.field == PAGE for item in story.evidence) is paged


def test_a_place_that_names_papers_in_most_stories_of_a_dump_names_the_publisher() -> None:
    """A name that is not built as papers' are is one where papers stand; alone it is none."""
    titles = [
        "Old bridge to close",
        "Rice growers ask for loans",
        "Bats avoid lit streets",
        "Court fines dairy 2 million crowns",
    ]
    papers = ["Arle Valley Gazette", "Cordillera Chronicle", "Hedgerow", "Moravian Observer"]
    entries = [
        f"{title} ({paper})\n{day} March 2019\n{body}".replace("¶¶", "\n")
        for day, (title, paper, body) in enumerate(zip(titles, papers, BODIES.values(), strict=True), 4)
    ]
    for text, named in [("\n\n".join(entries), papers), (entries[2], [None])]:
        assert [story.publisher for story in split_dump(Dump(digest(text), "page.txt", text))] == named
