"""What must hold of the two tables before their figures are compared: pandera contracts, and what joins the tables."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import get_args

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from tallywire.check.finding import NAMED, Finding
from tallywire.records import Attribution, Change, Kind, Modality, Modifier


def broken(claims: pd.DataFrame, stories: pd.DataFrame) -> list[Finding]:
    """One finding a broken rule, with the first rows that break it."""
    return [
        *_failures(stories, _stories(), "stories", "story_id"),
        *_failures(claims, _claims(), "claims", "claim_id"),
        *_between(claims, stories),
    ]


@cache
def _stories() -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {
            "story_id": pa.Column(str, unique=True),
            "source": pa.Column(str),
            "text": pa.Column(str),
            "published": pa.Column(nullable=True),
            "claim_count": pa.Column(int, pa.Check.ge(0), coerce=True),
        },
        name="stories",
    )


@cache
def _claims() -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {
            "claim_id": pa.Column(str, unique=True),
            "story_id": pa.Column(str),
            "sentence": pa.Column(str),
            "quantity": pa.Column(str, pa.Check.str_length(min_value=1)),
            "modifier": _words(get_args(Modifier)),
            "kind": _words(get_args(Kind)),
            "change": _words(get_args(Change), nullable=True),
            "attribution": _words(get_args(Attribution)),
            "modality": _words(get_args(Modality)),
            "value": pa.Column(float, nullable=True),
            "low": pa.Column(float, nullable=True),
            "high": pa.Column(float, nullable=True),
            "negated": pa.Column(bool),
            "confidence": pa.Column(float, pa.Check.in_range(0, 1), coerce=True),
        },
        checks=[
            _rule("bounds.order", lambda frame: ~(frame["low"] > frame["high"])),
            _rule("bounds.value", lambda frame: ~((frame["value"] < frame["low"]) | (frame["value"] > frame["high"]))),
            _rule("dates.order", lambda frame: ~(frame["date_from"] > frame["date_to"])),
            _rule("spans.order", lambda frame: frame["quantity_start"] < frame["quantity_end"]),
            _rule(
                "kind.unit", lambda frame: ~frame["kind"].isin(["percent", "money", "measure"]) | frame["unit"].notna()
            ),
        ],
        name="claims",
    )


def _words(allowed: tuple[str, ...], nullable: bool = False) -> pa.Column:
    return pa.Column(checks=pa.Check.isin(allowed), nullable=nullable)


def _rule(name: str, holds: Callable[[pd.DataFrame], "pd.Series[bool]"]) -> pa.Check:
    return pa.Check(holds, name=name, error=name)


def _failures(frame: pd.DataFrame, schema: pa.DataFrameSchema, table: str, key: str) -> Iterator[Finding]:
    missing = [name for name in schema.columns if name not in frame.columns]
    if missing:
        yield Finding("contract", f"{table}.columns", "error", f"{table} lacks the columns {', '.join(missing)}.")
        return
    try:
        schema.validate(frame.reset_index(drop=True), lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        # A rule over several columns is reported once for each of them; a rule of one column belongs to that column.
        whole = cases["schema_context"] == "DataFrameSchema"
        rules = cases["check"].where(whole, cases["column"]).astype(str)
        for rule, group in cases.groupby(rules, sort=True):
            yield _failure(frame, group, table, key, str(rule))


def _failure(frame: pd.DataFrame, cases: pd.DataFrame, table: str, key: str, rule: str) -> Finding:
    rows = sorted({int(row) for row in cases["index"].dropna()})
    names = tuple(str(frame[key].iloc[row]) for row in rows[:NAMED])
    check = str(cases["check"].iloc[0])
    reason = f"{len(rows) or 'All'} rows of {table} break the contract {rule}{'' if check == rule else f': {check}'}."
    claim_ids, story_ids = (names, ()) if key == "claim_id" else ((), names)
    return Finding("contract", f"{table}.{rule}", "error", reason, claim_ids, story_ids)


def _between(claims: pd.DataFrame, stories: pd.DataFrame) -> Iterator[Finding]:
    if not {"story_id", "claim_count"} <= set(stories.columns) or not {"claim_id", "story_id"} <= set(claims.columns):
        return
    orphans = claims.loc[~claims["story_id"].isin(stories["story_id"]), "claim_id"]
    if len(orphans):
        reason = f"{len(orphans)} claims belong to no story of the dataset."
        yield Finding("contract", "claims.story", "error", reason, tuple(orphans.iloc[:NAMED]))
    counted = stories["story_id"].map(claims["story_id"].value_counts()).fillna(0)
    wrong = stories.loc[counted != stories["claim_count"], "story_id"]
    if len(wrong):
        reason = f"{len(wrong)} stories have another number of claims than their claim_count says."
        yield Finding("contract", "stories.claim_count", "error", reason, (), tuple(wrong.iloc[:NAMED]))
