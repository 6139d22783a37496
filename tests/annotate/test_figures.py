"""The figure recogniser against its table of cases.

A row of tests/corpus/figures*.csv is a sentence with [brackets] around one figure and that figure's fields; an empty
field is None. `figures` is how many figures the sentence has in all; it is 0 for the negative cases, whose sentences
are taken as they stand.
"""

import csv
import math
import re
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate import document
from tallywire.annotate.annotator import make_doc
from tallywire.annotate.figures import find_figures
from tallywire.records import Figure

_TABLES = sorted((Path(__file__).parents[1] / "corpus").glob("figures*.csv"))
_ROWS = [row for path in _TABLES for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
_NUMBERS = ("value", "low", "high", "of")
_WORDS = ("modifier", "kind", "unit", "counted", "per", "change")
_BRACKETS = re.compile(r"\[([^\]]*)\]")


@pytest.fixture(scope="module")
def figures(nlp: Language) -> dict[str, tuple[Figure, ...]]:
    """The figures of every sentence of the table, by the sentence without brackets."""
    found = {}
    for sentence in sorted({_plain(row) for row in _ROWS}):
        doc = make_doc(nlp, sentence, None)
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        found[sentence] = document.figures(doc)
    return found


def _plain(row: dict[str, str]) -> str:
    return row["sentence"] if row["figures"] == "0" else _BRACKETS.sub(r"\1", row["sentence"], count=1)


def _case(row: dict[str, str]) -> str:
    return f"{row['topic']}: {row['sentence'][:60]}"


@pytest.mark.parametrize("row", _ROWS, ids=_case)
def test_figures_corpus(row: dict[str, str], figures: dict[str, tuple[Figure, ...]]) -> None:
    found = figures[_plain(row)]
    assert len(found) == int(row["figures"]), [figure.text for figure in found]
    if row["figures"] == "0":
        return
    opening = row["sentence"].index("[")
    end = row["sentence"].index("]", opening) - 1
    matches = [figure for figure in found if (figure.start, figure.end) == (opening, end)]
    assert matches, [figure.text for figure in found]
    figure = matches[0]
    assert {name: getattr(figure, name) for name in _WORDS} == {name: row[name] or None for name in _WORDS}
    for name in _NUMBERS:
        assert _close(getattr(figure, name), float(row[name]) if row[name] else None), (name, getattr(figure, name))


def _close(ours: float | None, expected: float | None) -> bool:
    if ours is None or expected is None:
        return ours is expected
    return math.isclose(ours, expected, rel_tol=1e-6)


def test_figures_are_sorted_and_disjoint(figures: dict[str, tuple[Figure, ...]]) -> None:
    for sentence, found in figures.items():
        for figure in found:
            assert sentence[figure.start : figure.end] == figure.text
            if figure.counted is not None:
                assert sentence[figure.counted_start : figure.counted_end] == figure.counted
        for before, after in pairwise(found):
            assert before.end <= after.start


def test_figures_work_without_a_parse(nlp: Language) -> None:
    doc: Doc = nlp.make_doc("At least 300 people paid $1.2bn.")
    assert [figure.text for figure in find_figures(doc)] == ["300", "$1.2bn"]


def test_figures_work_on_newlines_and_empty_docs(nlp: Language) -> None:
    assert find_figures(nlp("")) == ()
    figures = find_figures(nlp("Deaths rose\nto 45\n\n12 people were hurt.\n"))
    assert [figure.value for figure in figures] == [45.0, 12.0]


@pytest.mark.parametrize(
    "text",
    [
        *("1,234," * 1600, "1" + ",23" * 1600, "9 " * 3200, "9 999 " * 1600, "1-" * 3200, "$" * 2000, "1" * 20000),
        *(
            "one " * 3200,
            "a million " * 1600,
            "between 1 and " * 1600,
            "3 of " * 1600,
            "$5 to " * 1600,
            "twenty-" * 1600,
        ),
    ],
    ids=lambda text: text[:12],
)
def test_figures_take_linear_time(text: str) -> None:
    """Four times the text takes about four times as long: far less than the sixteen times of a quadratic reader."""
    short, whole = _cost(text[: len(text) // 4]), _cost(text)
    assert whole < 9 * short + 0.1, (short, whole)


def _cost(text: str) -> float:
    """CPU seconds that the figures of `text` take, the better of two tries."""
    doc = spacy.blank("en").make_doc(text)
    tries = []
    for _ in range(2):
        began = process_time()
        find_figures(doc)
        tries.append(process_time() - began)
    return min(tries)
