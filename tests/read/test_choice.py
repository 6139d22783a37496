"""What of the inputs is read: globs over folders and archives, a limit, the language."""

import csv
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tallywire.read import Limit, Selection, find_inputs, language_of, read_dumps
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

Read = Callable[..., list[Dump | Reject]]
Write = Callable[[str, bytes], Path]

LANGUAGES = Path(__file__).parents[1] / "corpus" / "inputs" / "languages.csv"


@pytest.mark.parametrize(
    ("path", "include", "exclude", "admitted"),
    [
        ("a.html", (), (), True),
        ("a.html", ("*.html",), (), True),
        ("a.txt", ("*.html",), (), False),
        ("2025/03/a.html", ("*.html",), (), True),
        ("2025/03/a.html", ("2025/*",), (), True),
        ("2025/03/a.html", ("03/*.html",), (), True),
        ("2025/03/a.html", ("3/*.html",), (), False),
        ("2025/03/a.html", ("2025",), (), True),
        ("2025/03/a.html", ("03",), (), True),
        ("2025/03/a.html", ("202",), (), False),
        ("drafts/a.html", ("*.html",), ("drafts",), False),
        ("old/drafts/a.html", (), ("drafts",), False),
        ("drafts.html", (), ("drafts",), True),
        ("news.zip", ("*.html",), (), True),
        ("news.zip", (), ("*.zip",), False),
        ("news.zip/a.html", (), ("*.zip",), False),
        ("news.zip/a.html", ("news.zip",), (), True),
        ("news.zip/a.txt", ("*.html",), (), False),
        ("A.HTML", ("*.html",), (), False),
        ("a.html", ("[ab].html", "c.html"), (), True),
    ],
)
def test_patterns_choose_paths(path: str, include: tuple[str, ...], exclude: tuple[str, ...], admitted: bool) -> None:
    assert Selection(include, exclude).admits(path) is admitted


def test_folders_and_archives_are_chosen_from_alike(read: Read, write: Write, tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in ("in/a.txt", "in/b.md", "drafts/c.txt"):
            archive.writestr(name, f"Words of {name}.")
    write("x/news.zip", target.getvalue())
    write("x/d.txt", b"Words of d.")
    write("x/e.md", b"Words of e.")
    chosen = read(tmp_path / "x", include=("*.txt",), exclude=("drafts",))
    assert [Path(item.source).name for item in chosen] == ["d.txt", "a.txt"]
    assert [Path(item.source).name for item in read(tmp_path / "x/e.md", include=("*.txt",))] == ["e.md"]
    [nothing] = read(tmp_path / "x", include=("*.pdf",), exclude=("*.zip",))
    assert isinstance(nothing, Reject)
    assert "--include" in nothing.message


@pytest.mark.parametrize(("most", "expected"), [(None, 6), (1, 1), (2, 2), (4, 4), (9, 6)])
def test_a_limit_holds_over_all_inputs(write: Write, tmp_path: Path, most: int | None, expected: int) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        write(name, b'{"text": "One."}\n{}\n{"text": "Two."}\n{"text": "Three."}\n')
    limit = Limit(most)
    inputs, _ = find_inputs([str(tmp_path)])
    items = [item for found in inputs for item in limit.of(read_dumps(found, RunSettings()))]
    assert sum(isinstance(item, Dump) for item in items) == expected


def test_standard_input_may_be_any_format(monkeypatch: pytest.MonkeyPatch) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "Words.")
    for data, sources in [(target.getvalue(), ["-/a.txt"]), (b'{"text": "One."}\n', ["-#0"]), (b"Words.", ["-"])]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
        [found], _ = find_inputs(["-"])
        assert [item.source for item in read_dumps(found, RunSettings())] == sources


@pytest.mark.parametrize("row", [*csv.DictReader(io.StringIO(LANGUAGES.read_text(encoding="utf-8")))])
def test_the_language_is_told(row: dict[str, str]) -> None:
    assert language_of(row["text"]) == (row["language"] or None)


def test_dumps_carry_their_language(read: Read) -> None:
    assert {item.language for item in read(LANGUAGES) if isinstance(item, Dump)} > {"en", "fr", "zh", None}
