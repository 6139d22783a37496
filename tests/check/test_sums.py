"""Arithmetic over sentences: a table of one sentence a row, and the finding that it gives, if any."""

import csv
from pathlib import Path

import pytest
from spacy.language import Language

import tallywire
from tallywire.check import Finding
from tallywire.check.find import within
from tallywire.check.rows import rows
from tallywire.store.frames import as_frame
from tallywire.tables import CLAIMS, to_table

with (Path(__file__).parent / "sums.csv").open(encoding="utf-8", newline="") as file:
    CASES = [(row["text"], row["expect"]) for row in csv.DictReader(file)]


def found(text: str) -> list[Finding]:
    return list(within(rows(as_frame(to_table(tallywire.extract(text), CLAIMS)))))


@pytest.mark.parametrize(("text", "expect"), CASES)
def test_a_sentence_and_its_sum(text: str, expect: str, nlp: Language) -> None:
    severity, _, rule = expect.partition(" ")
    findings = [(one.severity, one.rule) for one in found(text)]
    if not expect:
        assert not findings
    else:
        assert any(level == severity and name.startswith(rule) for level, name in findings), findings
        assert all(level == severity or level == "info" for level, _ in findings)
