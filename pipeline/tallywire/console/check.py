"""Runs the checks over a dataset, writes what they find beside it, and prints it: worst first, with the sentences."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tallywire.check import (
    SEVERITIES,
    Finding,
    KnownResult,
    as_findings,
    as_json,
    as_junit,
    at_or_above,
    check_known,
    find,
    read_known,
    worst_first,
    write_findings,
)
from tallywire.errors import UsageError
from tallywire.location import Location, appearing
from tallywire.records import Severity
from tallywire.store import claims_frame, read_claims, read_table, stories_frame

if TYPE_CHECKING:
    import pandas

#: Claims whose sentences a printed finding shows; the rest is counted.
_SHOWN = 6
_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `tallywire check` is asked for.

    `fail_on` is the mildest severity that makes the check fail, `least` the mildest that is printed; all are written
    and counted. `junit` is a file for the results of the list `known`, one test case a row. `as_json` prints every
    finding as JSON instead.
    """

    known: Path | None = None
    junit: Path | None = None
    fail_on: Severity = "error"
    least: Severity = "warning"
    as_json: bool = False

    def __post_init__(self) -> None:
        """Raise UsageError when results are wanted and no list is given."""
        if self.junit and not self.known:
            raise UsageError("--junit reports the known figures; name their list with --known.")


def check_dataset(dataset: Location, wanted: Wanted, console: Console) -> bool:
    """Find, write and print; whether nothing is as bad as `wanted.fail_on`.

    Raises UsageError when the list of known figures is not valid, DatasetError when there is no dataset.
    """
    claims, stories = claims_frame(dataset), stories_frame(dataset)
    rejects = read_table(dataset, "errors").num_rows
    known = check_known(read_claims(dataset), read_known(wanted.known)) if wanted.known else []
    findings = worst_first([*find(claims, stories, rejects), *as_findings(known)])
    write_findings(dataset, findings)
    if wanted.junit:
        with appearing(wanted.junit) as file:
            file.write_text(as_junit(known), "utf-8")
    if wanted.as_json:
        console.file.write(as_json(findings))
    else:
        _print(findings, known, claims, wanted, console)
    return not any(at_or_above(finding.severity, wanted.fail_on) for finding in findings)


def _print(
    findings: Sequence[Finding],
    known: Sequence[KnownResult],
    claims: "pandas.DataFrame",
    wanted: Wanted,
    console: Console,
) -> None:
    shown = [finding for finding in findings if at_or_above(finding.severity, wanted.least)]
    named = {claim_id for finding in shown for claim_id in finding.claim_ids[:_SHOWN]}
    sentences = claims[claims["claim_id"].isin(named)]
    rows = {str(row["claim_id"]): row for row in sentences.to_dict("records")}
    for finding in shown:
        _paragraph(finding, rows, console)
    if wanted.known:
        console.print(_known_summary(known), highlight=False, soft_wrap=True)
    console.print(_summary(findings), highlight=False, soft_wrap=True)


def _paragraph(finding: Finding, rows: dict[str, dict[Hashable, Any]], console: Console) -> None:
    head = Text.assemble(
        (finding.severity.upper(), _STYLES[finding.severity]), f" {finding.rule}  ", (finding.reason, "bold")
    )
    console.print(head, soft_wrap=finding.check == "known")
    quoted: dict[tuple[str, int], list[dict[Hashable, Any]]] = {}
    for claim_id in finding.claim_ids[:_SHOWN]:
        if claim_id in rows:
            row = rows[claim_id]
            quoted.setdefault((row["story_id"], row["sentence_start"]), []).append(row)
    for sentence in quoted.values():
        console.print(Padding(_sentence(sentence), (0, 0, 0, 4)))
    if len(finding.claim_ids) > _SHOWN:
        console.print(Padding(Text(f"and {len(finding.claim_ids) - _SHOWN} more claims"), (0, 0, 0, 4)))
    console.print()


def _sentence(claims: Sequence[dict[Hashable, Any]]) -> Text:
    """The sentence of the claims with their figures marked, who and when before it, the claims' ids after it."""
    row = claims[0]
    text = Text(str(row["sentence"]).replace("\n", " "))
    for claim in claims:
        start = claim["quantity_start"] - row["sentence_start"]
        text.stylize("bold underline", start, start + len(claim["quantity"]))
    facts = [str(row["publisher"])] if isinstance(row["publisher"], str) else []
    facts += [f"{row['published']:%Y-%m-%d}"] if row["published"] == row["published"] else []
    ids = " ".join(str(claim["claim_id"]) for claim in claims)
    return Text.assemble((f"{', '.join(facts)}: " if facts else "", "dim"), text, (f"  {ids}", "dim"))


def _known_summary(results: Sequence[KnownResult]) -> str:
    counts = Counter(result.status for result in results)
    return (
        f"{len(results)} known figures: {counts['held']} held, {counts['missing']} missing, "
        f"{counts['changed']} changed, {counts['forbidden']} forbidden, {counts['expected']} expected failures, "
        f"{counts['unexpected_pass']} now right but still marked"
    )


def _summary(findings: Sequence[Finding]) -> str:
    counts = Counter((finding.severity, finding.check) for finding in findings)
    parts = []
    for severity in SEVERITIES:
        checks = [f"{n} {check}" for (level, check), n in sorted(counts.items()) if level == severity]
        total = sum(n for (level, _), n in counts.items() if level == severity)
        parts.append(f"{total} {severity}" + (f" ({', '.join(checks)})" if checks else ""))
    return "findings: " + "; ".join(parts)
