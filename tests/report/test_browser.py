"""The page in a real browser: search, filter, sort, open a story by keyboard; hostile words stay words."""

from collections.abc import Callable
from typing import Any

import pytest

from tallywire.report import Content, render

WORDS = (
    "Zero",
    "Alpha <img src=x onerror=alert(1)>",
    "Beta </script><script>alert(1)</script>",
    "Gamma \U0001f4a3",
    "Delta",
)
ROWS = "[...document.querySelectorAll('#table tbody tr')]"


@pytest.fixture(scope="module")
def page(browser: Any, content: Callable[..., Content], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The report of a few hostile claims, open in the browser."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(content(WORDS)), encoding="utf-8")
    browser.open(path.as_uri())
    return browser


def search(page: Any, words: str) -> list[str]:
    page.run(f"filters.elements.search.value = {words!r}; filters.dispatchEvent(new Event('input')); 1")
    page.run("new Promise(done => setTimeout(done, 400))")
    rows: list[str] = page.run(f"{ROWS}.map(row => row.querySelector('.sentence').textContent)")
    return rows


def test_search_filters_and_sorts(page: Any) -> None:
    assert len(search(page, "")) == len(WORDS)
    assert search(page, "ONERROR alpha") == [f"Z01{WORDS[1]}"]
    assert search(page, "zebra") == []
    assert page.run("none.hidden") is False
    search(page, "")
    page.run("document.querySelector('th[data-sort=many] button').click()")
    page.run("document.querySelector('th[data-sort=many] button').click()")
    assert page.run("document.querySelector('th[data-sort=many]').ariaSort") == "descending"
    assert page.run(f"{ROWS}[0].textContent").startswith("Z04Delta")
    page.run("filters.elements.from.value = '2024-01-05'; filters.dispatchEvent(new Event('input'))")
    page.run("new Promise(done => setTimeout(done, 400))")
    assert page.run(f"{ROWS}.length") == 1
    page.run("filters.reset()")
    assert len(search(page, "")) == len(WORDS)


def test_a_story_opens_and_closes_by_keyboard(page: Any) -> None:
    search(page, "Gamma")
    page.run("document.querySelector('#table a').focus()")
    page.press("Enter", 13)
    page.wait("document.getElementById('story').open")
    assert page.run("document.getElementById('story-text').textContent") == f"Z03{WORDS[3]}"
    assert "number" in page.run("document.getElementById('story-fields').textContent")
    page.press("Escape", 27)
    page.wait("!document.getElementById('story').open")
    assert page.run("document.activeElement.closest('tr') !== null")


def test_nothing_was_fetched_and_nothing_of_the_news_ran(page: Any) -> None:
    assert [address for address in page.requests if not address.startswith(("file:", "data:"))] == []
    assert page.complaints == []
    assert page.run("document.querySelectorAll('img, iframe').length") == 0
