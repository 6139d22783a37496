"""What the checks find: on the invented datasets, and always the same."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallywire.check import Finding, at_or_above, find, read_findings, worst_first, write_findings
from tallywire.check.contracts import broken

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def corpus() -> ModuleType:
    spec = importlib.util.spec_from_file_location("findings", ROOT / "benchmarks" / "findings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["findings"] = module
    spec.loader.exec_module(module)
    return module


def test_precision_and_recall_on_invented_datasets(corpus: ModuleType) -> None:
    outcomes = list(corpus.outcomes())
    precision, recall = corpus.precision_and_recall(outcomes)
    wrong = [(one.name, *one.missed, *one.false) for one in outcomes if one.missed or one.false]
    assert len(outcomes) >= 60
    assert precision >= 0.95, wrong
    assert recall >= 0.95, wrong


def test_the_order_of_rows_and_runs_changes_nothing(corpus: ModuleType) -> None:
    for claims, stories in list(corpus.stored().values())[::6]:
        assert find(claims, stories) == find(claims.copy(), stories.iloc[::-1])


def test_findings_come_back_as_they_were_written(corpus: ModuleType, tmp_path: Path) -> None:
    claims, stories = corpus.stored()["ferry toll, police against hospital"]
    findings = find(claims, stories)
    assert findings
    write_findings(tmp_path, findings)
    assert read_findings(tmp_path) == findings
    table = pd.read_parquet(tmp_path / "checks" / "findings.parquet")
    assert [tuple(ids) for ids in table["claim_ids"]] == [finding.claim_ids for finding in findings]
    assert sorted(path.name for path in (tmp_path / "checks").iterdir()) == ["findings.json", "findings.parquet"]


def test_no_findings_is_an_empty_list(tmp_path: Path) -> None:
    assert read_findings(tmp_path) == []
    write_findings(tmp_path, [])
    assert read_findings(tmp_path) == []


def test_tables_that_break_their_contract_are_all_that_is_found(corpus: ModuleType) -> None:
    claims, stories = corpus.stored()["ferry toll, police against hospital"]
    assert broken(claims, stories) == []
    swapped = claims.assign(low=claims["high"] + 1)
    assert [finding.rule for finding in find(swapped, stories)] == ["claims.bounds.order", "claims.bounds.value"]
    twice = pd.concat([claims, claims], ignore_index=True)
    assert {finding.rule for finding in find(twice, stories)} == {"claims.claim_id", "stories.claim_count"}
    assert [finding.rule for finding in find(claims.drop(columns="value"), stories)] == ["claims.columns"]
    assert [finding.rule for finding in find(claims, stories.iloc[:0])] == ["claims.story"]
    assert find(claims.iloc[:0], stories.iloc[:0]) == []


@settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["error", "warning", "info"]), st.sampled_from("abcd")), max_size=8))
def test_worst_first_is_one_order(made: list[tuple[str, str]]) -> None:
    findings = [Finding("conflict", rule, severity, rule, (rule,)) for severity, rule in made]  # type: ignore[arg-type]
    ordered = worst_first(findings)
    assert [finding.severity for finding in ordered] == sorted(
        (finding.severity for finding in ordered), key=["error", "warning", "info"].index
    )
    assert len({finding.finding_id for finding in ordered}) == len(ordered)
    assert all(at_or_above(finding.severity, "info") for finding in ordered)
