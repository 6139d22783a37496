"""Checks over the claims of a dataset."""

from tallywire.check.find import find
from tallywire.check.finding import CHECKS, SEVERITIES, Check, Finding, at_or_above, worst_first
from tallywire.check.known import KnownFigure, KnownResult, check_known, read_known
from tallywire.check.verdicts import as_findings, as_junit
from tallywire.check.write import as_json, findings_table, findings_written, read_findings, write_findings

__all__ = [
    "CHECKS",
    "SEVERITIES",
    "Check",
    "Finding",
    "KnownFigure",
    "KnownResult",
    "as_findings",
    "as_json",
    "as_junit",
    "at_or_above",
    "check_known",
    "find",
    "findings_table",
    "findings_written",
    "read_findings",
    "read_known",
    "worst_first",
    "write_findings",
]
