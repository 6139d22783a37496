"""Figures about one thing over time, as a tidy frame: one row a point, with its bounds and who gave it."""

from dataclasses import dataclass

import pandas as pd

from tallywire.analyse.matching import about, at, by

#: Columns of a series, in order; those that are not explained here are those of `claims`.
COLUMNS = {
    "date": "day at which the point stands: date_to, else date_from, else published; NaT without any",
    "date_basis": "stated (date_from or date_to is given), published, or null",
    "value": "the number; null for a range or a vague figure",
    "low": "inclusive lower bound, null when unbounded",
    "high": "inclusive upper bound, null when unbounded",
    "modifier": "how the bounds come about: exact, about, more_than, ...",
    "kind": "count percent money measure duration age ratio: only rows of one kind and unit compare",
    "unit": "unit, null for counts",
    "per": "base of a rate",
    "of": "the total when both parts are given",
    "counted": "what is counted, as written",
    "place": "location",
    "country": "its ISO 3166-1 alpha-2 code",
    "actor": "who says so: actor_id, the name that is the same for all spellings",
    "actor_type": "organisation person government ...",
    "attribution": "explicit implied none",
    "modality": "actual planned conditional",
    "date_from": "first day on which the figure holds",
    "date_to": "last day on which the figure holds",
    "published": "the story's publication date",
    "publisher": "the story's publisher",
    "quantity": "the figure as written",
    "sentence": "the sentence that holds it",
    "confidence": "0 to 1",
    "source": "the story's input",
    "story_id": "the story",
    "claim_id": "the claim; `tallywire explain` takes it",
}


def series(
    claims: pd.DataFrame,
    *,
    counted: str | None = None,
    place: str | None = None,
    actor: str | None = None,
    kind: str | None = None,
    stories: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The figures about one thing over time: columns of `COLUMNS`, sorted by date and then in
    the order of `claims`, undated ones last.

    Left out: repeats of a sentence, figures that are denied, changes ("rose by 40", which are no levels), and, where
    `stories` says which they are, the claims of stories that repeat an earlier story.

    Args:
        claims: the claims of a dataset, as `tallywire.read_claims` gives them.
        counted: words that the counted noun must hold; singular and plural are the same.
        place: a location; a country's name or code takes all places in it.
        actor: words that the source's name must hold.
        kind: one of count, percent, money, measure, duration, age, ratio; default all.
        stories: the stories of the dataset, as `tallywire.read_stories` gives them.
    """
    kept = claims[_levels(claims, stories)]
    if counted is not None:
        kept = kept[about(kept, counted)]
    if place is not None:
        kept = kept[at(kept, place)]
    if actor is not None:
        kept = kept[by(kept, actor)]
    if kind is not None:
        kept = kept[kept["kind"] == kind]
    return _tidy(kept)


def _levels(claims: pd.DataFrame, stories: pd.DataFrame | None) -> pd.Series:
    kept = claims["repeat_of"].isna() & ~claims["negated"] & claims["change"].isna()
    if stories is not None:
        copies = stories.loc[stories["duplicate_of"].notna(), "story_id"]
        kept &= ~claims["story_id"].isin(copies)
    return kept


def _tidy(claims: pd.DataFrame) -> pd.DataFrame:
    stated = claims["date_to"].fillna(claims["date_from"])
    date = stated.fillna(claims["published"])
    basis = pd.Series("published", index=claims.index, dtype=object).mask(stated.notna(), "stated")
    points = claims.drop(columns="actor").rename(columns={"actor_id": "actor"})
    points = points.assign(date=date, date_basis=basis.mask(date.isna(), None))
    return points.sort_values("date", kind="stable", na_position="last")[list(COLUMNS)].reset_index(drop=True)


@dataclass(frozen=True, slots=True)
class Topic:
    """What the figures of a series have in common: the counted noun's head, where, and in which unit."""

    head: str
    where: str
    kind: str
    unit: str
    per: str


_KEY = ["head", "where", "kind", "unit", "per"]
#: A topic is a series when it has as many points at as many days.
_POINTS, _DAYS = 4, 2


def main_topics(claims: pd.DataFrame, stories: pd.DataFrame, most: int = 6) -> list[Topic]:
    """The topics with the most distinct figures over the most days, the richest first; those with a place lead."""
    points = _keyed(claims, stories)
    distinct = points.drop_duplicates([*_KEY, "date", "low", "high", "actor"])
    sizes = distinct.groupby(_KEY, sort=True).agg(points=("claim_id", "size"), days=("date", "nunique"))
    rich = sizes[(sizes["points"] >= _POINTS) & (sizes["days"] >= _DAYS)]
    rich = rich.assign(placed=rich.index.get_level_values("where") != "")
    ordered = rich.sort_values(["placed", "points", "days"], ascending=False, kind="stable").head(most)
    return [Topic(*map(str, key)) for key in ordered.index]


def topic_points(claims: pd.DataFrame, stories: pd.DataFrame, topic: Topic) -> pd.DataFrame:
    """The series of one topic: dated points, columns of `COLUMNS`."""
    points = _keyed(claims, stories)
    same = points[(points[_KEY] == [getattr(topic, name) for name in _KEY]).all(axis=1)]
    return same[list(COLUMNS)].reset_index(drop=True)


def _keyed(claims: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    heads = claims.set_index("claim_id")["counted_head"]
    points = series(claims[claims["counted_head"].notna()], stories=stories)
    points = points[points["date"].notna() & (points["low"].notna() | points["high"].notna())]
    return points.assign(
        head=points["claim_id"].map(heads).str.casefold(),
        where=points["country"].fillna(points["place"]).fillna(""),
        unit=points["unit"].fillna(""),
        per=points["per"].fillna(""),
        kind=points["kind"].astype(str),
    )
