"""All checks of a dataset that need nothing but the dataset."""

import pandas as pd

from tallywire.check.contracts import broken
from tallywire.check.finding import Finding, worst_first


def find(claims: pd.DataFrame, stories: pd.DataFrame, rejects: int = 0) -> list[Finding]:
    """The findings over the tables of a dataset, worst first; the same tables give the same findings.

    Args:
        claims: one row a claim, as `tallywire.read_claims` gives it; rows in the order of their stories.
        stories: one row a story, with the columns of schema.md.
        rejects: inputs that could not be read.

    When a table breaks its contract, only that is found: the other checks rely on it.
    """
    return worst_first(broken(claims, stories))
