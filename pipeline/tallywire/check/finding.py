"""What a check has to say: the hand-over of every check, and its order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from tallywire.records import Severity, digest

Check = Literal["known", "arithmetic", "conflict", "support", "repeat", "outlier", "coverage", "contract"]

#: Worst first.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
CHECKS: tuple[Check, ...] = (
    "contract",
    "known",
    "arithmetic",
    "conflict",
    "outlier",
    "support",
    "repeat",
    "coverage",
)


#: Rows of a table that a finding names at most; its reason gives the full number.
NAMED = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: which check and rule made it, how bad it is, why in one sentence, and the rows it is about.

    `claim_ids` stand in the order in which the reason names them; `story_ids` are the stories of those claims, or the
    stories that the finding is about when it is about no single claim. `finding_id` hashes the rest but the severity
    and the reason, so that it stays the same while wording and levels change.
    """

    check: Check
    rule: str
    severity: Severity
    reason: str
    claim_ids: tuple[str, ...] = ()
    story_ids: tuple[str, ...] = ()
    finding_id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "finding_id", digest(self.check, self.rule, *self.claim_ids, "", *self.story_ids))


def at_or_above(severity: Severity, level: Severity) -> bool:
    """Whether `severity` is as bad as `level` or worse."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(level)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, errors first, then by check, rule and reason: the same findings always stand in one order."""
    unique = {finding.finding_id: finding for finding in findings}
    return sorted(
        unique.values(),
        key=lambda one: (SEVERITIES.index(one.severity), CHECKS.index(one.check), one.rule, one.reason, one.finding_id),
    )
