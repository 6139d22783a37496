"""How much of a dataset can be relied on: what its stories and claims lack, and what could not be read."""

from collections.abc import Iterator

import pandas as pd

from tallywire.check.finding import NAMED, Finding
from tallywire.records import Severity

#: Share of rows from which a gap is a warning.
_GRAVE = {"stories": 0.5, "claims": 0.8, "inputs": 0.05}


def coverage(claims: pd.DataFrame, stories: pd.DataFrame, rejects: int) -> Iterator[Finding]:
    """One finding a gap of the dataset, with the first rows that have it."""
    undated = stories.loc[stories["published"].isna(), "story_id"]
    yield from _gap("date", "stories", "no publication date", undated, len(stories))
    silent = stories.loc[stories["claim_count"] == 0, "story_id"]
    yield from _gap("claims", "stories", "no claim", silent, len(stories))
    unsourced = claims.loc[claims["actor"].isna(), "claim_id"]
    yield from _gap("actor", "claims", "no source", unsourced, len(claims))
    needing = claims["kind"].isin(["count", "percent"])
    uncounted = claims.loc[needing & claims["counted"].isna(), "claim_id"]
    yield from _gap("counted", "claims", "a count or percentage without counted noun", uncounted, int(needing.sum()))
    if rejects:
        total = rejects + stories["source"].nunique()
        reason = f"{rejects} of {total} inputs could not be read ({rejects / total:.0%})."
        yield Finding("coverage", "coverage.rejects", _severity(rejects, total, "inputs"), reason)


def _gap(name: str, table: str, lack: str, ids: "pd.Series[str]", total: int) -> Iterator[Finding]:
    if not len(ids) or not total:
        return
    reason = f"{len(ids)} of {total} {table} have {lack} ({len(ids) / total:.0%})."
    named = tuple(ids.iloc[:NAMED])
    claim_ids, story_ids = (named, ()) if table == "claims" else ((), named)
    yield Finding("coverage", f"coverage.{name}", _severity(len(ids), total, table), reason, claim_ids, story_ids)


def _severity(part: int, total: int, table: str) -> Severity:
    return "warning" if part > _GRAVE[table] * total else "info"
