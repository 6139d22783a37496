"""What holds for every dump: spans, order, nothing lost, no exception; and composed layouts are found again."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallywire.records import Dump, Metadata, Story, digest
from tallywire.split import outside, split_dump, split_text

#: Invented stories on unlike topics: title, author, city, paragraphs.
STORIES = (
    (
        "Glass factory in Murano fires up its furnaces again",
        "Paolo Venier",
        "VENICE",
        (
            "The oldest glass factory on the island of Murano has lit its furnaces for the first time in a year.",
            "Gas prices had forced the owner, Silvia Barovier, to send 46 glassblowers home last winter.",
            "Barovier said that orders from hotels in the Gulf would keep the workshop busy until the summer.",
        ),
    ),
    (
        "Marathon runner disqualified for riding a tram",
        "Gwen Price",
        "MELBOURNE",
        (
            "A runner who came third in the city marathon has lost his medal: he went part of the way by tram.",
            "Passengers filmed Damien Lock, 34, as he held on to a strap near the botanical garden.",
            "Lock told the organisers that he had felt dizzy and had forgotten to step out of the race.",
        ),
    ),
    (
        "Engineers find cracks in dam above vineyard valley",
        "Thandi Mokoena",
        "CAPE TOWN",
        (
            "Engineers have found eleven cracks in the wall of a dam that waters the vineyards of the Hex valley.",
            "The water board lowered the level, and its chairman, Pieter Joubert, said nobody was in danger.",
            "Joubert put the cost of the repairs at 210 million rand.",
        ),
    ),
    (
        "Choir of schoolgirls tops the streaming charts",
        "Maeve Dunne",
        "DUBLIN",
        (
            "A recording of sea shanties by thirty schoolgirls from Galway was streamed nine million times in a week.",
            "Their teacher, Aoife Brennan, had put it online so that grandparents could hear the Christmas concert.",
            "Brennan said three record companies had rung the staff room.",
        ),
    ),
)
LAYOUTS = {
    "dated": lambda s: f"{s[0]}\nMarch 3, 2021\n\n" + "\n\n".join(s[3]),
    "byline": lambda s: f"{s[0]}\nBy {s[1]}\n\n" + "\n\n".join(s[3]),
    "dateline": lambda s: f"{s[0]}\n\n{s[2]} (AP) — " + "\n\n".join(s[3]),
    "day_above": lambda s: f"March 3, 2021\n{s[0]}\n\n" + "\n\n".join(s[3]),
    "titled": lambda s: f"{s[0]}\n\n" + "\n\n".join(s[3]),
    "lines": lambda s: "\n".join(s[3]),
    "titled_lines": lambda s: f"{s[0]}\n" + "\n".join(s[3]),
}
_DAY_ABOVE = "March 3, 2021\n"  # stands outside the story that it dates
TEXTS = st.text(st.sampled_from("ab A.,:\n\r\t\u2028\xa0\ufeff-—()|/0129“”") | st.characters(), max_size=300)


def _check(dump: Dump, stories: list[Story]) -> None:
    at = 0
    for index, story in enumerate(stories):
        assert story.story_index == index
        assert at <= story.start < story.end <= len(dump.text)
        assert story.text == dump.text[story.start : story.end] == story.text.strip()
        assert all(0 <= e.start <= e.end <= len(story.text) for e in story.evidence)
        at = story.end
    kept = [(story.start, story.end) for story in stories]
    spans = sorted(kept + outside(dump, stories))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    rest = "".join(
        dump.text[a:b] for (_, a), (b, _) in zip([(0, 0), *spans], [*spans, (len(dump.text), 0)], strict=True)
    )
    assert not rest.strip()


@given(TEXTS, st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_text(text: str, one_story: bool) -> None:
    dump = Dump(digest(text), "dir/x.txt", text, one_story=one_story)
    stories = split_dump(dump)
    _check(dump, stories)
    assert stories == split_dump(dump)
    assert len(stories) <= 1 or not one_story
    if any(char.isalpha() for char in text):
        assert stories


@given(st.permutations(STORIES), st.sampled_from(sorted(LAYOUTS)), st.sampled_from(["\n\n", "\n\n\n", "\n\n----\n\n"]))
@settings(max_examples=60, deadline=None)
def test_composed(stories: list[tuple[str, str, str, tuple[str, ...]]], layout: str, gap: str) -> None:
    text = gap.join(LAYOUTS[layout](story) for story in stories)
    found = split_text(text)
    _check(Dump(digest(text), "text", text), found)
    assert [story.text for story in found] == [LAYOUTS[layout](story).removeprefix(_DAY_ABOVE) for story in stories]
    if layout != "lines":
        assert [story.title for story in found] == [story[0] for story in stories]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff\n\xa0", "\u200b \n"])
def test_white_space_gives_no_story(text: str) -> None:
    assert split_text(text) == []


def test_one_story_keeps_everything_and_metadata_wins() -> None:
    text = "\nAdvertisement\nOld title of the page\nMay 1, 2020\n\nFirst words of the article.\n\nBy Jane Roe\n"
    metadata = Metadata(
        "New title", date(2020, 5, 2), "The Courier", "https://www.reuters.com/a/2020/05/03/b", "J. Doe"
    )
    (story,) = split_dump(Dump("d", "x.html", text, metadata, one_story=True))
    assert story.text == text.strip()
    assert (story.title, story.byline, story.publisher) == ("New title", "J. Doe", "The Courier")
    assert (story.published, story.published_basis) == (date(2020, 5, 2), "metadata")


def test_one_story_reads_headers_that_the_metadata_lacks() -> None:
    text = "A title that says something new\nBy Jane Roe\n\nThe first words of the article are these."
    url = "https://www.reuters.com/world/2020/05/03/a-title/"
    (story,) = split_dump(Dump("d", "x.html", text, Metadata(url=url), one_story=True))
    assert (story.title, story.byline, story.publisher) == ("A title that says something new", "Jane Roe", "Reuters")
    assert (story.published, story.published_basis, story.url) == (date(2020, 5, 3), "stated", url)


def test_one_story_whose_text_repeats_its_title() -> None:
    text = "Ferries stay in port\nJane Roe | Dockside Courier\nBergen, 3 May 2020\n\nThe ferries were late for a week."
    for metadata in (Metadata(), Metadata(title="Ferries stay in port"), Metadata(title="Ferries - Dockside")):
        (story,) = split_dump(Dump("d", "x.jsonl#3", text, metadata, one_story=True))
        assert story.title == (metadata.title or "Ferries stay in port")
        assert (story.byline, story.dateline, story.publisher) == ("Jane Roe", "Bergen", "Dockside Courier")
        assert (story.published, story.published_basis) == (date(2020, 5, 3), "stated")


def test_outside_gives_what_no_story_holds() -> None:
    text = "Home\nSubscribe now\n\nFerries stay in port\nBy Jane Roe\n\nThe ferries were late.\n\nAdvertisement\n"
    dump = Dump("d", "x.txt", text)
    spans = outside(dump, split_dump(dump))
    assert [text[start:end] for start, end in spans] == ["Home\nSubscribe now", "Advertisement"]


def test_id_depends_on_content_and_file_name_only() -> None:
    text = "A story of one sentence, which is enough."
    ids = {split_dump(Dump("d", source, text))[0].story_id for source in ("a/x.txt", "b/c/x.txt")}
    assert ids == {digest("d", "x.txt", "0", str(len(text)))}


HOSTILE = (
    "word ",
    "1,",
    "(",
    "A ",
    "A. ",
    "Monday ",
    "By A B, ",
    "\n",
    "Title\n\n",
    "- ",
    "1 / ",
    "LONDON, ",
    "(AP",
    "Khan said ",
    "2020-01-01 ",
    "2020-01-01\n",
    "3 March ",
    "said on Monday ",
    "Ann Lee | ",
    "Ann Lee and ",
    "By Ann Lee in ",
    "@a ",
    "12:10 ",
    "reporter ",
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_repetition_is_linear(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begin = time.process_time()
    split_text(text)
    assert time.process_time() - begin < 6
