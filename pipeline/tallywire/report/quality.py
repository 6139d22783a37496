"""What of a dataset is there and what is missing, in numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

_STEPS = (("0.75 and more", 0.75, 1.01), ("0.5 to 0.75", 0.5, 0.75), ("0.25 to 0.5", 0.25, 0.5), ("less", -1.0, 0.25))


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, and what that says."""

    label: str
    part: int
    whole: int

    @property
    def percent(self) -> float:
        """The part in percent of the whole, 0 of nothing."""
        return 100 * self.part / self.whole if self.whole else 0.0


def gaps(claims: pd.DataFrame, stories: pd.DataFrame) -> Iterator[Share]:
    """What stories and claims lack or repeat."""
    n_stories, n_claims = len(stories), len(claims)
    yield Share("stories without a publication date", int(stories["published"].isna().sum()), n_stories)
    yield Share("stories whose date is inferred", int((stories["published_basis"] == "inferred").sum()), n_stories)
    yield Share("stories that repeat an earlier one", int(stories["duplicate_of"].notna().sum()), n_stories)
    yield Share("stories without figures", int((stories["claim_count"] == 0).sum()), n_stories)
    yield Share("claims without a source", int(claims["actor_id"].isna().sum()), n_claims)
    yield Share("claims without a counted noun", int(claims["counted"].isna().sum()), n_claims)
    yield Share("claims without a date of their own", int(_undated(claims).sum()), n_claims)
    yield Share("claims without a place", int(claims["place"].isna().sum()), n_claims)
    yield Share("claims that repeat a sentence of their story", int(claims["repeat_of"].notna().sum()), n_claims)


def sureness(claims: pd.DataFrame) -> Iterator[Share]:
    """How many claims are how likely to be right in value, counted noun, actor and date."""
    for label, low, high in _STEPS:
        within = (claims["confidence"] >= low) & (claims["confidence"] < high)
        yield Share(label, int(within.sum()), len(claims))


def speakers(claims: pd.DataFrame, most: int = 15) -> list[Share]:
    """Who gives most figures, and how many, repeats apart."""
    counts = claims.loc[claims["repeat_of"].isna(), "actor_id"].value_counts()
    ordered = sorted(counts.index, key=lambda name: (-counts[name], name))[:most]
    return [Share(name, int(counts[name]), int(counts.max())) for name in ordered]


def _undated(claims: pd.DataFrame) -> pd.Series:
    return claims["date_from"].isna() & claims["date_to"].isna()
