"""Prints what became of the known figures of a dataset."""

from collections import Counter
from pathlib import Path

from rich.console import Console

from tallywire.check import Finding, check_known, read_known
from tallywire.store import read_claims

_LABELS = {"missing": "MISSING", "changed": "CHANGED", "unexpected_pass": "NOW RIGHT"}


def check_dataset(dataset: Path, known: Path, console: Console) -> bool:
    """Hold the dataset against the list, print each figure that fails, and say whether all is as the list says.

    Raises UsageError when the list is not valid, DatasetError when there is no dataset.
    """
    findings = check_known(read_claims(dataset), read_known(known))
    for finding in findings:
        if finding.fails:
            console.print(_line(finding, known), markup=False, highlight=False, soft_wrap=True)
    counts = Counter(finding.status for finding in findings)
    console.print(
        f"{len(findings)} known figures: {counts['held']} held, {counts['missing']} missing, "
        f"{counts['changed']} changed, {counts['expected']} expected failures, "
        f"{counts['unexpected_pass']} now right but still marked",
        highlight=False,
        soft_wrap=True,
    )
    return not any(finding.fails for finding in findings)


def _line(finding: Finding, known: Path) -> str:
    row = finding.known
    figure = row.quantity if row.quantity is not None else f"{row.value:,.15g}"
    found = finding.found or f"remove its expected_failure ({row.expected_failure})"
    return f"{_LABELS[finding.status]:9} {known.name}:{row.line}  {row.source}  {figure} {row.counted or ''}: {found}"
