"""The page: it holds what the dataset holds, nothing of it can run, and nothing is fetched."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pytest

from tallywire.report import Content, render
from tallywire.report.embed import packed
from tallywire.report.offsets import nearest, utf16
from tallywire.report.payload import payload

Make = Callable[[tuple[str, ...]], Content]
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "<!--<script>",
    "]]>&lt;b&gt;\u2028\u2029",
    "{{ 7 * 7 }}{% raw %}",
    "</style><style>*{background:url(https://example.org/x)}",
    '=HYPERLINK("https://example.org")',
    "\U0001f4a3\u202e\x00\x1b[31m",
)
N = len(HOSTILE)


def unpacked(text: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(text)))


class Structure(HTMLParser):
    """The elements of a page with their attributes, and the text of its script elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: dict[str, str] = {}
        self._script: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self._script = dict(attrs).get("id") or "script"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self._script = None if tag == "script" else self._script

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts[self._script] = self.scripts.get(self._script, "") + data


@pytest.fixture(scope="module")
def hostile(content: Make) -> str:
    return render(content(HOSTILE))


@pytest.fixture(scope="module")
def structure(hostile: str) -> Structure:
    return Structure(hostile)


def test_hostile_words_give_the_same_elements_as_harmless_ones(structure: Structure, content: Make) -> None:
    harmless = Structure(render(content(tuple(f"word{n:02}" for n in range(N)))))
    assert [(tag, sorted(attrs)) for tag, attrs in structure.elements] == [
        (tag, sorted(attrs)) for tag, attrs in harmless.elements
    ]


def test_no_element_can_run_or_fetch_anything(structure: Structure) -> None:
    attributes = [(name, value or "") for _, attrs in structure.elements for name, value in attrs.items()]
    assert not [name for name, _ in attributes if name.startswith("on") or name in ("src", "srcset", "action", "style")]
    assert all(value.startswith("#") for name, value in attributes if name.endswith("href"))
    assert not {tag for tag, _ in structure.elements} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "use",
        "image",
    }


def test_series_are_drawn_and_their_marks_open_claims(structure: Structure) -> None:
    links = [attrs["href"] or "" for tag, attrs in structure.elements if tag == "a" and "#claim=" in str(attrs)]
    assert sorted(unquote(link) for link in links) == sorted(f"#claim=c{n:02}{p}" for n, p in enumerate(HOSTILE))


def test_the_policy_allows_this_script_and_style_and_nothing_else(hostile: str, structure: Structure) -> None:
    [policy] = [attrs["content"] or "" for tag, attrs in structure.elements if attrs.get("http-equiv")]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert set(rules) == {"default-src", "script-src", "style-src", "base-uri", "form-action"}
    assert re.fullmatch(r"'sha256-[\w+/=]{44}'", rules["script-src"])
    digest = base64.b64encode(hashlib.sha256(structure.scripts["script"].encode()).digest()).decode()
    assert rules["script-src"] == f"'sha256-{digest}'"


def test_the_script_has_no_way_to_make_markup_of_text(structure: Structure) -> None:
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|fetch\(|XMLHttp|import\("
    assert not re.findall(forbidden, structure.scripts["script"])


def test_data_comes_back_as_it_was(structure: Structure) -> None:
    data = unpacked(structure.scripts["data"])
    assert data["claims"]["sentence"]["values"] == [f"Z{n:02}{payload}" for n, payload in enumerate(HOSTILE)]
    assert data["findings"][0]["reason"] == HOSTILE[0]
    stories = unpacked(structure.scripts["texts-0"])
    assert [story["text"] for story in stories] == data["claims"]["sentence"]["values"]
    assert stories[0]["weighed"] == [[HOSTILE[0]] * 4]


def test_the_same_dataset_gives_the_same_page(hostile: str, content: Make) -> None:
    assert render(content(HOSTILE)) == hostile


def test_a_dataset_without_claims_has_a_page(content: Make) -> None:
    full = content(HOSTILE)
    empty = replace(full, claims=full.claims[:0], stories=full.stories[:0], findings=[], rejects=[], evidence=None)
    page = Structure(render(empty))
    assert unpacked(page.scripts["data"])["claims"]["id"] == []
    assert "texts-0" not in page.scripts


def test_spans_fit_the_strings_of_a_browser(content: Make) -> None:
    text = "\U0001f4a3\U0001f4a3 In Oslo, \U0001f4a3 police said 40 boats sank."
    made = content((text,) * 3)
    at = {"sentence": 3, "quantity": text.index("40"), "actor_text": text.index("police")}
    spans = {f"{name}_start": start for name, start in at.items()}
    spans |= {"sentence_end": len(text), "quantity_end": at["quantity"] + 2, "actor_text_end": at["actor_text"] + 6}
    words = {"sentence": text[3:], "counted": "boats", "place": "Oslo"}
    stories = made.stories.assign(text=text)
    data = payload(made.claims.assign(**spans, **words), stories, [], {}).data
    claims: Any = data["claims"]
    flat = claims["spans"][0]
    units = text.encode("utf-16-le")
    shown = {
        name: units[2 * flat[2 * n] : 2 * (flat[2 * n] + flat[2 * n + 1])].decode("utf-16-le")
        for n, name in enumerate(claims["span_names"])
    }
    assert {name: shown[name] for name in ("quantity", "who", "what", "where")} == {
        "quantity": "40",
        "who": "police",
        "what": "boats",
        "where": "Oslo",
    }
    assert units[2 * claims["sentence_start"][0] :].decode("utf-16-le") == text[3:]


@pytest.mark.parametrize("text", HOSTILE)
def test_packed_data_is_inert(text: str) -> None:
    written = packed({text: [text]})
    assert unpacked(written) == {text: [text]}
    assert re.fullmatch(r"[\w+/=]+", written)


def test_offsets_count_utf16_units() -> None:
    text = "a\U0001f4a3b\U0001f4a3c"
    unit = utf16(text)
    for offset in range(len(text) + 1):
        assert unit(offset) == len(text[:offset].encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("words", "text", "figure", "at"),
    [
        ("boats", "boats and 40 boats", (10, 12), 13),
        ("boats", "boats, 40 of them", (7, 9), 0),
        ("boats", "of boats 40 were sunk, and then some boats", (9, 11), 3),
        ("boats", "40 ships", (0, 2), None),
        (None, "40 ships", (0, 2), None),
    ],
)
def test_words_are_marked_where_they_stand_nearest_to_the_figure(
    words: str | None, text: str, figure: tuple[int, int], at: int | None
) -> None:
    found = nearest(words, text, *figure)
    assert (found and found[0]) == at
