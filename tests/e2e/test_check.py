"""`tallywire check` over the seeds: a careful reader's list is found, little else is, and the command says so."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from tallywire.check import Finding, find
from tallywire.store import claims_frame, stories_frame

READER = Path(__file__).parents[1] / "check" / "seeds_findings.csv"
Run = Callable[..., Any]
Named = set[tuple[str, str]]


@pytest.fixture(scope="module")
def found(seeds: Path) -> list[tuple[Finding, Named]]:
    """The findings over the seeds, each with its figures as (dump/story, quantity)."""
    claims, stories = claims_frame(seeds), stories_frame(seeds)
    places = {
        row["story_id"]: f"{Path(row['source']).stem[:3]}/{row['story_index']}" for row in stories.to_dict("records")
    }
    named = {row["claim_id"]: (places[row["story_id"]], row["quantity"]) for row in claims.to_dict("records")}
    findings = [finding for finding in find(claims, stories) if finding.check != "coverage"]
    return [(finding, {named[claim_id] for claim_id in finding.claim_ids}) for finding in findings]


def readers_list(needs: bool) -> list[tuple[str, Named]]:
    """Check and figures of the rows that need knowledge beyond the text, or of those that do not."""
    with READER.open(encoding="utf-8", newline="") as file:
        return [
            (row["check"], {figure for part in row["figures"].split(" ~ ") for figure in figures(part)})
            for row in csv.DictReader(file)
            if bool(row["needs"]) == needs
        ]


def figures(written: str) -> Named:
    story, _, quantities = written.partition(": ")
    return {(story, quantity) for quantity in quantities.split(" | ")}


def test_all_that_a_careful_reader_finds_is_found(found: list[tuple[Finding, Named]]) -> None:
    missed = [
        (check, named)
        for check, named in readers_list(needs=False)
        if not any(finding.check == check and names >= named for finding, names in found)
    ]
    assert len(readers_list(needs=False)) >= 25
    assert not missed


def test_little_else_is_found(found: list[tuple[Finding, Named]]) -> None:
    """A finding is right when it names two figures (or the only one) of a row of its check."""
    rows = [*readers_list(needs=False), *readers_list(needs=True)]
    false = [
        finding.reason
        for finding, names in found
        if not any(check == finding.check and len(names & named) >= min(2, len(named)) for check, named in rows)
    ]
    assert len(false) <= 0.1 * len(found), false


def test_it_writes_and_prints_what_it_finds(seeds: Path, ask: Run) -> None:
    done = ask("check", seeds)
    assert done.returncode == 0, done.stderr
    assert "WARNING conflict.contradiction" in done.stdout
    assert "findings: 0 error" in done.stdout
    assert ask("check", seeds, "--fail-on", "warning").returncode == 1
    listed = json.loads(ask("check", seeds, "--format", "json").stdout)
    assert listed == json.loads((seeds / "checks" / "findings.json").read_text("utf-8"))
    assert len(pd.read_parquet(seeds / "checks" / "findings.parquet")) == len(listed)


def test_junit_for_a_build_server(seeds: Path, tmp_path: Path, ask: Run) -> None:
    (tmp_path / "known.csv").write_text(
        "source,quantity,value,tolerance,counted,must_not\n"
        "003_cd7e1f6584ec22a6,,757000,1%,undocumented Afghans,\n"
        '003_cd7e1f6584ec22a6,"757,008",,,,yes\n'
    )
    done = ask("check", seeds, "--known", tmp_path / "known.csv", "--junit", tmp_path / "known.xml")
    assert done.returncode == 1
    assert "FORBIDDEN" in done.stdout
    suite = ElementTree.parse(tmp_path / "known.xml").getroot()
    assert suite.attrib["tests"] == "2"
    assert [case.find("failure") is not None for case in suite] == [False, True]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--fail-on", "never"), "--fail-on"),
        (("--least", "all"), "--least"),
        (("--format", "xml"), "--format"),
        (("--junit", "x.xml"), "--known"),
    ],
)
def test_what_cannot_be_asked_for(seeds: Path, ask: Run, arguments: tuple[str, ...], says: str) -> None:
    done = ask("check", seeds, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
