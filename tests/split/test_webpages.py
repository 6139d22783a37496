"""Web pages that were copied whole: an article between menus, boxes, what readers write and a foot is one story."""

from datetime import date
from pathlib import Path
from time import process_time

import pytest

from tallywire.records import Dump, Story, digest
from tallywire.split import split_dump

HERE = Path(__file__)
GOLD = HERE.parents[2] / "data" / "gold"
PAGES = HERE.parents[1] / "corpus" / "webpages"
#: Articles with a title, a byline or date and some paragraphs of text.
ARTICLES = sorted(GOLD.glob("news[2-9]/*.txt"))
WEBPAGE = "layout.webpage"


def _stories(text: str) -> list[Story]:
    return split_dump(Dump(digest(text), "page.txt", text), date(2026, 1, 15))


def _rules(stories: list[Story]) -> set[str]:
    return {reason.rule for story in stories for reason in story.evidence if reason.field == "boundary"}


def _framed(page: Path, article: str) -> str:
    return page.read_text(encoding="utf-8").replace("@@ARTICLE@@", article.strip())


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_one_story_a_page(page: Path) -> None:
    """A page is one story; it has the title and day that its article has alone, and nearly all of its text."""
    same_title = same_day = text = 0
    for path in ARTICLES:
        article = path.read_text(encoding="utf-8")
        alone = _stories(article)[0]
        (story,) = _stories(_framed(page, article))
        same_title += story.title == alone.title
        same_day += story.published == alone.published
        text += len(set(story.text.split()) & set(alone.text.split())) > 0.9 * len(set(alone.text.split()))
    assert same_title >= 0.9 * len(ARTICLES)
    assert same_day >= 0.95 * len(ARTICLES)
    assert text >= 0.95 * len(ARTICLES)


def test_pages_one_after_the_other() -> None:
    """Each page of a dump of pages gives its article, and no other story."""
    page = PAGES / "daily.txt"
    articles = [path.read_text(encoding="utf-8") for path in ARTICLES[:12]]
    stories = _stories("\n\n".join(_framed(page, article) for article in articles))
    assert [story.title for story in stories] == [_stories(article)[0].title for article in articles]


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_among_articles_hides_none(page: Path) -> None:
    """Articles that stand beside a page are stories still: a dump that is not only pages is cut as any other."""
    first, second, third = (path.read_text(encoding="utf-8") for path in ARTICLES[20:23])
    stories = _stories("\n\n\n".join([first, _framed(page, second), third]))
    assert {_stories(article)[0].title for article in (first, third)} <= {story.title for story in stories}


def test_time_is_linear() -> None:
    """A page of any length is read in time that grows with it: lines that neither end a text nor go on with it."""
    menu = "Home\nNews\nSport\nBusiness\nSearch\nSign in\nWeather\nHelp\n\n"
    lines = "Seven\nEight\nThe clerk said that the ferry was late on Monday again.\n"
    took = []
    for times in (1000, 4000):
        begun = process_time()
        _stories(menu + lines * times)
        took.append(process_time() - begun)
    assert took[1] < 8 * took[0] + 0.5


def test_no_page() -> None:
    """Articles, and dumps of articles, are not read as pages."""
    for path in [*sorted(GOLD.glob("*/*.txt")), *sorted((HERE.parents[2] / "seeds").glob("*.txt"))]:
        assert WEBPAGE not in _rules(_stories(path.read_text(encoding="utf-8-sig")))
