"""Known figures: what holds, what is reported, and that the list of exceptions only shrinks."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tallywire.check import KnownFigure, as_findings, as_junit, check_known, read_known
from tallywire.errors import UsageError
from tallywire.records import Claim

HEADER = "source,quantity,value,counted,actor,date_from,date_to,expected_failure\n"


def claim(**fields: object) -> Claim:
    names = Claim.__dataclass_fields__
    return Claim(**{**dict.fromkeys(names), "claim_id": "c1", "source": "in/storm.txt", **fields})  # type: ignore[arg-type]


DEAD = claim(quantity="1,200", value=1200.0, counted="people", actor="The Red Cross", date_from=date(2025, 3, 1))
ROW = KnownFigure(2, "storm", "1,200", None, "people", None, None, None, None)


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (ROW, "held"),
        (replace(ROW, source="in/storm.txt"), "held"),
        (replace(ROW, source="storm.txt"), "held"),
        (replace(ROW, source="other"), "missing"),
        (replace(ROW, quantity="1200"), "missing"),
        (replace(ROW, quantity=None, value=1200.0), "held"),
        (replace(ROW, quantity=None, value=1201.0), "missing"),
        (replace(ROW, counted="People"), "held"),
        (replace(ROW, counted="houses"), "changed"),
        (replace(ROW, actor="Red Cross"), "held"),
        (replace(ROW, actor="Police"), "changed"),
        (replace(ROW, date_from=date(2025, 3, 1)), "held"),
        (replace(ROW, date_to=date(2025, 3, 1)), "changed"),
        (replace(ROW, counted="houses", expected_failure="counts the wrong noun"), "expected"),
        (replace(ROW, source="other", expected_failure="not found yet"), "expected"),
        (replace(ROW, quantity=None, value=1210.0, tolerance=10.0), "held"),
        (replace(ROW, quantity=None, value=1211.0, tolerance=10.0), "missing"),
        (replace(ROW, value=1195.0, tolerance=10.0), "held"),
        (replace(ROW, must_not=True), "forbidden"),
        (replace(ROW, must_not=True, counted="houses"), "held"),
        (replace(ROW, must_not=True, expected_failure="still there"), "expected"),
        (replace(ROW, must_not=True, counted="houses", expected_failure="gone"), "unexpected_pass"),
        (replace(ROW, expected_failure="mended since"), "unexpected_pass"),
    ],
)
def test_what_becomes_of_a_known_figure(row: KnownFigure, status: str) -> None:
    [finding] = check_known([DEAD], [row])
    assert finding.status == status
    assert finding.fails == (status in ("missing", "changed", "forbidden", "unexpected_pass"))


def test_a_changed_figure_says_what_stands_there_instead() -> None:
    [finding] = check_known([DEAD], [replace(ROW, counted="houses", date_to=date(2025, 3, 2))])
    assert finding.found == "counted is 'people', not 'houses'; date_to is empty, not '2025-03-02'  (claim c1)"


def test_a_claim_answers_one_row_only() -> None:
    assert [f.status for f in check_known([DEAD], [ROW, ROW])] == ["held", "missing"]
    assert [f.status for f in check_known([DEAD, replace(DEAD, claim_id="c2")], [ROW, ROW])] == ["held", "held"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sauce,quantity\n", "columns"),
        (HEADER + ",5,,,,,,\n", "line 2: a known figure needs a source"),
        (HEADER + "a,,,people,,,,\n", "line 2: a known figure needs a source and a quantity"),
        (HEADER + "a,5,,,,,,\na,,five,,,,,\n", "line 3"),
        (HEADER + "a,5,,,,1 March,,\n", "YYYY-MM-DD"),
        ("source,value,tolerance\na,5,much\n", "line 2"),
        ("source,quantity,tolerance\na,5,1%\n", "a tolerance needs a value"),
    ],
)
def test_a_bad_list_names_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "known.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=says):
        read_known(path)


def test_a_tolerance_is_a_number_or_a_share(tmp_path: Path) -> None:
    path = tmp_path / "known.csv"
    path.write_text("source,value,tolerance,must_not\nstorm,1200,2%,\nstorm,1200,5,yes\n")
    assert [(row.tolerance, row.must_not) for row in read_known(path)] == [(24.0, False), (5.0, True)]


def test_results_as_findings_and_as_junit() -> None:
    rows = [ROW, replace(ROW, line=3, counted="houses\x07"), replace(ROW, line=4, source="x", expected_failure="later")]
    results = check_known([DEAD, replace(DEAD, claim_id="c2")], rows)
    assert [(one.severity, one.rule, one.claim_ids) for one in as_findings(results)] == [
        ("error", "known.changed.3", ("c2",))
    ]
    suite = ElementTree.fromstring(as_junit(results))
    assert [suite.attrib[name] for name in ("tests", "failures", "skipped")] == ["3", "1", "1"]
    assert [[child.tag for child in case] for case in suite] == [[], ["failure"], ["skipped"]]


def test_a_list_with_few_columns_and_blank_lines_is_read(tmp_path: Path) -> None:
    path = tmp_path / "known.csv"
    path.write_text("source,value\nstorm,1200\n\n")
    assert [(row.line, row.value, row.actor) for row in read_known(path)] == [(2, 1200.0, None)]


def test_a_missing_list_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read"):
        read_known(tmp_path / "none.csv")
